// Owns the line to the server: every event is handed to the page.
"use strict";
self.addEventListener("message", ({ data }) => {
  const source = new EventSource(data);
  source.addEventListener("message", (event) => self.postMessage(JSON.parse(event.data)));
});
