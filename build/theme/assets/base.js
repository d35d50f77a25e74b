/* What Material's script wants before the page is drawn: where the site's settings are kept, and the
   scheme that the reader has chosen; and the site's icon, where a page names no other. It stands in
   the header, and draws there what is of no use without scripts: the switch of the scheme, and when
   the page is read the contents beside it. */
(() => {
  const script = document.currentScript;
  const scope = new URL("..", script.src);
  const kept = (name, place) => `${place.pathname}.${name}`;
  const make = (tag, properties, data = {}) => {
    const made = Object.assign(document.createElement(tag), properties);
    Object.assign(made.dataset, data);
    return made;
  };
  if (!document.querySelector("link[rel=icon]")) {
    document.head.append(make("link", { rel: "icon", href: new URL("assets/favicon.svg", scope).href }));
  }
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
  const form = make("form", { className: "md-header__option" }, { mdComponent: "palette" });
  choices.forEach(([media, scheme, name], at) => {
    form.append(
      make("input", { type: "radio", name: "__palette", id: `__palette_${at}`, className: "md-option", ariaLabel: name },
        { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: "custom", mdColorAccent: "custom" }),
      make("label", { className: `md-header__button scheme scheme--${at}`, title: name, htmlFor: `__palette_${(at + 1) % choices.length}`, hidden: true }),
    );
  });
  script.before(form);

  /** Draw the contents: the headings of two levels, as Markdown lists them. */
  const contents = () => {
    const side = document.querySelector(".md-sidebar--secondary");
    const headings = document.querySelectorAll(".md-content :is(h2, h3)[id]");
    if (!side || !headings.length) return;
    const list = make("ul", { className: "md-nav__list" }, { mdComponent: "toc", mdScrollfix: "" });
    for (const heading of headings) {
      const shown = heading.cloneNode(true);
      for (const more of shown.querySelectorAll(".headerlink")) more.remove();
      const item = make("li", {});
      item.append(make("a", { className: "md-nav__link", href: `#${heading.id}`, textContent: shown.textContent }));
      const above = heading.tagName === "H3" && list.lastChild;
      if (above && !above.querySelector("ul")) above.append(make("ul", {}));
      (above ? above.lastChild : list).append(item);
    }
    const nav = make("nav", { className: "md-nav md-nav--secondary", ariaLabel: "目录" });
    nav.append(make("p", { className: "md-nav__title", ariaHidden: "true", textContent: "目录" }), list);
    const inner = make("div", { className: "md-sidebar__inner" });
    const scroller = make("div", { className: "md-sidebar__scrollwrap" });
    Object.assign(side.dataset, { mdComponent: "sidebar", mdType: "toc" });
    inner.append(nav);
    scroller.append(inner);
    side.replaceChildren(scroller);
  };

  /** Mark the parts of the page as Material's script looks for them; each page once. */
  const equip = () => {
    if (document.querySelector(".md-top")) return;
    for (const name of ["main", "content"]) {
      const part = document.querySelector(`.md-${name}`);
      if (part) part.dataset.mdComponent = name;
    }
    contents();
    document.querySelector(".md-main")?.append(
      make("button", { type: "button", className: "md-top md-icon", hidden: true, textContent: "回到顶部" }, { mdComponent: "top" }),
    );
  };
  document.addEventListener("DOMContentLoaded", () => {
    equip();
    window.document$?.subscribe(equip); // of pages that instant navigation puts in the place of this
  });
  script.closest("header").dataset.mdComponent = "header";
  if (!document.getElementById("__drawer")) {
    const translations = { "clipboard.copy": "复制", "clipboard.copied": "已复制" };
    const told = { base: scope.href, features: script.dataset.features.split(" "), search: "", translations };
    document.body.prepend(
      make("script", { type: "application/json", id: "__config", textContent: JSON.stringify(told) }),
      ...["drawer", "search"].map((name) => make("input", { type: "checkbox", className: "md-toggle", id: `__${name}` }, { mdToggle: name })),
    );
  }

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
