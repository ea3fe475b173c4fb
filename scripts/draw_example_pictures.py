"""Draw the pictures of the examples: sample seals, sample signing stamps and a sample map, all of invented places.

    python scripts/draw_example_pictures.py [--out examples/pictures] [--check]

All pictures say on their face that they are samples (样章, 样图), and again in their PNG description. The same
Pillow and the same fonts give the same bytes; ``--check`` compares the files with a fresh drawing and writes nothing.
Fonts are asked of fontconfig (``fc-match``), never taken from a fixed path.
"""

from __future__ import annotations

import argparse
import io
import math
import subprocess
import sys
from functools import partial
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

ROOT = Path(__file__).resolve().parent.parent
SONGTI = "Noto Serif CJK SC:bold"
HEITI = "Noto Sans CJK SC"
KAITI = "AR PL UKai CN"

SEAL_NOTE = "样章：虚构机关的印章样张，仅供演示排版，不得作为印章使用"
STAMP_NOTE = "样章：虚构人名的签名章样张，仅供演示排版，不得作为签名章使用"
MAP_NOTE = "样图：虚构地形，不按比例，仅供演示排版"

# 840 px at 508 px an inch are 42 mm to the last digit, the diameter of a township's seal; 508 dpi are 20 000 px a
# metre, so the PNG stores it exactly. The map is 140 mm by 80 mm.
SEAL_PX, SEAL_DPI = 840, 508
MAP_PX, MAP_DPI = (1400, 800), 254

# 40 mm by 14 mm, the width of three characters and a sample mark.
STAMP_PX, STAMP_DPI = (800, 280), 508

SEAL_RED = (214, 22, 22)
OVERSAMPLE = 4


def font(pattern: str, size: int) -> ImageFont.FreeTypeFont:
    """The font that fontconfig gives for a pattern; the face index keeps TrueType collections apart."""
    command = ["fc-match", "--format=%{file}\n%{index}", pattern]
    path, index = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return ImageFont.truetype(path, size, index=int(index) & 0xFFFF, layout_engine=ImageFont.Layout.BASIC)


def png(image: Image.Image, dpi: int, note: str) -> bytes:
    """PNG bytes with the natural size and a description, and nothing that changes from run to run."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Description", note, lang="zh-CN")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", dpi=(dpi, dpi), pnginfo=info, optimize=True)
    return buffer.getvalue()


# ---------------------------------------------------------------------------------------------------------------- seal


def star(centre: float, radius: float) -> list[tuple[float, float]]:
    """Corners of a five-pointed star that stands on two points."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    corners: list[tuple[float, float]] = []
    for step in range(10):
        angle, reach = math.radians(36 * step - 90), radius if step % 2 == 0 else inner
        corners.append((centre + reach * math.cos(angle), centre + reach * math.sin(angle)))
    return corners


def glyph(character: str, face: ImageFont.FreeTypeFont, width: int, height: int) -> Image.Image:
    """One character, its ink stretched to a box of its own."""
    left, top, right, bottom = (round(edge) for edge in face.getbbox(character))
    tile = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(tile).text((-left, -top), character, font=face, fill=255)
    return tile.resize((width, height), Image.Resampling.LANCZOS)


def red_on_nothing(ink: Image.Image) -> Image.Image:
    """One red everywhere; only its opacity varies, so that no edge turns pale on coloured paper."""
    small = ink.reduce(OVERSAMPLE)
    image = Image.new("RGB", small.size, SEAL_RED)
    image.putalpha(small)
    return image


def draw_seal(office: str) -> bytes:
    """A round red seal on nothing: ring, star, the office along the upper arc, 样章 below."""
    side = SEAL_PX * OVERSAMPLE
    centre = side / 2
    ink = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(ink)

    ring = round(side * 0.026)
    margin = OVERSAMPLE
    pen.ellipse((margin, margin, side - margin - 1, side - margin - 1), outline=255, width=ring)
    pen.polygon(star(centre, side * 0.155), fill=255)

    face = font(SONGTI, round(side * 0.16))
    width, height = round(side * 0.092), round(side * 0.142)
    radius, span = side * 0.378, min(236.0, 34.0 * (len(office) - 1))
    for place, character in enumerate(office):
        turn = -span / 2 + span * place / (len(office) - 1)
        tile = Image.new("L", (2 * height, 2 * height), 0)
        tile.paste(glyph(character, face, width, height), (height - width // 2, height - height // 2))
        tile = tile.rotate(-turn, Image.Resampling.BICUBIC)
        x = centre + radius * math.sin(math.radians(turn)) - height
        y = centre - radius * math.cos(math.radians(turn)) - height
        ink.paste(255, (round(x), round(y)), tile)

    sample = "样章"
    face = font(SONGTI, round(side * 0.085))
    pen.text((centre, side * 0.815), sample, font=face, fill=255, anchor="mm")

    return png(red_on_nothing(ink), SEAL_DPI, SEAL_NOTE)


def draw_stamp(name: str) -> bytes:
    """A signer's red stamp on nothing: the name, slanted like handwriting, and 样章 small at its side."""
    width, height = (edge * OVERSAMPLE for edge in STAMP_PX)
    ink = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(ink)
    pen.text((width * 0.04, height * 0.52), name, font=font(KAITI, round(height * 0.8)), fill=255, anchor="lm")
    slanted = ink.transform(ink.size, Image.Transform.AFFINE, (1, 0.14, -0.07 * height, -0.04, 1, 0.02 * width))
    pen = ImageDraw.Draw(slanted)
    pen.text((width * 0.94, height * 0.86), "样章", font=font(SONGTI, round(height * 0.13)), fill=255, anchor="mm")
    return png(red_on_nothing(slanted), STAMP_DPI, STAMP_NOTE)


# ----------------------------------------------------------------------------------------------------------------- map

Point = tuple[float, float]

LAKE: tuple[Point, ...] = (
    (330, 510), (330, 360), (390, 280), (500, 230), (600, 160), (730, 120), (850, 140), (930, 100),
    (1050, 130), (1120, 220), (1100, 320), (1020, 370), (970, 450), (870, 490), (760, 480), (660, 530),
    (540, 540), (430, 560),
)  # fmt: skip
DAM: tuple[Point, ...] = ((318, 520), (318, 340))
SPILLWAY: tuple[Point, ...] = ((345, 300), (270, 240), (190, 210))
CANAL: tuple[Point, ...] = ((400, 580), (325, 640), (190, 660))
ROUTE: tuple[Point, ...] = (
    (300, 550), (300, 330), (360, 245), (470, 190), (580, 115), (720, 70), (840, 90), (930, 50),
    (1090, 90), (1170, 210), (1150, 340), (1070, 410), (1000, 490), (880, 540), (770, 530), (670, 580),
    (540, 590), (400, 595), (300, 550),
)  # fmt: skip
LABELS: tuple[tuple[Point, str], ...] = (
    ((165, 410), "第一区段\n（大坝）"),
    ((190, 140), "第二区段\n（溢洪道）"),
    ((1140, 540), "第三区段\n（环库道路）"),
    ((190, 728), "第四区段\n（输水渠道）"),
)
HOUSE: Point = (300, 552)


def smooth(points: tuple[Point, ...], *, closed: bool) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    curve: list[Point] = []
    for place in range(count if closed else count - 1):
        if closed:
            four = [points[(place + step) % count] for step in (-1, 0, 1, 2)]
        else:
            four = [points[min(max(place + step, 0), count - 1)] for step in (-1, 0, 1, 2)]
        curve.extend(_between(four, step / 24) for step in range(24))
    return curve if closed else [*curve, points[-1]]


def _between(four: list[Point], t: float) -> Point:
    x, y = (
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
        for a, b, c, d in zip(*four, strict=True)
    )
    return x, y


class Sheet:
    """A drawing in map units, OVERSAMPLE times as large while it is drawn."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (MAP_PX[0] * OVERSAMPLE, MAP_PX[1] * OVERSAMPLE), "white")
        self.pen = ImageDraw.Draw(self.image)

    def _scaled(self, points: list[Point]) -> list[Point]:
        return [(x * OVERSAMPLE, y * OVERSAMPLE) for x, y in points]

    def area(self, points: list[Point], fill: str) -> None:
        """A filled area."""
        self.pen.polygon(self._scaled(points), fill=fill)

    def line(self, points: list[Point], width: float, fill: str = "black") -> None:
        """A line with round joints."""
        scaled = self._scaled(points)
        self.pen.line(scaled, fill=fill, width=round(width * OVERSAMPLE), joint="curve")

    def dashes(self, points: list[Point], width: float, *, dash: float = 22, gap: float = 14) -> None:
        """A dashed line."""
        run, drawing, stroke = 0.0, True, [points[0]]
        for start, end in pairwise(points):
            run += math.dist(start, end)
            stroke.append(end)
            if run >= (dash if drawing else gap):
                if drawing:
                    self.line(stroke, width)
                run, drawing, stroke = 0.0, not drawing, [end]
        if drawing and len(stroke) > 1:
            self.line(stroke, width)

    def arrow(self, tip: Point, towards: float, size: float) -> None:
        """A filled arrow head; ``towards`` is its direction in degrees, 0 to the right and 90 down."""
        corners = [
            (tip[0] + size * reach * math.cos(math.radians(towards + turn)),
             tip[1] + size * reach * math.sin(math.radians(towards + turn)))
            for turn, reach in ((0, 1.0), (140, 0.9), (220, 0.9))
        ]  # fmt: skip
        self.area(corners, "black")

    def text(self, place: Point, words: str, size: float, *, anchor: str = "mm") -> None:
        """Text around a place."""
        face = font(HEITI, round(size * OVERSAMPLE))
        x, y = place[0] * OVERSAMPLE, place[1] * OVERSAMPLE
        self.pen.text((x, y), words, font=face, fill="black", anchor=anchor, align="center", spacing=6 * OVERSAMPLE)

    def finished(self) -> Image.Image:
        """The drawing at its own size, in greys, as an office printer will print it."""
        return self.image.reduce(OVERSAMPLE).convert("L")


def draw_map() -> bytes:
    """The way of a patrol around an invented reservoir, in four numbered parts."""
    sheet = Sheet()
    width, height = MAP_PX
    shore = smooth(LAKE, closed=True)
    sheet.area(shore, "#e3e3e3")
    sheet.line([*shore, shore[0]], 3, "#8a8a8a")
    sheet.text((720, 330), "青山水库", 46)

    sheet.line(smooth(SPILLWAY, closed=False), 13, "#8a8a8a")
    sheet.line(smooth(CANAL, closed=False), 13, "#8a8a8a")
    sheet.line(list(DAM), 20)
    route = smooth(ROUTE, closed=False)
    sheet.dashes(route, 5)
    for share in (0.2, 0.42, 0.67):
        step = round(len(route) * share)
        start, end = route[step], route[step + 1]
        sheet.arrow(start, math.degrees(math.atan2(end[1] - start[1], end[0] - start[0])), 20)
    for centre, words in LABELS:
        sheet.text(centre, words, 32)

    x, y = HOUSE
    sheet.area([(x - 18, y - 18), (x + 18, y - 18), (x + 18, y + 18), (x - 18, y + 18)], "black")
    sheet.text((x - 30, y + 20), "大坝值班室", 28, anchor="rm")

    sheet.line([(1320, 60), (1320, 150)], 5)
    sheet.arrow((1320, 62), -90, 28)
    sheet.text((1320, 180), "北", 32)

    left, top = 1010, 655
    sheet.dashes(smooth(((left, top), (left + 110, top)), closed=False), 5)
    sheet.text((left + 130, top), "巡查路线", 28, anchor="lm")
    sheet.line([(left, top + 48), (left + 110, top + 48)], 20)
    sheet.text((left + 130, top + 48), "大坝", 28, anchor="lm")

    sheet.line([(2, 2), (width - 3, 2), (width - 3, height - 3), (2, height - 3), (2, 2)], 3)
    sheet.text((width - 28, height - 42), MAP_NOTE, 26, anchor="rm")
    return png(sheet.finished(), MAP_DPI, MAP_NOTE)


# ----------------------------------------------------------------------------------------------------------------- all

PICTURES = {
    "seal.png": partial(draw_seal, "云岭县青山镇人民政府"),
    "seal_county.png": partial(draw_seal, "云岭县人民政府"),
    "seal_agriculture.png": partial(draw_seal, "云岭县农业农村局"),
    "seal_finance.png": partial(draw_seal, "云岭县财政局"),
    "seal_water.png": partial(draw_seal, "云岭县水利局"),
    "stamp_xu.png": partial(draw_stamp, "许望川"),
    "stamp_han.png": partial(draw_stamp, "韩松年"),
    "patrol_route.png": draw_map,
}


def main() -> int:
    """Draw every picture, or say which differs."""
    parser = argparse.ArgumentParser(description="画示例用的样章和样图")
    parser.add_argument("--out", type=Path, default=ROOT / "examples" / "pictures", help="放图片的文件夹")
    parser.add_argument("--check", action="store_true", help="只比较，不写文件；有出入时退出码为 1")
    arguments = parser.parse_args()
    differing = 0
    for name, draw in PICTURES.items():
        path, data = arguments.out / name, draw()
        if not arguments.check:
            arguments.out.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(f"已画 {path}（{len(data)} 字节）")
        elif not path.is_file() or path.read_bytes() != data:
            differing = 1
            print(f"{path} 与重画的不同")
    return differing


if __name__ == "__main__":
    sys.exit(main())
