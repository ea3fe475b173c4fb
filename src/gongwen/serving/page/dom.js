// Small things that every place uses: elements, messages, files that are dropped or chosen, menus.

/** An element with properties and children; what is null or false is left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function show(element, ...children) {
  element.replaceChildren(...children.flat().filter(Boolean));
}

const status = () => document.getElementById("status");

/** What is told in the bar on top. */
export function say(text, { bad = false } = {}) {
  status().textContent = text;
  status().classList.toggle("bad", bad);
}

/** Does something at the latest when nothing has been asked for so many milliseconds. */
export function later(action, milliseconds) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(action, milliseconds);
  };
}

let count = 0;

/** A button that lets files be chosen. */
export function fileButton(label, { accept, several = false, quiet = false }, taken) {
  const id = `file-${(count += 1)}`;
  const input = h("input", { type: "file", id, accept, multiple: several });
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    if (files.length) taken(files);
  });
  return [input, h("label", { for: id, class: quiet ? "button quiet" : "button" }, label)];
}

/** A place on which files may be dropped. */
export function dropOn(element, taken) {
  const over = (on) => element.classList.toggle("over", on);
  element.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  element.addEventListener("dragleave", () => over(false));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    const files = [...event.dataTransfer.files];
    if (files.length) taken(files);
  });
}

/** A button with a list of things to do under it; arrows, Home, End and Escape move in it. */
export function menu(label, items) {
  const list = h("ul", { role: "menu", hidden: true });
  const opener = h("button", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false" }, `${label} ▾`);
  const open = (on) => {
    list.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
  };
  const buttons = items.map(({ label: text, hint, action }) =>
    h("button", { type: "button", role: "menuitem", onclick: () => { open(false); opener.focus(); action(); } }, text, hint ? h("small", {}, hint) : null));
  list.append(...buttons.map((button) => h("li", { role: "none" }, button)));
  opener.addEventListener("click", () => {
    open(list.hidden);
    if (!list.hidden) buttons[0].focus();
  });
  list.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      buttons[(to + buttons.length) % buttons.length].focus();
    } else if (event.key === "Escape") {
      open(false);
      opener.focus();
    }
  });
  const whole = h("div", { class: "menu" }, opener, list);
  document.addEventListener("click", (event) => { if (!whole.contains(event.target)) open(false); });
  whole.addEventListener("focusout", (event) => { if (event.relatedTarget && !whole.contains(event.relatedTarget)) open(false); });
  return whole;
}

/** Faults as a note that says all of them. */
export function faultNote(faults) {
  return h("p", { class: "note bad", role: "alert" }, faults.map(faultText).join("\n"));
}

/** A fault in one line. */
export function faultText(fault) {
  const cell = fault.row ? `第${fault.row}行${fault.column ? `“${fault.column}”列` : ""} ` : fault.line ? `第${fault.line}行 ` : "";
  const value = fault.value ? `：写的是“${short(fault.value)}”` : "";
  const allowed = fault.allowed ? `；可用：${fault.allowed}` : "";
  return `${cell}${fault.field ? `〔${fault.field}〕` : ""}${fault.message}${value}${allowed}。处理：${fault.cure}`;
}

export function short(text, most = 24) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
