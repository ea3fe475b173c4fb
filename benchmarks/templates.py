"""The race of templates: gongwen's compiled one, docxtpl, docx-mailmerge2; each writes the same two-page notices.

gongwen's is the shipped template of a notice, so body, signature and 版记 are laid out from the model in the time that
is measured. The peers fill in lines of text.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import count
from statistics import median
from time import process_time
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from mailmerge import MailMerge  # type: ignore[import-untyped,unused-ignore]

import gongwen
from benchmarks import peers
from benchmarks.notices import Notice, notice
from benchmarks.peers import lines_of, slim_base
from benchmarks.rates import validated
from gongwen.template import shipped_template

__all__ = ["TEMPLATE", "TEMPLATES", "template_rates"]

_WARM_UP = 3


@dataclass(frozen=True)
class Filler:
    """A way to fill a template: what it makes of a notice beforehand, and how it writes that."""

    name: str
    prepare: Callable[[Notice], Any]
    write: Callable[[Any], bytes]


@cache
def _compiled() -> gongwen.Template:
    return gongwen.Template(shipped_template("通知"))


def _by_template(document: gongwen.Document) -> bytes:
    return _compiled().render(document)


@cache
def _merge_template() -> bytes:
    """The same paragraphs on our base, each with one field; docx-mailmerge2 knows no loops inside a page."""
    document = docx.Document(BytesIO(slim_base()))
    for index, line in enumerate(lines_of(notice(0))):
        paragraph = document.add_paragraph(style=line.role.value)
        field = f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD line{index} "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
        element: Any = paragraph._p
        element.append(parse_xml(field))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _by_mailmerge(plain: Notice) -> bytes:
    stream = BytesIO()
    with MailMerge(BytesIO(_merge_template())) as merging:
        merging.merge(**{f"line{index}": line.heading + line.text for index, line in enumerate(lines_of(plain))})
        merging.write(stream)
    return stream.getvalue()


def _as_it_is(plain: Notice) -> Notice:
    return plain


TEMPLATE = Filler("gongwen.Template，随附的通知模板", validated, _by_template)
TEMPLATES = (
    TEMPLATE,
    Filler("docxtpl，精简底稿", _as_it_is, peers.docxtpl_on_base),
    Filler("docx-mailmerge2，精简底稿", _as_it_is, _by_mailmerge),
)


def template_rates(rounds: int, seconds: float, fillers: tuple[Filler, ...] = TEMPLATES) -> dict[str, list[float]]:
    """Documents per second of each, in each round; they take turns, and no notice is written twice."""
    indexes = count()
    rates: dict[str, list[float]] = {filler.name: [] for filler in fillers}
    sizes = {filler.name: _documents_in(filler, seconds, indexes) for filler in fillers}
    for _ in range(rounds):
        for filler in fillers:
            rates[filler.name].append(_rate(filler, sizes[filler.name], indexes))
    return rates


def _documents_in(filler: Filler, seconds: float, indexes: Any) -> int:
    for _ in range(_WARM_UP):
        filler.write(filler.prepare(notice(next(indexes))))
    return max(1, round(median(_rate(filler, 4, indexes) for _ in range(3)) * seconds))


def _rate(filler: Filler, number: int, indexes: Any) -> float:
    items = [filler.prepare(notice(next(indexes))) for _ in range(number)]
    write = filler.write
    gc.collect()  # what went before shall not be paid for here
    start = process_time()
    for item in items:
        write(item)
    return number / (process_time() - start)
