"""A .docx of any hand becomes a document, wherever its parts stand: tables, boxes, headers, footers, styles, lists."""

from __future__ import annotations

import pytest

from gongwen.model import Document, Section, Table
from tests.reading.corpus.files.ooxml import paragraph, run, table, vml_box
from tests.recognition.texts import outline
from tests.recognition.word.files import CLOSING, HEAD, TEXT, is_whole, lines, plain, read, read_one, reasons, small

_FOOTER = '<w:footerReference w:type="default" r:id="rId1"/>'
_HEADER = '<w:headerReference w:type="default" r:id="rId1"/>'
_FOOT = ("抄送：县水务局，县应急管理局。", "青山镇党政办公室　　　　2026年11月28日印发")


def has_foot(document: Document) -> bool:
    """Whether 版记 of ``_FOOT`` is there."""
    return (document.cc, document.printer) == (("县水务局", "县应急管理局"), "青山镇党政办公室")


def test_paragraphs_one_after_the_other() -> None:
    document = read_one(lines(*HEAD, *TEXT, *CLOSING))
    assert is_whole(document)
    assert document.date is not None
    assert document.date.isoformat() == "2026-11-28"


def test_a_table_around_the_whole_document_is_no_table() -> None:
    assert is_whole(read_one(table([[lines(*HEAD, *TEXT, *CLOSING)]])))


def test_the_letterhead_and_signer_in_a_table() -> None:
    head = table(
        [
            [lines(("mark", "青山镇人民政府文件"))],
            [lines(("number", "青政请〔2026〕6号")), lines(("plain", "签发人：李晓禾"))],
        ],
        borders=False,
    )
    title = lines(("title", "关于解决供水管网改造资金的请示"), ("recipients", "云岭县人民政府："))
    document = read_one(head + title + plain("我镇供水管网老化，恳请补助资金80万元。") + lines(*CLOSING))
    assert (str(document.number), document.signers, document.mark) == ("青政请〔2026〕6号", ("李晓禾",), HEAD[0][1])


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param(table([[small(text)] for text in _FOOT]), id="a table of one column"),
        pytest.param(
            table([[small(_FOOT[0]), small("")], [small("青山镇党政办公室"), small("2026年11月28日印发")]]),
            id="a table of two columns",
        ),
        pytest.param(paragraph(vml_box(table([[small(text)] for text in _FOOT]))), id="a table in a text box"),
        pytest.param(small(_FOOT[0]) + small("青山镇党政办公室\t\t2026年11月28日印发"), id="paragraphs with tabs"),
    ],
)
def test_the_colophon_is_read_wherever_it_stands(foot: str) -> None:
    document = read_one(lines(*HEAD, *TEXT, *CLOSING) + foot)
    assert is_whole(document)
    assert has_foot(document)


def test_a_colophon_in_a_box_on_the_first_page_comes_last() -> None:
    box = paragraph(vml_box("".join(map(small, _FOOT))))
    document = read_one(box + lines(*HEAD, *TEXT, *CLOSING))
    assert is_whole(document)
    assert has_foot(document)


def test_a_colophon_in_the_footer_is_read_and_a_page_number_is_not() -> None:
    footer = f"<w:ftr>{''.join(map(small, _FOOT))}</w:ftr>"
    assert has_foot(read_one(lines(*HEAD, *TEXT, *CLOSING), {"footer1": footer}, references=_FOOTER))
    numbered = read(
        lines(*HEAD, *TEXT, *CLOSING), {"footer1": f"<w:ftr>{paragraph(run('— 1 —'))}</w:ftr>"}, references=_FOOTER
    )
    assert reasons(numbered)["页码、页脚不进公文"] == "— 1 —"
    assert is_whole(numbered.document)


def test_a_running_header_is_left_out_and_told() -> None:
    header = f"<w:hdr>{paragraph(run('青山镇2026年度文件汇编'))}</w:hdr>"
    found = read(lines(*HEAD, *TEXT, *CLOSING), {"header1": header}, references=_HEADER)
    assert is_whole(found.document)
    assert reasons(found)["页眉不进公文"] == "青山镇2026年度文件汇编"


def _style(id_: str, name: str, outline: int | None = None) -> str:
    level = "" if outline is None else f'<w:pPr><w:outlineLvl w:val="{outline}"/></w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{level}</w:style>'


_STYLES = (
    "<w:styles>" + _style("T", "Title") + _style("H1", "heading 1", 0) + _style("H2", "heading 2", 1) + "</w:styles>"
)


def _styled(style: str, text: str) -> str:
    return paragraph(run(text), extra=f'<w:pStyle w:val="{style}"/>')


def test_headings_that_only_their_style_tells_are_headings() -> None:
    body = (
        _styled("T", "青山镇冬季供水保障方案")
        + plain("为保障群众用水，制定本方案。")
        + _styled("H1", "排查管网")
        + _styled("H2", "主管道")
        + plain("由镇水务所负责。")
        + _styled("H1", "备足物资")
        + plain("每村储备水泵1台。")
        + lines(*CLOSING)
    )
    document = read_one(body, {"styles": _STYLES})
    assert document.title == "青山镇冬季供水保障方案"
    sections = [block for block in document.body if isinstance(block, Section)]
    assert [(one.level, one.heading) for one in sections] == [(1, "排查管网"), (1, "备足物资")]
    inner = sections[0].blocks[0]
    assert isinstance(inner, Section)
    assert (inner.level, inner.heading) == (2, "主管道")


def test_a_list_of_contents_is_left_out() -> None:
    contents = paragraph(run("目　录")) + "".join(
        paragraph(run(f"{text}\t{page}")) for page, text in enumerate(("一、排查管网", "二、备足物资"), 1)
    )
    found = read(contents + lines(*HEAD[2:], *TEXT, *CLOSING))
    assert found.document.title == HEAD[2][1]
    assert [entry.text for entry in found.ledger if entry.reason == "目录由正文生成"] == [
        "目　录",
        "一、排查管网\t1",
        "二、备足物资\t2",
    ]


def test_soft_breaks_part_the_paragraphs_of_a_text() -> None:
    soft = paragraph(run("\n".join(text for _, text in (*HEAD[2:], *TEXT, *CLOSING))))
    document = read_one(soft)
    assert (document.title, document.signing_agencies) == (HEAD[2][1], ("青山镇人民政府",))
    assert [block.heading for block in document.body if isinstance(block, Section)] == ["排查管网", "备足物资"]


def test_a_table_of_data_keeps_its_heading_and_caption() -> None:
    rows = [["村名", "管网（公里）", "水泵（台）"], ["上坝村", "12.5", "2"], ["下坝村", "9", "1"]]
    data = table([[paragraph(run(cell)) for cell in row] for row in rows])
    found = read_one(lines(*HEAD, *TEXT) + plain("表1　各村管网") + data + lines(*CLOSING))
    tables = [
        block for one in found.body if isinstance(one, Section) for block in one.blocks if isinstance(block, Table)
    ]
    assert [(one.caption, one.header, one.rows) for one in tables] == [
        ("表1　各村管网", ("村名", "管网（公里）", "水泵（台）"), (("上坝村", "12.5", "2"), ("下坝村", "9", "1")))
    ]


def test_merged_cells_keep_their_words_and_are_told() -> None:
    spanning = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(run("合计86公里"))}</w:tc>'
    cells = "".join(f"<w:tc><w:tcPr/>{paragraph(run(text))}</w:tc>" for text in ("上坝村", "12.5", "2", "主管道"))
    end = f"<w:tc><w:tcPr/>{paragraph(run('3'))}</w:tc><w:tc><w:tcPr/>{paragraph(run('支管道'))}</w:tc>"
    data = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr><w:tr>{spanning}{end}</w:tr></w:tbl>"
    found = read(lines(*HEAD, *TEXT[:2]) + data + lines(*CLOSING))
    assert [block.rows[1] for block in found.document.body if isinstance(block, Table)] == [
        ("合计86公里", "", "3", "支管道")
    ]
    assert "表格里合并的单元格已拆开，文字留在第一格" in reasons(found)


def test_bullets_are_the_layouts_affair_and_numbers_are_text() -> None:
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for at, (kind, text) in enumerate((("bullet", "\uf0b7"), ("japaneseCounting", "%1、")))
    )
    lists = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in (0, 1))
    numbering = f"<w:numbering>{levels}{lists}</w:numbering>"

    def listed(list_: int, text: str) -> str:
        place = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_}"/></w:numPr>'
        return paragraph(run(text), extra=place)

    body = listed(2, "排查管网") + listed(1, "主管道由水务所负责。") + listed(2, "备足物资") + plain("每村水泵1台。")
    document = read_one(lines(*HEAD, *TEXT[:2]) + body + lines(*CLOSING), {"numbering": numbering})
    sections = [block for block in document.body if isinstance(block, Section)]
    assert [one.heading for one in sections] == ["排查管网", "备足物资"]
    assert "\uf0b7" not in document.to_json()


def test_a_file_that_is_no_official_document_is_said_to_be_none() -> None:
    found = read(plain("春天的上坝村，油菜花开满了山坡。") + plain("游客们在花海里拍照，笑声不断。"))
    assert [parsed.document for parsed in found.documents] == [None]
    assert found.documents[0].no_document


def test_two_documents_in_one_file_are_two() -> None:
    second = lines(("title", "青山镇人民政府关于开展冬季消防检查的通知"), *TEXT[:1]) + plain("12月10日前完成检查。")
    found = read(lines(*HEAD, *TEXT, *CLOSING) + second + lines(*CLOSING))
    titles = [parsed.document.title for parsed in found.documents if parsed.document]
    assert titles == [HEAD[2][1], "青山镇人民政府关于开展冬季消防检查的通知"]


def test_what_nobody_sees_and_what_stands_beside_goes_to_the_ledger() -> None:
    hidden = paragraph(run("每户补贴50元。") + run("待党委会定", extra="<w:vanish/>") + run("年底前兑现。"))
    comment = (
        f'<w:comments><w:comment w:id="0" w:author="李秘书">{paragraph(run("数字请再核"))}</w:comment></w:comments>'
    )
    found = read(lines(*HEAD, *TEXT) + hidden + lines(*CLOSING), {"comments": comment})
    assert reasons(found)["隐藏的文字不进公文"] == "待党委会定"
    assert reasons(found)["批注不进公文"] == "数字请再核"
    assert "每户补贴50元。年底前兑现。" in found.document.to_json()


def test_chapters_and_articles_that_the_editor_counts_are_read_with_their_numbers() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:lvlRestart w:val="0"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(("第%1章", "第%2条"))
    )
    numbering = (
        f'<w:numbering><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def counted(level: int, text: str) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(run(text), extra=place)

    body = (
        lines(("title", "青山镇农村供水管理办法"))
        + counted(0, "总则")
        + counted(1, "为加强农村供水管理，制定本办法。")
        + counted(0, "管护")
        + counted(1, "各村落实1名管水员。")
    )
    found = read(body + lines(*CLOSING), {"numbering": numbering})
    assert outline(found.documents[0].data["body"]) == [
        ("第一章　", "总则", [("第一条　", "", ["为加强农村供水管理，制定本办法。"])]),
        ("第二章　", "管护", [("第二条　", "", ["各村落实1名管水员。"])]),
    ]


def test_the_number_over_an_attachment_that_is_bound_apart_is_the_layouts_affair() -> None:
    attached = lines(("attachment-mark", "青政发〔2026〕31号附件"), ("attachment-title", "供水管网排查表"))
    note = plain("附件：供水管网排查表")
    found = read(lines(*HEAD, *TEXT) + note + lines(*CLOSING) + attached + plain("逐村填写，12月5日前报送。"))
    assert [(part.title, len(part.body)) for part in found.document.attachments] == [("供水管网排查表", 1)]
    assert reasons(found)["附件前的发文字号由版式写出"] == "青政发〔2026〕31号"
    assert is_whole(found.document)


def _red(text: str, align: str = "center") -> str:
    return paragraph(run(text, size=84, color="FF0000", font="方正小标宋简体"), align=align)


def test_a_joint_mark_in_a_table_with_its_last_word_beside_and_signatures_side_by_side() -> None:
    names = _red("青山镇人民政府", "distribute") + _red("中共青山镇委员会", "distribute")
    mark = table([[names, _red("文件")]], borders=False)
    signed = table(
        [[lines(("signatory", name)) for name in ("青山镇人民政府", "中共青山镇委员会")], [lines(CLOSING[1])] * 2],
        borders=False,
    )
    document = read_one(mark + lines(*HEAD[1:], *TEXT) + signed)
    assert document.issuers == document.signing_agencies == ("青山镇人民政府", "中共青山镇委员会")
    assert document.date is not None


def test_the_head_of_a_secret_document_on_one_line() -> None:
    head = paragraph(run("000012　　　　　　　　机密★5年　　　特急"))
    document = read_one(head + lines(*HEAD, *TEXT, *CLOSING))
    found = (document.copy_number, document.secrecy, document.secrecy_period, document.urgency)
    assert found == ("000012", "机密", "5年", "特急")
    assert is_whole(document)


def test_a_sheet_for_approval_before_the_document_does_not_hide_it() -> None:
    rows = [["签发", "", "会签", ""], ["主办单位", "党政办", "拟稿", "王春"]]
    sheet = table([[paragraph(run(cell)) for cell in row] for row in rows])
    assert is_whole(read_one(sheet + lines(*HEAD, *TEXT, *CLOSING)))


def test_lines_of_a_pdf_that_became_paragraphs_are_put_together() -> None:
    wrapped = (
        *("青山镇人民政府关于做好冬季供水保障工", "作的通知", "各村民委员会，镇直各单位："),
        "　　近期气温骤降，部分村供水管道冻裂。为保障群众用水，现",
        "将有关事项通知如下。各村要高度重视，落实专人，逐户排查供",
        "水管网，发现问题及时上报镇水务所处理，确保群众用水安全。",
        *("青山镇人民政府", "2026年11月28日"),
    )
    document = read_one("".join(paragraph(run(text)) for text in wrapped))
    assert document.title == HEAD[2][1]
    assert [getattr(block, "text", "")[-12:] for block in document.body] == ["处理，确保群众用水安全。"]


def test_signatures_side_by_side_over_one_date_are_no_table() -> None:
    names = ("青山镇人民政府", "松林镇人民政府")
    signed = table([[lines(("signatory", name)) for name in names]], borders=False)
    document = read_one(lines(*HEAD, *TEXT) + signed + lines(CLOSING[1]))
    assert document.signing_agencies == names
    assert not any(
        isinstance(block, Table) for one in document.body if isinstance(one, Section) for block in one.blocks
    )


def test_a_contract_names_parties_and_is_no_official_document() -> None:
    parties = ("甲方（采购方）：青山县水务局", "乙方（供货方）：云岭供水设备有限公司")
    articles = ("第一条　供货内容", "1.水泵6台，保温棉3000米。", "2.交货期20日。", "第二条　违约责任")
    body = lines(("title", "设备采购合同"), *(("recipients", party) for party in parties))
    body += (
        plain("双方经协商一致，订立本合同。") + "".join(map(plain, articles)) + plain("违约方支付合同价款的百分之五。")
    )
    (parsed,) = read(body).documents
    assert parsed.document is None
    assert parsed.no_document


def test_a_list_without_rules_has_no_row_of_heads() -> None:
    people = (("方　园", "青山县水务局"), ("沈一诺", "青山县林业局"), ("顾南", "松林镇人民政府"))
    cells = [[paragraph(run(text)) for text in row] for row in people]
    list_ = lines(("attachment-mark", "附件"), ("attachment-title", "先进个人名单")) + plain("（共3名）")
    document = read_one(lines(*HEAD, *TEXT, *CLOSING) + list_ + table(cells, borders=False))
    (attached,) = document.attachments
    assert [(one.header, one.rows) for one in attached.body if isinstance(one, Table)] == [((), people)]


def test_blanks_part_the_names_of_a_long_list() -> None:
    present = "列　席：方园（县水务局）　沈一诺（县林业局）　顾南（县农业农村局）　陆小满（松林镇人民政府）"
    head = lines(("title", "青山县人民政府专题会议纪要"))
    document = read_one(head + plain("会议研究了供水保障工作，议定管网改造于6月底前完成。") + plain(present))
    assert document.body[-1].model_dump()["text"] == present.replace("列　席", "列席")
