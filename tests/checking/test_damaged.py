"""Whatever a file is made of, checking and fixing it end in findings, in a file, or in a named error.

CI takes 60 files of each kind here and hundreds more by ``tests/test_fuzz.py``; ``--full-sweep`` 150.
"""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from functools import partial

import pytest

import gongwen
from gongwen.errors import GongwenError
from gongwen.fixing import Fixed
from tests.checking.by_hand import content_of, notice
from tests.conftest import FULL_SWEEP

GROUPS, CASES, ALL_CASES = 10, 6, 15
_LONGEST = 10.0


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def _ends_well(content: bytes) -> None:
    for ask in (gongwen.check, gongwen.fix, partial(gongwen.fix, in_place=True)):
        begun = time.perf_counter()
        try:
            answer = ask(content)
            report = answer.report if isinstance(answer, Fixed) else answer
            said = [finding.cure for finding in report.findings]
        except GongwenError as error:
            said = [fault.message for fault in error.faults] or [""]
        assert all(said)
        assert time.perf_counter() - begun < _LONGEST


def _files() -> list[bytes]:
    summary = gongwen.Document(kind="总结", title="青山镇2026年工作总结", body=["全年工作总结如下。"])
    return [content_of(notice()), gongwen.render(summary)]


_FILES = _files()


@pytest.fixture(params=range(GROUPS))
def seeds(request: pytest.FixtureRequest) -> range:
    """The numbers of the cases of one group."""
    first = request.param * ALL_CASES
    return range(first, first + (ALL_CASES if request.config.getoption(FULL_SWEEP) else CASES))


def test_a_file_whose_xml_was_changed_at_random_ends_in_findings_or_a_named_error(seeds: range) -> None:
    for seed in seeds:
        _ends_well(_with_changed_xml(random.Random(seed)))


def _with_changed_xml(chance: random.Random) -> bytes:
    parts = _parts(chance.choice(_FILES))
    name = chance.choice([one for one in parts if one.startswith("word/") and one.endswith(".xml")])
    text = parts[name].decode()
    for _ in range(chance.randint(1, 6)):
        found = list(re.finditer(r'<(/?w:\w+)[^>]*>|w:\w+="([^"]*)"|>([^<]+)<', text))
        if not found:
            break
        one = chance.choice(found)
        what = chance.randrange(5)
        new = {
            0: "",
            1: one[0] * 2,
            2: re.sub(r'"[^"]*"', f'"{chance.choice(["", "-1", "99999999999", "foo", "1.5", "none"])}"', one[0]),
            3: re.sub(r">[^<]+<", f">{chance.choice(['第', '附件', '〔〕号', ' ', '一、', '日印发'])}<", one[0]),
            4: one[0],
        }[what]
        text = text[: one.start()] + new + text[one.end() :]
    parts[name] = text.encode()
    return _packed(parts)


def test_a_file_whose_bytes_were_changed_at_random_ends_in_findings_or_a_named_error(seeds: range) -> None:
    for seed in seeds:
        _ends_well(_with_changed_bytes(random.Random(seed)))


def _with_changed_bytes(chance: random.Random) -> bytes:
    content = bytearray(chance.choice(_FILES))
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content[: chance.choice([len(content), chance.randrange(len(content))])])
