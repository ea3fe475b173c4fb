"""Files of a word processor, written for these tests: paragraphs as a clerk formats them, and what is read of them."""

from __future__ import annotations

from collections.abc import Mapping

import gongwen
from gongwen.model import Document, Section
from gongwen.recognition import ParsedText, Reading
from tests.reading.corpus.files.lines import Habit, Line, line_runs, usual
from tests.reading.corpus.files.ooxml import Package, paragraph, section

__all__ = [
    "CLOSING",
    "HEAD",
    "TEXT",
    "balanced",
    "is_whole",
    "lines",
    "package",
    "plain",
    "read",
    "read_one",
    "reasons",
]

HABIT = Habit()
HEAD = (
    ("mark", "青山镇人民政府文件"),
    ("number", "青政发〔2026〕31号"),
    ("title", "青山镇人民政府关于做好冬季供水保障工作的通知"),
)
TEXT = (
    ("recipients", "各村民委员会，镇直各单位："),
    ("text", "近期气温骤降，部分村供水管道冻裂。为保障群众用水，现将有关事项通知如下。"),
    ("heading-1", "一、排查管网"),
    ("text", "12月5日前完成全镇86公里供水管网排查，逐处登记。"),
    ("heading-1", "二、备足物资"),
    ("text", "每村储备保温棉不少于200米、备用水泵1台。"),
)
CLOSING = (("signatory", "青山镇人民政府"), ("date", "2026年11月28日"))


def plain(text: str) -> str:
    """A paragraph of running text."""
    return usual(Line("text", text), HABIT)


def lines(*parts: tuple[str, str]) -> str:
    """Paragraphs by their role and text, formatted as is usual."""
    return "".join(usual(Line(role, text), HABIT) for role, text in parts)


def package(
    body: str, parts: Mapping[str, str] | None = None, *, references: str = "", title_page: bool = False
) -> bytes:
    """A .docx of a body's XML."""
    return Package(body + section(references=references, title_page=title_page), parts or {}).to_bytes()


def small(text: str) -> str:
    """A paragraph as 版记 has them."""
    return paragraph(line_runs(text, HABIT, size=28), indent='w:left="210"')


def read(
    body: str, parts: Mapping[str, str] | None = None, *, references: str = "", title_page: bool = False
) -> Reading:
    """What is read of a body, with its balance checked."""
    return balanced(gongwen.read(package(body, parts, references=references, title_page=title_page)))


def read_one(
    body: str, parts: Mapping[str, str] | None = None, *, references: str = "", title_page: bool = False
) -> Document:
    """The one document in a body."""
    return read(body, parts, references=references, title_page=title_page).document


def balanced(reading: Reading) -> Reading:
    """A reading by the grammar whose sum comes out."""
    assert isinstance(reading, ParsedText)
    sums = reading.balance
    assert sums.characters == sums.in_model + sums.changed + sums.dropped + sums.breaks
    return reading


def reasons(reading: Reading) -> dict[str, str]:
    """What was left out or told, by its reason."""
    return {entry.reason: entry.text for entry in reading.ledger}


def is_whole(document: Document) -> bool:
    """Whether a document has all that ``HEAD``, ``TEXT`` and ``CLOSING`` say."""
    found = (document.mark, str(document.number), document.title, document.recipients, document.signing_agencies)
    return found == (
        HEAD[0][1],
        HEAD[1][1],
        HEAD[2][1],
        ("各村民委员会", "镇直各单位"),
        ("青山镇人民政府",),
    ) and [block.heading for block in document.body if isinstance(block, Section)] == ["排查管网", "备足物资"]
