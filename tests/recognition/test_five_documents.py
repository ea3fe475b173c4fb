"""Five real documents in one paste, where the corpus lies beside the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongwen.model import Kind, Section, walk
from gongwen.recognition import ParsedText, parse

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "five-documents.txt"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not part of the project")


@pytest.fixture(scope="module")
def parsed() -> ParsedText:
    return parse(CORPUS.read_bytes())


def test_there_are_five_and_the_ledger_balances(parsed: ParsedText) -> None:
    assert [one.no_document for one in parsed.documents] == [None] * 5
    assert parsed.balance.characters == len(CORPUS.read_text(encoding="utf-8"))


def test_every_element_of_the_second(parsed: ParsedText) -> None:
    data = parsed.documents[1].data
    assert (data["number"], data["kind"], data["date"]) == ("红党发〔2011〕20号", Kind.OPINION, date(2011, 4, 20))
    assert len(data["recipients"]) == 2
    assert data["signatories"] == ("中共红泉镇委员会",)
    assert data["report_to"] == ("县创建办",)
    assert (len(data["cc"]), data["copies"]) == (1, 20)
    headings = [block for block in walk(data["body"]) if isinstance(block, Section) and block.heading]
    assert [block.level for block in headings] == [1, 1, 3, 3, 3, 3, 3, 1, 3, 3]


def test_heads_and_tails_of_the_others(parsed: ParsedText) -> None:
    kinds = [one.data.get("kind") for one in parsed.documents]
    assert kinds == [Kind.SCHEME, Kind.OPINION, None, Kind.SCHEME, None]
    days = [one.data.get("date") for one in parsed.documents]
    assert days == [date(2011, 4, 10), date(2011, 4, 20), date(2011, 9, 22), None, date(2014, 4, 22)]
    assert [len(one.data.get("recipients", ())) for one in parsed.documents] == [2, 2, 1, 0, 0]


def test_a_heading_glued_to_a_line_and_the_list_after_the_plan(parsed: ParsedText) -> None:
    first_level = [block.label for block in parsed.documents[2].data["body"] if isinstance(block, Section)]
    assert first_level == ["一、", "二、", "三、", "四、", "五、"]
    assert len(parsed.documents[3].text.split("\n")) - len(parsed.documents[3].data["body"]) < 20
    assert "领导小组下设办公室" in str(parsed.documents[3].data["body"][-1])
