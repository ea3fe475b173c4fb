"""The front door: a few names, nothing loaded before it is used, files written whole or not at all."""

from __future__ import annotations

import errno
import importlib
import inspect
import io
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import gongwen
from gongwen.files import write_whole
from gongwen.reading.docx import read_document
from tests.strategies import notice, some_picture

ROOT = Path(__file__).parents[1]
HEAVY = ("pydantic", "lxml", "docx", "babel", "yaml", "click", "rich", "PIL")


def python(program: str, *arguments: str, cwd: Path | None = None) -> str:
    """What a program prints that runs in a Python of its own."""
    paths = os.pathsep.join([str(ROOT / "src"), *sys.path])
    process = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        cwd=cwd,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


# ---------------------------------------------------------------------------------- names


def test_the_front_door_has_few_functions() -> None:
    assert 6 <= sum(inspect.isfunction(getattr(gongwen, name)) for name in gongwen.__all__) <= 18
    assert len(set(gongwen.__all__)) == len(gongwen.__all__)
    assert {"Document", "load", "render", "save", "InputError"} <= set(gongwen.__all__)


def test_what_is_behind_the_door_stays_a_function_after_its_room_was_loaded() -> None:
    said = python(
        "import gongwen, tempfile\n"
        "source = '---\\n文种: 计划\\n标题: {{ 村名 }}计划\\n---\\n四月底前完成整地。\\n'.encode()\n"
        "rows = [{'村名': '上坝村'}, {'村名': '下坝村'}]\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    print(gongwen.batch(rows, source, folder).written)\n"
        "print(len([made.content for made in gongwen.batch_documents(rows, source)]))\n"
        "from gongwen import batch\n"
        "import gongwen.reading, gongwen.batching, gongwen.reading.docx, pickle\n"
        "print(batch is gongwen.batch, type(gongwen.read).__name__, type(gongwen.batch).__name__)\n"
        "print(pickle.loads(pickle.dumps(gongwen.batch)) is gongwen.batch)\n"
    )
    assert said.split() == ["2", "2", "True", "function", "function", "True"]


@pytest.mark.parametrize("name", gongwen.__all__)
def test_every_name_can_be_imported_and_has_a_docstring(name: str) -> None:
    found = getattr(importlib.import_module("gongwen"), name)
    if inspect.isclass(found) or inspect.isfunction(found):  # an alias has none
        assert (found.__doc__ or "").strip()
    assert name in dir(gongwen)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Documemt"):
        getattr(gongwen, "Documemt")  # noqa: B009 - a checker would not let it pass


def test_importing_star_gives_exactly_these_names() -> None:
    program = "from gongwen import *; print(*sorted(name for name in dir() if not name.startswith('__')))"
    assert python(program).split() == sorted(gongwen.__all__)


def test_importing_gongwen_loads_nothing_heavy() -> None:
    program = f"import sys, gongwen; print(*[name for name in {HEAVY} if name in sys.modules])"
    assert python(program).split() == []


def test_rendering_loads_neither_yaml_nor_the_command_line_nor_python_docx() -> None:
    program = (
        "import sys, gongwen\n"
        "d = gongwen.Document(kind='总结', title='总结', body=['甲。'])\n"
        "gongwen.render(d)\n"
        "print(*[name for name in ('yaml', 'lxml', 'docx', 'babel', 'click', 'rich', 'PIL') if name in sys.modules])"
    )
    assert python(program).split() == []


def test_the_package_is_typed() -> None:
    assert (Path(gongwen.__file__).parent / "py.typed").is_file()


def test_read_is_a_function_whether_or_not_the_room_of_that_name_is_loaded() -> None:
    program = (
        "import gongwen\n"
        "d = gongwen.Document(kind='总结', title='总结', body=['甲。'])\n"
        "assert gongwen.read(gongwen.render(d)).document == d\n"
        "import gongwen.reading.docx\n"
        "assert gongwen.read(gongwen.render(d)).document == d\n"
        "from gongwen import read\n"
        "assert read(gongwen.render(d)).document == d\n"
        "print('done')"
    )
    assert python(program) == "done\n"
    reversed_program = "import gongwen.reading.docx\n" + program
    assert python(reversed_program) == "done\n"


# ---------------------------------------------------------------------------------- types


def typed_usage(folder: Path) -> gongwen.Document:
    """How a script uses the library; mypy checks that it may."""
    number = gongwen.IssuingNumber.parse("青政发〔2026〕8号")
    table = gongwen.Table(header=("村名", "面积"), rows=(("上坝村", "1200"),))
    picture = gongwen.Picture(data=some_picture(), caption="图1")
    section = gongwen.Section(level=1, heading="目标", blocks=(gongwen.Paragraph(text="按时完成。"), table, picture))
    document = gongwen.Document.read(
        {
            "kind": "通知",
            "issuers": ["青山镇人民政府"],
            "number": number,
            "title": "关于做好春耕备耕工作的通知",
            "body": [section],
            "date": "2026-03-02",
            "attachments": [gongwen.Attachment(title="任务表", body=(gongwen.Paragraph(text="见表。"),))],
            "seals": [gongwen.Seal(diameter=42)],
        }
    )
    content: bytes = gongwen.render(document, profile="通行")
    path = folder / "通知.docx"
    document.save(path)
    gongwen.save(document, str(path))
    with io.BytesIO() as stream:
        gongwen.save(document, stream, profile="通行")
        assert stream.getvalue() == content
    again: gongwen.Document = gongwen.load(document.to_json().encode())
    assert again == document
    try:
        gongwen.Document.read({})
    except gongwen.GongwenError as error:
        faults: tuple[gongwen.Fault, ...] = error.faults
        assert all(fault.code and fault.message for fault in faults)
    return document


def test_a_script_uses_the_library_with_types(tmp_path: Path) -> None:
    document = typed_usage(tmp_path)
    assert gongwen.read(tmp_path / "通知.docx").document.title == document.title
    assert [path.name for path in tmp_path.iterdir()] == ["通知.docx"]


@pytest.mark.parametrize("profile", ["国标", "通行"])
def test_a_profile_may_be_a_name_or_a_profile(profile: str) -> None:
    from gongwen.standard.profiles import PROFILES  # noqa: PLC0415 - not a name of the front door

    assert gongwen.render(notice(), profile=PROFILES[profile]) == gongwen.render(notice(), profile=profile)


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(gongwen.InputError, match="国标、通行"):
        gongwen.render(notice(), profile="国际")


# ---------------------------------------------------------------------------------- save


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    document, content = notice(), gongwen.render(notice())
    for target in (tmp_path / "a.docx", str(tmp_path / "b.docx")):
        gongwen.save(document, target)
        document.save(target)
    assert files(tmp_path) == {"a.docx": content, "b.docx": content}


def test_an_old_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    notice().save(path)
    assert path.read_bytes() == gongwen.render(notice())
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    notice().save(tmp_path / "a.docx")
    assert (tmp_path / "a.docx").stat().st_mode == plain.stat().st_mode


def test_a_relative_path_is_taken_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    notice().save("通知.docx")
    assert files(tmp_path) == {"通知.docx": gongwen.render(notice())}


def fail(error: int) -> Callable[..., Any]:
    def failing(*_: Any, **__: Any) -> Any:
        raise OSError(error, os.strerror(error))

    return failing


STEPS = {"open": errno.EACCES, "fsync": errno.EIO, "chmod": errno.EPERM, "replace": errno.EXDEV}
"""The steps in which a file is written, and how each may fail; a new file needs no chmod."""


@pytest.mark.parametrize(
    ("function", "old"), [(step, old) for step in STEPS for old in (None, b"old") if (step, old) != ("chmod", None)]
)
def test_when_a_step_fails_the_old_file_stands_and_nothing_else(
    function: str, old: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, error = tmp_path / "a.docx", STEPS[function]
    if old is not None:
        path.write_bytes(old)
    document = notice()
    gongwen.render(document)  # so that nothing is left to be loaded
    monkeypatch.setattr(os, function, fail(error))
    with pytest.raises(OSError, match=re.escape(os.strerror(error))) as raised:
        document.save(path)
    monkeypatch.undo()
    assert raised.value.errno == error
    assert raised.value.filename == str(path)
    assert files(tmp_path) == ({} if old is None else {"a.docx": old})


def test_when_the_disk_is_full_the_old_file_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    opened = os.fdopen

    def full(*arguments: Any, **others: Any) -> Any:
        file = opened(*arguments, **others)
        return _Full(file)

    class _Full:
        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> _Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> None:
            self.file.write(content[:100])
            fail(errno.ENOSPC)()

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="space"):
        notice().save(path)
    assert files(tmp_path) == {"a.docx": b"old"}


def test_an_interruption_leaves_no_part_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        notice().save(tmp_path / "a.docx")
    assert files(tmp_path) == {}


def test_a_folder_that_is_missing_or_no_folder_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target in ("missing/a.docx", "file/a.docx"):
        with pytest.raises(OSError, match=target.partition("/")[0]):
            notice().save(tmp_path / target)
    assert files(tmp_path) == {"file": b""}


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(IsADirectoryError):
        notice().save(tmp_path / "a.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
    assert (tmp_path / "a.docx").is_dir()


def test_a_folder_that_may_not_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    target = path
    if os.geteuid() == 0:  # nothing is forbidden to root but what the kernel keeps to itself
        target = Path("/proc/a.docx")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OSError, match=r"a\.docx"):
            notice().save(target)
    finally:
        tmp_path.chmod(0o755)
    assert files(tmp_path) == {"a.docx": b"old"}


def test_a_document_that_cannot_be_rendered_touches_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    with pytest.raises(gongwen.InputError):
        notice().save(path, profile="国际")
    assert files(tmp_path) == {"a.docx": b"old"}


def test_many_may_save_to_one_place_and_to_many(tmp_path: Path) -> None:
    documents = [notice(title=f"关于第{number}件事的通知") for number in range(8)]
    contents = {gongwen.render(document) for document in documents}
    path = tmp_path / "one.docx"
    done = threading.Event()
    seen: set[bytes] = set()

    def watch() -> None:
        while not done.is_set():
            if path.exists():
                seen.add(path.read_bytes())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with ThreadPoolExecutor(8) as pool:
            jobs = [pool.submit(document.save, path) for document in documents * 4]
            jobs += [pool.submit(doc.save, tmp_path / f"{index}.docx") for index, doc in enumerate(documents)]
            for job in jobs:
                job.result()
    finally:
        done.set()
        watcher.join()
    assert seen <= contents, "a reader saw a file that was not whole"
    written = files(tmp_path)
    assert set(written) == {"one.docx", *(f"{index}.docx" for index in range(8))}
    assert set(written.values()) == contents


def test_what_is_saved_is_a_document(tmp_path: Path) -> None:
    notice().save(tmp_path / "a.docx", profile="通行")
    assert read_document((tmp_path / "a.docx").read_bytes()).document == notice()


def test_saving_in_threads_leaves_the_process_its_umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0o022)
    mask = os.umask

    def slow(value: int) -> int:
        old = mask(value)
        time.sleep(0.05 if value == 0 else 0.01)
        return old

    monkeypatch.setattr(os, "umask", slow)
    start = threading.Barrier(4)

    def save(name: str) -> None:
        start.wait()
        time.sleep(0.01 * int(name))
        write_whole(tmp_path / name, b"")

    try:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(save, "1234"))
        after = mask(before)
        assert after == 0o022
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o644}
    finally:
        mask(before)


def test_the_longest_name_that_a_folder_allows_can_be_saved(tmp_path: Path) -> None:
    name = "青" * 83 + ".docx"
    assert len(name.encode()) == 254
    notice().save(tmp_path / name)
    assert list(files(tmp_path)) == [name]


def test_a_target_that_is_no_plain_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        notice().save(pipe)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.docx", tmp_path / "link.docx"
    real.write_bytes(b"old")
    link.symlink_to(real)
    notice().save(link)
    assert link.is_symlink()
    assert real.read_bytes() == gongwen.render(notice())
