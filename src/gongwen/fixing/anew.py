"""A file made anew: read, its words put right where that is safe, laid out and written after the standard.

What of the old file no 公文 of ours has (pictures, notes, hidden words) would be lost, and losing is no correction:
such a file is refused, and can be corrected in place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

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
from gongwen.recognition.results import ParsedDocument
from gongwen.recognition.word import read_file_content
from gongwen.rules import findings
from gongwen.standard.grades import Grade
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.roles import Role

__all__ = ["fix_anew"]

_IN_PLACE = "用 --in-place 就地改，这些都留着"
_LETTER = re.compile(r"\w")
_FOLIO = re.compile(r"[\W_第共]*\d*[\W_页共/]*\d*[\W_页]*")
# Why words of a file are not in the document, where the new page says the same in its own way.
_SAID_ANEW = re.compile("由版式写出$|的写法|目录由正文生成|行首、行末|分隔线")
_OF_MARGINS = ("页码、页脚不进公文", "页眉不进公文")
_UNREAD_PICTURE = "图片没有读入"
_MOST_LOST = 3
_MARKS = (Role.MARK, Role.JOINT_MARK, Role.LETTER_MARK)


def fix_anew(content: bytes, *, profile: Profile | None = None, names: Collection[str] = ()) -> Fixed:
    """A new file that says the same, set as the standard has it; one without a fault stays as it is.

    Raises :class:`~gongwen.DocumentError` for what is no .docx or no single 公文, where something would be lost, and
    where the text came out otherwise than the changes say.
    """
    before = examined(Facts.of(content), profile=profile, names=names)
    if not before.report.findings:
        return Fixed(content, (), before.report)
    worded = with_safe_words(content, profile=profile, names=names)
    parsed = _single(worded.content)
    document, ledger = parsed.document, parsed.ledger
    assert document is not None  # _single sees to it
    lost = list(_lost(ledger))
    if lost:
        raise _would_lose(lost)
    source = _text(worded.content)
    guard_order(source, document, ledger)
    document = _with_room_for_seal(document, before)
    prepared = prepare(document, profile=profile or NATIONAL, draft=_breaks_binding_rule(document))
    made = prepared.docx()
    back = _single(made).document
    if back != document:
        raise text_changed(document.to_json(), "" if back is None else back.to_json())
    guard_letters(source, _text(made), document, ledger)
    after = examined(Facts.of(made), profile=profile, names=names)
    changes = (*worded.changes, *_told(ledger), *_added(before, after), *_remarks(prepared))
    return Fixed(made, tuple(dict.fromkeys(changes)), after.report)


def _single(content: bytes) -> ParsedDocument:
    found = [one for one in read_file_content(content).documents if one.document is not None]
    if len(found) != 1:
        message = f"文件里读出 {len(found)} 份公文，应是一份，不能重排"
        cure = "用 --in-place 就地改；几份公文先用 gongwen import 分开"
        raise DocumentError(Fault("not-one-document", message, cure))
    return found[0]


def _text(content: bytes) -> str:
    """All that the paragraphs of a file say, numbers of lists among them, a line each."""
    facts = Facts.of(content)
    page = examined(facts).page
    return "\n".join(facts.number_text(line.paragraph) + line.text for line in page.every_line)


def _lost(ledger: Collection[LedgerEntry]) -> Iterator[str]:
    for entry in ledger:
        if entry.kind == "noted" and entry.reason.startswith(_UNREAD_PICTURE):
            yield f"图片“{entry.text}”"
        elif entry.kind == "dropped" and _LETTER.search(entry.text) and not _is_said_anew(entry):
            yield f"“{entry.text}”（{entry.reason}）"


def _is_said_anew(entry: LedgerEntry) -> bool:
    if entry.reason in _OF_MARGINS:
        return _FOLIO.fullmatch(entry.text) is not None
    return _SAID_ANEW.search(entry.reason) is not None


def _would_lose(lost: list[str]) -> DocumentError:
    more = f"等 {len(lost)} 处" if len(lost) > _MOST_LOST else ""
    message = f"重排会丢掉{'、'.join(lost[:_MOST_LOST])}{more}，没有写出"
    return DocumentError(Fault("would-lose", message, _IN_PLACE))


def _with_room_for_seal(document: Document, before: Examined) -> Document:
    """A file whose signature leaves room for the seal keeps it."""
    if document.seals or len(document.signing_agencies) != 1 or not stands_sealed(before.page):
        return document
    return document.evolve(seals=(Seal(),))


def _breaks_binding_rule(document: Document) -> bool:
    return any(fault.severity == Grade.MUST.value for fault in findings(document))


def _told(ledger: Collection[LedgerEntry]) -> Iterator[str]:
    """What reading changed; what the page writes of its own is no news."""
    for entry in ledger:
        if entry.kind == "changed" or (entry.kind == "dropped" and not _is_said_anew(entry)):
            yield str(entry)


def _added(before: Examined, after: Examined) -> Iterator[str]:
    """要素 that the new page has and the old one had not."""
    if not before.page.has(*_MARKS):
        yield from (f"补排发文机关标志“{line.words}”" for line in after.page.of(*_MARKS))


def _remarks(prepared: Prepared) -> tuple[str, ...]:
    return prepared.layout.remarks
