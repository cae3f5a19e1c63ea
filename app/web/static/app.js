// Comfort only: every page works without this file.
"use strict";

(() => {
  const exit = document.getElementById("quick-exit");

  // Leaving must not be undone by the Back button: empty the page, end the session, and replace this entry of the history.
  const leave = (event) => {
    if (event) event.preventDefault();
    document.body.hidden = true;
    document.title = "";
    document.querySelectorAll("form").forEach((form) => form.reset());
    const session = document.body.dataset.leave;
    if (session) fetch(session, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
    window.location.replace(exit.href);
  };
  if (exit) exit.addEventListener("click", leave);

  // Three times Escape within two seconds does the same without the mouse.
  let escapes = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !exit) return;
    const now = Date.now();
    escapes = [...escapes.filter((then) => now - then < 2000), now];
    if (escapes.length === 3) leave();
  });

  // A person who uses a screen reader hears of mistakes first.
  const problems = document.getElementById("problems");
  if (problems) problems.focus();

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
      button.textContent = button.dataset.done;
    });
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  for (const form of document.querySelectorAll("form[data-sure]")) {
    form.addEventListener("submit", (event) => {
      if (!window.confirm(form.dataset.sure)) event.preventDefault();
    });
  }

  for (const area of document.querySelectorAll("textarea[data-count]")) {
    const left = document.createElement("p");
    left.className = "hint count";
    const show = () => {
      const n = Number(area.dataset.count) - area.value.length;
      left.textContent = n < 300 ? area.dataset.countText.replace("{n}", String(n)) : "";
    };
    area.addEventListener("input", show);
    area.after(left);
    show();
  }
})();
