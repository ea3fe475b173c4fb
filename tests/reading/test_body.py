"""What a line of the body becomes: text, a heading that stands, a heading that runs in, numbered text."""

from __future__ import annotations

import pytest

from gongwen.errors import InputError
from gongwen.model import Section, walk
from gongwen.reading import parse_body
from tests.reading.sources import ledger_of, outline_of

LONG = "各村要在入汛以前全面检查水库和山塘以及河堤的险工险段并且逐处落实责任人员和抢险物资以及转移路线"


def test_every_line_is_a_paragraph_without_the_blanks_around_it() -> None:
    assert outline_of("　　春耕在即。\n\n \t\n各村抓紧整地。　\r\n") == ["春耕在即。", "各村抓紧整地。"]


@pytest.mark.parametrize(
    "typed", ["一、备足农资", "一.备足农资", "一．备足农资", "# 备足农资", "# 一、备足农资", "　一、 备足农资"]
)
def test_first_level_headings(typed: str) -> None:
    assert outline_of(typed) == [(1, "备足农资", [])]


@pytest.mark.parametrize(
    "typed", ["（一）备足农资", "(一)备足农资", "（一)、备足农资", "（一）、：备足农资", "㈠备足农资", "## 备足农资"]
)
def test_second_level_headings(typed: str) -> None:
    assert outline_of(typed) == [(2, "备足农资", [])]


@pytest.mark.parametrize(
    "typed", ["1.备足农资", "1．备足农资", "1、备足农资", "１.备足农资", "⒈备足农资", "### 备足农资"]
)
def test_third_level_headings(typed: str) -> None:
    assert outline_of(f"{typed}\n四月底前备齐。") == [(3, "备足农资", ["四月底前备齐。"])]


@pytest.mark.parametrize("typed", ["（1）备足农资", "(1)备足农资", "(１）备足农资", "⑴备足农资", "#### 备足农资"])
def test_fourth_level_headings(typed: str) -> None:
    assert outline_of(f"{typed}\n四月底前备齐。") == [(4, "备足农资", ["四月底前备齐。"])]


@pytest.mark.parametrize(
    "typed",
    [
        "3.5万元用于购置水泵。",
        "３．５万元用于购置水泵。",
        "2026.11.23开会",
        "11.23会议精神",
        "一是备足农资；二是检修农机。",
        "（一）至（三）项由农业服务中心负责。",
        "（一）、（二）项由农业服务中心负责。",
        "(1)(2)项由农业服务中心负责。",
        "一、二季度完成整地。",
        "1、2月份完成检修。",
        "（2026）备案",
        "一、",
        "1.",
        "#没有空格",
        "1）半个括号",
        "第一，备足农资。",
    ],
)
def test_what_only_looks_like_a_number_is_text(typed: str) -> None:
    assert outline_of(typed) == [typed]


def test_two_numbers_in_a_phrase_are_a_section_where_that_number_is_due() -> None:
    assert outline_of("一、二季度工作\n抓整地。\n二、三季度工作\n抓田管。") == [
        (1, "二季度工作", ["抓整地。"]),
        (1, "三季度工作", ["抓田管。"]),
    ]
    assert outline_of("一、整地\n一、二季度完成。") == [(1, "整地", ["一、二季度完成。"])]


def test_a_year_may_follow_the_point_of_a_number() -> None:
    assert outline_of("1.2026年底前完成；\n2.2027—2028年验收。") == [
        (3, "→", ["2026年底前完成；"]),
        (3, "→", ["2027—2028年验收。"]),
    ]


def test_a_section_lies_in_the_nearest_one_above_of_a_smaller_level() -> None:
    body = "一、甲\n1.乙\n（1）丙\n（一）丁\n1.戊\n文。\n二、己"
    assert outline_of(body) == [
        (1, "甲", [(3, "乙", [(4, "→", ["丙"])]), (2, "丁", [(3, "戊", ["文。"])])]),
        (1, "己", []),
    ]


def test_a_first_sentence_of_forty_characters_runs_in() -> None:
    first = LONG[:40]
    assert outline_of(f"（一）{first}。逐村落实。") == [(2, f"{first}→", ["逐村落实。"])]
    assert outline_of(f"（一）{first}汛。逐村落实。") == [(2, "→", [f"{first}汛。逐村落实。"])]


def test_a_question_keeps_its_mark_when_it_runs_in() -> None:
    assert outline_of("一、为什么禁烧？为了蓝天。") == [(1, "为什么禁烧？→", ["为了蓝天。"])]


def test_a_stop_in_quotation_marks_or_brackets_does_not_end_the_heading() -> None:
    assert outline_of("一、坚持“预防为主。”不放松。各村照办。") == [(1, "坚持“预防为主。”不放松→", ["各村照办。"])]
    assert outline_of("（一）防火（含巡查。值守）要求") == [(2, "防火（含巡查。值守）要求", [])]


def test_a_heading_whose_end_would_swallow_the_full_stop_is_numbered_text() -> None:
    assert outline_of("一、时间：。待定。") == [(1, "→", ["时间：。待定。"])]


@pytest.mark.parametrize("level", ["一、", "（一）"])
def test_high_headings_stand_as_typed(level: str) -> None:
    [(_, heading, inside)] = outline_of(f"{level}备足农资，检修农机。\n四月底前完成。")
    assert (heading, inside) == ("备足农资，检修农机。", ["四月底前完成。"])
    assert outline_of(f"{level}办理时间：")[0][1:] == ("办理时间：", [])


@pytest.mark.parametrize("text", ["备足农资；", "备足农资，", LONG + LONG[:15], "时间\t地点"])
def test_high_lines_that_are_no_headings_are_numbered_text(text: str) -> None:
    assert outline_of(f"一、{text}\n（一）检修农机") == [(1, "→", [text, (2, "检修农机", [])])]


def test_a_sentence_with_nothing_below_is_numbered_text() -> None:
    assert outline_of("一、同意你镇的规划。\n二、请认真实施。\n此复。") == [
        (1, "→", ["同意你镇的规划。"]),
        (1, "→", ["请认真实施。", "此复。"]),
    ]


def test_sentences_are_numbered_text_where_nothing_lies_below_one_of_them() -> None:
    honours = "一、授予上坝村“森林防火先进村”称号。\n二、授予柳林村“森林防火先进村”称号。\n"
    closing = "希望受到表扬的村珍惜荣誉、再接再厉，为全镇今冬明春森林防火工作作出新的更大贡献。"
    assert outline_of(honours + closing) == [
        (1, "→", ["授予上坝村“森林防火先进村”称号。"]),
        (1, "→", ["授予柳林村“森林防火先进村”称号。", closing]),
    ]
    assert [heading for _, heading, _ in outline_of("1.上坝村\n2.柳林村\n请各村抓紧落实，按时上报进度。")] == ["→", "→"]
    assert outline_of("一、备足农资。\n四月底前。\n二、检修农机。\n五月底前。") == [
        (1, "备足农资。", ["四月底前。"]),
        (1, "检修农机。", ["五月底前。"]),
    ]


def test_a_heading_without_a_stop_stands_beside_sentences() -> None:
    assert outline_of("一、总体要求\n二、同意你镇的规划。\n三、请认真实施。") == [
        (1, "总体要求", []),
        (1, "→", ["同意你镇的规划。"]),
        (1, "→", ["请认真实施。"]),
    ]


REPLY = """一、原则同意《上坝村、柳林村村庄规划（2026—2035年）》。请你镇认真组织实施。
二、要严格保护耕地和永久基本农田，两村规划期末耕地保有量不少于412公顷。新建住房优先使用村内空闲地。
三、规划经批复后即作为两村国土空间开发保护、乡村建设项目规划许可和村庄整治的法定依据，必须严格执行。不得随意修改。"""


def test_items_of_a_reply_whose_first_sentences_are_no_headings_are_numbered_text_alike() -> None:
    assert outline_of(REPLY) == [(1, "→", [line[2:]]) for line in REPLY.split("\n")]


def test_a_first_sentence_of_clauses_runs_in_where_its_brothers_are_plainly_headings() -> None:
    clauses = "严格保护耕地和永久基本农田，规划期末耕地保有量不少于412公顷"
    assert outline_of(f"一、{clauses}。各村落实。") == [(1, "→", [f"{clauses}。各村落实。"])]
    assert outline_of(f"一、压实责任。甲。\n二、{clauses}。各村落实。\n三、强化督查。乙。") == [
        (1, "压实责任→", ["甲。"]),
        (1, f"{clauses}→", ["各村落实。"]),
        (1, "强化督查→", ["乙。"]),
    ]


def test_a_short_first_sentence_of_clauses_is_plainly_a_heading() -> None:
    assert (
        outline_of("一、加强组织领导，健全工作机制，压实各方责任。甲。")[0][1]
        == "加强组织领导，健全工作机制，压实各方责任→"
    )
    assert outline_of("一、加强组织领导，健全工作机制，压实了各方责任。甲。")[0][1] == "→"


def test_brothers_are_those_of_one_section() -> None:
    body = "一、压实责任。甲。\n（一）要严格保护耕地和永久基本农田，耕地保有量不少于412公顷。乙。\n二、强化督查。丙。"
    assert [heading for _, heading, _ in outline_of(body)] == ["压实责任→", "强化督查→"]
    assert outline_of(body)[0][2][1][1] == "→"


@pytest.mark.parametrize("mark", ["1.", "（1）"])
def test_low_lines_are_headings_only_above_something(mark: str) -> None:
    level = 3 if mark == "1." else 4
    assert outline_of(f"{mark}上坝村") == [(level, "→", ["上坝村"])]
    assert outline_of(f"{mark}上坝村\n修路三公里。") == [(level, "上坝村", ["修路三公里。"])]
    assert outline_of(f"{mark}上坝村；\n修路三公里。") == [(level, "→", ["上坝村；", "修路三公里。"])]
    assert outline_of(f"{mark}{LONG}\n修路。") == [(level, "→", [LONG, "修路。"])]
    assert outline_of(f"{mark}上坝村\n特此通知。") == [(level, "→", ["上坝村", "特此通知。"])]


def test_a_low_line_that_ends_in_a_colon_is_a_heading_above_a_deeper_section() -> None:
    assert outline_of("1.分工如下：\n（1）上坝村；") == [(3, "分工如下：", [(4, "→", ["上坝村；"])])]
    assert outline_of("1.分工如下：\n上坝村修路。") == [(3, "→", ["分工如下：", "上坝村修路。"])]


def test_a_markdown_heading_stands_whatever_its_end() -> None:
    assert outline_of("### 备足农资。") == [(3, "备足农资。", [])]
    assert outline_of("## 备足农资。四月底前完成。") == [(2, "备足农资→", ["四月底前完成。"])]


def test_text_is_text() -> None:
    lines = ["关于A&B公司 <b>**通告**</b>", "{{村名}} {% if %}", "𠮷林村　㐂", "- 列表", "***"]
    assert outline_of("\n".join(lines)) == lines


def test_a_number_that_its_place_does_not_give_is_kept_and_noted() -> None:
    assert ledger_of("一、甲\n三、乙\n(二)丙\n1、丁\n(1）、戊") == [
        (2, "noted", "三、", None),
        (3, "noted", "(二)", None),
    ]
    blocks = parse_body("一、甲\n三、乙\n(二)丙\n1、丁\n(1）、戊").blocks
    assert [block.label for block in walk(blocks) if isinstance(block, Section)] == [
        "一、",
        "三、",
        "(二)",
        "1、",
        "(1）、",
    ]


def test_decimal_levels_are_known() -> None:
    body = (
        "1 总则\n1.1 编制目的\n为规范工作，制定本预案。\n1.2 适用范围\n1.2.1 本镇范围内的事件。\n2 组织体系\n"
        "2.1 指挥部\n由镇长任指挥长。"
    )
    assert outline_of(body) == [
        (
            1,
            "总则",
            [(2, "编制目的", ["为规范工作，制定本预案。"]), (2, "适用范围", [(3, "→", ["本镇范围内的事件。"])])],
        ),
        (1, "组织体系", [(2, "指挥部", ["由镇长任指挥长。"])]),
    ]


def test_items_of_an_article_begin_anew_in_every_article() -> None:
    body = (
        "第一章 总则\n第一条 为规范服务，制定本办法。\n第二条 服务包括：\n（一）窗口服务；\n（二）上门服务。"
        "\n第二章 附则\n第三条 本办法自印发之日起施行。"
    )
    assert outline_of(body) == [
        (
            1,
            "总则",
            [
                (2, "→", ["为规范服务，制定本办法。"]),
                (2, "→", ["服务包括：", (3, "→", ["窗口服务；"]), (3, "→", ["上门服务。"])]),
            ],
        ),
        (1, "附则", [(2, "→", ["本办法自印发之日起施行。"])]),
    ]


def test_a_number_as_the_standard_writes_it_leaves_no_trace() -> None:
    assert ledger_of("一、甲\n（一）乙\n1.丙\n（1）丁\n（2）戊\n## 己") == []


def test_a_number_after_hashes_decides_the_level() -> None:
    assert outline_of("## 一、甲") == [(1, "甲", [])]
    assert ledger_of("## 一、甲") == [(1, "changed", "##", "#")]


def test_faults_stand_at_their_lines_all_together() -> None:
    with pytest.raises(InputError) as refused:
        _ = outline_of("甲\x02乙\n---\n##### 深\n![图](没有.png)")
    assert [(fault.code, fault.line) for fault in refused.value.faults] == [
        ("wrong-value", 1),
        ("lone-rule", 2),
        ("too-deep-heading", 3),
        ("no-files", 4),
    ]
    assert "U+0002" in str(refused.value)
    assert "\x02" not in str(refused.value)


def test_more_sections_than_have_numbers_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        _ = outline_of("# 甲\n" * 10_000)
    assert [(fault.code, fault.line) for fault in refused.value.faults] == [("too-many-sections", 10_000)]


# ---------------------------------------------------------------------- 第×条 with a heading of its own


def sections(text: str) -> list[Section]:
    """The sections of a text that has nothing else."""
    blocks = parse_body(text).blocks
    assert all(isinstance(block, Section) for block in blocks)
    return [block for block in blocks if isinstance(block, Section)]


def test_a_few_words_alone_over_the_text_of_an_article_are_its_heading() -> None:
    text = (
        "第一条　就餐对象\n在编人员。\n第二条　采购与验收\n（一）定点采购；\n（二）两人签字。\n"
        "第三条　附则\n自4月1日起执行。"
    )
    assert [(block.label, block.heading, block.run_in) for block in sections(text)] == [
        ("第一条　", "就餐对象", False),
        ("第二条　", "采购与验收", False),
        ("第三条　", "附则", False),
    ]


def test_a_few_words_before_the_text_of_most_articles_are_headings_that_run_in() -> None:
    text = (
        "第一条　目的。为加强用车管理，制定本办法。\n第二条　适用范围。本办法适用于镇机关。\n"
        "第三条　本办法自印发之日起施行。"
    )
    assert [(block.heading, block.run_in) for block in sections(text)] == [
        ("目的", True),
        ("适用范围", True),
        ("", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "第一条　为加强管理，制定本办法\n第二条　本办法适用于镇机关\n第三条　本办法自印发之日起施行",
        "第一条　村委会履行下列职责：\n（一）巡查；\n（二）上报。\n第二条　每日一次。雨天加一次。\n第三条　违者通报。",
    ],
)
def test_the_sentences_of_articles_are_no_headings(text: str) -> None:
    assert [block.heading for block in sections(text)] == ["", "", ""]
