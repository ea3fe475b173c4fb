"""LibreOffice: many documents in one call, and what it says when a document does not come out."""

from __future__ import annotations

import pytest

from tests.support import markers, office, page
from tests.support_tests import raw


@pytest.fixture(scope="module", autouse=True)
def _needs_office() -> None:
    markers.require("office")


def test_many_documents_in_calls_of_limited_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "CHUNK", 2)
    names = ["first", "second", "third"]
    pdfs = office.render_pdfs({name: raw.document(raw.paragraph(raw.run(name))) for name in names})
    assert list(pdfs) == names
    assert [page.measure(pdf).text for pdf in pdfs.values()] == names


def test_two_runs_of_one_document_measure_alike() -> None:
    docx = raw.document(raw.paragraph(raw.run("国务院")))
    first, second = (page.measure(office.render_pdf(docx))[0] for _ in range(2))
    assert first.glyphs == second.glyphs


def test_no_document_needs_no_office() -> None:
    assert office.render_pdfs({}) == {}


def test_a_document_without_pdf_is_named() -> None:
    good = raw.document(raw.paragraph(raw.run("好")))
    members = {name: data for name, data in raw.parts().items() if name != "word/document.xml"}
    with pytest.raises(office.OfficeError, match=r"no PDF of: broken\n"):
        office.render_pdfs({"good": good, "broken": raw.pack(members)})


@pytest.mark.parametrize("name", ["", "a/b", "../a", "a b", "文件", "-x.docx"])
def test_unsafe_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="unsafe document name"):
        office.render_pdfs({name: b""})


def test_a_hung_office_is_ended_and_reported() -> None:
    with pytest.raises(office.OfficeError, match="no PDF yet for: slow"):
        office.render_pdfs({"slow": raw.document(raw.paragraph(raw.run("慢")))}, timeout=0.01)


def test_a_missing_office_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "executable", lambda: None)
    assert not office.available()
    with pytest.raises(office.OfficeError, match="not installed"):
        office.render_pdf(b"")
