"""Checking: what is wrong with a .docx, where, and by which clause; and nothing that is lawful.

In: the bytes of any .docx. Out: a :class:`Report`. The file is recognised (``roles``: by its styles, or by the reader
of files of other hands), the rules of content of :mod:`gongwen.rules` are asked about the document that it shows, the
rules of this room about its page: ``paper``, ``lines``, ``headings``, ``head``, ``joint``, ``middle``, ``signature``,
``foot``, ``letters`` ask how it looks, ``places`` where boxes and rules stand that are fixed to the sheet,
``head_words``, ``main_words``, ``dates``, ``marks``, ``ordinals``, ``numerals`` what it says. A rule
stands once, under its row of the clause table.
"""

from __future__ import annotations

# Importing them registers their rules.
from gongwen.checking import (  # noqa: F401
    dates,
    foot,
    head,
    head_words,
    headings,
    joint,
    letters,
    lines,
    main_words,
    marks,
    middle,
    numerals,
    ordinals,
    paper,
    places,
    signature,
)
from gongwen.checking.asking import check_content, check_source
from gongwen.checking.report import Finding, Place, Report, selected
from gongwen.checking.rule import PAGE_RULES, PageRule

__all__ = ["PAGE_RULES", "Finding", "PageRule", "Place", "Report", "check_content", "check_source", "selected"]
