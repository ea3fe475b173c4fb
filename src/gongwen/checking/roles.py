"""Which paragraph shows which 要素: by named styles in files of ours, by words and looks in files of other hands.

The seam to the recogniser: :func:`roles_of` is all that the rules know of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from gongwen.checking.guessing import guessed
from gongwen.ooxml.facts import Block, Facts, Paragraph, paragraphs_in
from gongwen.reading.recognising import is_ours
from gongwen.standard.kinds import Form, Kind
from gongwen.standard.roles import Role

__all__ = ["Recognised", "kind_of", "recognised", "roles_of"]

_BY_STYLE: Mapping[str, Role] = MappingProxyType({role.value: role for role in Role})


class Recognised(NamedTuple):
    """The roles of a file's paragraphs, its form and kind as far as they show, and whether it is a 公文 at all."""

    roles: tuple[tuple[Paragraph, Role | None], ...]
    form: Form | None
    kind: Kind | None
    ours: bool
    official: bool


def roles_of(facts: Facts) -> tuple[tuple[Paragraph, Role | None], ...]:
    """The paragraphs of a file, those of headers and footers among them, each with its role; None where none shows."""
    return tuple(_styled(facts)) if is_ours(facts) else tuple(guessed(facts, _everything(facts)))


def recognised(facts: Facts) -> Recognised:
    """What a file is, as far as its page shows."""
    ours = is_ours(facts)
    roles = roles_of(facts)
    shown = {role for _, role in roles}
    said = {role: paragraph.text for paragraph, role in reversed(roles) if role is not None}
    kind = kind_of(said.get(Role.TITLE, ""), said.get(Role.MARK, ""))
    return Recognised(roles, _form(shown, said), kind, ours, ours or _is_official(shown, kind))


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


def _everything(facts: Facts) -> Iterator[Paragraph]:
    yield from paragraphs_in(facts.blocks)
    for part in _margins(facts):
        yield from paragraphs_in(part)


def _margins(facts: Facts) -> Iterable[tuple[Block, ...]]:
    parts = {
        part: None for section in facts.sections for part in (*section.headers.values(), *section.footers.values())
    }
    return (facts.part(part) for part in parts)


def _form(shown: set[Role | None], said: Mapping[Role, str]) -> Form:
    if not shown.isdisjoint((Role.LETTER_MARK, Role.LETTER_NUMBER, Role.LETTER_RULE)):
        return Form.LETTER
    mark = "".join(said.get(Role.MARK, "").split())
    if Role.ISSUE_LINE in shown or mark.endswith("纪要"):
        return Form.MINUTES
    if shown.isdisjoint((Role.MARK, Role.JOINT_MARK)):
        return Form.PLAIN
    return Form.ORDER if mark.endswith("令") and Role.TITLE not in shown else Form.DOCUMENT


# How much a role tells that a text is a 公文: some are in any text that has them, others only among others.
_WEIGHTS: Mapping[Role, int] = MappingProxyType(
    {
        Role.NUMBER: 2,
        Role.LETTER_NUMBER: 2,
        Role.NUMBER_AND_SIGNERS: 2,
        Role.SIGNERS: 2,
        Role.MARK: 2,
        Role.LETTER_MARK: 2,
        Role.JOINT_MARK: 2,
        Role.COLOPHON_CC: 1,
        Role.COLOPHON_PRINTER: 2,
        Role.RECIPIENTS: 1,
        Role.DATE: 1,
        Role.SIGNATORY: 1,
        Role.HEADING_1: 1,
        Role.ATTACHMENT_NOTE: 1,
    }
)


def _is_official(shown: set[Role | None], kind: Kind | None) -> bool:
    weight = sum(_WEIGHTS.get(role, 0) for role in shown if role is not None)
    return weight + (1 if kind is not None else 0) >= 2
