"""签发人 of upward documents, on the same lines as 发文字号 (9704-7.2.5-f, 7.2.6).

Names stand two a line, in columns that end one character from the right edge; the number stands one character from
the left on the line of the last name. Where number and names have no room side by side, names stand one a line; where
even that is too much, the number has the last line for itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import Alignment, ParagraphBlock, Placement, Run, Tab
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.keeping import are_long
from gongwen.model import Document
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.kinds import MAY_BE_SIGNED
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.roles import Role

__all__ = ["number_and_signers", "shows_signers"]

_LABEL = "签发人："
_A_LINE = 2
_SPACED_NAME = 2
# 7.2.6-e: one character between the names of a line, and between the number and what stands beside it.
_BETWEEN = 1
# Whether the number stands beside the last names, and how many stand on a line; what is better comes first.
_ARRANGEMENTS = ((True, _A_LINE), (True, 1), (False, _A_LINE), (False, 1))
_SPACE = "　"


def shows_signers(document: Document) -> bool:
    """Whether the head shows 签发人: on upward documents only (9704-7.2.6-a, g); 意见 may go upward."""
    return bool(document.signers) and document.kind in MAY_BE_SIGNED


def number_and_signers(
    number: str, signers: tuple[str, ...], last: Placement, sheet: Stylesheet
) -> list[ParagraphBlock]:
    """Lines of names; the last one carries the number and the rule below it.

    ``last`` is the placement of a number alone: its space above goes to the first line, its rule to the last.
    """
    lines_of = _lines.__wrapped__ if are_long(signers) else _lines
    *lines, final = lines_of(signers, width(number), last, sheet)
    beside, *names = final.runs
    return [*lines, final._replace(runs=(f"\t{number}{beside}", *names))]


@lru_cache(maxsize=256)
def _lines(signers: tuple[str, ...], number: float, last: Placement, sheet: Stylesheet) -> tuple[ParagraphBlock, ...]:
    """The lines beside a number so many characters wide, which the last line is still without."""
    names = [_SPACE.join(name) if len(name) == _SPACED_NAME else name for name in signers]
    columns = _columns.__wrapped__ if are_long(names) else _columns
    lines, tabs, beside = columns(tuple(width(name) for name in names), number, sheet.profile)
    texts = [(tabs[min(index, 1)], names[first:end]) for index, (first, end) in enumerate(lines)]
    if not beside:
        texts.append((tabs[1][:1], []))
    blocks = []
    for index, (stops, line) in enumerate(texts):
        first, final = index == 0, index == len(texts) - 1
        before_number = "" if final else "\t"
        runs: tuple[Run | str, ...] = (before_number,)
        if line:
            runs = (f"{before_number}\t{_LABEL if first else ''}", Run("\t".join(line), Face.KAITI))
        place = Placement(
            space_before=last.space_before if first else sheet.pitch - sheet.single_line,
            tabs=stops,
            rule_below=last.rule_below if final else None,
        )
        blocks.append(ParagraphBlock(Role.NUMBER_AND_SIGNERS if final else Role.SIGNERS, runs, place))
    return tuple(blocks)


class _Columns(NamedTuple):
    """Which names stand on which line, tab stops of the first line (it has the label) and of the following ones."""

    lines: tuple[tuple[int, int], ...]
    tabs: tuple[tuple[Tab, ...], tuple[Tab, ...]]
    number_beside: bool


@lru_cache(maxsize=256)
def _columns(names: tuple[float, ...], number: float, profile: Profile) -> _Columns:
    """The fullest arrangement that leaves the number room; widths are in characters."""
    character = stylesheet(profile).body_size
    right = profile.text_width / character - figures.SIGNERS_RIGHT.value
    number_left = figures.UPWARD_NUMBER_LEFT.value
    number_ends = number_left + number + _BETWEEN
    total, label = len(names), len(_LABEL)
    for beside, a_line in _ARRANGEMENTS:
        starts = _starts(names, a_line, right)
        # The last line has the label as well when it is the only one.
        begins = starts[0] - (label if total <= a_line else 0)
        if starts[0] >= label and (begins >= number_ends or not beside):
            break
    else:  # one name is wider than the page
        starts = (float(label),)
    lines = tuple((first, min(first + a_line, total)) for first in range(0, total, a_line))
    # An indent would shorten the rule below the line, so the number stands at a tab stop.
    at_number = Tab(character * number_left)
    columns = tuple(Tab(character * start) for start in starts)
    first_line = (at_number, Tab(character * (starts[0] - label)), *columns[1:])
    if total == 1:
        first_line = (at_number, Tab(character * right, Alignment.RIGHT))
    return _Columns(lines, (first_line, (at_number, *columns)), beside)


def _starts(names: tuple[float, ...], a_line: int, right: float) -> tuple[float, ...]:
    """Where the columns of names begin: the last one ends one character from the right (7.2.6-c)."""
    widths = [max(names[column::a_line], default=0.0) for column in range(min(a_line, len(names)))]
    starts = [right - widths[-1]]
    for column in reversed(widths[:-1]):
        starts.insert(0, starts[0] - _BETWEEN - column)
    return tuple(starts)
