"""The house: imports run one way, from the standard to the command line."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "gongwen"

OPEN_TO_ALL = ("errors", "keeping", "patterns", "signatures", "text")
# What each room may import besides itself and what is open to all.
_OPENING = {"choosing", "reading"}
_ROWS = _OPENING | {"files", "model", "ooxml", "rules", "sandbox", "specimens", "standard"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "text": set(),
    "keeping": set(),
    "patterns": set(),
    "signatures": set(),
    "files": set(),
    "office": set(),
    "sqlite": set(),
    "standard": set(),
    "model": {"standard"},
    "rules": {"model", "standard"},
    "ooxml": {"files", "standard"},
    "blocks": {"standard"},
    "pages": {"blocks", "standard"},
    "layout": {"blocks", "model", "pages", "standard"},
    "write": {"blocks", "layout", "model", "ooxml", "pages", "standard"},
    "preview": {"blocks", "layout", "model", "pages", "standard"},
    "fonts": {"pages", "standard"},
    "pdf": {"blocks", "fonts", "layout", "model", "ooxml", "pages", "standard"},
    "ofd": {"blocks", "fonts", "model", "ooxml", "pages", "standard"},
    "reading": {"files", "model", "ooxml", "rules", "standard"},
    "recognition": {"model", "office", "ooxml", "reading", "rules", "standard"},
    "checking": {"model", "ooxml", "reading", "recognition", "rules", "standard"},
    "fixing": {"checking", "desk", "model", "ooxml", "reading", "recognition", "rules", "standard"},
    "measuring": {"checking", "office", "ooxml", "standard"},
    "reporting": {"checking", "desk", "ooxml", "preview", "recognition", "standard"},
    "summary": {"model", "rules", "standard"},
    "specimens": {"standard"},
    "sandbox": {"standard"},
    "template": {
        *("blocks", "files", "layout", "model", "ooxml", "rules", "sandbox", "specimens", "standard", "write"),
        *_OPENING,
    },
    "sheets": {"files", "ooxml", "standard"},
    "register": {"files", "model", "sheets", "sqlite", "standard"},
    "wordings": {"standard"},
    "choosing": {"reading", "recognition", "standard"},
    "desk": _OPENING
    | {
        *("files", "fonts", "layout", "model", "ofd", "pages", "pdf", "preview", "recognition", "rules", "standard"),
        *("template", "write"),
    },
    "api": {"checking", "choosing", "desk", "fixing", "model", "ooxml", "reading", "recognition", "standard"},
    "batching": _ROWS
    | {
        *("api", "fonts", "layout", "ofd", "pages", "pdf", "preview", "register", "sheets", "sqlite", "summary"),
        *("template", "write"),
    },
    "serving": _ROWS | {"api", "batching", "checking", "desk", "recognition", "reporting", "sheets"},
    "assistants": _OPENING | {"checking", "desk", "files", "model", "specimens", "standard"},
    "cli": _ROWS
    | {
        "api",
        "assistants",
        "checking",
        "desk",
        "batching",
        "fixing",
        "fonts",
        "pdf",
        "measuring",
        "office",
        "layout",
        "preview",
        "recognition",
        "register",
        "reporting",
        "serving",
        "sheets",
        "template",
        "write",
    },
}
# Document.save and Document.findings are conveniences of the front door: the two imports that run up the house.
EXCEPTIONS = {("model/document.py", "gongwen"), ("model/document.py", "gongwen.rules")}
FRONT_DOOR = {"__init__", "__main__"}


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _room(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_the_rooms_before_it(path: Path) -> None:
    room = _room(path)
    if room in FRONT_DOOR:
        return
    assert room in MAY_IMPORT, f"{room} is a new room: say in MAY_IMPORT what it may import"
    for name in _imports(path):
        if name.split(".")[0] != "gongwen":
            continue
        target = name.split(".")[1] if "." in name else name
        if target in (room, *OPEN_TO_ALL) or (str(path.relative_to(SOURCE)), name) in EXCEPTIONS:
            continue
        if name == "gongwen" and room in ("cli", "serving", "assistants"):
            continue  # the version, and what this copy has at its front door
        assert target in MAY_IMPORT[room], f"{path.name} in {room} imports {name}"


def test_every_room_says_what_goes_in_and_what_comes_out() -> None:
    for package in SOURCE.glob("*/__init__.py"):
        text = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
        assert text, f"{package} has no docstring"


def test_twips_and_half_points_exist_only_in_the_ooxml_room() -> None:
    for path in _modules():
        if _room(path) in ("ooxml", "write"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name | ast.FunctionDef):
                name = node.id if isinstance(node, ast.Name) else node.name
                assert name not in ("twips", "emu", "half_points"), f"{path}: {name}"


def _modules_by_name() -> dict[str, Path]:
    def name(path: Path) -> str:
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    return {name(path): path for path in _modules()}


def _imported_modules(path: Path, known: Iterable[str]) -> Iterator[str]:
    """The modules that one imports, wherever in it that is done; a name taken from a package may be a module itself."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            found = [name if name in known else node.module for name in inner]
        else:
            continue
        yield from (name for name in found if (str(path.relative_to(SOURCE)), name) not in EXCEPTIONS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = _modules_by_name()
    imports = {
        name: {found for found in _imported_modules(path, modules) if found in modules and found != name}
        for name, path in modules.items()
    }
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
