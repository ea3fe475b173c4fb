"""The guard of the text: whatever changes that is not listed stops the fix."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

import gongwen
from gongwen.fixing import anew, fix_anew, fix_in_place, in_place
from gongwen.fixing.guard import guard_letters, guard_order
from gongwen.ooxml.repacking import repacked
from tests.checking.by_hand import content_of, notice, only
from tests.strategies import some_picture

NAMES = "检查组由水务站、卫生院和14个村的管水员组成。"


def faulty() -> bytes:
    """A notice that is there to be put right."""
    document = notice()
    only(document, "为保障").runs[0].text = f"保障饮水安全,责任到人。{NAMES}"
    return content_of(document)


def tampering(old: str, new: str) -> Callable[[bytes, dict[str, bytes]], bytes]:
    """Packing that changes words behind the back of the fix."""

    def pack(content: bytes, changed: dict[str, bytes]) -> bytes:
        made = {name: part.replace(old.encode(), new.encode()) for name, part in changed.items()}
        assert made != changed
        return repacked(content, made)

    return pack


@pytest.mark.parametrize(("old", "new"), [("卫生院", "卫生"), ("14个", "41个"), ("检查组由", "检查组由由")])
def test_a_word_that_changes_on_the_way_stops_both_ways(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = faulty()
    assert fix_in_place(content).changes
    assert fix_anew(content).changes
    monkeypatch.setattr(in_place, "repacked", tampering(old, new))
    for way in (fix_in_place, fix_anew):
        with pytest.raises(gongwen.DocumentError) as caught:
            way(content)
        assert [fault.code for fault in caught.value.faults] == ["text-changed"]
        assert "没有写出" in str(caught.value)


def test_a_word_that_the_reading_or_the_writing_changes_stops_the_new_page(monkeypatch: pytest.MonkeyPatch) -> None:
    content, single, calls = faulty(), anew._single, []

    def read_otherwise(file: bytes) -> object:
        document, ledger = single(file)
        calls.append(file)
        text = document.to_json()
        return gongwen.Document.read_json(text.replace("卫生院", "卫生所")), ledger

    monkeypatch.setattr(anew, "_single", read_otherwise)
    with pytest.raises(gongwen.DocumentError, match="没有写出"):
        fix_anew(content)
    assert len(calls) == 1  # before anything was written


def test_moved_and_lost_words_are_no_corrections() -> None:
    document = gongwen.Document(kind="通知", title="供水检查", body=["一是查水源。", "二是查管网。"])
    guard_order("供水检查\n一是查水源。\n二是查管网。", document, ())
    with pytest.raises(gongwen.DocumentError):
        guard_order("供水检查\n二是查管网。\n一是查水源。", document, ())
    guard_letters("一是查水源。", "一是查水源，", (), ())
    with pytest.raises(gongwen.DocumentError):
        guard_letters("一是查水源。", "一是查水。", (), ())


@pytest.mark.parametrize("lost", ["picture", "footnote"])
def test_a_file_that_cannot_be_written_anew_without_a_loss_is_refused_and_can_be_corrected_in_place(lost: str) -> None:
    document = notice()
    body = only(document, "为保障")
    body.runs[0].text = "保障饮水安全,责任到人。"
    if lost == "picture":
        body.add_run().add_picture(io.BytesIO(some_picture()))
    content = content_of(document)
    if lost == "footnote":
        content = _with_note(content)
    with pytest.raises(gongwen.DocumentError) as caught:
        fix_anew(content)
    assert caught.value.faults[0].code == "would-lose"
    assert "--in-place" in caught.value.faults[0].cure
    assert fix_in_place(content).report.findings == ()


def _with_note(content: bytes) -> bytes:
    made = io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    related = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = (
        f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="1"><w:p><w:r><w:t>据2025年水质月报。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as other:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", related.encode())
            other.writestr(name, part)
        other.writestr("word/footnotes.xml", note)
    return made.getvalue()
