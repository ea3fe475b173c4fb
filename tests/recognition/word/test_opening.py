"""Whose file it is: what gongwen wrote reads back equal, any other goes through the grammar, older ones convert."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from pathlib import Path

import pytest

import gongwen
from gongwen.errors import DocumentError
from gongwen.model import Kind
from gongwen.recognition import ParsedText
from gongwen.recognition.word import is_word_file
from gongwen.specimens import specimen
from tests.reading.corpus import Sample, samples
from tests.recognition.word.files import CLOSING, HEAD, TEXT, balanced, lines, package, plain

FOREIGN = package(lines(*HEAD, *TEXT, *CLOSING))
NOTICE = gongwen.read(FOREIGN).document


def changed(content: bytes, part: str, before: str, after: str) -> bytes:
    """A file with words of one part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            data = given.read(name)
            archive.writestr(name, data.replace(before.encode(), after.encode()) if name == part else data)
    return made.getvalue()


def test_what_was_read_of_a_foreign_file_and_rendered_reads_back_equal() -> None:
    again = gongwen.read(gongwen.render(NOTICE))
    assert again.document == NOTICE
    assert not isinstance(again, ParsedText)
    assert (len(again.documents), again.documents[0].document, again.uncertain) == (1, NOTICE, ())


@pytest.mark.parametrize("kind", Kind)
def test_the_specimen_of_every_kind_reads_back_equal_by_its_styles(kind: Kind) -> None:
    document = gongwen.load(specimen(kind.value).encode())
    found = gongwen.read(gongwen.render(document))
    assert found.document == document
    assert not isinstance(found, ParsedText)


def test_a_file_of_ours_whose_box_lost_its_styles_in_another_program_keeps_its_colophon() -> None:
    notice = NOTICE.evolve(cc=("县水务局",), printer="青山镇党政办公室", print_date=NOTICE.date)
    content = gongwen.render(notice)
    lost = changed(
        changed(content, "word/document.xml", "GwColophonCc", "GwColophonAnchor"),
        "word/document.xml",
        "GwColophonPrinter",
        "GwColophonAnchor",
    )
    found = gongwen.read(lost).document
    assert lost != content
    assert (found.cc, found.printer, found.print_date) == (notice.cc, notice.printer, notice.print_date)


def test_a_file_of_ours_in_which_somebody_wrote_much_is_still_ours() -> None:
    content = gongwen.render(NOTICE)
    added = plain("各村要建立台账，逐户登记。" * 60)
    edited = changed(content, "word/document.xml", "<w:sectPr", f"{added}<w:sectPr")
    found = gongwen.read(edited)
    assert not isinstance(found, ParsedText)
    assert found.document.issuers == NOTICE.issuers


def test_a_file_of_ours_under_other_style_names_says_the_same_by_the_grammar() -> None:
    renamed = changed(gongwen.render(NOTICE), "word/styles.xml", '"公文', '"本局')
    found = balanced(gongwen.read(renamed)).document
    assert found == NOTICE


def test_a_few_paragraphs_in_our_styles_do_not_make_a_file_ours() -> None:
    styles = '<w:styles><w:style w:type="paragraph" w:styleId="a"><w:name w:val="公文标题"/></w:style></w:styles>'
    found = balanced(gongwen.read(package(lines(*HEAD, *TEXT, *CLOSING), {"styles": styles})))
    assert found.document == NOTICE


@pytest.mark.parametrize("sample", list(samples("dev", texts=False)), ids=lambda sample: sample.name)
def test_the_sum_of_every_file_of_the_corpus_comes_out_and_reading_again_is_the_same(sample: Sample) -> None:
    data = sample.data
    found = balanced(gongwen.read(data))
    assert found == gongwen.read(io.BytesIO(data))


def test_texts_and_pictures_are_no_files_of_a_word_processor() -> None:
    assert [is_word_file(data) for data in (FOREIGN, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "通知".encode(), b"")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", "关于春耕的通知".encode(), FOREIGN[:900]])
def test_what_is_no_such_file_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "旧通知.docx"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        gongwen.read(path)
    assert caught.value.faults[0].file == "旧通知.docx"


def test_a_file_with_a_password_says_so() -> None:
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(DocumentError, match="密码"):
        gongwen.read(protected)


def test_an_older_file_without_an_office_to_convert_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentError, match="LibreOffice") as caught:
        gongwen.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert caught.value.faults[0].code == "no-converter"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_rich_text_is_read_through_libreoffice() -> None:
    def escaped(text: str) -> str:
        return "".join(f"\\u{ord(character)}?" for character in text)

    paragraphs = [text for _, text in (*HEAD[2:], *TEXT, *CLOSING)]
    content = "{\\rtf1\\ansi " + "\\par ".join(map(escaped, paragraphs)) + "\\par}"
    found = gongwen.read(content.encode()).document
    assert (found.title, found.recipients) == (HEAD[2][1], NOTICE.recipients)


def is_read_or_refused(content: bytes) -> bool:
    """Whether a file is read, with a sum that comes out, or refused for what it is."""
    try:
        balanced(gongwen.read(content))
    except DocumentError:
        return True
    return True


def test_files_that_somebody_damaged_are_read_or_refused() -> None:
    chance = random.Random(9704)
    body = lines(*HEAD, *TEXT, *CLOSING)
    marks = [at for at, character in enumerate(body) if character == "<"]
    for _ in range(300):
        start, end = sorted(chance.sample(marks, 2))
        assert is_read_or_refused(package(body[:start] + body[end:]))
        assert is_read_or_refused(package(body[:end] + body[start:]))
