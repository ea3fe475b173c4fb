"""The measuring copy: with it LibreOffice sets lines as Word does, and what is measured does not show it."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.support import as_word, engines, markers, page
from tests.support_tests import raw

EM = 16 * page.MM_PER_PT
DATED = "截至2026年11月23日，GDP增长5.8%"


def _part(docx: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name).decode("utf-8")


def _texts(docx: bytes) -> list[str]:
    return re.findall(r"<w:t[^>]*>([^<]*)</w:t>", _part(docx, "word/document.xml"))


def _with_styles(docx: bytes, old: str, new: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/styles.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            copy.writestr(name, data)
    return target.getvalue()


def _full_line(value: str) -> bytes:
    """A full line and a mark, in a document that says in its defaults whether a mark may hang in the margin."""
    paragraph = raw.paragraph(raw.run("国" * 28 + "。国", '<w:spacing w:val="-5"/>'))
    docx = raw.document(paragraph.replace('<w:overflowPunct w:val="0"/>', ""))
    defaults = f'<w:pPrDefault><w:pPr><w:overflowPunct w:val="{value}"/></w:pPr></w:pPrDefault>'
    return _with_styles(docx, "<w:pPrDefault/>", defaults)


def test_a_zero_width_space_stands_at_every_joint_of_chinese_and_digits_or_letters() -> None:
    copy = as_word.measuring_copy(raw.document(raw.paragraph(raw.run(DATED))))
    assert _texts(copy) == [
        DATED.replace("至2", "至|2")
        .replace("6年1", "6|年|1")
        .replace("1月2", "1|月|2")
        .replace("3日", "3|日")
        .replace("P增", "P|增")
        .replace("长5", "长|5")
        .replace("|", "\u200b")
    ]


def test_a_joint_across_runs_counts_and_one_across_a_break_or_paragraphs_does_not() -> None:
    copy = as_word.measuring_copy(
        raw.document(
            raw.paragraph(raw.run("国"), raw.run("2"), raw.run("0国"), "<w:r><w:br/></w:r>", raw.run("1")),
            raw.paragraph(raw.run("3国")),
        )
    )
    assert _texts(copy) == ["国", "\u200b2", "0\u200b国", "1", "3\u200b国"]


def test_spaces_at_the_ends_of_runs_are_kept() -> None:
    copy = as_word.measuring_copy(raw.document(raw.paragraph(raw.run("国 "), raw.run(" 1"))))
    assert _texts(copy) == ["国 ", " 1"]


def test_the_other_parts_are_the_same() -> None:
    docx = raw.document(raw.paragraph(raw.run(DATED)))
    copy = as_word.measuring_copy(docx)
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(io.BytesIO(copy)) as after:
        assert before.namelist() == after.namelist()
        rest = [name for name in before.namelist() if name not in ("word/document.xml", "word/styles.xml")]
        assert [before.read(name) for name in rest] == [after.read(name) for name in rest]


def test_libreoffice_draws_the_gap_and_its_copy_does_not() -> None:
    markers.require("office")
    docx = raw.document(raw.paragraph(raw.run(DATED)))
    plain, copy = (page.measure(engines.render_pdf(docx, name))[0].lines[0] for name in engines.ENGINES[:2])
    assert plain.text == copy.text == copy.spaced_text == DATED
    assert copy.advances == pytest.approx([EM / (2 if char.isascii() else 1) for char in DATED[:-1]], abs=0.02)
    assert sum(plain.advances) - sum(copy.advances) == pytest.approx(8 * EM / 5, abs=0.1)


@pytest.mark.parametrize("engine", engines.WORD_LIKE)
def test_no_mark_hangs_where_the_file_says_so(engine: engines.Engine) -> None:
    markers.require(engines.tool(engine))
    lines = page.measure(engines.render_pdf(_full_line("0"), engine))[0].lines
    assert [line.text for line in lines] == ["国" * 27, "国。国"]
    assert max(line.x1 for line in lines) < 210 - 1474 * 25.4 / 1440 + 0.1


def test_a_mark_hangs_in_the_copy_of_a_file_that_says_so() -> None:
    markers.require("office")
    lines = page.measure(engines.render_pdf(_full_line("1"), "libreoffice as word"))[0].lines
    assert [line.text for line in lines] == ["国" * 28 + "。", "国"]
