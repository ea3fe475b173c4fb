// 写: the form and the body on the left, the pages as they will be on the right, findings below.

import { about, ask, askJson, parts, save, saveBlob } from "./api.js";
import { dropOn, faultText, fileButton, h, later, menu, say, show } from "./dom.js";
import { asFinding, findingButton } from "./findings.js";
import { asAddress, asFiles, keep, kept, Steps } from "./keep.js";
import { Pages, bare, lineOf } from "./pages.js";
import { compose, split } from "./source.js";

const PAUSE = 60; // milliseconds after the last key until the pages are asked for
const LONG_PAUSE = 700; // until the words are checked, too
const SEAL = "印章";
const PARTS = ["版头", "主体", "版记"];
const PLACEHOLDERS = {
  发文机关: "如 云岭县青山镇人民政府；联合行文用“，”隔开", 发文字号: "如 青政发〔2026〕8号，未编号写 青政发〔2026〕号",
  标题: "发文机关 + 关于……的 + 文种", 主送机关: "如 各村民委员会，镇直各单位", 成文日期: "如 2026年3月2日",
  抄送机关: "如 县农业农村局，县财政局", 印发机关: "如 青山镇党政办公室", 印发日期: "如 2026年3月2日", 签发人: "姓名，几个用“，”隔开",
  附注: "如 此件公开发布；不写括号", 份号: "如 000001", 保密期限: "如 1年", 印数: "如 30",
};

export async function write(place) {
  const { kinds, fields, outputs, profiles } = await about();
  const names = ["文种", "格式", ...fields.filter((field) => !field.sets).map((field) => field.chinese), SEAL];
  const inputs = new Map();
  const steps = new Steps();
  let unit = kept("unit");
  let pictures = kept("pictures") || [];
  let asked = null;
  let last = { found: [], checked: [] };
  let unwell = false; // whether the bar on top tells that the pages could not be had

  // ---- the form

  const kind = h("select", { "aria-label": "文种" }, h("option", { value: "" }, "选文种"), kinds.map((one) => h("option", { value: one.name }, one.name)));
  const form = fields.find((field) => field.name === "form");
  const profile = h("select", { "aria-label": "版面" }, h("option", { value: "" }, "缺省版面"), profiles.map((name) => h("option", { value: name }, `${name}版面`)));
  const further = h("textarea", { rows: "3", "aria-label": "其他项目", spellcheck: "false" });
  const body = h("textarea", { class: "body-text", id: "body-text", rows: "14", spellcheck: "false", placeholder: "一段一行。层次照平常写：一、　（一）　1.　（1）\n表格每行用 | 隔开。附件另起一段，先写一行 ---，再写“附件：标题”。" });
  inputs.set("文种", kind);

  function control(field) {
    const common = { id: `field-${field.name}`, "data-field": field.chinese };
    const hint = { placeholder: PLACEHOLDERS[field.chinese] || "" };
    const input = field.type === "choice"
      ? h("select", common, h("option", { value: "" }, "—"), field.choices.map((choice) => h("option", { value: choice }, choice)))
      : field.chinese === "标题" ? h("textarea", { ...common, ...hint, rows: "2", spellcheck: "false" })
        : h("input", { ...common, ...hint, type: "text", spellcheck: "false", autocomplete: "off" });
    inputs.set(field.chinese, input);
    return h("label", { class: field.type === "long" ? "field wide" : "field", title: field.says }, h("span", {}, field.chinese), input);
  }

  const seal = h("select", { id: "field-seals", "data-field": SEAL }, h("option", { value: "" }, "不盖"), h("option", { value: "加盖" }, "加盖（留出位置，或用单位的章）"));
  inputs.set(SEAL, seal);
  const sealField = h("label", { class: "field" }, h("span", {}, SEAL), seal);
  const bodyField = h("label", { class: "field wide" }, h("span", {}, "正文"), body);

  const usual = fields.filter((field) => !field.seldom && !field.sets);
  const groups = PARTS.map((part) => {
    const own = usual.filter((field) => field.part === part).map(control);
    if (part === "主体") {
      own.splice(own.findIndex((one) => one.querySelector('[data-field="成文日期"]')), 0, bodyField);
      own.push(sealField);
    }
    return h("fieldset", { class: "part" }, h("legend", {}, part), h("div", { class: "fields" }, own));
  });
  const seldom = h("details", { class: "more" }, h("summary", {}, "更多项目：份号、密级、附注、印数……"),
    h("div", { class: "fields" }, control({ ...form, type: "choice" }), fields.filter((field) => field.seldom).map(control),
      h("label", { class: "field wide" }, h("span", {}, "其他项目（照源文件的写法）"), further)));

  // ---- what can be done

  const undo = h("button", { type: "button", class: "quiet", title: "撤销一步", onclick: () => restore(steps.back()) }, "撤销");
  const redo = h("button", { type: "button", class: "quiet", title: "再做一步", onclick: () => restore(steps.again()) }, "重做");
  const unitName = h("span", { class: "count" });
  const [unitInput, unitLabel] = fileButton("单位文件", { accept: ".yaml,.yml", quiet: true }, ([file]) => takeUnit(file));
  const [pictureInput, pictureLabel] = fileButton("图片", { accept: "image/*", several: true, quiet: true }, takePictures);
  const [sourceInput, sourceLabel] = fileButton("打开", { accept: ".md,.txt,.json,.docx", quiet: true }, ([file]) => open(file));
  const noUnit = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => takeUnit(null) }, "去掉");

  const docx = outputs.find((output) => output.name === "docx");
  const download = h("button", { type: "button", class: "main", id: "download", onclick: () => get("docx") }, `下载 ${docx.ending}`);
  const others = menu("其他", [
    ...outputs.filter((output) => output.name !== "docx").map((output) => ({ label: output.chinese, hint: output.ending, action: () => get(output.name) })),
    { label: "草稿 .docx", hint: "有毛病也排", action: () => get("docx", true) },
  ]);
  const pageCount = h("span", { class: "count", role: "status" });
  const scale = h("select", { "aria-label": "缩放", onchange: () => pages.zoom(Number(scale.value)) },
    [["0", "合适宽度"], ["0.6", "60%"], ["0.8", "80%"], ["1", "100%"], ["1.4", "140%"]].map(([value, label]) => h("option", { value }, label)));
  const pages = new Pages("版面", (field, text) => (field ? focusField(field) : focusLine(lineOf(body.value, text))));

  const heading = h("h2", {});
  const list = h("ul", {});
  const notes = h("div", { class: "remarks", role: "note", "aria-label": "排版的说明", hidden: true });

  const editor = h("div", { class: "half" },
    h("div", { class: "bar" }, kind,
      h("button", { type: "button", onclick: specimen, title: "填入这个文种的样稿" }, "样稿"), profile,
      h("span", { class: "space" }), undo, redo,
      h("button", { type: "button", class: "quiet", onclick: clear }, "新的"), sourceInput, sourceLabel),
    h("div", { class: "scroll" }, h("form", { class: "pad", autocomplete: "off", onsubmit: (event) => event.preventDefault() },
      groups, seldom,
      h("div", { class: "row" }, unitInput, unitLabel, unitName, noUnit, pictureInput, pictureLabel))),
    h("section", { class: "findings", "aria-label": "毛病" }, heading, list));
  const paper = h("div", { class: "half" },
    h("div", { class: "bar" }, pageCount, h("span", { class: "space" }), scale,
      h("button", { type: "button", onclick: print }, "打印"), others, download),
    notes, pages.element);
  show(place, h("div", { class: "halves" }, editor, paper));
  dropOn(editor, ([file]) => (file.type.startsWith("image/") ? takePictures([file]) : /\.ya?ml$/i.test(file.name) ? takeUnit(file) : open(file)));

  // ---- state

  function state() {
    const values = Object.fromEntries([...inputs].map(([name, input]) => [name, input.value]));
    return { values, further: further.value, body: body.value, profile: profile.value };
  }

  function put({ values, further: lines = "", body: text, profile: wanted }) {
    const seals = values[SEAL];
    if (seals && seals !== "加盖" && ![...seal.options].some((option) => option.value === seals)) seal.append(h("option", { value: seals }, seals));
    for (const [name, input] of inputs) input.value = values[name] || "";
    further.value = lines;
    body.value = text;
    if (wanted !== undefined) profile.value = wanted;
    if (lines || fields.some((field) => field.seldom && values[field.chinese])) seldom.open = true;
    changed();
    pause();
  }

  function restore(state_) {
    if (!state_) return;
    const note = steps.note;
    steps.note = () => {};
    put(state_);
    steps.note = note;
    buttons();
  }

  function buttons() {
    undo.disabled = steps.done.length < 2;
    redo.disabled = steps.undone.length === 0;
    unitName.textContent = [unit ? unit.name : "", pictures.length ? `图片 ${pictures.length} 张` : ""].filter(Boolean).join("　");
    noUnit.hidden = !unit && !pictures.length;
  }

  function source() {
    return compose(state(), names);
  }

  function given() {
    return parts({ source: source().text || " ", unit: unit ? unit.text : null, picture: asFiles(pictures) });
  }

  // ---- asking for the pages

  const soon = later(draw, PAUSE);
  const thorough = later(checkWords, LONG_PAUSE);
  const pause = later(() => {
    steps.note(state());
    if (!keep("write", state())) say("浏览器不让保存草稿，请随时下载源文件", { bad: true });
    buttons();
  }, 400);

  function changed() {
    signs();
    soon();
    thorough();
  }

  function signs() {
    const one = kinds.find((each) => each.name === kind.value);
    inputs.get("主送机关").closest(".field").hidden = Boolean(one && !one.has_recipients && !inputs.get("主送机关").value);
    inputs.get("签发人").closest(".field").hidden = Boolean(!one || (one.signed === "no" && !inputs.get("签发人").value));
  }

  async function draw() {
    if (asked) asked.abort();
    asked = new AbortController();
    const said = source();
    if (!said.text.trim() || (!body.value.trim() && !inputs.get("标题").value.trim())) {
      pages.say(h("strong", {}, "在左边写，这里就是印出来的样子"), h("span", {}, "选一个文种，点“样稿”，改成自己的；或到“导入”粘贴现成的文字"));
      pageCount.textContent = "";
      last = { found: [], checked: [] };
      tell();
      return;
    }
    try {
      const begun = performance.now();
      const told = await askJson("/preview", { form: given(), query: { profile: profile.value }, signal: asked.signal });
      pages.draw(told.style, told.pages);
      place.dataset.milliseconds = String(Math.round(performance.now() - begun));
      pageCount.textContent = `共 ${told.pages.length} 面`;
      last.found = told.findings.map(asFinding);
      tellRemarks([...told.remarks, ...told.departures.map((one) => `与标准不同：${one}`)]);
      if (unwell) say("");
      unwell = false;
    } catch (error) {
      if (error.name === "AbortError") return;
      last.found = (error.faults || []).map(asFinding);
      if (error.status === 0 || !last.found.length) {
        unwell = true;
        say(error.message, { bad: true });
      }
    }
    tell();
  }

  async function checkWords() {
    if (!body.value.trim()) return;
    const text = source().text;
    try {
      const told = await askJson("/preview/check", { form: given(), query: { profile: profile.value } });
      if (text !== source().text) return;
      last.checked = told.findings.map(asFinding).filter(newsBeside(last.found)); // what is put right since is not told again
      tell();
    } catch { /* what cannot be read is told by the pages already */ }
  }

  function tellRemarks(remarks) {
    notes.hidden = remarks.length === 0;
    show(notes, remarks.map((remark) => h("p", { class: "note" }, remark)));
  }

  /** Whether a check of the words tells what is not told already by what was found with the pages. */
  function newsBeside(found) {
    const rules = new Set(found.map((finding) => finding.rule).filter(Boolean));
    // A field that cannot be read was left out before the words were checked: that it is missing is no news.
    const unread = found.filter((finding) => !finding.rule).map((finding) => finding.field).filter(Boolean);
    return (finding) => !rules.has(finding.rule) && !rules.has(finding.clause) && !unread.some((name) => finding.cure.includes(name) || finding.message.includes(name));
  }

  function tell() {
    const all = [...last.found, ...last.checked.filter(newsBeside(last.found))];
    const empty = !body.value.trim() && !inputs.get("标题").value.trim();
    heading.className = all.length || empty ? "" : "good";
    heading.textContent = empty ? "毛病会列在这里" : all.length ? `${all.length} 处要看一看` : "没有查出不合规定的地方";
    const focused = list.contains(document.activeElement) ? [...list.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    show(list, all.map((finding) => h("li", {}, findingButton(finding, () => go(finding)))));
    if (focused >= 0) (list.querySelectorAll("button")[focused] || heading).focus?.();
    const wrong = new Set(all.filter((finding) => finding.grade === "必须").map(fieldOf).filter(Boolean));
    for (const [name, input] of inputs) {
      const field = input.closest(".field");
      if (!field) continue;
      field.classList.toggle("wrong", wrong.has(name));
      if (wrong.has(name)) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    keep("findings", all.length);
  }

  function fieldOf(finding) {
    const { lines, bodyLine } = source();
    const at = finding.line && finding.line < bodyLine ? Object.keys(lines).find((name) => lines[name] === finding.line) : null;
    const own = fields.find((field) => field.name === finding.loc[0]);
    if (finding.loc[0] === "seals") return SEAL;
    return (own && own.chinese) || at || (inputs.has(finding.field) ? finding.field : null);
  }

  function go(finding) {
    const { bodyLine } = source();
    const words = finding.text || finding.value;
    const field = fieldOf(finding);
    if (field && finding.loc[0] !== "body") {
      focusField(field);
      pages.reveal({ field });
      return;
    }
    const at = words ? body.value.indexOf(words) : -1;
    if (at >= 0) focusRange(at, at + words.length);
    else if (finding.line && finding.line >= bodyLine) focusLine(finding.line - bodyLine);
    else if (words) focusLine(lineOf(body.value, words));
    else body.focus();
    if (words) pages.reveal({ text: words });
  }

  function focusField(name) {
    const input = inputs.get(name);
    if (!input) return;
    if (seldom.contains(input)) seldom.open = true;
    input.focus();
    if (input.select) input.select();
    input.scrollIntoView({ block: "nearest" });
  }

  function focusLine(number) {
    if (number < 0) return;
    const lines = body.value.split("\n");
    const start = lines.slice(0, number).join("\n").length + (number ? 1 : 0);
    focusRange(start, start + (lines[number] || "").length);
  }

  function focusRange(start, end) {
    // The browser brings the caret into view when a text gets the focus, not when a range is set.
    body.blur();
    body.setSelectionRange(start, start);
    body.focus();
    body.setSelectionRange(start, end);
  }

  // ---- files

  async function specimen() {
    const wanted = kind.value || "通知";
    try {
      put({ ...split(await (await ask(`/kinds/${encodeURIComponent(wanted)}/specimen`)).text(), names), profile: profile.value });
      say(`已填入“${wanted}”的样稿，改成自己的内容；不要可以撤销`);
    } catch (error) { say(error.message, { bad: true }); }
  }

  function clear() {
    put({ values: { 文种: kind.value }, body: "", profile: profile.value });
    say("已清空；不想清空可以撤销");
    inputs.get("标题").focus();
  }

  async function open(file) {
    try {
      const text = await (await ask("/render", { form: parts({ source: file }), query: { to: "md", draft: true } })).text();
      put({ ...split(text, names) });
      say(`已打开 ${file.name}`);
    } catch (error) {
      say(error.faults && error.faults.length ? faultText(error.faults[0]) : error.message, { bad: true });
    }
  }

  async function takeUnit(file) {
    unit = file ? { name: file.name, text: await file.text() } : null;
    if (!file) pictures = [];
    keep("unit", unit);
    keep("pictures", pictures);
    buttons();
    changed();
  }

  async function takePictures(files) {
    for (const file of files) {
      pictures = pictures.filter((one) => one.name !== file.name);
      pictures.push({ name: file.name, data: await asAddress(file) });
    }
    keep("pictures", pictures);
    const [first] = files;
    if (first && !body.value.includes(`](${first.name})`)) say(`已加入 ${files.map((one) => one.name).join("、")}；正文里写 ![](${first.name})，或在单位文件里写作印章`);
    buttons();
    changed();
  }

  async function get(form_, draft = false) {
    say("正在做……");
    try {
      await save(await ask("/render", { form: given(), query: { to: form_, profile: profile.value, draft: draft || form_ === "md" || form_ === "json" } }));
      say("已下载");
    } catch (error) {
      if (form_ === "md") {
        saveBlob(new Blob([source().text], { type: "text/markdown" }), `${inputs.get("标题").value || "公文"}.md`);
        say("已下载");
        return;
      }
      last.found = (error.faults || []).map(asFinding);
      tell();
      say(last.found.length ? "有必须改的地方，列在左下；先看看样子可下载草稿" : error.message, { bad: true });
      list.querySelector("button")?.focus();
    }
  }

  async function print() {
    try {
      const html = await (await ask("/render", { form: given(), query: { to: "html", profile: profile.value, draft: true } })).text();
      const frame = h("iframe", { title: "打印", style: "position:fixed;width:0;height:0;border:0;visibility:hidden" });
      frame.srcdoc = html;
      frame.addEventListener("load", () => {
        frame.contentWindow.addEventListener("afterprint", () => frame.remove());
        frame.contentWindow.focus();
        frame.contentWindow.print();
      });
      document.body.append(frame);
    } catch (error) { say(error.message, { bad: true }); }
  }

  // ---- begin

  for (const input of [...inputs.values(), further, body, profile]) {
    input.addEventListener("input", () => { changed(); pause(); });
    input.addEventListener("focus", () => {
      const name = input.dataset.field;
      if (name && input.matches(":focus-visible")) pages.reveal({ field: name });
    });
  }
  place.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key.toLowerCase() === "s") { event.preventDefault(); get("docx"); }
    if (event.key.toLowerCase() === "p") { event.preventDefault(); print(); }
    const own = event.target.matches("input, textarea");
    if (event.key.toLowerCase() === "z" && !own) { event.preventDefault(); restore(event.shiftKey ? steps.again() : steps.back()); }
  });
  const found = kept("write");
  put(found || { values: { 文种: "通知" }, body: "" });
  steps.note(state());
  buttons();

  return {
    /** Puts a source into the form. */
    take(text) { put({ ...split(text, names) }); },
    /** What stands in the form, as a source. */
    source: () => source().text,
    unit: () => unit,
    bare,
  };
}
