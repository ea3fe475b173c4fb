"""The corpus for reading: texts as offices have them and .docx files as Word and WPS leave them, each with labels.

Even numbers are the half for development, odd numbers are held out: whoever writes the grammar does not look at them.
See README.md beside this file for what the labels say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["DEVELOPMENT", "HALVES", "HELD_OUT", "Labels", "Sample", "samples"]

Labels = dict[str, Any]
"""What one document says, by the keys of README.md."""

DEVELOPMENT, HELD_OUT = "dev", "held-out"
HALVES = (DEVELOPMENT, HELD_OUT)
_LAST_TEXT, _FIRST_FILE, _LAST_FILE = 128, 201, 230  # of the first edition
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """One input and the documents in it, in their order."""

    name: str
    data: bytes
    labels: list[Labels]

    @property
    def half(self) -> str:
        """Which half of the corpus it belongs to."""
        return HELD_OUT if int(self.name[:3]) % 2 else DEVELOPMENT

    @property
    def later(self) -> bool:
        """Whether it belongs to the later editions, written when the held-out half of the first had been reported."""
        number = int(self.name[:3])
        return number > _LAST_FILE or _LAST_TEXT < number < _FIRST_FILE

    @property
    def is_file(self) -> bool:
        """Whether it is a file of a word processor, not a text."""
        return not self.name.endswith(".txt")


def samples(half: str | None = None, *, texts: bool = True, files: bool = True) -> Iterator[Sample]:
    """The samples of one half, or all of them, in the order of their numbers; texts before files.

    >>> next(samples("dev")).name
    '002-spring-ploughing-pdf.txt'
    """
    found = (*(_texts() if texts else ()), *(_files() if files else ()))
    yield from (sample for sample in found if half in (None, sample.half))


def _texts() -> Iterator[Sample]:
    for path in sorted((_HERE / "texts").glob("*.txt")):
        yield Sample(path.name, path.read_bytes(), _labels(path.with_suffix(".json")))


def _files() -> Iterator[Sample]:
    from tests.reading.corpus.files import FILES  # noqa: PLC0415 - only those who want the files build them

    for name, build in sorted(FILES.items()):
        yield Sample(name, build(), _labels((_HERE / "files" / name).with_suffix(".json")))


def _labels(path: Path) -> list[Labels]:
    labels: list[Labels] = json.loads(path.read_text(encoding="utf-8"))
    return labels
