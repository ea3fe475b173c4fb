"""Source files: front matter and body become a Document and its ledger; every fault of the input in one error."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError

from gongwen.errors import Fault, GongwenError, InputError
from gongwen.model import Document
from gongwen.reading.attachments import Parts, split_parts
from gongwen.reading.body import read_body
from gongwen.reading.building import Judged, Place, judge, shown_fault
from gongwen.reading.fields import Fields, read_fields
from gongwen.reading.files import Files, Folder, Source, SourceText, read_source
from gongwen.reading.front_matter import SUBKEYS, Entry, read_front_matter, unknown_name
from gongwen.reading.habits import Habits, faults_without_unit, with_habits
from gongwen.reading.ledger import LedgerEntry, Parsed
from gongwen.reading.mending import find_head, soft_returns
from gongwen.reading.reasons import Reason
from gongwen.reading.tails import BelowHead, Grammar, Understood, may_say_more
from gongwen.reading.unit import Unit
from gongwen.reading.unseen import drop_unseen
from gongwen.reading.yaml_nodes import Scalar, typed_text
from gongwen.rules import grave
from gongwen.standard.vocabulary import ELEMENTS, english_name
from gongwen.text import BLANKS, shown

__all__ = ["SourceData", "gather", "load", "load_source"]

_NO_OVERRIDES: Mapping[str, str] = MappingProxyType({})
_OVERRIDE = "--set"


def load(
    source: Source, *, files: Files | None = None, unit: Unit | None = None, grammar: Grammar | None = None
) -> Document:
    """The document of a source file, or of a Document's JSON.

    ``source`` is a path, bytes, or a file object; ``files`` is where its pictures are when that is not the file's own
    folder: another folder, or a function from name to bytes. Bytes and file objects open no file without it. ``unit``
    fills in what the source leaves to the unit's habits; ``grammar`` reads what is typed below the head beside text
    (``tails``), and without it such lines are text.
    Raises :class:`~gongwen.InputError` with every fault, each with its line.

    >>> plan = load("---\\n文种: 计划\\n标题: 春耕工作计划\\n---\\n四月底前完成整地。\\n".encode())
    >>> plan.title, plan.body[0].text
    ('春耕工作计划', '四月底前完成整地。')
    """
    return load_source(source, files=files, unit=unit, grammar=grammar).document


def load_source(
    source: Source,
    *,
    overrides: Mapping[str, str] = _NO_OVERRIDES,
    files: Files | None = None,
    unit: Unit | None = None,
    grammar: Grammar | None = None,
) -> Parsed:
    """The same with the ledger. ``overrides`` replace or add front matter entries by Chinese or English name.

    What ``unit`` filled in stands in the ledger too.

    >>> text = "---\\n文种: 计划\\n标题: 春耕工作计划\\n---\\n二、整地\\n四月底前完成。\\n"
    >>> parsed = load_source(text.encode(), overrides={"标题": "秋收工作计划"})
    >>> parsed.document.title
    '秋收工作计划'
    >>> print(*parsed.ledger, sep="\\n")
    第3行 改写：“春耕工作计划”→“秋收工作计划”（由“标题”的设定值代替）
    第5行 注意：“二、”（序号照原样保留；按次序这里是第 1 项）
    """
    given = read_source(source)
    folder = given.folder if files is None else Folder.of(files)
    entries, faults = _override_entries(overrides)
    if _is_json(given):
        return _read_json(given, entries, faults, folder, unit)
    try:
        parsed = _read_text(given, _Below(entries, folder, unit, grammar), faults)
        return replace(parsed, findings=tuple(fault.at(file=given.file) for fault in parsed.findings))
    except InputError as error:
        ordered = sorted(error.faults, key=lambda fault: fault.line or 0)
        raise InputError(fault.at(file=given.file) for fault in ordered) from None


def _is_json(given: SourceText) -> bool:
    named = given.file is not None and given.file.lower().endswith(".json")
    return named or given.text.lstrip(BLANKS + "\n").startswith("{")


# ---------------------------------------------------------------------------------- a source file


class SourceData(NamedTuple):
    """A source as data for ``Document``, before anything is validated: what a batch fills its rows into.

    ``places`` knows the line of each place in the data, ``faults`` what could not be read at all; without
    ``readable`` the head is not to be trusted. ``said`` are the fields that the head speaks of, empty ones too.
    """

    data: dict[str, Any]
    places: dict[Place, int]
    faults: tuple[Fault, ...]
    ledger: tuple[LedgerEntry, ...]
    said: frozenset[str]
    readable: bool = True


def gather(
    text: str, *, folder: Folder | None = None, unit: Unit | None = None, grammar: Grammar | None = None
) -> SourceData:
    """The data of a source's text (see :func:`load`), not yet a document. Raises :class:`~gongwen.InputError` only for
    a text without a head, or one that is no JSON.

    ``unit`` tells how many agencies sign; its habits are not applied.

    >>> found = gather("---\\n文种: 计划\\n标题: 春耕工作计划\\n---\\n四月底前完成整地。\\n")
    >>> found.data["title"], found.data["body"][0].text, found.places["title",]
    ('春耕工作计划', '四月底前完成整地。', 3)
    """
    given = SourceText(text, None, folder)
    if _is_json(given):
        data = _json_data(text, None)
        return SourceData(data, {}, (), (), frozenset(data))
    return _gather(given, _Below([], folder, unit, grammar)).source


class _Gathered(NamedTuple):
    """The data of a source and what its reading still needs of the way there."""

    source: SourceData
    entries: Mapping[str, Entry]
    lines: dict[str, int]


class _Below(NamedTuple):
    """What a source is read with: values set from outside, where its pictures are, whose habits, which grammar."""

    overrides: list[Entry]
    folder: Folder | None
    unit: Unit | None
    grammar: Grammar | None


def _gather(given: SourceText, context: _Below) -> _Gathered:
    overrides, folder, unit, _ = context
    text, hidden = drop_unseen(given.text)
    lines = text.split("\n")
    head = find_head(lines, SUBKEYS)
    front = read_front_matter(head.lines, first_line=head.start + 1)
    below, numbers, soft = soft_returns(lines[head.body :], head.body + 1)
    parts = split_parts(below, first_line=head.body + 1)
    fields, replaced = _fields(front.entries, overrides, folder, unit)
    set_fields = {entry.field for entry in overrides}
    said = frozenset({*front.entries, *set_fields})
    typed = _typed_below(below, parts, fields, said, context.grammar)
    if typed is not None:
        parts = typed.parts
        said |= typed.fields.keys()
    body = read_body(parts.body.lines, first_line=parts.body.first_line, folder=folder)
    further = {"attachments": parts.attachments, "issued": parts.issued}
    read_parts = {
        name: [read_body(part.lines, first_line=part.first_line, folder=folder) for part in found]
        for name, found in further.items()
    }
    lines_of = {name: entry.line for name, entry in front.entries.items() if name not in set_fields}

    fields.data["body"] = body.blocks

    def in_source(line: int | None) -> int | None:
        """The number in the source of a line of the body, which soft returns have parted."""
        below_head = None if line is None else line - head.body - 1
        return line if below_head is None or not 0 <= below_head < len(numbers) else numbers[below_head]

    fields.places["body",] = min(parts.body.first_line, len(lines))
    for name, found in further.items():
        if found:
            fields.data[name] = [
                {"title": part.title, "body": read.blocks, **part.fields}
                for part, read in zip(found, read_parts[name], strict=True)
            ]
        for index, part in enumerate(found):
            fields.places[name, index] = in_source(part.title_line) or part.title_line

    every = [body, *(read for reads in read_parts.values() for read in reads)]
    below_faults = [*parts.faults, *(fault for read in every for fault in read.faults)]
    below_ledger = [*parts.ledger, *(entry for read in every for entry in read.ledger)]
    if typed is not None:
        below_ledger += typed.ledger
        fields.data |= typed.fields
        fields.places |= {(name,): in_source(line) or line for name, line in typed.lines.items()}
    if soft:
        below_faults = [replace(fault, line=in_source(fault.line)) for fault in below_faults]
        below_ledger = [replace(entry, line=in_source(entry.line) or 0) for entry in below_ledger]
    faults = [*front.faults, *fields.faults, *below_faults]
    ledger = [*given.ledger, *hidden, *head.ledger, *front.ledger, *replaced, *soft, *below_ledger]
    source = SourceData(fields.data, fields.places, tuple(faults), tuple(ledger), said, front.readable)
    return _Gathered(source, front.entries, lines_of)


def _typed_below(
    lines: Sequence[str], parts: Parts, fields: Fields, said: frozenset[str], grammar: Grammar | None
) -> Understood | None:
    """What the grammar finds below the head; None where there is none to ask, or nothing to ask it."""
    if grammar is None or not may_say_more(lines):
        return None
    return grammar(BelowHead(parts, fields.data, said))


def _read_text(given: SourceText, context: _Below, faults: list[Fault]) -> Parsed:
    source, entries, lines_of = _gather(given, context)
    overrides, unit = context.overrides, context.unit
    habits = _habits(source.data, unit, said=source.said, lines=lines_of)
    data = habits.data
    all_faults = [*faults, *source.faults, *habits.faults]
    judged = judge(data)
    set_fields = {entry.field for entry in overrides}
    found = [_at_its_line(fault, source.places, set_fields) for fault in judged.findings]
    if source.readable:  # otherwise what is missing may well be written
        all_faults += [_at_its_line(fault, source.places, set_fields) for fault in judged.faults]
    if all_faults or judged.document is None:
        raise InputError([*all_faults, *(grave(found) if source.readable else ())])
    ledger = [*source.ledger, *habits.ledger]
    if habits.data.get("number") == source.data.get("number"):
        ledger += _number_entries(judged.document, entries, overrides)
    in_order = tuple(sorted(ledger, key=lambda entry: entry.line))
    return Parsed((judged.document,), in_order, tuple(found))


def _habits(data: dict[str, Any], unit: Unit | None, *, said: Container[str], lines: Mapping[str, int]) -> Habits:
    if unit is None:
        return Habits(data, (), tuple(faults_without_unit(data, lines)))
    return with_habits(data, unit, said=said, lines=lines)


def _fields(
    entries: Mapping[str, Entry], overrides: list[Entry], folder: Folder | None, unit: Unit | None
) -> tuple[Fields, list[LedgerEntry]]:
    """The data of front matter and overrides together, and what the overrides replaced."""
    replaced = [
        LedgerEntry(old.line, "changed", typed_text(old.node), typed_text(new.node), f"由“{new.name}”的设定值代替")
        for new in overrides
        if (old := entries.get(new.field)) is not None and typed_text(old.node) != typed_text(new.node)
    ]
    together = {**entries, **{entry.field: entry for entry in overrides}}
    signing = {"issuers": unit.name} if unit else None
    return read_fields(together.values(), folder=folder, signing=signing), replaced


def _number_entries(document: Document, entries: Mapping[str, Entry], overrides: list[Entry]) -> list[LedgerEntry]:
    """What the writing of 发文字号 lost: other brackets, 第, leading zeros."""
    entry = entries.get("number")
    if entry is None or document.number is None or any(new.field == "number" for new in overrides):
        return []
    typed, written = typed_text(entry.node), str(document.number)
    if not isinstance(entry.node, Scalar) or "".join(typed.split()) == "".join(written.split()):
        return []
    return [LedgerEntry(entry.line, "changed", typed, written, Reason.NUMBER_WRITTEN)]


# ---------------------------------------------------------------------------------- faults at their lines

# The names of parts that the vocabulary does not hold.
_PART_NAMES = {
    "locale": "语言",
    "issuer": "机关",
    "code": "机关代字",
    "year": "年份",
    "sequence": "顺序号",
    "diameter": "直径",
    "data": "图片",
}


def _at_its_line(fault: Fault, places: Mapping[Place, int], overridden: Container[object]) -> Fault:
    last = fault.loc[-1] if fault.loc else ""
    if fault.field and isinstance(last, str) and last in _PART_NAMES and fault.field.endswith(last):
        fault = replace(fault, field=fault.field.removesuffix(last) + _PART_NAMES[last])
    if fault.loc and fault.loc[0] in overridden:
        return fault.at(file=_OVERRIDE)
    for length in range(len(fault.loc), 0, -1):
        if fault.loc[:length] in places:
            return fault.at(line=places[fault.loc[:length]])
    return fault.at(line=1)


# ---------------------------------------------------------------------------------- values set from outside


def _override_entries(overrides: Mapping[str, str]) -> tuple[list[Entry], list[Fault]]:
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    for name, value in overrides.items():
        field = english_name(name)
        if field is None:
            faults.append(unknown_name(name).at(file=_OVERRIDE))
        elif field in {"body", "attachments", "issued"}:
            cure = "改写源文件里的内容"
            faults.append(
                Fault("misplaced-field", "这一项不能这样设定", cure, field=ELEMENTS[field].chinese, file=_OVERRIDE)
            )
        elif field in entries:
            message = f"同一项设定了两次：“{shown(entries[field].name)}”和“{shown(name)}”"
            faults.append(Fault("duplicate-field", message, "只留一个", field=ELEMENTS[field].chinese, file=_OVERRIDE))
        else:
            entries[field] = Entry(name, field, Scalar(value, 0), 0)
    return list(entries.values()), faults


# ---------------------------------------------------------------------------------- JSON


def _read_json(
    given: SourceText, overrides: list[Entry], faults: list[Fault], folder: Folder | None, unit: Unit | None
) -> Parsed:
    text = given.text
    ledger: tuple[LedgerEntry, ...] = ()
    if overrides or unit:
        data = _json_data(text, given.file)
        fields = read_fields(overrides, folder=folder, signing={**({"issuers": unit.name} if unit else {}), **data})
        faults = [*faults, *(replace(fault, line=None, file=_OVERRIDE) for fault in fields.faults)]
        for entry in overrides:
            data.pop(entry.field, None)
            if entry.field == "title":
                data.pop("title_breaks", None)
        said = {*data, *(entry.field for entry in overrides)}
        data |= fields.data
        if unit:
            data, ledger, found = with_habits(data, unit, said=said)
            faults += found
        text = json.dumps(data, default=lambda value: b64encode(value).decode())
    try:
        judged = _judge_json(text, given.file)
    except GongwenError:
        raise
    except Exception as error:  # a damaged picture makes the picture library fail in many ways
        raise InputError(_broken_picture(given.file)) from error
    if unit is None and judged.document is not None:
        faults = [*faults, *faults_without_unit(dict(judged.document))]
    faults = [*faults, *judged.faults]
    if faults or judged.document is None:
        raise InputError(fault.at(file=given.file) for fault in (*faults, *grave(judged.findings)))
    return Parsed((judged.document,), ledger, tuple(fault.at(file=given.file) for fault in judged.findings))


def _judge_json(text: str, file: str | None) -> Judged:
    try:
        document = Document.model_validate_json(text)
    except ValidationError:
        return judge(_json_data(text, file), _document_of_json)
    return Judged(document, (), tuple(map(shown_fault, document.findings())))


def _document_of_json(data: dict[str, Any]) -> Document:
    return Document.model_validate_json(json.dumps(data))


def _broken_picture(file: str | None) -> Fault:
    return Fault(
        "not-a-picture", "有一张图片的内容已损坏", "换一个完好的图片，重新生成这份 JSON", field="图片", file=file
    )


def _json_data(text: str, file: str | None) -> dict[str, Any]:
    """JSON as plain data; wrong JSON is a fault at its line."""
    cure = "检查这一处前后的括号、引号和逗号"
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"不是合法的 JSON（第 {error.colno} 个字符处）"
        raise InputError(Fault("not-json", message, cure, file=file, line=error.lineno)) from None
    except (RecursionError, ValueError):
        raise InputError(Fault("not-json", "不是合法的 JSON（套得太深，或数字太长）", cure, file=file)) from None
    if not isinstance(data, dict):
        raise InputError(Fault("not-json", "JSON 里应是一组键和值，这里不是", "按词汇表写出各项", file=file, line=1))
    return data
