"""A file corrected in place: only the words and properties that findings name change, every other part stays to the
byte.

What one correction uncovers is found in the next round, until a round finds nothing that it may change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from lxml import etree

from gongwen.checking.asking import Examined, examined
from gongwen.checking.page import Line
from gongwen.checking.remedies import Aspect
from gongwen.checking.report import Finding
from gongwen.errors import DocumentError, Fault
from gongwen.fixing.cures import FOLIO, OF_LINES, OF_SECTIONS, PLACED, File
from gongwen.fixing.edits import At, Edit, at_place, edits_of, lines_at
from gongwen.fixing.guard import LineText, guard_paragraphs
from gongwen.fixing.results import Fixed
from gongwen.fixing.words import Tracking, write_edits
from gongwen.ooxml.facts import Facts
from gongwen.ooxml.opened import Element, w
from gongwen.ooxml.repacking import repacked
from gongwen.standard.profiles import Profile

__all__ = ["Worded", "fix_in_place", "with_safe_words"]

_ROUNDS = 8
_STRICT = b"http://purl.oclc.org/ooxml/"


def fix_in_place(
    content: bytes, *, profile: Profile | None = None, names: Collection[str] = (), author: str | None = None
) -> Fixed:
    """The file with what is safe put right; with an ``author`` corrections of words are tracked changes.

    Raises :class:`~gongwen.DocumentError` for what is no .docx, for one in the strict form, and where the text came out
    otherwise than the edits say.
    """
    asking = partial(examined, profile=profile, names=names)
    made = _rounds(content, asking(Facts.of(content)), asking, author, looks=True)
    return Fixed(made.content, made.changes, made.asked.report)


class Worded(NamedTuple):
    """A file with safe corrections of its words, what they were, and what a check of it says."""

    content: bytes
    changes: tuple[str, ...]
    asked: Examined


def with_safe_words(content: bytes, asked: Examined, asking: Callable[[Facts], Examined]) -> Worded:
    """The file with safe corrections of its words alone; ``asked`` is what is known of it, and is used up.

    Raises as :func:`fix_in_place`.
    """
    return _rounds(content, asked, asking, None, looks=False)


def _rounds(
    content: bytes, asked: Examined, asking: Callable[[Facts], Examined], author: str | None, *, looks: bool
) -> Worded:
    changes: dict[str, None] = {}
    for _ in range(_ROUNDS):
        before = [LineText(line.paragraph.part, line.paragraph.number, line.text) for line in asked.page.every_line]
        made = _round(content, asked.page.facts, asked, author, looks=looks)
        if made is None:
            return Worded(content, tuple(changes), asked)
        asked = asking(Facts.of(made.content))
        guard_paragraphs(before, made.edits, asked.page.every_line)
        changes.update(dict.fromkeys(made.changes))
        content = made.content
    return Worded(content, tuple(changes), asked)


class _Round(NamedTuple):
    content: bytes
    edits: Mapping[At, Sequence[Edit]]
    changes: list[str]


def _round(content: bytes, facts: Facts, asked: Examined, author: str | None, *, looks: bool) -> _Round | None:
    """One round of corrections; None where there is nothing to correct."""
    findings = [one for one in asked.report.findings if one.fix == "safe" and (looks or one.remedy is None)]
    if not findings:
        return None
    if _STRICT in facts.opened.member(facts.opened.main):
        cure = "在 Word 里另存为普通的“Word 文档（*.docx）”，或不加 --in-place"
        raise DocumentError(Fault("strict-document", "文件是严格的 Open XML 格式，不能就地改", cure))
    lines = lines_at(asked.page.every_line)
    changes: list[str] = []
    roots: dict[str, Element] = {}
    edits = _write_words(findings, lines, facts, author, roots, changes)
    if looks:
        _write_looks(findings, asked, lines, edits, roots, changes)
    parts = {part: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
             for part, root in roots.items()}  # fmt: skip
    if all(part == facts.opened.member(name) for name, part in parts.items()):
        return None
    return _Round(repacked(content, parts), edits, changes)


def _write_words(
    findings: Iterable[Finding],
    lines: Mapping[At, Line],
    facts: Facts,
    author: str | None,
    roots: dict[str, Element],
    changes: list[str],
) -> dict[At, list[Edit]]:
    made: dict[At, list[Edit]] = {}
    tracking = None if author is None else Tracking(author, _first_free(lines.values()))
    for at, edits in edits_of(findings, lines).items():
        written = write_edits(lines[at].paragraph, edits, tracking)
        if written:
            made[at] = written
            changes += map(str, written)
            roots[at[0]] = _root(lines[at])
    assert facts is not None  # they keep the trees alive that the lines belong to
    return made


def _write_looks(
    findings: Iterable[Finding],
    asked: Examined,
    lines: Mapping[At, Line],
    edits: dict[At, list[Edit]],
    roots: dict[str, Element],
    changes: list[str],
) -> None:
    file = File(lines)
    sized: set[Line] = set()
    findings = sorted(findings, key=lambda one: one.remedy is not None and one.remedy.aspect in PLACED)
    for finding in findings:
        remedy = finding.remedy
        if remedy is None:
            continue
        if remedy.aspect in OF_SECTIONS:
            root = _root(asked.page.lines[0]) if asked.page.lines else None
            if root is not None:
                OF_SECTIONS[remedy.aspect](list(_sections(root)), remedy.value)
                roots[asked.page.facts.opened.main] = root
        found = list(_lines_of(finding, lines))
        if remedy.aspect is Aspect.SIZE:
            sized.update(found)
        elif remedy.aspect in PLACED and not sized.isdisjoint(found):
            continue  # characters of another size: the next round tells
        for line in found:
            OF_LINES[remedy.aspect](line, finding, remedy.value, file)
            roots[line.paragraph.part] = _root(line)
            if remedy.aspect is Aspect.FOLIO:
                at = (line.paragraph.part, line.paragraph.number)
                edits[at] = [Edit(at, 0, len(line.text), line.text, FOLIO, finding.rule, finding.message)]
        changes.append(_said(finding))


def _lines_of(finding: Finding, lines: Mapping[At, Line]) -> Iterator[Line]:
    for place in (finding.place, *finding.others):
        at = at_place(place)
        if at is not None and at in lines:
            yield lines[at]


def _said(finding: Finding) -> str:
    where = str(finding.place) or "全文"
    many = f"等 {len(finding.others) + 1} 段" if finding.others else ""
    became = f"：{finding.found}，改为{finding.required}" if finding.found and finding.required else f"：{finding.cure}"
    return f"{where}{many} {finding.message}{became}"


def _root(line: Line) -> Element:
    element = line.paragraph.element
    assert element is not None  # every paragraph of a file comes from one
    root: Element = element.getroottree().getroot()
    return root


def _sections(root: Element) -> Iterator[Element]:
    """The sections as they are now, not those of tracked changes."""
    for section in root.iter(w("sectPr")):
        parent = section.getparent()
        if parent is not None and parent.tag != w("sectPrChange"):
            yield section


def _first_free(lines: Iterable[Line]) -> int:
    """A number for tracked changes that nothing in the file has."""
    roots = {id(root): root for line in lines for root in (_root(line),)}
    taken = [int(id_) for root in roots.values() for id_ in root.xpath("//@w:id", namespaces={"w": w("x")[1:-2]})
             if str(id_).isdecimal()]  # fmt: skip
    return max(taken, default=0) + 1
