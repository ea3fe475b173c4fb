"""What each paragraph of a file of another hand shows: the grammar's roles as the roles of the page.

In: the facts of a file. Out: its paragraphs in the order in which it is read, each with its role. Of a paragraph of
several lines (soft breaks) the first with a role speaks for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from gongwen.model import Table
from gongwen.ooxml.facts import Facts
from gongwen.recognition.bodies import BodyLine, levels_of_paragraphs
from gongwen.recognition.closing import colophon_values
from gongwen.recognition.draft import RoleLine
from gongwen.recognition.elements import number_values, secrecy_values
from gongwen.recognition.evidence import why_no_document
from gongwen.recognition.lines import Line
from gongwen.recognition.parsing import parts_of
from gongwen.recognition.roles import Role
from gongwen.recognition.word.opening import grammar_lines
from gongwen.recognition.word.refining import Key, ShownRole, refined
from gongwen.recognition.word.shown import shown_in
from gongwen.standard.roles import HEADING_ROLES
from gongwen.standard.roles import Role as PageRole

__all__ = ["roles_of_docx"]


def roles_of_docx(facts: Facts) -> tuple[ShownRole, ...]:
    """The paragraphs of a file that show a 要素 or text, by the grammar; what is left out (page numbers, comments, a
    list of contents, cells of tables) is no part of a document.

    >>> import io, docx
    >>> file, stream = docx.Document(), io.BytesIO()
    >>> for text in ("关于春耕的通知", "各村：", "请抓好春耕。", "青山镇人民政府", "2026年3月2日"):
    ...     _ = file.add_paragraph(text)
    >>> file.save(stream)
    >>> [one.role.value for one in roles_of_docx(Facts.of(stream.getvalue()))]
    ['公文标题', '公文主送机关', '公文正文', '公文署名', '公文成文日期']
    """
    shown = shown_in(facts)
    made: dict[Key, ShownRole] = {}
    for count, part in enumerate(parts_of(grammar_lines(shown, []))):
        inside = [line for line in part if line.role not in (Role.NOISE, Role.COLLECTION)]
        if not inside:
            continue
        official = why_no_document([(line.line, line.role) for line in inside]) is None
        for line, role in _page_roles(inside):
            paragraph = shown.lines[line.line.typed.place[0] - 1].paragraph
            if paragraph is not None:
                key = (paragraph.part, paragraph.number)
                known = made.get(key)
                if known is None:
                    made[key] = ShownRole(paragraph, role, line.assigned.margin, count if official else -1)
                elif {known.role, role} == _BESIDE:
                    made[key] = known._replace(role=PageRole.NUMBER_AND_SIGNERS)
    passed_over = {(one.paragraph.part, one.paragraph.number) for one in shown.lines if one.reason and one.paragraph}
    return refined(facts, made, passed_over)


_BESIDE = {PageRole.NUMBER, PageRole.SIGNERS}


def _page_roles(lines: Sequence[RoleLine]) -> Iterator[tuple[RoleLine, PageRole]]:
    marked = False
    for role, group in groupby(lines, key=lambda one: _TEXTS.get(one.role, one.role)):
        stretch = list(group)
        marked = marked or role is Role.ATTACHMENT_HEAD
        if role in _TEXTS.values():
            yield from _text_roles(stretch)
        elif role is Role.ATTACHMENT_TITLE:
            page_role = PageRole.ATTACHMENT_TITLE if marked else PageRole.ISSUED_TITLE
            yield from ((one, page_role) for one in stretch)
        else:
            yield from ((one, _page_role(one)) for one in stretch)


_TEXTS = {
    Role.BODY: Role.BODY,
    Role.MORE_BODY: Role.BODY,
    Role.ATTACHMENT_BODY: Role.ATTACHMENT_BODY,
    Role.MORE_ATTACHMENT: Role.ATTACHMENT_BODY,
}


def _text_roles(lines: Sequence[RoleLine]) -> Iterator[tuple[RoleLine, PageRole]]:
    """The lines of a body as headings that stand alone, and text."""
    whole = [BodyLine(one.line, one.role in (Role.MORE_BODY, Role.MORE_ATTACHMENT)) for one in lines]
    levels = iter(levels_of_paragraphs(whole))
    role = PageRole.BODY
    solid = True
    for one, line in zip(lines, whole, strict=True):
        if not (line.goes_on and not solid and line.line.solid is None):
            role = _text_role(line.line, next(levels))
        solid = line.line.solid is not None
        yield one, role


def _text_role(line: Line, level: int) -> PageRole:
    if line.solid is not None:
        return PageRole.TABLE_CAPTION if isinstance(line.solid, Table) else PageRole.PICTURE
    return HEADING_ROLES[level - 1] if level else PageRole.BODY


def _page_role(one: RoleLine) -> PageRole:
    fixed = _FIXED.get(one.role)
    return fixed if fixed is not None else _BY_WORDS[one.role](one.line)


def _head(line: Line) -> PageRole:
    fields = {value.field for value in secrecy_values(line.typed)}
    if "secrecy" in fields:
        return PageRole.SECRECY
    return PageRole.COPY_NUMBER if fields == {"copy_number"} else PageRole.URGENCY  # 急件, of old rules, is no field


def _number(line: Line) -> PageRole:
    signed = any(value.field == "signers" for value in number_values(line.typed))
    return PageRole.NUMBER_AND_SIGNERS if signed else PageRole.NUMBER


def _colophon(line: Line) -> PageRole:
    fields = {value.field for value in colophon_values(line.typed)}
    if "copies" in fields:
        return PageRole.COLOPHON_COPIES
    return PageRole.COLOPHON_RECIPIENTS if "recipients" in fields else PageRole.COLOPHON_CC


_FIXED = {
    Role.MARK: PageRole.MARK,
    Role.SIGNER: PageRole.SIGNERS,
    Role.TITLE: PageRole.TITLE,
    Role.UNDER_TITLE: PageRole.REMARK,
    Role.RECIPIENTS: PageRole.RECIPIENTS,
    Role.MORE_RECIPIENTS: PageRole.RECIPIENTS,
    Role.ATTACHMENT_NOTE: PageRole.ATTACHMENT_NOTE,
    Role.MORE_NOTE: PageRole.ATTACHMENT_NOTE,
    Role.SIGNATORY: PageRole.SIGNATORY,
    Role.DATE: PageRole.DATE,
    Role.SIGNED_DATE: PageRole.DATE,
    Role.REMARK: PageRole.NOTES,
    Role.PRINTER: PageRole.COLOPHON_PRINTER,
    Role.PRINTED: PageRole.COLOPHON_PRINTER,
    Role.ATTACHMENT_HEAD: PageRole.ATTACHMENT_LABEL,
    Role.ATTACHED_SIGNATORY: PageRole.ISSUED_SIGNATORY,
    Role.ATTACHED_DATE: PageRole.ISSUED_DATE,
    Role.ATTACHED_SIGNED_DATE: PageRole.ISSUED_DATE,
}
_BY_WORDS: dict[Role, Callable[[Line], PageRole]] = {
    Role.COPY_NUMBER: _head,
    Role.SECRECY: _head,
    Role.NUMBER: _number,
    Role.COLOPHON: _colophon,
    Role.MORE_COLOPHON: lambda _: PageRole.COLOPHON_CC,
}
