"""Reading: source files and JSON become documents of the model, with a ledger of what was changed or dropped.

In: a path, bytes or a file object. Out: :class:`Parsed` (documents and ledger), or an InputError that names every
fault with its line. The tree follows a source from the outside in: ``files`` (bytes and encodings), ``front_matter``
and ``yaml_nodes`` (the entries), ``fields`` (entries to data), ``attachments`` (which lines are whose), ``items``,
``markers`` and ``tables`` (what a line is), ``body`` and ``nesting`` (sections in sections), ``source`` (all together).
A .docx of ours comes through ``docx``: its facts are recognised by their styles (``recognising``, ``page_lines``,
``telling``), its bodies nested by the same ``nesting``, and what no page shows is put back (``kept``).
"""

from gongwen.reading.body import ParsedBody, parse_body
from gongwen.reading.files import Source
from gongwen.reading.ledger import LedgerEntry, Parsed
from gongwen.reading.source import load, load_source

__all__ = ["LedgerEntry", "Parsed", "ParsedBody", "Source", "load", "load_source", "parse_body"]
