"""Whether the last page is for want of a line or two, and what may be tightened to win it (9704-7.3.5.5).

The standard lets 行距 and 字距 be adjusted when 印章 or 成文日期 find no room; its own tolerance is 21 to 23 lines
of 27 to 29 characters (9704-5.2.3). Nothing goes beyond that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from gongwen.layout.flow import TextEnd
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.units import ZERO, Length, Mm, Pt

__all__ = ["FITS", "Want", "promising", "tightened_profiles", "tightening_remark"]

_WANTED_LINES = 2.0
_SPARE_LINES = 0.2
_STEPS = (0.35, 0.7, 1.0)
_MOST_TRIALS = 2
_UNSURE_LINES = 1.5
_ROUNDING = 0.01
_MOST_LINES, _MOST_CHARACTERS = 23, 29


class Want(NamedTuple):
    """What goes to a further page, and the room it lacks; negative room is left over."""

    what: str = ""
    room: Length = Mm(-1000)

    def is_little(self, pitch: Length) -> bool:
        """Whether a line or two would do."""
        return ZERO < self.room <= pitch * _WANTED_LINES

    def is_near(self, pitch: Length) -> bool:
        """Whether counting the lines instead of estimating them might make a difference."""
        return pitch * -_UNSURE_LINES < self.room < pitch * (_WANTED_LINES + _UNSURE_LINES)

    def is_met(self, pitch: Length) -> bool:
        """Whether everything fits, with a little to spare for what the estimate may be off."""
        return self.room <= pitch * -_SPARE_LINES


FITS = Want()


def promising(want: Want, end: TextEnd, profile: Profile) -> tuple[Profile, ...]:
    """The mildest tightened profiles that may win the room wanted from text that ends so; laying out is expensive.

    A full page wins whole lines only; closer characters are taken to win a line.
    """
    lacking = want.room + profile.line_pitch * _SPARE_LINES
    page = profile.text_length
    last = page - end.rest
    winning = []
    for tight in tightened_profiles(profile):
        pitch = tight.line_pitch
        lines = _lines_on(page, pitch) - _lines_on(page, profile.line_pitch)
        gain = pitch * lines * (end.page - 1) + last * (1 - pitch / profile.line_pitch)
        if tight.character_spacing != profile.character_spacing:
            gain = gain + pitch
        if gain >= lacking:
            winning.append(tight)
    return tuple(winning[:_MOST_TRIALS])


def _lines_on(page: Length, pitch: Length) -> int:
    return int(page / pitch + _ROUNDING)


@lru_cache(maxsize=32)
def tightened_profiles(profile: Profile) -> tuple[Profile, ...]:
    """The profile with lines closer and closer, then with characters closer as well; the mildest first."""
    return tuple(_tightened(profile))


def _tightened(profile: Profile) -> Iterator[Profile]:
    least = profile.text_length / _MOST_LINES
    least_spacing = profile.text_width / _MOST_CHARACTERS - figures.BODY_SIZE.value
    loose = profile.line_pitch - least
    if loose <= ZERO:
        return
    for spacing in (profile.character_spacing, max(least_spacing, profile.character_spacing - Pt(0.5))):
        for step in _STEPS:
            # Word counts line heights in twentieths of a point; rounded up, the last line would find no room.
            pitch = Pt((profile.line_pitch - loose * step).pt * 20 // 1 / 20)
            name = f"{profile.name} {pitch.pt:g}/{spacing.pt:.2f}"
            yield replace(profile, name=name, line_pitch=pitch, character_spacing=spacing)


def tightening_remark(purpose: str, profile: Profile, tight: Profile) -> str:
    """What was tightened, and what for."""
    changes = [f"行距由 {profile.line_pitch.pt:g} 磅调为 {tight.line_pitch.pt:g} 磅"]
    if tight.character_spacing != profile.character_spacing:
        changes.append(f"字距由 {profile.character_spacing.pt:g} 磅调为 {tight.character_spacing.pt:.2g} 磅")
    return f"为使{purpose}，{'，'.join(changes)}（9704-7.3.5.5）"
