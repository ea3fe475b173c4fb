"""What stands for each name in one document: its texts, the blocks of its layout, places, and what a caller adds.

Some of what a caller adds are docxtpl's own objects: they are found here, and what docxtpl is given for them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from gongwen.blocks.block import ColophonBlock, LayoutBlock, PageRun, ParagraphBlock
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.errors import Fault, InputError
from gongwen.layout import lay_out
from gongwen.layout.titles import title_text
from gongwen.model import Document, Form
from gongwen.model.base import with_valid
from gongwen.sandbox import OWN, folded
from gongwen.standard.dates import write_date
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.vocabulary import english_name
from gongwen.template.compiled import Compiled
from gongwen.template.pages import section_of_template
from gongwen.template.segments import Segments, segments_of
from gongwen.template.vocabulary import BLOCKS, REMARK, TEXTS, TITLE, Segment, canonical
from gongwen.text import TURNS
from gongwen.write import writer
from gongwen.write.page_runs import section_properties
from gongwen.write.pieces import blocks_xml
from gongwen.write.writer import Media

__all__ = ["Further", "Shape", "ValueMaker", "Values", "for_docxtpl", "looked_through"]

_EMBEDDED, _OWN_EMBEDDED = 'r:embed="rIdImage', 'r:embed="rIdGongwenImage'


class Shape(NamedTuple):
    """Which shared parts a document needs: those of turned pages, and of which profile."""

    turned: bool
    profile: Profile


class Values(NamedTuple):
    """What stands for each name in one document, and what of it is not text."""

    context: dict[str, Any]
    media: Media
    shape: Shape


class ValueMaker:
    """Says what stands for the names of one template in a document."""

    __slots__ = ("_aliases", "_compiled", "_laid", "_profile", "_sheet", "_texts", "blocks")

    def __init__(self, compiled: Compiled, profile: Profile) -> None:
        self._compiled, self._profile = compiled, profile
        self._sheet = stylesheet(profile)
        self._texts, self.blocks, self._aliases = _used(compiled.names)
        self._laid = bool(self.blocks or compiled.places.by_role)

    def given(
        self, document: Document | Mapping[str, Any], extra: Mapping[str, Any] | None
    ) -> tuple[Document | None, dict[str, Any]]:
        """The document of what a caller brings, None where the template needs none, and the further values."""
        further = _by_name(extra or {})
        if isinstance(document, Document):
            return document, further
        if not isinstance(document, Mapping):
            raise InputError(
                Fault("wrong-value", "要的是公文或名称到值的对照", "传入 gongwen.Document 或字典", field="document")
            )
        fields: dict[str, Any] = {}
        named = _by_name(document)
        for name, value in named.items():
            field = english_name(name)
            if field in Document.model_fields:
                fields[field] = value
            else:
                further[name] = value
        if "kind" not in fields and not self.blocks:
            for name, value in named.items():
                chinese = canonical(name) or name
                further.setdefault(chinese, _as_text(value))
            return None, further
        if isinstance(fields.get("body"), str):
            from gongwen.reading import parse_body  # noqa: PLC0415 - only where the body comes as typed text

            fields["body"] = parse_body(fields["body"]).blocks
        return Document.read(fields), further

    def values(self, document: Document | None, further: dict[str, Any]) -> Values:
        """What stands for each name."""
        context: dict[str, Any] = further
        media = Media()
        shape = Shape(False, self._profile)
        if document is None:
            # What stands for an alias stands for the name, and the other way round.
            for name, chinese in self._aliases.items():
                if name not in context and chinese in context:
                    context[name] = context[chinese]
            context |= self._compiled.places.values({}, self._sheet)
            context[f"{OWN}joint"] = context[f"{OWN}last"] = ""
            return Values(context, media, shape)
        shown = document
        if self._compiled.places.literal_mark is not None:
            # The template writes the mark itself; everything that hangs on it is reckoned for that one.
            shown = with_valid(document, issuer_mark=self._compiled.places.literal_mark)
        if document.remark and REMARK not in self._texts:
            shown = with_valid(shown, remark=None)  # the date that it tells stands at the end, then
        for name in self._texts:
            context[name] = TEXTS[name](document)
        if self._laid:
            shape = self._lay_out(shown, context, media)
        for name, chinese in self._aliases.items():
            context[name] = context[chinese]
        return Values(context, media, shape)

    def _lay_out(self, document: Document, context: dict[str, Any], media: Media) -> Shape:
        """Add what the layout says: blocks, places, the title's lines; the shape of the package that it needs."""
        layout = lay_out(document, self._profile)
        segments = segments_of(layout)
        pen = writer(layout)
        styles = self._compiled.styles
        sheet = stylesheet(layout.profile)
        runs: set[PageRun] = set()
        blocks = self._with_fallbacks(segments)
        for name in self.blocks:
            listed = blocks.get(name)
            if not listed:
                context[name] = ""
                continue
            xml = blocks_xml(pen, listed, media)
            if "<w:sectPr>" in xml:
                runs |= _runs(listed)
                for run in _runs(listed):
                    xml = xml.replace(
                        section_properties(sheet, layout.form, run), self._section(layout.form, run, sheet)
                    )
            if media.files:
                xml = xml.replace(_EMBEDDED, _OWN_EMBEDDED)
            context[name] = Markup(styles.in_template(xml) if styles else xml)
        if TITLE in context and segments.title:
            context[TITLE] = self._title(document) or segments.title
        if REMARK in context and segments.remark:
            context[REMARK] = segments.remark
        if not segments.recipients_shown and Segment.COLOPHON in self.blocks and "主送机关" in context:
            context["主送机关"] = ""  # 7.3.2-c: they went to 版记
        context |= self._compiled.places.values(segments.placed, sheet)
        context[f"{OWN}joint"] = ""
        if segments.joint is not None and self._compiled.places.joint:
            xml = blocks_xml(pen, [segments.joint], media)
            context[f"{OWN}joint"] = Markup(styles.in_template(xml) if styles else xml)
        last = layout.last_run
        context[f"{OWN}last"] = Markup(self._section(layout.form, last, sheet)) if not last.opens else ""
        return Shape(bool(runs) or not last.opens, layout.profile)

    def _title(self, document: Document) -> str | None:
        """The title in lines for the size that the clerk gave it."""
        place = self._compiled.places.by_role.get(Role.TITLE)
        if place is None or place.own_size is None:
            return None
        return title_text(document, self._profile.text_width / place.own_size, document.issuers)

    def _section(self, form: Form, run: PageRun, sheet: Stylesheet) -> str:
        return section_of_template(self._compiled.section, sheet, form, run)

    def _with_fallbacks(self, segments: Segments) -> Mapping[str, list[LayoutBlock]]:
        """Blocks whose tag the template lacks go with those that they follow, where that loses nothing."""
        blocks = segments.blocks
        note = Segment.ATTACHMENT_NOTE
        if note in blocks and note not in self.blocks and Segment.BODY in self.blocks:
            blocks[Segment.BODY] = [*blocks.get(Segment.BODY, []), *blocks[note]]
        attachments = blocks.get(Segment.ATTACHMENTS)
        if attachments and Segment.ATTACHMENTS not in self.blocks and _is_room(attachments[0]):
            # Room for a seal; it stays above 版记.
            blocks[Segment.COLOPHON] = [attachments[0], *blocks.get(Segment.COLOPHON, [])]
        return blocks


def _used(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
    """The texts and the blocks that are used, and the other names under which they are."""
    aliases = {name: chinese for name in names if (chinese := canonical(name)) is not None and chinese != name}
    known = {canonical(name) for name in names} - {None}
    texts = tuple(name for name in TEXTS if name in known)
    blocks = tuple(name for name in BLOCKS if name in known)
    return texts, blocks, aliases


def _is_room(block: LayoutBlock) -> bool:
    return isinstance(block, ParagraphBlock) and block.role is Role.SPACER and not block.placement.page_break


def _runs(blocks: Iterable[LayoutBlock]) -> set[PageRun]:
    return {
        block.placement.closes
        for block in blocks
        if isinstance(block, ParagraphBlock | ColophonBlock) and block.placement.closes is not None
    }


def _by_name(values: Mapping[Any, Any]) -> dict[str, Any]:
    """Values by their names as these look: without marks that nobody sees, with usual letters and digits."""
    named: dict[str, Any] = {}
    for key, value in values.items():
        name = folded(str(key))
        if name in named:
            raise InputError(Fault("wrong-value", f"有两个“{name}”，看起来一样", "只留一个", field=name))
        named[name] = value
    return named


def _as_text(value: Any) -> Any:
    """A value that is no document's, as people write it."""
    if isinstance(value, datetime.date):
        return write_date(value)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return "，".join(value)
    return value


# ---------------------------------------------------------------------------- values that only docxtpl can write

_DEEPEST = 32


class Further(NamedTuple):
    """What further values need: the docxtpl template that one was made for, and whether one says XML of its own."""

    peer: Any = None
    marked: bool = False


def looked_through(values: Mapping[str, Any]) -> Further:
    """What the further values of a document need. Raises :class:`~gongwen.InputError` for what cannot be printed."""
    peer, marked = None, False
    waiting: list[tuple[str, Any, int]] = [(name, value, 0) for name, value in values.items()]
    while waiting:
        name, value, depth = waiting.pop()
        kind = type(value)
        if kind is str:
            if TURNS.search(value):
                raise InputError(_turning(name, value))
        elif isinstance(value, Mapping | list | tuple):
            if depth >= _DEEPEST:
                raise InputError(Fault("wrong-value", "值套得太深", "名单里的名单不超过三层", field=name))
            inner = value.values() if isinstance(value, Mapping) else value
            waiting += [(name, item, depth + 1) for item in inner]
        elif hasattr(value, "__html__"):
            marked = True
            peer = peer or _peer(kind, value)
    return Further(peer, marked)


def _peer(kind: type, value: Any) -> Any:
    if not kind.__module__.startswith("docxtpl"):
        return None
    found = getattr(value, "tpl", None)
    if found is None and "r:id=" in str(getattr(value, "xml", "")):
        raise InputError(Fault("wrong-value", "带链接的文字要用 docxtpl() 给的模板渲染", "改用 RichText，不带链接"))
    return found


def _turning(name: str, value: str) -> Fault:
    message = "值里有改变文字方向的字符（U+202E 之类），印出来与写的次序不同"
    return Fault("control-character", message, "从数据里删去它，重新输入这个值", field=name, value=value)


def for_docxtpl(value: Any) -> Any:
    # docxtpl knows no vertical tab; to it every break is one that somebody typed.
    if type(value) is str:
        return value.replace("\v", "\n")
    return Markup(value.replace("\v", "\n")) if type(value) is Markup else value
