// Comfort only: files that are too large together are refused before they are sent, so that what was typed beside them is not lost.
"use strict";

(() => {
  const form = document.querySelector("form[data-most]");
  if (!form) return;
  const files = form.querySelector("input[type='file']");
  const remark = document.getElementById("too-much");
  const roomForTheRest = 1 << 20;
  const tooMuch = () => [...files.files].reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.most) - roomForTheRest;

  form.addEventListener("submit", (event) => {
    remark.hidden = !tooMuch();
    if (remark.hidden) return;
    event.preventDefault();
    files.focus();
  });
  files.addEventListener("change", () => { if (!remark.hidden) remark.hidden = !tooMuch(); });
})();
