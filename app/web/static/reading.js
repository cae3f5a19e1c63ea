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

  // A passage reaches from one sentence to another, the anchor first; the form sends the first of them and how many follow.
  const further = document.getElementById("further");
  let anchor = Math.max(sentences.findIndex((sentence) => sentence.checked), 0);
  let head = anchor + Number(further ? further.value : 0);

  const paint = () => {
    const from = Math.min(anchor, head);
    const to = Math.max(anchor, head);
    const chosen = sentences.some((sentence) => sentence.checked);
    sentences.forEach((sentence, at) => {
      sentence.closest(".sentence").classList.toggle("taken", chosen && at > from && at <= to);
    });
    return sentences.slice(from, to + 1);
  };

  const reach = (to) => {
    head = to;
    const taken = paint();
    taken[0].checked = true;
    if (further) further.value = String(taken.length - 1);
    paint();
    sentences[to].focus();
    const text = taken.map((sentence) => sentence.nextElementSibling.textContent.trim()).join(" ");
    said.textContent = taken.length > 1 ? said.dataset.several.replace("{n}", String(taken.length)).replace("{words}", text) : "";
  };

  const move = (by, extending) => {
    const now = Math.max(sentences.indexOf(document.activeElement), 0);
    let to = Math.min(Math.max(now + by, 0), sentences.length - 1);
    const most = further ? further.options.length - 1 : 0;
    if (!extending) anchor = to;
    else to = Math.min(Math.max(to, anchor - most), anchor + most);
    reach(to);
  };

  const set = (at) => {
    anchor = at;
    head = Math.min(at + Number(further ? further.value : 0), sentences.length - 1);
    paint();
  };
  sentences.forEach((sentence, at) => sentence.addEventListener("change", () => set(at)));
  if (further) further.addEventListener("change", () => set(Math.max(sentences.findIndex((sentence) => sentence.checked), 0)));
  if (sentences.length) paint();

  const choose = (option) => {
    radio(option).checked = true;
    form.requestSubmit();
  };

  for (const sentence of sentences) {
    sentence.addEventListener("focus", () => { last = sentence; });
    sentence.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[key];
      if (by) move(by, event.shiftKey);
      else if (key === "Enter" || key === "l") {
        if (anchor === head) sentence.checked = true;
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
    const key = event.key.toLowerCase();
    const offer = { c: ".offer-confirm", x: ".offer-reject", e: ".suggestions .change" }[key];
    const chosen = offer && document.querySelector(offer);
    if (!chosen) return;
    event.preventDefault();
    if (key === "e") {
      chosen.open = true;
      chosen.querySelector("select").focus();
    } else chosen.requestSubmit();
  });
  for (const list of document.querySelectorAll(".change select")) {
    list.addEventListener("keydown", (event) => {
      if (event.key === "Enter") list.form.requestSubmit();
      else if (event.key === "Escape") {
        list.closest("details").open = false;
        list.closest("details").querySelector("summary").focus();
      } else return;
      event.preventDefault();
    });
  }

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
