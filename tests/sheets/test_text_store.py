"""The texts of a large workbook stand on the disk, and are the same as in memory."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import InputError
from gongwen.sheets import text_store, workbook
from gongwen.sheets.sheet import raw_rows
from gongwen.sheets.text_store import TextStore
from gongwen.sheets.workbook import Workbook
from tests.sheets.books import with_shared_texts

_TEXTS = st.lists(st.none() | st.text(st.characters(codec="utf-8"), max_size=9), max_size=80)


@given(st.lists(_TEXTS, max_size=4), st.lists(st.integers(0, 10**6), max_size=200))
def test_a_store_holds_what_was_added(pieces: list[list[str | None]], places: list[int]) -> None:
    store, wanted = TextStore("各村.xlsx"), [text for piece in pieces for text in piece]
    for piece in pieces:
        store.extend(piece)
    assert list(store) == wanted
    assert len(store) == len(wanted)
    if wanted:
        for place in places:
            assert store[place % len(wanted)] == wanted[place % len(wanted)]
            assert store[-1 - place % len(wanted)] == wanted[-1 - place % len(wanted)]
    for place in (len(wanted), -len(wanted) - 1):
        with pytest.raises(IndexError):
            store[place]


def test_blocks_that_were_put_out_of_memory_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_store, "_MOST_CACHED", 300)
    texts = [f"上坝{number}村" for number in range(1000)]
    store = TextStore("各村.xlsx")
    store.extend(texts)
    for step in (1, 7, 333):
        assert [store[place * step % 1000] for place in range(1000)] == [texts[p * step % 1000] for p in range(1000)]
    assert store[3:900:100] == texts[3:900:100]


def test_a_book_is_read_the_same_with_its_texts_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"上坝{number % 41}村" for number in range(300)]
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row - 1}</v></c><c r="C{row}" t="s"><v>{row * 7 % 300}</v></c></row>'
        for row in range(1, 301)
    )
    content = with_shared_texts(texts, rows)
    in_memory = Workbook(content, "各村.xlsx")
    wanted = list(raw_rows(in_memory, in_memory.sheets[0]))
    assert isinstance(in_memory.texts, list)
    assert len(wanted) == 300
    monkeypatch.setattr(workbook, "_TEXTS_IN_MEMORY", 0)
    on_disk = Workbook(content, "各村.xlsx")
    assert list(raw_rows(on_disk, on_disk.sheets[0])) == wanted
    assert isinstance(on_disk.texts, TextStore)


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_words: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(InputError) as caught:
        TextStore("各村.xlsx")
    assert caught.value.faults[0].code == "file-error"
