"""Reporting: what a check found as a page for people, the pages of the document beside the findings.

In: reports and the bytes of their files. Out: one HTML text that refers to nothing outside itself and has no script.
The pages are our preview of what the file says, so that no office software is needed; what stands on them is numbered
as the findings are.
"""

from gongwen.reporting.html import Checked, html_report

__all__ = ["Checked", "html_report"]
