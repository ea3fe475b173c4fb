"""Rows of the clause table, and of the table of common errors, that no rule asks for: each with the reason.

With the rules they are the whole of both tables; a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["UNASKED", "reason_of"]

_PAPER = "纸张、油墨、印刷、装订是实物上的事，文件里看不出"
_DRAWN = "排成版面才量得出毫米，看文件的设置说不准"
_MEANING = "要懂得内容、机关的名称和隶属，程序不判断"
_DEFINED = "定义、说明或许可，没有可以违反的要求"
_READING = "对标准的读法：各条规则照它宽容，不单独成条"
_OPEN = "条文留有余地，或只是惯例，不作毛病"
_WHOLE = "总的要求，由各条规则分别查"
_ELECTRONIC = "电子公文另有载体，不在 .docx 里"

# A row that ends in “*” stands for all that begin so.
_ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        _PAPER,
        (
            "9704-4-*",
            "9704-6.1",
            "9704-6.2-a",
            "9704-6.2-b",
            "9704-6.3-*",
        ),
    ),
    (
        _DRAWN,
        (
            "9704-5.2.3-c", "9704-7.2.6-c", "9704-7.2.6-e",
            "9704-7.3.2-c", "9704-7.3.3-a", "9704-7.3.5.1-c", "9704-7.3.5.1-d", "9704-7.3.5.1-f",
            "9704-7.3.5.1-i", "9704-7.3.5.3-a", "9704-7.3.5.3-b", "9704-7.3.5.3-d",
            "9704-7.3.5.3-e", "9704-7.5-c", "9704-7.5-e", "9704-7.5-g", "9704-8-b",
            "9704-10.1-f", "9704-10.1-h", "9704-10.1-i", "9704-10.2-d", "9704-10.3-c", "33476-7.1.*", "33476-7.2.1",
            "33476-7.2.2", "33476-9.2", "15834-5.1", "15834-5.1-a", "15834-5.1-b", "15835-X1",
            "ERR-LK-04", "ERR-LK-05", "ERR-LK-06", "ERR-SP-01",
        ),
    ),
    (
        _MEANING,
        (
            "9704-7.2.4-g", "9704-7.3.2-d", "9704-7.3.5-0", "TL-9.8", "TL-9.13", "TL-9.16",
            "TL-9.17", "TL-14", "TL-15.2", "TL-15.3", "TL-15.4a", "TL-15.6", "TL-16.*", "TL-17.*", "TL-22a", "TL-25",
            "WZ-*", "15834-B.2", "15835-4.1", "15835-4.2", "15835-5.1.6", "15835-5.2.4", "ERR-LK-07", "ERR-QS-04",
            "ERR-WZ-03",
        ),
    ),
    (
        _DEFINED,
        (
            "9704-1-*", "9704-3.*", "9704-7.2.4-i", "TL-9.14", "TL-9.15", "33476-A", "148-*", "15834-5.1-d",
            "15835-5.1.1", "国发〔1999〕25号",
        ),
    ),
    (
        _OPEN,
        (
            "9704-7.2.1-c", "9704-7.2.2-d", "9704-7.2.3-c", "9704-7.2.4-e", "9704-7.2.7-b", "9704-7.3.2-f",
            "9704-7.3.3-f", "9704-7.3.5.1-j", "9704-7.4.1-g", "9704-7.4.2-e", "9704-10.3-e", "9704-10.3-f",
            "33476-7.3.1", "15834-4.9.3.6", "15835-5.1.4", "ERR-BJ-05", "ERR-BJ-08", "ERR-PG-03", "ERR-QS-03",
        ),
    ),
    (
        _WHOLE,
        (
            "9704-2", "9704-7.1-a", "9704-7.3.7-f", "9704-7.3.7-g", "9704-9-b", "9704-9-c", "9704-11", "TL-10", "TL-11",
        ),
    ),
    (_READING, ("AMB-*",)),
    (_ELECTRONIC, ("33476-5", "33476-10")),
)  # fmt: skip
UNASKED: Mapping[str, str] = MappingProxyType({row: reason for reason, rows in _ROWS for row in rows})
"""The reason by row; a row that ends in “*” stands for all that begin so."""


def reason_of(row: str) -> str | None:
    """Why no rule asks for a row; None where nothing is said of it.

    >>> reason_of("9704-4-a")
    '纸张、油墨、印刷、装订是实物上的事，文件里看不出'
    """
    said = UNASKED.get(row)
    if said is not None:
        return said
    return next((reason for one, reason in UNASKED.items() if one.endswith("*") and row.startswith(one[:-1])), None)
