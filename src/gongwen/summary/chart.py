"""One chart: bars of 本期 beside 上期, drawn by matplotlib (extra ``gongwen[chart]``), the same bytes every time.

Figures of different units never share an axis: each unit has a panel of its own. Bars lie, because the names of
indicators are long; the two tones stay apart on a black-and-white copy.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.model import Picture
from gongwen.summary.writing import Writing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

__all__ = ["Bar", "Chart", "draw"]

_MM_PER_INCH = 25.4
_WIDTH_MM = 150.0  # within the 156 mm of the type area (9704-5.2.1-c)
_BAR_MM, _PANEL_MM, _LEGEND_MM = 10.0, 12.0, 9.0
_MOST_BARS = 14  # higher than two thirds of a page otherwise
_DPI = 200
_TEXT_PT = 9.5
_CURRENT, _PREVIOUS, _EDGE = "#a61c1c", "#d9d9d9", "#404040"
_THICK = 0.36
_NAME_CHARACTERS = 12
_FIGURE_SHARE = 0.025  # of the axis, for each digit beside a bar
_PREFERRED = (
    "SimHei",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "PingFang SC",
    "Noto Sans CJK JP",  # the first face of the collection, by which matplotlib knows it
    "SimSun",
    "FangSong",
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
    "AR PL UMing CN",
    "AR PL UMing TW MBE",
    "AR PL SungtiL GB",
)


@dataclass(frozen=True)
class Chart:
    """What the chart shows: ``indicators`` by name (none: all that have figures), and the file of its font.

    Of villages, one indicator alone is shown village by village.
    """

    indicators: tuple[str, ...] = ()
    font: str | os.PathLike[str] | None = None


class Bar(NamedTuple):
    """A pair of bars: what they tell of, in which unit, and the two figures."""

    name: str
    unit: str
    current: Decimal | None
    previous: Decimal | None


def draw(bars: Sequence[Bar], chart: Chart, writing: Writing, caption: str) -> Picture:
    """The chart as a picture with its caption.

    Raises :class:`~gongwen.InputError` when there is nothing to draw or too much of it, when matplotlib is not
    installed, or when no font has the characters.
    """
    shown = [bar for bar in bars if bar.current is not None]
    if not shown:
        raise InputError(Fault("nothing-to-chart", "没有可以画图的数", "补上本期数，或不要图", field="图"))
    if len(shown) > _MOST_BARS:
        raise InputError(
            Fault(
                "too-much-to-chart",
                f"一张图最多 {_MOST_BARS} 组，这里有 {len(shown)} 组",
                "用 Chart(indicators=(…)) 选出要画的指标",
                field="图",
            )
        )
    return Picture(name=caption, data=_png(shown, _font(_text_of(shown), chart.font), writing), caption=caption)


def _png(bars: Sequence[Bar], font: FontProperties, writing: Writing) -> bytes:
    # The figure's own canvas, not pyplot: no window, no backend to choose, nothing shared between threads.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - heavy, and only charts need it
    from matplotlib.figure import Figure  # noqa: PLC0415

    panels = [[bar for bar in bars if bar.unit == unit] for unit in dict.fromkeys(bar.unit for bar in bars)]
    height = sum(_PANEL_MM + _BAR_MM * len(panel) for panel in panels) + _LEGEND_MM
    figure = Figure(figsize=(_WIDTH_MM / _MM_PER_INCH, height / _MM_PER_INCH), dpi=_DPI, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=[len(panel) + 1 for panel in panels])
    for axis, panel in zip(axes[:, 0], panels, strict=True):
        _panel(axis, panel, font, writing)
    handles: dict[str, Any] = {}
    for axis in axes[:, 0]:
        drawn, names = axis.get_legend_handles_labels()
        handles.update(zip(names, drawn, strict=True))
    order = [name for name in ("本期", "上期") if name in handles]
    figure.legend(
        [handles[name] for name in order], order, loc="outside upper right", ncols=2, prop=font, frameon=False
    )
    stream = io.BytesIO()
    # The program's name and version would change the bytes from one version to the next.
    canvas.print_png(stream, metadata={"Software": None})  # type: ignore[no-untyped-call, unused-ignore]
    return stream.getvalue()


def _panel(axis: Axes, bars: Sequence[Bar], font: FontProperties, writing: Writing) -> None:
    """The bars of one unit, the first on top."""
    paired = any(bar.previous is not None for bar in bars)
    shift = _THICK / 2 if paired else 0.0
    for series, tone, place in (("current", _CURRENT, -shift), ("previous", _PREVIOUS, shift)):
        drawn = [(row, value) for row, bar in enumerate(bars) if (value := getattr(bar, series)) is not None]
        if not drawn:
            continue
        container = axis.barh(
            [row + place for row, _ in drawn],
            [float(value) for _, value in drawn],
            height=_THICK,
            color=tone,
            edgecolor=_EDGE,
            linewidth=0.5,
            label="本期" if series == "current" else "上期",
        )
        axis.bar_label(container, [writing.number(value) for _, value in drawn], padding=3, fontproperties=font)
    names = ["\n".join(wrap(bar.name, _NAME_CHARACTERS)) for bar in bars]
    axis.set_yticks(range(len(bars)), names, fontproperties=font, parse_math=False)  # $ is a character
    axis.set_ylim(len(bars) - 0.5, -0.5)
    axis.set_xticks([])
    axis.set_xlim(_limits(bars, writing))
    axis.axvline(0, color=_EDGE, linewidth=0.8)
    axis.tick_params(length=0)
    for side in ("top", "right", "bottom", "left"):
        axis.spines[side].set_visible(False)
    if bars[0].unit:
        axis.set_title(f"单位：{bars[0].unit}", loc="left", fontproperties=font, parse_math=False)


def _limits(bars: Sequence[Bar], writing: Writing) -> tuple[float, float]:
    """The axis from the least bar to the greatest, zero among them, with room for the figures at their ends."""
    values = [value for bar in bars for value in (bar.current, bar.previous) if value is not None]
    least, most = float(min(Decimal(0), *values)), float(max(Decimal(0), *values))
    room = (most - least or 1.0) * _FIGURE_SHARE * (2 + max(len(writing.number(value)) for value in values))
    return least - room if least < 0 else 0.0, most + room


def _text_of(bars: Sequence[Bar]) -> frozenset[str]:
    """Every character that the chart shows."""
    text = "".join(bar.name + bar.unit for bar in bars)
    return frozenset(f"{text}本期上单位：0123456789.,-") - frozenset(" \u3000")


def _font(characters: frozenset[str], path: str | os.PathLike[str] | None) -> FontProperties:
    try:
        from matplotlib.font_manager import FontProperties, fontManager  # noqa: PLC0415 - as above
    except ImportError:
        raise InputError(
            Fault(
                "chart-needs-matplotlib",
                "画图要用 matplotlib，这里没有装",
                "运行 pip install 'gongwen[chart]'",
                field="图",
            )
        ) from None
    if path is not None:
        lacking = sorted(characters - _characters_of(os.fspath(path)))
        if lacking:
            raise InputError(
                Fault(
                    "chart-needs-font",
                    f"字体里没有这些字：{'、'.join(lacking[:10])}",
                    "换一个中文字体文件，如黑体（simhei.ttf）",
                    field="图",
                    value=os.fspath(path),
                )
            )
        return FontProperties(fname=os.fspath(path), size=_TEXT_PT)
    rank = {name: index for index, name in enumerate(_PREFERRED)}
    installed = sorted(
        (rank[font.name], font.weight not in ("normal", 400), font.fname)
        for font in fontManager.ttflist
        if font.name in rank
    )
    for *_, file in installed:
        if characters <= _characters_of(file):
            return FontProperties(fname=file, size=_TEXT_PT)
    raise InputError(
        Fault(
            "chart-needs-font",
            "这台机器上没有找到中文字体，图里的汉字写不出来",
            "安装中文字体（如 Debian 的 fonts-noto-cjk），或用 Chart(font=字体文件路径) 指定",
            field="图",
        )
    )


@lru_cache(maxsize=64)
def _characters_of(file: str) -> frozenset[str]:
    """The characters that a font has; raises InputError when the file is no font."""
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - as above

    try:
        return frozenset(map(chr, FT2Font(file).get_charmap()))
    except (OSError, RuntimeError):
        raise InputError(
            Fault(
                "chart-needs-font", "打不开这个字体文件", "检查路径；可用 .ttf、.otf、.ttc 文件", field="图", value=file
            )
        ) from None
