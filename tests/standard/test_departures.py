"""Departures: what a profile changes beyond the standard's tolerance is listed, each once; what is free is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gongwen.standard.departures import departures
from gongwen.standard.families import FAMILIES, is_of_family
from gongwen.standard.profiles import COMMON, NATIONAL, PROFILES, EmptyLine, Face, Profile
from gongwen.standard.units import Mm, Pt


def changed(base: Profile, **changes: Any) -> Profile:
    fonts = {name: changes.pop(name) for name in list(changes) if hasattr(base.fonts, name)}
    return replace(base, name="本镇", fonts=replace(base.fonts, **fonts), **changes)


BEYOND: list[tuple[dict[str, Any], str, str, str]] = [
    ({"top": Mm(33.5)}, "9704-5.2.1-a", "上边距", "33.5毫米"),
    ({"top": Mm(35.7)}, "9704-5.2.1-a", "上边距", "35.7毫米"),
    ({"top": Mm(38.1)}, "9704-5.2.1-a", "上边距", "38.1毫米"),
    ({"bottom": Mm(30.9)}, "9704-5.2.1-d", "下边距", "30.9毫米"),
    ({"bottom": Mm(36.1)}, "9704-5.2.1-d", "下边距", "36.1毫米"),
    ({"left": Mm(26.9)}, "9704-5.2.1-b", "左边距", "26.9毫米"),
    ({"left": Mm(29.1)}, "9704-5.2.1-b", "左边距", "29.1毫米"),
    ({"right": Mm(24.9)}, "9704-5.2.1-d", "右边距", "24.9毫米"),
    ({"right": Mm(27.1)}, "9704-5.2.1-d", "右边距", "27.1毫米"),
    ({"line_pitch": Pt(28)}, "9704-5.2.3-a", "行距", "28磅"),
    ({"line_pitch": Pt(30)}, "9704-5.2.3-a", "行距", "30磅"),
    ({"character_spacing": Pt(0)}, "9704-5.2.3-b", "字数", "每行27字（字距0磅）"),
    ({"character_spacing": Pt(-0.9)}, "9704-5.2.3-b", "字数", "每行29字（字距-0.9磅）"),
    ({"fangsong": "微软雅黑"}, "9704-5.2.2-a", "仿宋的字体", "微软雅黑"),
    ({"heiti": "微软雅黑"}, "9704-7.3.3-e", "黑体的字体", "微软雅黑"),
    ({"kaiti": "仿宋"}, "9704-7.3.3-e", "楷体的字体", "仿宋"),
    ({"xiaobiaosong": "华文中宋"}, "9704-7.3.1-a", "小标宋的字体", "华文中宋"),
    ({"songti": "Times New Roman"}, "9704-7.5-a", "宋体的字体", "Times New Roman"),
]
WITHIN: list[dict[str, Any]] = [
    {"top": Mm(34)},
    {"top": Mm(33.58)},
    {"top": Mm(38)},
    {"bottom": Mm(31)},
    {"bottom": Mm(36)},
    {"left": Mm(29)},
    {"left": Mm(27)},
    {"right": Mm(25)},
    {"line_pitch": Pt(28.95)},
    {"line_pitch": Pt(29.45)},
    {"line_pitch": Pt(29.5)},
    {"character_spacing": Pt(-0.21)},
    {"character_spacing": Pt(-0.3)},
    {"empty_line": EmptyLine.WHOLE_LINE},
    {"empty_line": EmptyLine.EDGE_TO_EDGE},
    {"latin_font": "Times New Roman"},
    {"latin_font": None},
    {"fangsong": "仿宋_GB2312"},
    {"heiti": "SimHei"},
    {"kaiti": "方正楷体_GBK"},
    {"xiaobiaosong": "FZXiaoBiaoSong-B05S"},
    {"songti": "simsun"},
]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_amb_01_both_profiles_of_the_house_keep_the_standard(profile: Profile) -> None:
    assert departures(profile) == ()


@pytest.mark.parametrize("base", [NATIONAL, COMMON], ids=lambda base: str(base.name))
@pytest.mark.parametrize(("changes", "clause", "what", "value"), BEYOND)
def test_a_change_beyond_tolerance_is_listed_exactly_once(
    changes: dict[str, Any], clause: str, what: str, value: str, base: Profile
) -> None:
    (found,) = departures(changed(base, **changes))
    assert (found.clause, found.what, found.value) == (clause, what, value)
    assert found.standard
    assert found.standard != found.value
    assert clause in str(found)


@pytest.mark.parametrize("base", [NATIONAL, COMMON], ids=lambda base: str(base.name))
@pytest.mark.parametrize("changes", WITHIN, ids=str)
def test_what_the_standard_leaves_free_is_not_listed(changes: dict[str, Any], base: Profile) -> None:
    assert departures(changed(base, **changes)) == ()


def test_every_setting_of_a_profile_is_judged_or_free() -> None:
    settings = {*Profile.__dataclass_fields__, *(face.name.lower() for face in Face)} - {"name", "fonts"}
    judged = {name for changes, *_ in BEYOND for name in changes}
    free = {name for changes in WITHIN for name in changes} - judged
    assert judged | free == settings
    assert free == {"empty_line", "latin_font"}


def test_all_departures_are_listed_together() -> None:
    everything = {name: value for changes, *_ in BEYOND for name, value in changes.items()}
    found = departures(changed(NATIONAL, **everything))
    assert len(found) == len(everything)
    assert len({departure.what for departure in found}) == len(everything)


def test_9704_5_2_3_a_a_departure_says_clause_standard_value_and_tolerance() -> None:
    (found,) = departures(changed(NATIONAL, line_pitch=Pt(28)))
    assert found.to_dict() == {
        "clause": "9704-5.2.3-a",
        "what": "行距",
        "standard": "29.6磅",
        "value": "28磅",
        "tolerance": "28.95～29.7磅",
    }


@pytest.mark.parametrize("face", Face)
def test_amb_23_every_font_of_a_family_is_accepted(face: Face) -> None:
    assert all(is_of_family(name, face) for name in FAMILIES[face])
    assert all(is_of_family(f"@{name.lower()}", face) for name in FAMILIES[face])
    assert is_of_family(NATIONAL.fonts.of(face), face)


@pytest.mark.parametrize("face", Face)
def test_no_font_belongs_to_two_families(face: Face) -> None:
    for other in Face:
        if other is not face:
            assert [name for name in FAMILIES[other] if is_of_family(name, face)] == []
