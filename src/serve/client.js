// Owns the browser's side of the preview: hears of changes and shows them. The page's own policy forbids connections; the worker that
// hears was started before it came into force.
(() => {
  "use strict";
  const events = document.currentScript.dataset.events;
  const key = "depeche-scroll:" + location.pathname;
  const address = "/__depeche/worker.js";
  const worker = typeof SharedWorker === "function" ? new SharedWorker(address).port : new Worker(address);
  let overlay = null;
  let shown = "";

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    main { position: fixed; inset: auto 0 0 0; max-height: 70vh; overflow: auto; z-index: 2147483647; box-sizing: border-box;
      padding: 1rem 1.25rem; font: 15px/1.5 system-ui, sans-serif; color: #f4f1ea; background: #2a1512; border-top: 4px solid #e0533d; }
    h1 { margin: 0 0 .25rem; font-size: 1.1rem; }
    p { margin: 0 0 .75rem; color: #d8cdc3; }
    pre { margin: .25rem 0 1rem; padding: .75rem; overflow-x: auto; background: #190c0a; font: 13px/1.45 ui-monospace, monospace;
      white-space: pre; unicode-bidi: plaintext; }
    a { color: #ffb4a3; font-weight: 600; }
    a:focus-visible { outline: 2px solid #fff; }
  `);

  const clear = () => {
    overlay?.remove();
    overlay = null;
    shown = "";
  };

  const show = (html) => {
    // Told again on a new line: whoever reads it is not disturbed.
    if (html === shown) return;
    clear();
    shown = html;
    overlay = document.createElement("depeche-fault");
    const root = overlay.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const main = document.createElement("main");
    main.setAttribute("role", "alert");
    main.lang = "en";
    main.dir = "ltr";
    main.innerHTML = html;
    root.append(main);
    document.documentElement.append(overlay);
  };

  const fresh = (address) => {
    const url = new URL(address, location.href);
    url.searchParams.set("depeche", Date.now().toString(36));
    return url.href;
  };

  const bare = (address) => {
    const url = new URL(address, location.href);
    return url.origin === location.origin ? decodeURIComponent(url.pathname) : "";
  };

  // New styles are in force before the old ones go, so that nothing flickers.
  const swap = (paths) => {
    const changed = new Set(paths);
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
      if (!changed.has(bare(link.href))) continue;
      const next = link.cloneNode();
      next.href = fresh(link.href);
      next.addEventListener("load", () => link.remove(), { once: true });
      next.addEventListener("error", () => next.remove(), { once: true });
      link.after(next);
    }
    for (const media of document.querySelectorAll("img, source, video, audio")) {
      for (const name of ["src", "poster"]) {
        const address = media.getAttribute(name);
        if (address && changed.has(bare(address))) media.setAttribute(name, fresh(address));
      }
    }
  };

  const reload = () => {
    try {
      sessionStorage.setItem(key, String(scrollY));
    } catch {
      // A browser that keeps nothing scrolls to the top.
    }
    location.reload();
  };

  addEventListener("load", () => {
    try {
      const at = sessionStorage.getItem(key);
      sessionStorage.removeItem(key);
      if (at !== null) scrollTo({ top: Number(at), behavior: "instant" });
    } catch {
      // As above.
    }
  });

  worker.addEventListener("message", ({ data }) => {
    switch (data.kind) {
      case "reload":
        reload();
        break;
      case "fault":
        show(data.html);
        break;
      case "mended":
        clear();
        break;
      case "assets":
        swap(data.paths);
        break;
    }
  });
  worker.start?.();
  worker.postMessage(events);
  // A page that is left, and comes back as it was left.
  addEventListener("pagehide", () => worker.postMessage(""));
  addEventListener("pageshow", ({ persisted }) => persisted && worker.postMessage(events));
})();
