// 导入: a text that was pasted or dropped, the documents found in it, and what was changed or is uncertain.

import { askJson, parts } from "./api.js";
import { dropOn, faultNote, fileButton, h, say, show } from "./dom.js";
import { asFinding, findingButton } from "./findings.js";
import { Pages } from "./pages.js";

const ACCEPTED = ".txt,.md,.docx,.doc,.wps,.rtf,.html,.htm";
const LONGEST = 400; // entries shown; a table of ten thousand cells has no more to tell

export async function importing(place, visit) {
  const pasted = h("textarea", { rows: "9", id: "pasted", spellcheck: "false", placeholder: "把文字粘贴在这里" });
  const [input, label] = fileButton("选文件", { accept: ACCEPTED }, ([file]) => read(file, file.name));
  const begin = h("button", { type: "button", class: "main", id: "recognise", onclick: () => read(new Blob([pasted.value], { type: "text/plain" }), "粘贴的文字") }, "认成公文");
  const drop = h("div", { class: "drop" },
    h("strong", {}, "粘贴文字，或把文件拖进来"), h("span", {}, "聊天记录、邮件、旧的 Word 和 WPS 文件都可以；一份里有几份公文也行"),
    h("label", { class: "skip", for: "pasted" }, "文字"), pasted,
    h("div", { class: "row" }, begin, input, label));
  const result = h("div", { class: "cards", "aria-live": "polite" });
  const came = h("div", {});
  const pages = new Pages("认出的公文", (field, text) => reveal(text));
  const toWrite = h("button", { type: "button", class: "main", id: "to-write", disabled: true, onclick: take }, "放进“写”");
  const name = h("span", { class: "count name" });
  let chosen = null;

  show(place, h("div", { class: "halves" },
    h("div", { class: "half" }, h("div", { class: "scroll" }, h("div", { class: "pad steps" }, drop, result, came))),
    h("div", { class: "half" }, h("div", { class: "bar" }, name, h("span", { class: "space" }), toWrite), pages.element)));
  dropOn(place, ([file]) => read(file, file.name));
  nothing();

  function nothing() {
    pages.say(h("strong", {}, "认出的公文显示在这里"), h("span", {}, "改了什么、哪里没把握，都在原文里标出来"));
  }

  async function read(file, label_) {
    say("正在认……");
    begin.disabled = true;
    try {
      const told = await askJson("/import", { form: parts({ source: file }) });
      say("");
      tell(told, label_);
      pasted.rows = 4;
      result.scrollIntoView({ block: "start" });
    } catch (error) {
      show(result, error.faults && error.faults.length ? faultNote(error.faults) : h("p", { class: "note bad", role: "alert" }, error.message));
      show(came);
      nothing();
      say("");
    }
    begin.disabled = false;
  }

  function tell(told, label_) {
    const found = told.documents.filter((one) => one.source);
    const cards = told.documents.map((one, at) => card(one, at, told));
    const sums = told.balance ? `共 ${told.balance.characters} 字，都有着落：留在公文里 ${told.balance.in_model} 字，略去 ${told.balance.dropped} 字，其余是换行和改写` : "";
    show(result,
      h("p", { class: found.length ? "note good" : "note bad", role: "status" }, `${label_}：认出 ${found.length} 份公文${told.encoding ? `（${told.encoding}）` : ""}。${sums}`),
      cards);
    const first = told.documents.findIndex((one) => one.source);
    if (first >= 0) choose(told, first);
    else { show(came, told.lines ? text(told, null) : null); nothing(); toWrite.disabled = true; chosen = null; name.textContent = ""; }
  }

  function card(one, at, told) {
    const [start, end] = one.lines;
    const changes = (one.ledger.length ? one.ledger : told.ledger).length;
    const inLines = told.lines ? told.ledger.filter((entry) => entry.line >= start && entry.line <= end).length : changes;
    const title = one.no_document ? `不是公文：${one.no_document}` : one.title || "（没有标题）";
    return h("article", { class: "card", "data-at": String(at) },
      h("h3", {}, title),
      h("p", {}, `${start ? `第 ${start}–${end} 行　` : ""}改动 ${inLines} 处　没把握 ${one.uncertain.length} 处　缺 ${one.findings.length} 处`),
      one.source && told.documents.length > 1 ? h("div", { class: "row" }, h("button", { type: "button", onclick: () => choose(told, at) }, "看这一份")) : null);
  }

  async function choose(told, at) {
    const one = told.documents[at];
    chosen = one;
    for (const each of result.querySelectorAll(".card")) each.classList.toggle("chosen", each.dataset.at === String(at));
    name.textContent = one.title || "";
    name.title = name.textContent;
    toWrite.disabled = false;
    show(came, details(told, one), told.lines ? text(told, one) : null);
    try {
      const drawn = await askJson("/preview", { form: parts({ source: one.source }) });
      if (chosen !== one) return;
      pages.draw(drawn.style, drawn.pages);
      pages.mark([...one.uncertain.map((doubt) => doubt.text), ...one.ledger.map((entry) => entry.became).filter((text_) => text_ && text_.length > 5)]);
    } catch (error) {
      pages.say(h("strong", {}, "这一份还排不出来"), h("span", {}, error.message));
    }
  }

  /** What is uncertain, what is missing, and, where there is no text to mark, what was changed. */
  function details(told, one) {
    const doubts = one.uncertain.map((doubt) => h("li", {}, h("button", { type: "button", class: "finding", onclick: () => reveal(doubt.text) },
      h("span", { class: "grade 推荐" }, "没把握"),
      h("span", {}, h("q", {}, doubt.text), ` 当作${doubt.taken_for}`, doubt.second ? `，也可能是${doubt.second}` : ""), h("small", {}, doubt.reason))));
    const lacking = one.findings.map((fault) => h("li", {}, findingButton(asFinding(fault), take)));
    const entries = told.lines ? [] : (one.ledger.length ? one.ledger : told.ledger).slice(0, LONGEST);
    return h("div", {}, h("ul", {}, doubts, lacking),
      entries.length ? h("details", { class: "more" }, h("summary", {}, `改动 ${entries.length} 处`), h("ul", {}, entries.map((entry) => h("li", {}, entry.says)))) : null);
  }

  /** The text as it came, with marks. */
  function text(told, one) {
    const entries = new Map();
    for (const entry of told.ledger.slice(0, LONGEST * 5)) if (entry.line) entries.set(entry.line, [...(entries.get(entry.line) || []), entry]);
    const doubts = new Map((one ? one.uncertain : []).map((doubt) => [doubt.line, doubt]));
    const own = one && one.lines[0] ? one.lines : [1, told.lines.length];
    const [start, end] = one ? around(told, one) : own;
    return h("ol", { class: "came", "aria-label": "原文，改动和没把握的已标出" }, told.lines.slice(start - 1, end).map((line, index) => {
      const number = start + index;
      const doubt = doubts.get(number);
      const outside = line.trim() && (number < own[0] || number > own[1]);
      return h("li", { "data-line": String(number), class: doubt ? "doubt" : outside ? "outside" : "" },
        h("span", {}, outside ? line : marked(line, entries.get(number) || [])),
        doubt ? h("em", {}, `当作${doubt.taken_for}${doubt.second ? `，也可能是${doubt.second}` : ""}（${doubt.reason}）`) : null,
        outside ? h("em", {}, "没有放进公文") : null);
    }));
  }

  /** The lines of a document and those around it that no document has: nothing is left out unseen. */
  function around(told, one) {
    const [start, end] = one.lines[0] ? one.lines : [1, told.lines.length];
    const others = told.documents.filter((each) => each !== one && each.lines[0]).map((each) => each.lines);
    return [Math.max(1, ...others.filter((each) => each[1] < start).map((each) => each[1] + 1)),
      Math.min(told.lines.length, ...others.filter((each) => each[0] > end).map((each) => each[0] - 1))];
  }

  function marked(line, entries) {
    const pieces = [];
    const characters = [...line];
    let at = 0;
    for (const entry of entries.filter((one) => one.column).sort((a, b) => a.column - b.column)) {
      const start = entry.column - 1;
      const length = [...entry.text].length;
      if (start < at || start + length > characters.length) continue;
      pieces.push(characters.slice(at, start).join(""),
        h("mark", { class: entry.became === undefined ? "dropped" : "", title: entry.says }, characters.slice(start, start + length).join("")));
      at = start + length;
    }
    pieces.push(characters.slice(at).join(""));
    return pieces;
  }

  function reveal(words) {
    if (!words) return;
    pages.reveal({ text: words });
    const line = [...came.querySelectorAll("li[data-line]")].find((one) => one.textContent.includes(words.slice(0, 12)));
    if (line) line.scrollIntoView({ block: "center" });
  }

  async function take() {
    if (!chosen) return;
    const desk = await visit("write");
    desk.take(chosen.source);
    say("已放进“写”；缺的项目列在左下。原来写的可以撤销回来");
  }

  pasted.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") begin.click();
  });
  return {};
}
