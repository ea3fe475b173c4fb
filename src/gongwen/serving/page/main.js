// The four places, one at a time; each is made when it is first visited.

import { about } from "./api.js";
import { h, say } from "./dom.js";
import { keep, kept } from "./keep.js";

const PLACES = ["write", "import", "check", "batch"];
const made = new Map();

const makers = {
  write: async (place) => (await import("./write.js")).write(place),
  import: async (place) => (await import("./import.js")).importing(place, visit),
  check: async (place) => (await import("./check.js")).checking(place),
  batch: async (place) => (await import("./batch.js")).batching(place, visit),
};

/** Goes to a place; what it offers to the others. */
export function visit(name) {
  if (location.hash !== `#${name}`) history.pushState(null, "", `#${name}`);
  for (const other of PLACES) document.getElementById(other).hidden = other !== name;
  for (const link of document.querySelectorAll("[data-place]")) {
    if (link.dataset.place === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  say("");
  if (!made.has(name)) {
    const place = document.getElementById(name);
    made.set(name, makers[name](place).catch((error) => {
      made.delete(name);
      place.replaceChildren(h("div", { class: "nothing" }, h("strong", {}, "打不开"), h("span", {}, error.message)));
      throw error;
    }));
  }
  return made.get(name);
}

function arrive() {
  const name = location.hash.slice(1);
  visit(PLACES.includes(name) ? name : "write").catch((error) => say(error.message, { bad: true }));
}

function theme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const button = document.getElementById("theme");
  button.textContent = dark ? "日间" : "夜间";
  button.setAttribute("aria-pressed", String(dark));
}

const darkness = matchMedia("(prefers-color-scheme: dark)");
theme(kept("dark") ?? darkness.matches);
darkness.addEventListener("change", (event) => { if (kept("dark") === null) theme(event.matches); });
document.getElementById("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme !== "dark";
  keep("dark", dark);
  theme(dark);
});
window.addEventListener("hashchange", arrive);
window.addEventListener("popstate", arrive);
window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", (event) => event.preventDefault());
about().catch((error) => say(error.message, { bad: true }));
arrive();
