"""What nobody sees: dropped from what is read, each with a remark; refused in the values of a program."""

from __future__ import annotations

import io
import zipfile

import pytest

import gongwen
from gongwen.errors import InputError
from gongwen.reading import load_source, parse_body
from gongwen.standard.languages import LANGUAGES
from gongwen.text import unseen
from tests.strategies import notice

HEAD = "文种: 计划\n标题: 石桥镇秋粮收购工作计划\n成文日期: 2026-09-21\n"
TURNING = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
HIDDEN = [*TURNING, "\u200b", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u3164", "\U000e0041", "\u200f", "\u200d"]


@pytest.mark.parametrize("mark", HIDDEN, ids=lambda mark: f"U+{ord(mark):04X}")
def test_a_source_is_read_without_it_and_the_ledger_says_so(mark: str) -> None:
    text = f"---\n{HEAD.replace('秋粮', f'秋{mark}粮').replace('成文', f'成{mark}文')}---\n收购{mark}如下。\n"
    parsed = load_source(text.encode())
    assert parsed.document == load_source(f"---\n{HEAD}---\n收购如下。\n".encode()).document
    assert [(entry.line, entry.kind, entry.text) for entry in parsed.ledger] == [
        (line, "dropped", f"U+{ord(mark):04X}") for line in (3, 4, 6)
    ]


@pytest.mark.parametrize("mark", HIDDEN, ids=lambda mark: f"U+{ord(mark):04X}")
def test_a_body_is_read_without_it(mark: str) -> None:
    parsed = parse_body(f"一、总体{mark}要求\n如下。", first_line=7)
    assert parsed.blocks == parse_body("一、总体要求\n如下。").blocks
    assert [(entry.line, entry.text) for entry in parsed.ledger] == [(7, f"U+{ord(mark):04X}")]


@pytest.mark.parametrize("mark", HIDDEN, ids=lambda mark: f"U+{ord(mark):04X}")
@pytest.mark.parametrize("field", ["title", "issuers", "recipients", "notes", "printer", "cc"])
def test_titles_and_names_with_it_are_refused_by_name(field: str, mark: str) -> None:
    with pytest.raises(InputError, match=f"看不见的字符 U.{ord(mark):04X}"):
        notice(**{field: f"青山{mark}镇"})
    with pytest.raises(InputError, match="看不见的字符"):
        gongwen.load(notice().to_json().replace("春耕备耕", f"春耕{mark}备耕").replace("春耕在即", "春耕").encode())


@pytest.mark.parametrize("mark", TURNING, ids=lambda mark: f"U+{ord(mark):04X}")
def test_what_turns_a_text_round_stands_nowhere_in_a_document(mark: str) -> None:
    for body in ([f"金额{mark}54321元。"], [{"type": "table", "rows": [["甲", f"乙{mark}"]]}, "请遵照执行。"]):
        with pytest.raises(InputError, match="看不见的字符"):
            notice(body=body)


def test_a_body_keeps_a_place_for_a_line_to_turn() -> None:
    document = notice(body=["详见www.qingshan.gov.cn/\u200b2026/\u200b17.html。"])
    assert gongwen.read(gongwen.render(document)).document == document


@pytest.mark.parametrize("mark", TURNING, ids=lambda mark: f"U+{ord(mark):04X}")
def test_a_docx_is_read_without_it_and_the_ledger_says_so(mark: str) -> None:
    document = notice()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(gongwen.render(document))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("春耕".encode(), f"春{mark}耕".encode()))
    parsed = gongwen.read(made.getvalue())
    assert parsed.document.body == document.body
    assert parsed.document.title == document.title
    assert {entry.text.partition("（")[0] for entry in parsed.ledger} == {f"U+{ord(mark):04X}"}


@pytest.mark.parametrize("mark", ["\u202e", "\u200b"])
def test_a_units_file_with_it_is_refused_by_name(mark: str) -> None:
    with pytest.raises(InputError, match="看不见的字符"):
        gongwen.Unit.load(f"单位: 云岭县石桥{mark}镇人民政府\n".encode())


# ---------------------------------------------------------------------------------- what letters need


@pytest.mark.parametrize(
    "text",
    [
        "ئۇيغۇر\u200cچە ئۇقتۇرۇش",
        "\u200fقازاق اۆتونوميالىق\u200e",
        "ᠮᠣᠩᠭᠣᠯ\u180eᠤᠨ ᠪᠢᠴᠢᠭ",
        "བོད་ཡིག\u200d",
        "👨\u200d👩\u200d👧",
        "葛\U000e0100城",
        "❤\ufe0f",
    ],
)
def test_marks_that_letters_need_stay(text: str) -> None:
    assert unseen(text) == []
    made = notice(translation={"locale": "ug", "title": text, "issuer": text}, notes=text)
    assert gongwen.read(gongwen.render(made, draft=True)).document == made
    source = f"---\n{HEAD}附注: {text}\n---\n如下。\n"
    assert load_source(source.encode()).document.notes == text


def test_every_script_that_runs_from_the_right_may_have_its_marks() -> None:
    for script in LANGUAGES.values():
        if script.right_to_left:
            assert unseen(f"{script.letters[0]}ئ\u200f\u200e\u200c") == []
