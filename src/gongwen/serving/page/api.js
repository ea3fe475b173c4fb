// Asks the server; what it refuses is a Problem that carries the faults.

const KEY = "gongwen.token";

/** The token stands behind # when the page is opened, and in this tab only. */
function takeToken() {
  const found = /[#&]token=([^&]+)/.exec(location.hash);
  if (found) {
    sessionStorage.setItem(KEY, decodeURIComponent(found[1]));
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

const token = takeToken();

export class Problem extends Error {
  constructor(status, faults, title) {
    super(faults.map((fault) => fault.message).join("；") || title);
    this.status = status;
    this.faults = faults;
  }
}

/** An answer of the API. Throws a Problem. */
export async function ask(path, { method = "GET", query = {}, form = null, signal } = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const address = `/api/v1${path}${given.length ? `?${new URLSearchParams(given)}` : ""}`;
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  let answer;
  try {
    answer = await fetch(address, { method: form ? "POST" : method, headers, body: form, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, [{ code: "not-reached", message: "程序没有应答", cure: "看启动它的窗口是不是关了；重新启动后刷新" }], "");
  }
  if (answer.ok) return answer;
  let said = {};
  try { said = await answer.json(); } catch { /* what is no problem of ours has no faults */ }
  throw new Problem(answer.status, said.faults || [], said.title || `出错（${answer.status}）`);
}

export async function askJson(path, options) {
  return (await ask(path, options)).json();
}

/** A form with the parts that are there: text, or files with their names. */
export function parts(given) {
  const form = new FormData();
  for (const [name, value] of Object.entries(given)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === null || one === undefined || one === "") continue;
      if (typeof one === "string") form.append(name, new Blob([one], { type: "text/plain" }), `${name}.txt`);
      else form.append(name, one, one.name || name);
    }
  }
  return form;
}

/** Saves an answer under the name that it says. */
export async function save(answer) {
  const said = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
  saveBlob(await answer.blob(), said ? decodeURIComponent(said[1]) : "公文");
}

export function saveBlob(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

let known;

/** What this server can do; asked once. */
export function about() {
  known = known || Promise.all([askJson(""), askJson("/kinds"), askJson("/form")]).then(([what, kinds, fields]) => ({ ...what, kinds, fields }));
  return known;
}
