"""What shows what: stand-ins that are told, characters that come from elsewhere, files that are refused by name."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import gongwen
from gongwen.errors import InputError
from gongwen.fonts import Catalogue, FontSet, font_set, installed
from gongwen.fonts.report import report_on
from gongwen.pages.display import Font
from gongwen.standard.profiles import COMMON, Face
from gongwen.standard.units import Pt
from tests.strategies import notice
from tests.support import fonts, printed

FANGSONG = Font("仿宋", Pt(16), Face.FANGSONG)
SMALL = "MalgunGothic.ttf"


def without(*families: str) -> FontSet:
    """The fonts of this machine but for some families."""
    return FontSet([Catalogue(face for face in installed().faces if not {*families} & {*face.names})])


def test_the_font_itself_is_taken_without_a_word() -> None:
    prepared = gongwen.prepare(notice())
    prepared.pdf()
    assert prepared.font_remarks() == ()


@pytest.mark.parametrize(
    ("gone", "shown_by"),
    [
        (("仿宋",), "仿宋_GB2312"),
        (("仿宋", "仿宋_GB2312"), "宋体"),
        (("仿宋", "仿宋_GB2312", "宋体"), "Noto Serif CJK SC"),
    ],
)
def test_the_next_of_the_table_stands_in(gone: tuple[str, ...], shown_by: str) -> None:
    assert without(*gone).files_for(FANGSONG)[0].listed.family == shown_by


def test_a_machine_without_chinese_fonts_is_told_which_is_missing() -> None:
    with pytest.raises(InputError, match="没有字体“仿宋”，也没有能代替它的中文字体") as error:
        FontSet([Catalogue(())]).files_for(FANGSONG)
    assert error.value.faults[0].code == "missing-font"


def test_a_character_that_the_font_lacks_comes_from_another_and_is_told() -> None:
    prepared = gongwen.prepare(notice(body=["联系人：𠮷某，座机♫转8。"]))
    prepared.pdf()
    told = prepared.font_remarks()
    assert any("没有“♫”（U+266B），用“" in one for one in told)


def test_what_shows_nothing_needs_no_font() -> None:
    """A narrow blank, a variation selector and a word joiner, in fonts that have none of them."""
    prepared = gongwen.prepare(notice(body=["总长\u202f48\u202f公里，葛\U000e0100某。"]))
    prepared.pdf()
    assert not [one for one in prepared.font_remarks() if "里没有" in one]


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="有“\U0010fffd”") as error:
        gongwen.to_pdf(notice(body=["编号\U0010fffd一。"]))
    assert error.value.faults[0].code == "missing-glyph"


def test_letters_of_a_stand_in_keep_to_their_room() -> None:
    """仿宋 has letters of half an em; those of another font are narrowed, or stand in the middle."""
    case = without("仿宋", "仿宋_GB2312", "宋体").case(FANGSONG)
    wide, thin, chinese = case["W"], case["i"], case["年"]
    assert wide is not None
    assert thin is not None
    assert chinese is not None
    assert wide.advance * wide.narrowed == pytest.approx(0.5)
    assert thin.inset == pytest.approx((0.5 - thin.advance) / 2)
    assert (chinese.advance, chinese.narrowed, chinese.inset) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize("content", [None, b"", "这是一封信".encode(), b"\x00\x01\x00\x00" + b"\xff" * 200])
def test_a_named_file_that_is_no_font_is_refused_by_name(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "单位仿宋.ttf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputError, match=r"单位仿宋\.ttf") as error:
        gongwen.to_pdf(notice(), font_files=[file])
    assert error.value.faults[0].code == "bad-font"


def test_a_file_far_larger_than_any_font_is_refused_unread(tmp_path: Path) -> None:
    with open(tmp_path / "大.ttf", "wb") as file:
        file.truncate(2**30)
    with pytest.raises(InputError, match="太大"):
        font_set([tmp_path / "大.ttf"])


def test_a_font_that_may_not_be_embedded_is_refused_with_the_reason(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    font = TTFont(fonts.folder() / SMALL)
    font["OS/2"].fsType = 2
    font.save(tmp_path / "受限.ttf")
    with pytest.raises(InputError, match="许可不准嵌入"):
        font_set([tmp_path / "受限.ttf"])


def test_damaged_fonts_are_drawn_or_refused_by_name_and_never_end_in_a_traceback(tmp_path: Path) -> None:
    whole, random = (fonts.folder() / SMALL).read_bytes(), Random(18)
    document = notice(translation={"locale": "ko", "title": "통지", "issuer": "인민정부"})
    ended, codes = {True: 0, False: 0}, set[str]()
    for number in range(60):
        data = bytearray(whole)
        for _ in range(random.choice((1, 8, 200))):
            data[random.randrange(len(data))] = random.randrange(256)
        file = tmp_path / f"{number}.ttf"
        file.write_bytes(bytes(data[: random.choice((len(data), len(data) // 2))]))
        try:
            made = gongwen.to_pdf(document, font_files=[file])
        except InputError as error:
            codes.add(error.faults[0].code)
            ended[False] += 1
        else:
            assert made.endswith(b"%%EOF\n")
            ended[True] += 1
    assert all(ended.values()), ended
    assert codes <= {"bad-font", "missing-glyph"}


def test_the_report_names_what_is_here_and_what_stands_in() -> None:
    told = [str(one).split("（")[0] for one in report_on(COMMON).fonts]
    assert "有　仿宋：仿宋" in told
    assert "有　数字和字母：Times New Roman" in told
    with printed.with_fonts(fonts.folder(), "/没有这里"):
        assert "没有这个文件或文件夹" in report_on(COMMON).unusable["/没有这里"]


def test_a_units_font_files_come_first(tmp_path: Path) -> None:
    (tmp_path / "song.ttf").write_bytes((fonts.folder() / "SimSun.ttf").read_bytes())
    unit = tmp_path / "单位.yaml"
    unit.write_text("单位: 青山镇人民政府\n字体文件: [song.ttf]\n字体: {仿宋: 宋体}\n", encoding="utf-8")
    prepared = gongwen.prepare(notice(), unit=unit)
    assert prepared.font_files == (str(tmp_path / "song.ttf"),)
    assert b"SimSun" in prepared.pdf()
    assert prepared.font_remarks() == ()
