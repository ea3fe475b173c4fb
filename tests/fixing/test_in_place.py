"""A file corrected in place: what findings name changes, and not a byte or a letter else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.shared import Pt, RGBColor
from lxml import etree

import gongwen
from gongwen.fixing import fix_anew, fix_in_place
from gongwen.ooxml.facts import Facts, paragraphs_in
from tests.checking.by_hand import content_of, line, notice, only
from tests.strategies import some_picture
from tests.support import markers, validators

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = '全镇9处山塘、3座小型水库已清淤,投入37.5万元（详见http://www.shiqiao.example/fangxun?id=26）；"三个责任人"名单见附件.'


def worked_on() -> Docx:
    """A notice with a table, a picture, a comment's worth of direct formatting, and faults in between."""
    document = notice()
    number = only(document, "青政发")
    number.runs[0].text = number.text.replace("〔2026〕12", "[2026]012")
    body = only(document, "为保障")
    body.runs[0].text = "现将防汛备汛检查"
    for text, bold in (("有关", True), ("事项通知如下,请抓好", False), ("落实。", False)):
        run = body.add_run(text)
        run.bold, run.font.size = bold, Pt(14 if bold else 16)
    plain = line(document, TEXT, first=0, left=0)
    body._p.addnext(plain._p)
    plain.runs[0].font.color.rgb = RGBColor(0x1F, 0x4E, 0x79)
    table: Any = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ("村名", "9:00,巡查", "单位:万元", "上坝村", "3", "12.4"), strict=True):
        cell.text = text
    plain._p.addnext(table._tbl)
    document.add_picture(io.BytesIO(some_picture()))
    return document


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def raw(content: bytes) -> dict[str, bytes]:
    """The members of a package as they stand in it, deflated."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for entry in package.infolist():
            name, extra = (int.from_bytes(content[entry.header_offset + at :][:2], "little") for at in (26, 28))
            begin = entry.header_offset + 30 + name + extra
            found[entry.filename] = content[begin : begin + entry.compress_size]
    return found


def lines(content: bytes) -> list[str]:
    """What the paragraphs of the body say."""
    return [paragraph.text for paragraph in paragraphs_in(Facts.of(content).blocks)]


def test_only_what_findings_name_changes_and_every_other_part_stays_to_the_byte() -> None:
    content = content_of(worked_on())
    fixed = fix_in_place(content)
    before, after = raw(content), raw(fixed.content)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    told = {old: new for old, new in zip(lines(content), lines(fixed.content), strict=True) if old != new}
    assert told == {
        "青政发[2026]012号": "青政发〔2026〕12号",
        "现将防汛备汛检查有关事项通知如下,请抓好落实。": "现将防汛备汛检查有关事项通知如下，请抓好落实。",
        TEXT: TEXT.replace("淤,", "淤，").replace('"三个责任人"', "“三个责任人”"),
    }
    assert [finding.rule for finding in fixed.report.findings if finding.fix == "safe"] == []
    (paragraph,) = [one for one in paragraphs_in(Facts.of(fixed.content).blocks) if one.text.startswith("全镇9处")]
    facts = Facts.of(fixed.content)
    said = facts.paragraph_format(paragraph)
    assert (said.first_line.pt, facts.run_format(paragraph, paragraph.runs[0]).colour) == (32, "000000")


def test_the_file_keeps_its_table_and_its_picture() -> None:
    document = docx.Document(io.BytesIO(fix_in_place(content_of(worked_on())).content))
    assert [cell.text for row in document.tables[0].rows for cell in row.cells][1:3] == ["9:00,巡查", "单位:万元"]
    assert len(document.inline_shapes) == 1


def test_a_file_that_was_valid_stays_valid() -> None:
    content = _ours()
    made = {
        "at-once": fix_in_place(content).content,
        "tracked": fix_in_place(content, author="沈平").content,
        "anew": fix_anew(content).content,
    }
    assert content not in made.values()
    markers.require("open_xml_sdk")
    found = validators.open_xml_sdk(made)
    assert {name: errors for name, errors in found.items() if errors} == {}


def _ours() -> bytes:
    """A notice of ours that somebody went on typing in."""
    source = (Path(__file__).parents[2] / "examples" / "notice.md").read_text(encoding="utf-8")
    content = gongwen.render(gongwen.load(source.encode(), files=lambda _: some_picture()))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts(content).items():
            package.writestr(name, part.replace("，".encode(), b",") if name == "word/document.xml" else part)
    return made.getvalue()


def test_tracked_corrections_can_be_accepted_or_refused_word_by_word() -> None:
    content = content_of(worked_on())
    fixed = fix_in_place(content, author="沈平")
    root = etree.fromstring(parts(fixed.content)["word/document.xml"])
    changes = [*root.iter(f"{W}ins"), *root.iter(f"{W}del")]
    assert {one.get(f"{W}author") for one in changes} == {"沈平"}
    numbers = [one.get(f"{W}id") for one in changes]
    assert len(numbers) == len(set(numbers))
    # Read as accepted it is the file corrected at once; what was taken out is still there to be taken back.
    assert lines(fixed.content) == lines(fix_in_place(content).content)
    etree.strip_elements(root, f"{W}ins", with_tail=False)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    texts = ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in root.iter(f"{W}p")]
    assert "青政发[2026]012号" in texts
    assert TEXT in texts
    assert fix_in_place(fixed.content, author="沈平").content == fixed.content


def test_a_name_that_is_to_be_left_alone_is_left_alone() -> None:
    document = notice()
    only(document, "为保障").runs[0].text = "由“水,利”工作室承担,费用按合同结算。"
    fixed = fix_in_place(content_of(document), names=["水,利"])
    assert "由“水,利”工作室承担，费用按合同结算。" in lines(fixed.content)


def test_a_strict_file_is_refused_by_name() -> None:
    document = notice()
    only(document, "为保障").runs[0].text = "各村要抓好落实,按时报送。"
    content = content_of(document)
    made = io.BytesIO()
    usual, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006",
        b"http://purl.oclc.org/ooxml/wordprocessingml",
    )
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts(content).items():
            package.writestr(name, part.replace(usual, strict))
    with pytest.raises(gongwen.DocumentError) as caught:
        fix_in_place(made.getvalue())
    assert caught.value.faults[0].code == "strict-document"
