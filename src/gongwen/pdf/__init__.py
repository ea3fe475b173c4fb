"""PDF: the pages of a display list as PDF/A-2b, with the fonts inside that draw them.

In: a display list and its title. Out: the bytes of one PDF, or many documents in one file with every font once. Text
can be searched and copied, headings are bookmarks.
"""

from gongwen.pdf.writer import PdfFile, write_pdf

__all__ = ["PdfFile", "write_pdf"]
