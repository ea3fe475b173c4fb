"""Properties: nothing typed is lost in silence, and no input whatever ends in anything but an InputError."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.errors import Fault, InputError
from gongwen.model import Block, Paragraph, Section, Table
from gongwen.reading import LedgerEntry, load_source, parse_body
from gongwen.standard.numbering import section_label
from gongwen.text import INVISIBLE, trim, without_unseen
from tests.reading.sources import HEAD
from tests.strategies import examples

PIECES = [
    *(
        "一、",
        "二、",
        "十一、",
        "一.",
        "三．",
        "（一）",
        "(二)",
        "（三）、",
        "㈠",
        "1.",
        "2．",
        "3、",
        "１、",
        "⒈",
        "（1）",
        "(2)",
        "⑴",
        "（3）.",
    ),
    *(
        "一是",
        "2026.",
        "5万元",
        "2026年",
        "二季度",
        "2月份",
        "至",
        "各村要落实责任",
        "防火",
        "特此通知",
        "A&B",
        "{{",
        "<",
        "**",
        "𠮷",
    ),
    *(
        "。",
        "！",
        "？",
        "；",
        "：",
        "，",
        "…",
        "“",
        "”",
        "（",
        "）",
        "\t",
        " ",
        "　",
        "\u200b",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\u2028",
    ),
]
BODIES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ENDS_OF_THEIR_OWN = "。！？：；…"


def visible(text: str) -> Counter[str]:
    """What an eye sees; what it does not see is dropped, each line with an entry of its own."""
    seen = "".join(map(without_unseen, text.split("\n")))
    return Counter(character for character in seen if trim(character) and not character.isspace())


def on_the_page(blocks: Sequence[Block]) -> str:
    """What layout writes of the blocks: numbers, headings with the full stop they run in with, texts."""
    written = ""
    positions = [0] * 5
    for block in blocks:
        if isinstance(block, Paragraph):
            written += block.text
        elif isinstance(block, Section):
            positions[block.level] += 1
            stop = block.run_in and block.heading and block.heading[-1] not in ENDS_OF_THEIR_OWN
            label = block.label or section_label(block.level, positions[block.level])
            written += label + block.heading + "。" * bool(stop) + on_the_page(block.blocks)
    return written


def accounted(blocks: Sequence[Block], ledger: Sequence[LedgerEntry]) -> Counter[str]:
    """The characters of the input as model and ledger give them back."""
    total = visible(on_the_page(blocks))
    for entry in ledger:
        if entry.kind == "noted" or entry.text.startswith("U+"):
            continue  # it stands as it was typed, or nobody sees it
        total.subtract(visible(entry.became or ""))
        total.update(visible(entry.text))
    return +total


@given(BODIES)
@examples(400)
def test_every_visible_character_stands_in_the_model_or_in_the_ledger(body: str) -> None:
    blocks, ledger = parse_body(body)
    assert accounted(blocks, ledger) == visible(body)


@given(
    st.text(
        st.characters(exclude_characters="|#!-", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n一、（）1.。")
    )
)
@examples(300)
def test_the_same_of_any_characters(body: str) -> None:
    try:
        blocks, ledger = parse_body(body)
    except InputError:
        return
    assert accounted(blocks, ledger) == visible(body)


MARKS = ["", "一、", "二、", "（一）", "(二)", "（三）、", "㈠", "1.", "3、", "（1）", "(2)", "## ", "### "]
SENTENCES = [
    "备足农资",
    "备足农资。",
    "各村要检修农机，整修渠道。四月底前完成。",
    "分工如下：",
    "上坝村；",
    "为什么？为了增收。",
    "特此通知。",
]
LINES = st.tuples(st.sampled_from(MARKS), st.sampled_from(SENTENCES)).map("".join)


@given(st.lists(LINES, max_size=12).map("\n".join))
@examples(300)
def test_a_body_typed_as_its_page_shows_it_leaves_nothing_to_change(body: str) -> None:
    first = parse_body(body)
    second = parse_body("\n".join(lines_of(first.blocks)))
    assert all(entry.kind == "noted" for entry in second.ledger)
    assert on_the_page(second.blocks) == on_the_page(first.blocks)


def lines_of(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    positions = [0] * 5
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Section):
            positions[block.level] += 1
            inside = lines_of(block.blocks)
            head = (block.label or section_label(block.level, positions[block.level])) + block.heading
            if block.run_in:
                stop = block.heading and block.heading[-1] not in ENDS_OF_THEIR_OWN
                head += "。" * bool(stop) + inside.pop(0)
            lines += [head, *inside]
    return lines


CELLS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\\\ufffe\uffff"), max_size=6
)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(CELLS.filter(lambda cell: not INVISIBLE.search(cell)), min_size=width, max_size=width), min_size=1
        )
    )
)
@settings(deadline=None)
def test_every_cell_of_a_table_arrives(rows: list[list[str]]) -> None:
    typed = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    header = "|" + "表头|" * len(rows[0])
    separator = "|" + "---|" * len(rows[0])
    (table,) = parse_body("\n".join([header, separator, *typed])).blocks
    assert isinstance(table, Table)
    assert table.rows == tuple(tuple(trim(cell) for cell in row) for row in rows)


# ------------------------------------------------------------------ nothing but InputError

FRONT_PIECES = [
    *(
        "文种: 通知\n",
        "标题: 甲\n",
        "标题：",
        "印章: ",
        "加盖",
        "民族文字: {",
        "}",
        "[",
        "]",
        "- ",
        "? ",
        ": ",
        "：",
        "|\n",
        ">\n",
        '"',
        "'",
    ),
    *(
        "&a ",
        "*a",
        "!!int ",
        "# ",
        "\t",
        "  ",
        "\n",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "{{",
        "\x00",
        "\x85",
        "\u2028",
        "\ufeff",
        "附件：甲\n",
    ),
    *(
        "抄送",
        "发文字号: ",
        "成文日期: ",
        "印数: ",
        "9" * 30,
        "图片",
        "直径",
        "语言",
        "~",
        "null",
        "|甲|乙|\n",
        "![](x)\n",
        "一、",
        "甲\n",
    ),
]
PLENTY = examples(300)


def faults_of(data: bytes | str) -> tuple[Fault, ...]:
    try:
        load_source(io.StringIO(data) if isinstance(data, str) else data, overrides={})
    except InputError as refusal:
        return refusal.faults
    return ()


def reads_or_refuses(data: bytes | str) -> None:
    for fault in faults_of(data):
        said = str(fault)
        said.encode("utf-8")
        assert not any(unicodedata.category(character) == "Cc" for character in said)
        assert fault.code
        assert fault.cure


@given(st.binary() | st.binary().map(lambda data: b"---\n" + data) | st.binary().map(lambda data: b"{" + data))
@PLENTY
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reads_or_refuses(data)


@given(
    st.text(st.characters()).flatmap(
        lambda text: st.sampled_from([text, f"---\n{text}\n---\n甲", f"---\n{HEAD}---\n{text}"])
    )
)
@PLENTY
def test_any_text_is_read_or_refused(text: str) -> None:
    reads_or_refuses(text)


@given(st.lists(st.sampled_from(FRONT_PIECES), max_size=25).map("".join))
@PLENTY
def test_any_front_matter_is_read_or_refused(front: str) -> None:
    reads_or_refuses(f"---\n{front}\n---\n甲\n")
    reads_or_refuses(f"---\n{HEAD}{front}\n---\n甲\n")


@given(
    BODIES,
    st.lists(st.sampled_from(["---\n", "附件：甲\n", "附件2：\n", "|甲|\n", "|---|\n", "# 甲\n", "乙\n"])).map("".join),
)
@PLENTY
def test_any_body_is_read_or_refused(body: str, more: str) -> None:
    reads_or_refuses(f"---\n{HEAD}---\n{body}\n{more}")


@given(
    st.dictionaries(
        st.sampled_from(["标题", "印章", "民族文字", "发文字号", "抄送", "number", "甲"]), st.text(st.characters())
    )
)
@PLENTY
def test_any_value_set_from_outside_is_read_or_refused(overrides: dict[str, str]) -> None:
    try:
        load_source(f"---\n{HEAD}---\n甲\n".encode(), overrides=overrides)
    except InputError as refusal:
        str(refusal).encode("utf-8")
