"""Lines with their roles become a document: fields, body, attachments, what is uncertain, what has to be told.

In: the lines of one document, each with its role. Out: a :class:`~gongwen.recognition.results.ParsedDocument` and all
that it says, so that the sum of the whole text can be checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError

from gongwen.errors import Fault
from gongwen.model import Document
from gongwen.model.faults import faults_of
from gongwen.reading.building import shown_fault
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.attaching import settle_parts
from gongwen.recognition.balance import account, said_document, said_field
from gongwen.recognition.bodies import blocks_of
from gongwen.recognition.doubts import doubts_of
from gongwen.recognition.draft import Draft, RoleLine
from gongwen.recognition.elements import form_of, kind_of, wide_blanks_out
from gongwen.recognition.evidence import why_no_document
from gongwen.recognition.lines import dropped, joined
from gongwen.recognition.numbering import gaps
from gongwen.recognition.results import ParsedDocument
from gongwen.recognition.roles import Role
from gongwen.recognition.taking import settle_date, settle_offices, settle_title, take
from gongwen.rules import findings

__all__ = ["Made", "RoleLine", "document_of", "in_groups"]


class Made(NamedTuple):
    """A document and all that it says of the text."""

    parsed: ParsedDocument
    said: list[str]


_REASONS = {
    "number": Reason.NUMBER_WRITTEN,
    "date": Reason.DATE_WRITTEN,
    "print_date": Reason.PRINT_DATE_WRITTEN,
    "title": Reason.TITLE_MENDED,
    "signatories": Reason.SIGNATORY_MENDED,
    "offices": Reason.OFFICE_MENDED,
}


def document_of(lines: Sequence[RoleLine], ledger: list[LedgerEntry]) -> Made:
    """The document that lines with roles make."""
    entries: list[LedgerEntry] = []
    reason = why_no_document([(line.line, line.role) for line in lines])
    first, last = lines[0].line.typed.place[0], lines[-1].line.typed.place[0]
    text = "\n".join(line.line.text for line in lines)
    if reason is not None:
        entries += [dropped(line.line.typed, Reason.NO_DOCUMENT) for line in lines]
        ledger += entries
        parsed = ParsedDocument(None, tuple(entries), no_document=reason, text=text, first_line=first, last_line=last)
        return Made(parsed, [])
    draft = Draft(entries)
    for role, group in in_groups(lines):
        take(draft, role, group)
    draft.settle_lists()
    settle_title(draft)
    settle_date(draft)
    mark = _mark(draft.data)
    kind = kind_of(draft.data.get("title", ""), mark)
    settle_offices(draft, kind)
    attachments, issued = settle_parts(draft)
    body = blocks_of(draft.body, entries)
    data: dict[str, Any] = {**draft.data, "body": body}
    if attachments:
        data["attachments"] = attachments
    if issued:
        data["issued"] = issued
    data["signatories"] = data.get("signatories", ())
    if kind:
        data["kind"] = kind
    form = form_of(kind, mark)
    if form:
        data["form"] = form
    document, stand_in, faults = _built(data)
    if stand_in is None:
        entries.clear()
        entries += [dropped(line.line.typed, Reason.NO_DOCUMENT) for line in lines]
        ledger += entries
        why = faults[0].message if faults else "没有标题，也没有正文"
        parsed = ParsedDocument(None, tuple(entries), no_document=why, text=text, first_line=first, last_line=last)
        return Made(parsed, [])
    for fields, pieces in draft.claims.items():
        said = "".join(said_field(stand_in, name) for name in fields)
        account(joined(pieces), said, _REASONS.get(fields[0], Reason.BY_THE_PAGE), entries)
    fields_said = [name for fields in draft.claims for name in fields]
    entries.sort(key=_place)
    ledger += entries
    found = [shown_fault(fault) for fault in (findings(document) if document else ())]
    parsed = ParsedDocument(
        document,
        tuple(entries),
        (*faults, *found, *gaps(stand_in.body)),
        (*doubts_of(lines), *draft.doubts),
        text=text,
        attachment_names=tuple(wide_blanks_out(name.text) for name in draft.names),
        data=MappingProxyType(data),
        first_line=first,
        last_line=last,
    )
    return Made(parsed, list(said_document(stand_in, fields_said)))


def _mark(data: Mapping[str, Any]) -> str:
    issuers = "".join(data.get("issuers", ()))
    return data.get("issuer_mark") or (f"{issuers}文件" if issuers else "")


def _place(entry: LedgerEntry) -> tuple[int, int]:
    return entry.line, entry.column


def in_groups(lines: Sequence[RoleLine]) -> Iterable[tuple[Role, list[RoleLine]]]:
    """Lines of one role in a row, and those that go on with them."""
    group: list[RoleLine] = []
    for line in lines:
        if group and (_LEADS.get(line.role, line.role) is not _LEADS.get(group[0].role, group[0].role)):
            yield _lead(group), group
            group = []
        group.append(line)
    if group:
        yield _lead(group), group


def _lead(group: Sequence[RoleLine]) -> Role:
    return _LEADS.get(group[0].role, group[0].role)


_LEADS = {
    Role.MORE_BODY: Role.BODY,
    Role.MORE_NOTE: Role.ATTACHMENT_NOTE,
    Role.MORE_RECIPIENTS: Role.RECIPIENTS,
    Role.MORE_ATTACHMENT: Role.ATTACHMENT_BODY,
    Role.MORE_COLOPHON: Role.COLOPHON,
}


# ---------------------------------------------------------------------------------- the model


_TEXTS = frozenset(("body", "attachments", "issued"))


def _built(data: dict[str, Any]) -> tuple[Document | None, Document | None, tuple[Fault, ...]]:
    """The document, what stands in for it where its 文种 is unknown, and the fields that could not be read.

    Where the model asks for a 文种 and the text has none, there is no document; the stand-in only serves to account
    for what the fields say.
    """
    faults: list[Fault] = []
    while True:
        try:
            document = Document.model_validate(data)
        except ValidationError as error:
            found = faults_of(error)
        else:
            return document, document, tuple(faults)
        wrong = {str(fault.loc[0]) for fault in found if fault.loc} & data.keys()
        if not wrong.isdisjoint(_TEXTS):  # what they say would be lost
            return None, None, tuple(map(shown_fault, found))
        if not wrong and "kind" not in data:
            try:
                stand_in = Document.model_validate({**data, "kind": "通知", "form": data.get("form", "白头")})
            except ValidationError:
                return None, None, tuple(map(shown_fault, found))
            missing = [fault for fault in found if fault.loc == ("kind",)]
            return None, stand_in, (*faults, *map(shown_fault, missing))
        if not wrong:
            return None, None, tuple(map(shown_fault, found))
        for name in wrong:
            del data[name]
        faults += [
            replace(shown_fault(fault), code=fault.code) for fault in found if fault.loc and str(fault.loc[0]) in wrong
        ]
