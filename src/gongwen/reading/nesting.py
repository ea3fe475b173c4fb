"""Paragraphs, headings, tables and pictures in the order in which they stand become sections within sections.

The one builder of bodies: source files and .docx feed it alike. What a block or a section is made of is the caller's
affair: values of the model, or the data of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Heading", "Standing", "nested"]

B = TypeVar("B")


@dataclass(frozen=True)  # no named tuple: those are generic from Python 3.11 on
class Heading(Generic[B]):
    """The first line of a section; ``first`` is the paragraph that the heading runs into."""

    level: int
    text: str
    first: B | None = None
    label: str | None = None


@dataclass(frozen=True)
class Standing(Generic[B]):
    """A block that is no section. It belongs to the section above it, or to one ``within`` that level: 0 is none."""

    block: B
    within: int | None = None


def nested(
    items: Iterable[Heading[B] | Standing[B]], section: Callable[[Heading[B], tuple[B, ...]], B]
) -> tuple[B, ...]:
    """The blocks of a body. A section goes inside the nearest one above it of a smaller level.

    >>> def shown(heading, blocks):
    ...     return f"{heading.text}({'，'.join(blocks)})"
    >>> nested([Heading(1, "甲"), Heading(2, "乙"), Standing("丙"), Standing("丁", within=0)], shown)
    ('甲(乙(丙))', '丁')
    """
    # Of each open section its heading and the blocks that it has so far, the outermost first; the body itself has none.
    body: list[B] = []
    open_: list[tuple[Heading[B], list[B]]] = []

    def close(level: int) -> None:
        while open_ and open_[-1][0].level >= level:
            heading, blocks = open_.pop()
            (open_[-1][1] if open_ else body).append(section(heading, tuple(blocks)))

    for item in items:
        if isinstance(item, Heading):
            close(item.level)
            open_.append((item, [] if item.first is None else [item.first]))
        else:
            if item.within is not None:
                close(item.within + 1)
            (open_[-1][1] if open_ else body).append(item.block)
    close(0)
    return tuple(body)
