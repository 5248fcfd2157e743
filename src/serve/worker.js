// Owns the line to the server that all open pages share: a browser opens six connections to a server at most, so a line for each page
// would leave none for the seventh. Every event is handed to the page that it is of. Where no worker can be shared, each page has its own.
"use strict";
const OWN = "/__depeche/events";
const pages = new Map();
// The line that is asked for now, and the one that is open: until the new one is, so that nothing falls between.
let line = null;
let open = null;
let due = null;

const listen = () => {
  if (line !== open) line?.close();
  line = null;
  if (pages.size === 0) {
    open?.close();
    open = null;
    return;
  }
  const asked = [...new Set(pages.values())];
  const next = new EventSource(`${OWN}?${asked.map(encodeURIComponent).join("&")}`);
  let broken = false;
  line = next;
  next.addEventListener("open", () => {
    if (open !== next) open?.close();
    open = next;
    // The preview was started again, and knows nothing of what was wrong before.
    if (broken) for (const port of pages.keys()) port.postMessage({ kind: "mended" });
    broken = false;
  });
  next.addEventListener("error", () => {
    broken = true;
    // Refused, which it does not try again by itself.
    if (next === line && next.readyState === EventSource.CLOSED) later(1000);
  });
  next.addEventListener("message", (event) => {
    const { page, ...news } = JSON.parse(event.data);
    for (const [port, name] of pages) {
      if (name !== asked[page]) continue;
      port.postMessage(news);
      // It comes again as another page, or it was gone already.
      if (news.kind === "reload") pages.delete(port);
    }
  });
};

// Several pages that come and go at once ask for one line.
const later = (wait) => {
  clearTimeout(due);
  due = setTimeout(listen, wait);
};

const join = (port) =>
  port.addEventListener("message", ({ data }) => {
    if (data) pages.set(port, data.slice(OWN.length + 1));
    else pages.delete(port);
    later(2);
  });

if ("onconnect" in self) {
  self.addEventListener("connect", ({ ports: [port] }) => {
    join(port);
    port.start();
  });
} else {
  join(self);
}
