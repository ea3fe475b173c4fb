"""A plan: the data of a skeleton, where every text with holes knows how to take the values of a row.

In: data as :func:`gongwen.reading.source.gather` gives it (texts, lists, groups, blocks of the model), with holes. Out:
the same data with values, for ``Document``. What has no holes is made once and handed out as it is; a block whose
values can change nothing but its text stays the valid block it was, and is not validated again for every row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from gongwen.batching.filling.holes import HOLES, hole_index
from gongwen.batching.filling.placeholders import Details
from gongwen.batching.filling.writing import written
from gongwen.model import Paragraph, Section
from gongwen.model.base import Value, with_valid
from gongwen.reading.building import Place

__all__ = ["Fill", "fill_plan", "holes_at"]

# Line breaks make several paragraphs, and the model refuses other control characters.
_UNUSUAL = re.compile("[\x00-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]")

Fill: TypeAlias = Callable[[Sequence[Any]], Any]
"""The values of a row in, the data out."""


def fill_plan(data: Any) -> Fill | None:
    """How to fill the data; None when it has no holes.

    >>> from gongwen.batching.filling.holes import hole
    >>> fill = fill_plan({"title": f"关于{hole(0)}春耕的通知", "kind": "通知"})
    >>> fill(["上坝村"])
    {'title': '关于上坝村春耕的通知', 'kind': '通知'}
    """
    if isinstance(data, str):
        return _text_plan(data)
    if isinstance(data, dict):
        return _group_plan(data)
    if isinstance(data, list | tuple):
        return _list_plan(data)
    if isinstance(data, Section):
        return _section_plan(data)
    if isinstance(data, Value):
        return _group_plan(_parts(data))
    return None


def _section_plan(section: Section) -> Fill | None:
    """A section; with holes in its blocks alone, its number, level and heading stay as they were found valid."""
    parts = _parts(section)
    as_data = _group_plan(parts)
    blocks_plan = _list_plan(section.blocks)
    if as_data is None or blocks_plan is None or HOLES.search(section.heading + (section.label or "")):
        return as_data

    def fill(values: Sequence[Any]) -> Any:
        blocks = blocks_plan(values)
        stays_valid = all(isinstance(block, Value) for block in blocks)
        if stays_valid and not (section.run_in and not (blocks and isinstance(blocks[0], Paragraph))):
            return with_valid(section, blocks=tuple(blocks))
        return {**parts, "blocks": blocks}

    return fill


def _parts(value: Value) -> dict[str, Any]:
    """A value of the model as the data it is made of."""
    return {name: getattr(value, name) for name in type(value).model_fields}


def _text_plan(text: str) -> Fill | None:
    pieces = HOLES.split(text)
    if len(pieces) == 1:
        return None
    indices = [hole_index(found) for found in HOLES.findall(text)]
    if text == HOLES.findall(text)[0]:
        only = indices[0]
        return lambda values: written(values[only])
    first, rest = pieces[0], tuple(zip(indices, pieces[1:], strict=True))

    def fill(values: Sequence[Any]) -> str:
        return first + "".join([written(values[index]) + piece for index, piece in rest])

    return fill


def _group_plan(group: dict[str, Any]) -> Fill | None:
    plans = [(name, plan) for name, value in group.items() if (plan := fill_plan(value)) is not None]
    if not plans:
        return None

    def fill(values: Sequence[Any]) -> dict[str, Any]:
        filled = dict(group)
        for name, plan in plans:
            filled[name] = plan(values)
        return filled

    return fill


def _list_plan(items: Sequence[Any]) -> Fill | None:
    plans = [(_paragraph_plan(item) if isinstance(item, Paragraph) else fill_plan(item)) for item in items]
    if not any(plans):
        return None
    steps = tuple(zip(items, plans, (isinstance(item, Paragraph) for item in items), strict=True))

    def fill(values: Sequence[Any]) -> list[Any]:
        filled: list[Any] = []
        for item, plan, is_paragraph in steps:
            if plan is None:
                filled.append(item)
            elif is_paragraph:
                filled += plan(values)
            else:
                filled.append(plan(values))
        return filled

    return fill


def _paragraph_plan(paragraph: Paragraph) -> Fill | None:
    """A paragraph becomes one, or several where a value has several lines, or a table where it stands for rows."""
    plan = _text_plan(paragraph.text)
    if plan is None:
        return None
    only = hole_index(paragraph.text) if HOLES.fullmatch(paragraph.text) else None

    def fill(values: Sequence[Any]) -> list[Any]:
        if only is not None and isinstance(values[only], Details):
            return _table(values[only])
        text = plan(values)
        if text and not _UNUSUAL.search(text):
            return [with_valid(paragraph, text=text)]
        lines = [line for line in map(str.strip, text.split("\n")) if line]
        return [{"type": "paragraph", "text": line} for line in lines]

    return fill


def _table(rows: Details) -> list[Any]:
    """The rows of the second table as a table of the document, without the column they were found by."""
    if not rows:
        return []
    columns = [name for name in rows[0] if name not in rows.key]
    cells = [tuple(written(row[name]) if row[name] else _zero(row[name]) for name in columns) for row in rows]
    return [{"type": "table", "header": columns, "rows": cells}]


def _zero(value: Any) -> str:
    """What is false is blank, except a number."""
    return written(value) if isinstance(value, int | float) else ""


def holes_at(data: Any, place: Place) -> list[int]:
    """The indices of the holes in the data at a place, as pydantic names places; all of the nearest part it has.

    >>> from gongwen.batching.filling.holes import hole
    >>> holes_at({"recipients": [f"{hole(3)}村委会"]}, ("recipients", 0))
    [3]
    """
    found = data
    for step in place:
        inner = _inside(found, step)
        if inner is None:
            continue  # pydantic names the kind of a block among the steps
        found = inner
    return [hole_index(character) for text in _texts(found) for character in HOLES.findall(text)]


def _inside(data: Any, step: int | str) -> Any:
    if isinstance(data, Value):
        return getattr(data, step, None) if isinstance(step, str) and step in type(data).model_fields else None
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list | tuple) and isinstance(step, int):
        return data[step] if step < len(data) else None
    return None


def _texts(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, Value):
        return _texts(_parts(data))
    if isinstance(data, dict):
        return [text for value in data.values() for text in _texts(value)]
    if isinstance(data, list | tuple):
        return [text for value in data for text in _texts(value)]
    return []
