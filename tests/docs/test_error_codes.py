"""docs/error-codes.md lists every code there is; a code never vanishes without being seen."""

from __future__ import annotations

import ast
import re
import runpy
from pathlib import Path

import pytest

import gongwen

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_error_codes.py"))


def test_the_page_is_the_one_the_source_makes() -> None:
    assert (ROOT / "docs" / "error-codes.md").read_text(encoding="utf-8") == SCRIPT["page"]()


def test_codes_that_programs_rely_on_are_there() -> None:
    page = (ROOT / "docs" / "error-codes.md").read_text(encoding="utf-8")
    codes = set(re.findall(r"(?m)^\| `([a-z-]+)` \|", page))
    assert len(codes) > 100
    assert {"missing-field", "unknown-field", "missing-value", "wrong-type", "file-error", "number-taken"} <= codes


def test_every_fault_that_the_source_makes_is_on_the_page() -> None:
    page = (ROOT / "docs" / "error-codes.md").read_text(encoding="utf-8")
    made = {
        str(call.args[0].value)
        for path in (ROOT / "src").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Fault"
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert made
    assert {code for code in made if f"| `{code}` |" not in page} == set()


def test_every_code_has_its_english_words_and_no_other_has() -> None:
    """A new code's words go into src/gongwen/wordings."""
    assert set(gongwen.messages("en")) == set(SCRIPT["codes"]())


def test_the_english_words_are_english() -> None:
    """One sentence each, begun with a capital, ended by whoever tells it; Chinese as an example alone."""
    for code, (message, cure) in gongwen.messages("en").items():
        for words in (message, cure):
            assert re.fullmatch(r"(?:[A-Z]|gongwen |pip )[^\n]*[^\s.]", words), (code, words)
            assert len(re.findall("[\u4e00-\u9fff]", words)) <= 12, (code, words)


def test_faults_are_told_with_their_place_and_value_in_english() -> None:
    head = "文种: 通知\n发文机关: 柳林县应急管理局\n标题: 关于做好防汛值守的通知\n成文日期: 2026-06-31\n"
    with pytest.raises(gongwen.InputError) as refused:
        gongwen.load(f"---\n{head}---\n即日起值守。\n".encode())
    number, date = map(gongwen.messages("en").tell, refused.value.faults)
    assert number.startswith("line 1: number: The document has no issuing number (TL-9.5). Fill in number")
    assert date.startswith("line 5: date: A value cannot be used: “2026-06-31”. ")


def test_a_language_that_is_not_there_is_named() -> None:
    with pytest.raises(gongwen.InputError, match="没有这种语言的说法"):
        gongwen.messages("fr")  # type: ignore[arg-type]
