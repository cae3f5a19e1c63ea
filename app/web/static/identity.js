// Areas drawn on the picture, with mouse, finger or keyboard. What counts are the fields “Areas in numbers”: this only fills them in.
"use strict";

(() => {
  const canvas = document.querySelector("[data-canvas]");
  if (!canvas) return;
  const picture = canvas.querySelector("img");
  const list = document.querySelector("[data-rows]");
  const said = document.querySelector("[data-said]");
  const blank = list.querySelector("[data-row]").cloneNode(true);
  const SIDES = ["left", "top", "width", "height"];
  const SMALLEST = 1;
  const boxes = [];

  const field = (row, side) => row.querySelector(`[name="${side}"]`);
  const round = (value) => Math.round(value * 10) / 10;
  const clamp = (value, most) => Math.min(Math.max(value, 0), most);
  const words = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  const tell = (text) => { said.textContent = text; };

  const number = () => boxes.forEach((box, index) => {
    box.row.querySelector("legend").textContent = box.row.querySelector("legend").textContent.replace(/\d+/, String(index + 1));
    SIDES.forEach((side) => {
      const input = field(box.row, side);
      input.id = `area${index + 1}.${side}`;
      input.closest("div").querySelector("label").htmlFor = input.id;
    });
    show(box);
  });

  const show = (box) => {
    SIDES.forEach((side) => { box.button.style.setProperty(side, `${box.at[side]}%`); });
    const n = boxes.indexOf(box) + 1;
    box.button.firstChild.textContent = String(n);
    box.button.setAttribute("aria-label", words(canvas.dataset.name, { n, ...box.at }));
  };

  // Keeps a box inside the picture, and its fields in step.
  const place = (box, at) => {
    const width = Math.max(SMALLEST, Math.min(at.width, 100));
    const height = Math.max(SMALLEST, Math.min(at.height, 100));
    box.at = { left: round(clamp(at.left, 100 - width)), top: round(clamp(at.top, 100 - height)), width: round(width), height: round(height) };
    SIDES.forEach((side) => { field(box.row, side).value = String(box.at[side]); });
    show(box);
  };

  const remove = (box) => {
    const index = boxes.indexOf(box);
    box.button.remove();
    box.row.remove();
    boxes.splice(index, 1);
    number();
    tell(words(canvas.dataset.removed, { n: index + 1 }));
    const next = boxes[Math.min(index, boxes.length - 1)];
    (next ? next.button : document.querySelector("[data-add]")).focus();
  };

  const add = (at, row) => {
    if (boxes.length >= Number(canvas.dataset.most)) { tell(canvas.dataset.full); return null; }
    const box = { row: row || blank.cloneNode(true), button: document.createElement("button"), at };
    box.button.type = "button";
    box.button.className = "area";
    box.button.append(document.createElement("span"), Object.assign(document.createElement("span"), { className: "grip" }));
    if (!row) {
      box.row.querySelectorAll(".error").forEach((each) => each.remove());
      box.row.querySelectorAll("input").forEach((each) => { each.removeAttribute("aria-invalid"); each.removeAttribute("aria-describedby"); });
      list.append(box.row);
    }
    canvas.append(box.button);
    boxes.push(box);
    place(box, at);
    number();
    box.row.addEventListener("input", () => {
      const typed = Object.fromEntries(SIDES.map((side) => [side, Number(field(box.row, side).value.replace(",", "."))]));
      if (SIDES.every((side) => Number.isFinite(typed[side])) && typed.width > 0 && typed.height > 0) { box.at = typed; show(box); }
    });
    box.button.addEventListener("keydown", (event) => byKey(box, event));
    box.button.addEventListener("pointerdown", (event) => drag(box, event, event.target.className === "grip"));
    return box;
  };

  const addAndFocus = (at) => {
    const box = add(at);
    if (!box) return;
    box.button.focus();
    tell(words(canvas.dataset.added, { n: boxes.length }));
  };

  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const byKey = (box, event) => {
    if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); remove(box); return; }
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const [x, y] = move.map((step) => step * (event.ctrlKey ? 0.2 : 1));
    const { left, top, width, height } = box.at;
    place(box, event.shiftKey
      ? { left, top, width: Math.min(width + x, 100 - left), height: Math.min(height + y, 100 - top) }
      : { left: left + x, top: top + y, width, height });
    tell(box.button.getAttribute("aria-label"));
  };

  const point = (event) => {
    const frame = picture.getBoundingClientRect();
    return { x: clamp((event.clientX - frame.left) / frame.width * 100, 100), y: clamp((event.clientY - frame.top) / frame.height * 100, 100) };
  };

  const follow = (event, target, moved) => {
    target.setPointerCapture(event.pointerId);
    const done = () => { target.removeEventListener("pointermove", moved); };
    target.addEventListener("pointermove", moved);
    target.addEventListener("pointerup", done, { once: true });
    target.addEventListener("pointercancel", done, { once: true });
  };

  const drag = (box, event, resizing) => {
    event.stopPropagation();
    const from = point(event);
    const { left, top, width, height } = box.at;
    follow(event, box.button, (now) => {
      const { x, y } = point(now);
      place(box, resizing
        ? { left, top, width: Math.min(width + x - from.x, 100 - left), height: Math.min(height + y - from.y, 100 - top) }
        : { left: left + x - from.x, top: top + y - from.y, width, height });
    });
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest(".area")) return;
    event.preventDefault();
    const from = point(event);
    let box = null;
    follow(event, canvas, (now) => {
      const { x, y } = point(now);
      const at = { left: Math.min(x, from.x), top: Math.min(y, from.y), width: Math.abs(x - from.x), height: Math.abs(y - from.y) };
      if (!box && Math.max(at.width, at.height) > SMALLEST) { box = add(at); if (box) tell(words(canvas.dataset.added, { n: boxes.length })); }
      if (box) place(box, at);
    });
    canvas.addEventListener("pointerup", () => { if (box) box.button.focus(); }, { once: true });
  });

  const MIDDLE = { left: 40, top: 40, width: 20, height: 15 };
  document.querySelector("[data-add]").addEventListener("click", () => addAndFocus(MIDDLE));
  document.querySelectorAll("[data-preset]").forEach((button) => button.addEventListener("click", () => {
    const sides = button.dataset.preset.split(" ").map(Number);
    addAndFocus(Object.fromEntries(SIDES.map((side, index) => [side, sides[index]])));
  }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "+" || event.ctrlKey || event.metaKey || event.target.matches("input[type=text], textarea, select")) return;
    event.preventDefault();
    addAndFocus(MIDDLE);
  });

  // Cells are for pages without this file; those ticked before stay, as areas.
  const cells = document.querySelector("[data-cells]");
  const ticked = [...cells.querySelectorAll("input:checked")].map((each) => Number(each.value) - 1);
  cells.hidden = true;
  cells.disabled = true;
  canvas.classList.add("drawing");
  document.querySelector("[data-tools]").hidden = false;
  [...list.querySelectorAll("[data-row]")].forEach((row) => {
    const typed = SIDES.map((side) => field(row, side).value.trim());
    if (typed.every((value) => value === "")) { row.remove(); return; }
    const sides = typed.map((value) => Number(value.replace(",", ".")));
    // A row with a mistake keeps what was typed; only good ones are drawn.
    if (sides.every((value) => Number.isFinite(value) && value >= 0 && value <= 100) && sides[2] > 0 && sides[3] > 0) {
      add(Object.fromEntries(SIDES.map((side, index) => [side, sides[index]])), row);
    }
  });
  ticked.forEach((n) => add({ left: (n % 12) * 100 / 12, top: Math.floor(n / 12) * 12.5, width: 100 / 12, height: 12.5 }));
})();
