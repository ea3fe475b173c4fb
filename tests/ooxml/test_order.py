"""Children stand in the order of the schema, whatever order they come in."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongwen.ooxml.names import WORD
from gongwen.ooxml.order import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, in_order

# Children that python-docx, too, knows the place of: it is asked whether our order is right.
PARAGRAPH_CHILDREN = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "tabs", "spacing", "ind", "jc",
    "sectPr",
)  # fmt: skip
RUN_CHILDREN = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "sz", "highlight", "u", "vertAlign", "rtl",
    "cs",
)  # fmt: skip


def ours(order: list[str], names: list[str]) -> list[str]:
    xml = in_order(order, {name: f"<w:{name}/>" for name in names})
    return [str(child.tag) for child in etree.fromstring(f'<w:x xmlns:w="{WORD}">{xml}</w:x>')]


def of_python_docx(element: str, names: list[str]) -> list[str]:
    properties = OxmlElement(element)
    for name in names:
        getattr(properties, f"get_or_add_{name}")()
    return [str(child.tag) for child in properties]


@given(st.lists(st.sampled_from(PARAGRAPH_CHILDREN), unique=True))
def test_properties_of_a_paragraph_stand_in_the_order_that_python_docx_gives_them(names: list[str]) -> None:
    assert ours(PARAGRAPH_PROPERTIES, names) == of_python_docx("w:pPr", names)


@given(st.lists(st.sampled_from(RUN_CHILDREN), unique=True))
def test_properties_of_a_run_stand_in_the_order_that_python_docx_gives_them(names: list[str]) -> None:
    assert ours(RUN_PROPERTIES, names) == of_python_docx("w:rPr", names)


@pytest.mark.parametrize("order", [PARAGRAPH_PROPERTIES, RUN_PROPERTIES])
def test_an_order_names_each_child_once(order: list[str]) -> None:
    assert len(set(order)) == len(order)
    assert ours(order, sorted(order)) == [qn(f"w:{name}") for name in order]


@pytest.mark.parametrize("name", ["shading", "PSTYLE", "w:jc"])
def test_a_child_that_the_schema_does_not_know_cannot_be_written(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        in_order(PARAGRAPH_PROPERTIES, {"jc": "<w:jc/>", name: "<x/>"})


def test_all_unknown_children_are_named() -> None:
    with pytest.raises(KeyError, match="left, right"):
        in_order(RUN_PROPERTIES, {"right": "<w:right/>", "b": "<w:b/>", "left": "<w:left/>"})
