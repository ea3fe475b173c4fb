// 批量: a table and a source with placeholders; columns matched by clicks, all faults in the grid, then the documents.

import { about, ask, askJson, parts, save } from "./api.js";
import { dropOn, faultText, fileButton, h, later, say, short, show } from "./dom.js";
import { asFiles, keep, kept } from "./keep.js";
import { placeholders } from "./source.js";

const AGAIN = 400; // milliseconds between two questions how far a batch is
const SHOWN = 200;
const FILES = { archive: "压缩包", merged: "打印文件", list: "清单 .csv", table: "清单 .xlsx", problems: "标了毛病的表" };

const PICTURE = /\.(png|jpe?g|gif|bmp|tiff?|webp|emf|wmf)$/i;

/** A fault with the cure that this page has for it. */
function here(fault) {
  return fault.code === "picture-not-found" ? { ...fault, cure: "点“加图片”把它加进来，文件名要一样" } : fault;
}

export async function batching(place, visit) {
  const { features } = await about();
  let table = null;
  const pictures = new Map(); // by their names, as the server knows them
  let told = null;
  let running = null;
  let open = null; // the placeholder that waits for a column

  const [input, label] = fileButton("选表格", { accept: ".xlsx,.csv,.json,.jsonl,.txt" }, ([file]) => take(file));
  const drop = h("div", { class: "drop" }, h("strong", {}, "把表格拖进来"), h("span", {}, "一行一份公文，第一行是列名：.xlsx、.csv"), h("div", { class: "row" }, input, label));
  const tableName = h("p", { class: "count", role: "status" });
  const source = h("textarea", { rows: "11", id: "batch-source", spellcheck: "false", "aria-label": "带列名的源文件", placeholder: "先在“写”里排好一份，点下面的“用‘写’里的”；再选中各份不同的字，点表格的列名，换成 {{ 列名 }}" });
  const fromWrite = h("button", { type: "button", onclick: useWritten }, "用“写”里的");
  const [sourceInput, sourceLabel] = fileButton("打开源文件", { accept: ".md,.txt" }, async ([file]) => { source.value = await file.text(); changed(); });
  const [pictureInput, pictureLabel] = fileButton("加图片", { accept: "image/*,.bmp,.emf,.wmf", several: true }, takePictures);
  const pictureList = h("ul", { class: "chips", "aria-label": "带上的图片" });
  const unitName = h("p", { class: "count" });
  const chips = h("div", {});
  const pattern = h("input", { type: "text", id: "batch-name", placeholder: "缺省由程序定，如 {发文字号} {村名}.docx" });
  const numbered = h("input", { type: "checkbox", id: "numbered" });
  const skip = h("input", { type: "checkbox" });
  const start = h("button", { type: "button", class: "main", id: "start-batch", disabled: true, onclick: begin }, "开始做");
  const progress = h("div", { id: "batch-progress", "aria-live": "polite" });
  const older = h("div", { class: "cards" });
  const grid = h("div", { class: "pages grid", role: "region", "aria-label": "表格和毛病", tabindex: "0" });
  const sum = h("span", { class: "count", role: "status" });

  show(place, h("div", { class: "halves" },
    h("div", { class: "half" }, h("div", { class: "scroll" }, h("div", { class: "pad steps" },
      h("section", { class: "step" }, h("h2", { "data-step": "一" }, "表格"), drop, tableName),
      h("section", { class: "step" }, h("h2", { "data-step": "二" }, "源文件"), source,
        h("div", { class: "row" }, fromWrite, sourceInput, sourceLabel, pictureInput, pictureLabel), unitName, pictureList, chips),
      h("section", { class: "step" }, h("h2", { "data-step": "三" }, "做成公文"),
        h("label", { class: "field" }, h("span", {}, "文件名"), pattern),
        h("div", { class: "row" },
          h("label", { class: "check", title: features.register ? "" : "启动时写 --register 登记簿.db 才能编号" }, numbered, features.register ? "从登记簿编号" : "从登记簿编号（启动时没有给登记簿）"),
          h("label", { class: "check" }, skip, "有毛病的行跳过")),
        h("div", { class: "row" }, start), progress, older)))),
    h("div", { class: "half" }, h("div", { class: "bar" }, sum), grid)));
  numbered.disabled = !features.register;
  numbered.checked = features.register;
  source.value = kept("batch-source") || "";
  dropOn(place, takeAll);
  tellPictures();
  nothing();

  const soon = later(check, 350);

  function nothing() {
    show(grid, h("div", { class: "nothing" }, h("strong", {}, "先查，再做"), h("span", {}, "表格的每一行、每一处毛病都列在这里，全对了才开始")));
  }

  function changed() {
    keep("batch-source", source.value);
    tellChips();
    soon();
  }

  /** Whatever is dropped: pictures, a source, a table. */
  async function takeAll(files) {
    const of = { pictures: [], sources: [], tables: [] };
    for (const file of files) (file.type.startsWith("image/") || PICTURE.test(file.name) ? of.pictures : /\.md$/i.test(file.name) ? of.sources : of.tables).push(file);
    if (of.sources.length) { source.value = await of.sources[0].text(); changed(); }
    if (of.pictures.length) takePictures(of.pictures);
    if (of.tables.length) await take(of.tables[0]);
  }

  function takePictures(files) {
    for (const file of files) pictures.set(file.name, file);
    tellPictures();
    soon();
  }

  function tellPictures() {
    const unit = kept("unit");
    unitName.textContent = `${unit ? `单位文件：${unit.name}。` : ""}${pictures.size ? `图片 ${pictures.size} 张，按文件名认：` : "源文件、单位文件里写了印章和插图的，把图片加进来"}`;
    show(pictureList, [...pictures.keys()].map((name) => h("li", {}, h("button", { type: "button", class: "chip", "aria-label": `不要图片 ${name}`, title: "点一下去掉",
      onclick: () => { pictures.delete(name); tellPictures(); pictureInput.focus(); soon(); } }, `${name} ✕`))));
  }

  async function take(file) {
    table = file;
    tableName.textContent = `表格：${file.name}`;
    await check();
  }

  async function useWritten() {
    const desk = await visit("write");
    const text = desk.source();
    await visit("batch");
    source.value = text;
    takePictures(asFiles(kept("pictures") || []));
    changed();
  }

  function form() {
    const unit = kept("unit");
    return parts({ table, source: source.value, unit: unit ? unit.text : null, picture: [...pictures.values()] });
  }

  function query() {
    return { name: pattern.value.trim(), numbered: numbered.checked, skip_bad: skip.checked };
  }

  let latest = 0;
  async function check() {
    if (!table) return;
    const number = (latest += 1);
    start.disabled = true;
    sum.textContent = "正在查……";
    tellPictures();
    try {
      const answer = await askJson("/batches/check", { form: form(), query: query() });
      if (number !== latest) return;
      told = { ...answer, faults: answer.faults.map(here) };
      tellGrid();
      tellChips();
    } catch (error) {
      if (number !== latest) return;
      sum.textContent = "";
      show(grid, h("div", { class: "pad" }, h("p", { class: "note bad", role: "alert" }, error.faults && error.faults.length ? error.faults.map(faultText).join("\n") : error.message)));
    }
  }

  function tellChips() {
    if (!told) { show(chips); return; }
    const columns = told.columns;
    const wanted = placeholders(source.value);
    const lacking = wanted.filter((name) => !columns.includes(name) && !["明细", "for", "if"].includes(name));
    if (!lacking.includes(open)) open = lacking[0] || null;
    show(chips,
      lacking.length ? h("div", {}, h("p", { class: "count" }, "这些列名表里没有：先点一个，再点它该用的列"),
        h("div", { class: "chips", role: "group", "aria-label": "表里没有的列名" }, lacking.map((name) => h("button", { type: "button", class: "chip lacking", "aria-pressed": String(name === open), onclick: () => { open = name; tellChips(); } }, `{{ ${name} }}`)))) : null,
      h("p", { class: "count" }, lacking.length ? `“${open}”用哪一列：` : "选中要换的字，再点一列（没有选就放在光标处）："),
      h("div", { class: "chips", role: "group", "aria-label": "表格的列" }, columns.map((name) => h("button", { type: "button", class: wanted.includes(name) ? "chip matched" : "chip", onclick: () => useColumn(name) }, name))));
  }

  function useColumn(name) {
    if (open) {
      const escaped = open.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      source.value = source.value.replace(new RegExp(`(\\{\\{-?\\s*)${escaped}(?=[\\s|}.])`, "g"), `$1${name}`);
      open = null;
    } else {
      const at = source.selectionStart;
      const text = `{{ ${name} }}`;
      source.setRangeText(text, at, source.selectionEnd, "end");
      source.focus();
    }
    changed();
  }

  function tellGrid() {
    const byRow = new Map();
    const general = [];
    for (const fault of told.faults) {
      if (fault.row) byRow.set(fault.row, [...(byRow.get(fault.row) || []), fault]);
      else general.push(fault);
    }
    const bad = byRow.size;
    const ready = source.value.trim() && !general.length && (!bad || skip.checked) && told.total > 0;
    start.disabled = !ready || running !== null;
    sum.textContent = `共 ${told.total} 行` + (source.value.trim() ? (bad || general.length ? `，${told.faults.length} 处毛病` : "，都可以做") : "；还没有源文件");
    const rows = told.rows.slice(0, SHOWN).filter((row) => !bad || byRow.has(row.row) || told.rows.length <= SHOWN);
    const sorted = [...rows].sort((a, b) => Number(byRow.has(b.row)) - Number(byRow.has(a.row)));
    show(grid,
      general.length ? h("div", { class: "pad" }, h("p", { class: "note bad", role: "alert" }, general.map(faultText).join("\n"))) : null,
      told.remarks.length ? h("div", { class: "pad" }, told.remarks.map((remark) => h("p", { class: "note" }, remark.replace(/；[^；]*写 --\w+$/, "").replace("加 --register 由登记簿编号", "勾“从登记簿编号”")))) : null,
      told.preview.length && !bad ? h("div", { class: "pad" }, h("p", { class: "count" }, "头几份会叫作："), h("ul", {}, told.preview.slice(0, 4).map((one) => h("li", {}, `${one.name}`)))) : null,
      h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "行"), told.columns.map((name) => h("th", { scope: "col" }, name)), bad ? h("th", { scope: "col" }, "这一行的毛病") : null)),
        h("tbody", {}, sorted.map((row) => {
          const faults = byRow.get(row.row) || [];
          const rest = faults.filter((fault) => !told.columns.includes(fault.column));
          return h("tr", { class: faults.length ? "bad" : "" }, h("th", { scope: "row" }, String(row.row)),
            told.columns.map((name) => {
              const own = faults.filter((fault) => fault.column === name);
              return h("td", { class: own.length ? "wrong" : "" }, row.values[name] || "", own.map((fault) => h("small", {}, `${fault.message}。${fault.cure}`)));
            }),
            bad ? h("td", { class: rest.length ? "wrong" : "" }, rest.map((fault) => h("small", {}, `${fault.field ? `〔${fault.field}〕` : ""}${fault.message}${fault.value ? `“${short(fault.value)}”` : ""}。${fault.cure}`))) : null);
        }))),
      told.total > rows.length ? h("p", { class: "pad count" }, `只列出 ${rows.length} 行`) : null);
  }

  async function begin() {
    start.disabled = true;
    say("");
    try {
      const answer = await askJson("/batches", { form: form(), query: query() });
      follow(answer.id);
    } catch (error) {
      show(progress, h("p", { class: "note bad", role: "alert" }, error.faults && error.faults.length ? error.faults.map(faultText).join("\n") : error.message));
      start.disabled = false;
    }
  }

  async function follow(id) {
    running = id;
    start.disabled = true;
    for (;;) {
      let state;
      try { state = await askJson(`/batches/${id}`); } catch (error) { say(error.message, { bad: true }); break; }
      show(progress, stateCard(state));
      progress.scrollIntoView({ block: "nearest" });
      if (state.state !== "running") break;
      await new Promise((done) => setTimeout(done, AGAIN));
    }
    running = null;
    start.disabled = false;
  }

  function stateCard(state) {
    const id = state.id;
    const act = (path, then, method = null) => async () => {
      try { await (method ? ask(`/batches/${id}${path}`, { method }) : ask(`/batches/${id}${path}`, { form: new FormData() })); then(); } catch (error) { say(error.message, { bad: true }); }
    };
    const report = state.report || {};
    const counted = state.progress ? `${state.progress.stage} ${state.progress.done}${state.progress.total ? ` / ${state.progress.total}` : ""}` : "正在准备";
    const words = {
      running: counted,
      done: `做完了：写出 ${report.written || 0} 份${report.refused ? `，有毛病没做 ${report.refused} 份` : ""}`,
      interrupted: "停在半路。已编的字号有主，接着做不缺号、不重号",
      refused: "有毛病，一份也没有写；毛病标在表的副本上",
      failed: "没有做成",
    }[state.state];
    const faults = (state.faults || []).slice(0, 12);
    return h("article", { class: "card", "data-state": state.state },
      h("h3", {}, words),
      state.state === "running" ? h("progress", { "aria-label": "做到哪里了", value: state.progress && state.progress.total ? state.progress.done / state.progress.total : null, max: 1 }) : null,
      faults.length ? h("p", { class: "note bad" }, faults.map(faultText).join("\n")) : null,
      h("div", { class: "row" },
        state.files.map((name) => h("button", { type: "button", class: name === "archive" ? "main" : "", "data-file": name, onclick: () => get(id, name) }, `下载${FILES[name]}`)),
        state.state === "running" ? h("button", { type: "button", onclick: act("/stop", () => {}) }, "停下") : null,
        ["interrupted", "failed"].includes(state.state) ? h("button", { type: "button", class: "main", onclick: act("/resume", () => follow(id)) }, "接着做") : null,
        state.state !== "running" ? h("button", { type: "button", class: "quiet", onclick: act("", async () => { show(progress); await tellOlder(); }, "DELETE") }, "收起") : null));
  }

  async function get(id, name) {
    say("正在取……");
    try {
      await save(await ask(`/batches/${id}/files/${name}`));
      say("已下载");
    } catch (error) { say(error.message, { bad: true }); }
  }

  /** Batches that were begun before this page was opened. */
  async function tellOlder() {
    const all = (await askJson("/batches")).filter((one) => one.id !== running);
    show(older, all.length ? h("p", { class: "count" }, "早先的几批") : null, all.map(stateCard));
  }

  source.addEventListener("input", changed);
  for (const control of [numbered, skip]) control.addEventListener("change", () => check());
  pattern.addEventListener("change", () => check());
  tellOlder().catch(() => {});
  return {};
}
