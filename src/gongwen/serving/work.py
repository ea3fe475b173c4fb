"""What is done for a question: bytes in, bytes or plain data out; every function may run in a process of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import gongwen
from gongwen.api import check as check_file
from gongwen.choosing import grammar
from gongwen.desk import Prepared, prepare
from gongwen.desk.outputs import OUTPUTS
from gongwen.desk.prepared import docx_of
from gongwen.desk.reading import read_any, told_of_document, told_of_reading
from gongwen.errors import Fault, GongwenError, InputError
from gongwen.model import Document
from gongwen.reading.decoding import decode
from gongwen.reading.habits import faults_without_unit
from gongwen.reading.source_text import to_source
from gongwen.reading.unit import Unit
from gongwen.serving.pictures import Pictures
from gongwen.standard.profiles import NATIONAL, PROFILES

__all__ = [
    "Asked",
    "Given",
    "Made",
    "annotate",
    "check",
    "check_draft",
    "fix",
    "import_text",
    "is_small",
    "preview",
    "render",
    "specimen_source",
]

_NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
_PACKAGE = (b"PK", b"\xd0\xcf\x11\xe0", b"{\\rtf")


class Asked(NamedTuple):
    """How a document is to look."""

    profile: str | None = None
    even: bool = False
    preprinted: bool = False
    draft: bool = False


class Given(NamedTuple):
    """What came: a source, and what belongs to it. Pictures are known by the names that the source gives them."""

    source: bytes
    unit: bytes | None = None
    template: bytes | None = None
    pictures: Mapping[str, bytes] = _NO_PICTURES


class Made(NamedTuple):
    """A file that was made: its bytes, what it is called before its ending, and its form."""

    content: bytes
    title: str
    ending: str
    media_type: str


def is_small(given: Given, most: int) -> bool:
    """Whether a source is text of a few pages and nothing else: what takes milliseconds."""
    size = len(given.source) + len(given.unit or b"")
    return size <= most and given.template is None and not given.pictures and not given.source.startswith(_PACKAGE)


def prepared_of(given: Given, asked: Asked) -> Prepared:
    """Whatever is asked of a source begins here. No name that it gives is opened. Raises as ``prepare`` does."""
    profile = _profile(asked)
    files = Pictures(given.pictures)
    return prepare(
        given.source,
        unit=None if given.unit is None else Unit.load(given.unit, files=files),
        files=files,
        profile=profile,
        template=given.template,
        even=asked.even,
        preprinted=asked.preprinted,
        draft=asked.draft,
    )


def render(given: Given, asked: Asked, form: str) -> Made:
    """A document as a file of a form. Raises :class:`~gongwen.GongwenError` with every fault."""
    output = OUTPUTS.get(form)
    if output is None:
        allowed = "、".join(OUTPUTS)
        raise InputError(Fault("wrong-ending", "写不了这种文件", "换成可用的一种", value=form, allowed=allowed))
    if form == "docx" and given.source.startswith(b"{") and given.unit is None and given.template is None:
        document, content = _of_data(given.source, asked)
    else:
        prepared = prepared_of(given, asked)
        document, content = prepared.document, output.make(prepared)
    return Made(content, document.title or "公文", output.ending, output.media_type)


def _of_data(data: bytes, asked: Asked) -> tuple[Document, bytes]:
    """The quick road of a program that renders thousands: nothing is asked that only people want to know."""
    document = Document.read_json(data)
    if faults := tuple(faults_without_unit(dict(document))):
        raise InputError(faults)
    profile = PROFILES[_profile(asked) or NATIONAL.name]
    given = {"even": asked.even, "preprinted": asked.preprinted, "draft": asked.draft}
    return document, docx_of(document, profile, **given)


# ---------------------------------------------------------------------------------- preview

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SECTION = re.compile(r'<section class="page.*?</section>', re.DOTALL)


def preview(given: Given, asked: Asked) -> dict[str, Any]:
    """The pages of a draft and all that is told of it; what cannot be read is told, and the rest shown without it.

    Raises :class:`~gongwen.GongwenError` where nothing can be shown.
    """
    prepared, faults = _draft(given, asked)
    html = prepared.html()
    style = _STYLE.search(html)
    return {
        "title": prepared.document.title,
        "style": style[1] if style else "",
        "pages": _SECTION.findall(html),
        "findings": [fault.to_dict() for fault in faults or prepared.findings],
        "unreadable": bool(faults),
        "ledger": [{**entry.to_dict(), "says": str(entry)} for entry in prepared.ledger],
        "remarks": list(prepared.remarks),
        "departures": [str(departure) for departure in prepared.departures],
    }


def check_draft(given: Given, asked: Asked) -> dict[str, Any]:
    """What a check finds in the file that a draft would become, as far as it can be read.

    Raises as :func:`preview` does.
    """
    prepared, _ = _draft(given, asked)
    return check_file(prepared.docx(), profile=prepared.profile).to_dict()


def _draft(given: Given, asked: Asked) -> tuple[Prepared, tuple[Fault, ...]]:
    """A draft, and what cannot be read of its head, which is left out."""
    asked = asked._replace(draft=True)
    try:
        return prepared_of(given, asked), ()
    except InputError as error:
        shorter = _without_lines(given.source, error.faults)
        if shorter is None:
            raise
        return prepared_of(given._replace(source=shorter), asked), error.faults


def _without_lines(source: bytes, faults: tuple[Fault, ...]) -> bytes | None:
    """A source without the lines of its head that cannot be read; None where the fault is elsewhere."""
    lines = source.split(b"\n")
    rules = [number for number, line in enumerate(lines) if line.strip() == b"---"][:2]
    if len(rules) != 2:
        return None
    wrong = {fault.line - 1 for fault in faults if fault.line is not None and fault.severity is None}
    wrong = {number for number in wrong if rules[0] < number < rules[1]}
    return b"\n".join(b"" if number in wrong else line for number, line in enumerate(lines)) if wrong else None


# ---------------------------------------------------------------------------------- import and check


def import_text(content: bytes) -> dict[str, Any]:
    """The documents in a text or a file of any hand, with the source of each, and what was changed or is uncertain.

    Raises as :func:`~gongwen.parse` and :func:`~gongwen.read` do.
    """
    reading = read_any(content)
    documents = [
        {
            **told_of_document(parsed),
            "text": parsed.text,
            "source": None if parsed.document is None else to_source(parsed.document, grammar=grammar),
            "ledger": [{**entry.to_dict(), "says": str(entry)} for entry in parsed.ledger],
        }
        for parsed in reading.documents
    ]
    return {
        **told_of_reading(reading),
        "lines": _lines_of(content),
        "documents": documents,
        "ledger": [{**entry.to_dict(), "says": str(entry)} for entry in reading.ledger],
    }


def _lines_of(content: bytes) -> list[str] | None:
    """The lines of a text as the ledger counts them; None of a file of a word processor."""
    from gongwen.recognition.cleaning import split_lines  # noqa: PLC0415 - of the recogniser alone

    return None if content.startswith(_PACKAGE) else split_lines(decode(content).text).lines


def check(content: bytes, asked: Asked, unit: bytes | None = None, *, shown: bool = False) -> dict[str, Any]:
    """What is wrong with a .docx, and, where that is asked, its pages with the findings marked, and its paragraphs as
    they are set. Raises as :func:`~gongwen.check` does."""
    from gongwen.checking.rulebook import rulebook  # noqa: PLC0415 - of this question alone

    report = check_file(content, profile=_profile(asked), unit=None if unit is None else Unit.load(unit))
    told = report.to_dict()
    ids = {finding.rule for finding in (*report.findings, *report.departures)}
    told["rules"] = {entry.id: entry.to_dict() for entry in rulebook() if entry.id in ids}
    if shown:
        from gongwen.reporting.marked import MARKS, marked_pages  # noqa: PLC0415
        from gongwen.serving.shown_file import shown_file  # noqa: PLC0415

        marked = marked_pages(content, report.findings)
        told["pages"] = {"style": "".join((*marked.styles, MARKS)), "pages": marked.pages, "where": marked.where}
        told["shown"] = shown_file(content)
    return told


def _profile(asked: Asked) -> str | None:
    """The profile by its name; the name of a file is none. Raises :class:`~gongwen.InputError`."""
    if asked.profile is not None and asked.profile not in PROFILES:
        cure = "写 国标 或 通行；单位自己的版面写在单位文件里"
        raise InputError(
            Fault("unknown-profile", "没有这种版面", cure, value=asked.profile, allowed="、".join(PROFILES))
        )
    return asked.profile


def annotate(content: bytes, asked: Asked, unit: bytes | None = None) -> bytes:
    """A copy of a .docx with every finding as a comment at its words. Raises as :func:`check` does."""
    from gongwen.checking.annotating import annotated  # noqa: PLC0415 - of this question alone

    report = check_file(content, profile=_profile(asked), unit=None if unit is None else Unit.load(unit))
    return annotated(content, report.findings)


def fix(content: bytes) -> bytes:
    """A copy of a .docx in which everything is put right that can be without asking.

    Written anew after the standard; a file of which something would be lost is put right in place. Raises as
    :func:`gongwen.fix` does.
    """
    try:
        return gongwen.fix(content).content
    except GongwenError as error:
        if error.faults[0].code not in _KEPT_IN_PLACE:
            raise
    return gongwen.fix(content, in_place=True).content


# What cannot be written anew may be put right where it stands: a file with pictures or notes, one of several documents.
_KEPT_IN_PLACE = frozenset({"would-lose", "not-one-document", "text-changed"})


def specimen_source(kind: str) -> str:
    """The specimen of a kind without its comments. Raises :class:`~gongwen.InputError` for an unknown kind."""
    from gongwen.specimens import specimen  # noqa: PLC0415 - of this question alone

    return to_source(prepare(specimen(kind).encode()).document, grammar=grammar)
