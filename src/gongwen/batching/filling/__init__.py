"""Filling: a source with placeholders and the rows of a table become documents.

The source's text goes through Jinja once for each row, but what a placeholder stands for never does: it leaves a
*hole*, one private character. The text with its holes (the *skeleton*) is read like any source, once for every
different skeleton, into a *plan*; then the row's values are put into the holes of the data. So a value is always text:
nothing in a cell can become a heading, a table, an entry of the head, or a tag.

``holes`` (the characters), ``placeholders`` (Jinja), ``writing`` (values as text), ``plan`` (data with holes),
``documents`` (filled data as documents),
``source`` (all together).
"""

from gongwen.batching.filling.source import Filled, Filling

__all__ = ["Filled", "Filling"]
