// A source file and the form: what is filled in becomes text with a head, and the other way round.

const PLAIN = /^[^\s\-?:,[\]{}#&*!|>'"%@`][^\n\t#:"'{}[\]]*$/;

/** A value as the head of a source has it. */
function scalar(text) {
  return PLAIN.test(text) && text.trim() === text ? text : JSON.stringify(text);
}

/**
 * The source that a form says, and where its fields stand: `lines` by name, `bodyLine` the first line of the body.
 * `names` is the order of the fields; `further` are lines of the head that no field shows.
 */
export function compose({ values, further = "", body }, names) {
  const lines = ["---"];
  const places = {};
  for (const name of names) {
    const value = values[name];
    if (!value || !value.trim()) continue;
    lines.push(`${name}: ${scalar(value.trim())}`);
    places[name] = lines.length;
  }
  if (further.trim()) lines.push(...further.replace(/\n+$/, "").split("\n"));
  if (lines.length === 1) return { text: body, lines: places, bodyLine: 1 };
  lines.push("---");
  return { text: `${lines.join("\n")}\n${body}`, lines: places, bodyLine: lines.length + 1 };
}

/** The form that a source fills in. Lines that no field of `names` takes are kept as they are. */
export function split(text, names) {
  const lines = text.split("\n");
  if (lines[0].trim() !== "---") return { values: {}, further: "", body: text };
  const end = lines.indexOf("---", 1);
  if (end < 0) return { values: {}, further: "", body: text };
  const values = {};
  const further = [];
  for (let at = 1; at < end; at += 1) {
    const line = lines[at];
    const nested = [];
    while (at + 1 < end && /^\s/.test(lines[at + 1])) nested.push(lines[(at += 1)]);
    const found = /^([^\s:#]+):[ ]?(.*)$/.exec(line);
    if (!found || !names.includes(found[1])) {
      if (line.trim() || nested.length) further.push(line, ...nested);
    } else if (found[2] === "|") values[found[1]] = nested.map((one) => one.trim()).join("\n");
    else if (nested.length) further.push(line, ...nested);
    else values[found[1]] = plain(found[2]);
  }
  return { values, further: further.join("\n"), body: lines.slice(end + 1).join("\n").replace(/\n+$/, "") };
}

function plain(text) {
  if (!text.startsWith('"')) return text.trim();
  try { return JSON.parse(text); } catch { return text; }
}

/** The names of the placeholders in a source, each once. */
export function placeholders(text) {
  const found = [...text.matchAll(/\{\{-?\s*([^\s|}().[\]+*/,]+)/g)].map((match) => match[1]);
  return [...new Set(found)];
}
