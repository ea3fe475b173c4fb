"""A document as the text of a source file: what a clerk can go on editing, and ``gongwen render`` reads.

In: a document. Out: front matter, body, attachments, as :func:`~gongwen.load` reads them back; pictures stand in the
text itself. A document that the writing of source files cannot hold (a paragraph that begins as a heading does) is
written as its JSON, which is a source as well: ``load(to_source(document)) == document`` always.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from gongwen.errors import GongwenError
from gongwen.model import Attachment, Document, IssuedDocument, Paragraph, Picture, Seal, Section, Table
from gongwen.model.body import Blocks
from gongwen.model.parts import TitledValue
from gongwen.reading.source import load
from gongwen.reading.tails import Grammar
from gongwen.standard.dates import write_date
from gongwen.standard.kinds import DEFAULT_FORM
from gongwen.standard.numbering import section_label
from gongwen.standard.vocabulary import ELEMENTS

__all__ = ["to_source"]

_RULE = "---"
_SENTENCE_ENDS = "。！？：；…"
# A value that YAML takes as it stands: nothing that opens a collection, a comment, a quotation or a block.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n\t#:\"'{}\[\]]*(?<=\S)")
_FIELDS = (
    "kind", "form", "copy_number", "secrecy", "secrecy_period", "urgency", "issuers", "issuer_mark", "number",
    "signers", "title", "remark", "recipients", "signatories", "date", "seals", "notes", "report_to", "cc",
    "subject_words", "archive", "printer", "print_date", "copies", "translation",
)  # fmt: skip


def to_source(document: Document, *, grammar: Grammar | None = None) -> str:
    """The text of a source file that says the same as the document; its JSON where no such text would.

    ``grammar`` is the one by which the source will be read (``tails``).

    >>> plan = Document(kind="计划", title="春耕工作计划", body=[{"type": "section", "level": 1, "heading": "整地",
    ...     "blocks": ["四月底前完成。"]}])
    >>> print(to_source(plan))
    ---
    文种: 计划
    标题: 春耕工作计划
    ---
    一、整地
    四月底前完成。
    """
    text = "\n".join(_lines(document)) + "\n"
    try:
        same = load(text.encode(), grammar=grammar) == document
    except (GongwenError, UnicodeEncodeError):
        same = False
    return text if same else document.to_json() + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield _RULE
    for name in _FIELDS:
        yield from _entry(document, name)
    yield _RULE
    yield from _body(document.body)
    for number, attachment in enumerate(document.attachments, start=1):
        yield from _attachment(attachment, number)
    for issued in document.issued:
        yield from _issued(issued)


# ---------------------------------------------------------------------------------- front matter


def _entry(document: Document, name: str) -> Iterator[str]:
    value = getattr(document, name)
    key = ELEMENTS[name].chinese
    if name == "signatories" and value is not None and not value:
        # No signature at all, where the model can say that.
        if Document.model_fields[name].default is None:
            yield f"{key}: 无"
        return
    if value is None or value in ("", ()):
        return
    if name == "form" and document.kind is not None and value is DEFAULT_FORM[document.kind]:
        return
    if name == "title":
        yield from _title(key, document)
    elif name == "seals":
        yield from _seals(key, value)
    elif name == "translation":
        yield f"{key}:"
        yield f"  语言: {_scalar(value.locale)}"
        yield f"  标题: {_scalar(value.title)}"
        yield f"  机关: {_scalar(value.issuer)}"
    elif isinstance(value, tuple):
        yield f"{key}: {_scalar('，'.join(value))}"
    elif isinstance(value, date):
        yield f"{key}: {write_date(value)}"
    else:
        yield f"{key}: {_scalar(str(getattr(value, 'value', value)))}"


def _title(key: str, value: TitledValue) -> Iterator[str]:
    lines = _title_lines(value)
    if len(lines) == 1:
        yield f"{key}: {_scalar(lines[0])}"
        return
    yield f"{key}: |"
    yield from (f"  {line}" for line in lines)


def _title_lines(value: TitledValue) -> list[str]:
    places = [0, *value.title_breaks, len(value.title)]
    return [value.title[start:end] for start, end in pairwise(places)]


def _seals(key: str, seals: tuple[Seal, ...]) -> Iterator[str]:
    if all(seal == Seal() for seal in seals) and len(seals) == 1:
        yield f"{key}: 加盖"
        return
    yield f"{key}:"
    for seal in seals:
        if seal == Seal():
            yield "  - 加盖"
            continue
        yield f"  - 图片: {_scalar(_address(seal.data, seal.name)) if seal.data is not None else '加盖'}"
        if seal.diameter is not None:
            yield f"    直径: {seal.diameter:g}"


def _scalar(text: str) -> str:
    """A value as YAML reads it back: plain where that is safe."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _address(data: bytes | None, name: str) -> str:
    """A picture inside the text."""
    return f"data:image;name={name};base64,{b64encode(data or b'').decode()}"


# ---------------------------------------------------------------------------------- body and attachments


def _body(blocks: Blocks) -> Iterator[str]:
    positions = [0] * 5
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Section():
                positions[block.level] += 1
                yield from _section(block, positions[block.level])
            case Table():
                yield from _table(block)
            case Picture():
                yield f"![{block.caption or ''}]({_address(block.data, block.name)})"


def _section(section: Section, position: int) -> Iterator[str]:
    label = section.label or section_label(section.level, position)
    if not section.run_in:
        yield f"{label}{section.heading}"
        yield from _body(section.blocks)
        return
    first = section.blocks[0]
    assert isinstance(first, Paragraph)  # the model sees to it
    stop = "。" if section.heading and section.heading[-1] not in _SENTENCE_ENDS else ""
    yield f"{label}{section.heading}{stop}{first.text}"
    yield from _body(section.blocks[1:])


def _table(table: Table) -> Iterator[str]:
    lying = {True: "（横排）", False: "（竖排）", None: ""}[table.landscape]
    if table.caption or lying:
        yield f"{table.caption or ''}{lying}"
    marks = {"left": ":--", "center": ":-:", "right": "--:", None: "---"}
    alignments = table.alignments or (None,) * table.width
    if table.header or table.alignments:
        yield _row(table.header or ("",) * table.width)
        yield "|" + "|".join(marks[alignment] for alignment in alignments) + "|"
    yield from map(_row, table.rows)
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _attachment(attachment: Attachment, number: int) -> Iterator[str]:
    first, *rest = _title_lines(attachment)
    yield from ("", _RULE, f"附件{number}{'（另附）' if attachment.apart else ''}：{first}", *rest, _RULE)
    yield from _body(attachment.body)


def _issued(issued: IssuedDocument) -> Iterator[str]:
    first, *rest = _title_lines(issued)
    yield from ("", _RULE, f"印发：{first}", *rest)
    if issued.remark:
        yield f"题注：{issued.remark}"
    if issued.recipients:
        yield f"主送机关：{'，'.join(issued.recipients)}"
    if issued.signatories:
        yield f"署名：{'，'.join(issued.signatories)}"
    if issued.date:
        yield f"成文日期：{write_date(issued.date)}"
    yield _RULE
    yield from _body(issued.body)
