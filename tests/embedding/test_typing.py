"""Typed for its users: both checkers read their programs, find every slip and nothing else."""

from __future__ import annotations

import ast
import inspect
import json
import re
import shutil
import subprocess
import sys
import typing
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from typing_extensions import Unpack

import gongwen

ROOT = Path(__file__).parents[2]
USERS = Path(__file__).parent / "user_code"
PROGRAMS = {"rightly.py": USERS / "rightly.py", "wrongly.py": USERS / "wrongly.txt"}
PYRIGHT = ROOT / ".test-env" / "node_modules" / "pyright" / "index.js"
OPAQUE = (gongwen.Layout,)
"""What is given out and handed on; what is in it is the room's own affair."""


def mypy(folder: Path) -> dict[str, set[int]]:
    """The lines of the users' programs that their strict mypy refuses, without our plugins and settings."""
    (folder / "mypy.ini").write_text(f"[mypy]\nstrict = True\nmypy_path = {ROOT / 'src'}\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "--no-color-output", *PROGRAMS]
    said = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, timeout=300)
    assert said.returncode in (0, 1), said.stdout + said.stderr
    found = re.findall(r"(?m)^(\S+):(\d+): error", said.stdout)
    assert said.stdout.count(": error") == len(found), said.stdout
    return by_program((name, int(line)) for name, line in found)


def pyright(folder: Path) -> dict[str, set[int]]:
    """The lines of the users' programs that their strict pyright refuses."""
    if not PYRIGHT.is_file() or not shutil.which("node"):
        pytest.skip("没有 pyright（scripts/test.sh 用 npm 装在 .test-env）")
    settings = {"typeCheckingMode": "strict", "extraPaths": [str(ROOT / "src")], "include": [*PROGRAMS]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = ["node", str(PYRIGHT), "--outputjson", "--pythonpath", sys.executable]
    said = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, timeout=300)
    found = json.loads(said.stdout)["generalDiagnostics"]
    return by_program(
        (Path(one["file"]).name, one["range"]["start"]["line"] + 1) for one in found if one["severity"] == "error"
    )


def by_program(found: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """The lines of each program; one of any other file is a fault of ours."""
    lines: dict[str, set[int]] = {name: set() for name in PROGRAMS}
    for name, line in found:
        lines[name].add(line)
    return lines


def slips() -> set[int]:
    lines = PROGRAMS["wrongly.py"].read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, start=1) if re.search(r"  # \d+ ", line)}


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_right_programs_of_users_are_clean_and_ten_slips_are_all_found(checker: Any, tmp_path: Path) -> None:
    for name, text in PROGRAMS.items():
        shutil.copy(text, tmp_path / name)
    assert len(slips()) == 10
    assert checker(tmp_path) == {"rightly.py": set(), "wrongly.py": slips()}


def _callables(value: object) -> Iterator[object]:
    """What has annotations in a public name: itself, and the public methods and properties of a class."""
    if not inspect.isclass(value):
        yield value
        return
    if value in OPAQUE:
        return
    yield value
    for name in dir(value):
        found = inspect.getattr_static(value, name)
        if isinstance(found, classmethod | staticmethod):
            found = found.__func__
        elif isinstance(found, property):
            found = found.fget
        elif isinstance(found, cached_property):
            found = found.func
        if not isinstance(found, FunctionType) or not found.__module__.startswith("gongwen"):
            continue
        if not name.startswith("_") or name == "__init__":
            yield found


def _classes(annotation: Any) -> Iterator[type]:
    if inspect.isclass(annotation):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _classes(part)


@pytest.mark.parametrize("name", gongwen.__all__)
def test_every_type_that_a_public_name_gives_or_takes_is_a_public_name(name: str) -> None:
    value = getattr(gongwen, name)
    if not (inspect.isclass(value) or inspect.isfunction(value)):
        return  # an alias: both checkers see that it is an annotation
    # Names that a module imports for checkers alone are those of the front door, or there would be an error here.
    public = {known: getattr(gongwen, known) for known in gongwen.__all__}
    for one in _callables(value):
        hints = typing.get_type_hints(one, localns={**public, "Unpack": Unpack})
        for field, hint in hints.items():
            if field.startswith("_"):
                continue
            ours = {found for found in _classes(hint) if found.__module__.startswith("gongwen")}
            assert ours <= set(public.values()), f"{name}: {field} of {one}"


def test_what_may_be_given_to_a_document_are_its_fields() -> None:
    assert set(gongwen.DocumentFields.__annotations__) == set(gongwen.Document.model_fields)


def _said_to_checkers() -> Iterator[tuple[type[Any], ast.FunctionDef]]:
    """The classes of the model that say to checkers how they are made."""
    for path in (ROOT / "src" / "gongwen" / "model").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                inside = (made for part in node.body if isinstance(part, ast.If) for made in part.body)
                for made in inside:
                    if isinstance(made, ast.FunctionDef) and made.name == "__init__" and made.args.kwonlyargs:
                        yield getattr(gongwen, node.name), made


def test_what_checkers_are_told_of_a_class_is_true_of_its_fields() -> None:
    told = dict(_said_to_checkers())
    assert {cls.__name__ for cls in told} == {"Attachment", "IssuedDocument", "Section", "Table"}
    for cls, made in told.items():
        arguments = zip(made.args.kwonlyargs, made.args.kw_defaults, strict=True)
        required = {argument.arg: default is None for argument, default in arguments}
        assert required == {name: field.is_required() for name, field in cls.model_fields.items()}


def test_the_imports_for_checkers_are_the_names_of_the_front_door() -> None:
    text = Path(gongwen.__file__).read_text(encoding="utf-8")
    checked = text[text.index("if TYPE_CHECKING:") : text.index("__version__")]
    imported = re.findall(r"\b\w+\b", re.sub(r"from [\w.]+ import|if TYPE_CHECKING", "", checked))
    assert sorted(imported) == sorted(gongwen.__all__)
