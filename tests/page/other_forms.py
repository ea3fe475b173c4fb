"""Specimens of letters, orders, minutes and pages without a red head; their bodies are all 国, as in press.py."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from PIL import Image, ImageDraw

import gongwen
from gongwen.standard.kinds import Kind
from tests.page.measures import made_of
from tests.page.press import AGENCY, notice
from tests.support.page import MeasuredDocument, MeasuredLine, MeasuredPage

_LETTER: Mapping[str, object] = {
    "kind": "函",
    "number": "青政函〔2026〕12号",
    "title": "云岭县青山镇人民政府关于商请支援防汛物资的函",
    "recipients": "云岭县应急管理局",
}
_ORDER: Mapping[str, object] = {
    "kind": "命令",
    "issuers": "云岭县人民政府",
    "number": "第7号",
    "title": "云岭县人民政府关于森林防火期封山的命令",
    "recipients": "",
    "signatories": "县长　周远",
}
_MINUTES: Mapping[str, object] = {
    "kind": "纪要",
    "number": "青政纪〔2026〕9号",
    "title": "研究城乡居民医疗保险征缴工作会议纪要",
    "recipients": "",
}


def letter(**changes: object) -> gongwen.Document:
    """A short letter (函, 信函格式)."""
    return notice(**{**_LETTER, **changes})


def order(**changes: object) -> gongwen.Document:
    """A short order (命令) of one signer, whose stamp is not printed."""
    return notice(**{**_ORDER, **changes})


def minutes(**changes: object) -> gongwen.Document:
    """Short minutes (纪要) without a list of who was there."""
    return notice(**{**_MINUTES, **changes})


def plain(kind: Kind, **changes: object) -> gongwen.Document:
    """A page without a red head (白头) of any kind."""
    return notice(
        **{
            "kind": kind.value,
            "form": "白头",
            "title": plain_title(kind),
            "number": None,
            "issuers": "",
            "recipients": "",
            "signatories": AGENCY,
            "body": ["国" * 60, "国" * 20],
            **changes,
        }
    )


def plain_title(kind: Kind) -> str:
    """The title of :func:`plain`: one line."""
    return f"青山镇春耕和道路养护工作{kind.value}"


# Labels

COPY, PERIOD = "000018", "1年"
_SECRECY: Mapping[str, tuple[Mapping[str, str], list[str]]] = {
    "": ({}, []),
    "secrecy": ({"secrecy": "机密"}, ["机密"]),
    "secrecy with period": ({"secrecy": "机密", "secrecy_period": PERIOD}, [f"机密★{PERIOD}"]),
}


def _combinations() -> Iterator[tuple[str, dict[str, str], list[str]]]:
    for numbered in (False, True):
        for secrecy, (fields, texts) in _SECRECY.items():
            for urgency in ("", "特急"):
                names = ["copy number"] * numbered + [secrecy] * bool(secrecy) + ["urgency"] * bool(urgency)
                every = {
                    **({"copy_number": COPY} if numbered else {}),
                    **fields,
                    **({"urgency": urgency} if urgency else {}),
                }
                yield (
                    ", ".join(names) or "no label",
                    every,
                    [COPY] * numbered + texts + [urgency] * bool(urgency),
                )


LABELS = {
    name: (fields, texts)
    for name, fields, texts in _combinations()
    if "copy_number" in fields or "secrecy" not in fields
}
"""份号, 密级, 紧急程度 in every combination that the model allows: name -> fields, texts on the page."""
REFUSED_LABELS = {name: fields for name, fields, _ in _combinations() if name not in LABELS}
"""The others: what is secret must have a 份号 (TL-9.1)."""
ALL_LABELS = LABELS["copy number, secrecy with period, urgency"]

# Stamps

_DPI, _MM_PER_INCH = 300, 25.4
_RED = (220, 0, 0, 255)


@cache
def stamp_picture(width: float, height: float) -> bytes:
    """A 签名章 as PNG of so many millimetres: strokes as of a brush, whose red reaches all four edges."""
    across, down = (round(side / _MM_PER_INCH * _DPI) for side in (width, height))
    picture = Image.new("RGBA", (across, down), (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    brush = down // 10
    strokes: Sequence[Sequence[tuple[float, float]]] = (
        ((0.02, 0.30), (0.45, 0.04)),
        ((0.25, 0.04), (0.20, 0.60), (0.02, 0.96)),
        ((0.10, 0.55), (0.48, 0.50), (0.40, 0.96)),
        ((0.60, 0.04), (0.58, 0.96)),
        ((0.55, 0.35), (0.98, 0.25)),
        ((0.80, 0.10), (0.75, 0.80), (0.98, 0.96)),
    )
    for stroke in strokes:
        draw.line([(x * across, y * down) for x, y in stroke], fill=_RED, width=brush, joint="curve")
    for corner in ((0, 0), (across - 1, down - 1)):
        draw.rectangle([value + shift for shift in (-brush // 2, brush // 2) for value in corner], fill=_RED)
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(_DPI, _DPI))
    return out.getvalue()


def stamp(width: float = 40, height: float = 20) -> dict[str, object]:
    """One of ``seals=`` of an order: a signer's stamp to be printed."""
    return {"name": "签名章", "data": stamp_picture(width, height)}


def office_of(signatory: str) -> str:
    """职务 of a signer written as 职务　姓名."""
    return signatory.partition("　")[0]


# Questions to pages whose first may have no folio


def national(page: MeasuredPage) -> tuple[MeasuredLine, ...]:
    """Lines of 国: the specimens' text, wherever it ends."""
    return tuple(line for line in page.lines if made_of(line.text, "国"))


def total_of_lines(document: MeasuredDocument) -> int:
    """How many lines of text a specimen has on all its pages."""
    return sum(len(national(page)) for page in document)


def one_line_paragraphs(lines: int) -> list[str]:
    """A body of so many paragraphs of one line."""
    return ["国" * 20] * lines


def one_paragraph(lines: int) -> list[str]:
    """A body of one paragraph of so many lines, the last one nearly full."""
    return ["国" * (28 * lines - 2 - 3)]
