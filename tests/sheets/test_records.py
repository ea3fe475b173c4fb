"""Records: JSON, Python mappings, data frames, results of queries."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gongwen import InputError
from gongwen.sheets import Shown, open_rows
from tests.sheets.books import faults

RECORDS = [{"村名": "上坝村", "面积": 3.0}, {"村名": "下坝村", "面积": None, "备注": " 无 "}]
VALUES = [
    {"村名": "上坝村", "面积": 3, "备注": None},
    {"村名": "下坝村", "面积": None, "备注": "无"},
]


def _values(source: Any, **more: Any) -> list[dict[str, Any]]:
    return [row.values for row in open_rows(source, **more)]


@pytest.mark.parametrize("shape", ["list", "rows", "lines"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_json_is_a_list_of_objects_or_one_a_line(shape: str, encoding: str, tmp_path: Path) -> None:
    text = {
        "list": json.dumps(RECORDS, ensure_ascii=False),
        "rows": json.dumps({"rows": RECORDS}, ensure_ascii=False, indent=1),
        "lines": "\n\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS),
    }[shape]
    path = tmp_path / f"各村.{'jsonl' if shape == 'lines' else 'json'}"
    path.write_text(text, encoding=encoding)
    assert _values(path) == VALUES


def test_json_without_a_name_is_known_by_its_content() -> None:
    assert _values(json.dumps(RECORDS).encode()) == VALUES
    assert _values("\n".join(map(json.dumps, RECORDS)).encode()) == VALUES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"村名": "上坝村"', "broken-table"),
        ('[{"村名": "上坝村", "村名": "下坝村"}]', "duplicate-heading"),
        ('[["上坝村"]]', "wrong-row"),
        ("[]", "empty-table"),
        ('{"村名": "上坝村"}', "wrong-row"),
        ("[" * 100_000, "broken-table"),
    ],
)
def test_json_that_holds_no_rows_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(InputError) as raised:
        open_rows(text.encode())
    assert raised.value.faults[0].code == code


def test_a_value_with_rows_of_its_own_is_a_fault_of_the_cell() -> None:
    (fault,) = faults(open_rows([{"村名": "上坝村", "地块": [{"名称": "河滩"}]}]))
    assert (fault.code, fault.column) == ("wrong-value", "地块")


def test_two_keys_that_are_one_heading_are_refused() -> None:
    with pytest.raises(InputError, match="是同一个列名"):
        open_rows([{"村名": "上坝村", "村 名": "下坝村"}])


def test_a_generator_is_read_as_a_stream_and_once_only() -> None:
    taken = 0

    def records() -> Iterator[dict[str, int]]:
        nonlocal taken
        for taken in range(1, 1001):
            yield {"序号": taken}

    rows = open_rows(records())
    assert taken < 200
    assert [row.number for row in rows] == list(range(1, 1001))
    with pytest.raises(InputError, match="只能读一遍"):
        list(rows)


def test_the_result_of_a_query_is_read_by_its_column_names() -> None:
    base = sqlite3.connect(":memory:")
    base.execute("create table 村 (村名, 面积)")
    base.executemany("insert into 村 values (?, ?)", [(f"第{index}村", index / 2) for index in range(1200)])
    rows = open_rows(base.execute("select * from 村 order by 面积"))
    assert rows.columns == ("村名", "面积")
    found = [row.values for row in rows]
    assert (len(found), found[2]) == (1200, {"村名": "第2村", "面积": 1})
    base.row_factory = sqlite3.Row
    assert _values(base.execute("select * from 村 where 面积 = 1").fetchall()) == [{"村名": "第2村", "面积": 1}]


def test_rows_of_sqlalchemy_are_known_by_their_mapping() -> None:
    class Result(tuple[Any, ...]):
        @property
        def _mapping(self) -> dict[str, Any]:
            return dict(zip(("村名", "面积"), self, strict=True))

    assert _values([Result(("上坝村", Decimal("12.50")))]) == [{"村名": "上坝村", "面积": Shown(12.5, "12.50")}]


@dataclass
class _Frame:
    """A data frame as far as it is looked at."""

    columns: list[str]
    rows: list[tuple[Any, ...]]

    def itertuples(self, index: bool = True, name: str | None = "Pandas") -> Iterator[tuple[Any, ...]]:
        assert not index
        assert name is None
        return iter(self.rows)


def test_a_data_frame_gives_plain_values_and_blanks_for_what_is_not_there() -> None:
    frame = _Frame(
        ["村名", "面积", "户数"], [("上坝村", np.float64(3.0), np.int64(12)), ("下坝村", float("nan"), None)]
    )
    assert _values(frame) == [
        {"村名": "上坝村", "面积": 3, "户数": 12},
        {"村名": "下坝村", "面积": None, "户数": None},
    ]
    with pytest.raises(InputError, match="列名重复"):
        open_rows(_Frame(["村名", "村 名"], []))


@pytest.mark.parametrize("source", [3, object(), None, {"村名": "上坝村"}])
def test_what_is_no_source_of_rows_is_refused(source: object) -> None:
    with pytest.raises(InputError):
        open_rows(source)


def test_every_broken_line_of_a_jsonl_file_is_told() -> None:
    text = '{"村名": "上坝村"}\n{"村名": "中坝村"\n{"村名": "下坝村"}\n{村名}\n'
    with pytest.raises(InputError) as caught:
        list(open_rows(text.encode()))
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("broken-table", 2), ("broken-table", 4)]


def test_what_cannot_stand_in_a_cell_is_told_in_chinese() -> None:
    (row,) = open_rows([{"村名": "上坝村", "地块": ["河滩", "山脚"], "图": b"\x00"}])
    assert [fault.message for fault in row.faults] == [
        "这个值是一串值，不能放进一格",
        "这个值是二进制数据，不能放进一格",
    ]
