"""Text is text: whatever a paragraph says, its XML says again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from lxml import etree

from gongwen.ooxml.names import WORD
from gongwen.ooxml.text import attribute, escape, run_content
from gongwen.text import with_whole_figures
from tests.strategies import QUIET, TRAPS, lines, prose

W = f"{{{WORD}}}"


def shown(run: etree._Element) -> str:
    """The text of a run as a word processor shows it."""
    text = ""
    for child in run:
        if child.tag == f"{W}t":
            text += child.text or ""
        elif child.tag == f"{W}tab":
            text += "\t"
        elif child.tag == f"{W}br":
            text += "\v" if child.get(f"{W}type") else "\n"
        else:
            raise AssertionError(f"a run of ours holds no {child.tag!r}")
    return text


def parsed_run(content: str) -> etree._Element:
    return etree.fromstring(f'<w:r xmlns:w="{WORD}">{content}</w:r>')


@QUIET
@given(prose(least=0))
def test_escaped_text_is_parsed_back(text: str) -> None:
    assert (etree.fromstring(f"<x>{escape(text)}</x>").text or "") == text


@QUIET
@given(prose(least=0))
def test_an_attribute_is_parsed_back(text: str) -> None:
    assert etree.fromstring(f'<x a="{attribute(text)}"/>').get("a") == text


@QUIET
@given(prose(least=0))
def test_the_content_of_a_run_is_parsed_back(text: str) -> None:
    assert shown(parsed_run(run_content(text))) == with_whole_figures(text)


@pytest.mark.parametrize("text", [*TRAPS, "\n", "\t", "\v", "甲\v乙\n丙\t丁", "\n\n", "&\n<\t>", "", " 甲 "])
def test_every_trap_is_parsed_back(text: str) -> None:
    assert shown(parsed_run(run_content(text))) == text


def test_a_long_text_is_parsed_back() -> None:
    text = "关于A&B公司<试点>的通知，" * 5000
    assert shown(parsed_run(run_content(text))) == text


@QUIET
@given(lines())
def test_blanks_at_the_ends_of_a_text_are_kept_by_word(text: str) -> None:
    for element in parsed_run(run_content(text)).iter(f"{W}t"):
        assert element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@QUIET
@given(prose())
def test_no_text_stands_empty_between_breaks(text: str) -> None:
    assert all(element.text for element in parsed_run(run_content(text)).iter(f"{W}t"))


def test_a_break_that_the_layout_chose_is_told_from_one_that_was_typed() -> None:
    typed, chosen = (parsed_run(run_content(f"甲{character}乙"))[1] for character in "\n\v")
    assert typed.tag == chosen.tag == f"{W}br"
    assert typed.get(f"{W}type") is None
    assert chosen.get(f"{W}type") == "textWrapping"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("面积1 187.5公顷", ["面积1", "\u00a0", "187.5公顷"]),
        ("电话139 0000 5678", ["电话139", "\u00a0", "0000", "\u00a0", "5678"]),
        ("GB/T 9704", ["GB/T 9704"]),
        ("共 3 座", ["共 3 座"]),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14", ["1 2 3 4 5 6 7 8 9 10 11 12 13 14"]),
    ],
)
def test_15834_5_1_a_blank_within_a_figure_is_one_at_which_no_line_turns(text: str, shown: list[str]) -> None:
    assert re.findall("<w:t[^>]*>([^<]*)</w:t>", run_content(text)) == shown
