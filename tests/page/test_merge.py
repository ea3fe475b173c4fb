"""Many documents in one file for the printer: each on sheets of its own, and every page as it is alone."""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import BinaryIO, NamedTuple

import pytest

import gongwen
from gongwen.layout.printing import Printing
from gongwen.standard.kinds import Kind
from gongwen.standard.profiles import PROFILES
from gongwen.template import make_template
from gongwen.template.merging import TemplateMerger
from gongwen.write.merge import merge
from tests.page.other_forms import letter, minutes, order, plain
from tests.page.press import (
    AGENCIES,
    COLOPHON,
    SIGNERS,
    Printed,
    joint,
    joint_request,
    notice,
    printed,
    request,
    seal,
    summary,
)
from tests.support import engines, markers
from tests.support.page import MeasuredDocument, MeasuredPage, measure

TEXT = "国" * 20
DASH = "—"
SAME_PLACE = 0.1
"""mm; half a millimetre would do."""
TABLE = {"type": "table", "header": ["村名", "护林员"], "rows": [["上坝村", "周海燕"]] * 8, "landscape": True}
BUREAU = {"issuers": "云岭县应急管理局", "number": "云应急函〔2026〕3号"}
# Where the date of an unsealed notice would just touch 版记, LibreOffice puts both on either page, depending on what it
# drew before; such lengths (3 and 5 lines) can be compared with nothing.
LENGTHS = random.Random(9704).sample([*range(1, 3), 4, *range(6, 60)], 30)


def _attachment(title: str, *body: object, **more: object) -> dict[str, object]:
    return {"title": title, "body": body or [TEXT], **more}


def _thirty_notices() -> list[gongwen.Document]:
    ends: Sequence[Mapping[str, object]] = (
        COLOPHON,
        {"seals": seal(), **COLOPHON},
        {},
        {"attachments": [_attachment("责任分工表")], **COLOPHON},
        {"copy_number": "000018", "urgency": "特急"},
    )
    return [
        notice(body=[TEXT] * lines, number=f"青政发〔2026〕{at}号", **end)
        for at, (lines, end) in enumerate(zip(LENGTHS, itertools.cycle(ends)), start=1)
    ]


MERGES: Mapping[str, list[gongwen.Document]] = {
    "thirty notices": _thirty_notices(),
    "every form": [
        notice(body=[TEXT] * 14),
        letter(cc="县水务局"),
        order(),
        letter(body=[TEXT] * 30, cc="县水务局", **BUREAU),
        letter(body=[TEXT] * 30),
        minutes(body=[TEXT] * 25, **COLOPHON),
        summary(body=[TEXT] * 45),
        joint_request(AGENCIES[:3], SIGNERS[:3]),
        joint(AGENCIES[:5], seals=seal() * 5, **COLOPHON),
        request(),
        plain(Kind("计划")),
    ],
    "lying sheets": [
        notice(body=[TEXT, TABLE, TEXT], **COLOPHON),
        letter(body=[TEXT, TABLE, TEXT], cc="县水务局"),
        notice(attachments=[_attachment("防火物资台账", TABLE), _attachment("巡查路线说明", TEXT, TABLE)], **COLOPHON),
        minutes(body=[TEXT, TABLE]),
        letter(**BUREAU),
    ],
    "bound apart": [
        notice(attachments=[_attachment("防洪堤施工图说明", *[TEXT] * 30, apart=True)], **COLOPHON),
        letter(attachments=[_attachment("防洪堤施工图说明", apart=True)], cc="县水务局"),
        notice(attachments=[_attachment("护林员名册", TABLE, TEXT, apart=True)]),
        notice(body=[TEXT] * 20, **COLOPHON),
    ],
    "a picture at the end": [
        minutes(body=[TEXT, {"type": "picture", "data": seal()[0]["data"]}]),
        minutes(body=[TEXT, {"type": "picture", "data": seal()[0]["data"], "caption": "图1 防火路线"}]),
        summary(),
    ],
    "notices of many pages": [
        notice(body=[TEXT, TABLE, TEXT], **COLOPHON),
        notice(attachments=[_attachment("防火物资台账", TABLE), _attachment("巡查路线说明", TEXT, TABLE)], **COLOPHON),
        notice(attachments=[_attachment("防洪堤施工图说明", *[TEXT] * 30, apart=True)], **COLOPHON),
        notice(body=[TEXT] * 20, seals=seal(), **COLOPHON),
    ],
    "letters": [
        letter(cc="县水务局"),
        letter(body=[TEXT] * 30, cc="县水务局", **BUREAU),
        letter(body=[TEXT, TABLE, TEXT], cc="县水务局"),
    ],
    "lines set closer": [notice(body=[TEXT] * lines, **COLOPHON) for lines in (26, 2, 27, 47, 25, 48)],
}
PRINTINGS: Mapping[str, Printing] = {
    "usual": Printing(),
    "even": Printing(even=True),
    "preprinted": Printing(preprinted=True),
}
BY_TEMPLATE = "by template"
"""Made by the shipped template of their kind, and merged from what that gave: the pages are to be the same."""
CASES = [
    *itertools.product(MERGES, ["usual"], ["国标"]),
    *itertools.product(["every form", "lines set closer"], ["usual"], ["通行"]),
    *itertools.product(["every form"], ["even", "preprinted"], ["国标"]),
    *itertools.product(["thirty notices", "notices of many pages", "lines set closer"], [BY_TEMPLATE], ["国标"]),
    ("letters", BY_TEMPLATE, "通行"),
]


class Case(NamedTuple):
    """The documents as they are alone, and the one file with them all."""

    alone: list[MeasuredDocument]
    merged: MeasuredDocument

    @property
    def starts(self) -> list[int]:
        """The index of the page on which each document should begin: the next one that is the front of a sheet."""
        starts, at = [], 0
        for document in self.alone:
            at += at % 2
            starts.append(at)
            at += len(document)
        return starts

    @property
    def pairs(self) -> list[tuple[MeasuredPage, MeasuredPage]]:
        """Each page alone and in the file."""
        return [
            (page, self.merged[start + at])
            for start, document in zip(self.starts, self.alone, strict=True)
            for at, page in enumerate(document)
        ]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def case(request: pytest.FixtureRequest) -> Case:
    """A merge in one profile."""
    name, printing, profile = request.param
    documents = {str(at): document for at, document in enumerate(MERGES[name])}
    wishes = PRINTINGS.get(printing, Printing())
    alone = _alone(name, wishes)
    target = io.BytesIO()
    if printing == BY_TEMPLATE:
        _merge_by_template(documents.values(), target, PROFILES[profile])
    else:
        assert merge(documents.values(), target, PROFILES[profile], wishes) == len(documents)
    (pdf,) = engines.render_pdfs({"merged": target.getvalue()}, "libreoffice as word", blank_pages=True).values()
    return Case([alone(name, profile) for name in documents], measure(pdf))


@cache
def _alone(name: str, wishes: Printing) -> Printed:
    """Each document of a merge in a file of its own."""
    documents = {str(at): document for at, document in enumerate(MERGES[name])}
    return printed(documents, blank_pages=True, **wishes._asdict())


def _merge_by_template(documents: Iterable[gongwen.Document], target: BinaryIO, profile: gongwen.Profile) -> None:
    templates: dict[Kind | None, gongwen.Template] = {}
    with TemplateMerger(target) as merger:
        for document in documents:
            kind = document.kind
            templates.setdefault(kind, gongwen.Template(make_template(document.kind_name, profile), profile=profile))
            merger.add(templates[kind].render(document))


def _is_blank(page: MeasuredPage) -> bool:
    return not page.glyphs and not page.rules and not page.vertical_rules and not page.images


def _ink(page: MeasuredPage) -> list[tuple[object, ...]]:
    """All that is seen on a page, without its place."""
    return [
        (round(page.width_mm), round(page.height_mm), len(page.images)),
        *((glyph.char, glyph.font, glyph.size_pt, glyph.colour) for glyph in page.glyphs),
        *((rule.colour,) for rule in page.rules),
        *((rule.colour,) for rule in page.vertical_rules),
    ]


def _places(page: MeasuredPage) -> list[tuple[float, ...]]:
    return [
        *(glyph.box for glyph in page.glyphs),
        *((rule.x0, rule.top, rule.x1, rule.bottom) for rule in page.rules),
        *((rule.x, rule.y0, rule.thickness, rule.y1) for rule in page.vertical_rules),
        *page.images,
    ]


def test_every_document_begins_on_the_front_of_a_sheet_and_only_blank_pages_come_between(case: Case) -> None:
    belongs = {
        start + at for start, document in zip(case.starts, case.alone, strict=True) for at in range(len(document))
    }
    assert len(case.merged) == max(belongs) + 1
    assert all(start % 2 == 0 and not _is_blank(case.merged[start]) for start in case.starts)
    between = [page for at, page in enumerate(case.merged) if at not in belongs]
    assert all(_is_blank(page) for page in between)


def test_every_page_shows_what_it_shows_alone(case: Case) -> None:
    """Text, typefaces, sizes, colours, rules, seals; heads and folios among them."""
    assert [page.number for page, other in case.pairs if _ink(page) != _ink(other)] == []


def test_everything_stands_where_it_stands_alone(case: Case) -> None:
    for page, other in case.pairs:
        for ours, theirs in zip(_places(other), _places(page), strict=True):
            assert ours == pytest.approx(theirs, abs=SAME_PLACE)


def test_every_page_is_as_it_is_alone_in_onlyoffice_too() -> None:
    """Documents of every form that are bound in one file for ONLYOFFICE (tests/support/bound.py)."""
    markers.require("onlyoffice")
    documents = {
        "notice": notice(body=[TEXT, TABLE, TEXT], seals=seal(), **COLOPHON),
        "letter": letter(body=[TEXT] * 30, cc="县水务局"),
        "order": order(),
        "minutes": minutes(body=[TEXT, TABLE]),
        "joint": joint(AGENCIES[:3], seals=seal() * 3, **COLOPHON),
    }
    files = {name: gongwen.render(document) for name, document in documents.items()}
    alone, together = (engines.render_pdfs(files, "onlyoffice", together=bound) for bound in (False, True))
    for name in documents:
        pages, others = measure(alone[name]), measure(together[name])
        assert list(map(_ink, pages)) == list(map(_ink, others)), name
        for page, other in zip(pages, others, strict=True):
            for ours, theirs in zip(_places(other), _places(page), strict=True):
                assert ours == pytest.approx(theirs, abs=SAME_PLACE), name


def test_page_numbers_begin_anew_with_every_document(case: Case) -> None:
    numbered = [
        (other.number - start, page_number)
        for start, document in zip(case.starts, case.alone, strict=True)
        for other in case.merged.pages[start : start + len(document)]
        for line in other.lines
        if (page_number := line.text.strip(DASH)).isdigit() and line.text == f"{DASH}{page_number}{DASH}"
    ]
    assert numbered
    assert {int(number) for at, number in numbered if at == 1} <= {1}  # page one of a letter has none
    assert all(int(number) <= at for at, number in numbered)
