"""Sources as files: where they come from, encodings, seals, attachments, JSON."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from gongwen.errors import Fault, InputError
from gongwen.model import Document
from gongwen.reading import load, load_source
from gongwen.reading.files import Source
from tests.reading.sources import FRONT_LINE, outline, png, read, source


def fault_of(given: Source) -> Fault:
    with pytest.raises(InputError) as refused:
        load(given)
    (fault,) = refused.value.faults
    return fault


# ------------------------------------------------------------------ where it comes from


def test_a_source_is_a_path_bytes_or_a_file_object(tmp_path: Path) -> None:
    path = tmp_path / "通知.md"
    path.write_bytes(source())
    expected = load(source())
    assert load(path) == load(str(path)) == load(io.BytesIO(source())) == expected
    assert load(io.StringIO(source().decode())) == load(bytearray(source())) == expected
    with path.open(encoding="utf-8") as text, path.open("rb") as binary:
        assert load(text) == load(binary) == expected


def test_line_ends_and_byte_order_marks_do_not_matter() -> None:
    expected = load(source())
    assert load(b"\xef\xbb\xbf" + source().replace(b"\n", b"\r\n")) == expected
    assert load(io.StringIO("\ufeff\n" + source().decode().replace("\n", "\r"))) == expected


def test_faults_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "通知.md"
    path.write_bytes(source("页码: 1\n"))
    assert str(fault_of(path)).startswith(f"{path} 第7行 〔页码〕")


def test_files_that_cannot_be_read_are_faults(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "没有.md").code == "file-not-found"
    assert fault_of(tmp_path).code == "file-unreadable"
    assert fault_of("a\0b.md").code == "file-unreadable"
    closed = io.BytesIO()
    closed.close()
    assert fault_of(closed).code == "file-unreadable"
    assert fault_of(None).code == "wrong-type"  # type: ignore[arg-type]


# ------------------------------------------------------------------ encodings


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_source_in_another_encoding_is_read_and_said(encoding: str) -> None:
    parsed = load_source(source().decode().encode(encoding))
    assert parsed.document == load_source(source()).document
    (entry,) = parsed.ledger
    assert (entry.kind, entry.became) == ("changed", "UTF-8")
    assert entry.text[:2].lower() == encoding[:2]


def test_bytes_that_are_no_text_in_any_encoding_are_refused_at_their_line() -> None:
    fault = fault_of(b"---\nkind: x\n" + bytes([0xB1, 0xEA, 0x30, 0xFF, 0xFF]))
    assert fault.line == 3
    assert "UTF-8" in fault.message


def test_a_damaged_line_of_utf8_is_not_taken_for_gbk() -> None:
    fault = fault_of(source() + b"\xff\xfe\n")
    assert (fault.code, fault.line) == ("wrong-encoding", 9)
    assert "GBK" not in fault.message


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04", "docx"),
        (b"\xd0\xcf\x11\xe0", ".doc"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "RTF"),
        (png(), "图片"),
    ],
)
def test_other_files_are_called_what_they_are(data: bytes, kind: str) -> None:
    fault = fault_of(data)
    assert fault.code == "not-text"
    assert kind in fault.message


def test_text_with_bytes_that_could_not_be_decoded_is_refused() -> None:
    broken = io.TextIOWrapper(io.BytesIO(source() + b"\xff"), encoding="utf-8")
    escaped = io.TextIOWrapper(io.BytesIO(source() + b"\n\xff"), encoding="utf-8", errors="surrogateescape")
    assert fault_of(broken).code == "wrong-encoding"
    assert (fault_of(escaped).code,) == ("wrong-encoding",)


# ------------------------------------------------------------------ seals


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seal.png").write_bytes(png())
    (tmp_path / "broken.png").write_bytes(png()[:40])
    return tmp_path


@pytest.mark.parametrize("value", ["加盖", "是", "{直径: 42}", "[加盖]", "\n- 加盖", "{图片: 加盖}"])
def test_a_seal_without_picture(value: str) -> None:
    (seal,) = read(f"印章: {value}\n").document.seals
    assert seal.data is None


@pytest.mark.parametrize("value", ["无", "否", "", "[]", "[无]", "不加盖"])
def test_no_seal(value: str) -> None:
    assert read(f"印章: {value}\n").document.seals == ()


@pytest.mark.parametrize(
    "value",
    [
        "seal.png",
        "{图片: seal.png}",
        "{picture: seal.png, diameter: 42}",
        "{图片：seal.png}",
        "\n  图片：seal.png\n  直径: 42毫米",
    ],
)
def test_a_seal_with_picture(value: str, folder: Path) -> None:
    (seal,) = read(f"印章: {value}\n", files=folder).document.seals
    assert (seal.name, seal.data) == ("seal.png", png())
    assert seal.diameter in {None, 42}


def test_pictures_are_looked_for_beside_the_source(folder: Path) -> None:
    path = folder / "通知.md"
    path.write_bytes(source("印章: seal.png\n", "![](seal.png)\n"))
    assert load(path).seals[0].data == png()
    assert load(source("印章: seal.png\n"), files=folder).seals[0].data == png()


def test_one_word_seals_every_signature_of_a_joint_document() -> None:
    assert len(read("印章: 加盖\n署名: 甲镇人民政府，乙镇人民政府\n").document.seals) == 2
    assert len(read("印章: [加盖, 加盖]\n署名: [甲镇人民政府, 乙镇人民政府]\n").document.seals) == 2


@pytest.mark.parametrize(
    "value",
    ["没有.png", "broken.png", "{图片: 没有.png}", "{直径: 大}", "{直径: 9}", "[[加盖]]", "{直: 1}", "{图片: [甲]}"],
)
def test_a_wrong_seal_is_a_fault_at_its_line(value: str, folder: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(f"附注: 甲\n印章:\n- {value}\n", files=folder)
    assert [fault.line for fault in refused.value.faults] == [FRONT_LINE + 2]


# ------------------------------------------------------------------ attachments


def test_attachments_have_their_own_blocks() -> None:
    parsed = read(body="正文。\n\n---\n附件1：责任区\n划分表\n---\n|上坝|一区|\n\n---\n\n附件2:名单\n\n---\n一、甲\n")
    first, second = parsed.document.attachments
    assert outline(parsed.document.body) == ["正文。"]
    assert (first.title, first.title_breaks, first.body[0].type) == ("责任区划分表", (3,), "table")
    assert (second.title, outline(second.body)) == ("名单", [(1, "甲", [])])
    assert parsed.ledger == ()


@pytest.mark.parametrize(
    "head",
    [
        "附件：名单",
        "附件:名单",
        "附件 1 ：名单",
        "附件1　名单",
        "附件1名单",
        "附件\n名单",
        "附件1：\n名单",
        "附件：　名单",
    ],
)
def test_the_head_of_an_attachment_in_every_writing(head: str) -> None:
    parsed = read(body=f"正文。\n---\n{head}\n---\n上坝村。\n")
    assert [attachment.title for attachment in parsed.document.attachments] == ["名单"]
    assert parsed.ledger == ()


def test_a_wrong_number_of_an_attachment_is_written_down() -> None:
    parsed = read(body="正文。\n---\n附件二：甲\n---\n文。\n---\n附件２：乙\n---\n文。\n")
    assert [(entry.line, entry.text, entry.became) for entry in parsed.ledger] == [
        (10, "附件二", "附件1"),
        (14, "附件２", "附件2"),
    ]


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("正文。\n---\n别的。\n", "lone-rule", 9),
        ("正文。\n---\n", "lone-rule", 9),
        ("正文。\n附件：名单\n----\n甲\n", "lone-rule", 10),
        ("正文。\n---\n附件：名单\n甲\n", "unclosed-attachment-title", 10),
        ("正文。\n---\n附件1：名单\n甲\n---\n附件2：表\n---\n乙\n", "unclosed-attachment-title", 10),
        ("正文。\n---\n附件：\n---\n甲\n", "wrong-value", 10),
        ("正文。\n---\n附件：名单\n---\n甲\n---\n乙\n", "lone-rule", 13),
        ("正文。\n---\n附件：名\x01单\n---\n甲\n", "wrong-value", 10),
    ],
)
def test_a_wrong_attachment_is_a_fault_at_its_line(body: str, code: str, line: int) -> None:
    with pytest.raises(InputError) as refused:
        read(body=body)
    assert [(fault.code, fault.line) for fault in refused.value.faults] == [(code, line)]


# ------------------------------------------------------------------ JSON


@pytest.fixture
def document() -> Document:
    return read("印章: 加盖\n", "一、甲\n文。\n---\n附件：名单\n---\n|上坝|\n").document


def test_json_is_the_document(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "通知.JSON"
    path.write_text(document.to_json(), encoding="utf-8")
    assert (
        load(path)
        == load(document.to_json().encode())
        == load(b"\xef\xbb\xbf \n" + document.to_json().encode())
        == document
    )


def test_values_set_from_outside_reach_json_too(document: Document, folder: Path) -> None:
    overrides = {"标题": "新的\n通知", "印章": "seal.png", "附注": ""}
    changed = load_source(document.to_json().encode(), overrides=overrides, files=folder).document
    assert (changed.title, changed.title_breaks, changed.seals[0].data) == ("新的通知", (2,), png())
    assert changed.body == document.body


@pytest.mark.parametrize("text", ['{"kind":\n oops}', '{"a":' * 50_000, '{"kind": "\\ud800"}', '{"kind": NaN}', "{"])
def test_wrong_json_is_a_fault(text: str) -> None:
    for overrides in ({}, {"标题": "甲"}):
        with pytest.raises(InputError):
            load_source(text.encode(), overrides=overrides)


def test_wrong_json_is_found_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "甲.json"
    path.write_text('{"kind":\n oops}', encoding="utf-8")
    fault = fault_of(path)
    assert (fault.code, fault.line, fault.file) == ("not-json", 2, str(path))


def test_a_broken_picture_in_json_is_a_fault() -> None:
    data = '{"kind": "计划", "title": "春耕计划", "body": [{"type": "picture", "data": "R0lGODlh"}]}'
    assert fault_of(data.encode()).code in {"not-a-picture", "wrong-value"}


def test_parsed_hands_out_its_only_document() -> None:
    parsed = read()
    assert parsed.document == parsed.documents[0]
    with pytest.raises(InputError):
        _ = type(parsed)(()).document


@pytest.mark.parametrize("kind", ["WebP", "TIFF"])
def test_a_seal_as_a_scanner_gives_it_is_made_into_png_with_its_transparency(kind: str, folder: Path) -> None:
    seal = Image.new("RGBA", (90, 90))
    seal.putpixel((45, 45), (200, 0, 0, 255))
    seal.save(folder / "章", kind, lossless=True)
    document = load_source(_with_seal(folder)).document
    data = document.seals[0].data
    assert data is not None
    with Image.open(io.BytesIO(data)) as made:
        assert (made.format, made.size, made.getpixel((0, 0))) == ("PNG", (90, 90), (0, 0, 0, 0))
        assert made.getpixel((45, 45)) == (200, 0, 0, 255)


def test_a_scan_for_print_is_made_into_png_of_its_own_size(folder: Path) -> None:
    Image.new("CMYK", (300, 300), (0, 255, 255, 0)).save(folder / "章", "TIFF", dpi=(300, 300))
    facts = load_source(_with_seal(folder)).document.seals[0].facts
    assert facts is not None
    assert facts.extension == "png"
    assert facts.width_mm == pytest.approx(25.4, abs=0.1)


@pytest.mark.parametrize("kind", ["WebP", "TIFF"])
def test_where_nothing_can_convert_it_the_seal_is_named(
    kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGBA", (60, 60)).save(folder / "章", kind)
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(InputError) as refused:
        load_source(_with_seal(folder))
    (fault,) = refused.value.faults
    assert kind in fault.message
    assert "PNG" in fault.cure
    assert "pip install pillow" in fault.cure


def test_a_scan_that_was_cut_off_is_named(folder: Path) -> None:
    stream = io.BytesIO()
    Image.effect_noise((200, 200), 80).save(stream, "WebP")
    (folder / "章").write_bytes(stream.getvalue()[:900])
    with pytest.raises(InputError, match="不完整"):
        load_source(_with_seal(folder))


def _with_seal(folder: Path) -> Path:
    path = folder / "源.md"
    path.write_bytes(source(front="印章: 章\n"))
    return path
