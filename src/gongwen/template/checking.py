"""Whether a template can be used: faults that stop it, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from gongwen.errors import Fault, TemplateError
from gongwen.specimens import specimen_kind
from gongwen.standard.kinds import DEFAULT_FORM, MUST_BE_SIGNED, Form, Kind
from gongwen.template.compiled import Compiled
from gongwen.template.opened import OpenedTemplate, TemplateSource, read_bytes
from gongwen.template.reading import read_parts
from gongwen.template.rendering import Template
from gongwen.template.tags import Tag, tags_of, where_named
from gongwen.template.vocabulary import Segment, canonical, nearest_name

__all__ = ["Finding", "check_template"]

_UNUSABLE = frozenset({"not-a-docx", "macros", "suspicious-package", "broken-part", "active-content"})
_PERHAPS = 0.5
_PAIRS = ("if", "for")
_LABELS, _HEAD = Segment.LABELS, Segment.HEAD
_RED_HEAD = (
    (frozenset({"发文机关标志"}), "发文机关标志", "9704-7.2.4-a"),
    (frozenset({"发文字号", "顺序号", Segment.NUMBER, _HEAD}), "发文字号", "9704-7.2.5-a"),
    (frozenset({Segment.SIGNATURE, "成文日期"}), "成文日期", "9704-7.3.5.4"),
)
_SIGNERS = (frozenset({"签发人", Segment.NUMBER, _HEAD}), "签发人", "9704-7.2.6-a")
_TITLE = (frozenset({"标题", "标题一行"}), "标题", "9704-7.3.1-a")
_BODY = (frozenset({Segment.BODY}), "正文", "9704-7.3.3-a")


class Finding(NamedTuple):
    """What is wrong or worth knowing; only ``serious`` ones stop a template."""

    serious: bool
    fault: Fault

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain data."""
        return {"serious": self.serious, **self.fault.to_dict()}


def check_template(
    source: TemplateSource, kind: str | None = None, further: Collection[str] = ()
) -> tuple[Finding, ...]:
    """All findings on a template, those that stop it first.

    ``kind`` is the 文种 it is for; without it only what every red-headed document needs is looked for. ``further`` are
    names that the data will bring. Raises :class:`~gongwen.TemplateError` for a file that is no template at all, and
    :class:`~gongwen.InputError` for an unknown 文种.
    """
    wanted = specimen_kind(kind) if kind is not None else None
    content, file = read_bytes(source)
    try:
        template = Template(content)
    except TemplateError as error:
        faults = tuple(fault.at(file=file) for fault in error.faults)
        if any(fault.code in _UNUSABLE for fault in faults):
            raise TemplateError(faults) from None
        return tuple(Finding(True, fault) for fault in faults) + _misspelt(OpenedTemplate(content, file), further)
    compiled: Compiled = template._compiled
    findings = [_unknown(name, compiled.texts) for name in sorted(template.further_names - set(further))]
    findings += _blank_lines(compiled.texts)
    findings += [Finding(False, fault) for fault in _lacking(template, compiled, wanted)]
    if compiled.has_changes:
        cure = "在“审阅”里接受所有修订、删除所有批注，再保存"
        findings.append(Finding(False, Fault("tracked-changes", "模板里有修订或批注，每份公文都会带着", cure)))
    if template.slow_reason:
        fault = Fault("slow-template", f"只能逐份慢慢渲染：{template.slow_reason}", "份数多时改用列数固定的表格")
        findings.append(Finding(False, fault))
    return tuple(sorted(findings, key=lambda finding: not finding.serious))


def _misspelt(opened: OpenedTemplate, further: Collection[str]) -> tuple[Finding, ...]:
    """Misspelt names of a template that has other faults, so that all are told at once."""
    texts = read_parts(opened).all_texts()
    tags = [tag for text in texts for tag in tags_of(text)[0]]
    names = {name for tag in tags for name in tag.names if canonical(name) is None}
    names -= {*further, *(name for tag in tags for name in tag.gives)}
    found = (_unknown(name, texts) for name in sorted(names))
    return tuple(Finding(one.serious, one.fault.at(file=opened.file)) for one in found if one.serious)


def _unknown(name: str, texts: Collection[str]) -> Finding:
    text, tag = where_named(name, texts)
    nearest = nearest_name(name) or _one_off(name)
    if nearest:
        cure = f"是不是“{nearest}”？若是数据里的一列，检查时写上 --with {name}"
        fault = Fault("unknown-name", f"没有“{name}”这个要素", cure, field=tag, value=text)
        return Finding(True, fault)
    perhaps = nearest_name(name, alike=_PERHAPS) or ""
    cure = "要由数据给出，如表格里的一列" + (f"；若是要素，是不是“{perhaps}”？" if perhaps[:1] == name[:1] else "")
    return Finding(False, Fault("further-name", f"“{name}”不是公文要素", cure, field=tag, value=text))


def _one_off(name: str) -> str | None:
    """The name of an 要素 that begins alike and differs in one character: 标提."""
    nearest = nearest_name(name, alike=_PERHAPS)
    if nearest is None or len(nearest) != len(name) or nearest[0] != name[0]:
        return None
    return nearest if sum(one != other for one, other in zip(name, nearest, strict=True)) == 1 else None


def _blank_lines(texts: Iterable[str]) -> list[Finding]:
    """A choice or a loop whose two ends are alone in their paragraphs leaves these behind, as blank lines."""
    open_: list[tuple[Tag, bool]] = []
    leaving: list[Tag] = []
    for tag in (tag for text in texts for tag in tags_of(text)[0]):
        alone = not tag.part and tag.paragraph.strip() == tag.written
        if tag.word in _PAIRS:
            open_.append((tag, alone))
        elif tag.word.removeprefix("end") in _PAIRS and open_:
            begin, begins_alone = open_.pop()
            leaving += [begin, tag] if alone and begins_alone else []
    return [Finding(False, _blank_line(tag)) for tag in leaving]


def _blank_line(tag: Tag) -> Fault:
    cure = f"写成 {{%p {tag.says} %}}，这一段就不留下"
    return Fault("blank-line", "这个标签独占一段，会留下一个空行", cure, field=tag.written, value=tag.paragraph)


def _lacking(template: Template, compiled: Compiled, kind: Kind | None) -> list[Fault]:
    shown = {canonical(name) for name in template.names}
    if compiled.places.literal_mark is not None or compiled.places.has_pictured_mark:
        shown.add("发文机关标志")
    form = DEFAULT_FORM[kind] if kind else None
    wanted = [_BODY] if form is Form.ORDER else [_TITLE, _BODY]
    if form is not Form.PLAIN:
        marks, number, date = _RED_HEAD
        # A letterhead may be a picture; only a known kind says that a mark must be there.
        wanted += [marks, number, date] if kind else [number, date]
    if kind in MUST_BE_SIGNED:
        wanted.append(_SIGNERS)
    if form is Form.MINUTES:
        wanted.remove(date)
    return [
        Fault("missing-element", f"模板里没有{name}", f"补上标签；这一文种应当标注（{clause}）", field=name)
        for names, name, clause in wanted
        if not shown & names
    ]
