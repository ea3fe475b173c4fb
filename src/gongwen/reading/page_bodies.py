"""Bodies of a page on their way into data: of the document, of its attachments, of what it issues."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from gongwen.reading.kept import Kept
from gongwen.reading.nesting import Heading, Standing, nested
from gongwen.standard.numbering import split_label

__all__ = ["Data", "PageBody", "paragraph_data"]

Data: TypeAlias = dict[str, Any]
"""Plain data of the model."""


class PageBody:
    """The blocks of a body, an attachment or an issued document, as they come."""

    def __init__(self, head: Data, number: int = 0) -> None:
        self.head = head
        self.number = number
        self.items: list[Heading[Data] | Standing[Data]] = []

    def text(self, text: str, within: int | None = None) -> None:
        """A paragraph; one without a text says nothing."""
        if text:
            self.items.append(Standing(paragraph_data(text), within))

    def last(self) -> Data | None:
        """The last block, if it can be added to."""
        item = self.items[-1] if self.items else None
        return item.block if isinstance(item, Standing) else item.first if item else None

    def blocks(self, index: int, kept: Kept) -> list[Data]:
        """The nested blocks; ``index`` is the body's place among all bodies, as what was kept counts them."""
        total, returns = kept.returns.get(index, (0, {}))
        places = [at for at, item in enumerate(self.items) if isinstance(item, Standing) and _is_solid(item.block)]
        if len(places) == total:  # otherwise tables were added or taken away since
            for place, within in returns.items():
                if 0 <= place < total:
                    item = self.items[places[place]]
                    assert isinstance(item, Standing)
                    self.items[places[place]] = replace(item, within=within)
        headings = [at for at, item in enumerate(self.items) if isinstance(item, Heading)]
        for count, at in enumerate(headings):
            heading = self.items[at]
            assert isinstance(heading, Heading)
            self.items[at] = _with_label(heading, kept.labels.get((index, count)))
        return list(nested(self.items, _section))


def paragraph_data(text: str) -> Data:
    """A paragraph of text."""
    return {"type": "paragraph", "text": text}


def _is_solid(block: Data) -> bool:
    return block["type"] in ("table", "picture")


def _with_label(heading: Heading[Data], kept: str | None) -> Heading[Data]:
    """The heading without its number: one of ours, or the one that was kept."""
    if kept and heading.text.startswith(kept):
        return replace(heading, label=kept, text=heading.text[len(kept) :])
    label, text = split_label(heading.level, heading.text)
    return replace(heading, label=label or None, text=text)


def _section(heading: Heading[Data], blocks: tuple[Data, ...]) -> Data:
    """A section as data; a number that its place gives as well, the model leaves out."""
    return {
        "type": "section",
        "level": heading.level,
        "heading": heading.text,
        "run_in": heading.first is not None,
        "label": heading.label,
        "blocks": blocks,
    }
