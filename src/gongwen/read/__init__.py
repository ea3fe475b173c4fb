"""Reading: source files and JSON become documents of the model, with a ledger of what was changed or dropped.

In: a path, bytes or a file object. Out: :class:`Parsed` (documents and ledger), or an InputError that names every
fault with its line. The tree follows a source from the outside in: ``files`` (bytes and encodings), ``front_matter``
and ``yaml_nodes`` (the entries), ``fields`` (entries to data), ``attachments`` (which lines are whose), ``items``,
``markers`` and ``tables`` (what a line is), ``body`` (sections in sections), ``source`` (all together).
"""

import sys
from types import ModuleType

from gongwen.read.body import ParsedBody, parse_body
from gongwen.read.files import Source
from gongwen.read.ledger import LedgerEntry, Parsed
from gongwen.read.source import load, load_source

__all__ = ["LedgerEntry", "Parsed", "ParsedBody", "Source", "load", "load_source", "parse_body"]


class _CallableRoom(ModuleType):
    """``gongwen.read`` is this room and, by contract, also a function: calling it reads a .docx."""

    def __call__(self, docx: Source) -> Parsed:
        from gongwen.read.docx import read_docx  # noqa: PLC0415 - lxml loads only when a .docx is read

        return read_docx(docx)


sys.modules[__name__].__class__ = _CallableRoom
