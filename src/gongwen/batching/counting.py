"""How many pages a document has, and how many sheets they take."""

from __future__ import annotations

from gongwen.layout import lay_out
from gongwen.layout.printing import Printing
from gongwen.model import Document
from gongwen.standard.profiles import Profile

__all__ = ["count_pages", "sheets_of"]


def count_pages(document: Document, profile: Profile, printing: Printing) -> int:
    """The pages that the document takes, blank ones before 版记 on an even page among them.

    >>> from gongwen.layout.printing import USUAL
    >>> from gongwen.standard.profiles import NATIONAL
    >>> count_pages(Document(kind="计划", title="春耕工作计划", body=["四月底前完成整地。"]), NATIONAL, USUAL)
    1
    """
    from gongwen.pages.paging import pages_of  # noqa: PLC0415 - only this needs the preview

    return len(pages_of(lay_out(document, profile, printing)))


def sheets_of(pages: int) -> int:
    """The sheets that so many pages take, printed on both sides.

    >>> sheets_of(3)
    2
    """
    return -(-pages // 2)
