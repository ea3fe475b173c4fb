"""A .docx that gongwen wrote, read back into the model through its named styles.

Each paragraph's style names the 要素 it shows, so what a clerk changed in Word is read as changed. A paragraph in no
style of ours counts as body text, and the ledger says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongwen.errors import DocumentError, Fault, GongwenError, system_fault
from gongwen.model import Document
from gongwen.ooxml.custom import CUSTOM_PART, custom_property
from gongwen.ooxml.names import DRAWING, MARKUP_COMPATIBILITY, PICTURE, RELATIONSHIPS, WORD_DRAWING
from gongwen.ooxml.opened import Element, OpenedDocument, w
from gongwen.reading.files import Source
from gongwen.reading.heads import read_head
from gongwen.reading.kept import put_back
from gongwen.reading.ledger import LedgerEntry, Parsed
from gongwen.standard.kinds import MARK_ENDINGS, Form, Kind
from gongwen.standard.numbering import section_label
from gongwen.standard.roles import HEADING_ROLES, LEVEL_STYLE_NAMES, RETURNING_ROLES, TABLE_LYING, TABLE_UPRIGHT, Role
from gongwen.standard.vocabulary import KEPT_PROPERTY

__all__ = ["read_document", "read_docx"]

_ROLES = {role.value: role for role in Role}
_LEVELS = {name: level for level, name in enumerate(LEVEL_STYLE_NAMES, start=1)}
_STANDING = {role: level for level, role in enumerate(HEADING_ROLES, start=1)}
_RETURNING = {**{role: level for level, role in enumerate(RETURNING_ROLES)}, Role.ATTENDANCE_LEVEL_0: 0}
_LABELS = (
    re.compile("[零一二三四五六七八九十百千]+、"),
    re.compile("（[零一二三四五六七八九十百千]+）"),
    re.compile(r"\d+\."),
    re.compile(r"（\d+）"),
)
_NO_LABEL = re.compile("^")
_CONTINUED = "公文正文续"
"""The style in which version 0.1 wrote the last lines of a paragraph that it had divided."""
_BOX, _ALTERNATIVES = w("txbxContent"), f"{{{MARKUP_COMPATIBILITY}}}AlternateContent"
# Roles whose text is the field itself, after a label.
_FIELDS: dict[Role, tuple[str, re.Pattern[str]]] = {
    Role.COPY_NUMBER: ("copy_number", _NO_LABEL),
    Role.URGENCY: ("urgency", _NO_LABEL),
    Role.MARK: ("mark", _NO_LABEL),
    Role.LETTER_MARK: ("letter_mark", _NO_LABEL),
    Role.NUMBER: ("number", _NO_LABEL),
    Role.TITLE: ("title", _NO_LABEL),
    Role.RECIPIENTS: ("recipients", _NO_LABEL),
    Role.DATE: ("date", _NO_LABEL),
    Role.STAMP_DATE: ("date", _NO_LABEL),
    Role.NOTES: ("notes", _NO_LABEL),
    Role.COLOPHON_RECIPIENTS: ("recipients", re.compile("^主送：")),
    # 分送 is what orders made before have; 7.4.2-b knows 抄送 alone.
    Role.COLOPHON_CC: ("cc", re.compile("^[抄分]送：")),
    Role.COLOPHON_COPIES: ("copies", _NO_LABEL),
}
_ISSUED_FIELDS = {
    Role.ISSUED_REMARK: "remark",
    Role.ISSUED_RECIPIENTS: "recipients",
    Role.ISSUED_SIGNATORY: "signatories",
    Role.ISSUED_DATE: "date",
}
_OF_PARTS = {
    Role.ATTACHMENT_LABEL,
    Role.APART_LABEL,
    Role.ATTACHMENT_TITLE,
    Role.ISSUED_TITLE,
    *_ISSUED_FIELDS,
}
_TRAILING_NUMBER = re.compile(r"\d+$")
_SPACED = re.compile("[\\s　]")
_DIAMETER = re.compile(r"直径([\d.]+)毫米")
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def read_docx(docx: Source) -> Parsed:
    """The document in a .docx file, given as a path, bytes or a binary file object; see :func:`read_document`."""
    if isinstance(docx, bytes | bytearray | memoryview):
        return read_document(bytes(docx))
    if isinstance(docx, str | os.PathLike):
        try:
            return read_document(Path(docx).read_bytes())
        except OSError as error:
            raise DocumentError(system_fault(error, os.fspath(docx))) from None
        except GongwenError as error:
            raise error.at(file=os.fspath(docx)) from None
    content = docx.read()
    if isinstance(content, str):
        raise DocumentError(Fault("not-a-docx", "这是文本文件对象，.docx 要以二进制打开", "用 open(路径, 'rb')"))
    return read_document(content)


def read_document(content: bytes) -> Parsed:
    """The document in a .docx that gongwen wrote.

    Raises :class:`~gongwen.DocumentError` for bytes that are no .docx or a .docx without our styles, and
    :class:`~gongwen.InputError` when what it says is no valid document any more.
    """
    opened = OpenedDocument(content)
    names = opened.style_names()
    if not set(names.values()) & set(_ROLES):
        raise DocumentError(
            Fault(
                "foreign-docx", "这份 .docx 里没有公文样式，不是由 gongwen 生成的", "请从源文件重新生成，或用文字导入"
            )
        )
    reading = _Reading(opened, names)
    for part in (opened.tree("word/header1.xml"), opened.body):
        for element in part if part is not None else ():
            reading.take(element)
    fields = put_back(reading.fields(), _kept(opened))
    return Parsed((Document.read(fields),), tuple(reading.ledger))


def _kept(opened: OpenedDocument) -> str:
    """What the file keeps in its own property; empty where there is none."""
    if CUSTOM_PART not in opened.names():
        return ""
    return custom_property(opened.member(CUSTOM_PART).decode("utf-8", "replace"), KEPT_PROPERTY) or ""


@dataclass
class _Paragraph:
    """What a paragraph shows: its text, and the heading at its beginning if it runs in."""

    role: Role | None
    text: str
    heading: str = ""
    level: int = 0
    continues: bool = False


@dataclass
class _Blocks:
    """Nested blocks under construction: the open sections, outermost first."""

    top: list[dict[str, Any]] = field(default_factory=list)
    open: list[dict[str, Any]] = field(default_factory=list)

    def add(self, block: dict[str, Any], level: int | None = None) -> None:
        """Add to the deepest open section, or to the one that a level leads back to."""
        if level is not None:
            self._close(level + 1)
        self._inside().append(block)

    def continue_text(self, text: str) -> None:
        """Add to the paragraph that was divided."""
        inside = self._inside()
        if inside and inside[-1]["type"] == "paragraph":
            inside[-1]["text"] += text
        else:
            inside.append(_text_block(text))

    def add_section(self, section: dict[str, Any], label: str) -> None:
        """Open a section; its label is kept only when its place would not give the same."""
        level = section["level"]
        self._close(level)
        siblings = self._inside()
        position = 1 + sum(1 for block in siblings if block["type"] == "section" and block["level"] == level)
        if label != section_label(level, position):
            section["label"] = label
        siblings.append(section)
        self.open.append(section)

    def _close(self, level: int) -> None:
        while self.open and self.open[-1]["level"] >= level:
            self.open.pop()

    def _inside(self) -> list[dict[str, Any]]:
        blocks: list[dict[str, Any]] = self.open[-1]["blocks"] if self.open else self.top
        return blocks


@dataclass
class _Part:
    """An attachment or an issued document under construction."""

    head: dict[str, Any]
    number: int = 0
    blocks: _Blocks = field(default_factory=_Blocks)


class _Reading:
    """The reading of one document, paragraph by paragraph."""

    def __init__(self, opened: OpenedDocument, styles: dict[str, str]) -> None:
        self.ledger: list[LedgerEntry] = []
        self._opened = opened
        self._styles = styles
        self._targets = opened.relationship_targets()
        self._body = _Blocks()
        self._blocks = self._body
        self._attachments: list[_Part] = []
        self._issued: list[_Part] = []
        self._fields: dict[str, Any] = {}
        self._names: list[str] = []
        self._seals: list[dict[str, Any]] = []
        self._caption: str | None = None
        self._position = 0

    def take(self, element: Element) -> None:
        """Take in the next child of the body."""
        self._position += 1
        if element.tag == w("tbl"):
            self._take_table(element)
        elif element.tag == w("p"):
            self._take_paragraph(element)
            for boxed in _boxed_paragraphs(element):
                self._take_paragraph(boxed)

    def fields(self) -> dict[str, Any]:
        """The document as plain data."""
        core = self._core()
        fields = self._fields
        letter_mark = fields.pop("letter_mark", None)
        mark = letter_mark or fields.pop("mark", None)
        joint = fields.pop("joint", False)
        issuers = [name for name in core.get("creator", "").split("，") if name]
        if mark is not None and not issuers:
            issuers = [mark.removesuffix("文件")]
        fields["issuers"] = issuers
        minutes = fields.pop("minutes", False)
        form = _form(fields, letter=letter_mark is not None, minutes=minutes, red_head=mark is not None or joint)
        fields["form"] = form
        joint_head = form is Form.DOCUMENT and len(issuers) > 1
        if mark is not None and (joint_head or mark != issuers[0] + MARK_ENDINGS.get(form, "")):
            fields["issuer_mark"] = mark
        fields.setdefault("title", core.get("title", ""))
        fields["kind"] = _kind(core.get("category", ""), str(fields.get("title", "")))
        if self._names and self._names != issuers:
            fields["signatories"] = self._names
        if self._seals:
            fields["seals"] = self._seals
        fields["body"] = self._body.top
        if self._issued:
            fields["issued"] = [{**part.head, "body": part.blocks.top} for part in self._issued]
        if self._attachments:
            in_order = sorted(self._attachments, key=lambda part: part.number)
            fields["attachments"] = [{**part.head, "body": part.blocks.top} for part in in_order]
        return fields

    # ------------------------------------------------------------------ paragraphs

    def _take_paragraph(self, element: Element) -> None:
        paragraph = self._paragraph(element)
        role, text = paragraph.role, paragraph.text
        if role is Role.PICTURE:
            self._take_picture(element)
        elif paragraph.continues:
            self._blocks.continue_text(text)
        elif role in _STANDING:
            level = _STANDING[role]
            label, heading = _split_label(text, level)
            self._blocks.add_section(_section(level, heading, run_in=False), label)
        elif paragraph.level:
            label, heading = _split_label(paragraph.heading, paragraph.level)
            section = _section(paragraph.level, heading, run_in=True)
            section["blocks"].append(_text_block(text))
            self._blocks.add_section(section, label)
        elif role in (Role.BODY, Role.ATTENDANCE):
            self._blocks.add(_text_block(text))
        elif role in _RETURNING:
            self._blocks.add(_text_block(text), _RETURNING[role])
        elif role is None:
            self._take_stranger(text)
        elif role is Role.PICTURE_CAPTION:
            self._caption_picture(text)
        elif role is Role.TABLE_CAPTION:
            self._caption = text
        elif role in _OF_PARTS:
            self._take_of_part(role, text)
        else:
            self._take_element(role, text, element)

    def _take_of_part(self, role: Role, text: str) -> None:
        """Take in what opens an attachment or an issued document, or stands at its head or foot."""
        if role in (Role.ATTACHMENT_LABEL, Role.APART_LABEL):
            self._open_attachment(text, apart=role is Role.APART_LABEL)
        elif role is Role.ISSUED_TITLE:
            self._issued.append(_Part({"title": text}))
            self._blocks = self._issued[-1].blocks
        elif role is Role.ATTACHMENT_TITLE and self._attachments:
            self._attachments[-1].head["title"] = text
        elif role in _ISSUED_FIELDS and self._issued:
            self._take_issued(role, text)

    def _open_attachment(self, label: str, *, apart: bool) -> None:
        """A new attachment; one that is bound apart stands behind the others, whatever its number."""
        number = _TRAILING_NUMBER.search(label)
        part = _Part({"apart": True} if apart else {}, int(number[0]) if number else len(self._attachments) + 1)
        self._attachments.append(part)
        self._blocks = part.blocks

    def _take_issued(self, role: Role, text: str) -> None:
        head, name = self._issued[-1].head, _ISSUED_FIELDS[role]
        if role is Role.ISSUED_SIGNATORY:
            head.setdefault(name, []).append(text)
        else:
            head[name] = text

    def _take_stranger(self, text: str) -> None:
        if text.strip():
            self._blocks.add(_text_block(text))
            self.ledger.append(
                LedgerEntry(self._position, "changed", text, text, "这一段不在公文样式里，按正文段落读入")
            )

    def _take_element(self, role: Role, text: str, element: Element) -> None:
        """Take in a paragraph that shows one 要素; 附件说明 and empty lines follow from the rest."""
        if role in _FIELDS:
            name, prefix = _FIELDS[role]
            self._fields[name] = prefix.sub("", text)
            return
        if role is Role.JOINT_MARK:
            # A joint head without its names: left out on preprinted paper.
            self._fields["joint"] = True
            return
        take = {
            Role.SECRECY: self._take_secrecy,
            Role.JOINT_MARK: self._take_lead_mark,
            Role.LETTER_NUMBER: self._take_letter_number,
            Role.SIGNERS: self._take_signers,
            Role.NUMBER_AND_SIGNERS: self._take_signers,
            Role.ISSUE_LINE: self._take_issue_line,
            Role.SIGNATORY: self._take_signatory,
            Role.SEALED_SIGNATORY: self._take_sealed_signatories,
            Role.STAMP_SIGNATORY: self._take_stamp,
            Role.SEALED_DATE: self._take_sealed_date,
            Role.TRANSLATED_TITLE: self._take_translated_title,
            Role.TRANSLATED_SIGNATURE: self._take_translated_signature,
            Role.COLOPHON_PRINTER: self._take_printer,
        }.get(role)
        if take:
            take(text, element)

    def _take_lead_mark(self, _text: str, _: Element) -> None:
        """The lead agency's mark where page one had no room for all; nobody asked for it (9704-7.2.4-i)."""
        self._fields["joint"] = True

    def _take_secrecy(self, text: str, _: Element) -> None:
        secrecy, _star, period = _SPACED.sub("", text).partition("★")
        self._fields["secrecy"] = secrecy
        self._fields["secrecy_period"] = period or None

    def _take_issue_line(self, text: str, _: Element) -> None:
        self._fields["minutes"] = True
        self._fields["date"] = text.rpartition("\t")[2]

    def _take_signatory(self, text: str, _: Element) -> None:
        self._names.append(text)

    def _take_sealed_signatories(self, text: str, _: Element) -> None:
        names = [name for name in text.split("\t") if name]
        self._names += names
        self._seals += [{} for _name in names]

    def _take_sealed_date(self, text: str, element: Element) -> None:
        self._fields["date"] = text.strip()
        self._take_seals(element)

    def _take_translated_title(self, text: str, element: Element) -> None:
        self._fields["translation"] = {"locale": _language(element), "title": text}

    def _take_translated_signature(self, text: str, _: Element) -> None:
        # The issuer stands first, then the date, which follows from the date itself.
        self._fields.setdefault("translation", {}).setdefault("issuer", text.strip("\t"))

    def _take_printer(self, text: str, _: Element) -> None:
        printer, _tab, printed = text.partition("\t")
        self._fields["printer"] = printer
        self._fields["print_date"] = printed.removesuffix("印发") or None

    def _take_stamp(self, text: str, element: Element) -> None:
        """A signer of an order: the office, and the name or the stamp that stands for it."""
        office, _, name = text.partition("　　")
        drawing = self._drawing(element)
        if drawing:
            name = drawing["description"]
            self._seals.append({"name": drawing["name"], "data": drawing["data"]})
        self._names.append(f"{office}　{name}" if name else office)

    def _take_letter_number(self, text: str, element: Element) -> None:
        """The first line of a letter: its first label, if any, and the number."""
        label, _, self._fields["number"] = text.partition("\t")
        bare = _SPACED.sub("", label)
        if bare.isdigit():
            self._fields["copy_number"] = bare
        elif bare in ("特急", "加急"):
            self._fields["urgency"] = bare
        elif bare:
            self._take_secrecy(label, element)

    def _take_signers(self, text: str, _: Element) -> None:
        """A line of signers: nothing, the number if it is the last, then the names."""
        _start, number, *names = text.split("\t")
        if number:
            self._fields["number"] = number
        names = [_SPACED.sub("", name).removeprefix("签发人：") for name in names]
        self._fields.setdefault("signers", []).extend(name for name in names if name)

    def _paragraph(self, element: Element) -> _Paragraph:
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        name = self._styles.get(style.get(w("val"), ""), "") if style is not None else ""
        heading, level = "", 0
        parts: list[str] = []
        for run in _runs(element):
            text = "".join(_pieces(run))
            run_style = run.find(f"{w('rPr')}/{w('rStyle')}")
            run_level = (
                _LEVELS.get(self._styles.get(run_style.get(w("val"), ""), ""), 0) if run_style is not None else 0
            )
            if run_level and not parts:
                heading, level = heading + text, run_level
            elif text:  # a run may hold nothing but room on the page
                parts.append(text)
        return _Paragraph(_ROLES.get(name), "".join(parts), heading, level, name == _CONTINUED)

    # ------------------------------------------------------------------ tables and pictures

    def _take_table(self, element: Element) -> None:
        if any(self._paragraph(p).role is Role.JOINT_MARK for p in element.iter(w("p"))):
            self._fields["joint"] = True
            return
        header: list[str] = []
        rows: list[list[str]] = []
        alignments: list[str | None] = []
        for row in element.iter(w("tr")):
            if self._is_blank_row(row):
                continue
            cells = ["\n".join(self._paragraph(p).text for p in cell.iter(w("p"))) for cell in row.iter(w("tc"))]
            if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None and not header:
                header = cells
                continue
            if not rows:
                alignments = [_cell_alignment(cell) for cell in row.iter(w("tc"))]
            rows.append(cells)
        block: dict[str, Any] = {"type": "table", "header": header, "rows": rows}
        if any(alignments):
            block["alignments"] = alignments
        lying = element.find(f"{w('tblPr')}/{w('tblDescription')}")
        if lying is not None and lying.get(w("val")) in (TABLE_LYING, TABLE_UPRIGHT):
            block["landscape"] = lying.get(w("val")) == TABLE_LYING
        if self._caption is not None:
            block["caption"], self._caption = self._caption, None
        self._blocks.add(block)

    def _is_blank_row(self, row: Element) -> bool:
        """Whether a row only keeps the rules of the table inside the type area."""
        return all(shown.role is Role.SPACER and not shown.text for shown in map(self._paragraph, row.iter(w("p"))))

    def _take_picture(self, element: Element) -> None:
        drawing = self._drawing(element)
        if drawing:
            self._blocks.add({"type": "picture", "name": drawing["name"], "data": drawing["data"]})

    def _caption_picture(self, text: str) -> None:
        inside = self._blocks.open[-1]["blocks"] if self._blocks.open else self._blocks.top
        if inside and inside[-1]["type"] == "picture":
            inside[-1]["caption"] = text
        else:
            self._blocks.add(_text_block(text))

    def _take_seals(self, element: Element) -> None:
        """Pictures of seals, in the order of their names; a seal without one is only room on paper."""
        drawings = [drawing for run in element.iter(w("r")) if (drawing := self._drawing(run))]
        if len(drawings) > len(self._seals):
            return
        # Whose they are where some have none, the page does not show; the file's properties may know (``kept``).
        for index, drawing in enumerate(drawings):
            stated = _DIAMETER.fullmatch(drawing["description"])
            self._seals[index] = {
                "name": drawing["name"],
                "data": drawing["data"],
                "diameter": float(stated[1]) if stated else None,
            }

    def _drawing(self, element: Element) -> dict[str, Any] | None:
        blip = next(element.iter(f"{{{DRAWING}}}blip"), None)
        if blip is None:
            return None
        target = self._targets.get(blip.get(f"{{{RELATIONSHIPS}}}embed", ""))
        properties = next(element.iter(f"{{{WORD_DRAWING}}}docPr"), None)
        if target is None or properties is None or next(element.iter(f"{{{PICTURE}}}pic"), None) is None:
            return None
        return {
            "data": self._opened.member(target),
            "name": properties.get("name", ""),
            "description": properties.get("descr", ""),
        }

    def _core(self) -> dict[str, str]:
        tree = self._opened.tree("docProps/core.xml")
        if tree is None:
            return {}
        names = {f"{{{_DUBLIN_CORE}}}creator": "creator", f"{{{_CORE}}}category": "category"}
        names[f"{{{_DUBLIN_CORE}}}title"] = "title"
        return {names[child.tag]: child.text or "" for child in tree if child.tag in names}


def _runs(element: Element) -> Iterator[Element]:
    """The runs of a paragraph, without those of boxes that it holds."""
    for child in element:
        if child.tag == w("r"):
            yield child
        else:
            yield from _runs(child)


def _boxed_paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs of the text boxes that a paragraph holds; of two forms of one box the first."""
    for child in element:
        if child.tag == _BOX:
            yield from child.iter(w("p"))
        elif child.tag == _ALTERNATIVES:
            yield from _boxed_paragraphs(child[0])
        else:
            yield from _boxed_paragraphs(child)


def _pieces(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag == w("tab"):
            yield "\t"
        elif child.tag == w("br") and child.get(w("type")) is None:
            # A break with its type written out was chosen by the layout (ooxml.text.run_content).
            yield "\n"


def _section(level: int, heading: str, *, run_in: bool) -> dict[str, Any]:
    return {"type": "section", "level": level, "heading": heading, "run_in": run_in, "blocks": []}


def _text_block(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def _split_label(text: str, level: int) -> tuple[str, str]:
    """The number before a section as the standard writes it, or as its author typed it, and the words after it."""
    match = _LABELS[level - 1].match(text)
    if match:
        return match[0], text[match.end() :]
    head = read_head(text + _SOME_WORD)
    return (text[: head.label], text[head.label :]) if head else ("", text)


# A number alone, before numbered text, is one too.
_SOME_WORD = "文"


def _cell_alignment(cell: Element) -> str | None:
    side = cell.find(f"{w('p')}/{w('pPr')}/{w('jc')}")
    return None if side is None else side.get(w("val"))


def _language(element: Element) -> str:
    language = next(element.iter(w("lang")), None)
    return "" if language is None else language.get(w("val"), "")


def _form(fields: dict[str, Any], *, letter: bool, minutes: bool, red_head: bool) -> Form:
    """The form that the page shows: an order has no title, minutes have a line with office and date."""
    if letter:
        return Form.LETTER
    if minutes:
        return Form.MINUTES
    if not red_head:
        return Form.PLAIN
    return Form.DOCUMENT if "title" in fields else Form.ORDER


def _kind(category: str, title: str) -> str:
    """The kind as stored, or the one the title ends with."""
    known = [kind.value for kind in Kind]
    if category in known:
        return category
    bare = re.sub("（[^）]*）$", "", title)
    return next((kind for kind in known if bare.endswith(kind)), Kind.NOTICE.value)
