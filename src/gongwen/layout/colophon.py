"""版记: 抄送机关, 印数, 印发机关和印发日期, closed by rules, at the foot of the last page (9704-7.4).

The rows stand in one box on the bottom margin that grows upwards with its text, so every program breaks their lines
for itself and nothing is clipped. How high the box will be is counted here, for whoever asks whether there is room.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from gongwen.blocks.block import (
    CHOSEN_BREAK,
    Alignment,
    ColophonBlock,
    ColophonRow,
    ParagraphBlock,
    Placement,
    Rule,
    Tab,
)
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.keeping import are_long
from gongwen.model import Document, Form
from gongwen.pages.setting import count_lines
from gongwen.pages.text import has_long_word, width
from gongwen.standard import figures
from gongwen.standard.dates import write_date
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Pt

__all__ = ["colophon_block", "sent_in_copy"]

_SIDE = figures.COLOPHON_SIDE.value
_LABEL_WIDTH = 3
# At least so much lies between 印发机关 and 印发日期, in characters; programs draw dates up to one wider.
_BETWEEN = 2
# The empty line below the rows, which holds the box open.
_LEAST_LINE = Pt(1)
_THICK, _THIN = Rule(figures.COLOPHON_THICK_RULE.value), Rule(figures.COLOPHON_THIN_RULE.value)
_AGENCY_ROWS = frozenset({Role.COLOPHON_RECIPIENTS, Role.COLOPHON_CC})


def colophon_block(document: Document, sheet: Stylesheet, *, recipients_moved: bool) -> ColophonBlock | None:
    """版记, its rows from top to bottom; None when the document has none."""
    form, recipients = document.form, document.recipients if recipients_moved else ()
    copied = sent_in_copy(document)
    block = _block.__wrapped__ if are_long((*recipients, *copied, document.printer or "")) else _block
    if form is Form.LETTER:  # 10.1-k: a letter has nothing but 抄送机关
        return block(form, recipients, copied, None, None, None, sheet)
    return block(form, recipients, copied, document.copies, document.printer, document.print_date, sheet)


def sent_in_copy(document: Document) -> tuple[str, ...]:
    """抄送机关, behind those of an old 抄报: since 2012 all of them are 抄送 (9704-7.4.2)."""
    return (*document.report_to, *document.cc) if document.report_to else document.cc


@lru_cache(maxsize=1024)
def _block(
    form: Form,
    recipients: tuple[str, ...],
    cc: tuple[str, ...],
    copies: int | None,
    printer: str | None,
    print_date: date | None,
    sheet: Stylesheet,
) -> ColophonBlock | None:
    texts: list[tuple[Role, str]] = []
    if recipients:
        texts.append((Role.COLOPHON_RECIPIENTS, _agencies("主送", recipients)))
    if cc:
        texts.append((Role.COLOPHON_CC, _agencies("抄送", cc)))
    if copies is not None:
        texts.append((Role.COLOPHON_COPIES, f"共印{copies}份"))
    if printer:
        texts.append((Role.COLOPHON_PRINTER, _printer(printer, print_date, sheet)))
    if not texts:
        return None
    # 10.1-k: no rules in the colophon of a letter.
    ruled = form is not Form.LETTER
    rows: list[ColophonRow] = []
    total = 0
    for role, text in texts:
        rule = (_THIN if rows else _THICK) if ruled else None
        if rows and recipients and role is Role.COLOPHON_CC:
            rule = None  # 7.4.2-d: no rule between 主送 and 抄送
        row = ParagraphBlock(role, (text,), _placement(role, has_long_word(text), sheet.profile))
        lines = count_lines(row, sheet, sheet.measure)
        total += lines
        rows.append(ColophonRow(row, lines, rule))
    foot = _THICK if ruled else None
    rules = [rule.thickness for rule in (*(row.rule_above for row in rows), foot) if rule]
    height = sum(rules, sheet.colophon_line * total)
    return ColophonBlock(tuple(rows), foot, height, max(sheet.below_last_rule, _LEAST_LINE))


def _printer(printer: str, print_date: date | None, sheet: Stylesheet) -> str:
    """印发机关 at the left, 印发日期 at the right, on a line of its own where both do not fit (9704-7.4.3-a)."""
    if print_date is None:
        return printer
    printed = f"{write_date(print_date)}印发"
    fits = width(printer) + width(printed) + _BETWEEN <= _measure(sheet)
    return f"{printer}{'' if fits else CHOSEN_BREAK}\t{printed}"


def _agencies(label: str, names: tuple[str, ...]) -> str:
    """``抄送：甲，乙。`` (9704-7.4.2-b)."""
    return f"{label}：{'，'.join(names)}。"


@lru_cache(maxsize=32)
def _measure(sheet: Stylesheet) -> float:
    """How many characters a line of 版记 holds."""
    return sheet.profile.text_width / sheet.colophon_size - 2 * _SIDE


@lru_cache(maxsize=64)
def _placement(role: Role, break_words: bool, profile: Profile) -> Placement:
    """Indents of agencies, the tab stop of the date: from the edges of the text."""
    character = stylesheet(profile).colophon_size
    side = character * _SIDE
    if role in _AGENCY_ROWS:
        label = character * _LABEL_WIDTH
        return Placement(left=side + label, right=side, hanging=label, break_words=break_words)
    if role is Role.COLOPHON_PRINTER:
        return Placement(tabs=(Tab(profile.text_width - side, Alignment.RIGHT),))
    return Placement()
