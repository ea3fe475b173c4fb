"""The template as a value: compiled once, rendered many times."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from docxtpl import DocxTemplate  # type: ignore[import-untyped,unused-ignore]
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, UndefinedError
from lxml import etree
from markupsafe import Markup

from gongwen.errors import Fault, InputError, TemplateError
from gongwen.layout import lay_out
from gongwen.layout.blocks import LayoutBlock, PageRun, ParagraphBlock
from gongwen.layout.stylesheet import stylesheet
from gongwen.model import Document
from gongwen.ooxml.names import XML_HEAD
from gongwen.ooxml.package import Member, Package, deflated, packed_once, stored
from gongwen.standard.dates import write_date
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.roles import Role
from gongwen.standard.vocabulary import english_name
from gongwen.template.compiled import (
    CORE,
    Compiled,
    Part,
    compile_template,
    on_lines,
    optional_names,
    resolve_listing,
    text_of_line,
)
from gongwen.template.opened import OpenedTemplate, TemplateSource, read_bytes
from gongwen.template.pages import (
    RELATIONSHIPS_PART,
    footers,
    section_of_template,
    with_pictures,
    with_relationships,
)
from gongwen.template.sandbox import LONGEST_OUTPUT, OWN, Budget, ControlCharacterError
from gongwen.template.segments import Segments, segments_of
from gongwen.template.styles import tightened_styles
from gongwen.template.tags import Tag, tags_of
from gongwen.template.vocabulary import BLOCKS, TEXTS, TITLE, Segment, canonical, nearest_name
from gongwen.write import writer
from gongwen.write.page_runs import section_properties
from gongwen.write.pieces import blocks_xml
from gongwen.write.writer import Media

__all__ = ["Template"]

_TYPES, _STYLES = "[Content_Types].xml", "word/styles.xml"
_MOST_PACKAGES = 16
_SMALL = 1024
_NO_RELATIONSHIPS = (
    f'{XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_DRAWING_NUMBER = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_FIRST_DRAWING = 1001
_UNKNOWN = re.compile(r"(?:^|attribute )'([^']+)'")
_EMBEDDED, _OWN_EMBEDDED = 'r:embed="rIdImage', 'r:embed="rIdGongwenImage'
_BREAKS = "\n\v\t\a\f"
_NEW_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_CHOSEN_LINE = '</w:t><w:br w:type="textWrapping"/><w:t xml:space="preserve">'


class _Shape(NamedTuple):
    """Which shared parts a document needs: those of turned pages, and of which profile."""

    turned: bool
    profile: Profile


class _Values(NamedTuple):
    """What stands for each name in one document, and what of it is not text."""

    context: dict[str, Any]
    media: Media
    shape: _Shape


class Template:
    """A clerk's .docx with tags, compiled once and rendered many times.

    ``source`` is a path, bytes or a binary file object; ``profile`` is the page that the blocks of the document are
    laid out for. Raises :class:`~gongwen.TemplateError` with every fault: no .docx, macros, a password, a tag that
    is not whole or may not be used - each with the paragraph's text and the tag.

    Rendering is pure and thread-safe: the same document gives the same bytes. A template is pickled as its
    :attr:`content`.

    >>> from gongwen.template import make_template
    >>> template = Template(make_template("通知"))
    >>> template.is_compiled, "发文字号" in template.names
    (True, True)
    """

    def __init__(self, source: TemplateSource, *, profile: str | Profile = NATIONAL) -> None:
        content, file = read_bytes(source)
        self.content: bytes = content
        """The template itself; ``Template(template.content)`` is an equal one."""
        self._profile = _profile(profile)
        self._file = file
        self._sheet = stylesheet(self._profile)
        self._compiled: Compiled = compile_template(OpenedTemplate(content, file), self._sheet)
        self._texts, self._blocks, self._aliases = _used(self._compiled.names)
        self._laid = bool(self._blocks or self._compiled.places.by_role)
        dynamic = {part.name for part in self._compiled.parts} | {RELATIONSHIPS_PART}
        self._fixed = {name: data for name, data in self._compiled.members.items() if name not in dynamic}
        self._relationships = self._compiled.members.get(RELATIONSHIPS_PART, _NO_RELATIONSHIPS.encode()).decode()
        self._packages: dict[_Shape, Package] = {}
        self._plain = deflated(RELATIONSHIPS_PART, self._relationships.encode())

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self.content, self._profile))

    @property
    def names(self) -> frozenset[str]:
        """Every name that the template's tags use, those of 要素 and further ones."""
        return self._compiled.names

    @property
    def is_compiled(self) -> bool:
        """Whether documents go the quick way; docxtpl renders those of other templates one by one."""
        return self._compiled.slow_reason is None

    @property
    def slow_reason(self) -> str | None:
        """Why the template cannot go the quick way, in Chinese; None where it does."""
        return self._compiled.slow_reason

    @property
    def further_names(self) -> frozenset[str]:
        """The names that no document has: ``extra`` must bring them."""
        return frozenset(name for name in self.names if canonical(name) is None)

    @cached_property
    def optional_names(self) -> frozenset[str]:
        """The names that the template asks for in a condition, or has something else for: they may be blank."""
        return optional_names((part.source for part in self._compiled.parts), self._compiled.environment)

    def document_of(
        self, document: Document | Mapping[str, Any], extra: Mapping[str, Any] | None = None
    ) -> Document | None:
        """The document that :meth:`render` would show; None where the template's single values need none.

        Raises :class:`~gongwen.InputError` as :meth:`render` does for data that is no document.
        """
        return self._given(document, extra)[0]

    def docxtpl(self) -> Any:
        """A new ``docxtpl.DocxTemplate`` of this template, for making its pictures and sub-documents.

        A document whose ``extra`` holds an ``InlineImage``, a ``Subdoc`` or a link is rendered by docxtpl itself.
        """
        return DocxTemplate(io.BytesIO(self._prepared))

    def lacking(self, document: Document) -> tuple[str, ...]:
        """要素 that the document has and the template shows nowhere, by their Chinese names."""
        shown = {canonical(name) for name in self.names}
        return tuple(name for name, covers in _COVERED.items() if _has(document, name) and not shown & covers)

    def render(self, document: Document | Mapping[str, Any], extra: Mapping[str, Any] | None = None) -> bytes:
        """The .docx of a document, or of a mapping of Chinese or English names.

        ``extra`` brings the values of further names; 要素 of the document go before values of the same name. A mapping
        without 文种 is no document: its values fill a template that has only single values, and further names in it
        count as ``extra``. Raises :class:`~gongwen.InputError` for data that is no document or has control characters,
        :class:`~gongwen.TemplateError` where a value is missing or a tag cannot be carried out.
        """
        given, further = self._given(document, extra)
        slow = _peer(further.values()) if further else None
        marked = _has_markup(further)
        values = self._values(given, further)
        if slow is not None or not self.is_compiled:
            return self._render_slowly(slow or self.docxtpl(), values)
        values.context[f"{OWN}budget"] = Budget()
        members = [self._member(part, values.context, marked=marked) for part in self._compiled.parts]
        turned = values.shape.turned
        if values.media.files or turned:
            xml = with_relationships(self._relationships, _names(values.media), turned=turned)
            members.append(deflated(RELATIONSHIPS_PART, xml.encode()))
            members += _pictures(values.media)
        else:
            members.append(self._plain)
        package = self._packages.get(values.shape) or self._packed(values.shape)
        return package.with_members(members)

    # ------------------------------------------------------------------ packages

    def _packed(self, shape: _Shape) -> Package:
        """The members that documents of a shape share."""
        members = dict(self._fixed)
        members |= self._shaped(members, shape)
        package = Package(packed_once(name, data) for name, data in members.items())
        if len(self._packages) < _MOST_PACKAGES:
            self._packages[shape] = package
        return package

    def _shaped(self, members: Mapping[str, bytes], shape: _Shape) -> dict[str, bytes]:
        """The parts in which documents of a shape differ from the template."""
        shaped: dict[str, bytes] = {}
        if self._blocks:
            shaped[_TYPES] = with_pictures(members[_TYPES].decode(), turned=shape.turned).encode()
        if shape.turned:
            shaped |= {name: xml.encode() for name, xml in footers(self._sheet).items()}
        if self._blocks and shape.profile != self._profile:
            shaped[_STYLES] = tightened_styles(members[_STYLES], self._sheet, stylesheet(shape.profile))
        return shaped

    @cached_property
    def _prepared(self) -> bytes:
        return Package(stored(name, data) for name, data in self._compiled.members.items()).with_members(())

    # ------------------------------------------------------------------ values

    def _given(
        self, document: Document | Mapping[str, Any], extra: Mapping[str, Any] | None
    ) -> tuple[Document | None, dict[str, Any]]:
        further = dict(extra or {})
        if isinstance(document, Document):
            return document, further
        if not isinstance(document, Mapping):
            raise InputError(
                Fault("wrong-value", "要的是公文或名称到值的对照", "传入 gongwen.Document 或字典", field="document")
            )
        fields: dict[str, Any] = {}
        for name, value in document.items():
            field = english_name(str(name))
            if field in Document.model_fields:
                fields[field] = value
            else:
                further[str(name)] = value
        if "kind" not in fields and not self._blocks:
            for name, value in document.items():
                chinese = canonical(str(name)) or str(name)
                further.setdefault(chinese, _as_text(value))
            return None, further
        if isinstance(fields.get("body"), str):
            from gongwen.read import parse_body  # noqa: PLC0415 - only where the body comes as typed text

            fields["body"] = parse_body(fields["body"]).blocks
        return Document.read(fields), further

    def _values(self, document: Document | None, further: dict[str, Any]) -> _Values:
        context: dict[str, Any] = further
        media = Media()
        shape = _Shape(False, self._profile)
        if document is None:
            # What stands for an alias stands for the name, and the other way round.
            for name, chinese in self._aliases.items():
                if name not in context and chinese in context:
                    context[name] = context[chinese]
            context |= self._compiled.places.values({}, self._sheet)
            context[f"{OWN}joint"] = context[f"{OWN}last"] = ""
            return _Values(context, media, shape)
        shown = document
        if self._compiled.places.literal_mark is not None:
            # The template writes the mark itself; everything that hangs on it is reckoned for that one.
            shown = document.model_copy(update={"issuer_mark": self._compiled.places.literal_mark})
        for name in self._texts:
            context[name] = TEXTS[name](document)
        if self._laid:
            shape = self._lay_out(shown, context, media)
        for name, chinese in self._aliases.items():
            context[name] = context[chinese]
        return _Values(context, media, shape)

    def _lay_out(self, document: Document, context: dict[str, Any], media: Media) -> _Shape:
        """Add what the layout says: blocks, places, the title's lines; the shape of the package that it needs."""
        layout = lay_out(document, self._profile)
        segments = segments_of(layout)
        pen = writer(layout)
        styles = self._compiled.styles
        sheet = stylesheet(layout.profile)
        runs: set[PageRun] = set()
        blocks = self._with_fallbacks(segments)
        for name in self._blocks:
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
            context[TITLE] = segments.title
        if not segments.recipients_shown and Segment.COLOPHON in self._blocks and "主送机关" in context:
            context["主送机关"] = ""  # 7.3.2-c: they went to 版记
        context |= self._compiled.places.values(segments.placed, sheet)
        context[f"{OWN}joint"] = ""
        if segments.joint is not None and self._compiled.places.joint:
            xml = blocks_xml(pen, [segments.joint], media)
            context[f"{OWN}joint"] = Markup(styles.in_template(xml) if styles else xml)
        last = layout.last_run
        context[f"{OWN}last"] = Markup(self._section(layout.form, last, sheet)) if not last.opens else ""
        return _Shape(bool(runs) or not last.opens, layout.profile)

    def _section(self, form: Any, run: PageRun, sheet: Any) -> str:
        return section_of_template(self._compiled.section, sheet, form, run)

    def _with_fallbacks(self, segments: Segments) -> Mapping[str, list[LayoutBlock]]:
        """Blocks whose tag the template lacks go with those that they follow, where that loses nothing."""
        blocks = segments.blocks
        note = Segment.ATTACHMENT_NOTE
        if note in blocks and note not in self._blocks and Segment.BODY in self._blocks:
            blocks[Segment.BODY] = [*blocks.get(Segment.BODY, []), *blocks[note]]
        attachments = blocks.get(Segment.ATTACHMENTS)
        if attachments and Segment.ATTACHMENTS not in self._blocks and _is_room(attachments[0]):
            # Room for a seal; it stays above 版记.
            blocks[Segment.COLOPHON] = [attachments[0], *blocks.get(Segment.COLOPHON, [])]
        return blocks

    # ------------------------------------------------------------------ the quick way

    def _member(self, part: Part, context: dict[str, Any], *, marked: bool) -> Member:
        xml = self._rendered(part, context)
        if part.checked or marked:
            _check_whole(xml, part, self._file)
        content = (XML_HEAD + xml).encode()
        return deflated(part.name, content) if len(content) > _SMALL else stored(part.name, content)

    def _rendered(self, part: Part, context: dict[str, Any]) -> str:
        try:
            xml = _joined(part.template, context, bounded=part.repeats)
        except InputError:
            raise
        except ControlCharacterError as error:
            raise InputError(_control_fault(error.text, context)) from None
        except (Exception, RecursionError) as error:
            raise self._failed(part, context, error) from None
        if part.name != CORE:
            xml = _with_breaks(xml)
        if part.numbered:
            xml = _numbered(xml)
        return xml

    def _failed(self, part: Part, context: dict[str, Any], error: BaseException) -> TemplateError:
        """What went wrong, with the paragraph and the tag: found by going the same way once more, line by line."""
        lined = on_lines(part.source)
        env = self._compiled.environment
        template = JinjaTemplate.from_code(
            env, env.compile(env.parse(lined), part.name, "<template>"), env.make_globals(None)
        )
        line = 1
        try:
            _joined(template, {**context, f"{OWN}budget": Budget()}, bounded=True)
        except BaseException as again:  # the same error, this time with its line
            error = again
            line = _line_of(again, template)
        text = text_of_line(lined, line)
        tags = [tag for tag in tags_of(text)[0] if OWN not in tag.written]
        return TemplateError(_runtime_fault(error, text, tags, context).at(file=self._file))

    # ------------------------------------------------------------------ docxtpl's way

    def _render_slowly(self, peer: Any, values: _Values) -> bytes:
        context = {name: _for_docxtpl(value) for name, value in values.context.items()}
        context[f"{OWN}budget"] = Budget()
        stream = io.BytesIO()
        try:
            peer.render(context, self._compiled.environment, autoescape=True)
            peer.save(stream)
        except InputError:
            raise
        except ControlCharacterError as error:
            raise InputError(_control_fault(error.text, context)) from None
        except (Exception, RecursionError) as error:
            for part in self._compiled.parts:
                self._rendered(part, {**context, f"{OWN}budget": Budget()})
            raise TemplateError(_runtime_fault(error, "", [], context).at(file=self._file)) from None
        members = OpenedTemplate(stream.getvalue()).members
        if values.media.files or values.shape.turned:
            xml = members.get(RELATIONSHIPS_PART, _NO_RELATIONSHIPS.encode()).decode()
            xml = with_relationships(xml, _names(values.media), turned=values.shape.turned)
            members[RELATIONSHIPS_PART] = xml.encode()
        members |= self._shaped(members, values.shape)
        packed = [packed_once(name, data) for name, data in members.items()]
        return Package(packed).with_members(_pictures(values.media))


def _again(content: bytes, profile: Profile) -> Template:
    return Template(content, profile=profile)


def _profile(profile: str | Profile) -> Profile:
    if isinstance(profile, Profile):
        return profile
    from gongwen.read.profile import find_profile  # noqa: PLC0415 - YAML loads only for a profile by name

    return find_profile(profile)


def _used(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
    """The texts and the blocks that are used, and the other names under which they are."""
    aliases = {name: chinese for name in names if (chinese := canonical(name)) is not None and chinese != name}
    known = {canonical(name) for name in names} - {None}
    texts = tuple(name for name in TEXTS if name in known)
    blocks = tuple(name for name in BLOCKS if name in known)
    return texts, blocks, aliases


# ---------------------------------------------------------------------------- joining


def _joined(template: JinjaTemplate, context: dict[str, Any], *, bounded: bool) -> str:
    if not bounded:
        return "".join(template.root_render_func(template.new_context(context)))
    pieces: list[str] = []
    add = pieces.append
    length = 0
    for piece in template.root_render_func(template.new_context(context)):
        add(piece)
        length += len(piece)
        if length > LONGEST_OUTPUT:
            raise SecurityError("文字太长")
    return "".join(pieces)


def _with_breaks(xml: str) -> str:
    """Line breaks, tabs, new paragraphs and pages in texts, as docxtpl writes them."""
    if not any(mark in xml for mark in _BREAKS):
        return xml
    if any(_in_text(xml, mark) for mark in "\t\a\f" if mark in xml):
        xml = resolve_listing(xml)
    for mark, element in (("\n", _NEW_LINE), ("\v", _CHOSEN_LINE)):
        if mark in xml:
            xml = _with_break(xml, mark, element)
    return xml


def _in_text(xml: str, mark: str) -> bool:
    return any(_is_text(xml, found.start()) for found in re.finditer(mark, xml))


def _is_text(xml: str, position: int) -> bool:
    return xml.startswith(("<w:t>", "<w:t "), start := xml.rfind("<", 0, position)) and ">" in xml[start:position]


def _with_break(xml: str, mark: str, element: str) -> str:
    pieces: list[str] = []
    start = 0
    position = xml.find(mark)
    while position >= 0:
        inside = _is_text(xml, position)
        if inside or mark == "\v":
            pieces += [xml[start:position], element if inside else " "]
            start = position + 1
        position = xml.find(mark, position + 1)
    pieces.append(xml[start:])
    return "".join(pieces)


def _numbered(xml: str) -> str:
    """Drawings numbered one after the other, as docxtpl does; one that is repeated would share its number."""
    numbers = iter(range(_FIRST_DRAWING, _FIRST_DRAWING + xml.count("<wp:docPr") + 1))
    return _DRAWING_NUMBER.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", xml)


def _check_whole(xml: str, part: Part, file: str | None) -> None:
    try:
        etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        message = f"印出来的 {part.name} 不成文档"
        raise TemplateError(
            Fault("torn-template", message, "不要在 {% set %}、{% macro %} 里放半个段落", file=file)
        ) from None


# ---------------------------------------------------------------------------- pictures


def _names(media: Media) -> list[str]:
    return [f"gongwen_{name}" for name in media.files.values()]


def _pictures(media: Media) -> list[Member]:
    return [stored(f"word/media/gongwen_{name}", data) for data, name in media.files.items()]


def _is_room(block: LayoutBlock) -> bool:
    return isinstance(block, ParagraphBlock) and block.role is Role.SPACER and not block.placement.page_break


def _runs(blocks: Iterable[LayoutBlock]) -> set[PageRun]:
    return {
        block.placement.closes
        for block in blocks
        if isinstance(block, ParagraphBlock) and block.placement.closes is not None
    }


# ---------------------------------------------------------------------------- values of a script


def _as_text(value: Any) -> Any:
    """A value that is no document's, as people write it."""
    if isinstance(value, datetime.date):
        return write_date(value)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return "，".join(value)
    return value


def _peer(values: Iterable[Any]) -> Any:
    """The docxtpl template that a value was made for, where a value changes the package; None otherwise."""
    for value in values:
        if isinstance(value, Mapping):
            found = _peer(value.values())
        elif isinstance(value, list | tuple):
            found = _peer(value)
        elif type(value).__module__.startswith("docxtpl"):
            found = getattr(value, "tpl", None)
            if found is None and "r:id=" in str(getattr(value, "xml", "")):
                raise InputError(
                    Fault("wrong-value", "带链接的文字要用 docxtpl() 给的模板渲染", "改用 RichText，不带链接")
                )
        else:
            continue
        if found is not None:
            return found
    return None


def _has_markup(context: Mapping[str, Any]) -> bool:
    return any(type(value) not in _PLAIN_TYPES and hasattr(value, "__html__") for value in context.values())


_PLAIN_TYPES = (str, int, float, bool, list, dict, tuple, type(None), Markup, Budget)


def _for_docxtpl(value: Any) -> Any:
    # docxtpl knows no vertical tab; to it every break is one that somebody typed.
    if type(value) is str:
        return value.replace("\v", "\n")
    return Markup(value.replace("\v", "\n")) if type(value) is Markup else value


# ---------------------------------------------------------------------------- faults


def _line_of(error: BaseException, template: JinjaTemplate) -> int:
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _runtime_fault(error: BaseException, text: str, tags: list[Tag], context: Mapping[str, Any]) -> Fault:
    unknown = _UNKNOWN.search(str(error)) if isinstance(error, UndefinedError) else None
    name = unknown.group(1) if unknown else None
    tag = next((tag.written for tag in tags if name and name in tag.says), tags[0].written if tags else None)
    if isinstance(error, UndefinedError):
        if " object" in (name or ""):
            found = re.search(r"attribute '([^']+)'", str(error))
            name = found.group(1) if found else name
        known = [key for key in context if not key.startswith(OWN)]
        nearest = nearest_name(name or "") or _nearest(name or "", known)
        cure = f"是不是“{nearest}”？" if nearest else "在数据里补上，或改正模板里的名字"
        return Fault("missing-value", f"没有“{name}”的值", cure, field=tag, value=text or None)
    if isinstance(error, SecurityError):
        said = str(error)
        message = said if re.search("[\u4e00-\u9fff]", said) else "这个标签要做的事模板里不能做"
        return Fault("not-allowed", message, "模板只能印出值、选择和重复", field=tag, value=text or None)
    message = f"标签算不出来（{type(error).__name__}）"
    return Fault("template-failed", message, "核对标签里的算式和数据的类型", field=tag, value=text or None)


def _nearest(name: str, known: list[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only when a value is missing

    return next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)


def _control_fault(text: str, context: Mapping[str, Any]) -> Fault:
    name = next((key for key, value in context.items() if _holds(value, text)), None)
    return Fault("control-character", "值里有控制字符，不能印在纸上", "从数据里删去它", field=name, value=text)


def _holds(value: Any, text: str) -> bool:
    if isinstance(value, Mapping):
        return any(_holds(item, text) for item in value.values())
    if isinstance(value, list | tuple):
        return any(_holds(item, text) for item in value)
    return type(value) is str and value == text


# ---------------------------------------------------------------------------- what a template shows

_HEAD, _COLOPHON = Segment.HEAD, Segment.COLOPHON
_COVERED: Mapping[str, frozenset[str]] = {
    "份号": frozenset({"份号", Segment.LABELS, _HEAD}),
    "密级": frozenset({"密级", Segment.LABELS, _HEAD}),
    "紧急程度": frozenset({"紧急程度", Segment.LABELS, _HEAD}),
    "发文字号": frozenset({"发文字号", "顺序号", Segment.NUMBER, _HEAD}),
    "签发人": frozenset({"签发人", Segment.NUMBER, _HEAD}),
    TITLE: frozenset({TITLE, "标题一行"}),
    "主送机关": frozenset({"主送机关"}),
    "正文": frozenset({Segment.BODY}),
    "附件": frozenset({Segment.ATTACHMENTS}),
    "印发件": frozenset({Segment.ATTACHMENTS}),
    "署名": frozenset({Segment.SIGNATURE, "署名机关", "发文机关"}),
    "成文日期": frozenset({Segment.SIGNATURE, "成文日期"}),
    "印章": frozenset({Segment.SIGNATURE}),
    "附注": frozenset({"附注"}),
    "抄送机关": frozenset({"抄送机关", _COLOPHON}),
    "印发机关": frozenset({"印发机关", _COLOPHON}),
    "印发日期": frozenset({"印发日期", _COLOPHON}),
    "印数": frozenset({"印数", _COLOPHON}),
    "民族文字": frozenset({Segment.TRANSLATION}),
}
"""Which names show an 要素."""


def _has(document: Document, name: str) -> bool:
    field = english_name(name)
    if field == "signatories":
        return bool(document.signing_agencies) and document.form.value != "纪要"
    if field == "title" and document.form.value == "命令":
        return False
    return bool(getattr(document, field)) if field else False
