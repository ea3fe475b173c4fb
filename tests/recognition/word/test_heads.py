"""The head of a .docx: letterheads that are drawn, numbers in large type, what stands under a title, covers."""

from __future__ import annotations

import pytest

from tests.reading.corpus.files.ooxml import paragraph, run, table
from tests.recognition.word.files import CLOSING, HEAD, TEXT, is_whole, lines, plain, read, read_one, reasons

_HEADER = '<w:headerReference w:type="default" r:id="rId1"/>'


def _drawn(text: str, *, shape: str = 'type="#_x0000_t136" fillcolor="red"') -> str:
    """Words as Word 2003 and WPS draw them (WordArt)."""
    words = f'<v:textpath style="font-family:&quot;方正小标宋简体&quot;" string="{text}"/>'
    return f'<w:r><w:pict><v:shape {shape} style="width:420pt;height:54pt">{words}</v:shape></w:pict></w:r>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            paragraph(_drawn("青山镇人民政府文件"), align="center") + lines(*HEAD[1:], *TEXT, *CLOSING),
            id="a paragraph",
        ),
        pytest.param(
            paragraph(_drawn("青山镇人民政府文件") + run("青政发〔2026〕31号"), align="center")
            + lines(*HEAD[2:], *TEXT, *CLOSING),
            id="floating over 发文字号",
        ),
        pytest.param(
            table([[paragraph(_drawn("青山镇人民政府文件"))]], borders=False) + lines(*HEAD[1:], *TEXT, *CLOSING),
            id="a table",
        ),
    ],
)
def test_a_letterhead_that_is_drawn_as_a_shape_is_the_mark(body: str) -> None:
    assert is_whole(read_one(body))


def test_a_letterhead_drawn_in_the_header_is_the_mark() -> None:
    header = f"<w:hdr>{paragraph(_drawn('青山镇人民政府文件'))}</w:hdr>"
    assert is_whole(read_one(lines(*HEAD[1:], *TEXT, *CLOSING), {"header1": header}, references=_HEADER))


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("机密", 'id="PowerPlusWaterMarkObject1" type="#_x0000_t136" fillcolor="silver"'),
        ("青山镇人民政府", 'type="#_x0000_t144" fillcolor="red"'),
    ],
    ids=["a watermark", "a seal"],
)
def test_words_that_are_drawn_beside_the_text_are_told_and_say_nothing(text: str, shape: str) -> None:
    drawn = paragraph(_drawn(text, shape=shape))
    found = read(lines(*HEAD, *TEXT, *CLOSING) + drawn)
    assert is_whole(found.document)
    assert reasons(found)["图片没有读入，请在新文件里另外插入"] == text
    header = f"<w:hdr>{drawn}</w:hdr>"
    found = read(lines(*HEAD, *TEXT, *CLOSING), {"header1": header}, references=_HEADER)
    assert is_whole(found.document)
    assert found.document.secrecy is None
    assert reasons(found)["页眉不进公文"] == text


def test_the_number_of_an_order_in_large_type_is_no_title() -> None:
    number = paragraph(run("第18号", size=44, font="楷体_GB2312"), align="center")
    text = plain("《青山县河道采砂管理办法》已经县人民政府第9次常务会议通过，现予公布，自2026年3月1日起施行。")
    document = read_one(lines(("mark", "青山县人民政府令")) + number + text + lines(("date", "2026年1月20日")))
    assert (document.mark, str(document.number), document.title) == ("青山县人民政府令", "第18号", "")


@pytest.mark.parametrize("date", ["（2026年2月6日）", "2026年2月6日"])
@pytest.mark.parametrize("speaker", ["县委副书记、县长　方一舟", "方一舟", "——在村干部培训班上", "青山县副县长 方一舟"])
def test_who_speaks_stands_under_the_title_in_the_size_of_the_text(speaker: str, date: str) -> None:
    head = lines(
        ("title", "在全县林业工作会议上的讲话"), ("plain", speaker), ("plain", "青山县人民政府"), ("plain", date)
    )
    speech = lines(("recipients", "同志们：")) + plain("今天召开全县林业工作会议，总结去年工作，安排今年任务。")
    data = read(head + speech + plain("大家要认真抓好落实。")).documents[0].data
    assert data["title"] == "在全县林业工作会议上的讲话"


def test_the_number_of_minutes_in_large_type_is_no_title() -> None:
    number = paragraph(run("第9次", size=44, font="楷体_GB2312"), align="center")
    office = lines(("plain", "青山县水利局办公室"), ("plain", "2026年5月20日"))
    text = plain("5月18日，局长林若安主持召开会议，研究防汛备汛工作。") + plain("会议要求，5月底前完成隐患整改。")
    found = read(lines(("mark", "党组会议纪要")) + number + office + text)
    assert "title" not in found.documents[0].data
    assert reasons(found)["期号没有机关代字，不是发文字号"] == "第9次"


def test_a_plan_with_a_cover_has_its_title_once_and_its_office() -> None:
    def large(text: str, size: int) -> str:
        return paragraph(run(text, size=size), align="center")

    break_ = paragraph('<w:r><w:br w:type="page"/></w:r>')
    cover = large("松林镇", 72) + large("2026年防汛应急预案", 72) + large("松林镇人民政府", 36) + large("2026年3月", 36)
    body = lines(("title", "松林镇2026年防汛应急预案")) + lines(*TEXT[2:])
    found = read(cover + break_ + body).documents[0]
    assert (found.data["title"], found.data["signatories"]) == ("松林镇2026年防汛应急预案", ("松林镇人民政府",))
    assert [entry.text for entry in found.ledger if entry.reason == "不是完整的日期"] == ["2026年3月"]


@pytest.mark.parametrize("quoted", ["〈青山县渡口管理办法〉", "《青山县渡口管理办法》"])
def test_what_an_order_issues_may_quote_another_title(quoted: str) -> None:
    title = "青山县人民政府关于废止《青山县渡口管理办法》的决定"
    order = lines(("mark", "青山县人民政府令"), ("number", "第19号"))
    order += plain(f"《{title.replace('《青山县渡口管理办法》', quoted)}》已经县人民政府第9次常务会议通过，现予公布。")
    issued = lines(("title", title[:11]), ("title", title[11:])) + plain("决定废止《青山县渡口管理办法》。")
    document = read_one(order + lines(("date", "2026年3月20日")) + issued)
    assert [part.title for part in document.issued] == [title]
