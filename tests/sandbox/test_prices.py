"""Everything that Jinja2 can do has a price or is refused, and is done as quickly as its price says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import Template, nodes
from jinja2.compiler import operators
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS as DEFAULT_TESTS

from gongwen.sandbox import OWN, Budget, environment, joined
from gongwen.sandbox.budget import MOST_STEPS
from gongwen.sandbox.prices import (
    COMPARISONS,
    FILTERS,
    GLOBALS,
    LOOP_METHODS,
    MAPPING_METHODS,
    NODES,
    OPERATORS,
    REFUSED,
    TESTS,
    TEXT_METHODS,
)

ENVIRONMENT = environment()


def _kinds(kind: type[nodes.Node] = nodes.Node) -> Iterator[type[nodes.Node]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _kinds(inner)


def test_every_node_of_jinja_has_a_price_or_is_refused() -> None:
    leaves = {kind for kind in _kinds() if kind.__module__ == "jinja2.nodes" and not kind.__subclasses__()}
    assert {kind.__name__ for kind in leaves - NODES.keys()} == REFUSED["nodes"]


def test_every_filter_of_jinja_has_a_price_or_is_refused() -> None:
    assert DEFAULT_FILTERS.keys() - FILTERS.keys() == REFUSED["filters"]
    assert {name for name in ENVIRONMENT.filters if not name.startswith(OWN)} == FILTERS.keys()


def test_every_test_of_jinja_has_a_price_or_is_refused() -> None:
    assert DEFAULT_TESTS.keys() - TESTS.keys() == REFUSED["tests"]
    assert ENVIRONMENT.tests.keys() == TESTS.keys()


def test_every_operator_of_jinja_has_a_price() -> None:
    assert set(SandboxedEnvironment.default_binop_table) == OPERATORS
    assert set(operators) == COMPARISONS
    assert ENVIRONMENT.intercepted_unops == set(SandboxedEnvironment.default_unop_table)


def test_every_global_of_jinja_is_known() -> None:
    assert DEFAULT_NAMESPACE.keys() - GLOBALS == REFUSED["globals"]
    assert ENVIRONMENT.globals.keys() == GLOBALS


LONG = "{% set 长 = range(9999)|join('甲乙丙丁') %}{% set 数 = range(9999)|list %}{% set 词 = range(9999)|join(' ') %}"
MACROS = "{% macro 印(值) %}{{ 值 }}{% endmacro %}{% macro 套() %}{{ caller() }}{% endmacro %}"
OFTEN = "{{% for i in range(99) %}}{{% for j in range(999) %}}{}{{% endfor %}}{{% endfor %}}"
VALUES: dict[str, Any] = {
    "户": {"x": 1, "y": "甲", "各": [{"x": number, "y": "甲"} for number in range(9999)], "组": [[1, 2, 3]] * 5000},
    "名": [f"村民{number * 7919 % 9973}" for number in range(9999)],
    "像": ["甲" * 300 + str(number) for number in range(600)],
    "又": list(range(9999)),
    "长甲": "a" * 30_000,
    "短乙": "b" + "a" * 98,
    "空格": "a " * 50_000,
    "号": "1" * 399,
    "标记": "&<>'" * 1000,
}

BY_FILTER = {
    "abs": ("i|abs",),
    "capitalize": ("词|capitalize",),
    "count": ("数|count",),
    "d": ("无|d(1)",),
    "default": ("无|default(1)", "数|map('default', 1)|list"),
    "e": ("长|e",),
    "escape": ("长|escape",),
    "first": ("数|first",),
    "float": ("'1.5'|float", "号|float"),
    "int": ("'15'|int", "'0xff'|int(0, 16)", "号|int", "数|map('int')|list"),
    "join": ("数|join", "数|join(',')", "户.组|map('join')|list"),
    "last": ("数|last",),
    "length": ("数|length",),
    "list": ("数|list", "长|list", "range(9999)|list"),
    "lower": ("词|lower",),
    "map": ("数|map('abs')|list", "户.各|map(attribute='x')|list", "户.各|map(attribute='x.y.z.u', default=1)|list"),
    "max": ("数|max", "名|max", "户.各|max(attribute='x')"),
    "min": ("名|min",),
    "reject": ("数|reject|list",),
    "rejectattr": ("户.各|rejectattr('x')|list",),
    "replace": ("词|replace(' ', '')", "词|replace('1', '23')", "数|map('replace', '1', '2')|list"),
    "reverse": ("数|reverse|list", "长|reverse"),
    "round": ("i|round(1)", "1.25|round(1, 'ceil')"),
    "select": ("数|select('odd')|list", "数|select('in', 又)|list", "数|select('eq', 5)|list"),
    "selectattr": ("户.各|selectattr('x', 'eq', 1)|list",),
    "sort": ("数|sort", "名|sort", "像|sort", "户.各|sort(attribute='x,y')", "户.组|map('sort')|list"),
    "sum": ("数|sum", "户.各|sum(attribute='x')", "户.组|map('sum')|list"),
    "title": ("词|title", "空格|title"),
    "trim": ("长|trim", "长|trim(长)"),
    "truncate": ("长|truncate(20)", "词|truncate(20, false)"),
    "unique": ("数|unique|list", "名|unique|list"),
    "upper": ("词|upper", "长|upper", "数|map('upper')|list"),
}
BY_TEST = {
    **{name: (f"i is {name}",) for name in ("boolean", "callable", "defined", "escaped", "false", "float", "integer")},
    **{name: (f"数 is {name}",) for name in ("iterable", "mapping", "none", "number", "sequence", "string", "true")},
    **{name: (f"'int' is {name}",) for name in ("filter", "test")},
    **{name: (f"长 is {name}",) for name in ("lower", "upper")},
    **{name: (f"i is {name}",) for name in ("even", "odd", "undefined")},
    **{name: (f"数 is {name} 又", f"名 is {name} 名") for name in ("eq", "equalto", "ge", "greaterthan", "gt", "le")},
    **{name: (f"数 is {name} 又", f"长 is {name} 长") for name in ("lessthan", "lt", "ne", "sameas")},
    "in": ("-1 is in 数", "短乙 is in 长甲", "i is in 数"),
    "divisibleby": ("i is divisibleby 3",),
}
BY_METHOD = {
    "strip": ("长.strip()", "长.strip(长)"),
    "lstrip": ("长.lstrip(长)",),
    "rstrip": ("长.rstrip('甲')",),
    "lower": ("词.lower()",),
    "upper": ("长.upper()",),
    "startswith": ("长.startswith('x')",),
    "endswith": ("长.endswith(长)",),
    "split": ("长.split('甲')", "词.split()"),
    "isdigit": ("号.isdigit()",),
    "count": ("长甲.count(短乙)",),
    "find": ("长甲.find(短乙)",),
    "removeprefix": ("长.removeprefix('0')",),
    "removesuffix": ("长.removesuffix('0')",),
    "get": ("户.get('x')",),
    "items": ("户.items()",),
    "keys": ("户.keys()|list",),
    "values": ("户.values()|list",),
    "cycle": ("loop.cycle(1, 2)",),
    "changed": ("loop.changed(i)", "loop.changed(数)"),
}
BY_OPERATOR = {
    **{sign: (f"(i + 2) {sign} 3",) for sign in ("+", "-", "*", "/", "//", "%", "**")},
    "eq": ("数 == 又", "名 == 名", "i == 3", "[户.各, 户.各] == [户.组, 户.各]"),
    "ne": ("数 != 又",),
    "lt": ("数 < 又",),
    "lteq": ("i <= j < i",),
    "gt": ("长 > 词",),
    "gteq": ("像 >= 像",),
    "in": ("-1 in 数", "短乙 in 长甲", "'5' in range(9999)", "i in 数"),
    "notin": ("'x' not in 数",),
}
OTHERS = (
    *("-i", "+i", "not i", "i and j or i", "i if j else j", "i ~ j", "长 ~ '乙'", "长[1:]", "数[1:]", "数[::2]"),
    *("户.x", "户['x']", "(1, 2, 3)", "{'a': 1}", "range(3)", "loop.index", "数 + [1]"),
)
STATEMENTS = (
    *("{{ i }}", "{{ 户.x }}{{ 户.y }}", "{{ 标记 }}", "{{ 长 }}", "{{ none }}", "{{ 1.5 }}", "{% if i %}{% endif %}"),
    *("{% with x = 1 %}{{ x }}{% endwith %}", "{% set b %}x{% endset %}", "{% set b %}{{ 长 }}{% endset %}"),
    *("{{ 印(1) }}", "{% call 套() %}x{% endcall %}", "{% filter upper %}x{% endfilter %}"),
    *("{% for k in range(30) %}{{ loop.index }}{% endfor %}", "{% for k in range(30) if k %}{{ k }}{% endfor %}"),
    *("{% macro 甲() %}{% endmacro %}", "{% for k in 长 %}{% endfor %}", "{% for k in 户.组 %}{% endfor %}"),
)
DONE_OFTEN = [
    f"{{% set b = {expression} %}}"
    for table in (BY_FILTER, BY_TEST, BY_METHOD, BY_OPERATOR)
    for expressions in table.values()
    for expression in expressions
]
DONE_OFTEN += [f"{{% set b = {expression} %}}" for expression in OTHERS]
DONE_OFTEN += STATEMENTS


def test_all_that_has_a_price_is_done_often_below() -> None:
    assert BY_FILTER.keys() == FILTERS.keys()
    assert BY_TEST.keys() == {name for name in TESTS if name[0].isalpha()}
    assert BY_METHOD.keys() == TEXT_METHODS | MAPPING_METHODS | LOOP_METHODS
    assert BY_OPERATOR.keys() == OPERATORS | COMPARISONS


PART = 10
SECONDS = 2 * 2  # a machine that others use as well takes up to twice as long


@pytest.mark.parametrize("done", DONE_OFTEN)
def test_what_is_done_often_ends_when_the_budget_does_and_soon(done: str) -> None:
    code = ENVIRONMENT.compile(LONG + MACROS + OFTEN.format(done))
    template = Template.from_code(ENVIRONMENT, code, ENVIRONMENT.make_globals(None))
    budget = Budget()
    budget.left = MOST_STEPS // PART
    started = time.process_time()
    with pytest.raises(SecurityError):
        joined(template.root_render_func(template.new_context({**VALUES, f"{OWN}budget": budget})))
    assert time.process_time() - started < SECONDS / PART


@pytest.mark.parametrize("done", ["{{ i }}", "{% set b = 数 == 又 %}", "{% set b = 名|sort %}"])
def test_the_same_work_costs_the_same_each_time(done: str) -> None:
    source = LONG + f"{{% for i in range(5) %}}{done}{{% endfor %}}"
    template = Template.from_code(ENVIRONMENT, ENVIRONMENT.compile(source), ENVIRONMENT.make_globals(None))
    left = set()
    for _ in range(3):
        budget = Budget()
        joined(template.root_render_func(template.new_context({**VALUES, f"{OWN}budget": budget})))
        left.add(budget.left)
    assert len(left) == 1
    assert left < {MOST_STEPS} | left
