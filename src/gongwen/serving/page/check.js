// 检查: one .docx or twenty, what is wrong in each and where, what the rule says, copies to download.

import { ask, askJson, parts, save } from "./api.js";
import { dropOn, faultText, fileButton, h, say, show } from "./dom.js";
import { GRADES, asFinding, findingButton, ruleBox } from "./findings.js";
import { kept } from "./keep.js";

const AT_ONCE = 3;

export async function checking(place) {
  const files = [];
  let current = null;
  let wanted = new Set(GRADES);

  const [input, label] = fileButton("选文件", { accept: ".docx,.docm", several: true }, add);
  const drop = h("div", { class: "drop" }, h("strong", {}, "把 .docx 拖进来，一份或几十份"), h("div", { class: "row" }, input, label));
  const sum = h("p", { class: "count", role: "status" });
  const grades = h("div", { class: "row", role: "group", "aria-label": "只看哪些" }, GRADES.map((grade) => {
    const box = h("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => {
      if (box.checked) wanted.add(grade);
      else wanted.delete(grade);
      tellFiles();
      tell();
    });
    return h("label", { class: "check" }, box, h("span", { class: `grade ${grade}` }, grade));
  }));
  const list = h("div", { class: "cards" });
  const findings = h("ul", { "aria-label": "毛病" });
  const sheet = h("div", { class: "pages", role: "region", "aria-label": "文件的样子", tabindex: "0" });
  const name = h("span", { class: "count" });
  const annotated = h("button", { type: "button", disabled: true, onclick: () => get("annotate") }, "批注副本");
  const fixed = h("button", { type: "button", class: "main", disabled: true, onclick: () => get("fix") }, "改好的副本");

  show(place, h("div", { class: "halves" },
    h("div", { class: "half" }, h("div", { class: "scroll" }, h("div", { class: "pad steps" }, drop, sum, grades, list, findings))),
    h("div", { class: "half" }, h("div", { class: "bar" }, name, h("span", { class: "space" }), annotated, fixed), sheet)));
  dropOn(place, add);
  grades.hidden = true;
  empty();

  function empty() {
    show(sheet, h("div", { class: "nothing" }, h("strong", {}, "毛病标在文件里"), h("span", {}, "哪里、哪一条、怎么改；点一处看这一条的解释")));
  }

  async function add(chosen) {
    const added = chosen.map((file) => ({ file, report: null, faults: null }));
    files.push(...added);
    tellFiles();
    const waiting = [...added];
    const unit = kept("unit");
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        try {
          one.report = await askJson("/check", { form: parts({ file: one.file, unit: unit ? unit.text : null }), query: { shown: true } });
          one.findings = one.report.findings.map(asFinding);
        } catch (error) { one.faults = error.faults && error.faults.length ? error.faults : [{ message: error.message, cure: "换一个文件" }]; }
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
    show(list, files.length > 1 || (files[0] && files[0].faults) ? files.map((one) => h("article", { class: one === current ? "card chosen" : "card" },
      h("h3", {}, one.file.name),
      h("p", {}, one.faults ? one.faults.map(faultText).join("；") : one.report ? said(one) : "正在查……"),
      one.report ? h("div", { class: "row" }, h("button", { type: "button", onclick: () => choose(one) }, "看这一份")) : null)) : []);
  }

  function said(one) {
    const count = shownOf(one).length;
    const odd = one.report.official ? "" : "（不像公文，只查了文字）";
    return `${count ? `${count} 处` : "没有查出不合规定的地方"}${odd}`;
  }

  function choose(one) {
    current = one;
    name.textContent = one.file.name;
    annotated.disabled = false;
    fixed.disabled = false;
    tellFiles();
    draw(one.report.shown);
    tell();
  }

  function draw(blocks) {
    show(sheet, h("div", { class: "sheet", lang: "zh-CN" }, blocks.map(block)));
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

  function tell() {
    if (!current) return;
    const shown = shownOf(current);
    for (const old of sheet.querySelectorAll(".has")) old.className = "";
    show(findings,
      shown.length ? [] : h("li", {}, h("p", { class: "note good" }, `${current.file.name}：${said(current)}`)),
      shown.map((finding) => {
        const rule = current.report.rules[finding.rule];
        const item = h("li", {});
        const button = findingButton(finding, () => {
          const open = button.getAttribute("aria-expanded") === "true";
          button.setAttribute("aria-expanded", String(!open));
          if (open) item.lastElementChild.remove();
          else if (rule) item.append(ruleBox(rule));
          reveal(finding);
        });
        button.setAttribute("aria-expanded", "false");
        item.append(button);
        for (const number of [finding.paragraph, ...finding.others]) {
          const at = find(finding.part, number);
          if (at && !at.classList.contains("has")) {
            at.className = `has ${finding.grade}`;
            at.onclick = () => { button.focus(); button.scrollIntoView({ block: "center" }); if (button.getAttribute("aria-expanded") === "false") button.click(); };
          }
        }
        return item;
      }),
      current.report.departures.length ? h("li", {}, h("p", { class: "note" }, `单位自己的做法 ${current.report.departures.length} 处，不算毛病`)) : []);
  }

  function find(part, number) {
    return number ? sheet.querySelector(`[data-number="${CSS.escape(`${part}:${number}`)}"]`) : null;
  }

  function reveal(finding) {
    sheet.querySelectorAll(".now").forEach((one) => one.classList.remove("now"));
    const at = find(finding.part, finding.paragraph) || sheet.querySelector("[data-number]");
    if (!at) return;
    at.classList.add("now");
    at.scrollIntoView({ block: "center" });
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
