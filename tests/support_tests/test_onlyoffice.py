"""ONLYOFFICE: what it draws, and what is said when a document does not come out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.support import markers, onlyoffice, page, run
from tests.support_tests import raw

TEXT = "国务院2026年11月23日"


@pytest.fixture(scope="module", autouse=True)
def _needs_onlyoffice() -> None:
    markers.require("onlyoffice")


@pytest.fixture(autouse=True)
def _nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(run.VARIABLE, raising=False)


def _docx(text: str) -> bytes:
    return raw.document(raw.paragraph(raw.run(text)))


def test_several_documents_come_out_by_their_names_and_nothing_is_added_to_the_page() -> None:
    names = ["first", "second", "third"]
    pdfs = onlyoffice.render_pdfs({name: _docx(name) for name in names})
    assert list(pdfs) == names
    measured = [page.measure(pdf) for pdf in pdfs.values()]
    assert [document.text for document in measured] == names
    assert not any(one.rules or one.images for document in measured for one in document)


def test_it_draws_no_gap_between_chinese_and_digits() -> None:
    line = page.measure(onlyoffice.render_pdf(_docx(TEXT)))[0].lines[0]
    assert line.text == TEXT
    em = 16 * page.MM_PER_PT
    assert line.advances == pytest.approx([em / (2 if char.isascii() else 1) for char in TEXT[:-1]], abs=0.02)


def test_two_runs_of_one_document_measure_alike() -> None:
    first, second = (page.measure(onlyoffice.render_pdf(_docx(TEXT)))[0] for _ in range(2))
    assert first.glyphs == second.glyphs


def test_what_was_drawn_once_in_a_run_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(run.VARIABLE, str(tmp_path))
    first = onlyoffice.render_pdf(_docx(TEXT))
    with pytest.raises(onlyoffice.OnlyOfficeError, match="took over"):
        onlyoffice.render_pdf(_docx("另一份"), timeout=0.01)
    assert onlyoffice.render_pdf(_docx(TEXT), timeout=0.01) == first
    assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]


def test_a_document_without_pdf_is_named() -> None:
    with pytest.raises(onlyoffice.OnlyOfficeError, match="made no PDF of broken"):
        onlyoffice.render_pdfs({"good": _docx("好"), "broken": b"no document"})


def test_a_hung_program_is_ended_and_reported() -> None:
    with pytest.raises(onlyoffice.OnlyOfficeError, match=r"took over 0\.01 s for slow"):
        onlyoffice.render_pdfs({"slow": _docx("慢")}, timeout=0.01)


def test_a_missing_program_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onlyoffice, "home", lambda: None)
    assert not onlyoffice.available()
    with pytest.raises(onlyoffice.OnlyOfficeError, match="not installed"):
        onlyoffice.render_pdf(b"")


def test_a_picture_is_seen_where_it_stands() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (120, 120), (255, 0, 0)).save(stream, "PNG")
    docx = raw.document(raw.paragraph(raw.run("章"), raw.picture((100, 150, 42, 30))), image=stream.getvalue())
    seal = page.measure(onlyoffice.render_pdf(docx))[0].images
    assert len(seal) == 1
    assert seal[0] == pytest.approx((100, 150, 142, 180), abs=0.1)
