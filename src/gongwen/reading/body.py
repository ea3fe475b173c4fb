"""The body as people type it becomes nested blocks. One paragraph a line; a number at its head makes it a section.

What begins a section, by its head (blanks around and inside do not matter):

======  ===============================  =====================================================================
level   head                             not a head
======  ===============================  =====================================================================
1       ``一、`` ``一.`` ``# ``           ``一是…``; ``一、二季度…`` where no 一 is due
2       ``（一）`` ``(一)`` ``㈠`` ``## ``  ``（一）至（三）项…``; ``一）`` where it is not due
3       ``1.`` ``1．`` ``1、`` ``⒈`` ``### ``   ``3.5万元``, ``1.1``, ``2026.11.23``; ``1、2号楼…`` where no 1 is due
4       ``（1）`` ``(1)`` ``⑴`` ``#### ``   ``（1）（2）项…``
======  ===============================  =====================================================================

A number after ``#`` decides the level. Numbers that were typed are the author's: they are kept as typed where the place
would give another, and the ledger notes where they skip or begin anew. A section goes inside the nearest section above
it of a smaller level; whatever follows a section's first line belongs to it.

What the rest of the line is. A *stop* is 。！？ outside quotation marks and brackets; an *inner* one has text after it.

=========================================================  =====================================================
the rest of the line                                       becomes
=========================================================  =====================================================
has an inner stop, and up to it a heading (see below)      a heading that runs in (without its 。), and the text
has an inner stop, and up to it none                       numbered text (an empty heading)
after ``#``, no inner stop                                 a standing heading
levels 1–2, ends with ；，, or is over 60 characters       numbered text
levels 1–2, ends with 。 and nothing lies below it          numbered text: an item of a list, as in a 批复
 or below a brother that ends so
levels 1–2, anything else                                  a standing heading, as typed
levels 3–4, ends with 。；，！？                            numbered text
levels 3–4, ends with ：                                   a standing heading above a deeper section, or else text
levels 3–4, at most 40 characters, something below it      a standing heading
 and below every brother like it
levels 3–4, anything else                                  numbered text
=========================================================  =====================================================

*Brothers* are the sections of one level in the same section. Up to its inner stop a line is plainly a heading when it
has at most 40 characters, and with a comma (，；：) at most 20; after ``#`` the comma does not count. Where more than
half of the brothers are plainly headings (or stand), every one of at most 40 characters runs in; where not, none does.

*Below* is what would lie inside the section. A closing phrase (特此通知。 此复。 妥否，请批示。) does not count,
though it is kept in the section like any other paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeGuard

from gongwen.errors import Fault, InputError
from gongwen.model import Block, Paragraph, Section, Table
from gongwen.patterns import pattern
from gongwen.reading.files import Folder
from gongwen.reading.items import HeadingLine, Item, Solid, TextLine, read_items
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.nesting import Heading, Standing, nested
from gongwen.reading.unseen import drop_unseen
from gongwen.text import trim

__all__ = ["MOST_SECTIONS", "BodyResult", "ParsedBody", "heading_levels", "nested_items", "parse_body", "read_body"]


class ParsedBody(NamedTuple):
    """The blocks of a body and the ledger of what was changed or dropped."""

    blocks: tuple[Block, ...]
    ledger: tuple[LedgerEntry, ...]


class BodyResult(NamedTuple):
    """Blocks, ledger and faults; where there are faults the blocks hold stand-ins."""

    blocks: tuple[Block, ...]
    ledger: tuple[LedgerEntry, ...]
    faults: tuple[Fault, ...]


def parse_body(text: str, *, first_line: int = 1, file: str | None = None, base: Path | None = None) -> ParsedBody:
    """A body's text as blocks and ledger. Raises :class:`~gongwen.InputError` with every fault at its line.

    ``first_line`` is the number of the text's first line in ``file``; pictures are looked for in the folder ``base``.

    >>> parsed = parse_body("一、压实责任。各村落实专人。\\n三、备足物资\\n储备铁锹、水泵。")
    >>> [(block.heading, block.run_in, block.blocks[0].text) for block in parsed.blocks]
    [('压实责任', True, '各村落实专人。'), ('备足物资', False, '储备铁锹、水泵。')]
    >>> print(*parsed.ledger)
    第2行 注意：“三、”（序号照原样保留；按次序这里是第 2 项）
    """
    text, hidden = drop_unseen(text.replace("\r\n", "\n").replace("\r", "\n"), first_line=first_line)
    lines = text.split("\n")
    blocks, ledger, faults = read_body(lines, first_line=first_line, folder=None if base is None else Folder.of(base))
    if faults:
        raise InputError(fault.at(file=file) for fault in faults)
    return ParsedBody(blocks, (*hidden, *ledger))


def read_body(lines: Sequence[str | Table], *, first_line: int, folder: Folder | None) -> BodyResult:
    """The same from lines; faults are handed back instead of raised, so that a caller can gather them."""
    items, faults = read_items(lines, first_line=first_line, folder=folder)
    placed = _placed(items)
    faults += tuple(_too_many(item.line) for item, position in placed if position > MOST_SECTIONS)
    if faults:
        return BodyResult((Paragraph(text="……"),), (), faults)
    blocks = _nested(placed)
    article = 0
    ledger: list[LedgerEntry] = []
    for item in placed:
        if item.position and not _is_next_article(item.item, article):
            ledger += _entries(item)
        if _is_article(item.item) and item.item.marker:
            article = item.item.marker.number
    return BodyResult(blocks, tuple(ledger), faults)


def nested_items(items: Sequence[Item]) -> tuple[Block, ...]:
    """The blocks of items that somebody else found, sections in sections; a section keeps the label of its item."""
    return _nested(_placed(items))


def heading_levels(items: Sequence[Item]) -> tuple[int, ...]:
    """The level of each item that becomes a heading on a line of its own; 0 for all others."""
    placed = _placed(items)
    forms = _forms(placed)
    return tuple(
        item.level if isinstance(item, HeadingLine) and item.text and forms.get(index) is _Form.STANDS else 0
        for index, (item, _) in enumerate(placed)
    )


# ---------------------------------------------------------------------------------- numbers from places


MOST_SECTIONS = 9999
"""Beyond this there is no counting numeral."""


class _Placed(NamedTuple):
    """An item, and the position among its siblings that a section has (0 for anything else)."""

    item: Item
    position: int = 0


def _placed(items: Sequence[Item]) -> list[_Placed]:
    """Every item with its position. What only looks like a number where none is due turns out to be text here."""
    last_of = {
        (item.level, item.marker.number): index
        for index, item in enumerate(items)
        if isinstance(item, HeadingLine) and item.marker
    }
    counts = [0, 0, 0, 0, 0]
    placed: list[_Placed] = []
    for index, item in enumerate(items):
        if not isinstance(item, HeadingLine):
            placed.append(_Placed(item))
            continue
        level, marker = item.level, item.marker
        due = counts[level] + 1
        if marker and marker.listing and not item.hashes:
            continued = due > 1 or last_of.get((level, 2), -1) > index
            if marker.number != due or not continued:
                placed.append(_Placed(TextLine(item.line, item.typed)))
                continue
        counts[level] = due
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        placed.append(_Placed(item, due))
    return placed


def _too_many(line: int) -> Fault:
    cure = "分成几个附件或几份公文"
    return Fault("too-many-sections", f"同一层次的小节超过 {MOST_SECTIONS} 个，序号写不下", cure, "正文", line=line)


def _is_article(item: Item) -> TypeGuard[HeadingLine]:
    return isinstance(item, HeadingLine) and item.entry


def _is_next_article(item: Item, before: int) -> bool:
    """Whether a 第×条 is the next after the one in the chapter before: their numbers run through all chapters."""
    return _is_article(item) and item.marker is not None and item.marker.number == before + 1 and not item.hashes


def _entries(placed: _Placed) -> list[LedgerEntry]:
    """What the ledger notes of a typed number that is not the next one."""
    item = placed.item
    if not isinstance(item, HeadingLine) or item.marker is None:
        return []
    typed, number = item.marker.typed, item.marker.number
    entries: list[LedgerEntry] = []
    if item.hashes and len(item.hashes) != item.level:
        reason = f"{len(item.hashes)} 个 # 与序号“{typed}”的层次不同，以序号为准"
        entries.append(LedgerEntry(item.line, "changed", item.hashes, "#" * item.level, reason))
    if number != placed.position:
        entries.append(
            LedgerEntry(item.line, "noted", typed, None, f"序号照原样保留；按次序这里是第 {placed.position} 项")
        )
    return entries


# ---------------------------------------------------------------------------------- sections in sections


def _nested(placed: Sequence[_Placed]) -> tuple[Block, ...]:
    forms = _forms(placed)
    return nested((_item(item, forms.get(index)) for index, (item, _) in enumerate(placed)), _section)


def _item(item: Item, form: _Form | None) -> Heading[Block] | Standing[Block]:
    match item:
        case HeadingLine():
            return _section_of(item, form or _Form.TEXT)
        case TextLine(text=text):
            return Standing(Paragraph(text=text))
        case Solid(block=block):
            return Standing(block)


def _section(heading: Heading[Block], blocks: tuple[Block, ...]) -> Section:
    run_in = heading.first is not None
    return Section(level=heading.level, heading=heading.text, run_in=run_in, label=heading.label, blocks=blocks)


def _families(placed: Sequence[_Placed]) -> list[list[int]]:
    """The sections of one level in the same section, each by its place among the items."""
    path = [(0, -1)]
    families: dict[tuple[int, int], list[int]] = {}
    for index, (item, _) in enumerate(placed):
        if isinstance(item, HeadingLine):
            while path[-1][0] >= item.level:
                path.pop()
            families.setdefault((path[-1][1], item.level), []).append(index)
            path.append((item.level, index))
    return list(families.values())


# ---------------------------------------------------------------------------------- heading or text

_LONGEST_FIRST_SENTENCE = 40
_LONGEST_WITH_COMMA = 20
_LONGEST_HEADING = 60
_LONGEST_LOW_HEADING = 40
_LONGEST_CLOSING = 30
_SECOND_LEVEL = 2

_LONGEST_OF_ARTICLE, _LONGEST_BEFORE_ARTICLE = 16, 10
_MARK = pattern("[。！？!?，,；;：:\t]")
_STOPS = "。！？"
_COMMAS = "，,；;：:"
_OPENING = "“‘《〈（(「『【〔["
_CLOSING = "”’》〉）)」』】〕]"
# Ends after which layout sets no full stop between a heading and the text it runs into.
_ENDS_OF_THEIR_OWN = "：；…"
_CLOSING_PHRASE = pattern("特此|此复|此致|此令|专此|以上|妥否|当否|可否|请予?(?:批复|批示|审批|审议|函复|指示|支持)")


class _Below(NamedTuple):
    """What lies below a section's first line: anything, and whether it is a deeper section."""

    something: bool
    section: bool


def _below(heading: HeadingLine, following: Sequence[_Placed]) -> _Below:
    match [placed.item for placed in following]:
        case []:
            return _Below(False, False)
        case [HeadingLine(level=level)]:
            return _Below(level > heading.level, level > heading.level)
        case [TextLine(text=text)] if len(text) <= _LONGEST_CLOSING and _CLOSING_PHRASE.match(text):
            return _Below(False, False)
        case _:
            return _Below(True, False)


class _Form(Enum):
    """What a section's first line becomes."""

    STANDS = "a heading of its own"
    RUNS_IN = "a heading, and the text it runs into"
    TEXT = "numbered text"


def _forms(placed: Sequence[_Placed]) -> dict[int, _Form]:
    """What every section's first line becomes, by its place among the items; brothers are treated alike."""
    forms: dict[int, _Form] = {}
    for family in _families(placed):
        lines = {index: item for index in family if isinstance(item := placed[index].item, HeadingLine)}
        below = {index: _below(item, placed[index + 1 : index + 2]) for index, item in lines.items()}
        kept = all(below[index].something for index, item in lines.items() if _is_kept_by_what_lies_below(item))
        stand = {
            index
            for index, item in lines.items()
            if (_words_stand(item, below[index]) if item.entry else _stands(item, below[index], kept=kept))
        }
        plain = {index for index, item in lines.items() if _is_plain(item)}
        runs_in = 2 * len(stand | plain) > len(family)
        for index, item in lines.items():
            if index in stand:
                forms[index] = _Form.STANDS
            else:
                forms[index] = _Form.RUNS_IN if runs_in and _may_run_in(item) else _Form.TEXT
    return forms


def _section_of(item: HeadingLine, form: _Form) -> Heading[Block]:
    match form:
        case _Form.STANDS:
            return Heading(item.level, item.text, label=item.label)
        case _Form.RUNS_IN:
            first, rest = _first_sentence(item.text)
            return Heading(item.level, trim(first.removesuffix("。")), Paragraph(text=rest), item.label)
        case _Form.TEXT:
            return Heading(item.level, "", Paragraph(text=item.text), item.label)


def _may_run_in(item: HeadingLine) -> bool:
    """Whether the first sentence is short enough to be a heading that runs in."""
    first, rest = _first_sentence(item.text)
    heading = trim(first.removesuffix("。"))
    if item.entry and (len(heading) > _LONGEST_BEFORE_ARTICLE or _MARK.search(heading)):
        return False
    if not rest or not heading or "\t" in heading or len(heading) > _LONGEST_FIRST_SENTENCE:
        return False
    return not (heading[-1] in _ENDS_OF_THEIR_OWN and first.endswith("。"))


def _is_plain(item: HeadingLine) -> bool:
    """Whether the first sentence is plainly a heading, whatever the brothers are."""
    first, _ = _first_sentence(item.text)
    clauses = not item.hashes and any(mark in first for mark in _COMMAS)
    return _may_run_in(item) and (not clauses or len(first) <= _LONGEST_WITH_COMMA + 1)


def _is_kept_by_what_lies_below(item: HeadingLine) -> bool:
    """Whether a line may be a heading of its own, and only because something lies below it."""
    if item.entry:
        return False
    nothing, text = _Below(False, False), _Below(True, False)
    return _stands(item, text, kept=True) and not _stands(item, nothing, kept=True)


def _words_stand(article: HeadingLine, below: _Below) -> bool:
    """Whether the words of an article are a heading with its text below: 第三条　收费标准. Others are sentences."""
    text = article.text
    return below.something and len(text) <= _LONGEST_OF_ARTICLE and not _MARK.search(text)


def _stands(item: HeadingLine, below: _Below, *, kept: bool) -> bool:
    """Whether a line without an inner stop is a heading of its own; ``kept`` says that its brothers allow it."""
    text = item.text
    inner_stop = bool(_first_sentence(text)[1])
    if item.hashes or inner_stop:
        return not inner_stop
    if "\t" in text or text[-1] in "；;，,":
        return False
    something = below.something and kept
    if item.level <= _SECOND_LEVEL:
        return len(text) <= _LONGEST_HEADING and (text[-1] != "。" or something)
    if text[-1] in "。！？!?":
        return False
    if text[-1] in "：:":
        return below.section
    return len(text) <= _LONGEST_LOW_HEADING and something


def _first_sentence(text: str) -> tuple[str, str]:
    """The text up to its first inner stop, and what comes after; without such a stop all and nothing.

    >>> _first_sentence("压实责任。各村落实专人。")
    ('压实责任。', '各村落实专人。')
    >>> _first_sentence("坚持“预防为主。”的方针。")
    ('坚持“预防为主。”的方针。', '')
    """
    return _kept_first_sentence(text) if len(text) <= _LONGEST_KEPT else _read_first_sentence(text)


_LONGEST_KEPT = 400


@lru_cache(maxsize=2048)
def _kept_first_sentence(text: str) -> tuple[str, str]:
    return _read_first_sentence(text)


def _read_first_sentence(text: str) -> tuple[str, str]:
    depth = 0
    for index, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _STOPS and depth == 0:
            rest = trim(text[index + 1 :])
            if rest.strip(_STOPS + _CLOSING):
                return text[: index + 1], rest
            break
    return text, ""
