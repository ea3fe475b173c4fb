"""Pieces of a document for packages that are not ours: blocks as XML, and the numbers of a place.

In: blocks of a layout. Out: strings that a clerk's template takes in.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.blocks.block import LayoutBlock
from gongwen.ooxml.units import half_points, points, twips
from gongwen.standard.units import Length, Pt
from gongwen.write.writer import Media, Writer

__all__ = ["blocks_xml", "rule_gap", "size_of", "size_value", "space_value"]


def blocks_xml(writer: Writer, blocks: Iterable[LayoutBlock], media: Media) -> str:
    """The XML of blocks, one after the other; their pictures go to ``media``."""
    parts: list[str] = []
    writer.add_blocks(blocks, media, parts.append)
    return "".join(parts)


def space_value(length: Length, least: int = 0) -> str:
    """A space or a line as ``w:spacing`` says it."""
    return str(max(twips(length), least))


def size_value(size: Length) -> str:
    """A font size as ``w:sz`` says it."""
    return str(half_points(size))


def size_of(value: str | None) -> Length | None:
    """The font size that a ``w:sz`` says; None where it says none."""
    return Pt(int(value) / 2) if value is not None and value.isdecimal() and int(value) else None


def rule_gap(gap: Length) -> str:
    """The distance of a border as ``w:space`` says it."""
    return str(max(points(gap), 0))
