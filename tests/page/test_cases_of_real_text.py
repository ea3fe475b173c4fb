"""Texts that once came out wrong, each for its whole kind, in every engine that sets lines as Word does.

They were found on realistic documents when the page had been proved on “国国国” alone.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Mapping

import pytest
from lxml import etree
from PIL import Image

import gongwen
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import BOTTOM, EDGE, LEFT, PLACE, RIGHT, TOP, black_rules, colophon_lines, is_chinese
from tests.page.other_forms import order
from tests.page.press import COLOPHON, notice, seal
from tests.page.realistic.looking import in_cells
from tests.second_scripts import translation
from tests.support import engines, markers
from tests.support.engines import WORD_LIKE, Engine
from tests.support.page import MM_PER_PT, MeasuredDocument, MeasuredLine, MeasuredPage, measure

BODY = figures.BODY_SIZE.value.pt
CHARACTER = BODY * MM_PER_PT
DATE_EDGE = RIGHT + 0.5
"""成文日期 and 印发日期 must end inside the type area."""

# A long last paragraph, which once was written as two w:p with half a line, or one character, in mid-sentence.
DRY = (
    "截至2026年10月18日，全镇共备防火物资23种4860件，清理林缘可燃物77.5吨；各村要在每日17时前通过微信群（群号：7788）报送巡护情况，"
    "遇有火情先报告、后处置，报告时限不超过5分钟。"
)
DIVIDED = [
    "秋冬交替，气温起伏大、风力大，现就做好森林防火工作通知如下：",
    "每日17时前报送巡护情况。",
    f"{DRY}由镇林业站牵头，镇派出所、镇卫生院配合，于2026年11月5日前完成隐患排查，对排查出的",
    f"{DRY * 3}各村民委员会要落实“三级包保”，补助资金按每公顷62.5元的标准",
]
THREE_PAGES = [
    {
        "type": "section",
        "level": 1,
        "heading": heading,
        "blocks": [DRY * (2 + at % 2), f"第{at}次联席会议议定的14项任务，按照《云岭县森林防火办法》第21条执行。"],
    }
    for at, heading in enumerate(("提高认识", "备足物资", "加强巡护", "严格用火", "做好值班", "严肃追责"), start=1)
]
DIGITS_IN_NAMES = (
    *("驻青山66418部队", "县委办公室", "县人大常委会办公室", "县政协办公室", "县人民武装部", "县120急救指挥中心"),
    *("云岭县G348国道改建工程指挥部", "县人民法院", "县人民检察院", "县总工会", "团县委", "县妇女联合会", "县气象局"),
    *("中国移动5G云岭分公司", "县12345热线办公室", "县税务局"),
)
MONTHS = [f"{month}月" for month in range(1, 11)]
ELEVEN_COLUMNS = {
    "type": "table",
    "header": ["村名", *MONTHS],
    "rows": [[f"上坝{at}组", *(f"{at * 1034.5 * month:.1f}" for month in range(1, 11))] for at in range(1, 9)],
}
LONG_TABLE = {
    "type": "table",
    "caption": "表1　2026年防火物资分配",
    "header": ["序号", "单位名称", "应配（件）", "实配（件）", "备注"],
    "rows": [
        [str(at), f"青山镇第{at}护林点", f"{at * 37.5:,.1f}", f"{at * 31.25:.2f}", "含跨村联防" if at % 3 == 0 else ""]
        for at in range(1, 56)
    ],
}
ADDRESSES = (
    "物资清单见https://www.yunling.gov.cn/zwgk/2026/10/18/content_20261018_sen_lin_fang_huo_wu_zi_qing_dan_0077.html?from=list&id=778899。",
    "请登录平台（网址：http://b.cn/c）填报，邮箱：senlin_fanghuo_zhuanban_2026@yunling.gov.cn，联系电话：0870-6612345、13900000000。",
)
TITLE = "云岭县教育局关于组织2027年初中学业水平考试报名工作的通知"
OFFICES = ("财政", "水务", "教育", "民政", "公安", "审计", "统计", "气象", "林业")
WORDS_OF_TITLE = ("云岭县教育局", "组织", "2027年", "初中", "学业", "水平", "考试", "报名", "工作", "通知")
CLOSING = frozenset("，。、；：！？）》”’〕…%")


def _jpeg(mode: str, *, jfif: bool) -> bytes:
    """A JPEG file of another colour space, or one without the header that most have."""
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((240, 120)).convert(mode).save(stream, "JPEG")
    data = stream.getvalue()
    if jfif:
        return data
    start = data.index(b"\xff\xe0")
    return data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :]


def _picture(data: bytes) -> dict[str, object]:
    return {"type": "picture", "name": "图", "data": data, "caption": "图1　护林点分布"}


def _tall() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (600, 1400), (90, 140, 90)).save(stream, "PNG")
    return stream.getvalue()


DOCUMENTS: Mapping[str, gongwen.Document] = {
    "last paragraph": notice(body=DIVIDED, seals=seal(), **COLOPHON),
    "three pages": notice(body=THREE_PAGES, seals=seal(), **COLOPHON),
    **{
        f"signature after {lines} lines": notice(
            body=["现将有关事项通知如下：", *[DRY] * 5, "各" * (28 * lines - 9) + "村照办。"], seals=seal()
        )
        for lines in range(1, 9)
    },
    "names with digits": notice(body=["请认真执行。"], **{**COLOPHON, "cc": list(DIGITS_IN_NAMES)}),
    "eleven columns": notice(body=[DRY], attachments=[{"title": "物资分配表", "body": [ELEVEN_COLUMNS]}], **COLOPHON),
    "long table": notice(body=[DRY, LONG_TABLE, DRY], seals=seal(), **COLOPHON),
    "long day of printing": notice(
        issuers="云岭县人民政府",
        title="云岭县人民政府关于做好森林防火统计工作的通知",
        body=["请认真执行。"],
        date="2026-12-29",
        **{**COLOPHON, "print_date": "2026-12-31"},
    ),
    "addresses": notice(body=list(ADDRESSES), **COLOPHON),
    "title of long words": notice(
        issuers="云岭县教育局", title=TITLE, recipients="云岭县人民政府", body=[DRY], **COLOPHON
    ),
    "order with copies": order(body=[DRY], **{**COLOPHON, "cc": "县委办公室"}),
    "pictures": notice(
        body=[DRY, _picture(_jpeg("CMYK", jfif=True)), _picture(_jpeg("L", jfif=False)), _picture(_tall()), DRY]
    ),
    "mongolian": notice(body=[DRY], translation=translation("mn"), **COLOPHON),
    "uyghur": notice(body=[DRY], translation=translation("ug"), **COLOPHON),
}
SIGNED = [name for name in DOCUMENTS if name.startswith("signature") or name in ("last paragraph", "three pages")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return {name: gongwen.render(document) for name, document in DOCUMENTS.items()}


@pytest.fixture(scope="module", params=WORD_LIKE)
def pages(request: pytest.FixtureRequest, files: Mapping[str, bytes]) -> Mapping[str, MeasuredDocument]:
    """Every document in one engine."""
    engine: Engine = request.param
    markers.require(engines.tool(engine))
    pdfs = engines.render_pdfs({f"d{at}": data for at, data in enumerate(files.values())}, engine, together=True)
    return {name: measure(pdf) for name, pdf in zip(files, pdfs.values(), strict=True)}


def _paragraphs(docx: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return list(etree.fromstring(archive.read("word/document.xml")).iter(f"{W}p"))


def _text(paragraph: etree._Element) -> str:
    return "".join(element.text or "" for element in paragraph.iter(f"{W}t"))


def _lines_of(document: MeasuredDocument, paragraph: str) -> list[MeasuredLine]:
    """The lines that a paragraph stands on."""
    wanted = re.sub(r"\s", "", paragraph)
    found: list[MeasuredLine] = []
    for page in document:
        for line in page.lines:
            have = "".join(one.text for one in found)
            if wanted[len(have) :].startswith(line.text) and len(have) < len(wanted):
                found.append(line)
            elif len(have) < len(wanted) and found and abs(line.size_pt - BODY) < 0.3:
                found.clear()
    assert "".join(line.text for line in found) == wanted
    return found


def _text_on(page: MeasuredPage, texts: list[str]) -> bool:
    return any(len(line.text) > 2 and any(line.text in text for text in texts) for line in page.lines)


def _plain(document: gongwen.Document) -> list[str]:
    return [text for block in document.body for text in re.findall(r"text='([^']*)'", repr(block))]


# F1: one paragraph


def test_a_paragraph_is_one_paragraph_of_the_file_however_long_the_last_one_is(files: Mapping[str, bytes]) -> None:
    for name in SIGNED:
        written = [_text(paragraph) for paragraph in _paragraphs(files[name])]
        assert [text for text in _plain(DOCUMENTS[name]) if written.count(text) < 1] == [], name


def test_no_line_in_mid_sentence_is_short(pages: Mapping[str, MeasuredDocument]) -> None:
    for name in ("last paragraph", "three pages"):
        for text in dict.fromkeys(_plain(DOCUMENTS[name])):
            *full, _ = _lines_of(pages[name], text)
            assert all(line.x1 > RIGHT - 1.6 * CHARACTER for line in full), name


# F2: the signature


@clause("9704-7.3.5.1-d", "9704-7.3.5.1-f")
@pytest.mark.parametrize("name", SIGNED)
def test_the_page_of_the_signature_has_text_and_the_seal_lies_in_the_type_area(
    pages: Mapping[str, MeasuredDocument], name: str
) -> None:
    page = next(page for page in pages[name] if page.images)
    (stamp,) = page.images
    assert _text_on(page, _plain(DOCUMENTS[name]))
    assert page.has("2026年11月23日")
    assert stamp.y0 >= TOP - EDGE
    assert stamp.y1 <= BOTTOM + EDGE


# F3: nothing is lost in 版记


@clause("9704-7.4.2-a", "9704-7.4.2-b")
def test_every_agency_of_a_list_stands_on_paper_whatever_its_name_holds(pages: Mapping[str, MeasuredDocument]) -> None:
    page = pages["names with digits"][-1]
    lines = colophon_lines(page)
    assert "".join(line.text for line in lines[:-1]) == f"抄送：{'，'.join(DIGITS_IN_NAMES)}。"
    assert all(line.x1 <= RIGHT and line.x0 >= LEFT for line in lines)
    assert black_rules(page)[-1].y == pytest.approx(figures.COLOPHON_LAST_RULE.value.mm, abs=1.5)


# F4: figures in tables


def test_no_figure_of_a_table_with_many_columns_is_parted(pages: Mapping[str, MeasuredDocument]) -> None:
    there = [text for page in pages["eleven columns"] for line in page.lines for text in in_cells(page, line)]
    assert [cell for row in ELEVEN_COLUMNS["rows"] for cell in row[1:] if cell not in there] == []
    assert [month for month in MONTHS if month not in there] == []


# F5: even pages, tightening


@clause("9704-7.5-e")
def test_neither_a_blank_page_nor_that_of_the_colophon_after_it_is_numbered_in_libreoffice_as_word() -> None:
    markers.require("office")
    # Lengths, one of which puts 版记 on a page of its own after a blank one.
    lengths = (*range(12, 15), *range(15, 36, 5))
    bodies = {f"b{lines}": [DRY * 4, "各" * (28 * lines - 7) + "村照办。"] for lines in lengths}
    files = {
        name: gongwen.render(notice(body=body, seals=seal(), **COLOPHON), even=True) for name, body in bodies.items()
    }
    pdfs = engines.render_pdfs(files, "libreoffice as word", blank_pages=True)
    seen = 0
    for pdf in pdfs.values():
        document = measure(pdf)
        assert len(document) % 2 == 0
        blank = [page.number for page in document if not page.lines and not page.rules]
        for page in document:
            numbered = any(re.fullmatch(r"—\d+—", line.text) for line in page.lines)
            last_after_blank = bool(blank) and page.number == len(document)
            assert numbered is (page.number not in blank and not last_after_blank)
        seen += bool(blank)
    assert seen, "no length leaves a blank page"


@clause("9704-7.3.5.5")
def test_lines_are_tightened_only_where_that_saves_the_page() -> None:
    for engine in WORD_LIKE:
        markers.require(engines.tool(engine))
    told, files = [], {}
    for lines in range(1, 24):
        body = [DRY * 3, "各" * (28 * lines - 7) + "村照办。"]
        document = notice(recipients=[f"县{name}局" for name in OFFICES], body=body, seals=seal(), **COLOPHON)
        if gongwen.remarks(document):
            told.append(lines)
            files[f"b{lines}"] = gongwen.render(document)
    assert told, "no length is tightened"
    for engine in WORD_LIKE:
        for name, pdf in engines.render_pdfs(files, engine, together=True).items():
            last = measure(pdf)[-1]
            above = [line for line in last.lines if line.bottom < black_rules(last)[0].y]
            assert above, f"{name} lines, in {engine}: 版记 stands alone all the same"


# F6: dates


@clause("9704-7.4.3-a", "9704-7.3.5.2-a", "9704-7.3.5.2-b")
def test_no_date_ends_outside_of_the_type_area(pages: Mapping[str, MeasuredDocument]) -> None:
    for page in pages["long day of printing"]:
        for text in ("2026年12月29日", "2026年12月31日印发"):
            assert all(found.x1 <= DATE_EDGE for found in page.find_all(text))
    assert pages["long day of printing"].text.count("2026年12月") == 2


# F7: addresses


def test_beside_an_address_no_line_is_stretched_and_none_begins_with_a_stop(
    pages: Mapping[str, MeasuredDocument],
) -> None:
    for text in ADDRESSES:
        for line in _lines_of(pages["addresses"], text):
            assert line.text[0] not in CLOSING
            for left, right, advance in zip(line.glyphs, line.glyphs[1:], line.advances, strict=False):
                if is_chinese(left.char) and is_chinese(right.char):
                    assert advance < 1.2 * CHARACTER, line.text


# F8: titles


@clause("9704-7.3.1-d")
def test_the_words_of_a_title_are_whole(pages: Mapping[str, MeasuredDocument]) -> None:
    size = figures.TITLE_SIZE.value.pt
    lines = [line.text for line in pages["title of long words"][0].lines if abs(line.size_pt - size) < 0.3]
    assert "".join(lines) == TITLE
    ends = set(itertools.accumulate(map(len, lines)))
    for word in WORDS_OF_TITLE:
        at = TITLE.index(word)
        assert not ends & set(range(at + 1, at + len(word))), f"{word} is parted: {lines}"


# F9: second scripts


@clause("9704-1-b", "9704-1-c")
def test_mongolian_stands_in_its_own_script_and_uyghur_runs_from_right_to_left(files: Mapping[str, bytes]) -> None:
    mongolian = "".join(map(_text, _paragraphs(files["mongolian"])))
    assert not re.search("[\u0400-\u04ff]", mongolian), "Cyrillic"
    assert len(re.findall("[\u1800-\u18af]+", mongolian)) > 3
    arabic = [paragraph for paragraph in _paragraphs(files["uyghur"]) if re.search("[\u0600-\u06ff]", _text(paragraph))]
    assert len(arabic) == 3
    assert all(paragraph.find(f"{W}pPr/{W}bidi") is not None for paragraph in arabic)


# F10: an order


@clause("9704-7.4.2-b")
def test_an_order_is_sent_in_copy_by_the_word_of_the_standard(pages: Mapping[str, MeasuredDocument]) -> None:
    assert colophon_lines(pages["order with copies"][-1])[0].text == "抄送：县委办公室。"


# F11: tables and pictures


@clause("9704-5.2.1-c")
def test_a_table_of_several_pages_lies_inside_the_type_area_on_each(pages: Mapping[str, MeasuredDocument]) -> None:
    with_table = [page for page in pages["long table"] if page.vertical_rules]
    assert len(with_table) > 2
    for page in with_table:
        assert min(rule.y0 for rule in page.vertical_rules) >= TOP - 1
        assert max(rule.y1 for rule in page.vertical_rules) <= BOTTOM + 1
        assert page.has("单位名称"), "the heading is repeated"
    text = pages["long table"].text
    assert all(f"第{at}护林点" in text for at in range(1, 56))


@clause("9704-5.2.1-c")
def test_every_lawful_jpeg_is_a_picture_and_lies_inside_the_type_area(pages: Mapping[str, MeasuredDocument]) -> None:
    pictures = [image for page in pages["pictures"] for image in page.images]
    assert len(pictures) == 3
    for image in pictures:
        assert image.y0 >= TOP - 1
        assert image.y1 <= BOTTOM + 1
        assert image.x0 >= LEFT - PLACE
        assert image.x1 <= RIGHT + PLACE
