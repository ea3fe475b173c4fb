"""Every kind on every form, with every option: valid, read back equal, the same bytes twice."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from gongwen import Document, read, render
from gongwen.model import Form, Kind
from gongwen.standard.profiles import PROFILES
from tests.conftest import FULL_SWEEP
from tests.strategies import of_kind, some_picture
from tests.support import markers, validators, validity

WIDE = {"type": "table", "header": ["项目数量（个）"] * 12, "rows": [["1"] * 12], "landscape": True}
OPTIONS: dict[str, dict[str, Any]] = {
    "plain": {},
    "even": {"even": True},
    "preprinted": {"preprinted": True},
    "both": {"even": True, "preprinted": True},
}
PARTS: dict[str, dict[str, Any]] = {
    "alone": {},
    "with all parts": {
        "body": ["春耕在即。", WIDE, "请认真执行。"],
        "attachments": [
            {"title": "任务表", "body": [WIDE]},
            {"title": "图册", "body": ["图册说明。"], "apart": True},
        ],
        "issued": [
            {"title": "春耕工作预案", "remark": "3月1日通过", "body": ["总则。"], "signatories": "青山镇人民政府"}
        ],
        "seals": [{"data": some_picture(), "diameter": 42}],
        "cc": "县农业农村局",
        "printer": "青山镇党政办公室",
    },
}


def document(kind: Kind, form: Form, parts: str) -> Document:
    """A document of a kind on a form, with what the form has room for."""
    changes: dict[str, Any] = {**PARTS[parts], "form": form}
    if form is Form.ORDER:
        # A stamp has no diameter of its own.
        seals = [{"data": some_picture()}] if "seals" in changes else []
        changes |= {"number": "第1号", "recipients": [], "seals": seals}
    elif kind is Kind.ORDER:
        changes |= {"number": "青政发〔2026〕8号"}
    if form in (Form.LETTER, Form.MINUTES):
        changes |= {"printer": None}
    if form is Form.PLAIN:
        changes |= {"number": None}
    if form is not Form.DOCUMENT:
        changes |= {"signers": []}
    return of_kind(kind, **changes)


@cache
def written() -> dict[str, bytes]:
    """All of them; the profiles take turns."""
    profiles = list(PROFILES)
    docx: dict[str, bytes] = {}
    for kind in Kind:
        for form in Form:
            for number, (option, wishes) in enumerate(OPTIONS.items()):
                parts = list(PARTS)[number % 2]
                name = f"{kind.name}-{form.name}-{option}-{number}".lower()
                docx[name] = render(document(kind, form, parts), profile=profiles[len(docx) % 2], **wishes)
    return docx


@pytest.mark.parametrize("tool", validity.TOOLS)
def test_every_kind_on_every_form_with_every_option_is_valid_ooxml(tool: str) -> None:
    markers.require(tool)
    assert validity.faults(tool, written()) == {}


def test_our_own_checks_find_nothing_either() -> None:
    assert {name: found for name, docx in written().items() if (found := validators.home_made(docx))} == {}


@pytest.mark.parametrize("form", Form, ids=lambda form: str(form.name))
@pytest.mark.parametrize("kind", Kind, ids=lambda kind: str(kind.name))
def test_every_kind_on_every_form_reads_back_whatever_the_option(
    kind: Kind, form: Form, request: pytest.FixtureRequest
) -> None:
    """``--full-sweep`` takes each with every option; otherwise two options and the other two take turns."""
    made = document(kind, form, "with all parts")
    every = bool(request.config.getoption(FULL_SWEEP))
    turn = slice(None) if every else slice((list(Kind).index(kind) + list(Form).index(form)) % 2, None, 2)
    for option, wishes in list(OPTIONS.items())[turn]:
        content = render(made, **wishes)
        assert content == render(made, **wishes), option
        back = read(content).document
        assert back == made, option
