/* Keeps the page's declared language in step with the address when the viewer switches it without a reload. */
(() => {
  const follow = () => {
    const asked = new URLSearchParams(location.search).get("langue");
    if (asked === "fr" || asked === "en") document.documentElement.lang = asked;
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...args) => { original(...args); follow(); };
  }
  addEventListener("popstate", follow);
  follow();
})();
