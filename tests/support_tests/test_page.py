"""The measuring: known positions written into a document must come back in millimetres."""

from __future__ import annotations

import io

import numpy
import pytest
from PIL import Image

from tests.support import markers, office, page
from tests.support_tests import raw

MM_PER_TWIP = 25.4 / 1440
EM = 16 * 25.4 / 72
TOP = 1960 * MM_PER_TWIP
LEFT = 1587 * MM_PER_TWIP
RIGHT = 210 - 1474 * MM_PER_TWIP
LINE = 592 * MM_PER_TWIP
RED = "FF0000"


def _baseline(line: int) -> float:
    """LibreOffice puts the baseline four fifths down an exact line, whatever the font."""
    return TOP + LINE * (line + 0.8)


def _seal() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (120, 120), (255, 0, 0)).save(stream, "PNG")
    return stream.getvalue()


def _table() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in {"top": 8, "left": 8, "bottom": 8, "right": 8, "insideH": 4, "insideV": 4}.items()
    )
    cell = f'<w:tc><w:tcPr><w:tcW w:w="2835" w:type="dxa"/></w:tcPr>{raw.paragraph(raw.run("格"))}</w:tc>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5670" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="2835"/><w:gridCol w:w="2835"/></w:tblGrid>'
        f"<w:tr>{cell * 2}</w:tr><w:tr>{cell * 2}</w:tr></w:tbl>"
    )


def _documents() -> dict[str, bytes]:
    tight = '<w:spacing w:val="-5"/>'
    run, paragraph = raw.run, raw.paragraph
    mark = f'{raw.fonts("小标宋")}<w:color w:val="{RED}"/><w:sz w:val="96"/>'
    frame = raw.frame(x=1587, y=4082, width=8845, height=1134)
    return {
        "grid": raw.document(paragraph(run("国" * 28 * 22, tight))),
        "overfull": raw.document(paragraph(run("国" * (28 * 22 + 1), tight))),
        "mark": raw.document(
            paragraph(run("发文机关文件", mark), frame=frame, line=1134, justify="center"),
            paragraph(run("黑"), run("红", f'<w:color w:val="{RED}"/>')),
        ),
        "rules": raw.document(
            paragraph(run("上"), border=raw.borders(bottom=(8, RED))),
            paragraph(run("中")),
            paragraph(
                run("版记"),
                frame=raw.frame(x=1587, y=14000, width=8845, height=454),
                border=raw.borders(top=(8, "000000"), bottom=(6, "000000")),
                line=454,
            ),
            paragraph(run("下")),
        ),
        "table": raw.document(_table(), paragraph(run("后"))),
        "seal": raw.document(paragraph(run("章"), raw.picture((100, 150, 42, 30))), image=_seal()),
        "text": raw.document(
            paragraph(run("𠮷野家𬌗"), run("𠮷", raw.fonts("黑体"))),
            paragraph(run("左边　中 间"), run("　" * 8 + "右边")),
            paragraph(run("国2026年①（一）“引号”—…℃〔2026〕1号")),
            paragraph(run("国国国")),
        ),
        "wide": raw.document(
            paragraph(run("横排")),
            section=raw.SECTION.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"'),
        ),
    }


@pytest.fixture(scope="module")
def measured() -> dict[str, page.MeasuredDocument]:
    markers.require("office")
    return {name: page.measure(pdf) for name, pdf in office.render_pdfs(_documents()).items()}


def test_a_full_page_has_22_lines_of_28_characters(measured: dict[str, page.MeasuredDocument]) -> None:
    assert len(measured["grid"]) == 1
    only = measured["grid"].pages[0]
    assert (only.width_mm, only.height_mm) == pytest.approx((210, 297), abs=0.05)
    assert [len(line.glyphs) for line in only.lines] == [28] * 22
    assert only.text == "\n".join(["国" * 28] * 22)
    for number, line in enumerate(only.lines):
        assert line.baseline == pytest.approx(_baseline(number), abs=0.03)
        assert line.origin_x == pytest.approx(LEFT, abs=0.1)
        assert line.x0 > LEFT - 0.1
        assert line.x1 < RIGHT + 0.1
        assert line.pitch == pytest.approx((16 - 0.25) * 25.4 / 72, abs=0.03)
        assert line.size_pt == 16
    assert only.lines[0].top == pytest.approx(37, abs=1.5)
    assert only.lines[-1].bottom == pytest.approx(262, abs=1)


def test_vector_ink_and_raster_ink_agree(measured: dict[str, page.MeasuredDocument]) -> None:
    only = measured["grid"][0]
    ink = only.ink_box()
    assert ink is not None
    glyphs = page.Box(
        min(line.x0 for line in only.lines),
        only.lines[0].top,
        max(line.x1 for line in only.lines),
        only.lines[-1].bottom,
    )
    assert ink == pytest.approx(glyphs, abs=0.1)
    assert only.ink_box("black") == pytest.approx(glyphs, abs=0.1)
    assert only.ink_box("red") is None
    assert only.ink_box("any", (0, 0, 210, 36)) is None
    second = only.lines[1]
    middle = (second.top + second.bottom) / 2
    slice_ = only.ink_box("any", (0, middle - LINE / 2, 210, middle + LINE / 2))
    assert slice_ == pytest.approx(second.box, abs=0.1)


def test_one_character_more_needs_a_second_page(measured: dict[str, page.MeasuredDocument]) -> None:
    pages = measured["overfull"]
    assert [len(one.lines) for one in pages] == [22, 1]
    assert [one.number for one in pages] == [1, 2]
    assert pages[1].text == "国"


def test_a_red_line_of_48_points(measured: dict[str, page.MeasuredDocument]) -> None:
    only = measured["mark"].pages[0]
    mark = only.find("发文机关文件")
    assert mark.size_pt == 48
    assert mark.colour == (255, 0, 0)
    assert mark.font == "XiaoBiaoSong"
    assert mark.baseline == pytest.approx(4082 * MM_PER_TWIP + 0.8 * 1134 * MM_PER_TWIP, abs=0.1)
    assert mark.center_x == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert mark.advances == pytest.approx([3 * EM] * 5, abs=0.05)
    red = only.ink_box("red", (0, 60, 210, 100))
    assert red is not None
    assert red == pytest.approx(mark.box, abs=0.15)
    mixed = only.line_of("黑红")
    assert [glyph.colour for glyph in mixed.glyphs] == [(0, 0, 0), (255, 0, 0)]
    assert only.ink_box("red", mixed.box) == pytest.approx(mixed.find("红").box, abs=0.15)
    assert only.ink_box("black", mixed.box) == pytest.approx(mixed.find("黑").box, abs=0.15)


def test_paragraph_borders_are_rules(measured: dict[str, page.MeasuredDocument]) -> None:
    only = measured["rules"].pages[0]
    red, upper, lower = only.rules
    assert red.colour == (255, 0, 0)
    assert upper.colour == lower.colour == (0, 0, 0)
    assert (red.x0, red.x1) == pytest.approx((LEFT, RIGHT), abs=0.1)
    assert red.thickness == pytest.approx(1 * 25.4 / 72, abs=0.02)
    # A border hangs below its line.
    assert red.y == pytest.approx(TOP + LINE + red.thickness / 2, abs=0.15)
    assert upper.thickness == pytest.approx(1 * 25.4 / 72, abs=0.02)
    assert lower.thickness == pytest.approx(0.75 * 25.4 / 72, abs=0.02)
    assert upper.y == pytest.approx(14000 * MM_PER_TWIP + upper.thickness / 2, abs=0.15)
    assert upper.length == pytest.approx(8845 * MM_PER_TWIP, abs=0.15)
    ink = only.ink_box("red", (0, 0, 210, 100))
    assert ink == pytest.approx((red.x0, red.top, red.x1, red.bottom), abs=0.1)
    assert only.vertical_rules == ()


def test_table_borders_are_rules_both_ways(measured: dict[str, page.MeasuredDocument]) -> None:
    only = measured["table"].pages[0]
    assert len(only.rules) == 3
    assert len(only.vertical_rules) == 3
    widths = [right.x - left.x for left, right in zip(only.vertical_rules, only.vertical_rules[1:], strict=False)]
    assert widths == pytest.approx([50, 50], abs=0.1)
    assert [rule.thickness for rule in only.vertical_rules] == pytest.approx([0.35, 0.18, 0.35], abs=0.02)
    assert only.rules[0].y == pytest.approx(TOP, abs=0.3)
    assert only.vertical_rules[0].length == pytest.approx(only.rules[2].y - only.rules[0].y, abs=0.5)
    cells = only.lines[0].segments()
    assert [cell.text for cell in cells] == ["格", "格"]


def test_a_picture_at_a_page_position(measured: dict[str, page.MeasuredDocument]) -> None:
    only = measured["seal"].pages[0]
    assert len(only.images) == 1
    assert only.images[0] == pytest.approx((100, 150, 142, 180), abs=0.1)
    assert (only.images[0].width, only.images[0].height) == pytest.approx((42, 30), abs=0.05)
    assert only.ink_box("red") == pytest.approx(only.images[0], abs=0.1)


def test_a_four_byte_character_is_one_glyph(measured: dict[str, page.MeasuredDocument]) -> None:
    line = measured["text"].pages[0].lines[0]
    assert line.text == "𠮷野家𬌗𠮷"
    assert [glyph.char for glyph in line.glyphs] == ["𠮷", "野", "家", "𬌗", "𠮷"]
    assert line.advances == pytest.approx([EM] * 4, abs=0.05)
    assert line.find("家𬌗").text == "家𬌗"
    assert len(line.find_all("𠮷")) == 2


def test_spaces_part_segments_but_no_lines(measured: dict[str, page.MeasuredDocument]) -> None:
    only = measured["text"].pages[0]
    line = only.lines[1]
    assert line.text == "左边中间右边"
    assert line.spaced_text == "左边　中 间　　　　　　　　右边"
    left, right = line.segments()
    assert (left.text, right.text) == ("左边中间", "右边")
    assert left.spaced_text == "左边　中 间"
    assert len(line.segments(gap_em=0.9)) == 3
    assert not any(glyph.char.isspace() for glyph in only.glyphs)
    assert only.find("中 间").x0 == only.find("中间").x0


def test_text_is_found_at_its_glyphs(measured: dict[str, page.MeasuredDocument]) -> None:
    document = measured["text"]
    only = document.pages[0]
    assert only.lines[2].text == "国2026年①（一）“引号”—…℃〔2026〕1号"
    number = only.find("〔2026〕1号")
    assert number.glyphs == only.lines[2].glyphs[-8:]
    assert number.baseline == only.lines[2].baseline
    assert [part.origin_x for part in only.lines[3].find_all("国")] == pytest.approx(
        [LEFT, LEFT + EM, LEFT + 2 * EM], abs=0.1
    )
    assert only.lines[3].find_all("国国") == (only.find("国国"),)
    assert len(only.find_all("2026")) == 2
    assert document.page_of("国国国") is only
    assert not only.has("没有")
    with pytest.raises(LookupError, match="page 1 has no '没有'"):
        only.find("没有")
    with pytest.raises(LookupError, match="no page has"):
        document.page_of("没有")
    with pytest.raises(LookupError, match="the line has no '没有'; it reads '国国国'"):
        only.lines[3].find("没有")
    with pytest.raises(ValueError, match="nothing to find"):
        only.find(" ")


def test_a_landscape_page(measured: dict[str, page.MeasuredDocument]) -> None:
    only = measured["wide"].pages[0]
    assert (only.width_mm, only.height_mm) == pytest.approx((297, 210), abs=0.05)
    assert only.raster(72).shape == (596, 842, 3)


def test_the_raster_is_made_once(measured: dict[str, page.MeasuredDocument]) -> None:
    only = measured["wide"].pages[0]
    assert only.raster() is only.raster()
    assert only.raster().dtype == numpy.uint8


# Drawings that LibreOffice seldom makes, in PDFs written by hand. 72 points are 25.4 mm.


def _pdf(content: str, form: str = "", form_matrix: str = "1 0 0 1 0 0") -> bytes:
    """A page of 144 x 144 points with a form `F` that may draw a one-pixel image `I`."""
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    streams = [
        ("<<", content),
        ("<</Type/XObject/Subtype/Form/BBox[0 0 999 999]/Resources<</XObject<</I 6 0 R>>>>", form),
        (image, "0"),
    ]
    streams[1] = (f"{streams[1][0]}/Matrix[{form_matrix}]", form)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[10 20 154 164]/Contents 4 0 R/Resources<</XObject<</F 5 0 R/I 6 0 R>>>>>>",
        *(f"{head}/Length {len(data)}>>stream\n{data}\nendstream" for head, data in streams),
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return f"{body}{trailer}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")


def test_filled_rectangles_are_rules_and_the_media_box_is_the_origin() -> None:
    only = page.measure(_pdf("1 0 0 rg 10 91 72 2 re f 0 g 82 20 1 72 re f 20 30 40 40 re f"))[0]
    (rule,) = only.rules
    assert rule[:4] == pytest.approx((25.4, 2 * 25.4 / 72, 0, 25.4), abs=0.01)
    assert rule.colour == (255, 0, 0)
    assert only.vertical_rules[0][:4] == pytest.approx((72.5 * 25.4 / 72, 25.4 / 72, 25.4, 50.8), abs=0.01)
    assert len(only.vertical_rules) == 1


def test_touching_pieces_are_one_rule_and_others_are_not() -> None:
    pieces = "2 w 20 60 m 50 60 l S 50 60 m 90 60 l S 20 60 m 50 60 l S 100 60 m 120 60 l S 1 w 20 63 m 90 63 l S"
    rules = page.measure(_pdf(pieces))[0].rules
    points = [(rule.y, rule.thickness, rule.x0, rule.x1) for rule in rules]
    assert [[round(value * 72 / 25.4, 2) for value in point] for point in points] == [
        [101, 1, 10, 80],
        [104, 2, 10, 80],
        [104, 2, 90, 110],
    ]


def test_a_form_moves_and_scales_what_it_draws() -> None:
    drawn = "q 36 0 0 18 0 0 cm /I Do Q 1 w 0 36 m 36 36 l S"
    only = page.measure(_pdf("q 1 0 0 1 10 20 cm /F Do Q", drawn, form_matrix="2 0 0 2 0 0"))[0]
    (image,) = only.images
    assert image == pytest.approx((0, 50.8 - 12.7, 25.4, 50.8), abs=0.01)
    assert only.rules[0][:4] == pytest.approx((25.4, 2 * 25.4 / 72, 0, 25.4), abs=0.01)


def test_curves_and_invisible_paths_are_no_rules() -> None:
    only = page.measure(_pdf("20 60 m 20 61 90 61 90 60 c S 20 80 m 90 80 l n 20 30 m 90 35 l S"))[0]
    assert only.rules == ()
    assert only.lines == ()
    assert only.text == ""
