"""签发人 of upward documents, on the same lines as 发文字号 (9704-7.2.5-f, 7.2.6).

Names stand two a line, in columns that end one character from the right edge; the number stands one character from
the left on the line of the last name.
"""

from __future__ import annotations

from functools import lru_cache

from gongwen.layout.blocks import Alignment, ParagraphBlock, Placement, Run, Tab
from gongwen.layout.stylesheet import Stylesheet, stylesheet
from gongwen.layout.text import width
from gongwen.model import Document, Kind
from gongwen.standard import figures
from gongwen.standard.kinds import KINDS, Direction
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.roles import Role

__all__ = ["number_and_signers", "shows_signers"]

_LABEL = "签发人："
_A_LINE = 2
_SPACED_NAME = 2
_SPACE = "　"


def shows_signers(document: Document) -> bool:
    """Whether the head shows 签发人: on upward documents only (9704-7.2.6-a, g); 意见 may go upward."""
    upward = KINDS[document.kind].direction is Direction.UPWARD or document.kind is Kind.OPINION
    return bool(document.signers) and upward


def number_and_signers(
    number: str, signers: tuple[str, ...], last: Placement, sheet: Stylesheet
) -> list[ParagraphBlock]:
    """Lines of names; the last one carries the number and the rule below it.

    ``last`` is the placement of a number alone: its space above goes to the first line, its rule to the last.
    """
    names = [_SPACE.join(name) if len(name) == _SPACED_NAME else name for name in signers]
    column = max(width(name) for name in names)
    lines = [names[index : index + _A_LINE] for index in range(0, len(names), _A_LINE)]
    tabs = _tabs(column, len(names) > 1, sheet.profile)
    blocks = []
    for index, line in enumerate(lines):
        first, final = index == 0, index == len(lines) - 1
        opening = f"\t{number if final else ''}\t{_LABEL if first else ''}"
        runs: list[Run | str] = [opening, Run("\t".join(line), Face.KAITI)]
        place = Placement(
            space_before=last.space_before if first else sheet.pitch - sheet.single_line,
            tabs=tabs[0 if first else 1],
            rule_below=last.rule_below if final else None,
        )
        blocks.append(ParagraphBlock(Role.NUMBER_AND_SIGNERS if final else Role.SIGNERS, tuple(runs), place))
    return blocks


@lru_cache(maxsize=256)
def _tabs(column: float, several: bool, profile: Profile) -> tuple[tuple[Tab, ...], tuple[Tab, ...]]:
    """Tab stops of the first line, which begins with the label, and of the following ones."""
    character = stylesheet(profile).body_size
    right = profile.text_width - character * figures.SIGNERS_RIGHT.value
    # An indent would shorten the rule below the line, so the number stands at a tab stop.
    number = Tab(character * figures.UPWARD_NUMBER_LEFT.value)
    if not several:
        return (number, Tab(right, Alignment.RIGHT)), ()
    second = right - character * column
    # 7.2.6-e: one character between the names of a line.
    first = second - character * (column + 1)
    label = first - character * len(_LABEL)
    return (number, Tab(label), Tab(second)), (number, Tab(first), Tab(second))
