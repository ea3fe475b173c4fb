"""What all rows of a batch share, and what is asked of whoever makes their documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple, Protocol, TypeAlias

from gongwen.errors import Fault, GongwenError
from gongwen.layout.printing import USUAL, Printing
from gongwen.model import Document, IssuingNumber
from gongwen.reading.files import SourceText
from gongwen.reading.unit import Unit
from gongwen.register import Facts
from gongwen.sheets import Row
from gongwen.standard.profiles import NATIONAL, Profile

__all__ = ["DOCX", "Asked", "Checked", "Content", "Job", "Kept", "Maker", "Merging"]

DOCX = "docx"


@dataclass(frozen=True, eq=False)
class Job:
    """What all rows share. ``id`` tells one job from another within a process; there is a source, a template, or
    both."""

    id: str
    columns: tuple[str, ...]
    source: SourceText | None = None
    template: bytes | None = None
    unit: Unit | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    profile: Profile = NATIONAL
    printing: Printing = USUAL
    details_name: str | None = None
    """The second table as messages name it."""
    grouped: bool = False
    """明细 are rows of the table itself, with its own columns."""
    archived_copies: int | None = None
    """印数 is reckoned with so many copies for 存档; None leaves it as written."""
    forms: tuple[str, ...] = (DOCX,)
    """What each row becomes: docx, pdf, ofd. The first is the one that lists and journal name."""
    counts_pages: bool = False
    """The pages of each document are counted, which takes longer than writing it."""
    keeps_documents: bool = False
    """What a row was found to become is kept from its check until it is written, and not filled in once more."""

    @property
    def ending(self) -> str:
        """The ending of the files that lists and journal name."""
        return f".{self.forms[0]}"

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Job) and self.id == other.id


class Kept(NamedTuple):
    """A document that a check has kept: those of a handful, packed together, and its place among them."""

    documents: bytes
    place: int


class Checked(NamedTuple):
    """What a row would become (its number may be open, or None), or None and why it cannot."""

    facts: Facts | None
    number: IssuingNumber | None = None
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
    """What is to be told though nothing is wrong; the same for many rows is told once."""
    findings: tuple[Fault, ...] = ()
    """What the document lacks or should not have and may be made with all the same; told once for many rows, too."""
    mended: tuple[str, ...] = ()
    """What reading the source has changed, as :attr:`~gongwen.batching.filling.Filled.mended`."""
    document: Document | None = None
    """The document itself, in the process that checked it."""
    kept: Kept | None = None
    """The document where it is kept for the writing, which another process may do."""


class Asked(NamedTuple):
    """A row of which something is to be made, its number, and the document that its check has kept."""

    row: Row
    number: IssuingNumber | None = None
    kept: Kept | None = None


Content: TypeAlias = "tuple[bytes, ...] | GongwenError"
"""A document in every format that was asked for, or why there is none."""


Merging: TypeAlias = Callable[[Asked], None]
"""Adds the document of a row to the file for the printer. Raises :class:`~gongwen.GongwenError`."""


class Maker(Protocol):
    """Makes the documents of a job."""

    columns_as_fields: Mapping[str, str]
    """Which columns give an 要素 of the document."""
    unused_columns: tuple[str, ...]
    replaced_fields: tuple[str, ...]
    """The columns that take the place of what the source itself says."""

    def check(self, row: Row) -> Checked:
        """Whether a row can become a document."""

    def contents(self, asked: Iterable[Asked]) -> list[Content]:
        """The files of each row with its number."""

    def merging(self, target: BinaryIO, ending: str) -> AbstractContextManager[Merging]:
        """Puts the documents of rows into one .docx or PDF for the printer, as it is called for them."""

    def pages(self, asked: Asked) -> int | None:
        """How many pages the document of a row has; None where that cannot be told."""
