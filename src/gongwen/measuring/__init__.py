"""Measuring: a .docx drawn by the office suite of this machine, and its pages measured in millimetres.

In: the bytes of a .docx and the report of its check. Out: the report with pages and millimetres, and with what only a
drawn page shows (``asking``: lines, characters, mark, rule, 版记, folio, signature, seal); pictures of the pages with
the findings drawn on them (``pictures``). ``drawn`` is the way through the office suite to a :class:`DrawnPage`.
"""

from gongwen.measuring.asking import Measured, measured
from gongwen.measuring.pictures import pictures

__all__ = ["Measured", "measured", "pictures"]
