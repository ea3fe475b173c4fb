// Findings as a list of buttons: what, where, how binding, what to do.

import { h, short } from "./dom.js";

export const GRADES = ["必须", "一般", "推荐", "实务"];

/** A finding of a check, or a fault of reading, in one shape. */
export function asFinding(given) {
  const place = given.place || {};
  return {
    grade: given.severity || "必须",
    message: given.message,
    cure: given.cure,
    rule: given.rule || "",
    clause: given.clause || "",
    text: given.text || "",
    value: given.value || "",
    found: given.found && given.required ? `${given.found}，应为${given.required}` : "",
    field: given.field || place.element || "",
    loc: given.loc || [],
    line: given.line || null,
    part: place.part || "",
    paragraph: place.paragraph || null,
    more: (given.others || []).length,
    others: (given.others || []).map((other) => other.paragraph),
  };
}

/** The button of a finding. */
export function findingButton(finding, act) {
  const words = finding.text || finding.value;
  return h("button", { type: "button", class: "finding", onclick: act },
    h("span", { class: `grade ${finding.grade}` }, finding.grade),
    h("span", {},
      finding.number ? h("b", { class: "no" }, `${finding.number} `) : null,
      finding.page ? `第 ${finding.page} 面 ` : "",
      finding.field ? `〔${finding.field}〕` : "",
      words ? h("q", {}, short(words)) : null,
      words ? " " : null,
      finding.message,
      finding.found ? `：${finding.found}` : "",
      finding.more ? `（同样的共 ${finding.more + 1} 段）` : ""),
    h("small", {}, finding.cure, finding.rule ? `　${finding.rule}` : ""));
}

const STANDARDS = { "9704": "GB/T 9704—2012《党政机关公文格式》", "15834": "GB/T 15834—2011《标点符号用法》", "15835": "GB/T 15835—2011《出版物上数字用法》", TL: "《党政机关公文处理工作条例》" };
const MOST_READ = 6;

/** A clause as people call it: the standard by its name, and the number in it; the letters at its end are ours. */
export function clauseText(clause) {
  const [standard, number] = clause.split("-");
  if (!STANDARDS[standard] || !/^[A-Z]?\.?\d/.test(number)) return clause;
  if (standard !== "TL") return `${STANDARDS[standard]} ${number}`;
  const [article, item] = number.replace(/[a-z]+$/, "").split(".");
  return `${STANDARDS.TL}第 ${article} 条${item ? `第 ${item} 项` : ""}`;
}

/** What a rule says, for people. */
export function ruleBox(rule) {
  const reads = rule.reads.length > MOST_READ ? `${rule.reads.slice(0, MOST_READ).join("、")}等` : rule.reads.join("、");
  return h("div", { class: "rule" },
    h("strong", {}, rule.name),
    h("div", {}, h("span", { class: `grade ${rule.severity}` }, rule.severity), ` ${clauseText(rule.clause)}`),
    reads ? h("div", {}, `看${rule.asks}：${reads}`) : null,
    rule.wrong.filter(Boolean).slice(0, 3).map((words) => h("div", { class: "no" }, words)),
    rule.right.filter(Boolean).slice(0, 3).map((words) => h("div", { class: "yes" }, words)));
}
