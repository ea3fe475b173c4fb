"""Text is text: whatever stands in a field arrives on the page as typed, or is refused by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongwen import Document, InputError, Profile, render
from gongwen.reading.docx import read_document
from gongwen.standard.profiles import PROFILES
from tests.strategies import (
    NOTICE,
    TRAPS,
    agencies,
    codes,
    examples,
    lines,
    notice,
    prose,
    some_picture,
    wild_text,
)
from tests.write.opened import trees

_ORDER: dict[str, Any] = {"kind": "命令", "number": "第1号", "recipients": []}

# Every field that holds text, and how a text comes into it.
FIELDS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "title": lambda text: {"title": text},
    "issuers": lambda text: {"issuers": [text]},
    "issuer_mark": lambda text: {"issuer_mark": text},
    "number": lambda text: {"number": {"code": text, "year": 2026, "sequence": 8}},
    "recipients": lambda text: {"recipients": [text, "乙"]},
    "signatories": lambda text: {"signatories": [text, "乙"]},
    "cc": lambda text: {"cc": [text, "乙"]},
    "notes": lambda text: {"notes": text},
    "printer": lambda text: {"printer": text, "print_date": "2026-03-03"},
    "paragraph": lambda text: {"body": [text, "乙。"]},
    "heading": lambda text: {"body": [{"type": "section", "level": 1, "heading": text, "blocks": ["乙。"]}]},
    "heading that runs in": lambda text: {
        "body": [{"type": "section", "level": 2, "heading": text, "run_in": True, "blocks": ["乙。"]}]
    },
    "text after a heading": lambda text: {
        "body": [{"type": "section", "level": 3, "heading": "甲", "run_in": True, "blocks": [text]}]
    },
    "paragraph after a section": lambda text: {"body": [{"type": "section", "level": 1, "heading": "甲"}, text]},
    "cell": lambda text: {"body": [{"type": "table", "header": ["甲"], "rows": [[text], ["乙"]]}]},
    "heading of a table": lambda text: {"body": [{"type": "table", "header": [text], "rows": [["乙"]]}]},
    "caption of a table": lambda text: {"body": [{"type": "table", "rows": [["乙"]], "caption": text}]},
    "name of a picture": lambda text: {"body": [{"type": "picture", "data": some_picture(), "name": text}]},
    "caption of a picture": lambda text: {"body": [{"type": "picture", "data": some_picture(), "caption": text}]},
    "name of a seal": lambda text: {"seals": [{"data": some_picture(), "name": text}]},
    "title of an attachment": lambda text: {"attachments": [{"title": text, "body": ["乙。"]}]},
    "paragraph of an attachment": lambda text: {"attachments": [{"title": "甲", "body": [text]}]},
    "joint issuers": lambda text: {"issuers": [text, "乙"]},
    "signers": lambda text: {"kind": "报告", "signers": [text]},
    "mark of a letter": lambda text: {"kind": "函", "issuer_mark": text},
    "issuer of a letter": lambda text: {"kind": "函", "issuers": [text], "urgency": "特急"},
    "issuer of an order": lambda text: {**_ORDER, "issuers": [text]},
    "signer of an order": lambda text: {**_ORDER, "signatories": [f"县长　{text}"]},
    "stamp of an order": lambda text: {
        **_ORDER,
        "signatories": [f"县长　{text}"],
        "seals": [{"data": some_picture(), "name": text}],
    },
    "title of an order": lambda text: {**_ORDER, "title": text},
    "office of minutes": lambda text: {"kind": "纪要", "printer": text},
    "list of attendance": lambda text: {"kind": "纪要", "body": ["甲。", f"出席：{text}"]},
    "signatories under seals": lambda text: {"signatories": [text, "乙"], "seals": [{}, {}]},
    "translated title": lambda text: {"translation": {"locale": "ug", "title": text, "issuer": "乙"}},
    "translated issuer": lambda text: {"translation": {"locale": "bo", "title": "乙", "issuer": text}},
}

# Texts that each field keeps as they are; elsewhere blanks or marks at their ends are no part of them.
KEPT: Mapping[str, st.SearchStrategy[str]] = {
    **dict.fromkeys(FIELDS, lines()),
    **dict.fromkeys(
        ["issuers", "recipients", "signatories", "cc", "joint issuers", "signatories under seals"],
        agencies(least=1, most=1).map("".join),
    ),
    **dict.fromkeys(["issuer of a letter", "issuer of an order"], agencies(least=1, most=1).map("".join)),
    **dict.fromkeys(
        ["signers", "signer of an order", "stamp of an order"],
        agencies(least=1, most=1).map(lambda names: "".join(names[0].split())).filter(bool),
    ),
    **dict.fromkeys(["title", "title of an attachment", "title of an order"], lines().filter(str.strip)),
    **dict.fromkeys(["issuer_mark", "mark of a letter", "printer", "office of minutes"], lines().filter(str.strip)),
    **dict.fromkeys(["paragraph", "text after a heading", "paragraph after a section", "cell"], prose()),
    "paragraph of an attachment": prose(),
    "heading": lines().map(str.strip).filter(bool),
    "heading that runs in": lines().map(lambda text: text.replace("。", "").strip()).filter(bool),
    "notes": lines().map(lambda text: "".join(c for c in text if c not in "（）()").strip()).filter(bool),
    "number": codes(),
}


_BY_RULE = {"notes", "number", "signers", "signer of an order", "stamp of an order"}
"""Fields that take out blanks and brackets by rule: their texts are tried above, in what they keep."""


_OF_ONE_AGENCY = ("issuer of a letter", "issuer of an order", "signatories under seals")


def read_back(document: Document, profile: str | Profile = "国标") -> Document:
    """Write a document, see that every part is XML, and read it."""
    content = render(document, profile=profile)
    assert set(trees(content)) >= {"word/document.xml", "word/styles.xml", "docProps/core.xml"}
    return read_document(content).document


@pytest.mark.parametrize("field", FIELDS)
@examples(25)
@given(st.data())
def test_any_text_in_any_field_arrives_as_typed(field: str, data: st.DataObject) -> None:
    text = data.draw(KEPT[field])
    document = notice(**FIELDS[field](text))
    assert any(text in kept for kept in _texts(document))
    assert read_back(document) == document


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("field", [field for field in FIELDS if field not in _BY_RULE])
def test_every_trap_in_every_field_arrives_as_typed(field: str, profile: str) -> None:
    """Where the field would change it by rule (blanks at the ends, commas between agencies) the changed one arrives."""
    for trap in TRAPS:
        if field in _OF_ONE_AGENCY and trap == "，":
            continue  # several agencies, see test_read_back
        document = notice(**FIELDS[field](f"甲{trap}乙"))
        assert read_back(document, profile) == document


@examples(150)
@given(st.sampled_from(sorted(set(FIELDS) - _BY_RULE)), wild_text().filter(str.strip))
def test_what_does_not_arrive_is_refused_by_name(field: str, text: str) -> None:
    try:
        document = Document.read({**NOTICE, **FIELDS[field](text)})
    except InputError:
        return
    assume(Document.read_json(document.to_json()) == document)  # where it is not, see tests/model
    # Several agencies, and an order's title of several lines: see test_read_back.
    assume(field not in _OF_ONE_AGENCY or not re.search("[，,\n]", text))
    assume(field != "title of an order" or "\n" not in text)
    assert read_back(document) == document


@pytest.mark.parametrize("field", ["paragraph", "cell", "text after a heading", "paragraph of an attachment"])
def test_a_paragraph_of_10000_characters_arrives_whole(field: str) -> None:
    for piece in ("各村要把责任落实到人，", "A&B <c> ", "𠮷👨‍👩‍👧‍👦", "word" * 5 + "\t", "\n"):
        text = (piece * 10_000)[:10_000]
        document = notice(**FIELDS[field](text))
        assert read_back(document) == document


def test_a_body_of_3000_paragraphs_arrives_whole() -> None:
    document = notice(body=[f"第{number}段。" for number in range(3000)])
    assert read_back(document) == document


def test_a_template_tag_is_no_template() -> None:
    """docxtpl would cut 关于A&B公司 down to 关于A, and run what stands in braces."""
    text = "关于A&B公司{{ cycler.__init__.__globals__ }}{% raw %}的通知"
    assert read_back(notice(title=text, body=[text])).title == text


def _texts(value: Any) -> list[str]:
    """Every text of a document."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    fields = getattr(type(value), "model_fields", {})
    return [text for field in fields for text in _texts(getattr(value, field))]
