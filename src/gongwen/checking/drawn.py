"""Level lines that a file draws as shapes: the red rule of a head, the double rules of a letter, the rules of 版记."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongwen.checking.colours import is_red
from gongwen.ooxml.facts import Facts, Paragraph
from gongwen.ooxml.facts.shapes import DrawnLine, drawn_lines
from gongwen.standard import figures

__all__ = ["Drawn", "drawn_in", "is_of_letter", "letter_rules"]

_HAS_LINE = re.compile(rb'prst="(?:line|straightConnector1)"|<v:line\b|_x0000_t32')
_LETTER = (figures.RED_RULE_WIDTH.value.mm + figures.LETTER_RULE_WIDTH.value.mm) / 2
"""The rules of a letter are longer than the type area is wide."""


class Drawn(NamedTuple):
    """A line, and the paragraph that it is anchored in."""

    paragraph: Paragraph
    line: DrawnLine


def drawn_in(facts: Facts, paragraphs: Sequence[Paragraph]) -> tuple[Drawn, ...]:
    """The lines drawn in some paragraphs, in the order of the file."""
    drawing = {
        part
        for part in {paragraph.part for paragraph in paragraphs}
        if part in facts.opened and _HAS_LINE.search(facts.opened.member(part))
    }
    sections = facts.sections
    return tuple(
        Drawn(paragraph, line)
        for paragraph in paragraphs
        if paragraph.part in drawing and paragraph.element is not None
        for line in drawn_lines(
            paragraph.element, sections[min(paragraph.section, len(sections) - 1)] if sections else None
        )
    )


def letter_rules(drawn: Sequence[Drawn]) -> list[Drawn]:
    """The red lines that are as long as only those of a letter are (10.1-e), from above."""
    found = [one for one in drawn if is_red(one.line.colour) and one.line.length.mm > _LETTER]
    return sorted((one for one in found if one.line.on_page), key=lambda one: one.line.y.mm)


def is_of_letter(drawn: Sequence[Drawn]) -> bool:
    """Whether lines drawn on a page make it one of 信函格式: two long red ones, or two pairs of them."""
    return len(letter_rules(drawn)) > 1
