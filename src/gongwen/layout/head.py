"""版头: 份号, 密级和保密期限, 紧急程度, 发文机关标志, 发文字号, the red rule (9704-7.2).

In: the document and the stylesheet. Out: paragraphs from the top of page one to the red rule. Every vertical place
is measured from the sheet's edge, so the mark stands at 72 mm whatever stands above it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import PLAIN, Alignment, LayoutBlock, ParagraphBlock, Placement, Rule
from gongwen.blocks.ink import NEUTRAL_LINE, ink_above, ink_below
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.keeping import LONGEST_KEPT, are_long
from gongwen.layout.joint_mark import joint_mark, rooms_for_mark
from gongwen.layout.signers import number_and_signers, shows_signers
from gongwen.model import Document, Form
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Pt

__all__ = [
    "MarkFit",
    "fit_mark",
    "head_blocks",
    "head_remarks",
    "label_placements",
    "labels_above_mark",
    "mark_placements",
    "space_after_head",
]

# 7.2.4-e leaves the size to 醒目、美观、庄重. Long names are narrowed before they are made smaller; but ONLYOFFICE
# narrows no characters, so the line of a mark reaches into both margins, and its size is such that it stays one line.
_GREATEST_MARK = Pt(45)
_LEAST_MARK = Pt(4)
_BESIDE_MARK = Pt(70)
_WIDEST_UNNARROWED = Pt(560)
_NARROWEST_PERCENT = 75
_MARK_WIDTH_SHARE = 0.96
_IDEOGRAPHIC_SPACE = "　"
_LEAD_ALONE = "联合发文的机关过多，首页排不下各机关的标志和正文，已只用主办机关的标志（9704-7.2.4-i，9704-7.3.3-a）"
_TWO_CHARACTERS = 2


class MarkFit(NamedTuple):
    """Size of a mark, and how far its characters are narrowed, in percent."""

    size: Length
    percent: int


def head_blocks(document: Document, sheet: Stylesheet) -> list[LayoutBlock]:
    """Blocks of the header; only the labels for a page without a red head (白头)."""
    labels = labels_above_mark(document)
    blocks: list[LayoutBlock] = [ParagraphBlock(role, (text,)) for role, text in labels]
    if document.form is Form.PLAIN:
        return blocks
    return blocks + _mark_and_number(document, len(labels), sheet)


def head_remarks(blocks: list[LayoutBlock]) -> list[str]:
    """What the head leaves out of the page."""
    roles = [block.role for block in blocks if isinstance(block, ParagraphBlock)]
    return [_LEAD_ALONE] if Role.JOINT_MARK in roles else []


def _mark_and_number(document: Document, labels: int, sheet: Stylesheet) -> list[LayoutBlock]:
    """发文机关标志 and the lines of 发文字号 and 签发人 under it."""
    role = Role.MARK
    if len(document.issuers) > 1 and document.issuer_mark is None:
        lines = _number_lines(document, _number_placement(ZERO, ZERO, sheet), sheet)
        for room in rooms_for_mark(document, lines, sheet):
            joint_mark_of = joint_mark.__wrapped__ if are_long(document.issuers) else joint_mark
            joint = joint_mark_of(document.issuers, labels, room, sheet.profile)
            if joint:
                first, *others = lines
                space = _number_placement(joint.size, joint.line, sheet).space_before
                return [joint, first._replace(placement=first.placement._replace(space_before=space)), *others]
        # 7.2.4-i: the lead agency's mark may stand alone. The role tells it from a mark that was asked for.
        role = Role.JOINT_MARK
    name = document.mark
    single_mark = _single_mark.__wrapped__ if len(name) > LONGEST_KEPT else _single_mark
    mark, number_place = single_mark(role, name, labels, sheet)
    return [mark, *_number_lines(document, number_place, sheet)]


@lru_cache(maxsize=1024)
def _single_mark(role: Role, mark: str, labels: int, sheet: Stylesheet) -> tuple[ParagraphBlock, Placement]:
    """A mark of one line, and the place of the number under it."""
    mark_place, number_place = mark_placements(round(width(mark), 2), labels, sheet.profile)
    if role is Role.JOINT_MARK:
        mark_place = mark_place._replace(align=Alignment.CENTRE)
    return ParagraphBlock(role, (mark,), mark_place), number_place


def _number_lines(document: Document, place: Placement, sheet: Stylesheet) -> list[ParagraphBlock]:
    number = str(document.number or "")
    if shows_signers(document):
        return number_and_signers(number, document.signers, place, sheet)
    return [ParagraphBlock(Role.NUMBER, (number,), place)]


def labels_above_mark(document: Document) -> list[tuple[Role, str]]:
    """份号, 密级★期限, 紧急程度, one a line in this order; an absent one leaves no gap (9704-7.2.3)."""
    labels = []
    if document.copy_number:
        labels.append((Role.COPY_NUMBER, document.copy_number))
    if document.secrecy:
        period = document.secrecy_period
        labels.append((Role.SECRECY, f"{document.secrecy}★{period}" if period else _spaced(document.secrecy)))
    if document.urgency:
        labels.append((Role.URGENCY, _spaced(document.urgency)))
    return labels


def space_after_head(sheet: Stylesheet, *, red_head: bool, labels: int) -> Length:
    """Space before the title's line box, so that its ink stands two empty lines under the rule (9704-7.3.1-b)."""
    above_title = ink_above(sheet.title_size, sheet.title_line)
    if red_head:
        return sheet.two_empty_lines - above_title
    # Without a red head the title opens the page: on its first line, or one line under the labels.
    return sheet.one_empty_line - above_title if labels else sheet.pitch


def _spaced(word: str) -> str:
    """Two characters are set with one space between them (9704-7.2.2-d)."""
    return _IDEOGRAPHIC_SPACE.join(word) if len(word) == _TWO_CHARACTERS else word


@lru_cache(maxsize=1024)
def mark_placements(
    mark_width: float, labels: int, profile: Profile, top: Length = figures.MARK_TOP.value
) -> tuple[Placement, Placement]:
    """Places of a mark whose ink begins at ``top`` on the sheet, and of the number two empty lines below it."""
    sheet = stylesheet(profile)
    size, percent = fit_mark(mark_width)
    line = size * NEUTRAL_LINE
    mark_box_top = top - ink_above(size, line)
    used = sum(
        ((place.space_before or ZERO) + (place.line or sheet.pitch) for place in _labels(labels, mark_box_top, sheet)),
        ZERO,
    )
    mark = Placement(
        space_before=mark_box_top - profile.top - used,
        line=line,
        left=-_BESIDE_MARK,
        right=-_BESIDE_MARK,
        size=size,
        scale=None if percent == _WHOLE else percent,
    )
    return mark, _number_placement(size, line, sheet)


def label_placements(mark_width: float, labels: int, profile: Profile, top: Length) -> tuple[Placement, ...]:
    """Places of so many labels over a mark whose ink begins at ``top``."""
    size, _ = fit_mark(mark_width)
    return _labels(labels, top - ink_above(size, size * NEUTRAL_LINE), stylesheet(profile))


def _labels(count: int, foot: Length, sheet: Stylesheet) -> tuple[Placement, ...]:
    """Labels from the top of the page on; closer to each other where they would reach below ``foot``."""
    top = sheet.profile.top
    if not count or top + sheet.pitch * count <= foot:
        return (PLAIN,) * count
    # Low lines have no empty room above the ink, so they begin at the edge of the type area itself.
    begin = max(figures.TYPE_AREA_TOP, top)
    close = Placement(line=max((foot - begin) / count, sheet.body_size))
    return (close._replace(space_before=begin - top), *(close,) * (count - 1))


@lru_cache(maxsize=256)
def _number_placement(mark_size: Length, mark_line: Length, sheet: Stylesheet) -> Placement:
    """Two empty lines under the mark (9704-7.2.5-a), the red rule 4 mm below (7.2.7-a)."""
    number_gap = ink_below(mark_size, mark_line) + ink_above(sheet.body_size, sheet.single_line)
    rule_gap = figures.RULE_BELOW_NUMBER.value - ink_below(sheet.body_size, sheet.single_line)
    return Placement(
        space_before=sheet.two_empty_lines - number_gap,
        rule_below=Rule(figures.RED_RULE_THICKNESS.value, rule_gap, red=True),
    )


_WHOLE = 100


def fit_mark(mark_width: float, greatest: Length = _GREATEST_MARK, widest: Length = _WIDEST_UNNARROWED) -> MarkFit:
    """The largest size at which a mark fits the type area, narrowed to 75 % rather than small.

    ``widest`` is the line's room for a mark that is drawn as wide as it is, by programs that do not narrow characters.
    """
    characters = max(mark_width, 1)
    size = Pt(max(int(min(greatest.pt, widest.pt / characters) * 2) / 2, _LEAST_MARK.pt))
    room = figures.TYPE_AREA_WIDTH.value * _MARK_WIDTH_SHARE
    return MarkFit(size, max(min(int(room / (size * characters) * _WHOLE), _WHOLE), _NARROWEST_PERCENT))
