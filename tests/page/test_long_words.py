"""Lines beside URLs, e-mail addresses and names of files (9704-5.2.3-b, GB/T 15834-2011 5.1), in every engine."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from gongwen.pages.line_turns import NEVER_STARTS_LINE
from tests.page.clauses import clause
from tests.page.measures import EDGE, LEFT, RIGHT, text_lines
from tests.page.press import Printed, notice, printed
from tests.support.engines import ENGINES
from tests.support.page import MM_PER_PT, MeasuredLine

CHARACTER = 16 * MM_PER_PT
WIDEST = 1.3 * CHARACTER
"""From one 汉字 to the next: LibreOffice draws a gap of a fifth beside digits; a line drawn apart has more."""
LONG = "https://www.qinghexian.gov.cn/zwgk/2026/09/21/content_20260921_very_long_path_name_8899.html?from=index&id=1234567890"
ADDRESSES = (LONG, "http://www.qinghexian.gov.cn/liangshi/2026", "liangshi_shougou_zhuanban_2026@qinghexian.gov.cn")
BEFORE = "请各村民委员会和镇直各单位登录秋粮收购信息填报系统按时查看："
AFTER = ("。", "，联系电话：0000-6612345、13800000000。", "）填报，截至2026年12月8日，全镇已收购秋粮12345.67吨。")


def _paragraphs(seed: int) -> list[str]:
    """Addresses of every length after text of every length, so that they begin everywhere in a line."""
    random = Random(seed)
    return [
        BEFORE[-length:] + random.choice(ADDRESSES) + random.choice(AFTER)
        for length in (*range(2, len(BEFORE) + 1), *range(2, len(BEFORE), 3))
    ]


PARAGRAPHS = _paragraphs(9704)
NOTES = f"联系人：周海燕，邮箱：{ADDRESSES[2]}"


@pytest.fixture(scope="module", params=ENGINES)
def lines(request: pytest.FixtureRequest) -> list[MeasuredLine]:
    """Every line of a notice whose paragraphs all hold an address."""
    documents: Printed = printed({"addresses": notice(body=PARAGRAPHS, notes=NOTES)}, ["国标"], engine=request.param)
    return [line for page in documents("addresses", "国标") for line in text_lines(page)]


def _of_body(lines: list[MeasuredLine]) -> list[MeasuredLine]:
    texts = [line.text for line in lines]
    first = next(at for at, text in enumerate(texts) if text.startswith(PARAGRAPHS[0][:2]))
    last = max(at for at, text in enumerate(texts) if "qinghexian.gov.cn" in text)
    return lines[first : last + 1]


@clause("9704-5.2.3-b")
def test_no_line_beside_an_address_is_drawn_apart(lines: list[MeasuredLine]) -> None:
    for line in _of_body(lines):
        for left, right in pairwise(line.glyphs):
            if not left.char.isascii():
                assert right.origin_x - left.origin_x <= WIDEST, line.text


@clause("9704-5.2.1-c")
def test_lines_beside_addresses_stay_inside_the_type_area(lines: list[MeasuredLine]) -> None:
    for line in _of_body(lines):
        assert line.x0 >= LEFT - EDGE
        assert line.x1 <= RIGHT + EDGE


@clause("9704-5.2.3-b")
def test_no_stop_begins_a_line_after_an_address(lines: list[MeasuredLine]) -> None:
    """But where the address fills its line to the very end: there ONLYOFFICE sends the mark on, whatever is said."""
    for above, line in pairwise(_of_body(lines)):
        full = above.text[-1].isascii() and above.x1 > RIGHT - CHARACTER / 2
        assert line.text[0] in "/?" or line.text[0] not in NEVER_STARTS_LINE or full, line.text


def test_every_address_is_on_the_page(lines: list[MeasuredLine]) -> None:
    text = "".join(line.text for line in _of_body(lines))
    assert [paragraph for paragraph in (*PARAGRAPHS, NOTES) if paragraph not in text] == []
