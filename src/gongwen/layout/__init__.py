"""Layout: a document and a profile in, blocks with measured places out.

In: :class:`~gongwen.model.Document` and :class:`~gongwen.standard.profiles.Profile`. Out: a
:class:`~gongwen.blocks.block.Layout` - paragraphs, tables and pictures in reading order, each with its role and with
its place in lengths and characters. Nothing here knows a file format.
"""

from gongwen.blocks.block import Layout
from gongwen.layout.compose import lay_out
from gongwen.layout.printing import USUAL, Printing

__all__ = ["USUAL", "Layout", "Printing", "lay_out"]
