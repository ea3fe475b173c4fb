"""The three parts of a page and the order of all that stands on it (9704-7.1)."""

from __future__ import annotations

import itertools

import pytest

from tests.page.clauses import clause
from tests.page.measures import black_rules, folio, is_red, red_rules
from tests.page.press import AGENCY, COLOPHON, DATE, Printed, notice, printed, seal


@pytest.fixture(scope="module")
def documents() -> Printed:
    everything = {
        "copy_number": "000001",
        "secrecy": "秘密",
        "secrecy_period": "1年",
        "urgency": "加急",
        "signatories": "青山镇政府",
        "title": "关于做好春耕工作的通知",
        "body": ["国" * 20] * 3,
        "notes": "此件公开发布",
        "copies": 30,
        **COLOPHON,
    }
    return printed(
        {
            "one page": notice(**{**everything, "body": ["国" * 20]}),
            "attachment": notice(**everything, attachments=[{"title": "分工表", "body": ["国" * 20]}]),
            "seal": notice(**everything, seals=seal()),
        }
    )


@clause("9704-7.1-a", "9704-7.3.4-a", "9704-7.3.5-0", "9704-7.3.6-a")
@pytest.mark.parametrize("name", ["one page", "attachment", "seal"])
def test_all_elements_stand_in_the_order_of_the_standard(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    order = ["000001", "秘密★1年", "加急", f"{AGENCY}文件", "青政发〔2026〕29号", "关于做好春耕工作的通知"]
    order += ["各村民委员会，镇直各单位：", "国" * 20]
    order += ["附件：分工表"] if name == "attachment" else []
    order += ["青山镇政府", DATE, "（此件公开发布）"]
    order += ["附件", "分工表"] if name == "attachment" else []
    order += ["抄送：县应急管理局，县林业局。", "共印30份", "青山镇党政办公室2026年11月23日印发"]
    lines = [line.text for page in document for line in page.lines[:-1]]
    assert [text for text, _ in itertools.groupby(line for line in lines if line in order)] == [
        *order[:-3],
        *(["国" * 20] if name == "attachment" else []),
        *order[-3:],
    ]
    assert set(lines) == set(order)


@clause("9704-7.1-a")
@pytest.mark.parametrize("name", ["one page", "attachment", "seal"])
def test_the_red_rule_parts_head_and_body_and_the_colophons_rules_the_foot(
    documents: Printed, profile: str, name: str
) -> None:
    document = documents(name, profile)
    first, last = document[0], document[-1]
    red = red_rules(first)[0]
    assert [line.text for line in first.lines if line.bottom < red.top][-1] == "青政发〔2026〕29号"
    assert next(line for line in first.lines if line.top > red.bottom).text == "关于做好春耕工作的通知"
    assert max(line.bottom for line in first.lines if is_red(line.colour)) < red.top
    rules = black_rules(last)
    assert next(line for line in last.lines if line.top > rules[0].y).text.startswith("抄送：")
    assert folio(last).top > rules[-1].bottom
