"""Profiles: two ways to set up the software for one printed page (33476.2 and common practice)."""

from __future__ import annotations

import pytest

from gongwen.ooxml.units import emu, half_points, twips
from gongwen.standard import figures
from gongwen.standard.languages import LANGUAGES, language_of
from gongwen.standard.profiles import COMMON, NATIONAL, PROFILES, EmptyLine, Face, Profile
from gongwen.standard.units import Mm, Pt


def test_there_are_two_profiles_by_name() -> None:
    assert dict(PROFILES) == {"国标": NATIONAL, "通行": COMMON}


@pytest.mark.parametrize(
    ("name", "margins", "pitch"),
    [("国标", (1960, 1847, 1587, 1474), 592), ("通行", (2098, 1984, 1587, 1474), 579)],
)
def test_amb_01_margins_and_pitch_are_those_of_the_table(
    name: str, margins: tuple[int, int, int, int], pitch: int
) -> None:
    profile = PROFILES[name]
    assert tuple(map(twips, (profile.top, profile.bottom, profile.left, profile.right))) == margins
    assert twips(profile.line_pitch) == pitch
    assert twips(profile.character_spacing) == -5


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_9704_5_2_3_a_page_holds_22_lines_of_28_characters_and_no_more(profile: Profile) -> None:
    height = figures.PAGE_HEIGHT.value - profile.top - profile.bottom
    assert int(height / profile.line_pitch + 1e-6) == figures.LINES_PER_PAGE.value == 22
    assert int(profile.text_width / profile.body_character + 1e-6) == figures.CHARACTERS_PER_LINE.value == 28
    assert profile.text_width == figures.TYPE_AREA_WIDTH.value == Mm(156)


@pytest.mark.parametrize(
    ("mm", "in_twips", "in_emu"),
    [
        (37, 2098, 1332000),
        (35, 1984, 1260000),
        (34.58, 1960, 1244880),
        (32.58, 1847, 1172880),
        (28, 1587, 1008000),
        (26, 1474, 936000),
        (72, 4082, 2592000),
        (57, 3232, 2052000),
        (30, 1701, 1080000),
        (20, 1134, 720000),
        (4, 227, 144000),
        (10.39, 589, 374040),
        (20.78, 1178, 748080),
        (156, 8844, 5616000),
        (170, 9638, 6120000),
        (225, 12756, 8100000),
        (210, 11906, 7560000),
        (297, 16838, 10692000),
    ],
)
def test_millimetres_become_twips_and_emu_as_the_table_says(mm: float, in_twips: int, in_emu: int) -> None:
    assert abs(twips(Mm(mm)) - in_twips) <= 1  # the table rounds 3231.496 up
    assert emu(Mm(mm)) == in_emu


@pytest.mark.parametrize(("points", "halves"), [(22, 44), (16, 32), (14, 28)])
def test_9704_sizes_2_3_and_4_are_22_16_and_14_points(points: float, halves: int) -> None:
    assert half_points(Pt(points)) == halves


def test_9704_5_2_2_every_typeface_of_the_standard_has_a_font() -> None:
    fonts = NATIONAL.fonts
    assert [fonts.of(face) for face in Face] == ["仿宋", "黑体", "楷体", "方正小标宋简体", "宋体"]


def test_amb_03_one_profile_counts_empty_lines_edge_to_edge_and_the_other_whole() -> None:
    assert NATIONAL.empty_line is EmptyLine.EDGE_TO_EDGE
    assert COMMON.empty_line is EmptyLine.WHOLE_LINE


def test_amb_23_digits_stand_in_the_chinese_font_or_in_times() -> None:
    assert NATIONAL.latin_font is None
    assert COMMON.latin_font == "Times New Roman"


def test_a_profile_can_be_a_key_and_cannot_change() -> None:
    assert {NATIONAL: 1, COMMON: 2}[PROFILES["国标"]] == 1
    with pytest.raises(AttributeError):
        NATIONAL.top = Mm(0)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("locale", "font", "right_to_left"),
    [
        ("bo", "Microsoft Himalaya", False),
        ("bo_CN", "Microsoft Himalaya", False),
        ("ug-CN", "Microsoft Uighur", True),
        ("ug_Arab_CN", "Microsoft Uighur", True),
        ("kk", "Microsoft Uighur", True),
        ("kk_Arab_CN", "Microsoft Uighur", True),
        ("kk_Cyrl", "Times New Roman", False),
        ("kk_KZ", "Times New Roman", False),
        ("mn", "Mongolian Baiti", False),
        ("mn_Mong_CN", "Mongolian Baiti", False),
        ("mn_MN", "Times New Roman", False),
        ("ii", "Microsoft Yi Baiti", False),
        ("ko", "Malgun Gothic", False),
        ("za", "Times New Roman", False),
        ("en", "Times New Roman", False),
    ],
)
def test_9704_1_c_every_script_has_a_font_and_a_direction(locale: str, font: str, right_to_left: bool) -> None:
    script = language_of(locale)
    assert (script.font, script.right_to_left) == (font, right_to_left)


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("bo", "བོད་སྐད་"),
        ("ug", "ئۇيغۇرچە"),
        ("kk", "قازاق ءتىلى"),
        ("mn", "ᠮᠣᠩᠭᠣᠯ"),
        ("ii", "ꆈꌠꉙ"),
        ("ko", "한국어"),
        ("za", "Vahcuengh"),
    ],
)
def test_9704_1_c_a_script_knows_its_own_letters(locale: str, name: str) -> None:
    """The names are what CLDR calls each language in itself."""
    assert language_of(locale).writes(name)
    assert not language_of(locale).writes("蒙古文 123，Монгол хэл".replace("蒙", "彝"))


def test_9704_1_c_the_scripts_are_those_of_the_autonomous_areas() -> None:
    assert set(LANGUAGES) == {"bo", "ug", "kk", "mn", "ii", "ko", "za"}
