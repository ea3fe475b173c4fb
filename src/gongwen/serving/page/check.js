// 检查: one .docx or twenty, what is wrong in each and where, what the rule says, copies to download.

import { ask, askJson, parts, save } from "./api.js";
import { CheckedFile, VIEWS } from "./checked.js";
import { dropOn, faultText, fileButton, h, say, show } from "./dom.js";
import { GRADES, asFinding, findingButton, ruleBox } from "./findings.js";
import { kept } from "./keep.js";

const AT_ONCE = 3;

export async function checking(place) {
  let files = [];
  let current = null;
  const wanted = new Set(GRADES);

  const [input, label] = fileButton("选文件", { accept: ".docx,.docm", several: true }, add);
  const drop = h("div", { class: "drop" }, h("strong", {}, "把 .docx 拖进来，一份或几十份"), h("div", { class: "row" }, input, label));
  const sum = h("p", { class: "count", role: "status" });
  const counts = new Map();
  const boxes = GRADES.map((grade) => {
    const box = h("input", { type: "checkbox", checked: true, "data-grade": grade });
    counts.set(grade, h("span", { class: "count" }));
    box.addEventListener("change", () => {
      if (box.checked) wanted.add(grade);
      else wanted.delete(grade);
      tellFiles();
      tell();
    });
    return h("label", { class: "check" }, box, h("span", { class: `grade ${grade}` }, grade), counts.get(grade));
  });
  const away = h("button", { type: "button", class: "quiet", onclick: clear }, "清空");
  const grades = h("div", { class: "row", role: "group", "aria-label": "只看哪些" }, boxes, h("span", { class: "space" }), away);
  const list = h("div", { class: "cards" });
  const findings = h("ul", { "aria-label": "毛病" });
  const file = new CheckedFile(pick);
  const name = h("span", { class: "count name" });
  const turns = Object.entries(VIEWS).map(([key, words]) => h("button", {
    type: "button", class: "chip", "data-view": key, disabled: true,
    title: key === "pages" ? "认成公文、分好面的版面，毛病标了号" : "文件里各段的字体、大小、位置，不分面", onclick: () => turn(key),
  }, words));
  const annotated = h("button", { type: "button", disabled: true, title: "原文件的副本，毛病都写在批注里", onclick: () => get("annotate") }, "批注副本");
  const fixed = h("button", { type: "button", class: "main", disabled: true, title: "能改的都改好，照标准排", onclick: () => get("fix") }, "改好的副本");

  show(place, h("div", { class: "halves" },
    h("div", { class: "half" }, h("div", { class: "scroll" }, h("div", { class: "pad steps" }, drop, sum, grades, list, findings))),
    h("div", { class: "half" },
      h("div", { class: "bar" }, name, h("span", { class: "space" }), h("div", { class: "turns", role: "group", "aria-label": "怎样看" }, turns), annotated, fixed),
      file.pages.element, file.sheet)));
  dropOn(place, add);
  clear();

  function clear() {
    files = [];
    current = null;
    name.textContent = "";
    for (const button of [...turns, annotated, fixed]) button.disabled = true;
    file.say(h("strong", {}, "毛病标在文件里"), h("span", {}, "哪里、哪一条、怎么改；点一处看这一条的解释"));
    show(findings);
    tellFiles();
  }

  async function add(chosen) {
    const added = chosen.map((one) => ({ file: one, report: null, faults: null }));
    files.push(...added);
    tellFiles();
    const waiting = [...added];
    const unit = kept("unit");
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        try {
          one.report = await askJson("/check", { form: parts({ file: one.file, unit: unit ? unit.text : null }), query: { shown: true } });
          const { where } = one.report.pages;
          one.findings = one.report.findings.map((given, at) => ({ ...asFinding(given), number: at + 1, page: where[at + 1] || null }));
        } catch (error) { one.faults = error.faults && error.faults.length ? error.faults : [{ message: error.message, cure: "换一个文件" }]; }
        if (!files.includes(one)) return;
        if (!current && one.report) choose(one);
        else tellFiles();
      }
    }));
  }

  function shownOf(one) {
    return (one.findings || []).filter((finding) => wanted.has(finding.grade));
  }

  function tellFiles() {
    const done = files.filter((one) => one.report || one.faults);
    const count = files.reduce((total, one) => total + shownOf(one).length, 0);
    sum.textContent = files.length ? `查了 ${done.length} / ${files.length} 个文件，${count} 处` : "";
    grades.hidden = files.length === 0;
    for (const [grade, told] of counts) told.textContent = String(files.flatMap((one) => one.findings || []).filter((finding) => finding.grade === grade).length);
    show(list, files.length > 1 || (files[0] && files[0].faults) ? files.map((one) => h("article", { class: one === current ? "card chosen" : "card" },
      h("h3", {}, one.file.name),
      h("p", {}, one.faults ? one.faults.map(faultText).join("；") : one.report ? said(one) : "正在查……"),
      one.report && one !== current ? h("div", { class: "row" }, h("button", { type: "button", onclick: () => { choose(one); findings.scrollIntoView({ block: "start" }); } }, "看这一份")) : null)) : []);
  }

  function said(one) {
    const count = shownOf(one).length;
    const odd = one.report.official ? "" : "（不像公文，只查了文字）";
    const none = one.findings.length ? "这几级没有毛病" : "没有查出不合规定的地方";
    return `${count ? `${count} 处` : none}${odd}`;
  }

  function choose(one) {
    current = one;
    name.textContent = name.title = one.file.name;
    annotated.disabled = false;
    fixed.disabled = false;
    tellFiles();
    tellView(file.draw(one.report, one.findings));
    tell();
  }

  function turn(wished) {
    tellView(file.turn(wished));
  }

  function tellView(shown) {
    for (const button of turns) {
      button.disabled = button.dataset.view === "pages" && !file.hasPages;
      button.setAttribute("aria-pressed", String(button.dataset.view === shown));
    }
  }

  function tell() {
    if (!current) return;
    const shown = shownOf(current);
    file.mark(shown);
    show(findings,
      shown.length ? [] : h("li", {}, h("p", { class: "note good" }, `${current.file.name}：${said(current)}`)),
      shown.map(item),
      current.report.departures.length ? h("li", {}, h("p", { class: "note" }, `单位自己的做法 ${current.report.departures.length} 处，不算毛病`)) : []);
  }

  /** A finding in the list; opened, it has what the rule says under it. */
  function item(finding) {
    const rule = current.report.rules[finding.rule];
    const whole = h("li", {});
    const button = findingButton(finding, () => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) whole.lastElementChild.remove();
      else whole.append(rule ? ruleBox(rule) : h("div", {}));
      say(file.reveal(finding) ? "" : "这一处说的是整份文件，版面上没有哪一段可标");
    });
    button.dataset.number = String(finding.number);
    button.setAttribute("aria-expanded", "false");
    whole.append(button);
    return whole;
  }

  /** From a place on the page to its finding. */
  function pick(number) {
    const button = findings.querySelector(`[data-number="${number}"]`);
    if (!button) return;
    if (button.getAttribute("aria-expanded") === "false") button.click();
    else file.reveal(current.findings[number - 1]);
    button.focus({ preventScroll: true });
    button.parentElement.scrollIntoView({ block: "center" });
  }

  async function get(what) {
    say("正在做……");
    try {
      await save(await ask(`/${what}`, { form: parts({ file: current.file }) }));
      say("已下载");
    } catch (error) { say(error.message, { bad: true }); }
  }

  return {};
}
