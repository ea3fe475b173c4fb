"""Paragraphs that hold a URL, an e-mail address or the name of a file.

Such a word goes to the next line whole, and a justified line before it is drawn apart over the whole measure (详 and 见
a hand's breadth from each other). So the paragraph is set flush left, which every program draws alike, and Word and
WPS are allowed to turn the line within a word (w:wordWrap), so that no hole is left either.
"""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import Alignment, LayoutBlock, ParagraphBlock, Placement
from gongwen.pages.text import has_long_word
from gongwen.standard.roles import HEADING_ROLES, RETURNING_ROLES, Role

__all__ = ["allow_turns_in_long_words"]

# What runs on from line to line. A title's lines are chosen, and what is centred or stands alone has none to stretch.
_RUNNING = frozenset(
    (
        Role.RECIPIENTS,
        Role.BODY,
        *RETURNING_ROLES,
        *HEADING_ROLES,
        Role.ATTACHMENT_NOTE,
        Role.NOTES,
        Role.ATTENDANCE,
        Role.ATTENDANCE_LEVEL_0,
        Role.ISSUED_RECIPIENTS,
    )
)


def allow_turns_in_long_words(blocks: list[LayoutBlock]) -> None:
    """Set the paragraphs that hold a long word flush left, and say that their lines may turn within it."""
    for at, block in enumerate(blocks):
        if type(block) is not ParagraphBlock:
            continue
        role, runs, place, seals = block
        for run in runs:
            text = run if type(run) is str else run[0]
            # Asked of every paragraph: nearly all of them have neither.
            if ("/" in text or "." in text) and role in _RUNNING and has_long_word(text):
                blocks[at] = ParagraphBlock(role, runs, _loose(place), seals)
                break


@lru_cache(maxsize=256)
def _loose(place: Placement) -> Placement:
    return place._replace(align=Alignment.LEFT, break_words=True)
