// The pages of a document beside what is written: only those that changed are drawn anew.

import { h } from "./dom.js";

const OWN = `
:host { display: block; padding: 16px 20px 32px; }
main { display: block; zoom: var(--zoom, 1); }
.page { margin: 0 auto 20px; box-shadow: 0 1px 3px #0006, 0 6px 20px #0003; }
.page > :is(p, h1, h2, h3, h4, h5, table) { cursor: pointer; }
.page > :is(p, h1, h2, h3, h4, h5, table):hover { background: #1c56891a; }
.page > .marked { background: #fdf2d8; }
.page > .now { outline: 2px solid #1c5689; outline-offset: 2px; }
`;
const PAGE_WIDTH = 794;
const ROOM = 44;

/** Which field of the form a paragraph of the page shows, by its class. */
const FIELD_OF = {
  "copy-number": "份号", secrecy: "密级", urgency: "紧急程度",
  mark: "发文机关", "letter-mark": "发文机关", "joint-mark": "发文机关",
  number: "发文字号", "letter-number": "发文字号", "number-and-signers": "发文字号", "issue-line": "发文字号",
  signers: "签发人", title: "标题", remark: "题注", recipients: "主送机关", "colophon-recipients": "主送机关",
  signatory: "发文机关", "sealed-signatory": "发文机关", "stamp-signatory": "发文机关",
  date: "成文日期", "sealed-date": "成文日期", "stamp-date": "成文日期",
  notes: "附注", "colophon-cc": "抄送机关", "colophon-printer": "印发机关", "colophon-copies": "印数",
};

export class Pages {
  /** `picked(field, text)` is called with what was clicked: a field, or a paragraph of the body. */
  constructor(label, picked) {
    this.host = h("div", {});
    this.element = h("div", { class: "pages", role: "region", "aria-label": label, tabindex: "0" }, this.host);
    this.root = this.host.attachShadow({ mode: "open" });
    this.style = document.createElement("style");
    this.main = document.createElement("main");
    this.root.append(this.style, this.main);
    this.shown = [];
    this.scale = 0;
    if (picked) this.main.addEventListener("click", (event) => this.#pick(event, picked));
    new ResizeObserver(() => this.#fit()).observe(this.element);
  }

  /** Shows pages, each an HTML text of our own server. */
  draw(style, pages) {
    if (this.said) { this.element.replaceChildren(this.host); this.said = false; }
    if (style !== this.sheet) {
      this.sheet = style;
      this.style.textContent = style + OWN;
    }
    pages.forEach((html, at) => {
      if (this.shown[at] === html) return;
      const made = document.createElement("template");
      made.innerHTML = html;
      const old = this.main.children[at];
      if (old) old.replaceWith(made.content);
      else this.main.append(made.content);
    });
    while (this.main.children.length > pages.length) this.main.lastElementChild.remove();
    this.shown = [...pages];
    this.#fit();
  }

  /** What is shown next is drawn whole: its marks were changed here. */
  forget() {
    this.shown = [];
    this.main.replaceChildren();
  }

  /** Says something where no pages are. */
  say(...content) {
    this.said = true;
    this.shown = [];
    this.main.replaceChildren();
    this.element.replaceChildren(h("div", { class: "nothing" }, ...content));
  }

  /** Sets the scale; 0 fits the width. */
  zoom(scale) {
    this.scale = scale;
    this.#fit();
  }

  #fit() {
    const fitting = Math.min(1.4, Math.max(0.35, (this.element.clientWidth - ROOM) / PAGE_WIDTH));
    this.host.style.setProperty("--zoom", String(this.scale || fitting));
  }

  paragraphs() {
    return [...this.main.querySelectorAll(".page > p, .page > h1, .page > h2, .page > h3, .page > h4, .page > h5, .page > table")];
  }

  /** Marks the paragraphs that hold one of these texts; returns how many. */
  mark(texts) {
    const wanted = texts.map(bare).filter((text) => text.length > 1);
    let count = 0;
    for (const one of this.paragraphs()) {
      const own = bare(one.textContent);
      const has = wanted.some((text) => own.includes(text) || (own.length > 5 && text.includes(own)));
      one.classList.toggle("marked", has);
      count += has;
    }
    return count;
  }

  /** Brings what a field shows, or the paragraph with a text, into view. */
  reveal({ field, text }) {
    const wanted = text ? bare(text).slice(0, 24) : null;
    const found = this.paragraphs().find((one) =>
      wanted ? bare(one.textContent).includes(wanted) : FIELD_OF[one.classList[0]] === field);
    this.main.querySelectorAll(".now").forEach((one) => one.classList.remove("now"));
    if (!found) return;
    found.classList.add("now");
    found.scrollIntoView({ block: "center" });
  }

  #pick(event, picked) {
    const one = event.target.closest(".page > *");
    if (!one || one.tagName === "svg") return;
    picked(FIELD_OF[one.classList[0]] || null, one.textContent);
  }
}

/** A text by what it says, without blanks and marks. */
export function bare(text) {
  return text.replace(/[^\p{Script=Han}\p{L}\p{N}]/gu, "");
}

/** The line of a body that a paragraph of the page shows, or its part: by what both say. */
export function lineOf(body, shown) {
  const lines = body.split("\n").map((line) => bare(line.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")));
  const wanted = bare(shown);
  const without = wanted.replace(/^[一二三四五六七八九十百\d]{1,3}/, "");
  for (const text of [wanted, without]) {
    if (text.length < 2) continue;
    const head = text.slice(0, 16);
    const at = lines.findIndex((line) => line && (line.includes(head) || (line.length > 3 && text.startsWith(line))));
    if (at >= 0) return at;
  }
  return -1;
}
