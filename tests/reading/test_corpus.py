"""The corpus for reading: large and varied enough, labelled as its format asks, its files the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import date

import docx
import pytest
from lxml import etree

from gongwen.model import IssuingNumber, Kind
from tests.reading.corpus import HALVES, Labels, Sample, samples
from tests.reading.corpus.files import FILES
from tests.reading.corpus.files.lines import contents, unnumbered
from tests.reading.scoring import FIELDS, normal, score

TEXTS = list(samples(files=False))
WORD_FILES = list(samples(texts=False))
EVERY = [*TEXTS, *WORD_FILES]
KEYS = {*FIELDS, "headings", "attachments", "items", "unjudged"}
# What a byte order mark, or the only encoding in which the bytes mean anything, tells of a text.
_ENCODINGS = ("utf-8-sig", "gb18030", "big5")


def by_name(sample: Sample) -> str:
    return sample.name


def decoded(data: bytes) -> str:
    """The text of a sample: UTF-16 by its mark, otherwise the first encoding that gives common characters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "年" in text or "，" in text:
            return text
    raise AssertionError("a text of the corpus is in no encoding that offices use")


def test_the_corpus_is_large_and_its_halves_are_equal() -> None:
    assert len(TEXTS) >= 80
    assert len(WORD_FILES) >= 25
    for chosen in (TEXTS, WORD_FILES):
        halves = Counter(sample.half for sample in chosen)
        assert abs(halves[HALVES[0]] - halves[HALVES[1]]) <= 1


def test_every_kind_and_every_field_occurs_in_the_corpus() -> None:
    labels = [entry for sample in EVERY for entry in sample.labels]
    assert {entry["kind"] for entry in labels} == {None, *(kind.value for kind in Kind)}
    assert {name for entry in labels for name in entry} == KEYS


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_every_field(half: str) -> None:
    found = {name for sample in samples(half, files=False) for entry in sample.labels for name in entry}
    assert found == KEYS


@pytest.mark.parametrize("sample", EVERY, ids=by_name)
def test_labels_are_written_as_the_format_asks(sample: Sample) -> None:
    for labels in sample.labels:
        assert set(labels) <= KEYS
        assert all(value or name == "kind" for name, value in labels.items()), "a key is there only if the text says it"
        for name in ("date", "print_date"):
            assert name not in labels or date.fromisoformat(labels[name])
        if "number" in labels:
            assert str(IssuingNumber.parse(labels["number"])) == labels["number"]
        for part in (labels, *labels.get("attachments", ())):
            for level, words in (*part.get("headings", ()), *part.get("items", ())):
                assert level in (1, 2, 3, 4)
                assert words
                assert not re.search(r"\s|[。；;]$", words)


def values_in_the_text(labels: Labels) -> list[str]:
    """The labels that stand in the text as they are, but for blanks and line breaks."""
    single = [labels[name] for name in ("title", "mark", "note", "print_office") if name in labels]
    several = ("recipients", "signatories", "cc", "report_to", "signers", "attachment_names", "subject_words")
    return [*single, *(value for name in several for value in labels.get(name, ()))]


@pytest.mark.parametrize("sample", TEXTS, ids=by_name)
def test_what_a_label_says_stands_in_its_text(sample: Sample) -> None:
    text = normal(re.sub("<[^>]*>|&nbsp;", "", decoded(sample.data)))
    for labels in sample.labels:
        for value in values_in_the_text(labels):
            assert normal(value) in text
        headings = [words for _, words in labels.get("headings", ()) if normal(words) not in text.replace("**", "")]
        assert headings == []


def test_a_sample_scored_against_its_own_labels_has_no_fault() -> None:
    for sample in EVERY:
        assert score(sample.labels, sample.labels).faults == [], sample.name


# ---------------------------------------------------------------------------------- files


_XML = (".xml", ".rels")


def parts(data: bytes) -> dict[str, etree._Element]:
    """The XML parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(_XML)}


@pytest.mark.parametrize("sample", WORD_FILES, ids=by_name)
def test_a_file_has_the_same_bytes_each_time_and_well_formed_parts(sample: Sample) -> None:
    assert FILES[sample.name]() == sample.data
    found = parts(sample.data)
    assert {"[Content_Types].xml", "_rels/.rels", "word/document.xml"} <= set(found)


@pytest.mark.parametrize("sample", WORD_FILES, ids=by_name)
def test_a_file_holds_all_its_contents(sample: Sample) -> None:
    text = "".join(
        str(element.text or "") for root in parts(sample.data).values() for element in root.iter("{*}t", "{*}delText")
    )
    for line in contents(sample.name.rpartition(".")[0]):
        # Marks of changes, comments and breaks, and numbers that the editor counts, are not in the runs of a line.
        pieces = re.split(r"\[[-+#^~]|[-+#^~]\]|[|¦]", unnumbered(line.text))
        assert all(piece.strip().removesuffix("文件") in text for piece in pieces)


def test_word_files_open_in_another_library_unless_their_class_is_unknown_to_it() -> None:
    for sample in WORD_FILES:
        if sample.name.endswith(".docx") and "strict" not in sample.name:
            assert docx.Document(io.BytesIO(sample.data)).element.body is not None


def test_a_text_box_in_two_writings_says_the_same_in_both() -> None:
    root = parts(FILES["204-alternate-content-letterhead.docx"]())["word/document.xml"]
    boxes = ["".join(str(text) for text in box.itertext()) for box in root.iter("{*}txbxContent")]
    assert boxes == ["云岭县农业农村局文件"] * 2
