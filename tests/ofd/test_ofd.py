"""The OFD itself, and as other programs read it: the text and the places of the PDF."""

from __future__ import annotations

import base64
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped,unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped,unused-ignore]
from lxml import etree

import gongwen
from gongwen.fonts import installed
from gongwen.fonts.portions import FontFile
from tests.conftest import FULL_SWEEP
from tests.second_scripts import TEXTS, translation
from tests.strategies import notice, some_picture
from tests.support import browser, markers, page, printed

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
REPRESENTATIVE = {"notice", "notice_wide_table"}
OFD = {"ofd": "http://www.ofdspec.org/2016"}
NEAR, ALIKE = 0.2, 0.98


def parts(ofd: bytes) -> dict[str, bytes]:
    """Its parts by name."""
    with zipfile.ZipFile(BytesIO(ofd)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def tree(ofd: bytes, name: str) -> etree._Element:
    """A part, read."""
    return etree.fromstring(parts(ofd)[name])


def texts(root: etree._Element, path: str) -> list[str]:
    """The texts, or attributes, that a path leads to."""
    found = root.xpath(path, namespaces=OFD)
    return [str(one) for one in found] if isinstance(found, list) else []


@pytest.fixture(scope="module")
def ofd() -> bytes:
    """A notice with a seal."""
    markers.require("fonts")
    with printed.with_fonts():
        return gongwen.to_ofd(gongwen.load(EXAMPLES[0].with_name("notice.md")))


def test_every_part_that_is_named_is_there_and_every_number_is_given_once(ofd: bytes) -> None:
    found = parts(ofd)
    document = tree(ofd, "Doc_0/Document.xml")
    pages = texts(document, "//ofd:Page/@BaseLoc")
    assert {f"Doc_0/{place}" for place in pages} < set(found)
    for name in ("PublicRes.xml", "DocumentRes.xml"):
        resources = tree(ofd, f"Doc_0/{name}")
        folder = resources.get("BaseLoc")
        files = texts(resources, "//ofd:FontFile/text() | //ofd:MediaFile/text()")
        assert files
        assert {f"Doc_0/{folder}/{file}" for file in files} < set(found)
    numbers = [
        one for name, part in found.items() if name.endswith(".xml") for one in re.findall(rb' ID="(\d+)"', part)
    ]
    assert len(numbers) == len(set(numbers))
    (largest,) = texts(document, "//ofd:MaxUnitID/text()")
    assert max(map(int, numbers)) <= int(largest)


def test_the_order_of_elements_is_that_of_the_schema(ofd: bytes) -> None:
    """33190 annex A: sequences, not choices."""
    orders = {
        "OFD.xml": ("DocID", "Title", "Author", "CreationDate", "Creator", "CustomDatas"),
        "Doc_0/Document.xml": ("MaxUnitID", "PageArea", "PublicRes", "DocumentRes"),
    }
    for name, order in orders.items():
        path = " | ".join(f"//ofd:{child}" for child in order)
        found = tree(ofd, name).xpath(path, namespaces=OFD)
        assert [etree.QName(one).localname for one in found] == list(order)


def test_its_metadata_name_the_elements_of_the_document(ofd: bytes) -> None:
    root = tree(ofd, "OFD.xml")
    told = dict(zip(texts(root, "//ofd:CustomData/@Name"), texts(root, "//ofd:CustomData/text()"), strict=True))
    assert (told["文种"], told["发文字号"], told["成文日期"]) == ("通知", "青政发〔2026〕29号", "2026-11-23")
    assert told["发文机关标志"] == "云岭县青山镇人民政府文件"
    assert told["发文机关或签发人署名"] == told["发文机关"]
    (title,) = texts(root, "//ofd:Title/text()")
    assert told["标题"] == title
    assert (root.get("Version"), root.get("DocType")) == ("1.0", "OFD")
    (identity,) = texts(root, "//ofd:DocID/text()")
    assert re.fullmatch("[0-9a-f]{32}", identity)


def test_what_is_secret_is_told_with_its_period_by_the_name_of_33480() -> None:
    root = tree(gongwen.to_ofd(notice(secrecy="秘密", secrecy_period="1年", copy_number="000012")), "OFD.xml")
    told = dict(zip(texts(root, "//ofd:CustomData/@Name"), texts(root, "//ofd:CustomData/text()"), strict=True))
    assert (told["密级和保密期限"], told["份号"]) == ("秘密★1年", "000012")


def test_its_fonts_are_fonts_by_themselves_with_the_characters_that_are_used(ofd: bytes) -> None:
    used = "".join(texts(tree(ofd, "Doc_0/Pages/Page_0/Content.xml"), "//ofd:TextCode/text()"))
    held = set()
    for name, content in parts(ofd).items():
        if name.endswith(".ttf"):
            font = TTFont(BytesIO(content))
            assert {"cmap", "glyf", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"} <= set(font.keys())
            held |= set(map(chr, font.getBestCmap()))
    assert set(used) <= held
    assert texts(tree(ofd, "Doc_0/PublicRes.xml"), "//ofd:Font/@FontName") == [
        "仿宋",
        "黑体",
        "方正小标宋简体",
        "楷体",
        "宋体",
    ]


def test_the_headings_are_its_outline(ofd: bytes) -> None:
    document = tree(ofd, "Doc_0/Document.xml")
    inner = texts(document, "/*/ofd:Outlines/ofd:OutlineElem/ofd:OutlineElem/@Title")
    assert inner == ["一、压实防火责任", "二、严管野外用火", "三、做好扑救准备", "四、强化督促检查"]


def test_markup_and_rare_characters_arrive_as_they_were_typed() -> None:
    made = gongwen.to_ofd(notice(title="关于A&B<试点>“𠮷田村”的通知", body=['A&B <试点> "引号"。']))
    shown = "".join(texts(tree(made, "Doc_0/Pages/Page_0/Content.xml"), "//ofd:TextCode/text()"))
    assert "A&B" in shown
    assert "<试点>" in shown
    assert "𠮷田村" in shown


def test_the_same_document_has_the_same_bytes_and_another_has_another_identity(ofd: bytes) -> None:
    assert gongwen.to_ofd(gongwen.load(EXAMPLES[0].with_name("notice.md"))) == ofd
    others = {
        tuple(texts(tree(gongwen.to_ofd(notice(copies=count)), "OFD.xml"), "//ofd:DocID/text()")) for count in (5, 6)
    }
    assert len(others) == 2


def test_a_gif_which_ofd_does_not_know_becomes_a_png() -> None:
    made = gongwen.to_ofd(
        notice(body=["现场如下。", {"type": "picture", "name": "图", "data": some_picture("GIF", 60, 40)}])
    )
    assert texts(tree(made, "Doc_0/DocumentRes.xml"), "//ofd:MultiMedia/@Format") == ["PNG"]


def test_pictures_and_seals_have_the_place_and_the_size_of_the_pdf() -> None:
    wide = {"type": "picture", "name": "图", "data": some_picture("PNG", 90, 40)}
    document = notice(body=["现场如下。", wide], seals=[{"data": some_picture(), "diameter": 42}])
    (sheet,) = page.measure(gongwen.to_pdf(document))
    root = tree(gongwen.to_ofd(document), "Doc_0/Pages/Page_0/Content.xml")
    places = [[float(figure) for figure in said.split()] for said in texts(root, "//ofd:ImageObject/@Boundary")]
    assert len(places) == 2
    for box, (left, top, width, height) in zip(sorted(sheet.images), sorted(places), strict=True):
        assert [left, top, left + width, top + height] == pytest.approx(list(box), abs=0.1)
    drawn = [said.split() for said in texts(root, "//ofd:ImageObject/@CTM")]
    sizes = [[float(across), float(down)] for across, _, _, down, _, _ in drawn]
    assert sorted(sizes) == sorted(place[2:] for place in places), "the picture fills its place"


# ---------------------------------------------------------------------------------- as others read it


@pytest.mark.parametrize("locale", TEXTS)
def test_ofdkit_reads_texts_of_second_scripts(locale: str, tmp_path: Path) -> None:
    ofdkit = pytest.importorskip("ofdkit")
    file = tmp_path / "通知.ofd"
    file.write_bytes(gongwen.to_ofd(notice(translation=translation(locale))))
    assert "".join(TEXTS[locale][0].split()) in "".join(ofdkit.extract_text(file).split())


def test_ofdkit_reads_the_text_at_the_places_of_the_pdf(source: Path, tmp_path: Path) -> None:
    ofdkit = pytest.importorskip("ofdkit")
    document = gongwen.load(source)
    file = tmp_path / "文.ofd"
    file.write_bytes(gongwen.to_ofd(document, profile="通行"))
    read = ofdkit.open(file)
    assert not read.warnings
    for sheet, seen in zip(page.measure(gongwen.to_pdf(document, profile="通行")), read.pages, strict=True):
        starts = {(glyph.char, round(glyph.origin_x, 1)) for line in sheet.lines for glyph in line.glyphs}
        characters = sorted(glyph.char for line in sheet.lines for glyph in line.glyphs)
        runs = [run for run in seen.runs if run.text.strip()]
        assert sorted(character for run in runs for character in run.text if not character.isspace()) == characters
        if sheet.width_mm < sheet.height_mm:  # of a turned text it tells another corner
            for run in runs:
                near = {(run.text[0], round(run.x + aside, 1)) for aside in (-NEAR, -0.1, 0, 0.1, NEAR)}
                assert run.text[0].isspace() or near & starts, run


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Through ONLYOFFICE all examples in the sweep, some otherwise."""
    if "source" in metafunc.fixturenames:
        every = metafunc.config.getoption(FULL_SWEEP) or "ofdkit" in metafunc.function.__name__
        sources = [source for source in EXAMPLES if every or source.stem in REPRESENTATIVE]
        metafunc.parametrize("source", sources, ids=lambda source: source.stem)


@pytest.mark.sweep
def test_onlyoffice_shows_the_pages_of_the_pdf(source: Path) -> None:
    markers.require("onlyoffice")
    document = gongwen.load(source)
    pdf, shown = gongwen.to_pdf(document), printed.by_onlyoffice(gongwen.to_ofd(document))
    for ours, theirs in zip(page.measure(pdf), page.measure(shown), strict=True):
        assert ours.text == theirs.text
        for line, same in zip(ours.lines, theirs.lines, strict=True):
            for glyph, its in zip(line.glyphs, same.glyphs, strict=True):
                assert abs(glyph.origin_x - its.origin_x) <= NEAR
                assert abs(glyph.baseline_y - its.baseline_y) <= NEAR
    for our, their in zip(printed.pixels(pdf), printed.pixels(shown), strict=True):
        assert printed.likeness(our, their) >= ALIKE


def test_a_browser_takes_the_embedded_fonts(ofd: bytes) -> None:
    """A browser looks at every table of a font that comes with a page, and takes another font where one is wrong."""
    markers.require("browser")
    page_part = tree(ofd, "Doc_0/Pages/Page_0/Content.xml")
    faces, lines, wanted = [], [], set()
    for name, content in parts(ofd).items():
        if name.endswith(".ttf"):
            number = re.sub(r"\D", "", name.rsplit("_", 1)[-1])
            data = base64.b64encode(content).decode()
            faces.append(f"@font-face{{font-family:f{number};src:url(data:font/ttf;base64,{data})}}")
            shown = texts(page_part, f'//ofd:TextObject[@Font="{number}"]/ofd:TextCode/text()')
            lines.append(f'<p style="font-family:f{number}">{"".join(shown)}</p>')
            wanted.add(TTFont(BytesIO(content))["name"].getDebugName(6))
    html = f"<meta charset=utf-8><style>{''.join(faces)}</style>{''.join(lines)}"
    measured = page.measure(browser.print_pdfs({"fonts": html})["fonts"])
    assert {name.rpartition("+")[2] for name in measured.fonts} == wanted


@pytest.mark.parametrize("places", [(), ("/nowhere",)], ids=["TrueType", "CFF in a collection"])
def test_the_embedded_glyphs_are_those_of_the_machine(places: tuple[str, ...]) -> None:
    with printed.with_fonts(*places):
        made = gongwen.to_ofd(notice(body=["联系人：王某，2026年3月2日前报送A表；𠮷田村同此。"]))
        resources, found = tree(made, "Doc_0/PublicRes.xml"), parts(made)
        compared = 0
        for font in resources.iter("{*}Font"):
            file = str(font.findtext("{*}FontFile"))
            embedded, family = TTFont(BytesIO(found[f"Doc_0/Res/{file}"])), str(font.get("FontName"))
            whole = [face for face in installed().faces if family in face.names and not face.italic]
            names = embedded["name"].getDebugName(6)
            listed = next(face for face in whole if FontFile(face).name == names)
            original = TTFont(listed.path, fontNumber=listed.number, lazy=True)
            glyphs, others, known = embedded.getGlyphSet(), original.getGlyphSet(), original.getBestCmap()
            for code, name in embedded.getBestCmap().items():
                one, other = RecordingPen(), RecordingPen()
                glyphs[name].draw(one)
                others[known[code]].draw(other)
                assert one.value == other.value, chr(code)
                compared += bool(one.value)
    assert compared > 40
