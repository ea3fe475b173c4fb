"""A .docx of ours that somebody edited in Word is read as it stands now, or refused in Chinese; never a traceback."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from lxml import etree

import gongwen
from gongwen import DocumentError, GongwenError, InputError, render
from gongwen.model import Table
from gongwen.ooxml.names import RELATIONSHIPS, WORD
from gongwen.reading.docx import read_document, read_docx
from tests.conftest import FULL_SWEEP
from tests.model.chinese import is_said_in_chinese
from tests.strategies import notice, some_picture
from tests.write.opened import W, edited, members

_SEAL = {"name": "公章.png", "data": some_picture(), "diameter": 42}
_UPWARD = {"kind": "请示", "recipients": "云岭县人民政府", "signers": "周海燕，李强", "number": "青政发〔2026〕8号"}
_ORDER = {"kind": "命令", "number": "第1号", "recipients": [], "signatories": "县长　周海燕"}


def with_members(content: bytes, **changed: bytes) -> bytes:
    """The same .docx with some members replaced; names are given without folder and ending."""
    names = {"document": "word/document.xml", "core": "docProps/core.xml", "custom": "docProps/custom.xml"}
    return repacked(members(content) | {names[name]: data for name, data in changed.items()})


def repacked(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def with_author(content: bytes, author: str) -> bytes:
    core = members(content)["docProps/core.xml"]
    root = etree.fromstring(core)
    next(one for one in root if str(one.tag).endswith("}creator")).text = author
    return with_members(content, core=etree.tostring(root))


# ---------------------------------------------------------------------------------- who issues


@pytest.mark.parametrize("author", ["Administrator", "王小明", "微软用户"])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {
            "kind": "请示",
            "issuers": "云岭县水务局，云岭县林业局",
            "recipients": "云岭县人民政府",
            "signers": "李强，王芳",
        },
        {"kind": "函"},
        {"kind": "纪要", "date": "2026-03-02"},
        {"form": "白头", "number": None},
        {"issuer_mark": "青山镇人民政府河长制办公室文件", "seals": [_SEAL]},
    ],
    ids=["文件", "联合上行", "信函", "纪要", "白头", "标志另写"],
)
def test_the_author_that_word_writes_is_not_the_issuer(changes: dict[str, Any], author: str) -> None:
    document = notice(**changes)
    assert read_document(with_author(render(document), author)).document == document


def test_a_draft_that_nobody_issues_is_only_signed() -> None:
    document = notice(kind="计划", number=None, issuers=..., signatories="青山镇人民政府", title="春耕备耕工作计划")
    content = render(document)
    assert "docProps/custom.xml" not in members(content)
    assert read_document(content).document == document


def test_an_author_is_the_last_hint_and_the_ledger_says_so() -> None:
    content = render(notice(form="白头", number=None, date=None))
    gone = edited(content, "青山镇人民政府</w:t>", "</w:t>")
    parsed = read_document(gone)
    assert parsed.document.issuers == ("青山镇人民政府",)
    assert [entry.kind for entry in parsed.ledger] == ["noted"]
    assert "作者" in parsed.ledger[0].reason
    assert read_document(with_author(gone, "Administrator")).document.issuers == ()


def test_what_the_rules_find_is_told() -> None:
    parsed = read_document(render(notice(number=None), draft=True))
    assert [fault.code for fault in parsed.findings] == ["missing-number"]


# ---------------------------------------------------------------------------------- lines that a clerk touched


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:tab/>", ""),
        ("<w:tab/>", "<w:t>　　　　</w:t>"),
        ("〔2026〕8号</w:t><w:tab/>", "〔2026〕8号</w:t>"),
        ("签发人：</w:t>", "签发人：</w:t><w:tab/>"),
    ],
)
def test_number_and_signers_are_told_apart_though_their_tabs_are_gone(before: str, after: str) -> None:
    document = notice(**{**_UPWARD, "signers": "周海燕"})
    read = read_document(edited(render(document), before, after)).document
    assert (str(read.number), read.signers) == ("青政发〔2026〕8号", ("周海燕",))


def test_a_diameter_that_makes_no_sense_is_none() -> None:
    content = render(notice(seals=[_SEAL]))
    read = read_document(edited(content, "直径42.0毫米", "直径4..2毫米")).document
    assert [seal.diameter for seal in read.seals] == [None]


def test_an_attachment_with_a_number_without_end_is_still_one() -> None:
    content = render(notice(attachments=[{"title": title, "body": ["甲。"]} for title in ("名单", "台账")]))
    read = read_document(edited(content, "附件2</w:t>", f"附件{'2' * 5000}</w:t>")).document
    assert [attachment.title for attachment in read.attachments] == ["名单", "台账"]


def test_empty_paragraphs_say_nothing() -> None:
    content = render(notice(body=["甲。", "乙。"]))
    body = members(content)["word/document.xml"].decode()
    first = body.index("甲。")
    begins, ends = body.rindex("<w:p>", 0, first), body.index("</w:p>", first) + len("</w:p>")
    empty = body[begins:ends].replace("甲。", "")
    read = read_document(with_members(content, document=(body[:ends] + empty * 3 + body[ends:]).encode())).document
    assert read == notice(body=["甲。", "乙。"])


def test_cells_that_were_merged_leave_their_columns_empty() -> None:
    content = render(notice(body=["甲。", {"type": "table", "rows": [["乙", "丙"], ["丁", "戊"]]}, "己。"]))
    root = etree.fromstring(members(content)["word/document.xml"])
    row = next(row for row in root.iter(f"{W}tr") if "".join(row.itertext()) == "乙丙")
    first, second = row.iterchildren(f"{W}tc")
    row.remove(second)
    etree.SubElement(next(first.iterchildren(f"{W}tcPr")), f"{W}gridSpan").set(f"{W}val", "2")
    table = read_document(with_members(content, document=etree.tostring(root))).document.body[1]
    assert isinstance(table, Table)
    assert table.rows == (("乙", ""), ("丁", "戊"))


def test_changes_that_word_tracks_are_read_as_accepted() -> None:
    mark = 'w:id="9" w:author="王芳" w:date="2026-03-02T08:00:00Z"'
    words = (
        f"{{}}</w:t></w:r><w:del {mark}><w:r><w:delText>四月底前</w:delText></w:r></w:del>"
        f"<w:ins {mark}><w:r><w:t>五月十日前</w:t></w:r></w:ins><w:r><w:t>"
    )
    content = edited(render(notice(body=["请于完成整地。"])), "请于", words.format("请于"))
    assert read_document(content).document == notice(body=["请于五月十日前完成整地。"])


def test_comments_are_not_in_the_document_and_the_ledger_says_so() -> None:
    content = render(notice())
    parts = members(content)
    parts["word/comments.xml"] = (
        f'<w:comments xmlns:w="{WORD}"><w:comment w:id="1" w:author="王芳"><w:p><w:r>'
        "<w:t>期限再核对一下</w:t></w:r></w:p></w:comment></w:comments>"
    ).encode()
    relation = f'<Relationship Id="rIdC" Type="{RELATIONSHIPS}/comments" Target="comments.xml"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    parsed = read_document(repacked(parts))
    assert parsed.document == notice()
    assert [(entry.kind, entry.text) for entry in parsed.ledger] == [("dropped", "期限再核对一下")]


def test_a_table_that_was_added_makes_what_was_kept_of_tables_out_of_date() -> None:
    section = {"type": "section", "level": 1, "heading": "甲", "blocks": ["乙。"]}
    table = {"type": "table", "rows": [["丙", "丁"]]}
    document = notice(body=[section, table, section])
    content = render(document)
    assert read_document(content).document == document
    root = etree.fromstring(members(content)["word/document.xml"])
    added = next(root.iter(f"{W}tbl"))
    added.addnext(etree.fromstring(etree.tostring(added)))
    read = read_document(with_members(content, document=etree.tostring(root))).document
    assert read == notice(body=[{**section, "blocks": ["乙。", table, table]}, section])


# ---------------------------------------------------------------------------------- what comes in


@pytest.mark.parametrize("path", ["通知\0.docx", "没有这个文件.docx", "/dev/zero", "."])
def test_a_path_that_cannot_be_read_is_refused_in_chinese(path: str) -> None:
    with pytest.raises(InputError) as error:
        gongwen.read(path)
    assert all(is_said_in_chinese(fault) for fault in error.value.faults)


def test_a_closed_file_and_a_file_of_text_are_refused() -> None:
    closed = io.BytesIO(b"")
    closed.close()
    for source in (closed, io.StringIO("通知")):
        with pytest.raises(DocumentError) as error:
            read_docx(source)
        assert all(is_said_in_chinese(fault) for fault in error.value.faults)


# ---------------------------------------------------------------------------------- any edit at all


@cache
def specimens() -> tuple[bytes, ...]:
    """A document of every form with much on its pages and in its properties."""
    section = {"type": "section", "level": 1, "heading": "压实责任", "blocks": ["各村落实专人，储备铁锹120把。"]}
    run_in = {"type": "section", "level": 2, "heading": "备足物资", "run_in": True, "blocks": ["四月底前完成。"]}
    table = {
        "type": "table",
        "caption": "表1　物资",
        "header": ["村名", "数量"],
        "rows": [["上坝村", "12"], ["下坝村", "8"]],
    }
    picture = {"type": "picture", "name": "河道.png", "data": some_picture(), "caption": "图1　河道"}
    body = ["春耕在即。", section, run_in, table, "以上事项请抓好落实。", picture]
    parts = {
        "attachments": [{"title": "名单", "body": ["甲。", table]}, {"title": "台账", "body": ["乙。"], "apart": True}],
        "issued": [{"title": "办法", "remark": "2026年3月1日通过", "body": ["第一条。"], "date": "2026-03-01"}],
    }
    joint = {"issuers": "云岭县水务局，云岭县林业局", "seals": [_SEAL, {}]}
    every = [
        notice(body=body, secrecy="机密", secrecy_period="1年", urgency="特急", copy_number="000123", **parts),
        notice(
            **_UPWARD, body=body, notes="联系人：王芳", cc="县农业农村局", printer="党政办", print_date="2026-03-03"
        ),
        notice(**{**_UPWARD, **joint}, body=["妥否，请批示。"], report_to="县委办公室"),
        notice(kind="函", body=body, urgency="加急", seals=[_SEAL], printer="党政办"),
        notice(kind="纪要", body=[*body[:1], "出席：周海燕、李强"], printer="党政办"),
        notice(**_ORDER, body=["现予公布。"], seals=[_SEAL], title="公布《青山镇河道管理办法》"),
        notice(
            form="白头",
            body=[{**section, "label": "第一条　"}, table],
            translation={"locale": "bo", "title": "བརྡ་", "issuer": "མི་"},
        ),
    ]
    return tuple(render(document, draft=True) for document in every)


_Edit = Callable[[random.Random, etree._Element], None]
_TEXTS = (
    "",
    "　",
    "\t",
    "直径4..2毫米",
    "9" * 5000,
    "2026年13月45日",
    "〔〕号",
    "附件０",
    "签发人：",
    "抄送：",
    "一、",
    "★",
    "印发",
    "𠮷" * 300,
)
_STYLES_OF_NO_ONE = ("Normal", "", "gw999", "a1")


def _some(chance: random.Random, root: etree._Element, name: str) -> etree._Element:
    found = list(root.iter(f"{W}{name}"))
    return chance.choice(found) if found else root


def _remove(name: str) -> _Edit:
    def edit(chance: random.Random, root: etree._Element) -> None:
        element = _some(chance, root, name)
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)

    return edit


def _double(name: str) -> _Edit:
    def edit(chance: random.Random, root: etree._Element) -> None:
        element = _some(chance, root, name)
        if element.getparent() is not None:
            element.addnext(etree.fromstring(etree.tostring(element)))

    return edit


def _retype(chance: random.Random, root: etree._Element) -> None:
    element = _some(chance, root, "t")
    if element is not root:
        text = chance.choice(_TEXTS)
        element.text = text if chance.random() < 0.5 else f"{element.text or ''}{text}"


def _restyle(chance: random.Random, root: etree._Element) -> None:
    style = _some(chance, root, chance.choice(("pStyle", "rStyle")))
    if style is not root:
        others = [one.get(f"{W}val", "") for one in root.iter(f"{W}pStyle")]
        style.set(f"{W}val", chance.choice([*others, *_STYLES_OF_NO_ONE]))


def _move(chance: random.Random, root: etree._Element) -> None:
    moved, place = _some(chance, root, "p"), _some(chance, root, "p")
    if moved is not place and moved not in place.iterancestors() and place.getparent() is not None:
        place.addnext(moved)


def _reattribute(chance: random.Random, root: etree._Element) -> None:
    element = chance.choice([one for one in root.iter("*") if one.attrib])
    name = chance.choice(sorted(map(str, element.attrib)))
    element.set(name, chance.choice(("", "-1", "99999999999999999999", "rIdNothing", "直径.毫米", "nil", "1e999")))


EDITS: Sequence[_Edit] = (
    *map(_remove, ("p", "r", "tab", "tc", "tr", "tbl", "pPr", "rPr", "br", "sectPr", "txbxContent", "drawing", "t")),
    *map(_double, ("p", "r", "tab", "tc", "tr", "tbl", "t", "drawing")),
    _retype,
    _retype,
    _restyle,
    _restyle,
    _move,
    _reattribute,
)


def _edited(content: bytes, chance: random.Random) -> bytes:
    parts = members(content)
    for name in ("word/document.xml", "word/header1.xml", "docProps/core.xml"):
        if name in parts and (name.endswith("document.xml") or chance.random() < 0.2):
            root = etree.fromstring(parts[name])
            for _ in range(chance.randint(1, 5)):
                chance.choice(EDITS)(chance, root)
            parts[name] = etree.tostring(root)
    custom = parts.get("docProps/custom.xml")
    if custom and chance.random() < 0.5:
        text = custom.decode()
        at = chance.randrange(text.index("lpwstr>"), len(text))
        parts["docProps/custom.xml"] = f"{text[:at]}{chance.choice('[]{},:0n')}{text[at + 1 :]}".encode()
    return repacked(parts)


@pytest.mark.parametrize("seed", range(8))
def test_any_edit_is_read_or_refused_in_chinese(seed: int, pytestconfig: pytest.Config) -> None:
    chance = random.Random(seed)
    read, count = 0, 100 if pytestconfig.getoption(FULL_SWEEP) else 40
    for _ in range(count):
        content = _edited(chance.choice(specimens()), chance)
        with suppress(GongwenError):
            document = read_document(content).document
            read += 1
            render(document, draft=True)
    assert read > count / 2  # most edits leave a document
