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
      finding.field ? `〔${finding.field}〕` : "",
      words ? h("q", {}, short(words)) : null,
      words ? " " : null,
      finding.message,
      finding.found ? `：${finding.found}` : "",
      finding.more ? `（同样的共 ${finding.more + 1} 段）` : ""),
    h("small", {}, finding.cure, finding.rule ? `　${finding.rule}` : ""));
}

/** What a rule says, for people. */
export function ruleBox(rule) {
  return h("div", { class: "rule" },
    h("strong", {}, rule.name),
    h("div", {}, h("span", { class: `grade ${rule.severity}` }, rule.severity), ` 依据 ${rule.clause}　查${rule.asks}`),
    rule.reads.length ? h("div", {}, `看：${rule.reads.join("、")}`) : null,
    rule.wrong.filter(Boolean).slice(0, 3).map((words) => h("div", { class: "no" }, words)),
    rule.right.filter(Boolean).slice(0, 3).map((words) => h("div", { class: "yes" }, words)));
}
