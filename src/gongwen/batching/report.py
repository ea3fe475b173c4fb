"""What a batch tells: how far it is, and in the end how many rows became what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from gongwen.errors import Fault, InputError

if TYPE_CHECKING:
    from gongwen.batching.schema import FaultData, PreviewData, ReportData

__all__ = ["BatchReport", "Preview", "Progress", "RefusedRowsError", "Watch"]


class RefusedRowsError(InputError):
    """Rows are faulty and nothing was made of any; ``marked`` is the copy of the table that shows where."""

    def __init__(self, faults: Fault | Iterable[Fault], marked: Path | None = None) -> None:
        super().__init__(faults)
        self.marked = marked


class Progress(NamedTuple):
    """How far a stage is: its Chinese name, rows done, and all rows where that is known.

    ``remarks`` come once, when all is checked and nothing is written yet; the report has them again.
    """

    stage: str
    done: int
    total: int | None
    remarks: tuple[str, ...] = ()


Watch: TypeAlias = Callable[[Progress], None]


class Preview(NamedTuple):
    """What a row would become."""

    row: int
    name: str
    number: str
    title: str


@dataclass(frozen=True)
class BatchReport:
    """What became of the rows. ``rows == written + unchanged + refused + left``.

    ``unchanged`` files stood there already, the same to the byte; ``left`` rows were not reached, because of a dry run
    or an interruption. ``faults`` are those of the refused rows and files; ``outputs`` the lists and files made beside
    the documents, by name. ``pages`` of all documents and the ``sheets`` they take on both sides, where that was asked.
    """

    folder: Path
    rows: int
    written: int = 0
    unchanged: int = 0
    refused: int = 0
    left: int = 0
    key: str = ""
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    preview: tuple[Preview, ...] = ()
    interrupted: bool = False
    pages: int | None = None
    sheets: int | None = None

    def __post_init__(self) -> None:
        told = self.written + self.unchanged + self.refused + self.left
        if told != self.rows:
            raise AssertionError(f"{self.rows} rows, but {told} accounted for")

    def to_dict(self) -> ReportData:
        """The report as plain data; the shape behind ``--json``, see ``gongwen schema batch``."""
        counted = {"pages": self.pages, "sheets": self.sheets}
        data: ReportData = {
            "folder": str(self.folder),
            "rows": self.rows,
            "written": self.written,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "left": self.left,
            "interrupted": self.interrupted,
            "key": self.key,
            "faults": [cast("FaultData", fault.to_dict()) for fault in self.faults],
            "remarks": list(self.remarks),
            "outputs": dict(self.outputs),
            "preview": [cast("PreviewData", one._asdict()) for one in self.preview],
        }
        return cast("ReportData", data | {name: count for name, count in counted.items() if count is not None})
