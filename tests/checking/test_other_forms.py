"""Letters, orders, minutes and joint documents that gongwen wrote, with one thing changed in their XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import gongwen
from gongwen.checking import check_content
from tests.checking.test_mutations import figures
from tests.conftest import SUMMED

ROOT = Path(__file__).parents[2]
Change = Callable[[dict[str, str]], None]


def parts_of(name: str) -> dict[str, bytes]:
    """The parts of an example as it is written."""
    content = gongwen.render(gongwen.load(ROOT / "examples" / f"{name}.md"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {one.filename: package.read(one) for one in package.infolist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def found(name: str, part: str, old: str, new: str, *, count: int = -1) -> set[str]:
    """The rules that speak of an example in one of whose parts one text became another."""
    parts = parts_of(name)
    text = parts[part].decode()
    assert old in text, f"{name}: {old}"
    parts[part] = text.replace(old, new, count).encode()
    return {finding.rule for finding in check_content(packed(parts)).findings}


BODY, STYLES = "word/document.xml", "word/styles.xml"
CASES: list[tuple[str, str, str, str, set[str]]] = [
    ("notice", BODY, "〔2026〕29号", "【2026】29号", {"9704-7.2.5-c"}),
    ("notice", BODY, "〔2026〕29号", "〔2026〕029号", {"9704-7.2.5-d"}),
    ("notice", BODY, "镇直各单位：", "镇直各单位:", {"9704-7.3.2-b"}),
    ("notice", BODY, "2026年11月23日</w:t>", "2026年11月31日</w:t>", {"9704-7.3.5.4"}),
    ("notice", BODY, "2026年11月23日印发", "2026年11月22日印发", {"9704-7.4.3-d"}),
    ("notice", BODY, "县林业局。", "县林业局", {"9704-7.4.2-b"}),
    ("notice", BODY, 'w:sz="8" w:space="0"', 'w:sz="4" w:space="0"', {"9704-7.4.1-b"}),
    ("notice", BODY, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"', {"9704-5.1"}),
    ("notice", BODY, 'w:left="1587"', 'w:left="1800"', {"9704-5.2.1-b"}),
    ("letter", BODY, "县农业农村局。", "县农业农村局；", {"9704-7.4.2-b"}),
    ("letter", "word/header1.xml", 'w:color="FF0000"', 'w:color="000000"', {"9704-10.1-c"}),
    ("letter", "word/footer3.xml", 'w:color="FF0000"', 'w:color="0000FF"', {"9704-10.1-d"}),
    ("letter", "word/header1.xml", "云岭县医疗保障局", "云岭县医疗保障局文件", {"9704-10.1-a"}),
    ("minutes", BODY, "2026年8月21日印发", "2026年8月21日印制", {"9704-7.4.3-b"}),
    ("order", BODY, "第2号", "第02号", {"9704-10.2-b"}),
    ("request_joint", BODY, "钱　明", "", {"9704-7.2.6-f"}),
    ("notice_with_attachments", BODY, ">附件2<", ">附件3<", {"9704-7.3.7-e", "ERR-FJ-06"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "part", "old", "new", "expected"), CASES, ids=[f"{case[0]}: {case[3][:20]}" for case in CASES]
)
def test_one_change_of_an_example_is_found_by_exactly_its_rule(
    name: str, part: str, old: str, new: str, expected: set[str], record_property: Callable[[str, object], None]
) -> None:
    rules = found(name, part, old, new)
    record_property(SUMMED, figures(rules, expected))
    assert rules == expected
