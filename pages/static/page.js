/* Keeps the page's declared language in step with the address when the viewer switches it without a reload; and says in
   that language what Streamlit writes in English only. */
(() => {
  const root = document.documentElement, said = JSON.parse(root.dataset.framework), marks = ["aria-label", "title", "placeholder"];
  const named = marks.map((mark) => `[${mark}]:not([data-testid=stHtml] *)`).join();
  const texts = ":is([data-testid=stSkipToContent], [data-testid$=Dropdown] *, [data-testid=stFileUploaderDropzone] button p, [data-testid=stDateInput] [role=alert], [data-testid=stTooltipErrorContent] p)";
  const day = /\d+(?:\/\d+){2}/g;
  let ours = new Map();
  const translate = () => {
    for (const element of document.querySelectorAll(named)) {
      for (const mark of marks) {
        // « month, Date »: a part of a field comes before the field's own name.
        const [name, ...field] = (element.getAttribute(mark) ?? "").split(/(?=, )/), word = ours.get(name);
        if (word) element.setAttribute(mark, word + field.join(""));
      }
    }
    for (const element of document.querySelectorAll(texts)) {
      const text = element.textContent, word = ours.get(text.replace(day, "…"));
      if (!word) continue;
      // The words go in where its first ones stand, so that what drew them still finds its nodes.
      const days = text.match(day), nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let said = word.replaceAll("…", () => days.shift()); nodes.nextNode(); said = "") nodes.currentNode.nodeValue = said;
    }
  };
  const follow = () => {
    const asked = new URLSearchParams(location.search).get("langue");
    if (said[asked]) root.lang = asked;
    const others = Object.keys(said).filter((language) => language !== root.lang);
    ours = new Map(others.flatMap((language) => said[language].map((word, at) => [word, said[root.lang][at]])));
    translate();
  };
  // « Back » leads to another page, fund, donor, year or slide: an address that grows, or follows what else is chosen,
  // takes the place of the one before. Streamlit empties the address of a page that is left: it stays as it was.
  const leads = (to) => ["fonds", "diapo", "donateur", "annee"].some((name) => {
    const [before, after] = [location, to].map((each) => new URLSearchParams(each.search).get(name));
    return before !== after && (name !== "fonds" || (before && after));
  });
  let leaving = false;
  addEventListener("click", (event) => {
    const link = event.target.closest?.(":is([data-testid=stSidebarNavLink], [data-testid=stPageLink-NavLink])");
    leaving = Boolean(link) && link.pathname !== location.pathname && !(event.ctrlKey || event.metaKey || event.shiftKey);
  });
  const [push, replace] = ["pushState", "replaceState"].map((name) => history[name].bind(history));
  const change = (way) => (state, title, address) => {
    const to = new URL(address ?? "", location), away = to.pathname !== location.pathname;
    if (away || !leaving) (away || leads(to) ? way : replace)(state, title, address);
    if (away) leaving = false;
    follow();
  };
  [history.pushState, history.replaceState] = [change(push), change(replace)];
  addEventListener("popstate", follow);
  // Once a frame, however much of the page has changed in it.
  let next = 0;
  const soon = () => { next ||= requestAnimationFrame(() => { next = 0; translate(); }); };
  new MutationObserver(soon).observe(document, { subtree: true, childList: true, attributeFilter: marks });
  follow();
})();

/* What the page shows as a whole stands as classes on its root. Rules that ask it of a part around others (`:has`) have
   all of these styled again at every change. */
(() => {
  const shown = {
    staged: ".st-key-stage", "with-levers": ".st-key-stage-levers", "menu-folded": "[data-testid=stExpandSidebarButton]",
    disconnected: "[data-test-connection-state]:not([data-test-connection-state=CONNECTED])",
  };
  // Once a frame, before it is painted.
  let next = 0;
  const tell = () => {
    next = 0;
    for (const [name, part] of Object.entries(shown)) document.documentElement.classList.toggle(name, document.querySelector(part) !== null);
  };
  new MutationObserver(() => { next ||= requestAnimationFrame(tell); }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-connection-state"] });
})();

/* The meeting's sheet fills the screen; its controls show while the pointer moves. Keys: next and previous, F for the
   whole screen, B for a black one. A finger turns the slides too. */
(() => {
  const root = document.documentElement, side = (name) => parseFloat(getComputedStyle(root).getPropertyValue(`--slide-${name}`));
  const fit = () => {
    root.style.setProperty("--stage", Math.min(innerWidth / side("width"), innerHeight / side("height")));
    // What Streamlit draws on the sheet grows with the sheet alone: a page's text grows with the screen too.
    root.style.setProperty("--part", 30 / parseFloat(getComputedStyle(root).fontSize));
  };
  let asleep;
  const wake = () => {
    document.documentElement.classList.add("awake");
    clearTimeout(asleep);
    asleep = setTimeout(() => document.documentElement.classList.remove("awake"), 3000);
  };
  // Page Up and Page Down turn the slides wherever the focus is; Space where no button takes it; the other keys where
  // nobody writes or chooses: a button that was clicked keeps the focus, and has no use for them.
  const back = ["PageUp", "ArrowUp", "ArrowLeft"], on = ["PageDown", "ArrowDown", "ArrowRight", " "];
  const turn = { Home: "first", End: "last", ...Object.fromEntries([...back.map((key) => [key, "previous"]), ...on.map((key) => [key, "next"])]) };
  // A finger drawn over a button or a link turns the slide: it is no tap.
  const drawn = "input, textarea, [role=slider], [contenteditable=true], [role=dialog] *", written = `${drawn}, select, [role=combobox]`;
  // The slide is drawn before what turns it: a key that comes between the two waits for it, two seconds at the most.
  const step = (way, tries = 40) => {
    const button = document.querySelector(`.st-key-slide-${way} button`);
    // What is asked while nobody answers would come all at once, later.
    if (root.classList.contains("cut-off")) return;
    if (button) button.click();
    else if (tries) setTimeout(step, 50, way, tries - 1);
  };
  const press = (event) => {
    if (!document.querySelector(".st-key-stage") || event.ctrlKey || event.metaKey || event.altKey) return;
    const dark = root.classList.contains("blackout"), free = !event.target.closest?.(event.key === " " ? `${written}, button, a, summary` : written), key = event.key.toLowerCase();
    if (dark) root.classList.remove("blackout");
    else if (turn[event.key] && (free || event.key.startsWith("Page"))) step(turn[event.key]);
    else if (free && key === "b") root.classList.add("blackout");
    else if (free && key === "f") document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  let from;
  const touch = (event) => { from = event.touches.length === 1 ? event.touches[0] : undefined; };
  const swipe = (event) => {
    const to = event.changedTouches[0], free = event.target.closest?.(".st-key-stage") && !event.target.closest(drawn);
    const x = from ? to.clientX - from.clientX : 0, y = from ? to.clientY - from.clientY : 0;
    if (free && Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? "next" : "previous");
  };
  // A line that falls silent closes nothing: while slides are shown, the server is asked; any answer will do.
  const listen = async () => {
    const shown = document.querySelector(".st-key-stage");
    const there = !shown || await fetch("_stcore/health", { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(4000) }).then(() => true, () => false);
    root.classList.toggle("cut-off", !there);
    setTimeout(listen, 4000);
  };
  addEventListener("keydown", press, true);
  addEventListener("touchstart", touch, { passive: true });
  addEventListener("touchend", swipe, { passive: true });
  addEventListener("resize", fit);
  addEventListener("pointermove", wake);
  fit();
  listen();
})();

/* A day that is typed counts once its field is left: Enter leaves it, for what stands around it. */
addEventListener("keydown", (event) => {
  const around = event.key === "Enter" && event.target.matches?.("[role=spinbutton]") && event.target.closest("[data-testid=stDateInput]");
  if (!around) return;
  around.tabIndex = -1;
  around.focus();
}, true);

/* Names for screen readers are labels before Markdown: the backslashes that only it needs go. A text's own is followed
   by a sign that does not show (plain_label in pages/parts/show/markup.py). */
(() => {
  const marks = ["aria-label", "title", "alt"], escape = /\\([*`~$:])/g;
  // What we draw ourselves, and what a chart shows, is no Markdown: a backslash there is the workbook's own.
  const named = marks.map((mark) => `[${mark}*="\\\\"]:not(:is([data-testid=stHtml], [data-testid=stPlotlyChart]) *)`).join();
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

/* The button of a chart's data is called by the chart too: a page has several. */
(() => {
  const name = () => {
    for (const button of document.querySelectorAll("[class*=st-key-data-] button:not([aria-label])")) {
      const title = button.closest("[class*=st-key-chart-]")?.querySelector(":is(h2, h3)")?.textContent;
      const label = button.querySelector("p")?.textContent;
      if (title && label) button.setAttribute("aria-label", `${label}\u00a0: ${title}`);
    }
  };
  new MutationObserver(name).observe(document, { subtree: true, childList: true });
})();

/* The figures that came with the address go when the page itself has some, or something else to say. */
(() => {
  const drawn = "[data-testid=stMain] :is(.page-head, [data-testid=stAlert])";
  let waits;
  const look = () => {
    if (document.querySelector(drawn)) requestAnimationFrame(leave);
    // On a slow line Streamlit's scripts may take a minute: until they are there, the figures are all there is to read.
    else if (!waits && document.querySelector("[data-testid=stApp]")) waits = setTimeout(leave, 20000);
  };
  const watch = new MutationObserver(look);
  const leave = () => {
    watch.disconnect();
    document.querySelector(".first-figures")?.remove();
  };
  watch.observe(document, { subtree: true, childList: true });
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
      if (url.search.replace("?", "") !== carried) link.href = `${url.pathname}?${carried}`;
    }
  };
  new MutationObserver(carry).observe(document, { subtree: true, childList: true, attributeFilter: ["data-carried", "href"] });
})();

/* Photos dropped beside the workbooks: sent one by one past Streamlit, then the page is drawn anew. */
(() => {
  const send = (address, file) => fetch(`${address}?nom=${encodeURIComponent(file.name)}`, { method: "POST", body: file })
    .then((answer) => answer.ok, () => false);
  addEventListener("change", async (event) => {
    const input = event.target.closest?.("input[data-photos]");
    if (!input) return;
    const said = input.closest(".photo-drop").querySelector("output"), files = [...input.files], failed = [];
    input.disabled = true;
    for (const [at, file] of files.entries()) {
      said.textContent = input.dataset.progress.replace("#", at + 1).replace("#", files.length);
      if (!(await send(input.dataset.photos, file))) failed.push(file.name);
    }
    input.value = "";
    input.disabled = false;
    said.textContent = failed.length ? `${input.dataset.failed} ${failed.join(", ")}` : "";
    document.querySelector(".st-key-photos-arrived button")?.click();
  });
})();

/* A link to what is folded opens its fold, be it the address that the page is opened at. */
(() => {
  const unfold = () => {
    const part = location.hash.startsWith("#partie-") && document.getElementById(location.hash.slice(1));
    const fold = part && part.closest("[class*=st-key-fold-] details");
    if (fold && !fold.open) fold.querySelector("summary").click();
    if (fold) fold.scrollIntoView();
    return Boolean(part);
  };
  addEventListener("click", (event) => event.target.closest?.("a[href^='#partie-']") && setTimeout(unfold));
  addEventListener("hashchange", unfold);
  const watch = new MutationObserver(() => unfold() && watch.disconnect());
  if (location.hash.startsWith("#partie-")) watch.observe(document, { subtree: true, childList: true });
})();

/* A figure opens where it comes from: the unseen button that its `data-asks` names is pressed. The answer stands in the
   middle of the screen, has the focus while it is open, and gives it back to the figure. */
(() => {
  const root = document.documentElement, opened = () => document.querySelector("[data-testid=stPopoverBody]");
  let asked, place;
  // One answer among others stays in sight while those above it still come, until somebody scrolls.
  const show = () => place && opened()?.querySelectorAll(".source h3")[place]?.scrollIntoView();
  const leave = () => { place = 0; };
  const close = () => document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]")?.click();
  const ask = (event) => {
    const figure = event.target.closest?.("[data-asks]"), data = event.target.closest?.("[class*=st-key-data-] button");
    if (figure) {
      const [key, number] = figure.dataset.asks.split("/");
      place = Number(number ?? 0);
      setTimeout(() => document.querySelector(`.st-key-${CSS.escape(key)} button`)?.click());
    }
    if (event.target.closest?.("[data-closes]")) close();
    if (!figure && !data) return;
    asked = figure ?? data;
    root.classList.add("asking");
  };
  let body;
  const follow = () => {
    const now = opened();
    if (root.classList.contains("asking")) {
      if (now && now !== body) { now.tabIndex = -1; now.focus({ preventScroll: true }); }
      if (now) show();
      if (body && !now) {
        root.classList.remove("asking");
        if (document.activeElement === document.body || document.activeElement.closest("[data-testid=stPopover]")) asked.focus({ preventScroll: true });
      }
    }
    body = now;
  };
  addEventListener("click", ask, true);
  for (const moved of ["wheel", "touchmove", "keydown"]) addEventListener(moved, leave, { capture: true, passive: true });
  new MutationObserver(follow).observe(document, { subtree: true, childList: true });
})();
