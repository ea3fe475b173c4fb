"""Text becomes documents: decoding, cleaning, one line after another, roles, fields, and the sum of it all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongwen.errors import InputError
from gongwen.reading.decoding import decode
from gongwen.reading.heads import read_head
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.announcing import announced
from gongwen.recognition.assembling import RoleLine, document_of
from gongwen.recognition.balance import checked_balance
from gongwen.recognition.breaks import with_lost_breaks
from gongwen.recognition.cleaning import cleaned, split_lines, without_common_room
from gongwen.recognition.continuing import with_whole_remarks
from gongwen.recognition.features import seen_of
from gongwen.recognition.forms import squeezed
from gongwen.recognition.lines import Line, dropped
from gongwen.recognition.noise import without_noise
from gongwen.recognition.pages import without_inner_page_numbers
from gongwen.recognition.punctuation import prose
from gongwen.recognition.results import ParsedDocument, ParsedText
from gongwen.recognition.roles import ORDER, Role
from gongwen.recognition.sequence import assign
from gongwen.recognition.sources import is_source, parse_source
from gongwen.recognition.tables import with_tables

__all__ = ["parse", "parse_lines", "parts_of", "recognised"]


def parse(text: str | bytes) -> ParsedText:
    """The documents in a text that somebody typed or pasted; bytes may be of any common encoding.

    Every character of the text stands in a document or in the ledger; what is uncertain is told with its second
    choice, and nothing is made up: what the text does not say stays empty. Raises :class:`~gongwen.InputError` for
    bytes that are no text.

    A source file with its head is read as one (:func:`~gongwen.load`); its balance counts as said in the document what
    the ledger does not name.

    >>> parsed = parse('''关于做好春耕备耕工作的通知
    ... 各村民委员会:
    ...   春耕在即,现将有关事项通知如下。
    ... 一、备足农资。各村于3月10日前完成。
    ... 青山镇人民政府
    ... 二O二六年三月二日''')
    >>> notice = parsed.document
    >>> notice.title, notice.recipients, notice.signing_agencies, notice.date.isoformat()
    ('关于做好春耕备耕工作的通知', ('各村民委员会',), ('青山镇人民政府',), '2026-03-02')
    >>> sums = parsed.balance
    >>> sums.characters == sums.in_model + sums.changed + sums.dropped + sums.breaks
    True
    """
    encoding = None
    if isinstance(text, bytes):
        text, encoding, _ = decode(text)
    if is_source(text):
        with contextlib.suppress(InputError):  # what is no source after all is a text like any other
            return parse_source(text, encoding=encoding)
    ledger: list[LedgerEntry] = []
    raw = split_lines(text)
    lines = without_common_room(without_noise(cleaned(raw, text, ledger), ledger))
    documents, said = recognised(with_tables(lines, ledger), ledger)
    balance = checked_balance(text, said, ledger, raw.breaks)
    in_order = tuple(sorted(ledger, key=lambda entry: (entry.line, entry.column)))
    return ParsedText(documents, in_order, balance, encoding)


def recognised(lines: Sequence[Line], ledger: list[LedgerEntry]) -> tuple[tuple[ParsedDocument, ...], list[str]]:
    """The documents of clean lines whose tables are known, and all that they say; the rest goes to the ledger."""
    return _documents(_in_order(lines, ledger), ledger)


def parts_of(lines: Sequence[Line]) -> Iterator[list[RoleLine]]:
    """The same lines with their roles, those of each document together, before anything is made of them."""
    return _parted(_with_roles(_in_order(lines, [])))


def _in_order(lines: Sequence[Line], ledger: list[LedgerEntry]) -> list[Line]:
    whole = without_inner_page_numbers(lines, ledger)
    whole = [line if line.solid else _in_full_width(line, ledger) for line in whole]
    return with_lost_breaks(with_whole_remarks(whole, ledger), ledger)


def parse_lines(lines: Sequence[Line]) -> tuple[ParsedDocument, ...]:
    """The documents of lines that somebody else took apart: the paragraphs of a .docx with their formatting.

    >>> from gongwen.recognition.lines import Formatting, Typed
    >>> texts = ["关于春耕的通知", "各村：", "请抓好春耕。"]
    >>> sizes = [Formatting(size=22), Formatting(size=16), Formatting(size=16)]
    >>> lines = [Line(Typed.at(text, at), formatting=size) for at, (text, size) in enumerate(zip(texts, sizes), 1)]
    >>> parse_lines(lines)[0].document.title
    '关于春耕的通知'
    """
    return _documents(list(lines), [])[0]


def _in_full_width(line: Line, ledger: list[LedgerEntry]) -> Line:
    typed = prose(line.typed, ledger, blanks=False)
    return line if typed is line.typed else replace(line, typed=typed)


def _documents(lines: list[Line], ledger: list[LedgerEntry]) -> tuple[tuple[ParsedDocument, ...], list[str]]:
    documents: list[ParsedDocument] = []
    said: list[str] = []
    for part in _parted(_with_roles(lines)):
        inside = [line for line in part if line.role not in _OUTSIDE]
        ledger += [dropped(line.line.typed, _OUTSIDE[line.role]) for line in part if line.role in _OUTSIDE]
        if inside:
            made = document_of(inside, ledger)
            documents.append(made.parsed)
            said += made.said
    if any(parsed.no_document is None for parsed in documents):
        # A word or two between documents (a chat's “OK”) is no text of its own.
        documents = [one for one in documents if one.no_document is None or len(squeezed(one.text)) > _LONGEST_SCRAP]
    return tuple(documents), said


def _with_roles(lines: Sequence[Line]) -> list[RoleLine]:
    assigned = assign(seen_of(lines, names=announced(lines)))
    return [RoleLine(line, role) for line, role in zip(lines, assigned, strict=True)]


_LONGEST_SCRAP = 120


_OUTSIDE = {Role.NOISE: Reason.OUTSIDE, Role.COLLECTION: Reason.COLLECTION}
_OPENING = (Role.COPY_NUMBER, Role.SECRECY, Role.MARK, Role.NUMBER, Role.SIGNER, Role.TITLE)


def _parted(lines: Sequence[RoleLine]) -> Iterator[list[RoleLine]]:
    """The lines of each document: a new one begins where the order of the parts goes back to the head."""
    part: list[RoleLine] = []
    stage = 0
    for index, line in enumerate(lines):
        role = line.role
        begins = role is Role.COLLECTION or (role in _OPENING and stage >= ORDER[Role.BODY])
        if role is Role.NOISE and stage >= ORDER[Role.TITLE] and part[-1].role is not Role.NOISE:
            begins = not (ORDER[Role.BODY] <= stage < ORDER[Role.DATE] and _goes_on(part, lines, index))
        if begins and part:
            yield part
            part, stage = [], 0
        part.append(line)
        stage = max(stage, ORDER[role])
    if part:
        yield part


def _goes_on(part: Sequence[RoleLine], lines: Sequence[RoleLine], index: int) -> bool:
    """Whether a text that somebody spoke into goes on below with the number that is due."""
    below = next((line for line in lines[index : index + _FARTHEST] if line.role is not Role.NOISE), None)
    head = read_head(below.line.text) if below is not None and below.role is Role.BODY else None
    if head is None:
        return False
    heads = (read_head(line.line.text) for line in reversed(part[-_FARTHEST:]))
    before = next((one for one in heads if one is not None and one.writing is head.writing), None)
    return before is not None and before.number + 1 == head.number


_FARTHEST = 60  # lines
