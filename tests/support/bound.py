"""Many .docx files as one, for an engine that takes longer to start than to draw, and its PDF cut up again.

Before each document stands a page that says which one follows. Merged documents look as they do alone: the engines are
asked so in ``tests/page/test_merge.py``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

import pypdfium2  # type: ignore[import-untyped,unused-ignore]

import gongwen
from gongwen.template.merging import TemplateMerger


class BoundError(RuntimeError):
    """The pages between documents are not all there, in their order."""


def bound(docx: Iterable[bytes]) -> bytes:
    """One file with all of some files that gongwen wrote, in their order."""
    target = io.BytesIO()
    with TemplateMerger(target) as merger:
        for number, data in enumerate(docx, start=1):
            merger.add(_leaf(number))
            merger.add(data)
    return target.getvalue()


def unbound(pdf: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """The documents that were bound, by their names."""
    wanted = list(names)
    said = [_said(number) for number in range(1, len(wanted) + 1)]
    whole = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in whole]
    leaves = [(at, one) for at, text in enumerate(texts) for one in said if one in text]
    if [one for _, one in leaves] != said:
        raise BoundError(f"{len(leaves)} pages between {len(wanted)} documents")
    found = {}
    ends = [*(leaf for leaf, _ in leaves[1:]), len(whole)]
    for name, (leaf, _), end in zip(wanted, leaves, ends, strict=True):
        part, stream = pypdfium2.PdfDocument.new(), io.BytesIO()
        part.import_pages(whole, list(range(leaf + 1, end)))
        part.save(stream)
        part.close()
        found[name] = stream.getvalue()
    whole.close()
    return found


@cache
def _leaf(number: int) -> bytes:
    return gongwen.render(gongwen.Document(kind="总结", title=_said(number), body=["见下页。"]))


def _said(number: int) -> str:
    return f"以下是第{number}份文件"
