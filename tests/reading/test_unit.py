"""单位文件: read with all its faults at once, and what its habits do to a document."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongwen
from gongwen import Document, Fault, InputError, Unit
from gongwen.reading import Parsed, load_source
from gongwen.standard.kinds import Form, Kind
from gongwen.standard.profiles import COMMON, EmptyLine
from tests.model.chinese import is_said_in_chinese, made_or_refused
from tests.reading.sources import png
from tests.strategies import examples

NAME = "云岭县青山镇人民政府"


def unit(text: str = "", folder: Path | None = None) -> Unit:
    content = f"单位: {NAME}\n{text}".encode()
    if folder is None:
        return Unit.load(content)
    (folder / "青山镇.yaml").write_bytes(content)
    return Unit.load(folder / "青山镇.yaml")


def faults(text: str, folder: Path | None = None) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as refused:
        unit(text, folder)
    assert [fault for fault in refused.value.faults if not is_said_in_chinese(fault)] == []
    return refused.value.faults


FRONT = {"文种": "通知", "发文字号": "18", "标题": "关于做好春耕备耕工作的通知", "成文日期": "2026-03-02"}


def source(**front: str | None) -> bytes:
    entries = {**FRONT, **front}
    lines = [f"{name}: {value}" for name, value in entries.items() if value is not None]
    return "\n".join(["---", *lines, "---", "各村要做好春耕备耕工作。", ""]).encode()


def read(habits: str, folder: Path | None = None, **front: str | None) -> Parsed:
    return load_source(source(**front), unit=unit(habits, folder))


def document(habits: str, folder: Path | None = None, **front: str | None) -> Document:
    return read(habits, folder, **front).document


def refused(habits: str, folder: Path | None = None, **front: str | None) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as error:
        read(habits, folder, **front)
    assert [fault for fault in error.value.faults if not is_said_in_chinese(fault)] == []
    return error.value.faults


def told(parsed: Parsed, kind: str) -> list[tuple[str, str | None]]:
    return [(entry.text, entry.became) for entry in parsed.ledger if entry.kind == kind]


# ---------------------------------------------------------------------------------- the file


def test_names_and_values_may_be_typed_as_people_type_them() -> None:
    typed = unit("简称：青山镇政府\n代字：\n　通知：青政发\n　函:青政函\n机关组：\n  各村：上坝村委会，下坝村委会\n")
    assert typed.short_name == "青山镇政府"
    assert {name: code.text for name, code in typed.codes.items()} == {"通知": "青政发", "函": "青政函"}
    assert typed.groups == {"各村": ("上坝村委会", "下坝村委会")}


def test_braces_with_full_width_marks_are_pairs_too() -> None:
    typed = unit("代字: {通知：青政发，函：青政函}\n机关组: {各村：上坝村委会，下坝村委会，镇直：镇财政所}\n")
    assert {name: code.text for name, code in typed.codes.items()} == {"通知": "青政发", "函": "青政函"}
    assert typed.groups == {"各村": ("上坝村委会", "下坝村委会"), "镇直": ("镇财政所",)}


def test_english_names_are_accepted() -> None:
    typed = Unit.load(
        b"name: Q\nshort_name: q\ncodes: {notice: A, letter: B, others: C}\nissuer_mark: {minutes: M}\n"
        b"printer: P\nprofile: {base: \xe9\x80\x9a\xe8\xa1\x8c, top: 36}\nfonts: {fangsong: FangSong}\n"
        b"defaults: {cc: D, request: {notes: N}}\n"
    )
    assert {name: code.text for name, code in typed.codes.items()} == {"通知": "A", "函": "B", "其他": "C"}
    assert {form: mark.text for form, mark in typed.marks.items()} == {Form.MINUTES: "M"}
    assert typed.profile is not None
    assert (typed.profile.top.mm, typed.profile.fonts.fangsong) == (36, "FangSong")
    assert [(default.field, default.value, default.kind) for default in typed.defaults] == [
        ("printer", "P", None),
        ("cc", "D", None),
        ("notes", "N", Kind.REQUEST),
    ]


def test_a_long_text_keeps_its_colons() -> None:
    typed = unit("默认要素:\n  请示:\n    附注: 联系人：王小满，\n      电话：0000-1234567\n")
    assert typed.defaults[0].value == "联系人：王小满，电话：0000-1234567"


def test_all_faults_are_told_at_once_each_with_its_line() -> None:
    found = faults(
        "机关祖: {各村: 上坝村委会}\n"
        "代字: {通之: 青政发, 函: 青政【函】}\n"
        "发文机关标志: {信函: 青山镇人民政府文件, 白头: 甲}\n"
        "印章: {青山镇: 没有.png, 林业局: 加盖}\n"
        "字体: {仿宋: , 行距: 28}\n"
        "版面: {行距: 99, 行据: 28}\n"
        "默认要素: {印数: 30, 抄送机构: 甲, 存档: 乙, 请示: {附住: 丙}}\n"
        "简称: [甲]\n"
    )
    lines = [fault.line for fault in found]
    assert lines == sorted(line for line in lines if line)
    assert set(lines) == set(range(2, 10))
    said = {line: " ".join(str(fault) for fault in found if fault.line == line) for line in lines}
    for line, words in (
        (2, ["机关祖", "“机关组”"]),
        (3, ["通之", "“通知”", "机关代字"]),
        (4, ["9704-10.1-a", "白头"]),
        (5, ["不能打开文件", "林业局"]),
        (6, ["仿宋", "行距", "版面"]),
        (7, ["20 到 40", "“行距”"]),
        (8, ["印数", "“抄送机关”", "存档", "2012", "“附注”"]),
        (9, ["简称"]),
    ):
        assert [word for word in words if word not in said[line]] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "一组键和值"),
        ("- 甲\n", "一组键和值"),
        ("简称: 甲\n", "全称"),
        ("单位: \n", "一行文字"),
        ("单位: [\n", "方括号"),
        ("单位: 甲\n单位: 乙\n", "写了两次"),
        ("单位: 甲\x01\n", "控制字符"),
        ("单位: 甲\n机关组: 各村\n", "一组名称和内容"),
        ("单位: 甲\n机关组: {各村: }\n", "没有机关"),
        ("单位: 甲\n机关组: {各村: {上坝: 下坝}}\n", "机关的名称"),
        ("单位: 甲\n机关组:\n  各村: 上坝\n  各村: 下坝\n", "同名的组"),
        ("单位: 甲\n印章:\n  甲: 加盖\n", "没有写印章的图片"),
        ("单位: 甲\n版面: 国际\n", "没有这种版面"),
        ("单位: 甲\n版面: 没有.yaml\n", "不能打开文件"),
        ("单位: 甲\n默认要素: {印章: seal.png}\n", "只写盖不盖"),
        ("单位: 甲\n默认要素: {附注: }\n", "应是文字"),
        ("单位: 甲\n默认要素: {附注: 乙, 附注: 丙}\n", "写了两次"),
        ("单位: 甲\n默认要素: {标题: 乙}\n", "不设默认值"),
    ],
)
def test_a_file_with_a_fault_is_refused_in_chinese(text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        Unit.load(text.encode())
    assert said in str(error.value)
    assert all(is_said_in_chinese(fault) for fault in error.value.faults)


def test_the_file_is_named_in_its_faults(tmp_path: Path) -> None:
    assert {fault.file for fault in faults("机关祖: 甲\n", tmp_path)} == {str(tmp_path / "青山镇.yaml")}


def test_a_unit_may_be_sent_to_another_process(tmp_path: Path) -> None:
    (tmp_path / "seal.png").write_bytes(png())
    made = unit(f"代字: 青政发\n机关组: {{各村: 上坝村委会}}\n印章: {{{NAME}: seal.png}}\n版面: 通行\n", tmp_path)
    assert pickle.loads(pickle.dumps(made)) == made


_NAMES = [
    "单位",
    "代字",
    "机关组",
    "印章",
    "字体",
    "版面",
    "默认要素",
    "请示",
    "附注",
    "通知",
    "行距",
    "各村",
    "函",
    "甲",
]
_MARKS = [
    "：",
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n　",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "，",
    ", ",
    "（展开）",
    "28",
    "|",
    "#",
    "'",
    "@",
    "&a",
    "*a",
]


@examples(200)
@given(st.lists(st.sampled_from(_NAMES + _MARKS), max_size=40).map("".join))
def test_any_text_is_a_file_or_is_refused_in_chinese(text: str) -> None:
    made_or_refused(lambda: Unit.load(text.encode()))
    made = made_or_refused(lambda: Unit.load(f"单位: 甲镇人民政府\n{text}".encode()))
    if made is not None:
        made_or_refused(lambda: load_source(source(主送机关="各村（展开）"), unit=made))


# ---------------------------------------------------------------------------------- 发文字号


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("18", "通知", "青政发〔2026〕18号"),
        ("１８号", "通知", "青政发〔2026〕18号"),
        ("018", "通知", "青政发〔2026〕18号"),
        ("〔2025〕18号", "通知", "青政发〔2025〕18号"),
        ("（2025）第018号", "通知", "青政发〔2025〕18号"),
        ("〔2026〕号", "通知", "青政发〔2026〕　号"),
        ("18", "函", "青政函〔2026〕18号"),
        ("18", "纪要", "青政纪〔2026〕18号"),
        ("{顺序号: 18}", "通知", "青政发〔2026〕18号"),
        ("{年份: 2025, 顺序号: 18}", "通知", "青政发〔2025〕18号"),
        ("云政发〔2026〕3号", "通知", "云政发〔2026〕3号"),
        ("青政发[2026]3号", "通知", "青政发〔2026〕3号"),
        ("18", "命令", "第18号"),
        ("第18号", "公告", "第18号"),
    ],
)
def test_9704_7_2_5_b_code_and_year_come_from_the_file_and_the_date(typed: str, kind: str, written: str) -> None:
    codes = "代字: {函: 青政函, 纪要: 青政纪, 其他: 青政发}\n"
    assert str(document(codes, 文种=kind, 发文字号=typed).number) == written


def test_the_code_of_a_letter_goes_by_the_form_that_was_chosen() -> None:
    codes = "代字: {通知: 青政发, 函: 青政函}\n"
    assert str(document(codes, 格式="信函").number) == "青政函〔2026〕18号"
    assert str(document(codes).number) == "青政发〔2026〕18号"


def test_a_number_that_was_completed_is_told_with_where_it_comes_from() -> None:
    parsed = read("代字: 青政发\n")
    (entry,) = [entry for entry in parsed.ledger if entry.kind == "changed"]
    assert (entry.line, entry.text, entry.became) == (3, "18", "青政发〔2026〕18号")
    assert "单位文件" in entry.reason
    assert "成文日期" in entry.reason


def test_a_code_that_the_unit_does_not_know_is_remarked_and_stays() -> None:
    parsed = read("代字: 青政发\n", 发文字号="云政发〔2026〕3号")
    assert told(parsed, "noted") == [("云政发", None)]
    assert str(parsed.document.number) == "云政发〔2026〕3号"
    assert told(read("代字: 青政发\n", 发文字号="青政发〔2026〕3号"), "noted") == []
    assert told(read("代字: 青政发\n", 发文字号="云政发〔2026〕3号", 发文机关="云岭县人民政府"), "noted") == []


@pytest.mark.parametrize(
    ("habits", "front", "said"),
    [
        ("代字: {函: 青政函}\n", {}, "没有“通知”"),
        ("", {}, "没有“通知”"),
        ("代字: 青政发\n", {"发文机关": f"云岭县人民政府，{NAME}"}, "9704-7.2.5-g"),
    ],
)
def test_a_number_that_cannot_be_completed_is_one_fault(habits: str, front: dict[str, Any], said: str) -> None:
    (fault,) = refused(habits, **front)
    assert (fault.field, fault.line) == ("发文字号", 3)
    assert said in fault.message


def test_the_year_is_asked_for_when_the_date_cannot_be_read() -> None:
    found = refused("代字: 青政发\n", 成文日期="2026-02-30")
    assert [fault.field for fault in found] == ["发文字号", "成文日期"]


def test_no_number_is_ever_made_up() -> None:
    (found,) = read("代字: 青政发\n", 发文字号=None).findings
    assert (found.code, found.rule) == ("missing-number", "TL-9.5")


# ---------------------------------------------------------------------------------- 发文机关, 简称, 标志


def test_tl_9_4_the_unit_is_the_issuer_of_a_red_head_that_names_none() -> None:
    parsed = read("代字: 青政发\n")
    assert parsed.document.issuers == (NAME,)
    assert ("发文机关", NAME) in told(parsed, "added")
    assert document("", 文种="总结", 发文字号=None).issuers == ()


def test_the_short_name_stands_where_it_is_asked_for() -> None:
    made = document("简称: 青山镇政府\n代字: 青政发\n", 署名="简称", 发文机关标志="简称", 印发机关="简称")
    assert (made.signatories, made.mark, made.printer) == (("青山镇政府",), "青山镇政府文件", "青山镇政府")
    assert document("简称: 青山镇政府\n代字: 青政发\n", 发文机关="简称").issuers == ("青山镇政府",)
    (fault,) = refused("代字: 青政发\n", 署名="简称")
    assert (fault.code, fault.field) == ("no-short-name", "署名")


def test_a_mark_of_the_file_is_for_documents_of_the_unit_alone() -> None:
    habits = "代字: 青政发\n发文机关标志: {文件: 青山镇人民政府, 信函: 青山镇政府}\n"
    assert document(habits).mark == "青山镇人民政府"
    assert document(habits, 文种="函").mark == "青山镇政府"
    assert document(habits, 文种="纪要").mark == f"{NAME}会议纪要"
    assert document(habits, 发文机关=f"{NAME}，云岭县林业局").issuer_mark is None
    assert document(habits, 发文机关标志="青山镇政府文件").mark == "青山镇政府文件"
    assert document("代字: 青政发\n发文机关标志: 青山镇人民政府\n", 文种="函").mark == NAME


# ---------------------------------------------------------------------------------- 机关组

GROUPS = """\
代字: 青政发
机关组:
  各村: [上坝村委会, 下坝村委会]
  镇直: 镇财政所，镇林业站
  全镇: [各村（展开）, 镇直(展开), 上坝村委会]
"""


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("各村（展开）", "上坝村委会，下坝村委会"),
        ("各村(展开)，镇卫生院：", "上坝村委会，下坝村委会，镇卫生院"),
        ("[各村（展开）, 镇直（展开）]", "上坝村委会，下坝村委会，镇财政所，镇林业站"),
        ("全镇（展开）", "上坝村委会，下坝村委会，镇财政所，镇林业站"),
        ("各村", "各村"),
        ("各村民委员会，镇直各单位", "各村民委员会，镇直各单位"),
    ],
)
@pytest.mark.parametrize("field", ["主送机关", "抄送机关"])
def test_9704_7_3_2_d_a_group_is_written_out_where_that_is_asked_for(typed: str, names: str, field: str) -> None:
    front: dict[str, Any] = {field: typed}
    made = document(GROUPS, **front)
    assert "，".join(made.recipients or made.cc) == names


def test_what_came_of_a_group_and_who_came_twice_is_told() -> None:
    parsed = read(GROUPS, 主送机关="各村（展开），上坝村委会")
    assert ("各村（展开）", "上坝村委会，下坝村委会") in told(parsed, "changed")
    assert told(parsed, "dropped") == [("上坝村委会", None)]
    assert parsed.document.recipients == ("上坝村委会", "下坝村委会")
    assert ["上坝村委会" in remark for remark in unit(GROUPS).remarks] == [True]


def test_a_group_that_is_not_there_is_told_the_nearest() -> None:
    (fault,) = refused(GROUPS, 主送机关="各屯（展开）")
    assert (fault.field, fault.line, fault.value) == ("主送机关", 6, "各屯")
    assert "各村（展开）" in fault.cure
    (inside,) = faults("机关组: {全镇: 各村（展开）}\n")
    assert (inside.code, inside.field, inside.line) == ("unknown-group", "机关组 全镇", 2)


@pytest.mark.parametrize(
    "groups",
    ["甲: 甲（展开）", "甲: 乙（展开）\n  乙: 甲（展开）", "甲: 丙（展开）\n  乙: 甲（展开）\n  丙: 丁，乙（展开）"],
)
def test_groups_that_hold_themselves_are_refused(groups: str) -> None:
    found = faults(f"机关组:\n  {groups}\n")
    assert {fault.code for fault in found} == {"circular-group"}
    assert len(found) == groups.count(":")
    assert "甲→" in found[0].message


def test_groups_within_groups_are_written_out_in_no_time() -> None:
    layers = "".join(f"  组{n}: [组{n + 1}（展开）, 组{n + 1}（展开）]\n" for n in range(40))
    assert unit(f"机关组:\n{layers}  组40: 上坝村委会\n").groups["组0"] == ("上坝村委会",)


def test_without_a_file_nothing_that_asks_for_one_is_printed() -> None:
    text = source(主送机关="各村（展开）", 署名="简称", 发文机关=NAME, 发文字号="青政发〔2026〕1号")
    for content in (text, None):
        with pytest.raises(InputError) as error:
            load_source(content if content else _as_json(recipients=["各村（展开）"], signatories=["简称"]))
        assert {(fault.code, fault.field) for fault in error.value.faults} == {
            ("no-unit", "主送机关"),
            ("no-unit", "署名"),
        }


def _as_json(**fields: Any) -> bytes:
    data = {"kind": "通知", "issuers": NAME, "number": "青政发〔2026〕1号", "title": "关于春耕的通知"}
    return json.dumps({**data, "body": ["春耕在即。"], "date": "2026-03-02", **fields}).encode()


# ---------------------------------------------------------------------------------- 印章


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("seal.png", "party.png"):
        (tmp_path / name).write_bytes(png())
    return tmp_path


SEALS = f"""\
代字: 青政发
简称: 青山镇政府
印章:
  {NAME}: {{图片: seal.png, 直径: 42}}
  中共青山镇委员会: party.png
"""


@pytest.mark.parametrize(
    ("front", "names", "diameters"),
    [
        ({}, ["seal.png"], [42]),
        ({"署名": "简称"}, ["seal.png"], [42]),
        ({"署名": f"中共青山镇委员会，{NAME}"}, ["party.png", "seal.png"], [None, 42]),
        ({"署名": f"云岭县林业局，{NAME}"}, ["印章", "seal.png"], [None, 42]),
    ],
)
def test_9704_7_3_5_1_h_a_seal_is_found_by_the_name_of_who_signs(
    front: dict[str, str], names: list[str], diameters: list[float | None], folder: Path
) -> None:
    parsed = read(SEALS, folder, 印章="加盖", **front)
    assert [seal.name for seal in parsed.document.seals] == names
    assert [seal.diameter for seal in parsed.document.seals] == diameters
    assert len([text for text, _ in told(parsed, "added") if text == "印章"]) == len(names) - names.count("印章")
    assert [text for text, _ in told(parsed, "noted")] == ["云岭县林业局"] * names.count("印章")


def test_a_seal_of_the_source_wins(folder: Path) -> None:
    habits = unit(SEALS, folder)
    parsed = load_source(source(印章="party.png"), unit=habits, files=folder)
    assert [(seal.name, seal.diameter) for seal in parsed.document.seals] == [("party.png", None)]
    assert load_source(source(印章="无"), unit=habits).document.seals == ()
    assert load_source(source(), unit=habits).document.seals == ()


@pytest.mark.parametrize(
    "written",
    [
        f"{{云岭县林业局: party.png, {NAME}: seal.png}}",
        f"{{云岭县林业局：party.png, {NAME}：seal.png}}",
        f"\n  云岭县林业局: party.png\n  {NAME}: {{图片: seal.png}}",
        f"\n　　云岭县林业局：party.png\n　　{NAME}:seal.png",
    ],
)
def test_any_source_may_name_its_seals_by_agency(written: str, folder: Path) -> None:
    front = {"发文机关": f"{NAME}，云岭县林业局", "发文字号": "青政发〔2026〕1号", "印章": written}
    made = load_source(source(**front), files=folder).document
    assert [seal.name for seal in made.seals] == ["seal.png", "party.png"]


def test_9704_7_3_5_1_h_a_seal_of_an_agency_that_does_not_sign_is_refused(folder: Path) -> None:
    front = {"发文机关": NAME, "发文字号": "青政发〔2026〕1号", "印章": "{云岭县林业局: seal.png}"}
    with pytest.raises(InputError) as error:
        load_source(source(**front), files=folder)
    (fault,) = error.value.faults
    assert (fault.field, fault.line) == ("印章", 7)
    assert "“云岭县林业局”" in fault.message
    assert "9704-7.3.5.1-h" in fault.message


def test_a_picture_that_is_not_there_is_told_at_its_line(folder: Path) -> None:
    written = f"\n  {NAME}: 没有.png"
    with pytest.raises(InputError) as error:
        load_source(source(发文机关=NAME, 发文字号="青政发〔2026〕1号", 印章=written), files=folder)
    assert [(fault.code, fault.line) for fault in error.value.faults] == [("picture-not-found", 8)]


# ---------------------------------------------------------------------------------- 字体, 版面


def test_a_file_without_page_and_fonts_changes_no_page() -> None:
    made = unit("代字: 青政发\n")
    assert made.profile is None
    assert made.departures == ()


def test_fonts_and_page_make_a_profile(tmp_path: Path) -> None:
    made = unit("字体: {仿宋: 仿宋_GB2312, 数字字体: }\n版面: {基于: 通行, 行距: 28磅, 上: 36mm, 空行: 边到边}\n")
    profile = made.profile
    assert profile is not None
    assert (profile.name, profile.fonts.fangsong, profile.latin_font) == (NAME, "仿宋_GB2312", None)
    assert (round(profile.line_pitch.pt, 6), profile.top.mm, profile.bottom) == (28, 36, COMMON.bottom)
    assert profile.empty_line is EmptyLine.EDGE_TO_EDGE
    assert [departure.clause for departure in made.departures] == ["9704-5.2.3-a"]
    assert unit("版面: 通行\n").profile is COMMON
    (tmp_path / "本镇.yaml").write_text("基于: 通行\n行距：28.95\n", encoding="utf-8")
    other = unit("版面: 本镇.yaml\n字体: {黑体: SimHei}\n", tmp_path).profile
    assert other is not None
    assert (other.bottom, other.fonts.heiti) == (COMMON.bottom, "SimHei")


def test_the_page_of_the_unit_is_the_one_that_render_uses(tmp_path: Path) -> None:
    made = unit("代字: 青政发\n版面: {行距: 28.95}\n", tmp_path)
    loaded = gongwen.load(source(), unit=tmp_path / "青山镇.yaml")
    content = gongwen.render(loaded, unit=made)
    assert (
        content == gongwen.render(loaded, unit=tmp_path / "青山镇.yaml") == gongwen.render(loaded, profile=made.profile)
    )
    assert content != gongwen.render(loaded)
    assert gongwen.render(loaded, profile="国标", unit=made) == gongwen.render(loaded)
    gongwen.save(loaded, tmp_path / "a.docx", unit=made)
    assert (tmp_path / "a.docx").read_bytes() == content


# ---------------------------------------------------------------------------------- 默认要素

DEFAULTS = """\
代字: 青政发
印发机关: 青山镇党政办公室
默认要素:
  抄送机关: 县人民政府办公室
  签发人: 王建国
  附注: 此件公开发布
  印章: 加盖
  请示:
    主送机关: 云岭县人民政府
    附注: 联系人：王小满，电话：0000-1234567
  函:
    抄送机关: [县财政局, 县林业局]
"""


def test_empty_places_are_filled_and_each_is_told_with_its_line() -> None:
    parsed = read(DEFAULTS)
    made = parsed.document
    assert (made.cc, made.printer, made.notes) == (("县人民政府办公室",), "青山镇党政办公室", "此件公开发布")
    assert len(made.seals) == 1
    assert made.signers == ()
    added = {entry.text: entry for entry in parsed.ledger if entry.kind == "added"}
    assert set(added) == {"发文机关", "抄送机关", "附注", "印章", "印发机关"}
    assert added["抄送机关"].reason == "单位文件 第5行"
    assert str(added["印发机关"]) == "补写：〔印发机关〕“青山镇党政办公室”（单位文件 第3行）"


def test_a_default_of_a_kind_comes_before_the_general_one() -> None:
    request = document(DEFAULTS, 文种="请示")
    assert (request.recipients, request.notes) == (("云岭县人民政府",), "联系人：王小满，电话：0000-1234567")
    assert request.signers == ("王建国",)
    assert document(DEFAULTS, 文种="函").cc == ("县财政局", "县林业局")


def test_a_general_default_stands_only_where_it_has_a_place() -> None:
    assert document(DEFAULTS, 文种="请示").cc == ()  # TL-15.1b
    assert document(DEFAULTS, 文种="函").printer is None  # 9704-10.1-k
    minutes = document(DEFAULTS, 文种="纪要")
    assert (minutes.seals, minutes.notes) == ((), None)
    summary = document(DEFAULTS, 文种="总结", 发文字号=None)
    assert (summary.cc, summary.printer, summary.notes, summary.seals) == ((), None, None, ())


def test_what_the_source_says_wins_an_empty_entry_too() -> None:
    made = document(DEFAULTS, 抄送机关="县应急管理局", 附注="", 印发机关="党政办", 印章="无")
    assert (made.cc, made.notes, made.printer, made.seals) == (("县应急管理局",), None, "党政办", ())


def test_9704_7_4_3_a_a_printer_without_date_is_remarked() -> None:
    assert [text for text, _ in told(read(DEFAULTS), "noted")] == ["印发日期"]
    assert told(read(DEFAULTS, 印发日期="2026-03-02"), "noted") == []


def test_values_set_from_outside_win_and_may_call_groups() -> None:
    parsed = load_source(
        source(), unit=unit(GROUPS + "印发机关: 甲\n"), overrides={"主送机关": "各村（展开）", "印发机关": "乙"}
    )
    assert (len(parsed.document.recipients), parsed.document.printer) == (2, "乙")


def test_json_of_another_system_is_filled_too(folder: Path) -> None:
    data = _as_json(issuers=[], number="18", recipients=["各村（展开）"], seals=[{}])
    with pytest.raises(InputError):
        load_source(data)
    without_issuers = json.loads(data)
    del without_issuers["issuers"]
    habits = unit(f"{GROUPS}印章: {{{NAME}: seal.png}}\n", folder)
    parsed = load_source(json.dumps(without_issuers).encode(), unit=habits)
    made = parsed.document
    assert (str(made.number), made.issuers, len(made.recipients)) == ("青政发〔2026〕18号", (NAME,), 2)
    assert made.seals[0].data == png()
    assert {entry.kind for entry in parsed.ledger} == {"added", "changed"}


def test_a_document_that_is_complete_is_left_as_it_is() -> None:
    whole = _as_json(seals=[], cc=[], notes=None, printer=None)
    parsed = load_source(whole, unit=unit(DEFAULTS))
    assert parsed.document == load_source(whole).document
    assert told(parsed, "added") == []


def test_a_kind_that_cannot_be_read_is_told_and_nothing_else_follows() -> None:
    (fault, *_) = refused(DEFAULTS, 文种="通之")
    assert fault.field == "文种"
