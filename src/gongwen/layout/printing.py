"""How a document is to be printed, beside what it says and the profile of its page."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["USUAL", "Printing"]


class Printing(NamedTuple):
    """Wishes for the printer.

    ``even`` puts 版记 on an even page, after a blank page where need be (33476-7.3.1); ``preprinted`` leaves out the
    red parts of the head and keeps their room, for paper on which they are printed already (套打).
    """

    even: bool = False
    preprinted: bool = False


USUAL = Printing()
"""版记 on the last page of the text where it has room, the red head printed with the rest."""
