"""Paragraphs with formatting facts: the same grammar, with more to go by."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.recognition import Formatting, Line, ParsedDocument, Typed, parse_lines

TEXT = Formatting(size=16, face="仿宋", alignment="justify", indent=2)


def read(paragraphs: Sequence[tuple[str, Formatting]]) -> ParsedDocument:
    lines = [Line(Typed.at(text, at), formatting=facts) for at, (text, facts) in enumerate(paragraphs, 1)]
    (parsed,) = parse_lines(lines)
    return parsed


def test_a_large_centred_line_is_the_title_whatever_its_words() -> None:
    title = Formatting(size=22, alignment="center", face="小标宋")
    parsed = read(
        [("同心共筑防火墙", title), ("各村要高度重视。", TEXT), ("一、加强领导", TEXT), ("各村落实专人。", TEXT)]
    )
    assert parsed.text.startswith("同心共筑防火墙")
    assert parsed.no_document is not None  # nothing makes it a 公文
    parsed = read(
        [
            ("同心共筑防火墙", title),
            ("各村民委员会：", TEXT),
            ("请高度重视。", TEXT),
            ("青山镇人民政府", Formatting(size=16, alignment="right")),
            ("2026年3月2日", Formatting(size=16, alignment="right")),
        ]
    )
    assert parsed.data["title"] == "同心共筑防火墙"
    assert parsed.data["signatories"] == ("青山镇人民政府",)


def test_a_large_red_line_is_the_mark() -> None:
    red = Formatting(size=48, colour="FF0000", alignment="center")
    parsed = read(
        [
            ("青山镇人民政府", red),
            ("青政函〔2026〕8号", TEXT),
            ("关于商请支持的函", Formatting(size=22, alignment="center")),
            ("县水务局：", TEXT),
            ("请予支持。", TEXT),
        ]
    )
    assert parsed.data["issuers"] == ("青山镇人民政府",)


def test_paragraphs_are_never_joined() -> None:
    long = "各村要落实责任，做到底数清、情况明，对全镇坝塘、地质灾害点、低洼地带和在建工地逐一排查并登记造册，建立台账"
    parsed = read([("关于值守的通知", TEXT), ("各村：", TEXT), (long, TEXT), ("明确专人负责", TEXT)])
    assert [block.text for block in parsed.data["body"]] == [long, "明确专人负责"]
