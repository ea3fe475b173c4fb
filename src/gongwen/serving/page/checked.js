// A file that was checked, beside its findings: its pages with numbers at their places, or its paragraphs as they are set.

import { h, show } from "./dom.js";
import { Pages } from "./pages.js";

const GRADED = `
.page .found { box-shadow: inset 0 0 0 1px #b97a00; background: #fdf2d866; }
.page .found.必须 { box-shadow: inset 0 0 0 1px #a8201a; background: #fbeceb88; }
.page .found:is(.推荐, .实务) { box-shadow: inset 0 0 0 1px #1c5689; background: #e6f0f988; }
.page .off { box-shadow: none; background: none; }
.page > a.badge { background: #7a4a00; cursor: pointer; }
.page > a.badge.必须 { background: #a8201a; }
.page > a.badge:is(.推荐, .实务) { background: #1c5689; }
.page > a.badge:focus-visible { outline: 3px solid #1c5689; outline-offset: 2px; }
.page > a.badge.off { display: none; }
.page .now { outline: 3px solid #1c5689; outline-offset: 2px; }
`;
export const VIEWS = { pages: "版面", paragraphs: "原样" };

export class CheckedFile {
  /** `picked(number)` is called with the finding whose place was chosen. */
  constructor(picked) {
    this.picked = picked;
    this.pages = new Pages("各面，毛病标在上面", null);
    this.sheet = h("div", { class: "pages", role: "region", "aria-label": "文件的样子", tabindex: "0", hidden: true });
    this.view = "pages";
    this.findings = [];
    this.pages.main.addEventListener("click", (event) => this.#pick(event));
  }

  /** Says something where no file is. */
  say(...content) {
    this.pages.say(...content);
    this.#turn("pages");
  }

  /** Shows a file; the view is kept where the file has it. Returns the view. */
  draw({ pages, shown }, findings) {
    this.findings = findings;
    this.hasPages = pages.pages.length > 0;
    this.pages.forget();
    if (this.hasPages) this.pages.draw(pages.style + GRADED, pages.pages);
    for (const badge of this.#badges()) badge.setAttribute("aria-label", `第 ${badge.textContent} 处：${findings[badge.textContent - 1].message}`);
    show(this.sheet, h("div", { class: "sheet", lang: "zh-CN" }, shown.map(block)));
    return this.turn(this.view);
  }

  /** Turns to a view, or the one that this file has. */
  turn(view) {
    this.view = view;
    const turned = this.#turn(this.hasPages ? view : "paragraphs");
    const now = (turned === "pages" ? this.pages.main : this.sheet).querySelector(".found.now, .now");
    if (now) now.scrollIntoView({ block: "center" });
    return turned;
  }

  #turn(view) {
    this.pages.element.hidden = view !== "pages";
    this.sheet.hidden = view === "pages";
    return view;
  }

  #badges() {
    return [...this.pages.main.querySelectorAll("a.badge")];
  }

  /** Marks the places of these findings, and of no others. */
  mark(wanted) {
    const graded = (numbers) => numbers.map((number) => this.findings[number - 1]).filter((finding) => wanted.includes(finding));
    const look = (element, numbers) => {
      const [first] = graded(numbers);
      element.classList.remove("必须", "一般", "推荐", "实务");
      element.classList.toggle("off", !first);
      if (first) element.classList.add(first.grade);
    };
    for (const badge of this.#badges()) look(badge, [Number(badge.textContent)]);
    for (const one of this.pages.main.querySelectorAll(".found")) look(one, numbersOf(one));
    for (const old of this.sheet.querySelectorAll(".has")) { old.className = ""; old.onclick = null; }
    for (const finding of wanted) {
      for (const number of [finding.paragraph, ...finding.others]) {
        const at = this.#paragraph(finding.part, number);
        if (!at || at.classList.contains("has")) continue;
        at.className = `has ${finding.grade}`;
        at.onclick = () => this.picked(finding.number);
      }
    }
    this.wanted = wanted;
  }

  /** Brings the places of a finding into view; whether it has any. */
  reveal(finding) {
    for (const root of [this.pages.main, this.sheet]) root.querySelectorAll(".now").forEach((one) => one.classList.remove("now"));
    const onPages = [...this.pages.main.querySelectorAll(`[data-findings~="${finding.number}"]`)];
    const inSheet = [finding.paragraph, ...finding.others].map((number) => this.#paragraph(finding.part, number)).filter(Boolean);
    const first = onPages.find((one) => one.classList.contains("found")) || onPages[0];
    for (const one of [...onPages, ...inSheet]) one.classList.add("now");
    const at = this.sheet.hidden ? first : inSheet[0];
    if (at) at.scrollIntoView({ block: "center" });
    return Boolean(at);
  }

  #paragraph(part, number) {
    return number ? this.sheet.querySelector(`[data-number="${CSS.escape(`${part}:${number}`)}"]`) : null;
  }

  #pick(event) {
    const badge = event.target.closest("a.badge");
    if (badge) {
      event.preventDefault();
      this.picked(Number(badge.textContent));
      return;
    }
    const one = event.target.closest("[data-findings]");
    const number = one && numbersOf(one).find((each) => this.wanted.includes(this.findings[each - 1]));
    if (number) this.picked(number);
  }
}

function numbersOf(element) {
  return element.dataset.findings.split(" ").map(Number);
}

function block(one) {
  if (one.type === "table") {
    return h("table", {}, h("tbody", {}, one.rows.map((row) => h("tr", {}, row.map((cell) => h("td", { colspan: String(cell.span) }, cell.blocks.map(block)))))));
  }
  const style = [`text-align:${one.align}`, one.left ? `margin-left:${one.left}pt` : "", one.first ? `text-indent:${one.first}pt` : "",
    one.before > 0 ? `margin-top:${Math.min(one.before, 90)}pt` : "", one.line && one.line > 9 ? `line-height:${one.line}pt` : ""].filter(Boolean).join(";");
  return h("p", { style, "data-number": `${one.part}:${one.number}`, title: one.element || "" }, one.runs.map((run) =>
    h("span", { style: [run.font ? `font-family:"${run.font.replace(/["\\;{}<>]/g, "")}",var(--serif)` : "", run.size ? `font-size:${run.size}pt` : "", run.bold ? "font-weight:700" : "", run.colour ? `color:${run.colour}` : ""].filter(Boolean).join(";") }, run.text)));
}
