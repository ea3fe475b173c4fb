"""What Python cannot compile is a fault of the tag, in a template as in a source, however deep the caller stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongwen.batching.filling.placeholders import Placeholders
from gongwen.errors import InputError, TemplateError
from gongwen.template import Template
from tests.template.making import template_of


def _within(begin: str, end: str, times: int) -> str:
    return begin * times + "甲" + end * times


TOO_MUCH = {
    "sum": "{{ " + " + ".join(["1"] * 300) + " }}",
    "loops": _within("{% for 户 in range(1) %}", "{% endfor %}", 21),
    "choices": _within("{% if 1 %}", "{% endif %}", 200),
    "brackets": "{{ " + "(" * 60 + "1" + ")" * 60 + " }}",
    "not": "{{ " + "not " * 5000 + "1 }}",
    "minus": "{{ " + "- " * 3000 + "1 }}",
    "else": "{{ " + "1 if 0 else " * 2000 + "1 }}",
    "parts": "{{ 标题" + ".名" * 3000 + " }}",
    "items": "{{ 标题" + "[0]" * 3000 + " }}",
    "filters": "{{ 标题" + "|upper" * 400 + " }}",
    "powers": "{{ " + "2 ** " * 400 + "1 }}",
    "lists": "{{ " + "[" * 300 + "]" * 300 + " }}",
    "digits": "{{ " + "9" * 5000 + " }}",
    "and": "{{ " + "1 and " * 3000 + "1 }}",
    "with": _within("{% with 甲 = 1 %}", "{% endwith %}", 60),
    "a loop more than ten": _within("{% for 户 in range(1) %}", "{% endfor %}", 11),
    "nodes": "{{ " + "1 ~ " * 70_000 + "1 }}",
}
ENOUGH = {
    "sum": "{{ " + " + ".join(["1"] * 30) + " }}",
    "loops": _within("{% for 户 in range(1) %}", "{% endfor %}", 8),
    "choices": _within("{% if 1 %}", "{% endif %}", 30),
    "brackets": "{{ " + "(" * 15 + "1" + ")" * 15 + " }}",
    "concat": "{{ " + "1 ~ " * 1000 + "1 }}",
    "elif": "{% if 0 %}" + "{% elif 0 %}" * 500 + "{% else %}甲{% endif %}",
}


def _deep_down(what: Callable[[], object], depth: int) -> object:
    return what() if depth == 0 else _deep_down(what, depth - 1)


@pytest.mark.parametrize("depth", [0, 300])
@pytest.mark.parametrize("source", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_a_fault_of_the_template(source: str, depth: int) -> None:
    with pytest.raises(TemplateError) as raised:
        _deep_down(lambda: Template(template_of("前文", source)), depth)
    assert {fault.code for fault in raised.value.faults} == {"too-complex"}
    assert all(fault.cure for fault in raised.value.faults)


@pytest.mark.parametrize("source", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_a_fault_of_the_source(source: str) -> None:
    with pytest.raises(InputError) as raised:
        Placeholders("前文\n" + source, ["标题"])
    assert all(fault.cure for fault in raised.value.faults)


@pytest.mark.parametrize("depth", [0, 300])
@pytest.mark.parametrize("source", ENOUGH.values(), ids=ENOUGH)
def test_what_people_write_is_not_too_much(source: str, depth: int) -> None:
    assert _deep_down(lambda: Template(template_of("前文", source)).render({}), depth)
    assert not Placeholders("前文\n" + source, ["标题"]).skeleton({"标题": "通知"}).faults


def test_a_source_is_filled_within_one_budget() -> None:
    lists = "{% set 数 = range(9999)|list %}{% for i in range(9999) %}{% if -1 in 数 %}{% endif %}{% endfor %}"
    (fault,) = Placeholders(lists, ["标题"]).skeleton({"标题": "通知"}).faults
    assert "循环次数太多" in fault.message
