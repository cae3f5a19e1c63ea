// Comfort only: looks again by itself while letters are being written.
"use strict";

(() => {
  const part = () => document.getElementById("batch");
  const look = async () => {
    if (!part() || part().dataset.open === "0") return;
    try {
      const answer = await fetch("/batch/progress", { redirect: "error" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("batch");
      if (fresh) part().replaceWith(fresh);
    } catch (error) {
      // The network may be back at the next look.
    }
    window.setTimeout(look, 2000);
  };
  window.setTimeout(look, 2000);
})();
