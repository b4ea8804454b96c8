/* Keeps the page's declared language in step with the address when the viewer switches it without a reload. */
(() => {
  const root = document.documentElement;
  const follow = () => {
    const asked = new URLSearchParams(location.search).get("langue");
    if (root.dataset.languages.split(" ").includes(asked)) root.lang = asked;
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...args) => { original(...args); follow(); };
  }
  addEventListener("popstate", follow);
  follow();
})();

/* The meeting's sheet fills the screen; its controls show while the pointer moves. */
(() => {
  const root = document.documentElement, side = (name) => parseFloat(getComputedStyle(root).getPropertyValue(`--slide-${name}`));
  const fit = () => root.style.setProperty("--stage", Math.min(innerWidth / side("width"), innerHeight / side("height")));
  let asleep;
  const wake = () => {
    document.documentElement.classList.add("awake");
    clearTimeout(asleep);
    asleep = setTimeout(() => document.documentElement.classList.remove("awake"), 3000);
  };
  // A lever that was dragged lets go of the arrow keys: they turn the slides again.
  const release = () => {
    if (document.activeElement.matches(".st-key-stage-levers input")) setTimeout(() => document.activeElement.blur());
  };
  addEventListener("resize", fit);
  addEventListener("pointermove", wake);
  addEventListener("pointerup", release);
  fit();
})();

/* Names for screen readers are labels before Markdown: the backslashes that only it needs go. A text's own is followed
   by a sign that does not show (plain_label in pages/parts/show/markup.py). */
(() => {
  const marks = ["aria-label", "title", "alt"], escape = /\\([*`~$:])/g;
  const named = marks.map((mark) => `[${mark}*="\\\\"]`).join();
  const clean = () => {
    for (const element of document.querySelectorAll(named)) {
      for (const mark of marks) {
        const name = element.getAttribute(mark), said = name?.replace(escape, "$1");
        if (name !== said) element.setAttribute(mark, said);
      }
    }
  };
  new MutationObserver(clean).observe(document, { subtree: true, childList: true, attributeFilter: marks });
})();

/* A link that is opened in another tab shows the same fund, language and version: those of the menu carry them too, and
   what the keyboard or the middle button asks of the browser is left to it. */
(() => {
  const links = ":is([data-testid=stSidebarNavLink], [data-testid=stPageLink-NavLink])";
  addEventListener("click", (event) => {
    if ((event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest(links)) event.stopImmediatePropagation();
  }, true);
  const carry = () => {
    const carried = document.querySelector("[data-carried]")?.dataset.carried;
    if (carried === undefined) return;
    for (const link of document.querySelectorAll("[data-testid=stSidebarNavLink]")) {
      const url = new URL(link.href);
      if (url.search !== `?${carried}`) link.href = `${url.pathname}?${carried}`;
    }
  };
  new MutationObserver(carry).observe(document, { subtree: true, childList: true, attributeFilter: ["data-carried", "href"] });
})();
