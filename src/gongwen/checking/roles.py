"""Which paragraph shows which 要素: by named styles in files of ours, by the grammar in files of other hands.

The seam to the reader (:func:`gongwen.recognition.word.roles_of_docx`): what stands here is only what is no part of a
document and yet is set by the standard, folios and cells of tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from gongwen.checking.drawn import Drawn, drawn_in, is_of_letter
from gongwen.ooxml.facts import Block, Facts, Paragraph, paragraphs_in
from gongwen.reading.recognising import is_set_in_ours
from gongwen.recognition.noise import is_folio
from gongwen.recognition.word import ShownRole, roles_of_docx
from gongwen.standard.kinds import Form, Kind
from gongwen.standard.roles import Role
from gongwen.text import BLANKS

__all__ = ["Recognised", "kind_of", "recognised"]

_BY_STYLE: Mapping[str, Role] = MappingProxyType({role.value: role for role in Role})


class Recognised(NamedTuple):
    """The roles of a file's paragraphs, its form and kind as far as they show, and whether it is a 公文 at all."""

    roles: tuple[tuple[Paragraph, Role | None], ...]
    form: Form | None
    kind: Kind | None
    ours: bool
    official: bool
    drawn: tuple[Drawn, ...]
    """The level lines that are drawn as shapes."""


def recognised(facts: Facts) -> Recognised:
    """What a file is, as far as its page shows."""
    ours = is_set_in_ours(facts)
    if ours:
        roles, official = tuple(_styled(facts)), True
    else:
        shown = roles_of_docx(facts)
        roles, official = tuple(_read(facts, shown)), any(one.document >= 0 for one in shown)
    title, mark = (_first_text(roles, role) for role in (Role.TITLE, Role.MARK))
    drawn = () if ours else drawn_in(facts, [paragraph for paragraph, _ in roles])
    form = _form({role for _, role in roles}, "".join(mark.split()))
    if form is Form.DOCUMENT and is_of_letter(drawn):
        form = Form.LETTER
    return Recognised(roles, form, kind_of(title, mark), ours, official, drawn)


def _first_text(roles: Iterable[tuple[Paragraph, Role | None]], wanted: Role) -> str:
    """What the first paragraph of a role says, and those of the role that follow it."""
    text = ""
    for paragraph, role in roles:
        if role is wanted:
            text += paragraph.text
        elif text and paragraph.text.strip(BLANKS):
            break
    return text


def kind_of(title: str, mark: str = "") -> Kind | None:
    """The kind that a title ends with, remarks in brackets aside; an order has none but its mark.

    >>> kind_of("关于印发值班办法（试行）的通知"), kind_of("青山镇概况"), kind_of("", "云岭县人民政府令")
    (<Kind.NOTICE: '通知'>, None, <Kind.ORDER: '命令'>)
    """
    bare = "".join(title.split()).rstrip("。！；，、：:.!;,")
    while bare.endswith("）") and "（" in bare:
        bare = bare[: bare.rindex("（")]
    found = next((kind for kind in Kind if bare.endswith(kind.value)), None)
    if found is None and not bare and "".join(mark.split()).endswith(("令", "命令")):
        return Kind.ORDER
    return found


def _styled(facts: Facts) -> Iterator[tuple[Paragraph, Role | None]]:
    names = facts.styles.names
    of_style = {id_: _BY_STYLE[name] for id_, name in names.items() if name in _BY_STYLE}
    for paragraph in _everything(facts):
        yield paragraph, of_style.get(paragraph.style)


def _read(facts: Facts, shown: Iterable[ShownRole]) -> Iterator[tuple[Paragraph, Role | None]]:
    read = {(one.paragraph.part, one.paragraph.number): one.role for one in shown}
    main = facts.opened.main
    for paragraph in _everything(facts):
        role = read.get((paragraph.part, paragraph.number))
        if role is None and paragraph.part != main and _is_folio(paragraph):
            role = Role.FOLIO
        elif role is None and paragraph.part == main and paragraph.table is not None and paragraph.text.strip(BLANKS):
            role = Role.TABLE_CELL
        yield paragraph, role


def _is_folio(paragraph: Paragraph) -> bool:
    return any("PAGE" in run.field for run in paragraph.runs) or is_folio(paragraph.text)


def _everything(facts: Facts) -> Iterator[Paragraph]:
    yield from paragraphs_in(facts.blocks)
    for part in _margins(facts):
        yield from paragraphs_in(part)


def _margins(facts: Facts) -> Iterable[tuple[Block, ...]]:
    parts = {
        part: None for section in facts.sections for part in (*section.headers.values(), *section.footers.values())
    }
    return (facts.part(part) for part in parts)


def _form(shown: set[Role | None], mark: str) -> Form:
    if not shown.isdisjoint((Role.LETTER_MARK, Role.LETTER_NUMBER, Role.LETTER_RULE)):
        return Form.LETTER
    if Role.ISSUE_LINE in shown or mark.endswith("纪要"):
        return Form.MINUTES
    if shown.isdisjoint((Role.MARK, Role.JOINT_MARK)):
        return Form.PLAIN
    return Form.ORDER if mark.endswith("令") and Role.TITLE not in shown else Form.DOCUMENT
