"""Asking all rules about one file: those of the content of the document that it shows, those of the page, of words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from gongwen.checking.content import ERRORS, findings_on
from gongwen.checking.page import Line, Page
from gongwen.checking.report import Finding, Place, Report
from gongwen.checking.roles import Recognised, recognised
from gongwen.checking.rule import PAGE_RULES, Hit, PageRule
from gongwen.errors import Fault, GongwenError
from gongwen.ooxml.facts import Facts
from gongwen.ooxml.opened import PackageSource, package_bytes
from gongwen.reading.building import Judged, judge
from gongwen.reading.docx import kept_in
from gongwen.reading.recognising import recognise
from gongwen.rules import RULES
from gongwen.standard.grades import Grade
from gongwen.standard.profiles import PROFILES, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length

__all__ = ["UNREADABLE", "Examined", "check_content", "check_source", "examined"]

UNREADABLE = "GW-DU-01"
"""The rule of what stands where a 要素 should, and cannot be read as one."""

_OWN = "GW-"
# Where on the page a field of the document shows.
_SHOWN_BY: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        "copy_number": (Role.COPY_NUMBER,),
        "secrecy": (Role.SECRECY,),
        "secrecy_period": (Role.SECRECY,),
        "urgency": (Role.URGENCY,),
        "issuers": (Role.MARK, Role.JOINT_MARK, Role.LETTER_MARK),
        "issuer_mark": (Role.MARK, Role.LETTER_MARK),
        "number": (Role.NUMBER, Role.LETTER_NUMBER, Role.NUMBER_AND_SIGNERS),
        "signers": (Role.SIGNERS, Role.NUMBER_AND_SIGNERS),
        "title": (Role.TITLE,),
        "remark": (Role.REMARK,),
        "recipients": (Role.RECIPIENTS, Role.COLOPHON_RECIPIENTS),
        "body": (Role.BODY,),
        "attachments": (Role.ATTACHMENT_NOTE, Role.ATTACHMENT_LABEL),
        "signatories": (Role.SIGNATORY, Role.SEALED_SIGNATORY),
        "seals": (Role.SEALED_SIGNATORY, Role.SIGNATORY),
        "date": (Role.DATE, Role.SEALED_DATE, Role.STAMP_DATE),
        "notes": (Role.NOTES,),
        "cc": (Role.COLOPHON_CC,),
        "printer": (Role.COLOPHON_PRINTER,),
        "print_date": (Role.COLOPHON_PRINTER,),
        "copies": (Role.COLOPHON_COPIES,),
    }
)
_ROUNDING = 0.03
"""Millimetres and points of a setting as a .docx keeps them."""


def check_content(
    content: bytes, *, file: str | None = None, profile: Profile | None = None, names: Collection[str] = ()
) -> Report:
    """What is wrong with a .docx. What breaks the standard as ``profile`` says it shall is a departure of its unit's;
    words of ``names`` are never found fault with.

    Raises :class:`~gongwen.DocumentError` for bytes that are no .docx, or one that is damaged.
    """
    return examined(Facts.of(content), file=file, profile=profile, names=names).report


class Examined(NamedTuple):
    """What was found, and the page that it was found on."""

    report: Report
    page: Page


def examined(
    facts: Facts, *, file: str | None = None, profile: Profile | None = None, names: Collection[str] = ()
) -> Examined:
    """As :func:`check_content`, of a file whose facts are known; with the lines that the findings speak of."""
    what = recognised(facts)
    judged = _judged(facts, what)
    form, kind = what.form, what.kind
    if judged is not None and judged.document is not None:
        form, kind = judged.document.form, judged.document.kind
    page = Page(facts, what.roles, form=form, kind=kind, ours=what.ours, drawn=what.drawn)
    findings, departures = _asked(page, official=what.official, profile=profile, names=names)
    if judged is not None:
        findings += _of_content(page, judged.findings, judged.faults, findings)
    elif what.official:
        findings += _of_content(page, findings_on(page), (), findings)
    return Examined(Report(file, tuple(sorted(findings, key=_in_order)), tuple(departures), what.official), page)


def check_source(docx: PackageSource, *, profile: Profile | None = None, names: Collection[str] = ()) -> Report:
    """As :func:`check_content`, of a path, bytes or a binary file object; the report and every error name the file."""
    content, name = package_bytes(docx)
    try:
        return check_content(content, file=name, profile=profile, names=names)
    except GongwenError as error:
        raise error.at(file=name) from None


def _judged(facts: Facts, what: Recognised) -> Judged | None:
    """The document that a file of ours shows, and what the rules of content find in it; None for other files."""
    return judge(recognise(facts, kept_in(facts)).fields) if what.ours else None


# ------------------------------------------------------------------ rules of the page


def _asked(
    page: Page, *, official: bool, profile: Profile | None, names: Collection[str]
) -> tuple[list[Finding], list[Finding]]:
    findings: list[Finding] = []
    departures: list[Finding] = []
    main = page.facts.opened.main
    taken: dict[Line, list[Hit]] = {}
    for rule in _rules():
        if not official and not rule.of_any_text:
            continue
        hits = [hit for hit in rule.ask(page) if not (names and _is_of_a_name(hit, names))]
        if rule.id.startswith(_OWN):  # the rules of the standard say more of the same words
            hits = [hit for hit in hits if not _is_taken(hit, taken)]
        for hit in hits:
            if hit.line is not None and hit.start >= 0:
                taken.setdefault(hit.line, []).append(hit)
        for hit, others in _gathered(hits):
            made = _finding(rule, hit, others, main)
            (departures if _is_of_unit(hit, profile) else findings).append(made)
    return findings, departures


@cache
def _rules() -> tuple[PageRule, ...]:
    """All rules, our own behind those of the standard."""
    return tuple(sorted(PAGE_RULES.values(), key=lambda rule: rule.id.startswith(_OWN)))


def _is_taken(hit: Hit, taken: Mapping[Line, list[Hit]]) -> bool:
    """Whether another rule has spoken of the same words."""
    others = taken.get(hit.line, ()) if hit.line is not None else ()
    end = hit.start + len(hit.text)
    return any(hit.start <= other.start + len(other.text) and other.start <= end for other in others)


def _gathered(hits: Iterable[Hit]) -> Iterator[tuple[Hit, list[Hit]]]:
    """Hits, those of the same look of the same kind of lines as one: a text set wrongly throughout is one fault."""
    groups: dict[object, list[Hit]] = {}
    for at, hit in enumerate(hits):
        alike = hit.start < 0 and hit.found and hit.line is not None
        key = (hit.message, hit.found) if alike else at
        groups.setdefault(key, []).append(hit)
    for first, *others in groups.values():
        yield first, others


def _finding(rule: PageRule, hit: Hit, others: list[Hit], main: str) -> Finding:
    return Finding(
        rule.id,
        rule.name,
        rule.grade.value,
        rule.clause,
        hit.message,
        hit.cure,
        _place(hit, main),
        hit.text or (hit.line.words if hit.line else ""),
        hit.found,
        hit.required,
        "safe" if hit.safe or hit.remedy is not None else "none",
        hit.also or rule.also,
        tuple(_place(other, main) for other in others),
        rule.code,
        hit.start,
        hit.remedy,
    )


def _place(hit: Hit, main: str) -> Place:
    return Place(hit.part or main) if hit.line is None else _place_of(hit.line)


def _place_of(line: Line) -> Place:
    role = None if line.role is None else line.role.value.removeprefix("公文")
    return Place(line.paragraph.part, line.paragraph.number + 1, role)


def _is_of_unit(hit: Hit, profile: Profile | None) -> bool:
    """Whether the page is as the unit's own profile has it, where that is not the standard's."""
    if profile is None or hit.setting is None or profile in PROFILES.values():
        return False
    name, value = hit.setting
    wanted = getattr(profile.fonts, name, None) or getattr(profile, name, None)
    if isinstance(wanted, Length) and isinstance(value, Length):
        return abs(wanted.mm - value.mm) <= _ROUNDING
    return bool(wanted == value)


def _is_of_a_name(hit: Hit, names: Collection[str]) -> bool:
    """Whether the words found stand inside a name that is to be left alone."""
    if hit.start < 0 or hit.line is None:
        return False
    text, end = hit.line.text, hit.start + len(hit.text)
    for name in names:
        at = text.find(name)
        while at >= 0:
            if at < end and hit.start < at + len(name):
                return True
            at = text.find(name, at + 1)
    return False


# ------------------------------------------------------------------ rules of content


def _of_content(
    page: Page, broken: Iterable[Fault], unreadable: Iterable[Fault], found: list[Finding]
) -> list[Finding]:
    """What the rules of content say, placed on the page, where no rule of words has said it; and what cannot be read
    where no other rule says why."""
    known = {(finding.rule, finding.place) for finding in found}
    # A rule of content knows that the body is at fault, one of words which line: one fault is one finding.
    told = {rule for finding in found for rule in finding.also}
    said = [
        made
        for fault in broken
        if ((made := _of_fault(page, fault)).rule, made.place) not in known
        and not (made.rule in told and fault.loc[:1] == ("body",))
    ]
    spoken = {finding.place for finding in found if finding.severity == Grade.MUST.value}
    said += [made for fault in unreadable if (made := _of_fault(page, fault)).place not in spoken]
    return said


def _of_fault(page: Page, fault: Fault) -> Finding:
    rule = RULES.get(fault.rule or "")
    shown = page.of(*_SHOWN_BY.get(str(fault.loc[0]), ())) if fault.loc else []
    return Finding(
        rule.id if rule else UNREADABLE,
        rule.name if rule else "要素写得读得出",
        fault.severity or Grade.MUST.value,
        fault.clause or "TL-10",
        fault.message,
        fault.cure,
        _place_of(shown[0]) if shown else Place(page.facts.opened.main),
        fault.value or "",
        also=(*rule.also, *ERRORS.get(rule.id, ())) if rule else (),
    )


def _in_order(finding: Finding) -> tuple[str, int, str]:
    return finding.place.part, finding.place.paragraph or 0, finding.rule
