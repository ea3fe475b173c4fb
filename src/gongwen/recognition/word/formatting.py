"""How a paragraph looks, for the grammar: the format of most of its words, and its place on the line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, cast

from gongwen.ooxml.facts import Facts, Paragraph, Run, RunFormat
from gongwen.recognition.lines import Formatting
from gongwen.standard.units import Pt

__all__ = ["Around", "Formats"]

_Alignment: TypeAlias = Literal["left", "center", "right", "justify", "distribute"]
_ALIGNMENTS = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "justify": "justify",
    "distribute": "distribute",
    "thaiDistribute": "distribute",
}
_DEEPEST_OUTLINE = 3  # levels of headings count from 0; a 公文 has four
_PLAIN = Pt(10)
_INDENTED = 1.0  # characters
_VANISH = b"anish"  # vanish and specVanish, of a run or of a style
_HIDING = frozenset(("styles", "header", "footer"))


class Around(NamedTuple):
    """What stands before a line: a new page, a soft break, a picture."""

    new_page: bool = False
    soft: bool = False
    under_picture: bool = False


class Formats:
    """The formatting of the lines of one file."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._sizes: Counter[float | None] = Counter()
        self._indents: Counter[float | None] = Counter()
        self._known: dict[tuple[object, ...], Formatting] = {}
        parts = (facts.opened.main, *(one.target for one in facts.relationships.values() if one.kind in _HIDING))
        self._hides = any(_VANISH in facts.opened.member(part) for part in parts if part in facts.opened)

    def of(self, paragraph: Paragraph, runs: Sequence[Run], around: Around) -> Formatting:
        """The formatting of some runs of a paragraph; those with most of the words speak for all."""
        facts = self._facts
        run = max(runs, key=_words, default=None)
        looks: RunFormat | None = None if run is None else facts.run_format(paragraph, run)
        size = round((_PLAIN if looks is None else looks.size).pt, 1)
        place = facts.paragraph_format(paragraph)
        outline = place.outline_level
        said = (
            size,
            None if looks is None else looks.bold,
            cast(_Alignment | None, _ALIGNMENTS.get(place.alignment)),
            None if looks is None else looks.colour,
            None if looks is None else looks.font_east_asia,
            round((place.indent_left.pt + place.first_line.pt) / size, 1) if size else None,
            None,  # the size of the running text is not known yet
            facts.styles.name(facts.styles.of_paragraph(paragraph.style)) or None,
            outline + 1 if 0 <= outline <= _DEEPEST_OUTLINE else None,
            around.new_page or place.page_break_before,
            around.soft,
            around.under_picture,
        )
        known = self._known.get(said)
        if known is None:
            known = self._known[said] = Formatting(*said)
        return known

    def is_hidden(self, paragraph: Paragraph, run: Run) -> bool:
        """Whether a run does not show."""
        return self._hides and self._facts.run_format(paragraph, run).hidden

    def count(self, formatting: Formatting, length: int) -> None:
        """Count a line's looks towards those of the running text."""
        self._sizes[formatting.size] += length
        self._indents[formatting.indent] += length

    def told_apart(self) -> Callable[[Formatting], Formatting]:
        """What makes of a line's formatting that which tells it from the running text, once all lines are counted.

        A size that all lines have, and an indent of none where the text has none either, tell nothing.
        """
        text_size = _most(self._sizes)
        sized, indented = len(self._sizes) > 1, (_most(self._indents) or 0) >= _INDENTED

        @cache
        def telling(looks: Formatting) -> Formatting:
            indent = looks.indent if indented or (looks.indent or 0) >= _INDENTED else None
            return replace(looks, size=looks.size if sized else None, text_size=text_size, indent=indent)

        return telling


def _most(counted: Counter[float | None]) -> float | None:
    return max(counted, key=lambda value: counted[value]) if counted else None


def _words(run: Run) -> int:
    return len(run.text.strip())
