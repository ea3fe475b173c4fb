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


def _text(docx: bytes) -> str:
    """The text of the body; a joint at which a line may turn as ¦, one at which it may not as ⁀."""
    text = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", _part(docx, "word/document.xml")))
    return text.replace(as_word.ZERO_WIDTH_SPACE, "¦").replace(as_word.WORD_JOINER, "⁀")


def _copy(*runs: str) -> str:
    return _text(as_word.measuring_copy(raw.document(raw.paragraph(*runs))))


def _changed(docx: bytes, part: str, old: str, new: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                before, found, after = data.decode("utf-8").rpartition(old)
                assert found
                data = f"{before}{new}{after}".encode()
            copy.writestr(name, data)
    return target.getvalue()


def _full_line(value: str) -> bytes:
    """A full line and a mark, in a document that says in its defaults whether a mark may hang in the margin."""
    paragraph = raw.paragraph(raw.run("国" * 28 + "。国", '<w:spacing w:val="-5"/>'))
    docx = raw.document(paragraph.replace('<w:overflowPunct w:val="0"/>', ""))
    defaults = f'<w:pPrDefault><w:pPr><w:overflowPunct w:val="{value}"/></w:pPr></w:pPrDefault>'
    return _changed(docx, "word/styles.xml", "<w:pPrDefault/>", defaults)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (DATED, "截至¦2026¦年¦11¦月¦23¦日，¦GDP¦增长¦5⁀.⁀8⁀%"),
        ("传真：（0870）6612345", "传真：（0870）¦6612345"),
        ("“GDP”和《GB》", "“GDP”和《GB》"),
        ("e-mail: a@b.cn", "e⁀-¦mail⁀: a⁀@⁀b⁀.⁀cn"),
        ("2026—2028年", "2026¦—¦2028¦年"),
        ("（A）类、B类", "（A）类、¦B¦类"),
        ("国·国3×4", "国·国¦3¦×¦4"),
    ],
)
def test_the_copy_says_where_word_turns_a_line_beside_figures_and_letters(text: str, marked: str) -> None:
    assert _copy(raw.run(text)) == marked


def test_a_joint_across_runs_counts_and_one_across_a_break_or_paragraphs_does_not() -> None:
    assert _copy(raw.run("国"), raw.run("2"), raw.run("0国"), "<w:r><w:br/></w:r>", raw.run("1")) == "国¦20¦国1"
    two = raw.document(raw.paragraph(raw.run("国")), raw.paragraph(raw.run("3国")))
    assert _text(as_word.measuring_copy(two)) == "国3¦国"


def test_where_lines_may_turn_within_words_there_is_a_joint_between_any_two_characters() -> None:
    paragraph = raw.paragraph(raw.run("见a.cn/b?")).replace("<w:pPr>", '<w:pPr><w:wordWrap w:val="0"/>')
    assert _text(as_word.measuring_copy(raw.document(paragraph))) == "见¦a⁀.¦c¦n¦/¦b⁀?"


def test_spaces_at_the_ends_of_runs_are_kept() -> None:
    assert _copy(raw.run("国 "), raw.run(" 1")) == "国  1"


def test_the_marks_that_begin_and_end_no_line_are_those_of_the_file() -> None:
    named = '<w:noLineBreaksAfter w:lang="zh-CN" w:val="（"/><w:noLineBreaksBefore w:lang="zh-CN" w:val="。—"/>'
    docx = raw.document(raw.paragraph(raw.run("国")))
    assert "。" in as_word.marks(docx).begin_none
    assert "—" not in as_word.marks(docx).begin_none
    changed = _changed(docx, "word/settings.xml", "/>", f">{named}</w:settings>")
    assert as_word.marks(changed) == ("。—", "（")


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
@pytest.mark.parametrize("spacing", [0, -5, -15])
def test_a_line_of_figures_and_chinese_is_as_wide_as_in_word(engine: engines.Engine, spacing: int) -> None:
    markers.require(engines.tool(engine))
    text = "截至3月5日，全镇12个村已种树4860株、清沟77公里"
    run = raw.run(text, f'<w:spacing w:val="{spacing}"/>')
    line = page.measure(engines.render_pdf(raw.document(raw.paragraph(run)), engine))[0].lines[0]
    points = sum((8 if char.isascii() else 16) + spacing / 20 for char in text[:-1])
    assert line.text == text
    assert sum(line.advances) == pytest.approx(points * page.MM_PER_PT, abs=0.8)


@pytest.mark.parametrize("engine", engines.WORD_LIKE)
def test_an_ellipsis_is_not_parted_where_the_file_forbids_it(engine: engines.Engine) -> None:
    markers.require(engines.tool(engine))
    docx = raw.document(*(raw.paragraph(raw.run("国" * count + "报……国" * 2)) for count in range(22, 29)))
    named = '<w:noLineBreaksBefore w:lang="zh-CN" w:val="…，。"/>'
    docx = _changed(docx, "word/settings.xml", "/>", f">{named}</w:settings>")
    lines = page.measure(engines.render_pdf(docx, engine))[0].lines
    assert not [line.text for line in lines if line.text.startswith("…") or re.search("[^…]…$", line.text)]


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
