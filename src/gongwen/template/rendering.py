"""The template as a value: compiled once, rendered many times.

A draft says 草稿 in the properties of its file, whatever the template's own say; never a word on the page.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped,unused-ignore]
from jinja2 import Template as JinjaTemplate
from jinja2 import UndefinedError
from lxml import etree

from gongwen.blocks.stylesheet import stylesheet
from gongwen.choosing import choose_profile
from gongwen.errors import InputError, TemplateError
from gongwen.model import Document
from gongwen.ooxml.names import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, XML_HEAD
from gongwen.ooxml.opened import Element, OpenedDocument
from gongwen.ooxml.package import Member, Package, deflated, packed_once, stored
from gongwen.rules import demand
from gongwen.sandbox import OWN, Budget, ControlCharacterError
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.template.compiled import Compiled, Part, compile_template, on_lines, optional_names, text_of_line
from gongwen.template.faults import control_fault, line_of, missing_faults, runtime_fault
from gongwen.template.inert import active_fields
from gongwen.template.opened import RELATIONSHIPS_PART, OpenedTemplate, TemplateSource, read_bytes
from gongwen.template.pages import footers, with_pictures, with_relationships
from gongwen.template.printing import check_whole, numbered, rendered, with_breaks, with_last_paragraphs
from gongwen.template.reading import CORE
from gongwen.template.styles import tightened_styles
from gongwen.template.tags import tags_of
from gongwen.template.values import Further, Shape, ValueMaker, Values, for_docxtpl, looked_through
from gongwen.template.vocabulary import canonical, not_shown
from gongwen.write.writer import Media

__all__ = ["Template"]

_TYPES, _STYLES = "[Content_Types].xml", "word/styles.xml"
_NOTHING_FURTHER = Further()
_MOST_PACKAGES = 16
_SMALL = 1024
_NO_RELATIONSHIPS = (
    f'{XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class Template:
    """A clerk's .docx with tags, compiled once and rendered many times.

    ``source`` is a path, bytes or a binary file object; ``profile`` is the page that the blocks of the document are
    laid out for. Raises :class:`~gongwen.InputError` for a file that cannot be read, and
    :class:`~gongwen.TemplateError` with every fault of what it holds: no .docx, macros, a password, a tag that
    is not whole or may not be used - each with the paragraph's text and the tag.

    Rendering is pure and thread-safe: the same document gives the same bytes. Templates of the same content for the
    same page are equal; one is pickled as its :attr:`content`.

    >>> from gongwen.template import make_template
    >>> template = Template(make_template("通知"))
    >>> template.is_compiled, "发文字号" in template.names
    (True, True)
    """

    def __init__(self, source: TemplateSource, *, profile: str | Profile = NATIONAL) -> None:
        content, file = read_bytes(source)
        self.content: bytes = content
        """The template itself; ``Template(template.content)`` is an equal one."""
        self._profile = choose_profile(profile)
        self._file = file
        self._sheet = stylesheet(self._profile)
        self._compiled: Compiled = compile_template(OpenedTemplate(content, file), self._sheet)
        self._values = ValueMaker(self._compiled, self._profile)
        dynamic = {part.name for part in self._compiled.parts} | {RELATIONSHIPS_PART}
        self._fixed = {name: data for name, data in self._compiled.members.items() if name not in dynamic}
        self._relationships = self._compiled.members.get(RELATIONSHIPS_PART, _NO_RELATIONSHIPS.encode()).decode()
        self._packages: dict[Shape, Package] = {}
        self._plain = deflated(RELATIONSHIPS_PART, self._relationships.encode())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Template):
            return NotImplemented
        return self.content == other.content and self._profile == other._profile

    def __hash__(self) -> int:
        return hash((self.content, self._profile))

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
        return self._values.given(document, extra)[0]

    def docxtpl(self) -> Any:
        """A new ``docxtpl.DocxTemplate`` of this template, for making its pictures and sub-documents.

        A document whose ``extra`` holds an ``InlineImage``, a ``Subdoc`` or a link is rendered by docxtpl itself.
        """
        return DocxTemplate(io.BytesIO(self._prepared))

    def lacking(self, document: Document) -> tuple[str, ...]:
        """要素 that the document has and the template shows nowhere, by their Chinese names."""
        return not_shown(document, self.names)

    def render(
        self, document: Document | Mapping[str, Any], extra: Mapping[str, Any] | None = None, *, draft: bool = False
    ) -> bytes:
        """The .docx of a document, or of a mapping of Chinese or English names.

        ``extra`` brings the values of further names; 要素 of the document go before values of the same name. A mapping
        without 文种 is no document: its values fill a template that has only single values, and further names in it
        count as ``extra``. A ``draft`` may break binding rules, and 草稿 stands in the file's properties. Raises
        :class:`~gongwen.InputError` for data that is no document or has control characters, and for what a binding rule
        forbids; :class:`~gongwen.TemplateError` where a value is missing or a tag cannot be carried out.
        """
        given, further = self._values.given(document, extra)
        if given is not None and not draft:
            demand(given)
        content = self._render(given, further)
        return as_draft(content) if draft else content

    def _render(self, given: Document | None, further: dict[str, Any]) -> bytes:
        peer, marked = looked_through(further) if further else _NOTHING_FURTHER
        values = self._values.values(given, further)
        if peer is not None or not self.is_compiled:
            return self._render_slowly(peer or self.docxtpl(), values)
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

    def _packed(self, shape: Shape) -> Package:
        """The members that documents of a shape share."""
        members = dict(self._fixed)
        members |= self._shaped(members, shape)
        package = Package(packed_once(name, data) for name, data in members.items())
        if len(self._packages) < _MOST_PACKAGES:
            self._packages[shape] = package
        return package

    def _shaped(self, members: Mapping[str, bytes], shape: Shape) -> dict[str, bytes]:
        """The parts in which documents of a shape differ from the template."""
        shaped: dict[str, bytes] = {}
        if self._values.blocks:
            shaped[_TYPES] = with_pictures(members[_TYPES].decode(), turned=shape.turned).encode()
        if shape.turned:
            shaped |= {name: xml.encode() for name, xml in footers(self._sheet).items()}
        if self._values.blocks and shape.profile != self._profile:
            shaped[_STYLES] = tightened_styles(members[_STYLES], self._sheet, stylesheet(shape.profile))
        return shaped

    @cached_property
    def _prepared(self) -> bytes:
        return Package(stored(name, data) for name, data in self._compiled.members.items()).with_members(())

    # ------------------------------------------------------------------ the quick way

    def _member(self, part: Part, context: dict[str, Any], *, marked: bool) -> Member:
        xml = self._rendered(part, context)
        if part.checked or marked:
            check_whole(xml, part, self._file)
        if part.fields and (faults := tuple(active_fields(xml))):
            raise TemplateError(fault.at(file=self._file) for fault in faults)
        content = (XML_HEAD + xml).encode()
        return deflated(part.name, content) if len(content) > _SMALL else stored(part.name, content)

    def _rendered(self, part: Part, context: dict[str, Any]) -> str:
        try:
            xml = rendered(part.template, context)
            if part.name != CORE:
                xml = with_breaks(xml)
        except InputError:
            raise
        except ControlCharacterError as error:
            raise InputError(control_fault(error.text, context)) from None
        except (Exception, RecursionError) as error:
            raise self._failed(part, context, error) from None
        if part.numbered:
            xml = numbered(xml)
        return with_last_paragraphs(xml) if part.may_be_empty else xml

    def _failed(self, part: Part, context: dict[str, Any], error: BaseException) -> TemplateError:
        """What went wrong, with the paragraph and the tag: found by going the same way once more, line by line."""
        lined = on_lines(part.source)
        env = self._compiled.environment
        template = JinjaTemplate.from_code(
            env, env.compile(env.parse(lined), part.name, "<template>"), env.make_globals(None)
        )
        line = 1
        try:
            rendered(template, {**context, f"{OWN}budget": Budget()})
        except BaseException as again:  # the same error, this time with its line
            error = again
            line = line_of(again, template)
        text = text_of_line(lined, line)
        tags = [tag for tag in tags_of(text)[0] if OWN not in tag.written]
        faults = [runtime_fault(error, text, tags, context)]
        if isinstance(error, UndefinedError):
            missing = self.names - self.optional_names - context.keys()
            faults += missing_faults(missing, self._compiled.texts, context, known=faults[0])
        return TemplateError(fault.at(file=self._file) for fault in faults)

    # ------------------------------------------------------------------ docxtpl's way

    def _render_slowly(self, peer: Any, values: Values) -> bytes:
        context = {name: for_docxtpl(value) for name, value in values.context.items()}
        context[f"{OWN}budget"] = Budget()
        stream = io.BytesIO()
        try:
            peer.render(context, self._compiled.environment, autoescape=True)
            peer.save(stream)
        except InputError:
            raise
        except ControlCharacterError as error:
            raise InputError(control_fault(error.text, context)) from None
        except (Exception, RecursionError) as error:
            for part in self._compiled.parts:
                self._rendered(part, {**context, f"{OWN}budget": Budget()})
            raise TemplateError(runtime_fault(error, "", [], context).at(file=self._file)) from None
        members = OpenedTemplate(stream.getvalue()).members
        for part in self._compiled.parts:
            if part.may_be_empty:
                members[part.name] = with_last_paragraphs(members[part.name].decode()).encode()
        if values.media.files or values.shape.turned:
            xml = members.get(RELATIONSHIPS_PART, _NO_RELATIONSHIPS.encode()).decode()
            xml = with_relationships(xml, _names(values.media), turned=values.shape.turned)
            members[RELATIONSHIPS_PART] = xml.encode()
        members |= self._shaped(members, values.shape)
        packed = [packed_once(name, data) for name, data in members.items()]
        return Package(packed).with_members(_pictures(values.media))


def _again(content: bytes, profile: Profile) -> Template:
    return Template(content, profile=profile)


# ---------------------------------------------------------------------------- pictures


def _names(media: Media) -> list[str]:
    return [f"gongwen_{name}" for name in media.files.values()]


def _pictures(media: Media) -> list[Member]:
    return [stored(f"word/media/gongwen_{name}", data) for data, name in media.files.items()]


# ---------------------------------------------------------------------------- drafts

_STATUS = "草稿"
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TYPES_PART, _RELATIONSHIPS_PART = "[Content_Types].xml", "_rels/.rels"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def as_draft(content: bytes) -> bytes:
    """The .docx with 草稿 as its status.

    >>> from gongwen.template.making import shipped_template
    >>> "草稿" in OpenedDocument(as_draft(shipped_template("通知"))).member(CORE).decode()
    True
    """
    opened = OpenedDocument(content)
    members = {name: opened.member(name) for name in opened.names()}
    core = opened.tree(CORE)
    if core is None:
        core = etree.Element(f"{{{_PROPERTIES}}}coreProperties", nsmap={"cp": _PROPERTIES})
        members |= _with_properties(opened)
    status = core.find(f"{{{_PROPERTIES}}}contentStatus")
    if status is None:
        status = etree.SubElement(core, f"{{{_PROPERTIES}}}contentStatus")
    status.text = _STATUS
    members[CORE] = _written(core)
    return Package(deflated(name, data) for name, data in members.items()).with_members(())


def _with_properties(opened: OpenedDocument) -> dict[str, bytes]:
    """The parts that tell where the properties are, of a template that had none."""
    written: dict[str, bytes] = {}
    types, relationships = opened.tree(_TYPES_PART), opened.tree(_RELATIONSHIPS_PART)
    if types is not None:
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{CORE}", ContentType=_CORE_TYPE)
        written[_TYPES_PART] = _written(types)
    if relationships is not None:
        name = f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"
        etree.SubElement(relationships, name, Id="rIdGongwenCore", Type=_CORE_RELATIONSHIP, Target=CORE)
        written[_RELATIONSHIPS_PART] = _written(relationships)
    return written


def _written(root: Element) -> bytes:
    return XML_HEAD.encode() + etree.tostring(root, encoding="unicode").encode()
