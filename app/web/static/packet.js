// Comfort only: looks again by itself while the file is being made.
"use strict";

(() => {
  const part = () => document.getElementById("packet");
  const look = async () => {
    if (!part() || part().dataset.state !== "working") return;
    try {
      const answer = await fetch(window.location.pathname, { redirect: "error" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("packet");
      if (fresh) part().replaceWith(fresh);
    } catch (error) {
      // The network may be back at the next look.
    }
    window.setTimeout(look, 1500);
  };
  window.setTimeout(look, 1500);
})();
