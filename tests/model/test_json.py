"""JSON: one shape for what comes out, what goes in, and what the schema says."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given

from gongwen import Document
from gongwen.model import Block, Section, walk
from tests.model import schema as json_schema
from tests.strategies import NOTICE, documents, drafts, examples, notice, some_picture

SENT: dict[str, Any] = Document.model_json_schema()
SCHEMA: dict[str, Any] = Document.model_json_schema(mode="serialization")
"""What may be sent, and what comes out."""

# ---------------------------------------------------------------------------------- there and back


@examples(60)
@given(documents())
def test_a_document_comes_back_from_its_json(document: Document) -> None:
    for text in (document.to_json(), document.to_json(indent=None)):
        assert Document.read_json(text) == Document.read_json(text.encode()) == document
    assert Document.read(json.loads(document.to_json())) == document


@examples(60)
@given(drafts())
def test_a_draft_comes_back_from_its_json(document: Document) -> None:
    assert Document.read_json(document.to_json()) == Document.read(json.loads(document.to_json())) == document


def test_names_are_english_dates_iso_and_the_number_in_three_parts() -> None:
    made = notice(notes="此件公开发布", printer="党政办公室", print_date="2026年3月3日", copies="共印30份")
    assert json.loads(made.to_json()) == {
        "kind": "通知",
        "form": "文件",
        "issuers": ["青山镇人民政府"],
        "number": {"code": "青政发", "year": 2026, "sequence": 8},
        "title": "关于做好春耕备耕工作的通知",
        "title_breaks": [],
        "recipients": ["各村民委员会", "镇直各单位"],
        "body": [{"type": "paragraph", "text": "春耕在即，现将有关事项通知如下。"}],
        "date": "2026-03-02",
        "notes": "此件公开发布",
        "printer": "党政办公室",
        "print_date": "2026-03-03",
        "copies": 30,
        **{field: [] for field in ("signers", "attachments", "issued", "seals", "cc")},
        **{field: [] for field in ("report_to", "subject_words")},
    }


def test_every_block_carries_its_type_and_a_section_its_five_keys() -> None:
    body = [
        "甲。",
        {"type": "section", "level": 1, "heading": "乙", "blocks": ["丙。"]},
        {"type": "table", "rows": [["丁"]]},
        {"type": "picture", "data": some_picture()},
    ]
    blocks = json.loads(notice(body=body).to_json())["body"]
    assert [block["type"] for block in blocks] == ["paragraph", "section", "table", "picture"]
    assert blocks[1] == {
        "type": "section",
        "level": 1,
        "heading": "乙",
        "run_in": False,
        "blocks": [{"type": "paragraph", "text": "丙。"}],
    }


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_pictures_are_base64_of_either_alphabet(encode: Any) -> None:
    picture = some_picture("JPEG", 60, 60)
    text = encode(picture).decode()
    assert base64.b64encode(picture) != base64.urlsafe_b64encode(picture)
    data = {**NOTICE, "body": [{"type": "picture", "data": text}], "seals": [{"data": text}]}
    for made in (Document.read_json(json.dumps(data)), Document.read(data)):
        assert made.model_dump()["body"][0]["data"] == made.seals[0].data == picture


def test_notes_in_two_pairs_of_brackets_come_back() -> None:
    made = notice(notes="（（甲））")
    assert Document.read_json(made.to_json()) == made


def test_agencies_with_a_colon_before_a_comma_come_back() -> None:
    made = notice(recipients="各村：，")
    assert Document.read_json(made.to_json()) == made


# ---------------------------------------------------------------------------------- values


@examples(30)
@given(documents())
def test_equal_documents_have_one_hash(document: Document) -> None:
    same = Document.read_json(document.to_json())
    assert hash(same) == hash(document)
    assert len({same, document}) == 1
    assert document != notice(title="别的通知")


@pytest.mark.parametrize("field", Document.model_fields)
def test_no_field_of_a_document_can_be_changed(field: str) -> None:
    made = notice(body=[{"type": "section", "level": 1, "heading": "甲", "blocks": ["乙。"]}])
    before = made.to_json()
    with pytest.raises(ValueError, match="frozen"):
        setattr(made, field, None)
    with pytest.raises(ValueError, match="frozen"):
        delattr(made, field)
    assert made.to_json() == before


@examples(30)
@given(documents())
def test_no_part_of_a_document_can_be_changed(document: Document) -> None:
    parts: list[Any] = [*walk(document.body), *document.attachments, *document.seals]
    parts += [part for part in (document.number, document.translation) if part]
    for part in parts:
        for field in type(part).model_fields:
            with pytest.raises(ValueError, match="frozen"):
                setattr(part, field, None)
            assert not isinstance(getattr(part, field), list | dict | set | bytearray)


# ---------------------------------------------------------------------------------- the schema


def test_the_schema_is_plain_json_and_whole() -> None:
    assert json.loads(json.dumps(SCHEMA, ensure_ascii=False)) == SCHEMA
    for part in json_schema.subschemas(SCHEMA):
        if "$ref" in part:
            assert part["$ref"].startswith("#/$defs/")
            assert part["$ref"].removeprefix("#/$defs/") in SCHEMA["$defs"]
        if "required" in part:
            assert set(part["required"]) <= set(part["properties"])


def test_the_schema_has_known_keywords_only() -> None:
    unknown = {keyword for part in json_schema.subschemas(SCHEMA) for keyword in set(part) - json_schema.KEYWORDS}
    assert unknown == set()


def test_the_schema_names_every_field_in_chinese() -> None:
    assert set(SCHEMA["properties"]) == set(Document.model_fields)
    assert "required" not in SCHEMA
    for name, field in SCHEMA["properties"].items():
        assert any("\u4e00" <= character <= "\u9fff" for character in field["description"]), name


def test_the_schema_tells_blocks_apart_by_type() -> None:
    items = SCHEMA["properties"]["body"]["items"]
    assert set(items["discriminator"]["mapping"]) == {"paragraph", "section", "table", "picture"}
    for name, target in items["discriminator"]["mapping"].items():
        block = SCHEMA["$defs"][target.removeprefix("#/$defs/")]
        assert block["properties"]["type"]["const"] == name
        assert block["additionalProperties"] is False


@examples(60)
@given(documents())
def test_the_json_of_every_document_fits_the_schema(document: Document) -> None:
    for schema in (SCHEMA, SENT):
        assert json_schema.errors(json.loads(document.to_json()), schema) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "通之"},
        pytest.param({"copies": 0}),
        {"number": {"code": "甲", "year": 12}},
        {"body": [{"type": "section", "level": 5, "heading": "甲"}]},
        {"body": [{"type": "paragraph"}]},
        {"主送": "甲"},
        {"seals": [{"diameter": 5}]},
    ],
)
def test_what_the_schema_refuses_the_model_refuses_too(changes: dict[str, Any]) -> None:
    data = {**json.loads(notice().to_json()), **changes}
    data = {field: value for field, value in data.items() if value is not ...}
    assert json_schema.errors(data, SCHEMA) != []
    assert json_schema.errors(data, SENT) != []
    with pytest.raises(ValueError, match="validation error"):
        Document.model_validate(data)


@examples(30)
@given(documents())
def test_levels_deepen_in_every_document_of_the_strategy(document: Document) -> None:
    """The strategy itself: what it makes is lawful, and it makes sections at all levels."""

    def check(blocks: tuple[Block, ...], above: int) -> None:
        for block in blocks:
            if isinstance(block, Section):
                assert block.level > above
                check(block.blocks, block.level)

    check(document.body, 0)
