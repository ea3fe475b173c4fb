"""Recognition: what somebody typed, pasted or copied becomes documents, with nothing lost.

In: text or bytes, or lines with formatting facts. Out: :class:`ParsedText`: documents, a ledger that balances, what is
uncertain. The files follow a text on its way: ``decoding`` (bytes), ``cleaning``, ``noise``, ``pages``, ``tables``,
``breaks`` (mess), ``features`` (what is seen of a line), ``roles`` (the grammar and all its weights), ``sequence`` (the
best lawful reading), ``elements``, ``bodies``, ``attaching``, ``assembling`` (fields), ``evidence`` (whether it is a
公文), ``balance``. Files of word processors come in by ``word``.
"""

from gongwen.recognition.lines import Formatting, Line, Typed
from gongwen.recognition.parsing import parse, parse_lines
from gongwen.recognition.results import Balance, Doubt, ParsedDocument, ParsedText, Reading

__all__ = [
    "Balance",
    "Doubt",
    "Formatting",
    "Line",
    "ParsedDocument",
    "ParsedText",
    "Reading",
    "Typed",
    "parse",
    "parse_lines",
]
