"""Records: mappings, data frames, results of queries and JSON become rows of values by heading."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from gongwen.errors import Fault, InputError
from gongwen.sheets.grid import cell_fault
from gongwen.sheets.headings import MOST_NAMED, check_names, too_many_columns
from gongwen.sheets.text_table import Open, encoding_of, lines_of
from gongwen.sheets.values import HALF, Bad, Row, Value, clean_heading, clean_value, kind_of

__all__ = ["RecordRows", "json_lines", "json_records", "records_of"]

_PEEKED = 100
_BATCH = 500
# Read at once, JSON takes some twenty times its length.
_LARGEST_JSON = 64 * 1024 * 1024
_MOST_OBJECTS, _MOST_VALUES = 600_000, 3_000_000


class RecordRows:
    """The rows of an iterable of mappings, numbered from 1.

    The columns are those of all mappings of a sequence, or of the first hundred of a stream.
    """

    def __init__(self, name: str, read: Callable[[], Iterable[Any]], *, again: bool = True) -> None:
        self.name = name
        self.detail_columns: tuple[str, ...] = ()
        self.details_name: str | None = None
        self.remarks: list[str] = []
        self.faults: list[Fault] = []
        self._read = read
        self._again = again
        self._stream: Iterator[Any] | None = None
        found = read()
        if again and isinstance(found, Sequence):
            peeked: Sequence[Any] = found
        else:
            stream = iter(found)
            peeked = list(islice(stream, _PEEKED))
            self._stream = None if again else chain(peeked, stream)
        if not peeked:
            raise InputError(Fault("empty-table", "一行数据也没有", "核对数据的来源", file=name))
        self._headings: dict[Any, str] = {}
        faults: list[Fault] = []
        for number, item in enumerate(peeked, 1):
            faults += self._learn(item, number)
        names = dict(enumerate(dict.fromkeys(self._headings.values()), 1))
        self.columns = tuple(names.values())
        if faults:
            raise InputError(faults[:_PEEKED])

    def _learn(self, item: Any, number: int) -> Iterator[Fault]:
        """Take the headings of a mapping in; yields what is wrong with them."""
        mapping = mapping_of(item)
        if mapping is None:
            yield Fault(
                "wrong-row",
                f"这一行是{kind_of(item)}，没有列名",
                "每一行用 {列名: 值} 的形式给出",
                file=self.name,
                row=number,
            )
            return
        for key in mapping:
            if key in self._headings:
                continue
            if len(self._headings) == MOST_NAMED:
                raise InputError(too_many_columns(self.name, number))
            heading = clean_heading(key) if isinstance(key, str) and not HALF.search(key) else ""
            if not heading:
                yield Fault("missing-heading", "列名是空的，或不是文字", "补上列名", file=self.name, row=number)
                continue
            if heading in self._headings.values():
                pair = [known for known, name in self._headings.items() if name == heading]
                if any(other in mapping for other in pair):
                    message = f"列名重复：“{pair[0]}”和“{key}”是同一个列名"
                    yield Fault(
                        "duplicate-heading", message, "改成不同的列名", file=self.name, row=number, column=heading
                    )
            self._headings[key] = heading

    def __iter__(self) -> Iterator[Row]:
        if self._again:
            items: Iterable[Any] = self._read()
        elif self._stream is not None:
            items, self._stream = self._stream, None
        else:
            cure = "先用 list(…) 存成列表"
            raise InputError(Fault("read-once", "这个来源只能读一遍，已经读过了", cure, file=self.name))
        blank: dict[str, Value] = dict.fromkeys(self.columns)
        headings = self._headings
        position = 0
        for number, item in enumerate(items, 1):
            mapping = mapping_of(item)
            values = blank.copy()
            faults: list[Fault] = []
            if mapping is None or any(key not in headings for key in mapping):
                faults += self._learn(item, number)
            for key, found in (mapping or {}).items():
                value = clean_value(found)
                heading = headings.get(key)
                if heading is None:
                    continue  # named among the faults
                if isinstance(value, Bad):
                    faults.append(cell_fault(value, self.name, number, heading))
                    values[heading] = None
                else:
                    values[heading] = value
            if faults or any(value is not None for value in values.values()):
                position += 1
                yield Row(number, values, (), tuple(faults), position)


def mapping_of(item: Any) -> Mapping[Any, Any] | None:
    """A row as a mapping: a mapping itself, a row of SQLAlchemy, or one with ``keys`` such as sqlite3's."""
    if isinstance(item, Mapping):
        return item
    mapping = getattr(item, "_mapping", None)
    if isinstance(mapping, Mapping):
        return mapping
    keys = getattr(item, "keys", None)
    return {key: item[key] for key in keys()} if callable(keys) and hasattr(item, "__getitem__") else None


def records_of(source: Any, name: str) -> RecordRows | None:
    """The rows of a data frame, a cursor or an iterable; None when the source is none of these."""
    if hasattr(source, "itertuples") and hasattr(source, "columns"):
        columns = tuple(source.columns)
        _refuse_twins(columns, name)
        return RecordRows(
            name, lambda: (dict(zip(columns, row, strict=True)) for row in source.itertuples(index=False, name=None))
        )
    if hasattr(source, "description") and hasattr(source, "fetchmany"):
        if source.description is None:
            raise InputError(Fault("empty-table", "这个游标没有查询结果", "先执行 SELECT 语句", file=name))
        columns = tuple(column[0] for column in source.description)
        _refuse_twins(columns, name)
        return RecordRows(name, lambda: _fetched(source, columns), again=False)
    if isinstance(source, Iterable) and not isinstance(source, Mapping):
        return RecordRows(name, lambda: source, again=iter(source) is not source and not hasattr(source, "mappings"))
    return None


def _refuse_twins(columns: Sequence[Any], name: str) -> None:
    """A mapping would keep only the last of two columns with one name."""
    names = {place: clean_heading(str(column)) for place, column in enumerate(columns, 1)}
    faults = list(check_names(names, name, None))
    if faults:
        raise InputError(faults)


def _fetched(cursor: Any, columns: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    while rows := cursor.fetchmany(_BATCH):
        for row in rows:
            yield row if isinstance(row, Mapping) else dict(zip(columns, row, strict=True))


# --- JSON ---


def json_lines(opened: Open, name: str) -> RecordRows:
    """The rows of a text with one JSON object a line."""
    encoding = encoding_of(opened, name)

    def read() -> Iterator[Any]:
        broken: list[Fault] = []
        for number, line in enumerate(lines_of(opened, encoding, name), 1):
            if line.strip() and len(broken) < _PEEKED:
                try:
                    found = json.loads(line, object_pairs_hook=_object)
                except (ValueError, RecursionError) as error:
                    broken += _broken(error, name, number).faults
                else:
                    if not broken:
                        yield found
        if broken:
            raise InputError(broken)

    return RecordRows(name, read)


def json_records(opened: Open, name: str) -> RecordRows:
    """The rows of a JSON list of objects, or of the list under ``rows``."""
    encoding = encoding_of(opened, name)
    with opened() as stream:
        content = stream.read(_LARGEST_JSON + 1)
    text = content[:_LARGEST_JSON].decode(encoding, "ignore")
    objects = text.count("{") + text.count("[")
    if len(content) > _LARGEST_JSON or objects > _MOST_OBJECTS or text.count(",") > _MOST_VALUES:
        message, cure = "这个 JSON 太大，一次读不下", "一行一个对象，存成 .jsonl；或存成 .csv、.xlsx"
        raise InputError(Fault("broken-table", message, cure, file=name))
    del content
    try:
        found = json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise _broken(error, name, getattr(error, "lineno", None)) from None
    if isinstance(found, Mapping):
        found = found.get("rows", found)
    if not isinstance(found, list):
        raise InputError(Fault("wrong-row", "JSON 里没有一组行", '写成 [{…}, {…}]，或 {"rows": [{…}, {…}]}', file=name))
    return RecordRows(name, lambda: found)


class _TwiceError(ValueError):
    """A name that stands twice in one object."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        (name, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise _TwiceError(name)
    return made


def _broken(error: Exception, name: str, line: int | None) -> InputError:
    if isinstance(error, _TwiceError):
        message, cure = f"一行里“{error}”写了两次", "删去一个，或改名"
        return InputError(Fault("duplicate-heading", message, cure, file=name, line=line))
    return InputError(Fault("broken-table", "JSON 不完整，或写法不对", "核对括号、引号和逗号", file=name, line=line))
