"""What is posted opens no file: bytes, file objects and data name files as they like, at every public entrance.

An audit hook of the interpreter sees every file that is opened; a canary lies where the input points. What a caller
names by its path may use the files of its own folder and no others.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import isfunction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import gongwen
from gongwen.reading import load_source, parse_body
from gongwen.template import make_template
from tests.recognition.word import files as word
from tests.strategies import some_picture

HEAD = "文种: 计划\n标题: 石桥镇秋粮收购工作计划\n成文日期: 2026-09-21\n"
_SEEN: list[str] | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _SEEN is not None and event in ("open", "os.listdir", "os.scandir", "os.readlink"):
        _SEEN.append(os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | os.PathLike) else "")


sys.addaudithook(_hook)


@contextmanager
def opened() -> Iterator[list[str]]:
    """Every path that is opened meanwhile."""
    global _SEEN  # noqa: PLW0603 - an audit hook stays for ever, so it is told when to look
    found: list[str] = []
    _SEEN = found
    try:
        yield found
    finally:
        _SEEN = None


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A picture that posted input points to, and a working folder that has one as well."""
    path = tmp_path / "别的单位" / "canary.png"
    path.parent.mkdir()
    path.write_bytes(some_picture())
    here = tmp_path / "here"
    here.mkdir()
    (here / "canary.png").write_bytes(some_picture())
    (here / "canary.yaml").write_text("行距: 28\n", encoding="utf-8")
    monkeypatch.chdir(here)
    return path


def source(seal: object = "", picture: object = "") -> bytes:
    entry = f"印章: '{seal}'\n" if seal else ""
    return f"---\n{HEAD}{entry}---\n四月底前完成整地。\n{f'![]({picture})' if picture else ''}\n".encode()


def unit(**entries: object) -> bytes:
    lines = [f"{name}: {value}" for name, value in entries.items()]
    return "\n".join(["单位: 云岭县石桥镇人民政府", *lines, ""]).encode()


def _plan(**more: Any) -> dict[str, Any]:
    return {"kind": "计划", "title": "秋粮收购工作计划", "body": ["如下。"], **more}


ROWS = [{"村名": "上坝村"}]


def _batch(name: str) -> int:
    with TemporaryDirectory() as folder:
        return gongwen.batch(ROWS, source(name, name), folder).written


def _word(name: str) -> str:
    """The body of a .docx of another hand that names a file."""
    return word.lines(*word.HEAD, *word.TEXT) + word.plain(f"![]({name})")


ENTRANCES: dict[str, Callable[[str], object]] = {
    "load, a seal": lambda name: gongwen.load(source(seal=name)),
    "load, a picture": lambda name: gongwen.load(source(picture=name)),
    "load, a file object": lambda name: gongwen.load(io.BytesIO(source(name, name))),
    "load, text": lambda name: gongwen.load(io.StringIO(source(name, name).decode())),
    "load, JSON": lambda name: gongwen.load(json.dumps(_plan(seals=[{"name": name}])).encode()),
    "load with a setting": lambda name: load_source(source(), overrides={"印章": name}),
    "load, a unit's seal": lambda name: gongwen.load(source(), unit=gongwen.Unit.load(unit(印章=f"{{甲: '{name}'}}"))),
    "prepare": lambda name: gongwen.prepare(source(name, name)).docx(),
    "prepare with a setting": lambda name: gongwen.prepare(source(), settings={"印章": name}).docx(),
    "prepare a document": lambda name: gongwen.prepare(
        gongwen.Document.read(_plan()), settings={"附注": name, "发文机关标志": name}
    ).docx(),
    "Unit, a seal": lambda name: gongwen.Unit.load(unit(印章=f"{{石桥镇: '{name}'}}")),
    "Unit, a font": lambda name: gongwen.Unit.load(unit(字体文件=f"['{name}']")),
    "Unit, a page": lambda name: gongwen.Unit.load(unit(版面=f"'{name}'")),
    "Unit, a page beside it": lambda _: gongwen.Unit.load(unit(版面="canary.yaml")),
    "Document": lambda name: gongwen.Document.read(_plan(seals=[name])),
    "Document, JSON": lambda name: gongwen.Document.read_json(json.dumps(_plan(seals=[{"data": name}]))),
    "parse_body": lambda name: parse_body(f"![]({name})"),
    "render": lambda name: gongwen.render(gongwen.Document.read(_plan(notes=name))),
    "to_pdf": lambda name: gongwen.to_pdf(gongwen.Document.read(_plan(notes=name))),
    "to_ofd": lambda name: gongwen.to_ofd(gongwen.Document.read(_plan(notes=name))),
    "to_html": lambda name: gongwen.to_html(gongwen.Document.read(_plan(notes=name))),
    "Template, the body": lambda name: gongwen.Template(make_template("总结")).render(
        {"文种": "总结", "标题": "总结", "正文": f"![]({name})"}
    ),
    "read": lambda name: gongwen.read(gongwen.render(gongwen.Document.read(_plan(notes=name)))),
    "read, of another hand": lambda name: gongwen.read(word.package(_word(name))),
    "prepare, a .docx": lambda name: gongwen.prepare(word.package(_word(name)), draft=True),
    "batch_documents, the source": lambda name: list(gongwen.batch_documents(ROWS, source(name, name))),
    "batch_documents, a cell": lambda name: list(
        gongwen.batch_documents([{"图": name}], source(picture="{{ 图 }}"), skip_bad=True)
    ),
    "batch_documents, a column": lambda name: list(gongwen.batch_documents([{"印章": name}], source())),
    "fix": lambda name: gongwen.fix(word.package(_word(name))),
    "fix in place": lambda name: gongwen.fix(word.package(_word(name)), in_place=True),
    "check": lambda name: gongwen.check(gongwen.Document.read(_plan(notes=name))),
    "parse": lambda name: gongwen.parse(
        f"关于秋粮收购的通知\n各村：\n![]({name})\n附件：{name}\n石桥镇人民政府\n2026年9月1日\n"
    ),
    "save": lambda name: gongwen.save(gongwen.Document.read(_plan(notes=name)), io.BytesIO()),
    "remarks": lambda name: gongwen.remarks(gongwen.Document.read(_plan(notes=name))),
    "batch": _batch,
    "batch_documents, the rows": lambda name: list(gongwen.batch_documents(f"村名\n{name}\n".encode(), source())),
}


def test_every_function_of_the_front_door_is_an_entrance_here() -> None:
    functions = {name for name in gongwen.__all__ if isfunction(getattr(gongwen, name))}
    assert functions - {entrance.partition(",")[0].split(" ")[0] for entrance in ENTRANCES} == {
        *("Mm", "Pt", "clear_caches", "faults_of", "messages"),  # they read no input
    }


@pytest.mark.parametrize("name", ENTRANCES)
def test_posted_input_opens_no_file_and_does_not_tell_which_are_there(name: str, canary: Path) -> None:
    ask = ENTRANCES[name]
    missing = str(canary.with_name("missing.png"))
    said: dict[str, object] = {}
    _outcome(ask, "无.png")  # what the interpreter and the package load of their own, they have loaded now
    for path in (str(canary), missing, "canary.png", "../别的单位/canary.png", f"file://{canary}", "/dev/zero"):
        with opened() as found:
            said[path] = _outcome(ask, path)
        assert [one for one in found if "canary" in one or "missing" in one or one == "/dev/zero"] == []
    assert said[str(canary)] == said[missing] == said["/dev/zero"]


def _outcome(ask: Callable[[str], object], path: str) -> object:
    """The codes of what is said; a refusal is as good as a document that shows the name as a name."""
    try:
        ask(path)
    except gongwen.GongwenError as error:
        return [fault.code for fault in error.faults]
    return "done"


# ---------------------------------------------------------------------------------- what a caller names by its path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder of sources, and a folder of the unit's file with the seal beside it."""
    for name in ("公文/图", "单位", "别处"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "公文/图/示意图.png").write_bytes(some_picture())
    (tmp_path / "单位/seal.png").write_bytes(some_picture(colour=10))
    (tmp_path / "别处/seal.png").write_bytes(some_picture(colour=20))
    (tmp_path / "单位/unit.yaml").write_bytes(unit(印章="{云岭县石桥镇人民政府: seal.png}", 版面="page.yaml"))
    (tmp_path / "单位/page.yaml").write_text("行距: 28\n", encoding="utf-8")
    return tmp_path


def test_a_path_may_use_the_files_of_its_own_folder_and_below(office: Path) -> None:
    path = office / "公文/计划.md"
    for name in ("图/示意图.png", r"图\示意图.png", "./图/../图/示意图.png", office / "公文/图/示意图.png"):
        path.write_bytes(source(picture=name))
        assert [block.type for block in gongwen.load(path).body] == ["paragraph", "picture"]


@pytest.mark.parametrize(
    "name", ["../别处/seal.png", "图/../../别处/seal.png", "../别处/没有.png", "/etc/hostname", "/"]
)
def test_a_path_may_use_no_file_outside_its_folder(name: str, office: Path) -> None:
    path = office / "公文/计划.md"
    path.write_bytes(source(name, name))
    with opened() as found, pytest.raises(gongwen.InputError) as refused:
        gongwen.load(path)
    codes = [fault.code for fault in refused.value.faults]
    assert (codes.count("file-outside"), "picture-not-found" in codes) == (2, False)
    assert [one for one in found if "别处" in one or "hostname" in one] == []


@pytest.mark.parametrize(("page", "code"), [("没有.yaml", "file-not-found"), ("国际", "unknown-profile")])
def test_a_page_that_a_units_file_names_may_be_missing(page: str, code: str, office: Path) -> None:
    (office / "单位/unit.yaml").write_bytes(unit(版面=page))
    with pytest.raises(gongwen.InputError) as refused:
        gongwen.Unit.load(office / "单位/unit.yaml")
    assert [(fault.code, fault.line) for fault in refused.value.faults] == [(code, 2)]


def test_links_lead_nowhere_else(office: Path) -> None:
    (office / "公文/图/link.png").symlink_to(office / "别处/seal.png")
    (office / "公文/further").symlink_to(office / "别处", target_is_directory=True)
    path = office / "公文/计划.md"
    for name in ("图/link.png", "further/seal.png"):
        path.write_bytes(source(picture=name))
        with pytest.raises(gongwen.InputError) as refused:
            gongwen.load(path)
        assert [fault.code for fault in refused.value.faults] == ["file-outside"]


def test_the_units_file_has_the_folder_of_its_own(office: Path) -> None:
    path = office / "公文/通知.md"
    head = HEAD.replace("计划", "通知", 1) + "发文字号: 石政发〔2026〕31号\n主送机关: 各村\n印章: 加盖\n"
    path.write_bytes(f"---\n{head}---\n如下。\n![](图/示意图.png)\n".encode())
    made = gongwen.prepare(path, unit=office / "单位/unit.yaml")
    assert made.document.seals[0].data == some_picture(colour=10)
    assert made.profile.line_pitch.pt == 28
    for entries in ({"印章": "{甲: ../别处/seal.png}"}, {"版面": "../别处/page.yaml"}):
        (office / "单位/unit.yaml").write_bytes(unit(**entries))
        with pytest.raises(gongwen.InputError) as refused:
            gongwen.Unit.load(office / "单位/unit.yaml")
        assert [(fault.code, fault.line) for fault in refused.value.faults] == [("file-outside", 2)]


@pytest.mark.parametrize("as_", ["load", "prepare", "batch_documents"])
def test_who_keeps_pictures_elsewhere_gives_them_by_name(as_: str, office: Path) -> None:
    asked: list[str] = []
    kept = {"示意图.png": some_picture()}

    def files(name: str) -> bytes:
        asked.append(name)
        return kept[name]

    posted = source(picture="示意图.png")
    made: dict[str, Callable[[Any], object]] = {
        "load": lambda files: gongwen.load(posted, files=files).body,
        "prepare": lambda files: gongwen.prepare(posted, files=files).document.body,
        "batch_documents": lambda files: list(gongwen.batch_documents(ROWS, posted, files=files)),
    }
    assert made[as_](files)
    assert set(asked) == {"示意图.png"}
    assert made[as_](office / "公文/图")
    del kept["示意图.png"]
    with pytest.raises(gongwen.InputError) as refused:
        made[as_](files)
    assert {fault.code for fault in refused.value.faults} == {"picture-not-found"}


def test_a_units_seals_may_be_kept_elsewhere() -> None:
    seal = some_picture(colour=30)
    found = gongwen.Unit.load(unit(印章="{石桥镇: a/seal.png}"), files={"a/seal.png": seal}.__getitem__)
    assert found.seals["石桥镇"].data == seal
