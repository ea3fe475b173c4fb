"""Specimen documents, drawn by an engine: many in one call, each in both profiles, measured when first looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import gongwen
from tests.support import engines, markers
from tests.support.engines import Engine
from tests.support.page import MeasuredDocument, measure

PICTURES = Path(__file__).resolve().parents[2] / "examples" / "pictures"
DATE = "2026年11月23日"
AGENCY = "云岭县青山镇人民政府"

_NOTICE: Mapping[str, object] = {
    "kind": "通知",
    "issuers": AGENCY,
    "number": "青政发〔2026〕29号",
    "title": "云岭县青山镇人民政府关于做好春耕工作的通知",
    "recipients": "各村民委员会，镇直各单位",
    "body": ["国" * 20],
    "date": "2026-11-23",
}
_REQUEST: Mapping[str, object] = {
    "kind": "请示",
    "issuers": AGENCY,
    "number": "青政请〔2026〕12号",
    "signers": "周海燕",
    "title": "云岭县青山镇人民政府关于修建上坝村防洪堤的请示",
    "recipients": "云岭县人民政府",
    "body": ["国" * 20],
    "date": "2026-11-23",
}
AGENCIES = (
    "云岭县人民政府",
    "云岭县应急管理局",
    "云岭县财政局",
    "云岭县林业和草原局",
    "云岭县水务局",
    "云岭县自然资源和规划局",
    "云岭县教育局",
    "云岭县卫生健康局",
    "云岭县医疗保障局",
)
"""Agencies that issue documents together, the lead agency first."""
SIGNERS = ("周海燕", "李强", "陈国栋", "王芳", "赵志远", "孙丽", "钱卫东", "吴敏", "郑大江")
COLOPHON: Mapping[str, object] = {
    "cc": "县应急管理局，县林业局",
    "printer": "青山镇党政办公室",
    "print_date": "2026-11-23",
}


def notice(**changes: object) -> gongwen.Document:
    """A short notice with what is changed of it; its body is all 国, so that body lines are known by sight."""
    return gongwen.Document.read({**_NOTICE, **changes})


def request(**changes: object) -> gongwen.Document:
    """A short request to the authority above, which shows 签发人."""
    return gongwen.Document.read({**_REQUEST, **changes})


def joint(agencies: Iterable[str], **changes: object) -> gongwen.Document:
    """A short notice of several agencies."""
    return notice(
        **{
            "issuers": list(agencies),
            "number": "云应急发〔2026〕18号",
            "title": "关于做好森林防火工作的通知",
            "recipients": "各乡镇人民政府",
            "body": ["国" * 60, "国" * 20],
            **changes,
        }
    )


def joint_request(agencies: Iterable[str], signers: Iterable[str], **changes: object) -> gongwen.Document:
    """A short request of several agencies, each with its signer."""
    together = {
        "number": "云应急〔2026〕18号",
        "title": "关于修建上坝村防洪堤的请示",
        "recipients": "东江市人民政府",
        "body": ["国" * 60, "国" * 20],
    }
    return request(**{"issuers": list(agencies), "signers": list(signers), **together, **changes})


def summary(**changes: object) -> gongwen.Document:
    """A work summary: a page without a red head."""
    return gongwen.Document.read(
        {
            "kind": "总结",
            "title": "云岭县青山镇人民政府2026年工作总结",
            "signatories": AGENCY,
            "body": ["国" * 20],
            "date": "2026-12-28",
            **changes,
        }
    )


@cache
def picture(name: str) -> bytes:
    """A picture of the examples."""
    return (PICTURES / name).read_bytes()


def seal(diameter: float | None = 42) -> list[dict[str, object]]:
    """``seals=`` of a document with one seal to be printed."""
    return [{"name": "印章", "data": picture("seal.png"), "diameter": diameter}]


class Printed:
    """Documents as they come out of an engine, by name and profile; those of a profile when one is asked for."""

    def __init__(self, draw: Callable[[str], Mapping[str, bytes]]) -> None:
        self._draw = draw
        self._pdfs: dict[str, Mapping[str, bytes]] = {}
        self._measured: dict[tuple[str, str], MeasuredDocument] = {}

    def draw(self, profile: str) -> None:
        """Draw all of them in a profile, once."""
        if profile not in self._pdfs:
            self._pdfs[profile] = self._draw(profile)

    def __call__(self, name: str, profile: str) -> MeasuredDocument:
        key = (name, profile)
        if key not in self._measured:
            self.draw(profile)
            self._measured[key] = measure(self._pdfs[profile][name])
        return self._measured[key]


def printed(
    documents: Mapping[str, gongwen.Document],
    profiles: Iterable[str] = (),
    *,
    even: bool = False,
    preprinted: bool = False,
    blank_pages: bool = False,
    engine: Engine = "libreoffice as word",
) -> Printed:
    """Every document in every profile that is asked for, and at once in ``profiles``: one call of the engine for each.

    ``blank_pages`` shows those that come of themselves before a page that must be odd or even.
    """
    markers.require(engines.tool(engine))
    names = dict(enumerate(documents))

    def draw(profile: str) -> Mapping[str, bytes]:
        files = {
            f"d{at}": gongwen.render(documents[name], profile=profile, even=even, preprinted=preprinted)
            for at, name in names.items()
        }
        pdfs = engines.render_pdfs(files, engine, blank_pages=blank_pages, together=True)
        return {name: pdfs[f"d{at}"] for at, name in names.items()}

    made = Printed(draw)
    for profile in profiles:
        made.draw(profile)
    return made
