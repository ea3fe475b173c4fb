"""Heads that are plain are read without YAML, and exactly as YAML reads them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongwen.reading.yaml_events import read_events
from gongwen.reading.yaml_lines import Scalar, read_plain_lines
from tests.strategies import examples

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
_PIECES = [
    *("文种", "标题", "kind", "null", "yes", "甲" * 21, "a b", " ", "  ", ": ", ":", "："),
    *("|", ">", '"', "'", "[", "]", ", ", ",", "{", "}", "- ", "-", "--", "---", "...", "# ", "#", " #"),
    *("通知", "关于A的", "2026-11-23", "青政发〔2026〕8号", "1.5", "~", "&甲", "*甲", "!甲", "%", "@", "`", "?"),
    *("“春耕”", "（试行）", "/", "\\", "\t", "\u3000", "\u00a0", "\u2028", "\ufeff", "\x85", "😀", "_", "+", "〇"),
]
HEADS = (
    "标题: 春耕备耕",
    "标题: |\n  春耕备耕",
    '标题: "春耕备耕"',
    "标题: [春耕备耕, 防汛]",
    "# 春耕备耕\n文种: 通知",
)
LINES = st.one_of(
    st.sampled_from(["文种: 通知", "# 样稿 # 一", "标题: |", "  关于春耕", "  的通知", '份号: "000018"', "印数: 30"]),
    st.sampled_from(["印章: [a/b.png, 加盖]", "", "null: null", "附注: a - b", "抄送: 甲，乙", "时间: 约9时30分"]),
    st.lists(st.sampled_from(_PIECES), max_size=6).map("".join),
    st.tuples(st.sampled_from(["标题: ", "  "]), st.lists(st.sampled_from(_PIECES), max_size=4).map("".join)).map(
        "".join
    ),
)


@examples(2000)
@given(st.lists(LINES, min_size=1, max_size=7).map("\n".join))
@example("标题: |\n  甲\n  乙")
@example("甲: |\n  乙\n# 丙")
@example("甲: 乙\n\n丙: 丁")
@example("甲: 乙-")
@example("甲: y\n甲: 乙")
def test_what_is_read_without_yaml_is_what_yaml_reads(text: str) -> None:
    plain = read_plain_lines(text, 2)
    assert plain is None or plain == read_events(text, 2, 4)


@given(st.text(min_size=1, max_size=3), st.integers(0, 4))
def test_no_character_means_more_than_itself(piece: str, place: int) -> None:
    for head in (
        "标题: 春耕备耕",
        "标题: |\n  春耕备耕",
        '标题: "春耕备耕"',
        "标题: [春耕备耕, 防汛]",
        "# 春耕备耕\n文种: 通知",
    ):
        start = head.index("春") + place
        text = head[:start] + piece + head[start:]
        plain = read_plain_lines(text, 1)
        assert plain is None or plain == read_events(text, 1, 4)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_heads_of_the_examples_are_plain(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("---\n")[1].rstrip("\n")
    plain = read_plain_lines(head, 2)
    if "{" not in head and "  - " not in head and "\n- " not in head:
        assert plain is not None
    assert plain is None or plain == read_events(head, 2, 4)


@pytest.mark.parametrize(
    "value", ["30  # 份", "", "'乙'", "乙 ", "- 乙", "乙: 丙", "{乙: 丙}", "&乙 丙", "|\n  乙\n\n  丙"]
)
def test_what_is_not_certain_is_left_to_yaml(value: str) -> None:
    assert read_plain_lines(f"甲: {value}", 1) is None


def test_nothing_is_nothing() -> None:
    read = read_plain_lines("甲: null", 1)
    assert read is not None
    assert read.node is not None
    assert read.node[0] == ((Scalar("甲", 1), Scalar("", 1)),)


def test_a_plain_source_is_rendered_without_yaml() -> None:
    source = next(path for path in EXAMPLES if path.stem == "letter")
    code = "import sys, gongwen; gongwen.load(sys.argv[1]); print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(source)], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"
