// The description of the API, read from its own OpenAPI text; nothing comes from elsewhere.

import { h, show } from "./dom.js";

const place = document.getElementById("docs");
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

const said = await (await fetch("/api/openapi.json")).json();
const groups = new Map();
for (const [path, methods] of Object.entries(said.paths)) {
  for (const [method, one] of Object.entries(methods)) {
    const tag = (one.tags || ["其他"])[0];
    groups.set(tag, [...(groups.get(tag) || []), { path, method: method.toUpperCase(), one }]);
  }
}

function table(heads, rows) {
  return rows.length ? h("table", {}, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell)))))) : null;
}

function typeOf(schema = {}) {
  if (schema.anyOf) return schema.anyOf.map(typeOf).filter((name) => name !== "null").join(" 或 ");
  return schema.enum ? schema.enum.join("、") : { string: "文字", boolean: "是否", integer: "整数", array: "几个", object: "数据" }[schema.type] || schema.type || "";
}

function example(path, method, one) {
  const address = `${location.origin}${path}`;
  const form = one.requestBody && one.requestBody.content["multipart/form-data"];
  if (method !== "POST") return method === "GET" ? `curl ${address}` : `curl -X ${method} ${address}`;
  if (!form) return `curl -X POST ${address}`;
  const [field] = form.schema.required;
  const bare = one.requestBody.content["application/octet-stream"] ? `curl --data-binary @文件 -o 结果 ${address}\n` : "";
  const parts = Object.keys(form.schema.properties).slice(0, 2).map((name) => `-F ${name}=@${name === field ? "文件" : name}`).join(" ");
  return `${bare}curl ${parts} -o 结果 ${address}`;
}

function operation({ path, method, one }) {
  const form = one.requestBody && one.requestBody.content["multipart/form-data"];
  return h("details", {},
    h("summary", {}, h("b", { class: method }, method), h("code", {}, path), h("span", {}, one.summary || "")),
    h("div", { class: "inside" },
      table(["网址里的", "是什么", "说明"], (one.parameters || []).map((item) => [h("code", {}, item.name), typeOf(item.schema), item.description || item.schema.description || ""])),
      form ? table(["表单里的", "要不要", "说明"], Object.entries(form.schema.properties).map(([name, item]) => [h("code", {}, name), form.schema.required.includes(name) ? "必填" : "可不写", item.description || ""])) : null,
      h("pre", { tabindex: "0" }, example(path, method, one)),
      table(["应答", "说明"], Object.entries(one.responses).map(([status, item]) => [status, item.description]))));
}

show(place, h("p", {}, said.info.description), [...groups].map(([tag, list]) => [h("h2", {}, tag), ...list.map(operation)]).flat());
