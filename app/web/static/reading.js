// Comfort only: the reading page works without this file. Keys move between sentences and find labels; words marked by mouse are copied.
"use strict";

(() => {
  const form = document.getElementById("reading");
  if (!form) return;
  const find = document.getElementById("find");
  const words = document.getElementById("words");
  const said = document.getElementById("said");
  const sentences = [...form.querySelectorAll("input[name='passage']")];
  const options = [...form.querySelectorAll(".label-option")];
  const groups = [...form.querySelectorAll(".group")];
  const opened = groups.map((group) => group.open);
  let last = sentences[0];

  form.querySelector(".find").hidden = false;
  document.querySelector(".keys").hidden = false;

  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u2019/g, "'");
  const radio = (option) => option.querySelector("input[type='radio']");
  const shown = () => options.filter((option) => !option.hidden);

  const filter = () => {
    const asked = plain(find.value).split(/\s+/).filter(Boolean);
    for (const option of options) {
      const text = plain(option.dataset.words);
      option.hidden = !asked.every((word) => text.includes(word));
      option.classList.remove("first");
    }
    groups.forEach((group, number) => {
      group.hidden = ![...group.querySelectorAll(".label-option")].some((option) => !option.hidden);
      group.open = asked.length ? true : opened[number];
    });
    const found = shown();
    if (!asked.length) {
      said.textContent = "";
    } else if (!found.length) {
      said.textContent = said.dataset.none;
    } else {
      found[0].classList.add("first");
      const name = found[0].querySelector("label").textContent;
      said.textContent = said.dataset.found.replace("{n}", String(found.length)).replace("{first}", name);
    }
  };

  const move = (by) => {
    const now = Math.max(sentences.indexOf(document.activeElement), 0);
    const next = sentences[Math.min(Math.max(now + by, 0), sentences.length - 1)];
    next.checked = true;
    next.focus();
  };

  const choose = (option) => {
    radio(option).checked = true;
    form.requestSubmit();
  };

  for (const sentence of sentences) {
    sentence.addEventListener("focus", () => { last = sentence; });
    sentence.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      if (by) move(by);
      else if (event.key === "Enter" || event.key === "l") {
        sentence.checked = true;
        find.focus();
        find.select();
      } else return;
      event.preventDefault();
    });
  }

  find.addEventListener("input", filter);
  find.addEventListener("keydown", (event) => {
    const found = shown();
    if (event.key === "Enter") {
      if (found.length && find.value.trim()) choose(found[0]);
    } else if (event.key === "ArrowDown" && found.length) {
      const group = found[0].closest(".group");
      group.open = true;
      radio(found[0]).focus();
      radio(found[0]).checked = true;
    } else if (event.key === "Escape") {
      find.value = "";
      filter();
      if (last) last.focus();
    } else return;
    event.preventDefault();
  });

  for (const option of options) {
    radio(option).addEventListener("keydown", (event) => {
      if (event.key === "Escape") find.focus();
      else if (event.key === "Enter") choose(option);
      else return;
      event.preventDefault();
    });
  }

  // One key each for the first suggestion: what is typed into a field is none.
  const keys = document.querySelector(".offer-keys");
  if (keys) keys.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input[type='text'], select")) return;
    const offer = { c: ".offer-confirm", x: ".offer-reject" }[event.key.toLowerCase()];
    const chosen = offer && document.querySelector(offer);
    if (!chosen) return;
    event.preventDefault();
    chosen.requestSubmit();
  });

  // Words marked with the mouse stand in for the sentence; the names of earlier marks are none of theirs.
  document.querySelector(".reply-text").addEventListener("mouseup", () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const part = range.cloneContents();
    part.querySelectorAll(".mark-name, legend, input").forEach((node) => node.remove());
    const chosen = [...part.childNodes].map((node) => node.textContent).join(" ").replace(/\s+/g, " ").trim();
    const from = range.startContainer.parentElement.closest(".sentence");
    if (!chosen || !from) return;
    from.querySelector("input").checked = true;
    words.value = chosen;
    said.textContent = said.dataset.chosen.replace("{words}", chosen);
    find.focus();
  });
})();
