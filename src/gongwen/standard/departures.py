"""Where a profile leaves the standard: each setting beyond its tolerance, once, with its clause.

In: a profile. Out: :class:`Departure` values. What lies within the freedom that the standard leaves (both readings of
the margins, the height of an empty line, the font of digits) is no departure.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from types import MappingProxyType
from typing import NamedTuple

from gongwen.standard import figures
from gongwen.standard.families import FAMILIES, is_of_family
from gongwen.standard.figures import Figure
from gongwen.standard.profiles import PROFILES, Face, Profile
from gongwen.standard.units import Length

__all__ = ["Departure", "departures"]


class Departure(NamedTuple):
    """One setting that is not the standard's: the clause, the thing, the standard's value, the value here, and what
    would still pass.

    >>> print(Departure("9704-5.2.3-a", "行距", "29.6磅", "28磅", "28.95～29.7磅"))
    行距为28磅，标准为29.6磅（容许28.95～29.7磅；9704-5.2.3-a）
    """

    clause: str
    what: str
    standard: str
    value: str
    tolerance: str

    def __str__(self) -> str:
        passing = f"容许{self.tolerance}；" if self.tolerance else ""
        return f"{self.what}为{self.value}，标准为{self.standard}（{passing}{self.clause}）"

    def to_dict(self) -> dict[str, str]:
        """The departure as plain data; the shape behind ``--json``."""
        return self._asdict()


def departures(profile: Profile) -> tuple[Departure, ...]:
    """All departures of a profile from the standard, in the order of the clauses' subjects: page, lines, fonts.

    >>> departures(PROFILES["国标"]), departures(PROFILES["通行"])
    ((), ())
    """
    return (*_margins(profile), *_lines(profile), *_fonts(profile))


# 5.2.1: the printed margin, and which software margin brings it about in either reading (AMB-01).
_SIDES = (
    ("top", "上边距", figures.TOP_MARGIN),
    ("left", "左边距", figures.BINDING_MARGIN),
    ("right", "右边距", figures.RIGHT_MARGIN),
)
_FACE_CLAUSES = MappingProxyType(
    {
        Face.FANGSONG: "9704-5.2.2-a",
        Face.HEITI: "9704-7.3.3-e",
        Face.KAITI: "9704-7.3.3-e",
        Face.XIAOBIAOSONG: "9704-7.3.1-a",
        Face.SONGTI: "9704-7.5-a",
    }
)
# Settings are written to the hundredth; what rounding brings about is no departure.
_ROUNDING = 0.005


def _margins(profile: Profile) -> Iterator[Departure]:
    for side, what, figure in _SIDES:
        value: Length = getattr(profile, side)
        readings = sorted({getattr(known, side).mm for known in PROFILES.values()})
        if all(abs(value.mm - reading) > figure.tolerance.mm + _ROUNDING for reading in readings):
            standard = "或".join(f"{reading:g}" for reading in readings)
            yield Departure(figure.clause, what, f"{standard}毫米", _mm(value), _plus_minus(figure))
    bottom = figures.BOTTOM_MARGIN
    if not bottom.least.mm - _ROUNDING <= profile.bottom.mm <= bottom.most.mm + _ROUNDING:
        standard = "或".join(f"{known.bottom.mm:g}" for known in PROFILES.values())
        passing = f"{bottom.least.mm:g}～{bottom.most.mm:g}毫米"
        yield Departure(bottom.clause, "下边距", f"{standard}毫米", _mm(profile.bottom), passing)


def _lines(profile: Profile) -> Iterator[Departure]:
    pitch, value = figures.LINE_PITCH, profile.line_pitch
    if not pitch.least.pt - _ROUNDING <= value.pt <= pitch.most.pt + _ROUNDING:
        passing = f"{pitch.least.pt:g}～{pitch.most.pt:g}磅"
        yield Departure(pitch.clause, "行距", _pt(pitch.ideal), _pt(value), passing)
    count = figures.CHARACTERS_PER_LINE
    # On a line of the standard's own width: a margin that is off is told as such.
    characters = floor(figures.TYPE_AREA_WIDTH.value / profile.body_character + 1e-6)
    if characters != count.value:
        value_here = f"每行{characters}字（字距{_pt(profile.character_spacing)}）"
        yield Departure(count.clause, "字数", f"每行{count.value}字", value_here, "")


def _fonts(profile: Profile) -> Iterator[Departure]:
    for face in Face:
        font = profile.fonts.of(face)
        if not is_of_family(font, face):
            passing = "、".join(name for name in FAMILIES[face] if not name.isascii() and "*" not in name)
            yield Departure(_FACE_CLAUSES[face], f"{face.value}的字体", face.value, font, passing)


def _mm(length: Length) -> str:
    return f"{round(length.mm, 2):g}毫米"


def _pt(length: Length) -> str:
    return f"{round(length.pt, 2):g}磅"


def _plus_minus(figure: Figure) -> str:
    return f"±{figure.tolerance.mm:g}毫米"
