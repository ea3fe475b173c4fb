"""Rules asked about single lines whose role is given, without a recogniser between."""

from __future__ import annotations

from functools import cache

import docx

from gongwen.checking.page import Page
from gongwen.checking.rule import Hit, PageRule
from gongwen.ooxml.facts import Facts, Paragraph, paragraphs_in
from gongwen.standard.kinds import Form, Kind
from gongwen.standard.roles import Role
from tests.checking.by_hand import content_of, line

__all__ = ["hits", "page_of"]

# Rules that are asked of some kinds alone.
_KINDS = {
    "request-in-report": Kind.REPORT,
    "no-cc-downward": Kind.REQUEST,
    "no-person-addressed": Kind.REQUEST,
    "order-number": Kind.ORDER,
}


@cache
def _plain() -> tuple[Facts, Paragraph]:
    """A file with one plain line."""
    document = docx.Document()
    line(document, "—")
    facts = Facts.of(content_of(document))
    return facts, next(paragraphs_in(facts.blocks))


def page_of(*told: tuple[Role, str], kind: Kind = Kind.NOTICE, form: Form = Form.DOCUMENT) -> Page:
    """A page of lines in the roles that are given."""
    facts, paragraph = _plain()
    run = paragraph.runs[0]
    paragraphs = [
        paragraph._replace(number=number, runs=(run._replace(text=text),)) for number, (_, text) in enumerate(told)
    ]
    roles = [(paragraph, role) for paragraph, (role, _) in zip(paragraphs, told, strict=True)]
    return Page(facts, roles, form=form, kind=kind, ours=False)


def hits(rule: PageRule, text: str, role: Role | None = None) -> list[Hit]:
    """What a rule finds in one line, of its first role where none is given."""
    return list(rule.ask(page_of((role or rule.reads[0], text), kind=_KINDS.get(rule.code, Kind.NOTICE))))
