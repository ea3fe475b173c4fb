"""Every public function says what it raises and shows how it is used; so does every class that a program makes."""

from __future__ import annotations

import inspect

import pytest

import gongwen
from gongwen.model.base import Value

FUNCTIONS = [name for name in gongwen.__all__ if inspect.isfunction(getattr(gongwen, name))]
VALUES = [name for name in gongwen.__all__ if inspect.isclass(cls := getattr(gongwen, name)) and issubclass(cls, Value)]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_says_what_it_raises_and_has_an_example(name: str) -> None:
    said = inspect.getdoc(getattr(gongwen, name)) or ""
    assert "Raises" in said or "raises" in said
    assert ">>> " in said


@pytest.mark.parametrize("name", [*VALUES, "Template", "Unit", "Register", "Fault"])
def test_a_class_that_a_program_makes_has_an_example(name: str) -> None:
    assert ">>> " in (getattr(gongwen, name).__doc__ or "")


@pytest.mark.parametrize(
    ("cls", "method"),
    [
        (gongwen.Document, "read"),
        (gongwen.Document, "read_json"),
        (gongwen.Document, "evolve"),
        (gongwen.Document, "save"),
        (gongwen.IssuingNumber, "parse"),
        (gongwen.Prepared, "docx"),
        (gongwen.Prepared, "html"),
        (gongwen.Prepared, "save"),
        (gongwen.Register, "reserve"),
        (gongwen.Template, "render"),
        (gongwen.Unit, "load"),
    ],
)
def test_a_method_that_may_refuse_says_so(cls: type[object], method: str) -> None:
    assert "Raises" in (getattr(cls, method).__doc__ or "")
