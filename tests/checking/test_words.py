"""What single lines say: every rule finds its wrong examples and leaves the right ones, and what is lawful, alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import gongwen
from gongwen.checking import PAGE_RULES, PageRule
from gongwen.standard.kinds import Kind
from gongwen.standard.roles import Role
from tests.checking.asking import hits, page_of

OF_WORDS = [rule for rule in PAGE_RULES.values() if rule.of_words]
ERRORS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "common_errors.yaml").read_text(encoding="utf-8")
)
# Told by what a file shows besides its words, and tested there; the last is lawful (a unit may count its copies).
ELSEWHERE = {"ERR-YM-01", "ERR-BJ-05", "ERR-RQ-04", "ERR-RQ-05"}
SAMPLES = [(id_, text, side == "bad") for id_, row in ERRORS.items() for side in ("bad", "good") for text in row[side]]
# At the beginning of a line 三、 counts the line.
IN_A_LINE = {"ERR-SZ-02": "用了"}


@pytest.mark.parametrize("rule", OF_WORDS, ids=lambda rule: str(rule.code))
def test_a_rule_finds_its_wrong_examples_and_leaves_the_right_ones_alone(rule: PageRule) -> None:
    assert [text for text in rule.wrong if not hits(rule, text)] == []
    assert [text for text in rule.right if hits(rule, text)] == []


def _rules_of(id_: str) -> list[PageRule]:
    return [rule for rule in PAGE_RULES.values() if id_ == rule.id or id_ in rule.also]


def _found(id_: str, text: str) -> list[str]:
    """The rules of a common error that find something in a text, in any of their roles."""
    return [
        rule.code
        for rule in _rules_of(id_)
        for role in dict.fromkeys(rule.reads)
        if any(id_ in (*hit.also, *(() if hit.also else rule.also), rule.id) for hit in hits(rule, text, role))
    ]


@pytest.mark.parametrize(("id_", "text", "bad"), [one for one in SAMPLES if one[0] not in ELSEWHERE])
def test_the_samples_of_the_common_errors_are_found_and_their_corrections_are_not(
    id_: str, text: str, bad: bool
) -> None:
    assert _rules_of(id_), f"no rule finds {id_}"
    assert bool(_found(id_, IN_A_LINE.get(id_, "") + text)) is bad


LAWFUL = [
    "9:00报到，14:30开会。",
    "推动第一、二、三产业融合发展。",
    "一、三年来的主要工作",
    "一、二年级学生免收住宿费。",
    "三、等额选举的办法",
    "近10年以来，全镇群众收入稳步提高。",
    "请各单位批准后执行。",
    "坚持安全第一、预防为主、综合治理的方针。",
    "注：本表数据截至2026年10月31日。",
    "会议听取了青政纪〔2026〕9号的落实情况。",
    "（2024）京01民初1号判决书已经生效。",
    "联系电话：0000-6612288，网址：http://www.qingshan.example/a,b.html。",
    "长江、黄河等江河，甲、乙、丙等第三方机构。",
    "20世纪80、90年代建成的泵站，上世纪70年代的渠道。",
    "一是抓好落实；二是加强督查。",
    "《防汛条例》（修订草案）、《抗旱条例》。",
    "比例为1:2.5，误差0.3米，产量增长15%～30%。",
    "2026年一季度完成投资1200万元，2026年一号文件已经印发。",
]


@pytest.mark.parametrize("text", LAWFUL)
@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.REPORT])
def test_what_is_lawful_is_left_alone(text: str, kind: Kind) -> None:
    role = Role.HEADING_1 if text.startswith(("一、三", "三、等")) else Role.BODY
    page = page_of((role, text), kind=kind)
    found = [(rule.id, hit.text) for rule in OF_WORDS for hit in rule.ask(page)]
    assert found == []


def _names() -> list[str]:
    families = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
    given = ["零一", "一〇", "第一", "建国", "子等", "号声", "三四", "平米", "大卡", "公分生"]
    given += ["元角", "十七", "两千", "年号", "左右", "半吨"]
    people = [family + name for family in families for name in given]
    places = [
        f"{name}{kind}"
        for name in ("一二", "三四", "十里", "九号", "第一", "等子")
        for kind in ("村", "镇", "桥", "路")
    ]
    firms = [f"{name}有限公司" for name in ("四方", "十七号", "第一建筑", "三一零", "八一农垦", "万里", "零点", "壹佰")]
    return people + places + firms


def test_names_of_people_places_and_firms_are_never_found_fault_with() -> None:
    names = _names()
    assert len(set(names)) >= 500
    told = [
        (Role.BODY, f"由{name}负责{other}的管护，并与{name}签订协议。")
        for name, other in zip(names, names[::-1], strict=True)
    ]
    page = page_of(*told)
    assert [(rule.id, hit.text) for rule in OF_WORDS for hit in rule.ask(page)] == []


@pytest.mark.parametrize("rule", OF_WORDS, ids=lambda rule: str(rule.code))
def test_a_safe_correction_keeps_the_rule(rule: PageRule) -> None:
    for text in rule.wrong:
        fixed = text
        found = [hit for hit in hits(rule, text) if hit.safe and hit.start >= 0]
        for hit in sorted(found, key=lambda one: -one.start):
            words: Any = "" if hit.required == "删去" else hit.required
            fixed = fixed[: hit.start] + words + fixed[hit.start + len(hit.text) :]
        messages = {hit.message for hit in found}
        assert [other.text for other in hits(rule, fixed) if other.message in messages] == [], f"{text} → {fixed}"


def test_a_half_width_mark_in_the_body_is_one_finding() -> None:
    document = gongwen.Document.read(
        {
            "kind": "通知",
            "form": "文件",
            "issuers": ["云岭县青山镇人民政府"],
            "number": "青政发〔2026〕29号",
            "title": "云岭县青山镇人民政府关于做好春耕工作的通知",
            "recipients": ["各村民委员会"],
            "body": ["春耕在即,现就有关事项通知如下。", "请各村抓紧落实。"],
            "date": "2026-03-09",
        }
    )
    found = gongwen.check(gongwen.render(document))
    assert [finding.rule for finding in found.findings] == ["GW-BD-01"]
