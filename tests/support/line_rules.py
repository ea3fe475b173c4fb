"""Where ONLYOFFICE turns lines that Word turns elsewhere: its own rule, to be put in place of ours for a comparison."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from gongwen.keeping import clear_caches
from gongwen.pages import line_turns, lines
from gongwen.pages.line_turns import BLANKS, NEVER_ENDS_LINE, NEVER_STARTS_LINE
from gongwen.standard.units import ZERO, Length
from gongwen.text import NO_BREAK_SPACE

__all__ = ["as_onlyoffice", "turns_in_onlyoffice"]


_WIDTHS_OF = lines.widths_of


def turns_in_onlyoffice(before: str, after: str, within_words: bool = False) -> bool:
    """Whether ONLYOFFICE lets a line turn between two characters; it never turns within words (w:wordWrap).

    Its faults: the two halves of —— may be parted; marks of the block of 、 and 。 and those that both scripts have are
    no Chinese, so that a line turns beside them only where the other character is Chinese.
    """
    del within_words
    if after in set(NEVER_STARTS_LINE + BLANKS) - set("—℃") or before in NEVER_ENDS_LINE:
        return False
    return before in BLANKS + "-—" or _is_chinese(before) or _is_chinese(after)


def _is_chinese(character: str) -> bool:
    """Rare 汉字 of the extensions are none to it either."""
    is_wide = unicodedata.east_asian_width(character) in "WF" and not "\u3001" <= character < "\u4e00"
    return character == "×" or (is_wide and character <= "\uffff")


def _widths_in_onlyoffice(size: Length, spacing: Length = ZERO, times: bool = False) -> Callable[[str], float]:
    """Characters are set closer or wider by ``spacing``, but not a no-break space."""
    width = _WIDTHS_OF(size, spacing, times)
    return lambda character: width(character) - (spacing.pt if character == NO_BREAK_SPACE else 0.0)


@contextmanager
def as_onlyoffice() -> Iterator[None]:
    """Lines are set by the rule of ONLYOFFICE. Lay documents out before: what is counted is forgotten here."""
    clear_caches()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_turns, "may_turn", turns_in_onlyoffice)
        patch.setattr(lines, "may_turn", turns_in_onlyoffice)
        patch.setattr(lines, "is_full_width", lambda _: False)  # what is jumped over is not asked for
        patch.setattr(lines, "widths_of", _widths_in_onlyoffice)
        try:
            yield
        finally:
            clear_caches()
