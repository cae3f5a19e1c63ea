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

  // Results while one types. Only the answer to the last question counts, whenever it comes.
  for (const box of document.querySelectorAll("input[data-search]")) {
    const found = document.getElementById("found");
    let waiting = 0;
    let asked = 0;
    const search = async () => {
      const number = ++asked;
      const answer = await fetch(`${box.dataset.search}?q=${encodeURIComponent(box.value)}`).catch(() => null);
      if (!answer || !answer.ok) return;
      const html = await answer.text();
      if (number === asked) found.innerHTML = html;
    };
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 120);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      clearTimeout(waiting);
      search();
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
