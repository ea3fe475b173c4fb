"""Values of the model made from what was read, with each fault still knowing the place in the data it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from pydantic import ValidationError

from gongwen.errors import Fault
from gongwen.model import Document
from gongwen.model.base import Value
from gongwen.model.faults import faults_of
from gongwen.rules import findings
from gongwen.text import shown

__all__ = ["Built", "Judged", "Place", "build", "judge", "shown_fault"]

_V = TypeVar("_V", bound=Value)
Place: TypeAlias = tuple[int | str, ...]


@dataclass(frozen=True)
class Built(Generic[_V]):
    """The value, or None and all the faults of its data, each with its place (``Fault.loc``)."""

    value: _V | None
    faults: tuple[Fault, ...] = ()


def build(kind: type[_V], data: dict[str, Any]) -> Built[_V]:
    """The value that the data describes.

    >>> from gongwen.model import Paragraph
    >>> build(Paragraph, {"text": "春耕在即。"}).value
    Paragraph(type='paragraph', text='春耕在即。')
    >>> build(Paragraph, {"text": ""}).faults[0].loc
    ('text',)
    """
    try:
        return Built(kind.model_validate(data))
    except ValidationError as error:
        return Built(None, tuple(map(shown_fault, faults_of(error))))


class Judged(NamedTuple):
    """The document, or None and the faults of its data's shape; and what the rules find in what could be read of it."""

    document: Document | None
    faults: tuple[Fault, ...]
    findings: tuple[Fault, ...]

    @property
    def all_faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong, whatever found it."""
        return self.faults + self.findings


# What stands in for a field that could not be read, while the rules look at the others.
_STAND_INS: Mapping[str, Any] = {"title": "—"}


def judge(data: Mapping[str, Any], read: Callable[[dict[str, Any]], Document] = Document.model_validate) -> Judged:
    """The document that the data describes, and all that is wrong with it, told together.

    ``read`` makes the document. Where some fields have no shape, the rules that do not look at those are asked all the
    same.

    >>> said = judge({"kind": "通知", "title": "关于春耕的通知", "issuers": "青山镇人民政府", "date": "2026-02-30"})
    >>> [fault.code for fault in said.faults], [fault.code for fault in said.findings]
    (['wrong-value'], ['missing-number', 'missing-body'])
    """
    document, faults = _read(dict(data), read)
    if document is not None:
        return Judged(document, (), tuple(map(shown_fault, findings(document))))
    unread = {str(fault.loc[0]) for fault in faults if fault.loc}
    if "kind" in unread and "form" not in data:
        unread.add("form")  # it follows from the kind
    readable = {name: value for name, value in data.items() if name in Document.model_fields and name not in unread}
    rest, _ = _read({**{name: _STAND_INS[name] for name in unread & _STAND_INS.keys()}, **readable}, read)
    found = findings(rest, unread=unread) if rest is not None else ()
    return Judged(None, faults, tuple(map(shown_fault, found)))


def _read(
    data: dict[str, Any], read: Callable[[dict[str, Any]], Document]
) -> tuple[Document | None, tuple[Fault, ...]]:
    try:
        return read(data), ()
    except ValidationError as error:
        return None, tuple(map(shown_fault, faults_of(error)))


def shown_fault(fault: Fault) -> Fault:
    """The fault with what it quotes of the input made safe to show."""
    return replace(fault, field=fault.field and shown(fault.field), value=fault.value and shown(fault.value))
