"""Checking: what is wrong with a .docx, where, and by which clause; and nothing that is lawful.

In: the bytes of any .docx. Out: a :class:`Report`. The file is recognised (``roles``; ``guessing`` for files of other
hands), the rules of content of :mod:`gongwen.rules` are asked about the document that it shows, the rules of this room
about its page: ``paper``, ``lines``, ``head``, ``middle``, ``signature``, ``foot``, ``letters`` ask how it looks,
``words`` and ``marks`` what it says. A rule stands once, under its row of the clause table.
"""

from __future__ import annotations

# Importing them registers their rules, in the order in which a page is read.
from gongwen.checking import foot, head, letters, lines, marks, middle, paper, signature, words  # noqa: F401
from gongwen.checking.asking import check_content, check_source
from gongwen.checking.report import Finding, Place, Report, selected
from gongwen.checking.rule import PAGE_RULES, PageRule

__all__ = ["PAGE_RULES", "Finding", "PageRule", "Place", "Report", "check_content", "check_source", "selected"]
