"""The scorer of the corpus: what it calls right, wrong, missed and invented, on examples small enough to count."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from gongwen import Document
from tests.reading import scoring
from tests.reading.corpus import Sample
from tests.reading.scoring import compare, labels_of, normal, report, score

NOTICE: dict[str, Any] = {
    "kind": "通知",
    "mark": "青山镇人民政府文件",
    "number": "青政发〔2026〕18号",
    "title": "青山镇人民政府关于开展河道清淤的通知",
    "recipients": ["各村民委员会", "镇水务所"],
    "headings": [[1, "清淤范围"], [1, "工作要求"], [2, "落实责任"]],
    "signatories": ["青山镇人民政府"],
    "date": "2026-03-09",
    "attachment_names": ["清淤任务表"],
    "attachments": [{"title": "清淤任务表", "headings": [[1, "上游河段"]]}],
    "paragraphs": 6,
}


def outcomes(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, str]:
    """Every field that is not right, and what it is instead."""
    return {fault.name: fault.what for fault in compare(expected, found).faults}


def test_a_document_read_as_labelled_has_no_fault() -> None:
    scored = compare(NOTICE, NOTICE)
    assert scored.faults == []
    assert (scored.right, scored.headings.lenient_f1, scored.headings.exact_f1) == (1, 1, 1)
    assert scored.totals == Counter(right=9)
    assert scored.attachments == Counter(right=1)


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("number", None, "missed"),
        ("number", "青政发〔2026〕13号", "wrong"),
        ("recipients", ["各村民委员会"], "wrong"),
        ("signers", ["王芳"], "invented"),
        ("copies", 20, "invented"),
        ("tables", 1, "invented"),
        ("kind", "函", "wrong"),
        ("paragraphs", 7, "wrong"),
    ],
)
def test_a_field_that_is_not_as_labelled_is_told(name: str, value: Any, what: str) -> None:
    assert outcomes(NOTICE, {**NOTICE, name: value}) == {name: what}


def test_blanks_width_and_marks_without_glyph_are_no_difference() -> None:
    typed = {
        **NOTICE,
        "title": "青山镇 人民政府关于\u200b开展河道清淤的通知",
        "recipients": ["各村民委员会 ", "镇水务所："],
    }
    assert outcomes(NOTICE, typed) == {}
    assert normal("各村（社区）") == normal("各村(社区)")
    assert normal("２０２６") == "2026"


def test_what_follows_from_another_field_is_not_invented() -> None:
    web = {name: value for name, value in NOTICE.items() if name not in ("mark", "attachment_names")}
    assert outcomes(web, NOTICE) == {}
    unsigned = {name: value for name, value in NOTICE.items() if name != "signatories"}
    assert outcomes(unsigned, NOTICE) == {}
    assert outcomes(web, {**web, "mark": "云岭县水务局文件"}) == {"mark": "invented"}
    assert outcomes(unsigned, {**NOTICE, "signatories": ["云岭县水务局"]}) == {"signatories": "invented"}


def test_headings_are_compared_in_words_and_in_words_and_level() -> None:
    found = {**NOTICE, "headings": [[1, "清淤范围"], [3, "落实责任。"], [1, "注意事项"], [1, "清淤范围"]]}
    headings = compare(NOTICE, found).headings
    assert (headings.expected, headings.found, headings.words, headings.exact) == (3, 4, 2, 1)
    assert headings.lenient_f1 == pytest.approx(4 / 7)
    assert headings.exact_f1 == pytest.approx(2 / 7)


def test_a_numbered_paragraph_may_be_called_a_heading_or_not() -> None:
    listed = {**NOTICE, "items": [[3, "上坝村，清淤3.2公里"], [3, "下坝村，清淤1.6公里"]]}
    found = {**NOTICE, "headings": [*NOTICE["headings"], [3, "上坝村，清淤3.2公里。"], [4, "下坝村"]]}
    assert outcomes(listed, found) == {}
    assert outcomes(NOTICE, found) == {"headings": "invented"}


def test_fields_that_are_not_judged_count_neither_way() -> None:
    minutes = {**NOTICE, "unjudged": ["number"]}
    assert outcomes(minutes, {**NOTICE, "number": None}) == {}
    assert compare(minutes, NOTICE).totals["right"] == 8


def test_an_attachment_is_right_with_its_title_and_its_headings() -> None:
    other = {**NOTICE, "attachments": [{"title": "清淤任务表"}, {"title": "联系人名单"}]}
    assert compare(NOTICE, other).attachments == Counter(wrong=1, invented=1)
    assert compare(NOTICE, {**NOTICE, "attachments": []}).attachments == Counter(missed=1)


def test_a_text_that_is_no_document_must_not_be_forced_into_a_kind() -> None:
    news: dict[str, Any] = {"kind": None}
    assert score([news], []).faults == []
    assert score([news], [labels_of(None)]).faults == []
    forced = compare(news, {"kind": "通知", "title": "油菜花开引客来", "recipients": ["游客"]})
    assert {fault.name: fault.what for fault in forced.faults} == {"kind": "invented", "recipients": "invented"}


def test_a_document_without_a_named_kind_is_judged_by_its_other_fields() -> None:
    speech = {"kind": None, "title": "在春季防火会议上的讲话", "paragraphs": 3}
    assert outcomes(speech, {**speech, "kind": "报告"}) == {}
    assert outcomes(speech, {"kind": "报告", "paragraphs": 3}) == {"title": "missed"}


def test_documents_of_one_paste_are_paired_by_their_titles() -> None:
    request = {"kind": "请示", "title": "关于解决清淤经费的请示", "paragraphs": 2}
    together = score([NOTICE, request], [request])
    assert together.splits == Counter(wrong=1)
    assert together.totals["right"] == 3
    assert together.totals["missed"] == 9
    apart = score([request], [NOTICE, request])
    assert apart.totals["invented"] == 8
    assert apart.totals["right"] == 3


def test_labels_of_a_document_say_what_its_labels_would() -> None:
    document = Document(
        kind="通知",
        issuers="青山镇人民政府",
        number="青政发[2026]18号",
        title="青山镇人民政府关于开展河道清淤的通知",
        recipients="各村民委员会，镇水务所：",
        body=[
            "现将有关事项通知如下。",
            {"type": "section", "level": 1, "heading": "清淤范围", "blocks": ["黑水河上坝段3.2公里。"]},
            {
                "type": "section",
                "level": 1,
                "heading": "工作要求",
                "blocks": [
                    {"type": "section", "level": 2, "heading": "落实责任", "run_in": True, "blocks": ["各村包段。"]},
                    {"type": "section", "level": 3, "blocks": ["4月10日前完工。"]},
                ],
            },
        ],
        attachments=[
            {
                "title": "清淤任务表",
                "body": [{"type": "section", "level": 1, "heading": "上游河段", "blocks": ["另行勘测。"]}],
            }
        ],
        date="2026-03-09",
    )
    assert labels_of(document) == NOTICE


def test_the_mark_of_a_joint_document_names_all_its_agencies() -> None:
    joint = Document(kind="通知", issuers="云岭县公安局，云岭县教育局", title="关于校园周边整治的通知")
    assert labels_of(joint)["mark"] == "云岭县公安局云岭县教育局文件"


def test_the_report_has_a_line_for_every_field_and_the_sums() -> None:
    total = score([NOTICE], [{**NOTICE, "number": None, "copies": 30}])
    lines = report(total).splitlines()
    assert [line.split()[0] for line in lines[1 : 1 + len(scoring.FIELDS)]] == list(scoring.FIELDS)
    assert next(line for line in lines if line.startswith("number")).split() == [
        "number",
        "1",
        "0",
        "0",
        "1",
        "0",
        "0.0",
    ]
    assert next(line for line in lines if line.startswith("all")).split()[2:] == ["9", "8", "0", "1", "1", "88.9"]
    assert lines[-1] == "splits: 1 of 1 right"


def test_a_sample_that_the_reader_refuses_is_missed_and_the_others_are_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def reader(sample: Sample) -> list[dict[str, Any]]:
        if sample.name.startswith("004"):
            raise ValueError("unreadable")
        return sample.labels

    monkeypatch.setattr(scoring, "read_sample", reader)
    assert scoring.main(["--half", "dev", "--only", "texts", "--verbose"]) == 1
    printed = capsys.readouterr().out
    assert "reader failed: expected None, found 'ValueError: unreadable'" in printed
    assert "samples with faults: 1 of " in printed
