"""Files of older word processors, turned into .docx by the LibreOffice of this machine."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

import gongwen
from gongwen import DocumentError

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXTS = """青山镇人民政府文件
青政发〔2026〕19号
青山镇人民政府关于清理河道“四乱”的通知
镇直各单位：
汛期将至，请于5月20日前清理河道14.6公里。
青山镇人民政府
2026年4月22日""".splitlines()


@pytest.fixture(scope="module")
def old_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A .doc that LibreOffice wrote from a .docx of another hand."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not there")
    folder: Path = tmp_path_factory.mktemp("old")
    file = docx.Document()
    for text in TEXTS:
        file.add_paragraph(text)
    file.save(str(folder / "旧通知.docx"))
    command = [OFFICE, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", folder, folder / "旧通知.docx"], check=True, capture_output=True, timeout=120)
    return (folder / "旧通知.doc").read_bytes()


def test_a_doc_is_read_as_its_docx_would_be(old_file: bytes) -> None:
    document = gongwen.read(io.BytesIO(old_file)).document

    assert (document.title, str(document.number)) == ("青山镇人民政府关于清理河道“四乱”的通知", "青政发〔2026〕19号")
    assert document.date is not None
    assert (document.recipients, document.date.isoformat()) == (("镇直各单位",), "2026-04-22")


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(DocumentError) as raised:
        gongwen.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert [fault.code for fault in raised.value.faults] == ["no-converter"]
    assert "LibreOffice" in str(raised.value)
