"""Tables as offices keep them: a workbook, a text table, JSON or Python records in; rows by heading out.

In: .xlsx and .xlsm, .csv and .txt, .json and .jsonl, iterables of mappings, data frames, results of database queries.
Out: :class:`Rows`, read as a stream, each :class:`Row` with its values by heading, its own table of details and the
faults of its cells; and a copy of the table with the faulty cells marked (:mod:`gongwen.sheets.marked`).

>>> rows = open_rows([{"村 名": "上坝村", "面积": 3.0}, {"村 名": "下坝村 ", "面积": None}], name="各村")
>>> rows.columns
('村名', '面积')
>>> for row in rows:
...     print(row.number, row.values)
1 {'村名': '上坝村', '面积': 3}
2 {'村名': '下坝村', '面积': None}
"""

from gongwen.sheets.opening import open_rows
from gongwen.sheets.values import Row, Rows, Shown, Value

__all__ = ["Row", "Rows", "Shown", "Value", "open_rows"]
