"""The test fonts: every engine finds each by each of its names, and draws full-width 汉字 and half-width digits."""

from __future__ import annotations

import shutil

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped,unused-ignore]

from gongwen.standard.languages import LANGUAGES
from tests.second_scripts import TEXTS
from tests.support import engines, fonts, markers, page
from tests.support.engines import ENGINES, Engine
from tests.support_tests import raw

EM = 16 * page.MM_PER_PT
TEXT, FIGURES = "国务院关于", "2026ab"
CHINESE = [face for name, face in fonts.FACES.items() if name != "朝鲜文"]
NAMES = [name for face in CHINESE for name in face.names]
FAMILIES = [family for name in NAMES for family in name]


@pytest.mark.parametrize("family", fonts.FAMILIES)
def test_fontconfig_gives_the_test_font_for_each_family(family: str) -> None:
    markers.require("office")
    if shutil.which("fc-match") is None:
        pytest.skip("needs fc-match")
    names = [*(name for face in fonts.FACES.values() for name in face.names), *fonts.BORROWED]
    assert fonts.match(family) == next(f"{name.english.replace(' ', '')}.ttf" for name in names if family in name)


@pytest.mark.parametrize("name", NAMES)
def test_a_font_has_the_widths_and_heights_of_the_windows_fonts_and_no_layout(name: fonts.Name) -> None:
    markers.require("office")
    font = TTFont(fonts.folder() / f"{name.english}.ttf", lazy=True)
    em, glyphs = font["head"].unitsPerEm, font.getBestCmap()
    widths = {char: font["hmtx"][glyphs[ord(char)]][0] / em for char in "国一。，“—…·×〔2aA-% "}
    assert {char: width for char, width in widths.items() if width == 0.5} == dict.fromkeys("2aA-% ", 0.5)
    assert set(widths.values()) == {0.5, 1.0}
    assert font["hhea"].ascent / em == pytest.approx(0.859, abs=0.001)
    assert (font["hhea"].ascent - font["hhea"].descent) / em == pytest.approx(1, abs=0.001)
    assert not {"GSUB", "GPOS", "kern"} & set(font.keys())
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    assert {char for row in rows for char in row.decode("gb2312", "ignore")} <= set(map(chr, glyphs))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_draws_each_family_with_its_own_font(engine: Engine) -> None:
    markers.require(engines.tool(engine))
    lines = [raw.paragraph(raw.run(f"{TEXT}{FIGURES}", raw.fonts(family))) for family in FAMILIES]
    measured = page.measure(engines.render_pdf(raw.document(*lines), engine))[0]
    for family, line in zip(FAMILIES, measured.lines, strict=True):
        english = next(name.english for name in NAMES if family in name)
        assert line.fonts == {english}, family
        assert line.find(TEXT).advances == pytest.approx([EM] * 4, abs=0.02), family
        assert line.find(FIGURES).advances == pytest.approx([EM / 2] * 5, abs=0.02), family


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("locale", sorted(set(TEXTS) - {"za"}))
def test_the_engine_draws_each_script_of_an_autonomous_area_with_its_own_font(engine: Engine, locale: str) -> None:
    markers.require(engines.tool(engine))
    family, text = LANGUAGES[locale].font, TEXTS[locale][0]
    run = raw.run(text, raw.fonts(family) + "<w:cs/>")
    line = page.measure(engines.render_pdf(raw.document(raw.paragraph(run)), engine))[0].lines[0]
    assert {name.replace(" ", "") for name in line.fonts} == {family.replace(" ", "")}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_draws_the_latin_font_of_documents(engine: Engine) -> None:
    markers.require(engines.tool(engine))
    measured = page.measure(
        engines.render_pdf(raw.document(raw.paragraph(raw.run("2026", raw.fonts("Times New Roman")))), engine)
    )
    line = measured[0].lines[0]
    assert {name.replace(" ", "") for name in line.fonts} == {"TimesNewRoman"}
    assert line.advances == pytest.approx([EM / 2] * 3, abs=0.02)
