"""Word's mail merge in a template: its fields are filled like tags, its data source is left behind.

``{ MERGEFIELD 村名 }`` stands for ``{{ 村名 }}``. What mail merge does besides - going to the next row, choosing rows,
formatting a value - the data or a tag must do; such fields are named.
"""

from __future__ import annotations

import re
from itertools import takewhile

from lxml import etree

from gongwen.errors import Fault
from gongwen.ooxml.names import PACKAGE_RELATIONSHIPS
from gongwen.ooxml.opened import Element, w
from gongwen.sandbox import OWN
from gongwen.template.tags import SPACE

__all__ = ["DATA_SOURCES", "take_in_merge_fields", "without_data_source"]

DATA_SOURCES = frozenset({"mailMergeSource", "mailMergeHeaderSource", "recipientData"})
"""Relationships by which mail merge finds its rows."""

_FIELD = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]*)"|(\S+))\s*(.*)', re.IGNORECASE | re.DOTALL)
_KEEPS_LOOK = re.compile(r"(?:\\\*\s*(?:MERGEFORMAT|CHARFORMAT|MERGEFORMATINET)\s*)*", re.IGNORECASE)
_MERGING = frozenset({"ADDRESSBLOCK", "GREETINGLINE", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF"})
_RUN, _MARK, _TELLING = w("r"), w("fldChar"), w("instrText")


def take_in_merge_fields(root: Element) -> list[Fault]:
    """Put a tag in the place of every merge field; those that cannot be filled are returned as faults."""
    faults: list[Fault] = []
    for field in list(root.iter(w("fldSimple"))):
        faults += _take_in(field.get(w("instr"), ""), [field], list(field.iter(_RUN)))
    for begin in [mark for mark in root.iter(_MARK) if mark.get(w("fldCharType")) == "begin"]:
        run = begin.getparent()
        if run is not None and run.tag == _RUN:
            faults += _take_in_complex(run)
    return faults


def _take_in_complex(first: Element) -> list[Fault]:
    """A field whose begin is in this run: from here to its end."""
    runs: list[Element] = []
    said: list[str] = []
    results: list[Element] = []
    depth, telling, nested = 0, True, False
    for run in [first, *first.itersiblings(_RUN)]:
        runs.append(run)
        marks = [mark.get(w("fldCharType")) for mark in run.findall(_MARK)]
        nested = nested or (depth + marks.count("begin")) > 1
        said += [text.text or "" for text in run.findall(_TELLING)] if telling else []
        if not marks and not telling:
            results.append(run)
        depth += marks.count("begin") - marks.count("end")
        telling = telling and "separate" not in marks
        if depth <= 0:
            break
    instruction = "".join(said)
    if depth != 0 or nested:
        word = "MERGEFIELD" if "MERGEFIELD" in instruction.upper() else _word(instruction)
        return [_cannot(instruction, word)] if word == "MERGEFIELD" or word in _MERGING else []
    between = list(takewhile(lambda one: one is not runs[-1], first.itersiblings()))
    return _take_in(instruction, [first, *between, *([runs[-1]] if runs[-1] is not first else [])], results)


def _take_in(instruction: str, place: list[Element], results: list[Element]) -> list[Fault]:
    found, said = _FIELD.fullmatch(instruction), " ".join(instruction.split())
    if found is None:
        word = _word(instruction)
        return [_cannot(instruction, word)] if word in _MERGING else []
    name = found[1] or found[2] or ""
    if not name.isidentifier() or name.startswith(("_", OWN)):
        message = f"邮件合并域“{name}”填不了：名称里有标签里不能用的字"
        return [Fault("merge-field", message, "改表头和域名，只用汉字、字母和数字", field=name, value=said)]
    if not _KEEPS_LOOK.fullmatch(found[3]):
        cure = f"删去域里“{found[3].strip()}”这样的开关，值写成要印的样子"
        return [Fault("merge-field", f"邮件合并域“{name}”带格式开关，填不了", cure, field=name, value=said)]
    run = etree.Element(_RUN)
    looks = next((one.find(w("rPr")) for one in [*results, *place] if one.find(w("rPr")) is not None), None)
    if looks is not None:
        run.append(looks)
    text = etree.SubElement(run, w("t"), {SPACE: "preserve"})
    text.text = f"{{{{ {name} }}}}"
    place[0].addprevious(run)
    for one in place:
        parent = one.getparent()
        assert parent is not None  # it stands in a paragraph
        parent.remove(one)
    return []


def _word(instruction: str) -> str:
    return next(iter(instruction.split()), "").upper()


def _cannot(instruction: str, word: str) -> Fault:
    cure = "用标签写：{{ 列名 }}、{% if 列名 %} … {% endif %}；一行一份，不用“下一记录”"
    return Fault("merge-field", f"邮件合并的域“{word}”在这里填不了", cure, value=" ".join(instruction.split()))


def without_data_source(settings: Element | None, relations: Element | None) -> bool:
    """Whether settings had a data source; they have none any more."""
    merging = [] if settings is None else settings.findall(w("mailMerge"))
    entries = [] if relations is None else relations.findall(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship")
    sources = [entry for entry in entries if entry.get("Type", "").rpartition("/")[2] in DATA_SOURCES]
    for one in [*merging, *sources]:
        parent = one.getparent()
        assert parent is not None  # they are children
        parent.remove(one)
    return bool(merging or sources)
