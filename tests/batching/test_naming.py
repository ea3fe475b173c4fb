"""Names of files: what Windows, macOS and Linux all take, never outside the folder, no two alike."""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import IssuingNumber
from gongwen.batching.journal import Journal
from gongwen.batching.naming import NamePattern, numbered, safe_name, same_name
from gongwen.register import Facts

RESERVED = ("CON", "PRN", "AUX", "NUL", *(f"{name}{digit}" for name in ("COM", "LPT") for digit in "0123456789¹²³"))
anything = st.text(st.characters(), max_size=400)


@given(anything)
def test_any_text_makes_a_name_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    stem = name.removesuffix(".docx")
    assert name.endswith(".docx")
    assert stem
    assert not re.search(r'[\x00-\x1f\x7f\\/:*?"<>|]', name)
    assert not stem.startswith((" ", "."))
    assert not stem.endswith((" ", "."))
    assert stem.split(".")[0].strip().upper() not in RESERVED
    assert len(name.encode("utf-8", "surrogatepass")) <= 255
    assert PureWindowsPath(name).name == name
    assert Path("公文", name).parent == Path("公文")


@given(anything)
def test_a_safe_name_is_safe_already(text: str) -> None:
    assert safe_name(safe_name(text)) == safe_name(text)


@pytest.mark.parametrize("reserved", RESERVED)
@pytest.mark.parametrize("form", ["{}", "{}.txt", "{}.docx", " {} ", "{}."])
def test_what_windows_keeps_for_itself_gets_a_mark(reserved: str, form: str) -> None:
    for name in (reserved, reserved.lower()):
        assert safe_name(form.format(name)).lower().startswith(f"{name.lower()}_")


def test_marks_become_their_full_width_likeness() -> None:
    assert safe_name('关于"A/B":C*D?<E>|F\\G的通知') == "关于＂A／B＂：C＊D？＜E＞｜F＼G的通知.docx"


@given(st.lists(st.sampled_from(["A村", "a村", "Ａ村", "B村", "e\u0301", "\u00e9", "a村-2", "A村-2"]), max_size=20))
def test_no_two_files_of_a_folder_are_one_to_any_system(wanted: list[str]) -> None:
    import tempfile  # noqa: PLC0415 - hypothesis and fixtures do not mix

    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder), "通知.md") as journal:
        taken: set[str] = set()
        names = [journal.free_name(safe_name(one), taken) for one in wanted]
    assert len({same_name(name) for name in names}) == len(names)


def test_a_pattern_knows_columns_elements_and_the_row() -> None:
    pattern = NamePattern("{发文字号} {村名}（{行号}）{成文日期}.docx", ["村名"])
    number = IssuingNumber.parse("青政发〔2026〕8号")
    assert pattern.name({"村名": "上坝村"}, number, Facts(), row=7) == "青政发〔2026〕8号 上坝村（7）.docx"
    assert pattern.columns == ("村名",)
    assert [fault.column for fault in pattern.blanks({"村名": None})] == ["村名"]


def test_numbering_of_names() -> None:
    assert [numbered("上坝村.docx", count) for count in (1, 2, 10)] == [
        "上坝村.docx",
        "上坝村-2.docx",
        "上坝村-10.docx",
    ]
