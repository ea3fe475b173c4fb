"""版记: 抄送机关, 印数, 印发机关和印发日期, closed by rules, at the foot of the last page (9704-7.4).

Each row stands in a frame of its own, placed from the sheet's edge and reckoned upwards from the last rule at 262 mm;
a short line after them holds them on the last page.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from gongwen.layout.blocks import CHOSEN_BREAK, Alignment, Frame, ParagraphBlock, Placement, Rule, Tab
from gongwen.layout.stylesheet import Stylesheet, stylesheet
from gongwen.layout.text import break_lines, width
from gongwen.model import Document, Form
from gongwen.standard import figures
from gongwen.standard.dates import write_date
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm

__all__ = ["colophon_blocks", "colophon_height"]

_SIDE = figures.COLOPHON_SIDE.value
_LABEL_WIDTH = 3
# At least so much lies between 印发机关 and 印发日期, in characters; programs draw dates up to one wider.
_BETWEEN = 2


class _Row(NamedTuple):
    """One row: its role, its lines, whether a rule stands above it."""

    role: Role
    lines: int
    ruled: bool


def colophon_blocks(document: Document, sheet: Stylesheet, *, recipients_moved: bool) -> list[ParagraphBlock]:
    """The rows from top to bottom; empty when the document has none."""
    form, recipients = document.form, document.recipients if recipients_moved else ()
    if form is Form.LETTER:  # 10.1-k: a letter has nothing but 抄送机关
        return [*_blocks(form, recipients, document.cc, None, None, None, sheet)]
    printed = (document.copies, document.printer, document.print_date)
    return [*_blocks(form, recipients, document.cc, *printed, sheet)]


@lru_cache(maxsize=1024)
def _blocks(
    form: Form,
    recipients: tuple[str, ...],
    cc: tuple[str, ...],
    copies: int | None,
    printer: str | None,
    print_date: date | None,
    sheet: Stylesheet,
) -> tuple[ParagraphBlock, ...]:
    """The rows; the documents of a batch mostly have the same."""
    texts: list[tuple[Role, str, bool]] = []
    if recipients:
        texts.append((Role.COLOPHON_RECIPIENTS, _agencies("主送", recipients, sheet), True))
    if cc:
        # 7.4.2-d: no rule between 主送 and 抄送.
        texts.append((Role.COLOPHON_CC, _agencies("抄送", cc, sheet), not recipients))
    if copies is not None:
        texts.append((Role.COLOPHON_COPIES, f"共印{copies}份", True))
    if printer:
        texts.append((Role.COLOPHON_PRINTER, _printer(printer, print_date, sheet), True))
    rows = tuple(_Row(role, text.count(CHOSEN_BREAK) + 1, ruled) for role, text, ruled in texts)
    # 10.1-k: no rules in the colophon of a letter.
    placements = _placements(rows, form is not Form.LETTER, sheet.profile)
    return tuple(ParagraphBlock(role, (text,), place) for (role, text, _), place in zip(texts, placements, strict=True))


def colophon_height(blocks: list[ParagraphBlock]) -> Length:
    """How much of the foot of the page the rows take."""
    frames = [block.placement.frame for block in blocks if block.placement.frame]
    return figures.COLOPHON_LAST_RULE.value - frames[0].top if frames else Mm(0)


def _printer(printer: str, print_date: date | None, sheet: Stylesheet) -> str:
    """印发机关 at the left, 印发日期 at the right, on a line of its own where both do not fit (9704-7.4.3-a)."""
    room = sheet.profile.text_width / sheet.colophon_size - 2 * _SIDE
    if print_date is None:
        return CHOSEN_BREAK.join(break_lines(printer, room))
    printed = f"{write_date(print_date)}印发"
    if width(printer) + width(printed) + _BETWEEN <= room:
        return f"{printer}\t{printed}"
    return CHOSEN_BREAK.join([*break_lines(printer, room), f"\t{printed}"])


def _agencies(label: str, names: tuple[str, ...], sheet: Stylesheet) -> str:
    """``抄送：甲，乙。`` in lines that fit, so that the row's height is known (9704-7.4.2-b)."""
    measure = sheet.profile.text_width / sheet.colophon_size - 2 * _SIDE - _LABEL_WIDTH
    return f"{label}：" + CHOSEN_BREAK.join(break_lines("，".join(names) + "。", measure))


@lru_cache(maxsize=1024)
def _placements(rows: tuple[_Row, ...], ruled: bool, profile: Profile) -> tuple[Placement, ...]:
    sheet = stylesheet(profile)
    character = sheet.colophon_size
    room = profile.text_width
    thick = Rule(figures.COLOPHON_THICK_RULE.value)
    thin = Rule(figures.COLOPHON_THIN_RULE.value)
    bottom = figures.COLOPHON_LAST_RULE.value
    placements: list[Placement] = []
    last = len(rows) - 1
    for index in range(last, -1, -1):
        row = rows[index]
        height = sheet.colophon_line * row.lines
        bottom = bottom - height
        above = thick if index == 0 else thin
        frame = Frame(top=bottom, height=height, left=profile.left, width=room)
        place = Placement(
            frame=frame,
            rule_above=above if ruled and row.ruled else None,
            rule_below=thick if ruled and index == last else None,
        )
        if row.role in (Role.COLOPHON_RECIPIENTS, Role.COLOPHON_CC):
            place = place._replace(left=character * (_SIDE + _LABEL_WIDTH), hanging=character * _LABEL_WIDTH)
        elif row.role is Role.COLOPHON_PRINTER:
            place = place._replace(tabs=(Tab(room - character * _SIDE, Alignment.RIGHT),))
        placements.append(place)
    return tuple(reversed(placements))
