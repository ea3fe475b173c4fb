"""JSON Schema in two modes: every example of the pages may be sent, and what comes out of each is as described."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import gongwen
from gongwen.specimens import specimen, specimen_kinds

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))
SOURCES = sorted((ROOT / "examples").glob("*.md"))
SENT = Draft202012Validator(gongwen.Document.model_json_schema())
OUTPUT = Draft202012Validator(gongwen.Document.model_json_schema(mode="serialization"))
_BLOCKS = {"Paragraph", "Section", "Table", "Picture"}


class _NotPlainError(Exception):
    """The example takes a value from somewhere else."""


def _plain(node: ast.expr) -> Any:
    """What an expression of an example is as JSON: classes of the model are mappings."""
    match node:
        case ast.Constant(value=value) if isinstance(value, str | int | float | bool | None):
            return value
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [_plain(item) for item in items]
        case ast.Dict(keys=keys, values=values):
            return {str(_plain(key)): _plain(value) for key, value in zip(keys, values, strict=True) if key}
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[]) if name[:1].isupper():
            kind = {"type": name.lower()} if name in _BLOCKS else {}
            return {**kind, **{str(keyword.arg): _plain(keyword.value) for keyword in node.keywords}}
        case _:
            raise _NotPlainError(ast.unparse(node))


def _documents(program: str) -> Iterator[dict[str, Any]]:
    """The documents that a program makes of what it says itself."""
    for node in ast.walk(ast.parse(program)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).removeprefix("gongwen.")
        if called not in ("Document", "Document.read") or any(keyword.arg is None for keyword in node.keywords):
            continue
        try:
            yield _plain(node.args[0]) if node.args else _plain(ast.Call(ast.Name("Document"), [], node.keywords))
        except _NotPlainError:
            continue


def _programs() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for number, snippet in enumerate(re.findall(r"(?ms)^```python\n(.*?)^```$", page.read_text("utf-8"))):
            yield f"{page.name}-{number}", snippet
    for script in SCRIPTS:
        yield script.name, script.read_text("utf-8")


EXAMPLES = {f"{name}-{at}": data for name, text in _programs() for at, data in enumerate(_documents(text))}


def test_the_pages_and_scripts_have_many_examples() -> None:
    assert len(EXAMPLES) >= 20
    assert any(name.startswith("embedding.md") for name in EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_of_the_pages_may_be_sent(name: str) -> None:
    assert [error.message for error in SENT.iter_errors(EXAMPLES[name])] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_comes_out_of_an_example_is_as_described(name: str) -> None:
    try:
        document = gongwen.Document.read(EXAMPLES[name])
    except gongwen.InputError:
        assert "2026-02-30" in json.dumps(EXAMPLES[name])  # the one that shows a fault
        return
    data = json.loads(document.to_json())
    assert [error.message for error in OUTPUT.iter_errors(data)] == []
    assert [error.message for error in SENT.iter_errors(data)] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_json_of_every_example_source_is_as_described(source: Path) -> None:
    data = json.loads(gongwen.load(source).to_json())
    assert [error.message for validator in (OUTPUT, SENT) for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize("kind", specimen_kinds())
def test_the_json_of_every_specimen_is_as_described(kind: str) -> None:
    data = json.loads(gongwen.load(specimen(kind).encode()).to_json())
    assert [error.message for validator in (OUTPUT, SENT) for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"issuers": "青山镇人民政府"},
        {"number": "青政发〔2026〕8号"},
        {"body": ["如下。"]},
        {"copies": "共印30份"},
        {"seals": {"甲镇": {}}},
    ],
)
def test_what_comes_out_is_never_one_of_the_other_writings(changes: dict[str, Any]) -> None:
    assert list(SENT.iter_errors(changes)) == []
    assert list(OUTPUT.iter_errors(changes)) != []
