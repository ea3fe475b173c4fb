"""落款 in lengths: 署名 and 成文日期 without and with seals, 签名章, the second script, 附注 (9704-7.3.5, 7.3.6)."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import InputError, Seal, read, render
from gongwen.blocks.block import CHOSEN_BREAK, Alignment, ParagraphBlock, SealPlacement
from gongwen.blocks.ink import ink_height
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.layout import lay_out
from gongwen.layout.sealed import sealed_blocks, sealed_signature
from gongwen.layout.signature import seal_overhang, signature_blocks
from gongwen.model import Document, Kind
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.profiles import NATIONAL, PROFILES, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm
from tests.strategies import examples, notice, of_kind, some_picture

DATE = "2026年3月2日"
profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
"""Room for the gaps that some programs draw inside a date, in characters."""


def signature(document: Document, profile: Profile = NATIONAL) -> list[ParagraphBlock]:
    return signature_blocks(document, stylesheet(profile))


def left(block: ParagraphBlock, profile: Profile = NATIONAL) -> Length:
    """Where a line begins, from the left edge of the text."""
    place = block.placement
    if place.align is Alignment.RIGHT:
        return profile.text_width - (place.right or Mm(0)) - profile.body_character * width(block.text)
    assert place.left is not None
    return place.left


def space(block: ParagraphBlock) -> Length:
    return block.placement.space_before or Mm(0)


# ---------------------------------------------------------------------------------- without a seal


@profiles
@pytest.mark.parametrize("length", [7, 10, 20])
def test_9704_7_3_5_2_a_an_unsealed_name_ends_two_characters_from_the_right(length: int, profile: Profile) -> None:
    name, date = signature(notice(issuers="云" * length), profile)
    assert (name.role, date.role, date.text) == (Role.SIGNATORY, Role.DATE, DATE)
    right = profile.text_width - left(name, profile) - profile.body_character * length
    assert right.mm == pytest.approx((profile.body_character * 2).mm)


@profiles
@pytest.mark.parametrize("length", range(2, 26))
def test_9704_7_3_5_2_b_the_date_begins_two_characters_right_of_the_name(length: int, profile: Profile) -> None:
    name, date = signature(notice(issuers="云" * length), profile)
    assert (left(date, profile) - left(name, profile)).mm == pytest.approx((profile.body_character * 2).mm)


@profiles
@pytest.mark.parametrize("length", range(2, 7))
def test_9704_7_3_5_2_c_a_date_longer_than_the_name_keeps_the_two_characters(length: int, profile: Profile) -> None:
    document = notice(issuers="云" * length, date="2026-11-23")
    _, date = signature(document, profile)
    right = profile.text_width - left(date, profile) - profile.body_character * width("2026年11月23日")
    assert right.mm == pytest.approx((profile.body_character * 2).mm)


@profiles
def test_9704_7_3_5_2_a_the_name_stands_one_empty_line_under_the_text(profile: Profile) -> None:
    sheet = stylesheet(profile)
    name, date = signature(notice(), profile)
    gap = sheet.body_below + space(name) + sheet.body_above
    assert gap.mm == pytest.approx(sheet.one_empty_line.mm)
    assert figures.ONE_EMPTY_LINE.least <= gap <= figures.ONE_EMPTY_LINE.most
    assert date.placement.space_before is None


def test_9704_7_3_5_2_several_names_are_spread_to_the_same_width() -> None:
    names = ("云岭县财政局", "云岭县自然资源和规划局", "云岭县水利局")
    *lines, _ = signature(notice(issuers=names))
    assert [block.text for block in lines] == list(names)
    assert len({left(block).mm for block in lines}) == 1
    for name, block in zip(names, lines, strict=True):
        spread = next((run.spread for run in block.runs if not isinstance(run, str) and run.spread), Mm(0))
        wide = NATIONAL.body_character * width(name) + spread * (len(name) - 1)
        assert wide.mm == pytest.approx((NATIONAL.body_character * width(names[1])).mm)


def test_names_and_date_stay_together() -> None:
    *names, date = signature(notice(issuers="甲局，乙局，丙局"))
    assert all(block.placement.keep_next for block in names)
    assert not date.placement.keep_next


def test_a_page_without_a_red_head_may_have_a_name_alone_a_date_alone_or_neither() -> None:
    plan = {"kind": "计划", "number": None}
    assert [block.text for block in signature(notice(**plan, date=None))] == ["青山镇人民政府"]
    assert signature(notice(**plan, date=None, issuers="")) == []
    (date,) = signature(notice(**plan, issuers=""))
    assert date.placement.align is Alignment.RIGHT
    assert date.placement.right == NATIONAL.body_character * 2


@profiles
@pytest.mark.parametrize("length", range(26, 61))
def test_9704_7_3_5_2_b_a_name_too_long_for_its_line_is_broken_evenly_or_begins_at_the_left_edge(
    length: int, profile: Profile
) -> None:
    name, date = signature(notice(issuers="云" * length), profile)
    lines = name.text.split(CHOSEN_BREAK)
    assert "".join(lines) == "云" * length
    assert left(name, profile) + profile.body_character * max(map(len, lines)) <= profile.text_width
    assert (left(date, profile) - left(name, profile)).mm == pytest.approx((profile.body_character * 2).mm)
    if length <= 27:
        assert len(lines) == 1
    elif length <= 44:
        assert len(lines) == 2
        assert max(map(len, lines)) - min(map(len, lines)) <= 6
        assert left(name, profile) + profile.body_character * (max(map(len, lines)) + 2) <= profile.text_width


def test_a_name_too_long_for_its_line_is_broken_between_words_and_read_back_whole() -> None:
    agency = "云岭彝族哈尼族自治县青山镇城乡居民基本医疗保险参保缴费工作领导小组办公室"
    name, _ = signature(notice(issuers=agency))
    assert name.text.split(CHOSEN_BREAK) == [
        "云岭彝族哈尼族自治县青山镇城乡居民",
        "基本医疗保险参保缴费工作领导小组办公室",
    ]
    assert read(render(notice(issuers=agency))).document == notice(issuers=agency)


def test_names_signed_together_of_which_one_is_too_long_begin_in_one_column() -> None:
    first, second, date = signature(notice(issuers=["云" * 30, "云岭县财政局"]))
    assert left(first) == left(second)
    assert (left(date) - left(first)).mm == pytest.approx((NATIONAL.body_character * 2).mm)


@given(st.integers(1, 60))
def test_a_name_of_any_length_begins_inside_the_type_area(length: int) -> None:
    for block in signature(notice(issuers="云" * length)):
        assert left(block) >= Mm(0)


# ---------------------------------------------------------------------------------- with seals


def sealed(
    count: int, profile: Profile = NATIONAL, *, diameter: float | None = 42, name: str = "云岭县财政局"
) -> list[ParagraphBlock]:
    seals = (Seal(data=some_picture(), diameter=diameter),) * count
    return sealed_blocks(sealed_signature((name,) * count, DATE, seals, stylesheet(profile)), seals)


def placed(blocks: list[ParagraphBlock], sheet: Stylesheet) -> list[tuple[SealPlacement, Length]]:
    """Seals, and how far the centre of each lies under the foot of the text above the signature."""
    under = Mm(0)
    for block in blocks[:-1]:
        under = under + space(block) + sheet.pitch
    *_, date = blocks
    return [(seal, under + seal.top + seal.height / 2) for seal in date.seals]


@profiles
@pytest.mark.parametrize("date", ["2026-03-02", "2026-11-23"])
def test_9704_7_3_5_1_a_a_sealed_date_ends_four_characters_from_the_right(date: str, profile: Profile) -> None:
    *_, block = signature(notice(date=date, seals=[{}]), profile)
    (tab,) = block.placement.tabs
    assert tab.align is Alignment.CENTRE
    half = profile.body_character * (width(block.text.strip()) / 2)
    right = profile.text_width - tab.position - half
    assert right.mm == pytest.approx((profile.body_character * 4).mm)


@profiles
def test_9704_7_3_5_1_b_a_sealed_name_has_the_axis_of_the_date(profile: Profile) -> None:
    room, name, date = signature(notice(seals=[{}]), profile)
    assert (room.role, room.text) == (Role.SPACER, "")  # in a line of its own it is not lost at a page's top
    assert (name.text, date.text) == ("\t青山镇人民政府", f"\t{DATE}")
    assert name.placement.tabs == date.placement.tabs
    assert name.placement.keep_next


def test_amb_21_a_long_name_or_a_large_seal_moves_the_axis_and_not_over_the_edge() -> None:
    for length, diameter in ((24, 42.0), (7, 60.0)):
        blocks = sealed(1, name="云" * length, diameter=diameter)
        (tab,) = blocks[0].placement.tabs
        room = NATIONAL.text_width - tab.position
        assert room >= NATIONAL.body_character * (length / 2)
        assert room >= Mm(diameter / 2)


@profiles
@pytest.mark.parametrize("count", range(1, 11))
@pytest.mark.parametrize("diameter", [20.0, 42.0, 45.0, 60.0])
def test_9704_7_3_5_1_i_seals_neither_touch_nor_leave_the_type_area(
    count: int, diameter: float, profile: Profile
) -> None:
    sheet = stylesheet(profile)
    seals = placed(sealed(count, profile, diameter=diameter), sheet)
    assert len(seals) == count
    for (one, one_centre), (other, other_centre) in combinations(seals, 2):
        across = one.left - other.left
        down = one_centre - other_centre
        assert (across.mm**2 + down.mm**2) ** 0.5 > diameter
    for seal, _ in seals:
        assert seal.width == seal.height == Mm(diameter)
        assert seal.left >= Mm(0)
        assert seal.left + seal.width <= profile.text_width


@profiles
@pytest.mark.parametrize("count", range(1, 11))
def test_9704_7_3_5_1_f_the_first_seals_begin_within_one_line_of_the_text(count: int, profile: Profile) -> None:
    sheet = stylesheet(profile)
    seals = placed(sealed(count, profile), sheet)
    top = min(centre - seal.height / 2 for seal, centre in seals) + sheet.body_below
    assert Mm(0) < top <= figures.SEAL_BELOW_TEXT.value


@profiles
@pytest.mark.parametrize("count", range(1, 11))
def test_9704_7_3_5_1_h_every_seal_presses_its_own_name_and_the_last_the_date(count: int, profile: Profile) -> None:
    sheet = stylesheet(profile)
    blocks = sealed(count, profile)
    seals = placed(blocks, sheet)
    under, at = Mm(0), 0
    for row in blocks[:-1]:
        under = under + space(row)
        middle = under + sheet.body_above + ink_height(sheet.body_size) / 2
        assert row.text.count("\t") == len(row.placement.tabs)
        for tab in row.placement.tabs:
            seal, centre = seals[at]
            assert (seal.left + seal.width / 2).mm == pytest.approx(tab.position.mm)
            # The name lies inside the circle.
            half = profile.body_character * (width("云岭县财政局") / 2)
            assert (half.mm**2 + (middle - centre).mm ** 2) ** 0.5 < (seal.width / 2).mm
            at += 1
        under = under + sheet.pitch
    assert at == count
    date = blocks[-1]
    last, centre = seals[-1]
    (tab,) = date.placement.tabs
    assert (last.left + last.width / 2).mm == pytest.approx(tab.position.mm)
    middle = under + sheet.body_above + ink_height(sheet.body_size) / 2
    half = profile.body_character * (width(DATE) / 2)
    assert (half.mm**2 + (middle - centre).mm ** 2) ** 0.5 < (last.width / 2).mm


@pytest.mark.parametrize("count", range(2, 13))
def test_9704_7_3_5_1_g_rows_of_seals_are_nearly_equal_and_keep_their_order(count: int) -> None:
    rows = sealed(count)[:-1]
    lengths = [len(row.placement.tabs) for row in rows]
    assert sum(lengths) == count
    assert max(lengths) <= 3
    for row in rows:
        places = [tab.position for tab in row.placement.tabs]
        assert places == sorted(places)


_AGENCY_NAMES = st.integers(2, 26).map("云".__mul__)


@examples(150)
@given(st.lists(st.tuples(_AGENCY_NAMES, st.sampled_from([35.0, 42.0, 45.0, 50.0, 58.0])), min_size=1, max_size=12))
def test_9704_7_3_5_1_i_seals_and_names_of_any_size_keep_clear_of_their_neighbours(
    signed: list[tuple[str, float]],
) -> None:
    sheet = stylesheet(NATIONAL)
    names = tuple(name for name, _ in signed)
    seals = tuple(Seal(data=some_picture(), diameter=diameter) for _, diameter in signed)
    blocks = sealed_blocks(sealed_signature(names, DATE, seals, sheet), seals)
    every = placed(blocks, sheet)
    for (one, one_centre), (other, other_centre) in combinations(every, 2):
        across = (one.left + one.width / 2) - (other.left + other.width / 2)
        down = one_centre - other_centre
        assert (across.mm**2 + down.mm**2) ** 0.5 > (one.width + other.width).mm / 2
    for seal, _ in every:
        assert seal.left.mm >= -1e-6
        assert (seal.left + seal.width).mm <= NATIONAL.text_width.mm + 1e-6
    assert "".join(block.text for block in blocks[:-1]).split("\t")[1:] == list(names)
    character = NATIONAL.body_character
    for row in blocks[:-1]:
        halves = [character * (width(name) / 2) for name in row.text.split("\t")[1:]]
        axes = [tab.position for tab in row.placement.tabs]
        for (left, left_half), (right, right_half) in pairwise(zip(axes, halves, strict=True)):
            assert (right - left).mm >= (left_half + right_half).mm + 1
        assert (axes[0] - halves[0]).mm >= -1e-6
        assert (axes[-1] + halves[-1]).mm <= NATIONAL.text_width.mm + 1e-6


def test_9704_7_3_5_1_i_one_long_name_does_not_widen_the_places_of_all() -> None:
    names = ("云岭县财政局",) * 5 + ("云岭县自然资源和规划局",) + ("云岭县财政局",) * 3
    seals = (Seal(data=some_picture(), diameter=42),) * 9
    *rows, _ = sealed_blocks(sealed_signature(names, DATE, seals, stylesheet(NATIONAL)), seals)
    assert len(rows) == 3


def test_9704_7_3_5_1_d_more_seals_than_one_page_holds_are_refused() -> None:
    agencies = [f"云岭县第{number}局" for number in "一二三四五六七八九"]
    with pytest.raises(InputError, match="一页排不下"):
        lay_out(notice(issuers=agencies, seals=[{"diameter": 58}] * 9))
    lay_out(notice(issuers=agencies, seals=[{"diameter": 50}] * 9))


@pytest.mark.parametrize(
    ("agency", "mm"),
    [
        ("青山镇人民政府", 42),
        ("青山乡人民政府", 42),
        ("城关街道办事处", 42),
        ("云岭县人民政府", 45),
        ("云岭县财政局", 45),
    ],
)
def test_a_seal_that_names_no_diameter_has_that_of_its_rank(agency: str, mm: float) -> None:
    *_, date = signature(notice(issuers=agency, seals=[{"data": some_picture()}]))
    assert date.seals[0].width == Mm(mm)


def test_a_seal_to_be_stamped_leaves_the_same_room() -> None:
    stamped, drawn = (signature(notice(seals=[seal])) for seal in ({}, {"data": some_picture()}))
    assert [block.placement for block in stamped] == [block.placement for block in drawn]
    assert stamped[-1].seals == ()
    assert len(drawn[-1].seals) == 1


@profiles
@pytest.mark.parametrize("diameter", [20, 42, 60])
def test_9704_7_3_5_1_the_room_below_the_date_is_as_deep_as_the_seal_reaches(diameter: float, profile: Profile) -> None:
    sheet = stylesheet(profile)
    document = notice(seals=[{"data": some_picture(), "diameter": diameter}])
    blocks = signature(document, profile)
    ((seal, centre),) = placed(blocks, sheet)
    foot = Mm(0)
    for block in blocks:
        foot = foot + space(block) + sheet.pitch
    reach = centre + seal.height / 2 - foot
    assert seal_overhang(document, signature_blocks(document, sheet), sheet).mm == pytest.approx(
        max(reach.mm, 0.0), abs=1e-6
    )


# ---------------------------------------------------------------------------------- 签名章, second script, 附注


def order(*, seals: bool = False, signatories: str = "县长　王建国，副县长　李明") -> list[ParagraphBlock]:
    stamp = {"data": some_picture("PNG", 100, 40), "name": "签名章"}
    document = of_kind(Kind.ORDER, signatories=signatories, seals=[stamp] * signatories.count("　") if seals else [])
    return [block for block in lay_out(document).blocks if isinstance(block, ParagraphBlock)]


def test_9704_7_3_5_3_b_two_characters_stand_between_office_and_name() -> None:
    texts = [block.text for block in order() if block.role is Role.STAMP_SIGNATORY]
    assert texts == ["县长　　王建国", "副县长　　李明"]


def test_9704_7_3_5_3_b_a_stamp_stands_in_place_of_the_name_two_characters_after_the_office() -> None:
    lines = [block for block in order(seals=True) if block.role is Role.STAMP_SIGNATORY]
    assert [block.text for block in lines] == ["县长", "副县长"]
    for line, name in zip(lines, ("王建国", "李明"), strict=True):
        (stamp,) = line.seals
        assert (stamp.name, stamp.description) == ("签名章", name)
        assert line.placement.right is not None
        office_ends = NATIONAL.text_width - line.placement.right
        assert (stamp.left - office_ends).mm == pytest.approx((NATIONAL.body_character * 2).mm)
        # 上下居中对齐
        assert (stamp.top + stamp.height / 2).mm == pytest.approx(
            (stylesheet(NATIONAL).body_above + ink_height(figures.BODY_SIZE.value) / 2).mm
        )


@pytest.mark.parametrize("seals", [False, True])
def test_9704_7_3_5_3_a_stamp_and_date_end_four_characters_from_the_right(seals: bool) -> None:
    four = NATIONAL.body_character * 4
    for block in order(seals=seals):
        if block.role is Role.STAMP_DATE or (block.role is Role.STAMP_SIGNATORY and not seals):
            assert block.placement.right == four
        for stamp in block.seals:
            assert (NATIONAL.text_width - stamp.left - stamp.width).mm == pytest.approx(four.mm)


@pytest.mark.parametrize("seals", [False, True])
def test_9704_7_3_5_3_a_two_empty_lines_stand_over_the_first_signer_and_one_over_the_rest(seals: bool) -> None:
    sheet = stylesheet(NATIONAL)
    blocks = order(seals=seals)
    start = next(index for index, block in enumerate(blocks) if block.role is Role.SPACER)
    gaps = []
    for room, line in pairwise(blocks[start:]):
        if room.role is Role.SPACER:
            assert room.placement.line is not None
            reach = [(stamp.height - ink_height(sheet.body_size)) / 2 for stamp in line.seals]
            gaps.append(room.placement.line + sheet.body_above + sheet.body_below - (reach[0] if reach else Mm(0)))
    reach_below = (Mm(100 / 72 * 25.4 * 0.4) - ink_height(sheet.body_size)) / 2 if seals else Mm(0)
    expected = [sheet.two_empty_lines, sheet.one_empty_line + reach_below, sheet.one_empty_line + reach_below]
    assert [gap.mm for gap in gaps] == pytest.approx([length.mm for length in expected])


@examples(30)
@given(st.sampled_from([1, 40, 900, 4000]), st.sampled_from([1, 40, 900, 4000]))
def test_9704_7_3_5_3_a_stamp_of_any_size_is_made_to_fit_its_line(wide: int, high: int) -> None:
    document = of_kind(Kind.ORDER, signatories="县长　王建国", seals=[{"data": some_picture("PNG", wide, high)}])
    (stamp,) = [seal for block in lay_out(document).blocks if isinstance(block, ParagraphBlock) for seal in block.seals]
    assert Mm(0) < stamp.width <= Mm(50)
    assert Mm(0) < stamp.height <= Mm(20)
    assert stamp.width / stamp.height == pytest.approx(wide / high)


@pytest.mark.parametrize("seals", [[], [{}]])
def test_9704_1_c_the_second_script_stands_under_the_date_in_its_place(seals: list[dict[str, object]]) -> None:
    translation = {"locale": "ii", "title": "ꁱꂷ", "issuer": "ꋍꂷꑍꂷ"}
    *_, date, issuer, day = signature(notice(seals=seals, translation=translation))
    assert [run.language for block in (issuer, day) for run in block.runs if not isinstance(run, str)] == ["ii", "ii"]
    assert issuer.text.strip() == "ꋍꂷꑍꂷ"
    assert "2026" in day.text
    for block in (issuer, day):
        assert block.placement.tabs == date.placement.tabs
        if not seals:
            assert left(block).mm == pytest.approx(left(date).mm)


@pytest.mark.parametrize("seals", [[], [{}]])
def test_9704_1_c_a_longer_second_script_begins_further_left_and_ends_inside_the_type_area(
    seals: list[dict[str, object]],
) -> None:
    translation = {"locale": "za", "title": "Okzyauq Cinyauq", "issuer": "Cinyauq Yinzmin Cwngfuj Bangunghsiz"}
    *_, issuer, day = signature(notice(seals=seals, translation=translation))
    assert left(issuer) == left(day) >= Mm(0)
    assert not issuer.placement.tabs
    end = left(issuer) + NATIONAL.body_character * (width(issuer.text) + figures.UNSEALED_NAME_RIGHT.value)
    assert end <= NATIONAL.text_width


def test_9704_1_c_under_a_seal_the_second_script_has_the_axis_of_the_date() -> None:
    translation = {"locale": "bo", "title": "བརྡ་ཁྱབ།", "issuer": "མི་དམངས།"}
    *_, issuer, day = signature(notice(seals=[{}], translation=translation))
    for block in (issuer, day):
        place = block.placement
        assert block.text.startswith("\t") or place.align is Alignment.CENTRE


def test_9704_7_3_6_a_notes_stand_in_brackets_under_the_date() -> None:
    *_, date, notes = signature(notice(notes="此件公开发布"))
    assert date.role is Role.DATE
    assert (notes.role, notes.text) == (Role.NOTES, "（此件公开发布）")
    assert notes.placement.space_before is None
    assert stylesheet(NATIONAL).of(Role.NOTES).first_line_characters == 2
