"""Values of the model made from what was read, with each fault still knowing the place in the data it came from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from pydantic import ValidationError

from gongwen.errors import Fault
from gongwen.model.base import Value
from gongwen.model.faults import faults_of
from gongwen.read.text import shown

__all__ = ["Built", "LocatedFault", "Place", "build", "shown_fault"]

_V = TypeVar("_V", bound=Value)
Place: TypeAlias = tuple[int | str, ...]


class LocatedFault(NamedTuple):
    """A fault and where in the data it lies, as pydantic names places."""

    place: Place
    fault: Fault


class Built(NamedTuple, Generic[_V]):
    """The value, or None and all the faults of its data."""

    value: _V | None
    faults: tuple[LocatedFault, ...] = ()


def build(kind: type[_V], data: dict[str, Any]) -> Built[_V]:
    """The value that the data describes.

    >>> from gongwen.model import Paragraph
    >>> build(Paragraph, {"text": "春耕在即。"}).value
    Paragraph(type='paragraph', text='春耕在即。')
    >>> build(Paragraph, {"text": ""}).faults[0].place
    ('text',)
    """
    try:
        return Built(kind.model_validate(data))
    except ValidationError as error:
        places = [entry["loc"] for entry in error.errors(include_url=False)]
        return Built(None, tuple(map(_located, places, faults_of(error))))


def _located(place: Place, fault: Fault) -> LocatedFault:
    return LocatedFault(place, shown_fault(fault))


def shown_fault(fault: Fault) -> Fault:
    """The fault with what it quotes of the input made safe to show."""
    return replace(fault, field=fault.field and shown(fault.field), value=fault.value and shown(fault.value))
