"""Rules of words: what they find in running text, and the lawful text that they leave alone."""

from __future__ import annotations

import pytest

from gongwen.rules import findings
from gongwen.rules.examples import example

UPWARD = {"kind": "请示", "signers": "周海燕", "title": "石门镇人民政府关于拨付桥梁维修资金的请示"}


def codes(**changes: object) -> list[str]:
    return [fault.code for fault in findings(example(changes))]


@pytest.mark.parametrize(
    "text",
    [
        "会议于9:00开始，10:30结束，地点在201室。",
        "面积1,200.5亩，比例为3:1，网址https://qh.example.gov.cn/a?id=3,5。",
        "采用GB/T 9704-2012(第2版)标准，XXL号雨衣20件。",
        "第三产业、A&B公司（以下简称“甲方”）按照附件《操作规程》执行。",
        "有关表格见附件（另发）。",
        "长宽为3×5米，二者相差2×10元。",
        "请联系IPv6办公室，参照《通知》附件2执行。",
    ],
)
def test_lawful_text_is_left_alone(text: str) -> None:
    assert codes(body=[text]) == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("各村要落实专人,抓紧整地。", "half-width-mark", "专人,抓紧"),
        ('开展"三夏"安全检查。', "half-width-mark", '开展"三夏'),
        ("请各村(社区)抓紧落实。", "half-width-mark", "村(社区"),
        ("请{{村名}}于本月底前报送。", "left-to-fill-in", "{{村名}}"),
        ("联系人：×××，电话：____。", "left-to-fill-in", "×××"),
        ("名单详见附件2。", "attachment-not-there", "附件2"),
    ],
)
def test_what_is_wrong_in_running_text_is_found_with_the_words_themselves(text: str, code: str, words: str) -> None:
    (fault,) = findings(example({"body": [text]}))
    assert fault.code == code
    assert words in (fault.value or "")


@pytest.mark.parametrize("name", ["县人民政府", "县财政局", "市委办公室", "县委宣传部", "县信访局", "省人民政府办公厅"])
def test_higher_agencies_are_no_persons_and_not_below(name: str) -> None:
    assert codes(**UPWARD, recipients=name) == []


@pytest.mark.parametrize("name", ["李建民县长", "王书记", "周海燕同志", "张局长"])
def test_tl_15_5_a_request_to_a_person_is_told_and_not_refused(name: str) -> None:
    assert codes(**UPWARD, recipients=name) == ["addressed-to-a-person"]


@pytest.mark.parametrize(
    "title",
    [
        "石门镇人民政府转发县水利局关于修建柳林桥的请示的通知",
        "石门镇人民政府关于印发《重大事项请示报告办法》的通知",
        "石门镇人民政府关于规范请示报告的通知",
    ],
)
def test_a_notice_about_requests_is_a_notice(title: str) -> None:
    assert codes(title=title) == []
