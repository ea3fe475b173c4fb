"""The sum that must come out: every character of the input stands in a document or in the ledger.

What a document *says* is written out here field by field, apart from how it was read, so that the sum is a check and
not a repetition. A sum that does not come out is an error of the program, never a document with something missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import SequenceMatcher

from gongwen.errors import Fault, GongwenError
from gongwen.model import Document, Paragraph, Section, Table
from gongwen.model.body import Blocks
from gongwen.model.document import NONE
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.lines import Typed
from gongwen.recognition.results import Balance
from gongwen.standard.dates import write_date
from gongwen.standard.kinds import MARK_ENDINGS
from gongwen.standard.numbering import section_label

__all__ = ["account", "checked_balance", "said_blocks", "said_field", "said_section"]

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SENTENCE_ENDS = "。！？：；…"
_LONGEST_COMPARED = 400
_SHARE_ALIKE = 0.5


def account(typed: Typed, said: str, reason: str, ledger: list[LedgerEntry]) -> None:
    """Enter into the ledger what of the typed text is not said, or said otherwise.

    >>> ledger = []
    >>> account(Typed.at("抄送：县林业局。", 9), "县林业局", "标点由版式写出", ledger)
    >>> print(*ledger, sep="\\n")
    第9行第1字 略去：“抄送：”（标点由版式写出）
    第9行第8字 略去：“。”（标点由版式写出）
    """
    text = typed.text
    if text == said:
        return
    start = 0
    most = min(len(text), len(said))
    while start < most and text[start] == said[start]:
        start += 1
    end = 0
    while end < most - start and text[-1 - end] == said[-1 - end]:
        end += 1
    rest, said_rest = text[start : len(text) - end], said[start : len(said) - end]
    if not rest or not said_rest or max(len(rest), len(said_rest)) > _LONGEST_COMPARED:
        _enter(typed, start, rest, said_rest, reason, ledger)
        return
    at = rest.find(said_rest)
    if at >= 0:
        _enter(typed, start, rest[:at], "", reason, ledger)
        _enter(typed, start + at + len(said_rest), rest[at + len(said_rest) :], "", reason, ledger)
        return
    matcher = SequenceMatcher(None, rest, said_rest, autojunk=False)
    if matcher.ratio() < _SHARE_ALIKE:
        _enter(typed, start, rest, said_rest, reason, ledger)
        return
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            _enter(typed, start + i, rest[i:j], said_rest[k:m], reason, ledger)


def _enter(typed: Typed, at: int, text: str, becomes: str, reason: str, ledger: list[LedgerEntry]) -> None:
    if not text and not becomes:
        return
    line, column = typed.place_of(at)
    if not text:
        ledger.append(LedgerEntry(line, "added", reason, becomes, Reason.WRITTEN_BY_THE_PAGE, column))
    else:
        ledger.append(LedgerEntry(line, "changed" if becomes else "dropped", text, becomes or None, reason, column))


# ---------------------------------------------------------------------------------- what a document says


def said_section(section: Section, position: int) -> str:
    """The number and heading of a section, and the words it runs into."""
    label = section.label or section_label(section.level, position)
    if not section.run_in:
        return label + section.heading
    text = section.blocks[0]
    assert isinstance(text, Paragraph)
    stop = "。" if section.heading and section.heading[-1] not in _SENTENCE_ENDS else ""
    return f"{label}{section.heading}{stop}{text.text}"


def said_blocks(blocks: Blocks) -> Iterator[str]:
    """What blocks say, in reading order, one text a paragraph, heading or table."""
    positions = [0] * 5
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Section):
            positions[block.level] += 1
            yield said_section(block, positions[block.level])
            yield from said_blocks(block.blocks[1:] if block.run_in else block.blocks)
        elif isinstance(block, Table):
            yield said_table(block)
        else:
            yield block.caption or ""


def said_table(table: Table) -> str:
    """The caption and the cells of a table."""
    return (table.caption or "") + "".join(table.header) + "".join("".join(row) for row in table.rows)


def said_field(document: Document, name: str) -> str:
    """What one 要素 says, as its page writes it, without what the page adds to every document.

    >>> notice = Document(kind="通知", title="关于春耕的通知", date="2026-03-02", cc=["县林业局", "县水务局"])
    >>> said_field(notice, "date"), said_field(notice, "cc")
    ('2026年3月2日', '县林业局，县水务局')
    """
    written = _WRITTEN.get(name)
    return written(document) if written else str(getattr(document, name) or "")


def _mark(document: Document) -> str:
    if document.issuer_mark == NONE:
        return ""
    return document.issuer_mark or "".join(document.issuers) + MARK_ENDINGS.get(document.form, "")


def _secrecy(document: Document) -> str:
    return (document.secrecy or "") + (f"★{document.secrecy_period}" if document.secrecy_period else "")


def _day(name: str) -> Callable[[Document], str]:
    return lambda document: write_date(day) if (day := getattr(document, name)) else ""


def _names(name: str) -> Callable[[Document], str]:
    return lambda document: "，".join(getattr(document, name))


# How fields are written that are no text of their own.
_WRITTEN: dict[str, Callable[[Document], str]] = {
    "issuers": _mark,
    "number": lambda document: str(document.number).replace("\u3000", "") if document.number else "",
    "secrecy": _secrecy,
    "signatories": _names("signing_agencies"),
    "offices": _names("issuers"),  # beside a mark of its own, in the head of minutes
    **{name: _day(name) for name in ("date", "print_date")},
    **{name: _names(name) for name in ("signers", "recipients", "cc", "report_to", "subject_words")},
}


def said_document(document: Document, fields: Collection[str]) -> Iterator[str]:
    """All that a document says of what was typed: ``fields`` are those that the text had."""
    for name in fields:
        yield said_field(document, name)
    yield from said_blocks(document.body)
    for attachment in document.attachments:
        yield attachment.title
        yield from said_blocks(attachment.body)
    for issued in document.issued:
        yield issued.title
        yield issued.remark or ""
        yield from said_blocks(issued.body)
        yield "，".join(issued.signatories)
        yield write_date(issued.date) if issued.date else ""


# ---------------------------------------------------------------------------------- the sum


def checked_balance(text: str, said: Sequence[str], ledger: Sequence[LedgerEntry], breaks: int) -> Balance:
    """The balance of a text. Raises :class:`~gongwen.GongwenError` when a character is neither said nor entered.

    ``said`` is all that the documents say, ``breaks`` the number of characters of the input's line breaks.
    """
    in_model = sum(map(len, said))
    changed = dropped = entered_breaks = 0
    gone: list[str] = []
    put: list[str] = []
    for entry in ledger:
        if entry.kind == "dropped":
            gone.append(entry.text)
            dropped += len(entry.text)
        elif entry.kind == "changed":
            gone.append(entry.text)
            put.append(entry.became or "")
            changed += len(entry.text) - len(entry.became or "")
        elif entry.kind == "added":
            put.append(entry.became or "")
            changed -= len(entry.became or "")
    gone_text, put_text = "".join(gone), "".join(put)
    came, went = Counter(text + put_text), Counter("".join([*said, gone_text]))
    entered_breaks = sum(gone_text.count(mark) - put_text.count(mark) for mark in _BREAKS)
    for mark in _BREAKS:
        came.pop(mark, None)
        went.pop(mark, None)
    rest = breaks - entered_breaks
    if not dict.__eq__(came, went) or len(text) != in_model + changed + dropped + rest:  # no count is zero
        wrong = {mark: came[mark] - went[mark] for mark in came.keys() | went.keys() if came[mark] != went[mark]}
        shown = "、".join(f"U+{ord(mark):04X}（{number:+d}）" for mark, number in sorted(wrong.items())[:5])
        raise GongwenError(
            Fault(
                "internal-unbalanced",
                f"程序内部出错：读入的字数与公文、台账里的合不上（{shown}）",
                "请把输入发给维护者",
            )
        )
    return Balance(len(text), in_model, changed, dropped, rest)
