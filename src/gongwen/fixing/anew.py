"""A file made anew: read, its words put right where that is safe, laid out and written after the standard.

What of the old file no 公文 of ours has (pictures, notes, hidden words) would be lost, and losing is no correction:
such a file is refused, and can be corrected in place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from gongwen.checking.asking import Examined, examined
from gongwen.checking.signature import stands_sealed
from gongwen.desk import Prepared, prepare
from gongwen.errors import DocumentError, Fault
from gongwen.fixing.guard import guard_letters, guard_order, text_changed
from gongwen.fixing.in_place import with_safe_words
from gongwen.fixing.results import Fixed
from gongwen.model import Document
from gongwen.model.parts import Seal
from gongwen.ooxml.facts import Facts
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import SAID_BY_THE_PAGE, Reason
from gongwen.recognition.balance import said_field
from gongwen.recognition.noise import is_folio
from gongwen.recognition.word import read_file_content
from gongwen.rules import findings
from gongwen.standard.grades import Grade
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.roles import Role
from gongwen.standard.vocabulary import ELEMENTS

__all__ = ["fix_anew"]

_IN_PLACE = "用 --in-place 就地改，这些都留着"
_LETTER = re.compile(r"\w")
# Why words of a file are not in the document, where the new page says the same in its own way.
_SAID_ANEW = SAID_BY_THE_PAGE | {
    Reason.WRITTEN_BY_THE_PAGE,
    Reason.NUMBER_WRITTEN,
    Reason.DATE_WRITTEN,
    Reason.PRINT_DATE_WRITTEN,
    Reason.ISSUED_SIGNATORY_WRITTEN,
    Reason.LABELS_WRITTEN,
    Reason.CONTENTS,
    Reason.ENDS_OF_LINE,
    Reason.RULE,
}
_OF_MARGINS = (Reason.PAGE_HEADER, Reason.PAGE_FOOTER)
_MOST_LOST = 3
_LEFT_OUT = "已略去"
_OF_OLD_RULES = ("subject_words", "archive")  # read, and no longer written (12-旧规)
_MARKS = (Role.MARK, Role.JOINT_MARK, Role.LETTER_MARK)


def fix_anew(content: bytes, *, profile: Profile | None = None, names: Collection[str] = ()) -> Fixed:
    """A new file that says the same, set as the standard has it; one without a fault stays as it is.

    Raises :class:`~gongwen.DocumentError` for what is no .docx or no single 公文, where something would be lost, and
    where the text came out otherwise than the changes say.
    """
    asking = partial(examined, profile=profile, names=names)
    before = asking(Facts.of(content))
    if not before.report.findings:
        return Fixed(content, (), before.report)
    sealed, marked = stands_sealed(before.page), before.page.has(*_MARKS)
    worded = with_safe_words(content, before, asking)
    document, ledger = _single(worded.content)
    lost = list(_lost(ledger))
    if lost:
        raise _would_lose(lost)
    source = _text(worded.asked)
    guard_order(source, document, ledger)
    document = _with_room_for_seal(document) if sealed else document
    prepared = prepare(document, profile=profile or NATIONAL, draft=_breaks_binding_rule(document))
    made = prepared.docx()
    back, _ = _single(made)
    if back != document:
        raise text_changed(document.to_json(), back.to_json())
    after = asking(Facts.of(made))
    guard_letters(source, _text(after), ledger, _left_out(prepared))
    added = () if marked else _mark_of(after)
    changes = (*worded.changes, *_told(ledger), *added, *prepared.layout.remarks)
    return Fixed(made, tuple(dict.fromkeys(changes)), after.report)


def _single(content: bytes) -> tuple[Document, Sequence[LedgerEntry]]:
    """The only document of a file, and the whole ledger of the reading."""
    reading = read_file_content(content)
    found = [one.document for one in reading.documents if one.document is not None]
    if len(found) != 1:
        message = f"文件里读出 {len(found)} 份公文，应是一份，不能重排"
        cure = "用 --in-place 就地改；几份公文先用 gongwen import 分开"
        raise DocumentError(Fault("not-one-document", message, cure))
    return found[0], reading.ledger


def _text(asked: Examined) -> str:
    """All that the paragraphs of a file say, numbers of lists among them, a line each."""
    page = asked.page
    return "\n".join(page.facts.number_text(line.paragraph) + line.text for line in page.every_line)


def _lost(ledger: Collection[LedgerEntry]) -> Iterator[str]:
    for entry in ledger:
        if entry.kind == "noted" and entry.reason is Reason.PICTURE:
            yield f"图片“{entry.text}”"
        elif (
            entry.kind != "dropped" or entry.reason is Reason.NO_TEXT_ON_PAGE
        ):  # that line is a fault, and told as mended
            continue
        elif _LETTER.search(entry.text) and not _is_said_anew(entry):
            yield f"“{entry.text}”（{entry.reason}）"


def _is_said_anew(entry: LedgerEntry) -> bool:
    if entry.reason in _OF_MARGINS:
        return is_folio(entry.text)
    return entry.reason in _SAID_ANEW


def _would_lose(lost: list[str]) -> DocumentError:
    more = f"等 {len(lost)} 处" if len(lost) > _MOST_LOST else ""
    message = f"重排会丢掉{'、'.join(lost[:_MOST_LOST])}{more}，没有写出"
    return DocumentError(Fault("would-lose", message, _IN_PLACE))


def _with_room_for_seal(document: Document) -> Document:
    """A document whose signature left room for the seal keeps it."""
    if document.seals or len(document.signing_agencies) != 1:
        return document
    return document.evolve(seals=(Seal(),))


def _breaks_binding_rule(document: Document) -> bool:
    return any(fault.severity == Grade.MUST.value for fault in findings(document))


def _told(ledger: Collection[LedgerEntry]) -> Iterator[str]:
    """What reading changed; what the page writes of its own is no news."""
    for entry in ledger:
        if entry.kind == "changed" or (entry.kind == "dropped" and not _is_said_anew(entry)):
            yield str(entry)


def _mark_of(after: Examined) -> Iterator[str]:
    """The mark that a new page has, where the old one had none."""
    return (f"补排发文机关标志“{line.words}”" for line in after.page.of(*_MARKS))


def _left_out(prepared: Prepared) -> Iterator[str]:
    """What the new page does not say: 要素 that its form has not, which a remark tells, and those of old rules."""
    remarks = "".join(remark for remark in prepared.layout.remarks if _LEFT_OUT in remark)
    for name, element in ELEMENTS.items():
        if name in _OF_OLD_RULES or (name in Document.model_fields and element.chinese in remarks):
            yield said_field(prepared.document, name)
