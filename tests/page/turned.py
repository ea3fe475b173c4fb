"""A lying page as its reader holds it who does not turn the sheet: upright, bound at the left like every other."""

from __future__ import annotations

from functools import cached_property

from tests.page.measures import BOTTOM
from tests.support.page import Box, Glyph, MeasuredLine, MeasuredPage

__all__ = ["TurnedPage", "is_lying", "turned_box"]


def is_lying(page: MeasuredPage) -> bool:
    """Whether a page is wider than high."""
    return page.width_mm > page.height_mm


def turned_box(page: MeasuredPage, box: Box) -> Box:
    """A box of a lying page in millimetres of the portrait one: turned a quarter to the left."""
    return Box(box.y0, page.width_mm - box.x1, box.y1, page.width_mm - box.x0)


class TurnedPage:
    """A lying page turned a quarter to the left, so that its upper edge lies at the binding (9704-8-b)."""

    def __init__(self, page: MeasuredPage) -> None:
        assert is_lying(page)
        self.number = page.number
        self.page = page

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Every character with its ink and the point where it starts, in millimetres of the portrait page."""
        return tuple(self._turned(glyph) for glyph in self.page.glyphs)

    @cached_property
    def folio(self) -> MeasuredLine:
        """What stands below the type area."""
        below = (glyph for glyph in self.glyphs if glyph.box.center_y > BOTTOM)
        return MeasuredLine(tuple(sorted(below, key=lambda glyph: glyph.origin_x)))

    @cached_property
    def text(self) -> Box:
        """The box of all characters but the folio's."""
        boxes = [glyph.box for glyph in self.glyphs if glyph not in self.folio.glyphs]
        return Box(
            min(box.x0 for box in boxes),
            min(box.y0 for box in boxes),
            max(box.x1 for box in boxes),
            max(box.y1 for box in boxes),
        )

    @cached_property
    def table(self) -> Box:
        """The box of the table's rules."""
        across, down = self.page.rules, self.page.vertical_rules
        return turned_box(
            self.page,
            Box(
                min(rule.x0 for rule in across),
                min(rule.y0 for rule in down),
                max(rule.x1 for rule in across),
                max(rule.y1 for rule in down),
            ),
        )

    def box_of(self, text: str) -> Box:
        """The box of the first run of characters on the lying sheet that reads ``text``."""
        return turned_box(self.page, self.page.find(text).box)

    def _turned(self, glyph: Glyph) -> Glyph:
        box = turned_box(self.page, glyph.box)
        return glyph._replace(
            x0=box.x0,
            y0=box.y0,
            x1=box.x1,
            y1=box.y1,
            origin_x=glyph.baseline_y,
            baseline_y=self.page.width_mm - glyph.origin_x,
        )
