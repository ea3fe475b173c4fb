"""The batch: the rows of a table and one source become many documents, numbered, listed, nothing lost.

In: rows (a spreadsheet, a .csv, JSON, anything that gives mappings) and a source with ``{{ 列名 }}``. Out: one .docx a
row in a folder, and a :class:`BatchReport`; or, with :func:`documents`, the bytes one by one.

The tree follows the work: ``orders`` (what is asked), ``tables`` (rows), ``filling`` (source and row become a
document), ``checking`` (every row, before anything is made), ``naming`` and ``identity``, ``register`` (issuing
numbers) and ``journal`` (what a folder holds), ``planning`` (both, for every row), ``making`` (handfuls of rows, in any
process) and ``workers``, ``outputs`` and ``report``; ``running`` is all of it together.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from gongwen.batch.front import BatchOptions, MadeDocument, batch, documents
from gongwen.batch.register import Register
from gongwen.batch.report import BatchReport, Progress

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from gongwen.batch.front import Output, RowSource, SourceOfAll

__all__ = ["BatchOptions", "BatchReport", "MadeDocument", "Progress", "Register", "batch", "documents"]


class _CallableRoom(ModuleType):
    """``gongwen.batch`` is this room and, by contract, also a function: calling it runs a batch."""

    def __call__(
        self, rows: "RowSource", source: "SourceOfAll", output: "Output", **options: "Unpack[BatchOptions]"
    ) -> BatchReport:
        return batch(rows, source, output, **options)


sys.modules[__name__].__class__ = _CallableRoom
