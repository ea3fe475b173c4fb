"""What is kept from one document to the next is bounded, and can be thrown away: memory follows what is alive."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from functools import cache
from operator import attrgetter
from pathlib import Path

import pytest

import gongwen
from gongwen.keeping import LONGEST_KEPT, SizedCache, caches
from gongwen.model.image import image_facts
from gongwen.pages.text import MOST_CHARACTERS, cells_of
from tests.conftest import FULL_SWEEP
from tests.strategies import notice, some_picture

SOURCE = Path(gongwen.__file__).parent
MOST_ENTRIES = 8192
ARGUMENTS_OF_PICTURES = {"bytes"}

MEMORY = """
    import gc, gongwen, os, resource, sys
    from pathlib import Path
    from tests.strategies import notice, some_picture

    def resident():
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 2**20

    def picture(index):
        # What stands behind a PNG's end is its own affair: a photograph of 8 MB, each another one.
        image = some_picture()
        head, end = image[:-12], image[-12:]
        said = b"%d" % index + b"\\0" * (8 * 2**20)
        import struct, zlib
        chunk = struct.pack(">I", len(said)) + b"teXt" + said + struct.pack(">I", zlib.crc32(b"teXt" + said))
        return head + chunk + end

    def work(index):
        data = picture(index)
        document = notice(body=["收购进度如下。", {"type": "picture", "name": "现场.png", "data": data}])
        made = gongwen.render(document)
        assert len(made) > 8 * 2**20
        gongwen.read(made)
        gongwen.to_html(document)

    work(0)
    gongwen.clear_caches()
    gc.collect()
    before = resident()
    for index in range(int(sys.argv[1])):
        work(index + 1)
    gc.collect()
    kept = resident() - before
    gongwen.clear_caches()
    gc.collect()
    print(round(kept), round(resident() - before))
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="没有 /proc，量不出占用的内存")
def test_documents_with_pictures_of_eight_megabytes_leave_nothing_behind(request: pytest.FixtureRequest) -> None:
    count = 60 if request.config.getoption(FULL_SWEEP) else 24
    command = [sys.executable, "-c", textwrap.dedent(MEMORY), str(count)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    kept, after_clearing = map(int, told.stdout.split())
    assert kept < 20
    assert after_clearing < 20


def test_a_small_picture_is_kept_and_a_large_one_is_not() -> None:
    gongwen.clear_caches()
    assert isinstance(image_facts, SizedCache)
    small = some_picture()
    image_facts(small)
    assert len(small) < image_facts.held < len(small) + 1_000
    for index in range(1_000):
        image_facts(small + bytes(10_000) + b"%d" % index + b"IEND\xaeB`\x82")
    assert image_facts.held <= 8 * 2**20
    image_facts(small + bytes(4 * 2**20) + b"IEND\xaeB`\x82")
    assert image_facts.held <= 8 * 2**20
    gongwen.clear_caches()
    assert image_facts.held == 0


def test_the_same_document_is_the_same_file_before_and_after_clearing() -> None:
    document = notice(body=["如下。", {"type": "picture", "name": "现场.png", "data": some_picture()}])
    before = gongwen.render(document), gongwen.to_html(document)
    gongwen.clear_caches()
    assert (gongwen.render(document), gongwen.to_html(document)) == before


def test_clearing_reaches_every_cache_of_the_source() -> None:
    gongwen.render(notice())
    gongwen.to_html(notice())
    known = caches()
    for path, function, _ in _kept_functions():
        module = ".".join(["gongwen", *path.relative_to(SOURCE).with_suffix("").parts])
        if module in sys.modules:
            assert f"{module}.{function.name}" in known


def test_what_takes_bytes_is_bounded_in_bytes_and_everything_else_in_number() -> None:
    for path, function, decorator in _kept_functions():
        types = {ast.unparse(argument.annotation) for argument in function.args.args if argument.annotation}
        where = f"{path.name}: {function.name}"
        if types & ARGUMENTS_OF_PICTURES:
            assert "kept_by_size" in decorator, where
        elif "lru_cache" in decorator:
            assert "maxsize=" in decorator, where
            bound = decorator.partition("maxsize=")[2].rstrip(")")
            assert not bound.isdigit() or int(bound) <= MOST_ENTRIES, where
        elif decorator == "cache":
            assert not function.args.args or types <= {"Callable[..., Any]", "str", "type", "float"}, where


def test_texts_too_long_to_be_kept_leave_no_memory_behind() -> None:
    kept: list[list[int]] = []
    for end in ("吨", "斤"):
        long = "2026年" + "收购" * LONGEST_KEPT + end
        table = {"type": "table", "header": ["村名"], "rows": [[long]]}
        agencies = [f"{at}村民委员会{end}" for at in range(400)]
        gongwen.render(notice(body=[long, table, "请遵照执行。"], notes=long), draft=True)
        gongwen.to_html(notice(body=[long, table, "请遵照执行。"], notes=long), draft=True)
        far = " " * (LONGEST_KEPT + len(kept))
        notice(date=f"2026{far}年3月2日", remark=f"2026{far}年3月2日{end}会议通过")
        with pytest.raises(gongwen.InputError):
            gongwen.render(notice(cc=agencies), draft=True)
        names = (
            *("pages.setting._turns", "pages.setting._set", "layout.colophon._block"),
            *("layout.cells.unparted", "layout.cells.least_width", "standard.dates._date"),
        )
        kept.append([_entries(f"gongwen.{name}") for name in names])
    assert kept[0] == kept[1]


def _entries(name: str) -> int:
    module, _, function = name.rpartition(".")
    entries: int = getattr(sys.modules[module], function).cache_info().currsize
    return entries


def test_more_characters_than_any_office_has_are_not_all_kept() -> None:
    for code in range(0x20, 0x20 + 3 * MOST_CHARACTERS):
        if not 0xD800 <= code < 0xE000:
            cells_of(chr(code))
    assert len(attrgetter("__self__")(cells_of)) <= MOST_CHARACTERS  # the method of a dict


@cache
def _kept_functions() -> list[tuple[Path, ast.FunctionDef, str]]:
    return [
        (path, node, ast.unparse(decorator))
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if any(kind in ast.unparse(decorator) for kind in ("lru_cache", "kept_by_size"))
        or ast.unparse(decorator) == "cache"
    ]
