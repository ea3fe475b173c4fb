"""The chart: one picture, the same bytes every time, and a cure where it cannot be drawn."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import font_manager
from PIL import Image

import gongwen
from gongwen.model import Picture, walk
from gongwen.summary import Chart, Indicator, Summary, compose, from_villages
from tests.summary.figures import FOREST, HALF_YEAR
from tests.support import markers

ROWS: list[dict[str, Any]] = [
    FOREST,
    {"指标": "育苗面积", "单位": "亩", "本期": 600, "上期": 640},
    {"指标": "村级集体经济收益", "单位": "万元", "本期": -12, "上期": 30},
    {"指标": "防火宣传", "单位": "场次", "本期": 62, "上期": None},
]
LATIN_FONT = Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")


@pytest.fixture(autouse=True)
def _fonts() -> None:
    markers.require("office")  # which asks for the Chinese fonts


def picture(summary: Summary) -> Picture:
    (found,) = [block for block in walk(summary.document.body) if isinstance(block, Picture)]
    return found


def fault(**arguments: Any) -> gongwen.Fault:
    with pytest.raises(gongwen.InputError) as raised:
        compose(**{**HALF_YEAR, "indicators": ROWS, "chart": True, **arguments})
    (found,) = raised.value.faults
    return found


def test_the_chart_fits_the_page_and_has_a_caption() -> None:
    made = picture(compose(**HALF_YEAR, indicators=ROWS, chart=True))
    assert made.caption == "2026年上半年主要指标本期与上期对比图"
    assert made.facts.extension == "png"
    assert made.facts.width_mm == pytest.approx(150, abs=0.5)
    assert made.facts.height_mm < 180


def test_the_same_figures_give_the_same_bytes() -> None:
    first, second = (picture(compose(**HALF_YEAR, indicators=ROWS, chart=True)) for _ in range(2))
    assert first.data == second.data
    assert b"matplotlib" not in first.data.lower()
    changed = [{**FOREST, "本期": 1281}, *ROWS[1:]]
    assert picture(compose(**HALF_YEAR, indicators=changed, chart=True)).data != first.data


def _red_columns(data: bytes) -> int:
    """How many columns of pixels hold the red of 本期."""
    pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=int)
    red = (abs(pixels - np.array([166, 28, 28])) < 4).all(axis=2)
    return int(red.any(axis=0).sum())


def test_bars_are_as_long_as_their_figures() -> None:
    def bars(current: int) -> bytes:
        row = {"指标": "造林面积", "单位": "亩", "本期": current, "上期": 1000}
        return picture(compose(**HALF_YEAR, indicators=[row], chart=True)).data

    assert _red_columns(bars(500)) / _red_columns(bars(1000)) == pytest.approx(0.5, abs=0.08)


def test_long_names_large_figures_zeros_and_dollars_are_drawn() -> None:
    rows: list[dict[str, Any]] = [
        {"指标": "城乡居民基本医疗保险参保人员住院费用政策范围内报销金额", "单位": "$x_$", "本期": "123456789.12"},
        {"指标": "$\\frac{甲$", "单位": "起", "本期": 0, "上期": 0},
    ]
    assert picture(compose(**HALF_YEAR, indicators=rows, chart=True)).facts.width_mm == pytest.approx(150, abs=0.5)


def test_the_chart_reads_back_with_its_document() -> None:
    document = compose(**HALF_YEAR, indicators=ROWS, chart=True).document
    assert gongwen.read(gongwen.render(document)).document == document


def test_chosen_indicators_are_drawn_and_unknown_ones_refused() -> None:
    some = picture(compose(**HALF_YEAR, indicators=ROWS, chart=Chart(("造林面积", "育苗面积"))))
    assert some.facts.height_mm < picture(compose(**HALF_YEAR, indicators=ROWS, chart=True)).facts.height_mm
    found = fault(chart=Chart(("造林",)))
    assert (found.code, found.value) == ("unknown-indicator", "造林")


def test_one_indicator_of_villages_is_drawn_village_by_village() -> None:
    rows = [{"村": village, "造林面积（亩）": 10, "防火宣传（次）": 2} for village in ("上坝村", "下坝村")]
    more: dict[str, Any] = {**HALF_YEAR, "villages": ["上坝村", "下坝村"]}
    assert picture(from_villages(rows, chart=Chart(("造林面积",)), **more)).caption == "2026年上半年各村造林面积图"
    assert picture(from_villages(rows, chart=True, **more)).caption == "2026年上半年主要指标图"


def test_nothing_and_too_much_are_not_drawn() -> None:
    assert fault(indicators=[Indicator("甲")]).code == "nothing-to-chart"
    many = [Indicator(f"指标{number}", "亩", Decimal(number)) for number in range(15)]
    assert fault(indicators=many).code == "too-much-to-chart"
    assert picture(compose(**HALF_YEAR, indicators=many[:14], chart=True)).facts.height_mm < 180


# ---------------------------------------------------------------------------------- what may be missing


def test_without_matplotlib_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    found = fault()
    assert found.code == "chart-needs-matplotlib"
    assert "gongwen[chart]" in found.cure


def test_without_a_chinese_font_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = [font for font in font_manager.fontManager.ttflist if "DejaVu" in font.name]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    found = fault()
    assert found.code == "chart-needs-font"
    assert "Chart(font=" in found.cure


def test_a_font_may_be_given_by_its_path() -> None:
    chinese = next(font.fname for font in font_manager.fontManager.ttflist if font.name == "WenQuanYi Zen Hei")
    given = picture(compose(**HALF_YEAR, indicators=ROWS, chart=Chart(font=chinese)))
    assert given.data != picture(compose(**HALF_YEAR, indicators=ROWS, chart=True)).data


def test_a_font_without_chinese_or_that_is_no_font_is_refused(tmp_path: Path) -> None:
    found = fault(chart=Chart(font=LATIN_FONT))
    assert found.code == "chart-needs-font"
    assert found.value == str(LATIN_FONT)
    assert "上" in found.message
    (tmp_path / "font.ttf").write_bytes(b"no font")
    for path in (tmp_path / "font.ttf", tmp_path / "missing.ttf", tmp_path):
        assert fault(chart=Chart(font=path)).message == "打不开这个字体文件"
