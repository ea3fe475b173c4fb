"""Pages: where everything stands, for whoever draws it.

In: a :class:`~gongwen.blocks.block.Layout`, or some of its blocks. Out: its lines, its pages, and in the end a display
list (:mod:`gongwen.pages.display`) - runs of text with their fonts, places and advances, strokes and pictures, in
millimetres from the sheet's corner. There is one line breaker (:mod:`gongwen.pages.lines`): whoever decides asks the
lines that are drawn.
"""
