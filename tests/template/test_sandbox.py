"""A template from a stranger reaches nothing but the values it is given, and cannot fill memory or run for ever.

Each thing that Jinja2 can do is done until the budget is spent in ``tests/sandbox/test_prices.py``; here are the ways
to do it often, and what was tried on the limits.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from gongwen.errors import TemplateError
from gongwen.template import Template
from tests.strategies import notice
from tests.template.making import template_of, texts_of

LONG = "{% set a = range(9999)|join('甲乙丙丁') %}"
SECONDS = 2 * 2  # a machine that others use as well takes up to twice as long
OFTEN = "{{% for i in range(9999) %}}{{% for j in range(18) %}}{}{{% endfor %}}{{% endfor %}}"


def _many_long_texts() -> str:
    """A text made long by doubling, and kept under two hundred names."""
    longer = "".join(f"{{% set b{n + 1} %}}{f'{{{{ b{n} }}}}' * 4}{{% endset %}}" for n in range(4))
    return f"{LONG}{{% set b0 %}}{{{{ a }}}}{{% endset %}}{longer}" + "".join(
        f"{{% set c{n} %}}{{{{ b4 }}}}{{% endset %}}" for n in range(200)
    )


def _doubling_macros() -> str:
    """Forty macros, each of which calls the one before it twice."""
    calls = "".join(f"{{% macro a{n + 1}() %}}{{{{ a{n}() }}}}{{{{ a{n}() }}}}{{% endmacro %}}" for n in range(40))
    return f"{{% macro a0() %}}甲{{% endmacro %}}{calls}{{{{ a40() }}}}"


ESCAPES = (
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ().__class__.mro() }}",
    "{{ 标题.__init__ }}",
    "{{ 标题|attr('__class__') }}",
    "{{ 标题|attr('_' ~ '_class_' ~ '_') }}",
    "{{ ''['__cl' ~ 'ass__'] }}",
    "{{ ''['__cl' + 'ass__'] }}",
    "{{ ['__class__']|map(attribute='__class__')|list }}",
    "{{ [标题]|map(attribute='__class__')|first }}",
    "{{ '{0.__class__}'.format(标题) }}",
    "{{ '{0.__class__}'.format_map(甲) }}",
    "{{ '{0.__class__}'|format(标题) }}",
    "{{ '%s'|format(标题) }}",
    "{{ ''['format']('x') }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler(1) }}",
    "{{ joiner() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ lipsum() }}",
    "{{ namespace() }}",
    "{{ dict(a=1) }}",
    "{{ self.__dict__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ request }}",
    "{{ config }}",
    "{{ open('/etc/passwd').read() }}",
    "{{ __import__('os') }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'a' import b %}",
    "{% extends '/etc/passwd' %}",
    "{% for x in [].__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% set x = ''.__class__ %}{{ x }}",
    "{% macro a() %}{{ caller.__class__ }}{% endmacro %}{{ a.__globals__ }}",
    "{% macro a() %}{{ varargs.__class__ }}{% endmacro %}{{ a() }}",
    "{{ range.__class__ }}",
    "{{ 标题.encode().__class__ }}",
    "{{ 标题.translate(甲) }}",
    "{{ loop.__class__ }}",
    "{{ 标题|safe }}",
    "{{ 标题|xmlattr }}",
    "{{ 标题|tojson }}",
    "{{ 标题|pprint }}",
    "{{ 甲|groupby('__class__')|list }}",
    "{{ 甲|sort(attribute='__class__') }}",
    "{{ 甲|selectattr('__class__')|list }}",
    "{{ 甲|sum(attribute='__class__') }}",
    "{{ 甲|join('', attribute='__class__') }}",
    "{{ 甲.append(1) }}",
    "{{ 甲.clear() }}",
    "{{ 对照.pop('甲') }}",
    "{{ 对照.update(对照) }}",
    "{{ 对照.__setitem__('a', 1) }}",
    "{{ 函数() }}",
    "{{ 对象.method() }}",
    "{{ 对象.method }}",
    "{{ gw_budget.left }}",
    "{% set gw_budget = 1 %}",
    "{{ 标题.format.__self__ }}",
)
BOMBS = (
    "{{ range(10**9)|list }}",
    "{% for a in range(1000000000) %}{{ a }}{% endfor %}",
    "{{ '甲' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 10 ** 1000000000 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '甲'.ljust(1000000000) }}",
    "{{ '甲'.zfill(1000000000) }}",
    "{{ '甲'|center(1000000000) }}",
    "{{ '甲'|indent(1000000000) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ '\t'.expandtabs(1000000000) }}",
    "{{ [1]|batch(1000000000, 1)|list }}",
    "{{ [1]|slice(1000000000)|list }}",
    "{% for a in range(9999) %}" * 3 + "{% endfor %}" * 3,
    "{% set a = '甲乙丙丁' %}" + "{% set a = a ~ a ~ a ~ a %}" * 30 + "{{ a }}",
    "{% set a = '甲乙' %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "{% set a %}甲乙丙丁{% endset %}" + "{% set a %}{{ a }}{{ a }}{{ a }}{{ a }}{% endset %}" * 30 + "{{ a }}",
    "{% set a = ['甲'] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}",
    "{% set a = ['甲'] %}" + "{% set a = a + a %}" * 60 + "{{ a|length }}",
    "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
    "{{ '甲'|replace('', '乙' * 100) }}",
    _doubling_macros(),
    "{% for a in range(3) recursive %}{{ loop(range(3)) }}{% endfor %}",
    "{{ (1,) * 1000000000 }}",
    "{{ '甲'|truncate(5, true, '乙' * 1000000000) }}",
    "{{ 5|round(-1000000000) }}",
    "{{ 5|round(1000000000, 'ceil') }}",
    "{% set 位 = 1000000000 %}{{ 5|round(位, 'floor') }}",
    LONG + "{{ range(9999)|map('replace', '1', a)|list|length }}",
    LONG + "{{ (range(9999)|map('replace', '1', a)|sort)|first|length }}",
    LONG + OFTEN.format("{% if a + '乙' == a + '丙' %}{% endif %}"),
    OFTEN.format("{{ '' }}" * 2000),
    "{% macro a() %}" + "{{ '' }}" * 2000 + "{% endmacro %}" + OFTEN.format("{{ a() }}"),
    "{% set a %}{% for i in range(9999) %}" + "甲乙" * 400_000 + "{% endfor %}{% endset %}",
    _many_long_texts(),
    LONG + "{% set n = ('0x' ~ a|replace('甲乙丙丁', ''))|int(0, 16) %}" + OFTEN.format("{% set b = n // 7 %}"),
    LONG + "{% set n = a|replace('甲乙丙丁', '')|int %}" + OFTEN.format("{% set b = -n %}"),
    LONG + "{% set n = range(9999)|map('truncate', 9, true, a)|list %}",
    "{% set n = range(9999)|map('default', a, true)|list|upper %}{{ n }}" + LONG,
    LONG + "{{ range(9999)|map('upper')|map('default', a)|list|upper }}",
    "{{ '甲'|round(8, 'ceil') }}",
    "{{ [1]|round(8, 'floor') }}",
    "{% if '%1000000000d' is odd %}{% endif %}",
    "{{ [甲, 甲]|sum(start=甲) }}",
    "{% for i in range(9999) %}{% for j in range(900) %}{{ '\\n' }}{% endfor %}{% endfor %}",
    "{{ 1 }}" * 200_000,
    "{% if 1 %}{% endif %}" * 20_000,
)


class Thing:
    def method(self) -> str:
        raise AssertionError("a template has called a method")


def function() -> str:
    raise AssertionError("a template has called a function")


def extra() -> dict[str, object]:
    return {"甲": ["一", "二"], "对照": {"甲": "乙"}, "函数": function, "对象": Thing()}


@pytest.mark.parametrize("tag", ESCAPES)
def test_an_escape_is_refused(tag: str) -> None:
    values = extra()
    with pytest.raises(TemplateError) as raised:
        Template(template_of("前", tag)).render(notice(), values)
    assert all(fault.value and fault.field for fault in raised.value.faults)
    assert values == {**extra(), "对象": values["对象"]}


@pytest.mark.parametrize("tag", BOMBS, ids=range(len(BOMBS)))
def test_a_bomb_is_refused_quickly(tag: str) -> None:
    started = time.process_time()
    with pytest.raises(TemplateError):
        Template(template_of(tag)).render(notice(), extra())
    assert time.process_time() - started < SECONDS


def test_many_joined_texts_are_understood_quickly() -> None:
    started = time.process_time()
    assert Template(template_of("{{ 1 ~ 2 }}" * 1500)).render({})
    assert time.process_time() - started < 10


def test_a_long_table_with_filters_in_every_cell_is_allowed() -> None:
    households = [{"姓名": f"户主{number}", "人口": number % 9} for number in range(5000)]
    row = "{{ 户.姓名|trim }}{{ 户.人口|default(0) }}{{ 户.电话|default('无') }}"
    rendered = Template(
        template_of("{%p for 户 in 各户|sort(attribute='人口') %}", row, "{%p endfor %}", "{{ 1.25|round(1) }}")
    ).render({}, {"各户": households})
    assert len(texts_of(rendered)) == len(households) + 1


def test_loops_and_choices_are_allowed() -> None:
    loop = "{% for 名 in 甲 %}{{ loop.cycle('a', 'b') }}{{ 名.strip() }}{% endfor %}"
    rendered = Template(template_of(loop, "{{ 对照.get('甲') }}{{ range(3)|list|length }}")).render({}, extra())
    assert texts_of(rendered) == ["a一b二", "乙3"]


def test_a_list_is_not_printed_as_it_stands() -> None:
    with pytest.raises(TemplateError, match="join"):
        Template(template_of("{{ 甲 }}")).render({}, extra())


def _deep(depth: int) -> Iterator[str]:
    yield from ["{% if 甲 %}"] * depth
    yield from ["{% endif %}"] * depth


def test_a_template_nested_without_measure_is_refused() -> None:
    with pytest.raises(TemplateError):
        Template(template_of("".join(_deep(3000)))).render({}, extra())
