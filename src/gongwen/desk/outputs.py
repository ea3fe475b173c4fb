"""What a prepared document can be written as: one row for every form of file, asked by every entrance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from gongwen.choosing import grammar
from gongwen.desk.prepared import Prepared

__all__ = ["OUTPUTS", "Output"]


class Output(NamedTuple):
    """A form of file: its name, what people call it, its ending, its media type, and who makes its bytes.

    ``make`` raises as the methods of :class:`Prepared` do.
    """

    name: str
    chinese: str
    ending: str
    media_type: str
    make: Callable[[Prepared], bytes]


def _html(prepared: Prepared) -> bytes:
    return prepared.html().encode()


def _source(prepared: Prepared) -> bytes:
    from gongwen.reading.source_text import to_source  # noqa: PLC0415 - each form loads what it uses

    return to_source(prepared.document, grammar=grammar).encode()


def _json(prepared: Prepared) -> bytes:
    return (prepared.document.to_json() + "\n").encode()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

OUTPUTS: Mapping[str, Output] = MappingProxyType(
    {
        output.name: output
        for output in (
            Output("docx", "Word 文档", ".docx", _WORD, Prepared.docx),
            Output("pdf", "PDF", ".pdf", "application/pdf", Prepared.pdf),
            Output("ofd", "OFD", ".ofd", "application/ofd", Prepared.ofd),
            Output("html", "网页预览", ".html", "text/html; charset=utf-8", _html),
            Output("md", "源文件", ".md", "text/markdown; charset=utf-8", _source),
            Output("json", "公文数据", ".json", "application/json", _json),
        )
    }
)
