"""Tables as XML: rows that stay whole and rows that may be divided, what is repeated, what stands beside rules."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen import read, render
from gongwen.model.body import Table
from gongwen.ooxml.opened import Element, OpenedDocument, w
from gongwen.standard.profiles import PROFILES
from tests.page.table_specimens import specimen
from tests.strategies import notice


def rows_of(table: dict[str, Any], *after: str, profile: str = "国标") -> list[Element]:
    """The rows of a table that stands in the text."""
    opened = OpenedDocument(render(notice(body=["甲。", table, *after]), profile=profile))
    return list(next(opened.body.iter(w("tbl"))).iter(w("tr")))


def has(row: Element, *names: str) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and all(properties.find(w(name)) is not None for name in names)


def table(rows: int, cell: str = "1015.0", **fields: Any) -> dict[str, Any]:
    return {"type": "table", "header": ["村名", "面积"], "rows": [["上坝村", cell]] * rows, **fields}


def is_kept(row: Element) -> bool:
    return all(paragraph.find(f"{w('pPr')}/{w('keepNext')}") is not None for paragraph in row.iter(w("p")))


def test_a_long_table_begins_with_a_blank_row_without_rules_that_is_repeated_with_the_header() -> None:
    blank, header, *rows = rows_of(table(40), "乙。")
    assert has(blank, "tblHeader", "trHeight", "cantSplit")
    assert "".join(blank.itertext()) == ""
    borders = next(blank.iter(w("tcBorders")))
    assert {side.tag for side in borders} == {w("top"), w("left"), w("right")}
    assert {side.get(w("val")) for side in borders} == {"nil"}
    assert has(header, "tblHeader", "cantSplit")
    assert not any(has(row, "tblHeader") for row in rows)


def test_a_short_one_has_none_for_it_stands_on_one_page_and_so_has_one_of_a_profile_inside_the_type_area() -> None:
    header, *rows = rows_of(table(10), "乙。")
    assert has(header, "tblHeader")
    assert len(rows) == 10
    assert all(map(is_kept, rows[:-1]))
    assert len(rows_of(table(40), "乙。", profile="通行")) == 41


def test_rows_stay_whole_but_for_one_that_no_page_holds() -> None:
    tall = "墙体开裂，雨后渗水，" * 200
    mixed = {"type": "table", "rows": [["一", "甲"], ["二", tall], ["三", "乙"]]}
    _, *rows = rows_of(mixed, "乙。")
    assert [has(row, "cantSplit") for row in rows] == [True, False, True]


def test_the_last_two_rows_go_with_the_signature_where_it_might_not_fit() -> None:
    document = notice(body=["国" * 20] * 4 + [table(30)])
    rows = list(next(OpenedDocument(render(document)).body.iter(w("tbl"))).iter(w("tr")))
    assert [is_kept(row) for row in rows[2:]] == [False] * 28 + [True] * 2


def test_less_blank_beside_the_rules_is_written_only_where_columns_are_many() -> None:
    def margins(columns: int) -> set[str]:
        numeric = {"type": "table", "rows": [["白沙镇1村", *["2,375.0"] * (columns - 1)]] * 3}
        opened = OpenedDocument(render(notice(body=["甲。", numeric, "乙。"])))
        found = next(opened.body.iter(w("tbl"))).find(f"{w('tblPr')}/{w('tblCellMar')}")
        return set() if found is None else {side.get(w("w"), "") for side in found}

    assert margins(3) == set()
    assert margins(15) == {"57"}
    assert margins(18) == {"28"}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("seed", [0, 4, 5, 8, 12, 20, 21, 22, 24, 28, 36, 40, 48, 55, 56])
def test_realistic_tables_come_back_as_they_were(seed: int, profile: str) -> None:
    made = Table.read(specimen(seed).table)
    document = notice(body=["甲。", made.model_dump(), "乙。"])
    again = read(render(document, profile=profile)).document
    assert again == document
    assert again.body[1] == made


def test_a_row_taller_than_a_page_comes_back_as_it_was() -> None:
    document = notice(body=["甲。", table(3, "第1户墙体开裂，雨后渗水，" * 150), "乙。"])
    assert read(render(document)).document == document
