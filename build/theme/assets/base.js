/* What Material's script wants before the page is drawn: where the site's settings are kept, and the
   scheme that the reader has chosen. It stands in the header, and draws the switch there, which is of
   no use without scripts. */
(() => {
  const script = document.currentScript;
  const scope = new URL(script.dataset.base, location);
  const kept = (name, place) => `${place.pathname}.${name}`;
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, char) => (sum << 5) - sum + char.charCodeAt(0), 0);
  window.__md_get = (name, store = localStorage, place = scope) => JSON.parse(store.getItem(kept(name, place)));
  window.__md_set = (name, value, store = localStorage, place = scope) => {
    try {
      store.setItem(kept(name, place), JSON.stringify(value));
    } catch {
      // without storage the choice lasts as long as the page
    }
  };
  const system = "(prefers-color-scheme)";
  const choices = [
    [system, "default", "外观：跟随系统，点按改为浅色"],
    ["(prefers-color-scheme: light)", "default", "外观：浅色，点按改为深色"],
    ["(prefers-color-scheme: dark)", "slate", "外观：深色，点按改为跟随系统"],
  ];
  const form = document.createElement("form");
  form.className = "md-header__option";
  form.dataset.mdComponent = "palette";
  choices.forEach(([media, scheme, name], at) => {
    const input = Object.assign(document.createElement("input"), {
      type: "radio", name: "__palette", id: `__palette_${at}`, className: "md-option", ariaLabel: name,
    });
    Object.assign(input.dataset, { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: "custom", mdColorAccent: "custom" });
    const label = Object.assign(document.createElement("label"), {
      className: `md-header__button scheme scheme--${at}`, title: name, htmlFor: `__palette_${(at + 1) % choices.length}`, hidden: true,
    });
    form.append(input, label);
  });
  script.before(form);
  let chosen;
  try {
    chosen = window.__md_get("__palette")?.color;
  } catch {
    return;
  }
  if (!chosen) return;
  const dark = chosen.media === system ? matchMedia("(prefers-color-scheme: dark)").matches : chosen.scheme === "slate";
  document.body.dataset.mdColorScheme = dark ? "slate" : "default";
})();
