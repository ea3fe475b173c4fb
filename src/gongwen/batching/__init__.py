"""The batch: the rows of a table and one source become many documents, numbered, listed, nothing lost.

In: rows (a spreadsheet, a .csv, JSON, anything that gives mappings) and a source with ``{{ 列名 }}``. Out: one .docx a
row in a folder, and a :class:`BatchReport`; or, with :func:`batch_documents`, the bytes one by one.

The tree follows the work: ``orders`` and ``jobs`` (what is asked), ``filling`` and the makers (source or template and a
row become a document), ``checking`` (every row, before anything is made), ``naming`` and ``identity``, ``journal``
(what a folder holds), ``planning`` (that and the issuing numbers, for every row), ``making`` (handfuls of rows, in any
process) and ``workers``, ``outputs`` and ``report``; ``running`` is all of it together. Rows come from the room
``sheets``, numbers from ``register``.
"""

from gongwen.batching.front import BatchOptions, MadeDocument, PageOptions, batch, batch_documents
from gongwen.batching.report import BatchReport, Preview, Progress
from gongwen.register import Register

__all__ = [
    "BatchOptions",
    "BatchReport",
    "MadeDocument",
    "PageOptions",
    "Preview",
    "Progress",
    "Register",
    "batch",
    "batch_documents",
]
