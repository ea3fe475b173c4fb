"""The PDF itself: text that can be searched, fonts inside, what PDF/A asks for, bookmarks, the same bytes each time."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped,unused-ignore]
import pytest
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped,unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped,unused-ignore]

import gongwen
from gongwen.errors import InputError
from gongwen.fonts import font_set
from gongwen.pdf import PdfMerger
from gongwen.pdf.archival import colour_profile
from gongwen.pdf.pages import pages_as_png
from tests.second_scripts import TEXTS, translation
from tests.strategies import notice, some_picture
from tests.support import page, printed

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def document() -> gongwen.Document:
    """A notice with seal, headings and digits."""
    return gongwen.load(EXAMPLES / "notice.md")


def opened(pdf: bytes) -> Any:
    """The PDF as PDFium reads it."""
    return pypdfium2.PdfDocument(pdf)


def streams(pdf: bytes) -> Iterator[bytes]:
    """What is in its streams that are deflated."""
    for head, content in re.findall(rb"(<<[^\n]*?/Filter /FlateDecode[^\n]*)stream\n(.*?)\nendstream", pdf, re.DOTALL):
        if b"/Image" not in head:
            yield zlib.decompress(content)


def test_text_is_found_as_it_was_typed(document: gongwen.Document) -> None:
    first = page.measure(gongwen.to_pdf(document))[0]
    assert first.find("云岭县青山镇人民政府文件").colour == (255, 0, 0)
    assert first.has("护林员每日巡山不少于2次")
    assert first.has("青政发〔2026〕29号")


def test_every_glyph_stands_where_the_display_list_has_its_character(document: gongwen.Document) -> None:
    from gongwen.layout import lay_out  # noqa: PLC0415
    from gongwen.pages.drawing import draw  # noqa: PLC0415

    listed = draw(lay_out(document)).pages
    for sheet, shown in zip(listed, page.measure(gongwen.to_pdf(document)), strict=True):
        wanted = set()
        for run in sheet.runs():
            x = run.x.mm
            for character, advance in zip(run.text, run.advances, strict=True):
                if not character.isspace():
                    wanted.add((character, round(x, 1), round(run.baseline.mm, 1)))
                x += advance
        drawn = {(glyph.char, glyph.origin_x, glyph.baseline_y) for line in shown.lines for glyph in line.glyphs}
        assert len(drawn) == len(wanted)
        for character, x, y in drawn:
            near = (
                (character, round(x + dx, 1), round(y + dy, 1)) for dx in (-0.05, 0, 0.05) for dy in (-0.05, 0, 0.05)
            )
            assert wanted & set(near), (character, x, y)


def test_it_says_that_it_is_for_the_archive_and_holds_what_that_takes(document: gongwen.Document) -> None:
    pdf = gongwen.to_pdf(document)
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"/GTS_PDFA1" in pdf
    assert colour_profile() in streams(pdf)
    fonts = re.findall(rb"/FontDescriptor/FontName/([A-Z]{6})\+(\w+)\S* .*?(/FontFile[23]) \d+ 0 R", pdf)
    assert {name for _, name, _ in fonts} == {b"FangSong", b"SimHei", b"KaiTi", b"SimSun", b"FZXiaoBiaoSong"}
    assert pdf.count(b"/ToUnicode") == len(fonts) == pdf.count(b"/Subtype/Type0")
    for forbidden in (b"/Encrypt", b"/JavaScript", b"/Launch", b"/DeviceCMYK", b"/LZWDecode", b"/TrueType/"):
        assert forbidden not in pdf
    title = document.title.replace("\n", " ")
    assert opened(pdf).get_metadata_dict() == {
        **dict.fromkeys(("Subject", "Keywords", "Creator", "CreationDate", "ModDate"), ""),
        "Title": title,
        "Author": "，".join(document.issuers),
        "Producer": "gongwen",
    }
    assert f'<rdf:li xml:lang="x-default">{title}</rdf:li>'.encode() in pdf


def test_the_headings_are_its_bookmarks(document: gongwen.Document) -> None:
    outline = [
        (entry.level, entry.get_title(), entry.get_dest().get_index())
        for entry in opened(gongwen.to_pdf(document)).get_toc()
    ]
    assert outline[0] == (0, document.title.replace("\n", ""), 0)
    assert outline[1:] == [
        (1, "一、压实防火责任", 0),
        (1, "二、严管野外用火", 1),
        (1, "三、做好扑救准备", 1),
        (1, "四、强化督促检查", 1),
    ]


def test_the_same_document_has_the_same_bytes_whatever_was_written_before(document: gongwen.Document) -> None:
    once = gongwen.to_pdf(document)
    gongwen.to_pdf(notice(body=["𠮷田村、㙍上村：防汛物资已到位。"]))
    assert gongwen.to_pdf(document) == once
    gongwen.clear_caches()
    assert gongwen.to_pdf(document) == once


def test_a_seal_lets_the_text_behind_it_through() -> None:
    from PIL import Image  # noqa: PLC0415

    target = BytesIO()
    Image.new("RGBA", (40, 40), (200, 0, 0, 90)).save(target, "PNG")
    pdf = gongwen.to_pdf(notice(seals={"青山镇人民政府": {"data": target.getvalue()}}))
    assert pdf.count(b"/SMask") == 1
    (name,) = (line.text for line in page.measure(pdf)[0].lines if line.text == "青山镇人民政府")
    assert name
    picture = opened(pdf)[0].render(scale=2).to_pil()
    colours = {colour for _, colour in picture.getcolors(1 << 20)}
    assert any(red > 200 and 120 < green < 200 for red, green, _ in colours), "the seal is as pale as its picture"


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "GIF", "BMP"])
def test_pictures_of_every_format_are_shown(format_: str) -> None:
    body = ["现场如下。", {"type": "picture", "name": "现场", "data": some_picture(format_, 60, 40)}]
    assert len(page.measure(gongwen.to_pdf(notice(body=body)))[0].images) == 1


def test_characters_that_share_a_glyph_are_both_found() -> None:
    """A font may show Ω (U+03A9) and Ω (U+2126), or 金 of two code points, by one glyph."""
    import uharfbuzz  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    found = font_set().case(_body_font())
    pairs = [
        (chr(code), chr(other)) for code, other in ((0x2F9C, 0x8DB3), (0xF900, 0x8C48), (0x3000, 0x20), (0xB7, 0x30FB))
    ]
    del uharfbuzz
    shared = [(one, other) for one, other in pairs if _shares(found, one, other)]
    for one, other in shared:
        text = "".join(
            line.spaced_text for line in page.measure(gongwen.to_pdf(notice(body=[f"甲{one}乙{other}丙"])))[0].lines
        )
        assert f"甲{one}乙{other}丙" in text


def _body_font() -> Any:
    from gongwen.pages.display import Font  # noqa: PLC0415
    from gongwen.standard.profiles import Face  # noqa: PLC0415
    from gongwen.standard.units import Pt  # noqa: PLC0415

    return Font("仿宋", Pt(16), Face.FANGSONG)


def _shares(case: Any, one: str, other: str) -> bool:
    first, second = case[one], case[other]
    return bool(first and second and (first.portion, first.glyph) == (second.portion, second.glyph))


@pytest.mark.parametrize("locale", TEXTS)
def test_second_scripts_are_shaped_and_found(locale: str) -> None:
    pdf = gongwen.to_pdf(notice(translation=translation(locale)))
    title = TEXTS[locale][0]
    found = opened(pdf)[0].get_textpage().get_text_bounded()
    assert title in found or title[::-1] in found


def test_a_lying_sheet_lies_and_its_folio_runs_down_the_side() -> None:
    measured = page.measure(gongwen.to_pdf(gongwen.load(EXAMPLES / "notice_wide_table.md")))
    (lying,) = (sheet for sheet in measured if sheet.width_mm > sheet.height_mm)
    digits = [glyph for line in lying.lines for glyph in line.glyphs if glyph.char == str(lying.number)]
    assert any(glyph.origin_x < 27 for glyph in digits), "over the edge that is the lower one of an upright sheet"


def test_a_page_can_be_had_as_a_picture(document: gongwen.Document) -> None:
    pictures = pages_as_png(gongwen.to_pdf(document), 50)
    assert [picture[:4] for picture in pictures] == [b"\x89PNG"] * 2


def test_a_draft_is_wanted_for_what_a_rule_forbids(document: gongwen.Document) -> None:
    lacking = document.evolve(number=None)
    with pytest.raises(InputError):
        gongwen.to_pdf(lacking)
    assert gongwen.to_pdf(lacking, draft=True).startswith(b"%PDF-1.7")


def test_saving_under_the_name_of_a_pdf_or_an_ofd_writes_one(document: gongwen.Document, tmp_path: Path) -> None:
    for name, content in {"通知.pdf": gongwen.to_pdf(document), "通知.OFD": gongwen.to_ofd(document)}.items():
        document.save(tmp_path / name)
        assert (tmp_path / name).read_bytes() == content


# ---------------------------------------------------------------------------------- fonts


@pytest.mark.parametrize("places", [(), ("/nowhere",)], ids=["TrueType", "CFF in a collection"])
def test_a_font_holds_the_glyphs_of_its_document_one_after_the_other(places: tuple[str, ...]) -> None:
    text = "联系人：王某，2026年3月2日前报送A表；𠮷田村同此。"
    with printed.with_fonts(*places):
        pdf = gongwen.to_pdf(notice(body=[text]))
    counts = [_glyphs_of(font) for font in streams(pdf) if font[:4] in (b"\0\1\0\0", b"\1\0\4\2", b"\1\0\4\4")]
    shown = [re.findall(rb"<([0-9A-F]{4})><([0-9A-F]{4})>\[", one) for one in streams(pdf) if b"beginbfrange" in one]
    assert counts
    assert [count - 1 for count in counts] == [int(runs[-1][1], 16) for runs in shown]
    assert all(int(first, 16) == 1 for ((first, _), *_) in shown)
    assert text in "".join(line.spaced_text for line in page.measure(pdf)[0].lines)


def _glyphs_of(font: bytes) -> int:
    """How many glyphs a font has; its characters, where they have numbers, have those of their glyphs."""
    if font.startswith(b"\1\0\4"):
        found = CFFFontSet()
        found.decompile(BytesIO(font), None)
        charset: list[str] = found[0].charset
        if hasattr(found[0], "ROS"):
            assert charset == [".notdef", *(f"cid{number:05}" for number in range(1, len(charset)))]
        return len(charset)
    return int(TTFont(BytesIO(font))["maxp"].numGlyphs)


def test_a_merged_file_in_cff_fonts_is_read_as_it_was_typed() -> None:
    texts = ["请各村于10日前报送。", "鲍、鲟等水产品由县渔政站查验。"]
    target = BytesIO()
    with printed.with_fonts("/nowhere"), PdfMerger(target, font_set()) as merger:
        for text in texts:
            merger.add(notice(body=[text]))
    sheets = page.measure(target.getvalue())
    for text, sheet in zip(texts, list(sheets)[::2], strict=True):
        assert text in "".join(line.spaced_text for line in sheet.lines)


# ---------------------------------------------------------------------------------- many in one


def test_many_documents_have_every_font_once_and_begin_on_the_front_of_a_sheet(document: gongwen.Document) -> None:
    short = notice(title="关于开展秸秆禁烧巡查的通知")
    target = BytesIO()
    with PdfMerger(target, font_set()) as merger:
        for one in (document, short, document, short):
            merger.add(one)
    pdf = target.getvalue()
    assert len(opened(pdf)) == 2 + 1 + 1 + 2 + 1
    assert pdf.count(b"/FontDescriptor/") == len(set(re.findall(rb"/FontName/[A-Z]{6}\+([\w-]+)/", pdf)))
    assert len(pdf) < 1.5 * len(gongwen.to_pdf(document))
    tops = [entry.get_dest().get_index() for entry in opened(pdf).get_toc() if entry.level == 0]
    assert tops == [0, 2, 4, 6]


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(InputError), PdfMerger(BytesIO(), font_set()):
        pass
