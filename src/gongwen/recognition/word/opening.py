"""A file of a word processor becomes documents: ours by its styles, any other by the grammar.

The sum that must come out is that of texts (``balance``): every character that the file shows or hides stands in a
document or in the ledger. Lines count from 1 in the order in which the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from types import MappingProxyType

from gongwen.errors import GongwenError, InputError
from gongwen.model import Picture, Table
from gongwen.ooxml.facts import Facts, paragraphs_in
from gongwen.ooxml.opened import PackageSource, package_bytes
from gongwen.reading.docx import document_in
from gongwen.reading.heads import read_head
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.reading.recognising import is_set_in_ours
from gongwen.reading.tables import is_caption, split_lying
from gongwen.recognition.balance import checked_balance
from gongwen.recognition.cleaning import RawLines, cleaned
from gongwen.recognition.forms import NUMBER, end_of_number_before_label
from gongwen.recognition.lines import Formatting, Line, Typed, dropped, joined
from gongwen.recognition.noise import without_noise
from gongwen.recognition.parsing import recognised
from gongwen.recognition.results import ParsedDocument, ParsedText, Reading
from gongwen.recognition.tables import with_tables
from gongwen.recognition.word.older import as_docx
from gongwen.recognition.word.shown import Shown, ShownFile, shown_in
from gongwen.text import BLANKS, one_line

__all__ = ["grammar_lines", "read_docx", "read_file_content"]

_LONGEST_CAPTION, _LONGEST_HEADING = 60, 40
_TABS_OF_ROW = 2
_BELOW_PICTURE = re.compile(f"图[{BLANKS}]*(?:[0-9０-９一二三四五六七八九十.．—–-]+[{BLANKS}：:]?|[：:])[^。]*$")
_BAR = re.compile("[|｜│┃¦]")
_WIDE_GAP = rf"[{BLANKS}]*(?:\t|[{BLANKS}]{{3}})[{BLANKS}]*"
_BESIDE_NUMBER = re.compile(rf"(\S.*?号)({_WIDE_GAP})([\u4e00-\u9fff·][\u4e00-\u9fff·{BLANKS}]*)")


def read_docx(source: PackageSource) -> Reading:
    """The documents in a file of a word processor, given as a path, bytes or a binary file object.

    Raises :class:`~gongwen.DocumentError` for what is no such file, or beyond the limits of one.
    """
    content, name = package_bytes(source)
    try:
        return read_file_content(content)
    except GongwenError as error:
        raise error.at(file=name) from None


def read_file_content(content: bytes) -> Reading:
    """The documents in the bytes of a file; see :func:`read_docx`."""
    facts = Facts.of(as_docx(content))
    if is_set_in_ours(facts):
        try:
            found = document_in(facts)
        except InputError:  # named as ours are, and something else
            return _by_grammar(facts)
        document = found.document
        text = "\n".join([paragraph.text for paragraph in paragraphs_in(facts.blocks)])
        data = MappingProxyType({"title": document.title})
        parsed = ParsedDocument(document, found.ledger, found.findings, text=text, data=data)
        return Reading((parsed,), found.ledger)
    return _by_grammar(facts)


def _by_grammar(facts: Facts) -> ParsedText:
    shown = shown_in(facts)
    ledger: list[LedgerEntry] = list(shown.told)
    documents, said = recognised(grammar_lines(shown, ledger), ledger)
    text = "\n".join([line.text + line.hidden for line in shown.lines])
    # A break inside a cell counts as one between lines.
    balance = checked_balance(text, [one.replace("\n", "") for one in said], ledger, text.count("\n"))
    return ParsedText(documents, tuple(sorted(ledger, key=_place)), balance)


def grammar_lines(shown: ShownFile, ledger: list[LedgerEntry]) -> list[Line]:
    """What a file shows as lines for the grammar; the line of a :class:`Typed` is its place in ``shown.lines``."""
    lines = without_noise(_lines(shown.lines, ledger), ledger)
    return _captioned(_with_typed_tables(_signers_apart(lines, ledger), ledger))


def _place(entry: LedgerEntry) -> tuple[int, int]:
    return entry.line, entry.column


def _lines(shown: Sequence[Shown], ledger: list[LedgerEntry]) -> list[Line]:
    """The lines for the grammar; what is no part of a document goes to the ledger."""
    texts = ["" if line.reason or line.solid else line.text for line in shown]
    by_number: dict[int, list[Line]] = {}
    for line in cleaned(RawLines(texts, len(texts) - 1), "\n".join(texts), ledger):
        by_number.setdefault(line.typed.place[0], []).append(line)
    made: list[Line] = []
    for number, one in enumerate(shown, start=1):
        if one.reason:
            ledger.append(dropped(Typed.at(one.text, number), one.reason))
        if one.hidden:
            ledger.append(dropped(Typed.at(one.hidden, number, 0), Reason.HIDDEN))
        if one.solid:
            made.append(Line(Typed.at(one.text, number), solid=one.solid))
        made += _dressed(by_number.get(number, ()), one.formatting)
    return made


def _dressed(lines: Sequence[Line], looks: Formatting | None) -> Iterator[Line]:
    """Lines with the looks of what they come from; a heading that only its style tells is marked as one."""
    for line in lines:
        level = 0
        if (
            looks is not None
            and looks.outline
            and len(line.text) <= _LONGEST_HEADING
            and line.text[-1] not in "。；：，"
        ):
            level = 0 if read_head(line.text) else looks.outline
        yield replace(line, formatting=looks, hashes=line.hashes or level)


def _with_typed_tables(lines: Sequence[Line], ledger: list[LedgerEntry]) -> list[Line]:
    """The lines with tables that are typed with bars, or with tabs between three columns and more, as tables too."""
    made: list[Line] = []
    for typed, stretch in groupby(lines, key=_may_be_row):
        whole = list(stretch)
        made += with_tables(whole, ledger) if typed else whole
    return made


def _may_be_row(line: Line) -> bool:
    return line.solid is None and (line.text.count("\t") >= _TABS_OF_ROW or _BAR.search(line.text) is not None)


def _signers_apart(lines: Sequence[Line], ledger: list[LedgerEntry]) -> list[Line]:
    """The lines with the last of several 签发人, who stands beside 发文字号 (9704-7.2.6), under the others."""
    made: list[Line] = []
    for line in map(partial(_without_number_before_mark, ledger=ledger), lines):
        beside = _BESIDE_NUMBER.fullmatch(line.text) if made and "签发人" in made[-1].text else None
        if beside and NUMBER.fullmatch(beside[1]):
            place = line.typed.place_of(beside.start(2))
            ledger.append(LedgerEntry(place[0], "changed", beside[2], "\n", Reason.SIGNER_APART, place[1]))
            made.append(replace(line, typed=line.typed.cut(beside.start(3))))
            made.append(replace(line, typed=line.typed.cut(0, beside.start(2))))
        else:
            made.append(line)
    return made


def _without_number_before_mark(line: Line, ledger: list[LedgerEntry]) -> Line:
    """A line without 发文字号 before 附件 and its number, which stands over an attachment that is bound apart
    (9704-7.3.7)."""
    end = end_of_number_before_label(line.text)
    if not end:
        return line
    ledger.append(dropped(line.typed.cut(0, end), Reason.NUMBER_BEFORE_LABEL))
    return replace(line, typed=line.typed.cut(end))


def _captioned(lines: Sequence[Line]) -> list[Line]:
    """The lines with each table's caption in the table, and each picture's in the picture (above and below)."""
    made: list[Line] = []
    for line in lines:
        above = made[-1] if made else None
        if (
            above is not None
            and isinstance(above.solid, Picture)
            and not line.solid
            and len(line.text) <= _LONGEST_CAPTION
            and _BELOW_PICTURE.match(line.text)
        ):
            made[-1] = replace(above, typed=line.typed, solid=above.solid.evolve(caption=one_line(line.text)))
            continue
        if (
            isinstance(line.solid, Table)
            and above is not None
            and not above.solid
            and len(above.text) <= _LONGEST_CAPTION
            and is_caption(above.text)
        ):
            caption, landscape = split_lying(above.text)
            table = line.solid.evolve(caption=caption, landscape=landscape)
            made[-1] = replace(line, typed=joined([above.typed, line.typed]), solid=table, above=above.above)
        else:
            made.append(line)
    return made
