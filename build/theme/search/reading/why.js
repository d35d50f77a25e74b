/**
 * The marks that say how a value is known. The style sheet opens the evidence below a mark on hover
 * and focus; this says so to a screen reader, and lets a click and Escape close it.
 */

const OPEN = ".known:is(:hover, :focus-within)";

/** @param {EventTarget | null} target */
function around(target) {
  return target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".known")) : null;
}

function tell() {
  for (const known of document.querySelectorAll(".known")) {
    const shut = known.classList.contains("known--shut");
    known.querySelector("button")?.setAttribute("aria-expanded", String(known.matches(OPEN) && !shut));
  }
}

export function mountEvidence() {
  for (const known of document.querySelectorAll(".known")) {
    known.querySelector("button")?.setAttribute("aria-controls", known.querySelector(".why")?.id ?? "");
  }
  tell();
}

export function watchEvidence() {
  let before = false;
  addEventListener("pointerdown", ({ target }) => {
    before = Boolean(around(target)?.matches(":focus-within:not(.known--shut)"));
  });
  addEventListener("click", ({ target }) => {
    const known = around(target);
    if (!known || !(target instanceof Element) || !target.closest("button")) return;
    target.closest("button")?.focus();  // Safari gives a button that is tapped no focus
    known.classList.toggle("known--shut", before);
    tell();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const known of document.querySelectorAll(`${OPEN}:not(.known--shut)`)) known.classList.add("known--shut");
    tell();
  });
  for (const name of ["focusin", "focusout", "mouseover", "mouseout"]) {
    addEventListener(name, ({ target }) => {
      const known = around(target);
      if (!known) return;
      requestAnimationFrame(() => {
        if (!known.matches(OPEN)) known.classList.remove("known--shut");
        tell();
      });
    });
  }
}
