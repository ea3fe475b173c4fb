"""The fonts of a machine by name: found, remembered, and no fault of a file is a fault of the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.fonts import catalogue
from gongwen.fonts.catalogue import installed, listed_in
from gongwen.fonts.places import cache_file
from gongwen.keeping import clear_caches
from tests.support import fonts, printed

SMALL = "MalgunGothic.ttf"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with one font, the first place to look for fonts."""
    shutil.copy(fonts.folder() / SMALL, tmp_path / SMALL)
    clear_caches()
    with printed.with_fonts(tmp_path):
        yield tmp_path
    clear_caches()


@pytest.mark.parametrize("name", ["仿宋", "FangSong", "fangsong", "@仿宋"])
def test_a_font_is_found_by_its_chinese_and_its_english_name(name: str) -> None:
    found = installed().find(name)
    assert found is not None
    assert (Path(found.path).name, found.family) == ("FangSong.ttf", "仿宋")


def test_the_weight_nearest_to_the_one_wanted_is_taken() -> None:
    regular, bold = installed().find("Times New Roman", 400), installed().find("Times New Roman", 700)
    assert regular is not None
    assert bold is not None
    assert (regular.weight, bold.weight) == (400, 700)


def test_a_font_that_is_put_there_or_changed_is_seen_by_the_next_run(folder: Path) -> None:
    assert installed().find("Malgun Gothic") is not None
    clear_caches()  # as a new process has none
    shutil.copy(fonts.folder() / "SimSun.ttf", folder / SMALL)
    os.utime(folder / SMALL, (1, 1))
    found = installed().find("宋体")
    assert found is not None
    assert found.path == str(folder / SMALL)


def test_names_are_read_once_and_kept_beside_date_and_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed()
    file = cache_file()
    assert file is not None
    assert SMALL in file.read_text(encoding="utf-8")
    clear_caches()
    monkeypatch.setattr(catalogue, "listed_in", lambda path: pytest.fail(f"{path} was read again"))
    assert installed().find("Malgun Gothic") is not None


@pytest.mark.parametrize("kept", ["", "{}", "[1]", '{"version":1,"files":{"/a.ttf":[1,2]}}', '{"version":1,"files":3}'])
def test_a_cache_that_is_damaged_is_made_anew(kept: str, folder: Path) -> None:
    file = cache_file()
    assert file is not None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(kept, encoding="utf-8")
    assert installed().find("Malgun Gothic") is not None
    assert SMALL in file.read_text(encoding="utf-8")


def test_a_cache_that_cannot_be_written_is_done_without(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file"))
    assert installed().find("Malgun Gothic") is not None


def test_files_that_are_no_fonts_are_left_out_and_unusable_fonts_have_a_reason(folder: Path) -> None:
    font = (folder / SMALL).read_bytes()
    for name, content in {
        "a.ttf": b"",
        "b.ttf": "不是字体".encode() * 99,
        "c.otf": font[:40],
        "d.ttc": b"ttcf" * 9,
    }.items():
        (folder / name).write_bytes(content)
    (folder / "e.ttf").symlink_to(folder / "nowhere")
    (folder / "f.ttf").write_bytes(font.replace(b"cmap", b"cmaq"))
    (folder / "g.ttf").write_bytes(font.replace(b"glyf", b"glyg"))
    known = {Path(face.path).name: face.unusable for face in installed().faces if face.path.startswith(str(folder))}
    assert known[SMALL] == ""
    assert known["f.ttf"] == "缺少 cmap 表"
    assert known["g.ttf"] == "没有 TrueType 或 CFF 轮廓"
    assert not {"a.ttf", "b.ttf", "e.ttf"} & set(known)


def test_a_collection_has_all_its_faces() -> None:
    found = installed().find("Noto Serif CJK SC")
    assert found is not None
    assert {face.number for face in listed_in(found.path)} >= {0, 1, 2, 3}
