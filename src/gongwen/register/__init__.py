"""The issuing-number register (发文登记): every number is given once, whatever crashes, and no gap goes unexplained.

In go requests (who asks, for which 代字 and year); out come numbers, kept in one SQLite file that any number of
processes may share. An office's own 发文登记表 (.xlsx, .csv) is read in and written out.
"""

from __future__ import annotations

from gongwen.register.export_table import export_table
from gongwen.register.import_table import Imported, check_table, import_table
from gongwen.register.numbering import Numbering, Numbers, numbers_from
from gongwen.register.plan import Recovery
from gongwen.register.read_table import OldTable, read_table
from gongwen.register.register import Register
from gongwen.register.values import Entry, Facts, Gap, Issue, Request, Reserved, State

__all__ = [
    "Entry",
    "Facts",
    "Gap",
    "Imported",
    "Issue",
    "Numbering",
    "Numbers",
    "OldTable",
    "Recovery",
    "Register",
    "Request",
    "Reserved",
    "State",
    "check_table",
    "export_table",
    "import_table",
    "numbers_from",
    "read_table",
]
