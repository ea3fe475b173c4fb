"""版头 in lengths: what stands in it, in which order, and how far from the edge of the sheet (9704-7.2, 10.1–10.3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.blocks.block import Alignment, JointMarkBlock, LayoutBlock, ParagraphBlock, Run
from gongwen.blocks.ink import ink_above, ink_below
from gongwen.blocks.stylesheet import stylesheet
from gongwen.layout import lay_out
from gongwen.model import Document, Kind
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.profiles import NATIONAL, PROFILES, Face, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm, Pt
from tests.strategies import notice, of_kind

LABELS: dict[str, dict[str, str]] = {
    "copy_number": {"copy_number": "000012"},
    "secrecy": {"copy_number": "000012", "secrecy": "机密", "secrecy_period": "1年"},
    "urgency": {"urgency": "特急"},
}
profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def blocks(document: Document, profile: Profile = NATIONAL) -> tuple[LayoutBlock, ...]:
    return lay_out(document, profile).blocks


def of_role(role: Role, document: Document, profile: Profile = NATIONAL) -> list[ParagraphBlock]:
    return [block for block in blocks(document, profile) if isinstance(block, ParagraphBlock) and block.role is role]


def label_sets() -> Iterator[dict[str, str]]:
    for count in range(len(LABELS) + 1):
        for names in combinations(LABELS, count):
            yield {field: value for name in names for field, value in LABELS[name].items()}


def mark_ink_top(document: Document, profile: Profile, role: Role = Role.MARK) -> Length:
    """From the edge of the sheet to the ink of the mark, line by line."""
    sheet = stylesheet(profile)
    top = profile.top
    for block in blocks(document, profile):
        if isinstance(block, JointMarkBlock):
            return top + block.top + ink_above(block.size, block.line)
        assert isinstance(block, ParagraphBlock)
        place = block.placement
        if block.role is role:
            assert place.space_before is not None
            assert place.size is not None
            assert place.line is not None
            return top + place.space_before + ink_above(place.size, place.line)
        top = top + (place.space_before or Mm(0)) + (place.line or sheet.pitch)
    raise AssertionError("no mark")


LABEL_SETS = tuple(label_sets())

# ---------------------------------------------------------------------------------- 份号, 密级, 紧急程度


def test_9704_7_2_3_b_copy_number_secrecy_and_urgency_stand_in_this_order() -> None:
    document = notice(**LABELS["secrecy"], **LABELS["urgency"])
    first = blocks(document)[:4]
    assert [block.role for block in first if isinstance(block, ParagraphBlock)] == [
        Role.COPY_NUMBER,
        Role.SECRECY,
        Role.URGENCY,
        Role.MARK,
    ]


@pytest.mark.parametrize(
    ("changes", "role", "shown"),
    [
        ({"copy_number": "000012"}, Role.COPY_NUMBER, "000012"),
        ({"copy_number": "000012", "secrecy": "机密", "secrecy_period": "1年"}, Role.SECRECY, "机密★1年"),
        ({"copy_number": "000012", "secrecy": "绝密", "secrecy_period": "长期"}, Role.SECRECY, "绝密★长期"),
        ({"copy_number": "000012", "secrecy": "秘密"}, Role.SECRECY, "秘　密"),
        ({"urgency": "特急"}, Role.URGENCY, "特　急"),
        ({"urgency": "加急"}, Role.URGENCY, "加　急"),
    ],
)
def test_9704_7_2_2_labels_are_written_as_the_clause_says(changes: dict[str, str], role: Role, shown: str) -> None:
    (block,) = of_role(role, notice(**changes))
    assert block.text == shown


@pytest.mark.parametrize("labels", LABEL_SETS, ids=lambda labels: "-".join(labels) or "none")
def test_9704_7_2_3_c_an_absent_label_leaves_no_line(labels: dict[str, str]) -> None:
    shown = [block for block in blocks(notice(**labels)) if isinstance(block, ParagraphBlock)]
    before = [block.role for block in shown[: [block.role for block in shown].index(Role.MARK)]]
    expected = {"copy_number": Role.COPY_NUMBER, "secrecy": Role.SECRECY, "urgency": Role.URGENCY}
    assert before == [role for field, role in expected.items() if field in labels]


# ---------------------------------------------------------------------------------- 发文机关标志


@profiles
@pytest.mark.parametrize("labels", LABEL_SETS, ids=lambda labels: "-".join(labels) or "none")
@pytest.mark.parametrize("length", [2, 8, 14, 25, 60])
def test_9704_7_2_4_c_the_mark_stands_72_mm_from_the_edge_whatever_stands_above(
    labels: dict[str, str], length: int, profile: Profile
) -> None:
    top = mark_ink_top(notice(issuers="云" * length, **labels), profile)
    assert top.mm == pytest.approx(figures.MARK_TOP.value.mm)


@profiles
@pytest.mark.parametrize(("kind", "mm", "clause"), [(Kind.ORDER, 57, "9704-10.2-a"), (Kind.MINUTES, 72, "9704-10.3-a")])
def test_9704_10_other_red_heads_stand_where_their_form_says(
    kind: Kind, mm: float, clause: str, profile: Profile
) -> None:
    for labels in LABEL_SETS:
        assert mark_ink_top(of_kind(kind, **labels), profile).mm == pytest.approx(mm), clause


@given(st.integers(1, 90))
def test_9704_7_2_4_e_a_mark_of_any_length_fits_the_type_area(length: int) -> None:
    (mark,) = of_role(Role.MARK, notice(issuer_mark="云" * length))
    size, scale = mark.placement.size, mark.placement.scale
    assert size is not None
    wide = size * width(mark.text) * ((scale or 100) / 100)
    assert wide <= figures.TYPE_AREA_WIDTH.value
    assert 75 <= (scale or 100) <= 100
    # Drawn as wide as it is, by programs that narrow no characters, it is still one line on the sheet.
    assert size.pt * width(mark.text) <= 560
    if length <= 8:
        assert size >= Pt(45)  # 醒目


def test_9704_7_2_4_e_a_longer_mark_is_never_larger() -> None:
    sizes = []
    for length in range(1, 60):
        (mark,) = of_role(Role.MARK, notice(issuer_mark="云" * length))
        assert mark.placement.size is not None
        sizes.append(mark.placement.size)
    assert sizes == sorted(sizes, reverse=True)


def test_9704_7_2_4_a_the_mark_names_the_issuer_and_document() -> None:
    (mark,) = of_role(Role.MARK, notice())
    assert mark.text == "青山镇人民政府文件"


# ---------------------------------------------------------------------------------- 发文字号 and the red rule


@profiles
@pytest.mark.parametrize("length", [4, 14, 30])
def test_9704_7_2_5_a_the_number_stands_two_empty_lines_under_the_mark(length: int, profile: Profile) -> None:
    document = notice(issuers="云" * length)
    (mark,), (number,) = of_role(Role.MARK, document, profile), of_role(Role.NUMBER, document, profile)
    sheet = stylesheet(profile)
    assert mark.placement.size is not None
    assert mark.placement.line is not None
    assert number.placement.space_before is not None
    gap = (
        ink_below(mark.placement.size, mark.placement.line)
        + number.placement.space_before
        + ink_above(sheet.body_size, sheet.single_line)
    )
    assert gap.mm == pytest.approx(sheet.two_empty_lines.mm)
    assert figures.TWO_EMPTY_LINES.least <= gap <= figures.TWO_EMPTY_LINES.most


@profiles
def test_9704_7_2_7_a_the_red_rule_lies_4_mm_under_the_number(profile: Profile) -> None:
    (number,) = of_role(Role.NUMBER, notice(), profile)
    sheet, rule = stylesheet(profile), number.placement.rule_below
    assert rule is not None
    assert rule.red
    assert (ink_below(sheet.body_size, sheet.single_line) + rule.gap).mm == pytest.approx(4)
    assert rule.thickness == figures.RED_RULE_THICKNESS.value
    # As wide as the type area: the paragraph has no indent.
    assert number.placement.left is None
    assert number.placement.right is None


def test_9704_7_2_5_the_number_is_written_with_its_brackets() -> None:
    assert of_role(Role.NUMBER, notice(number="青政发[2026]第08号"))[0].text == "青政发〔2026〕8号"
    assert of_role(Role.NUMBER, notice(number="青政发〔2026〕号"))[0].text == "青政发〔2026〕　号"


@profiles
def test_9704_7_3_1_b_the_title_stands_two_empty_lines_under_the_rule(profile: Profile) -> None:
    (title,) = of_role(Role.TITLE, notice(), profile)
    sheet = stylesheet(profile)
    assert title.placement.space_before is not None
    gap = title.placement.space_before + ink_above(sheet.title_size, sheet.title_line)
    assert gap.mm == pytest.approx(sheet.two_empty_lines.mm)


def test_a_page_without_a_red_head_begins_with_its_title() -> None:
    document = notice(kind="总结", number=None)
    assert not of_role(Role.MARK, document)
    assert not of_role(Role.NUMBER, document)
    first = blocks(document)[0]
    assert isinstance(first, ParagraphBlock)
    assert first.role is Role.TITLE


# ---------------------------------------------------------------------------------- joint documents

AGENCIES = ("云岭县财政局", "云岭县自然资源和规划局", "云岭县水利局", "云岭县乡村振兴服务中心", "县委", "云岭县气象局")


def joint(count: int, profile: Profile = NATIONAL, **others: Any) -> JointMarkBlock:
    (mark,) = [
        block
        for block in blocks(notice(issuers=AGENCIES[:count], **others), profile)
        if isinstance(block, JointMarkBlock)
    ]
    return mark


@profiles
@pytest.mark.parametrize("count", range(2, 7))
def test_9704_7_2_4_g_joint_agencies_stand_one_under_the_other_equally_wide(count: int, profile: Profile) -> None:
    mark = joint(count, profile)
    assert mark.names == AGENCIES[:count]
    assert mark.suffix == "文件"
    wide = [
        mark.size * width(name) + spread * (len(name) - 1)
        for name, spread in zip(mark.names, mark.spreads, strict=True)
    ]
    assert all(each.mm == pytest.approx(wide[0].mm) for each in wide)
    assert wide[0] <= mark.names_width
    assert min(mark.spreads) == Mm(0)


@profiles
@pytest.mark.parametrize("count", range(2, 7))
def test_9704_7_2_4_b_a_joint_mark_is_centred_inside_the_type_area(count: int, profile: Profile) -> None:
    mark = joint(count, profile)
    right = profile.text_width - mark.left - mark.names_width - mark.suffix_width
    assert mark.left.mm == pytest.approx(right.mm)
    assert mark.left >= Mm(0)


@profiles
@pytest.mark.parametrize("labels", LABEL_SETS, ids=lambda labels: "-".join(labels) or "none")
def test_9704_7_2_4_c_a_joint_mark_too_stands_72_mm_from_the_edge(labels: dict[str, str], profile: Profile) -> None:
    top = mark_ink_top(notice(issuers=AGENCIES[:3], **labels), profile)
    assert top.mm == pytest.approx(72)


def test_9704_7_2_4_i_joint_documents_may_have_the_mark_of_one() -> None:
    document = notice(issuers=AGENCIES[:3], issuer_mark="云岭县财政局文件")
    assert [block.text for block in of_role(Role.MARK, document)] == ["云岭县财政局文件"]
    assert not [block for block in blocks(document) if isinstance(block, JointMarkBlock)]


# ---------------------------------------------------------------------------------- 签发人

SIGNERS = ("王建国", "李明", "买买提·艾力", "欧阳海棠", "赵刚")


def signer_lines(count: int, profile: Profile = NATIONAL) -> list[ParagraphBlock]:
    document = of_kind(Kind.REQUEST, issuers=AGENCIES[:count], signers=SIGNERS[:count])
    lines = of_role(Role.SIGNERS, document, profile) + of_role(Role.NUMBER_AND_SIGNERS, document, profile)
    assert not of_role(Role.NUMBER, document, profile)
    return lines


@pytest.mark.parametrize("count", range(1, 6))
def test_9704_7_2_6_e_two_signers_stand_in_a_line_in_their_order(count: int) -> None:
    lines = signer_lines(count)
    assert len(lines) == (count + 1) // 2
    names = [name for line in lines for name in line.text.split("\t")[2:]]
    names[0] = names[0].removeprefix("签发人：")
    names = [name for name in names if name]
    assert [name.replace("　", "") for name in names] == list(SIGNERS[:count])
    assert all(len(line.text.split("\t")) <= 4 for line in lines)


def test_9704_7_2_6_b_the_label_stands_once_with_a_wide_colon() -> None:
    assert "".join(line.text for line in signer_lines(5)).count("签发人：") == 1
    assert signer_lines(5)[0].text.split("\t")[2].startswith("签发人：")


@pytest.mark.parametrize("count", range(1, 6))
def test_9704_7_2_6_d_only_the_names_are_in_kaiti(count: int) -> None:
    for line in signer_lines(count):
        faces = {run.text: run.face for run in line.runs if isinstance(run, Run)}
        assert set(faces.values()) == {Face.KAITI}
        assert not any("签发人" in text or "号" in text for text in faces)


@pytest.mark.parametrize("count", range(1, 6))
def test_9704_7_2_5_f_the_number_stands_on_the_line_of_the_last_signer(count: int) -> None:
    *before, last = signer_lines(count)
    assert last.text.split("\t")[1] == "青政发〔2026〕8号"
    assert all(line.text.split("\t")[1] == "" for line in before)
    assert last.role is Role.NUMBER_AND_SIGNERS
    assert last.placement.rule_below is not None
    assert all(line.placement.rule_below is None for line in before)


@profiles
@pytest.mark.parametrize("count", range(1, 6))
def test_9704_7_2_5_f_the_number_stands_one_character_from_the_left(count: int, profile: Profile) -> None:
    for line in signer_lines(count, profile):
        assert line.placement.tabs[0].position == figures.BODY_SIZE.value


@profiles
def test_9704_7_2_6_c_one_signer_ends_one_character_from_the_right(profile: Profile) -> None:
    (line,) = signer_lines(1, profile)
    tab = line.placement.tabs[-1]
    assert tab.align is Alignment.RIGHT
    assert (profile.text_width - tab.position).mm == pytest.approx(figures.BODY_SIZE.value.mm)


@profiles
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_9704_7_2_6_e_names_of_the_same_column_begin_at_the_same_place(count: int, profile: Profile) -> None:
    lines = signer_lines(count, profile)
    character = figures.BODY_SIZE.value
    label, second = lines[0].placement.tabs[1:]
    column = max(max(width(name), 3.0) for name in SIGNERS[1:count:2])
    assert (profile.text_width - second.position).mm == pytest.approx((character * (column + 1)).mm)
    for line in lines[1:]:
        first = line.placement.tabs[1]
        assert first.position.mm == pytest.approx((label.position + character * len("签发人：")).mm)
        assert line.placement.tabs[2] == second


@profiles
def test_9704_7_2_6_e_lines_of_signers_are_one_pitch_apart(profile: Profile) -> None:
    sheet = stylesheet(profile)
    for line in signer_lines(5, profile)[1:]:
        assert line.placement.space_before is not None
        assert (line.placement.space_before + sheet.single_line).mm == pytest.approx(sheet.pitch.mm)


def test_9704_7_2_6_two_character_names_are_spread_to_three() -> None:
    assert "李　明" in "".join(line.text for line in signer_lines(2))


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.DECISION, Kind.REPLY, Kind.CIRCULAR])
def test_9704_7_2_6_g_documents_that_do_not_go_upward_show_no_signer(kind: Kind) -> None:
    document = of_kind(kind, signers="王建国")
    assert "王建国" not in "".join(block.text for block in blocks(document) if isinstance(block, ParagraphBlock))
    assert of_role(Role.NUMBER, document)


# ---------------------------------------------------------------------------------- letters, orders, minutes


@profiles
@pytest.mark.parametrize("length", [4, 12, 40])
def test_9704_10_1_a_the_mark_of_a_letter_stands_30_mm_from_the_edge(length: int, profile: Profile) -> None:
    mark, _ = lay_out(of_kind(Kind.LETTER, issuers="云" * length), profile).first_header
    place = mark.placement
    assert place.space_before is not None
    assert place.size is not None
    assert place.line is not None
    assert (Mm(20) + place.space_before + ink_above(place.size, place.line)).mm == pytest.approx(30)
    assert mark.text == "云" * length


@profiles
def test_9704_10_1_c_red_double_rules_of_170_mm_lie_4_mm_under_the_mark(profile: Profile) -> None:
    mark, thin = lay_out(of_kind(Kind.LETTER), profile).first_header
    for block in (mark, thin):
        assert block.placement.left is not None
        assert block.placement.right is not None
        across = profile.text_width - block.placement.left - block.placement.right
        assert across.mm == pytest.approx(170)
        assert (profile.left + block.placement.left).mm == pytest.approx(20)
        assert block.placement.rule_below is not None
        assert block.placement.rule_below.red
    thick_rule, thin_rule = mark.placement.rule_below, thin.placement.rule_below
    assert thick_rule is not None
    assert thin_rule is not None
    assert thick_rule.thickness > thin_rule.thickness
    assert mark.placement.size is not None
    assert mark.placement.line is not None
    assert (ink_below(mark.placement.size, mark.placement.line) + thick_rule.gap).mm == pytest.approx(4)


@pytest.mark.parametrize("labels", LABEL_SETS, ids=lambda labels: "-".join(labels) or "none")
def test_9704_10_1_g_the_number_of_a_letter_stands_at_the_right_of_its_first_line(labels: dict[str, str]) -> None:
    document = of_kind(Kind.LETTER, **labels)
    first = blocks(document)[0]
    assert isinstance(first, ParagraphBlock)
    assert first.role is Role.LETTER_NUMBER
    label, number = first.text.split("\t")
    assert number == "青政发〔2026〕8号"
    assert first.placement.tabs == ((NATIONAL.text_width, Alignment.RIGHT),)
    shown = {"copy_number": "000012", "secrecy": "机密★1年", "urgency": "特　急"}
    assert label == next((shown[field] for field in shown if field in labels), "")


@pytest.mark.parametrize(("kind", "number"), [(Kind.ORDER, "第1号"), (Kind.MINUTES, "青政发〔2026〕8号")])
def test_9704_10_the_number_of_an_order_or_of_minutes_has_no_rule(kind: Kind, number: str) -> None:
    (block,) = of_role(Role.NUMBER, of_kind(kind))
    assert block.text == number
    assert block.placement.rule_below is None


@pytest.mark.parametrize(("printer", "office"), [(None, "青山镇人民政府"), ("党政办公室", "党政办公室")])
def test_9704_10_3_e_minutes_name_the_office_and_the_day_over_the_red_rule(printer: str | None, office: str) -> None:
    (line,) = of_role(Role.ISSUE_LINE, of_kind(Kind.MINUTES, printer=printer))
    assert line.text == f"\t{office}\t2026年3月2日"
    assert line.placement.rule_below is not None
    assert line.placement.rule_below.red
