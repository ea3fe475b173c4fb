"""Where gongwen's time goes: the stages of writing a notice, each on its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from statistics import median
from time import process_time
from typing import TypeVar

import gongwen
from benchmarks.notices import notice
from benchmarks.rates import validated
from gongwen.layout import lay_out
from gongwen.ooxml.package import deflated
from gongwen.standard.profiles import NATIONAL
from gongwen.write import writer

__all__ = ["VALIDATION", "WHOLE", "stages"]

_T = TypeVar("_T")
_NOTICES = 300

VALIDATION = "校验（纯数据成为公文，不在目标之内）"
WHOLE = "成文（gongwen.render，全部）"


def stages(rounds: int) -> dict[str, float]:
    """Seconds a document for each stage: the median of the rounds. Every stage has documents of its own."""
    indexes = count()
    pen = writer(lay_out(validated(notice(next(indexes))), NATIONAL))

    def fresh() -> list[gongwen.Document]:
        return [validated(notice(next(indexes))) for _ in range(_NOTICES)]

    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        plain = [notice(next(indexes)) for _ in range(_NOTICES)]
        laid = [(document, lay_out(document, NATIONAL)) for document in fresh()]
        contents = [_document_xml(pen.write(document, layout)) for document, layout in laid]
        for name, seconds in (
            (VALIDATION, _each(validated, plain)),
            (WHOLE, _each(gongwen.render, fresh())),
            ("排版", _each(partial(lay_out, profile=NATIONAL), fresh())),
            ("写 XML、压缩、打包", _each(lambda pair: pen.write(*pair), laid)),
            ("其中压缩正文", _each(partial(deflated, "word/document.xml"), contents)),
        ):
            times.setdefault(name, []).append(seconds)
    return {name: median(values) for name, values in times.items()}


def _document_xml(docx: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml")


def _each(work: Callable[[_T], object], items: Sequence[_T]) -> float:
    start = process_time()
    for item in items:
        work(item)
    return (process_time() - start) / len(items)
