"""The choices that every entrance offers, made once: whose habits, which page, and by which grammar a source is read.

In: what a caller or a clerk names, a value or a name or a file. Out: the :class:`~gongwen.reading.unit.Unit` and the
:class:`~gongwen.standard.profiles.Profile`. YAML loads only where a file is named, the grammar only where it is asked.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gongwen.errors import packages_needed
from gongwen.standard.profiles import NATIONAL, PROFILES, Profile

if TYPE_CHECKING:
    from gongwen.reading.tails import BelowHead, Understood
    from gongwen.reading.unit import Unit

__all__ = ["choose_profile", "choose_unit", "grammar"]


def grammar(below: BelowHead) -> Understood:
    """The one grammar of typed texts, for what stands below the head of a source beside its text."""
    from gongwen.recognition.sources import understood  # noqa: PLC0415 - loads only for sources that need it

    return understood(below)


def choose_unit(wanted: Unit | str | os.PathLike[str] | None) -> Unit | None:
    """The unit itself, or the one of a file. Raises :class:`~gongwen.InputError` with every fault of the file.

    >>> choose_unit(None) is None
    True
    """
    if wanted is None or not isinstance(wanted, str | os.PathLike):
        return wanted
    with packages_needed():
        from gongwen.reading.unit import Unit  # noqa: PLC0415 - YAML loads only when a unit's file is read

    return Unit.load(wanted)


def choose_profile(wanted: str | Profile | None, unit: Unit | None = None) -> Profile:
    """The page: the one that is asked for (itself, 国标, 通行, or a file's), else the unit's own, else 国标.

    Raises :class:`~gongwen.InputError` for a name that is none of these, and with every fault of a file.

    >>> choose_profile("通行").name, choose_profile(None).name
    ('通行', '国标')
    """
    if isinstance(wanted, Profile):
        return wanted
    if not wanted:
        return (unit and unit.profile) or NATIONAL
    named = PROFILES.get(wanted)
    if named is not None:
        return named
    with packages_needed():
        from gongwen.reading.profile import find_profile  # noqa: PLC0415 - YAML loads only for a file

    return find_profile(wanted)
