"""A document prepared: read once, judged once, laid out once, and asked as often as anybody likes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, TypedDict

from gongwen.choosing import choose_profile, choose_unit, grammar
from gongwen.desk.word_files import is_word_source, read_word_source
from gongwen.errors import Fault, InputError, packages_needed
from gongwen.files import write_all, write_whole
from gongwen.model import Document
from gongwen.rules import demand, findings, grave
from gongwen.standard.profiles import Profile
from gongwen.standard.vocabulary import english_name

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from gongwen.fonts import FontSet
    from gongwen.layout import Layout, Printing
    from gongwen.reading import LedgerEntry, Source
    from gongwen.reading.files import Files
    from gongwen.reading.unit import Unit
    from gongwen.standard.departures import Departure
    from gongwen.template import Template
    from gongwen.template.opened import TemplateSource
    from gongwen.write import Writer

__all__ = ["Looks", "Prepared", "docx_of", "prepare"]

_NO_SETTINGS: Mapping[str, str] = MappingProxyType({})
_BY_TEMPLATE = "版面由模板决定；去掉其中一个"


@dataclass(frozen=True, eq=False, repr=False)
class Prepared:
    """A document and everything that is known of it; :func:`prepare` makes one. Its files are made when asked for.

    Nothing that is missing or wrong by the standard keeps a document from being prepared; :meth:`docx`, :meth:`html`,
    :meth:`pdf`, :meth:`ofd` and :meth:`save` refuse what a binding rule forbids, unless it is a ``draft``.
    """

    document: Document
    profile: Profile
    """The page that was chosen; :attr:`layout` may have tightened it."""
    found: tuple[Fault, ...] | None = None
    """What reading found already; None of a document that was given."""
    ledger: tuple[LedgerEntry, ...] = ()
    """What reading changed, left out or filled in."""
    unit: Unit | None = None
    template: Template | None = None
    even: bool = False
    preprinted: bool = False
    draft: bool = False
    font_files: tuple[str, ...] = ()
    """Files of fonts that come before those of the machine, for :meth:`pdf` and :meth:`ofd`."""
    unit_page_unused: bool = False
    """Whether the unit has a page of its own that gave way to another."""

    @property
    def findings(self) -> tuple[Fault, ...]:
        """What the document lacks or should not have by the standard, at its line of the source. Raises nothing."""
        return findings(self.document) if self.found is None else self.found

    @property
    def layout(self) -> Layout:
        """Every block with its place on the page.

        Raises :class:`~gongwen.InputError` for what cannot be laid out.
        """
        # Not a cached_property: its lock costs as much as all the rest of the desk.
        kept: Layout | None = self.__dict__.get("_layout")
        if kept is None:
            lay_out, printing = _laying_out()
            kept = self.__dict__["_layout"] = lay_out(self.document, self.profile, printing(self.even, self.preprinted))
        return kept

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What was decided beyond what the document says, in Chinese: by the layout, the template, the unit's file.

        Raises as :attr:`layout` does.
        """
        return (*self.layout.remarks, *self._remarks_on_template(), *self._remarks_on_unit())

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """Where the page that was chosen leaves the standard, each with its clause."""
        from gongwen.standard.departures import departures  # noqa: PLC0415 - asked for by people, not by programs

        return departures(self.profile)

    def docx(self) -> bytes:
        """The .docx, in the template's looks where there is one. Pure: the same document gives the same bytes.

        Raises :class:`~gongwen.InputError` for what cannot be laid out and for what a binding rule forbids,
        :class:`~gongwen.TemplateError` where a tag of the template cannot be carried out.
        """
        self._demand()
        if self.template is not None:
            return self.template.render(self.document, draft=self.draft)
        layout = self.layout
        return _writing()(layout).write(self.document, layout, draft=self.draft)

    def html(self) -> str:
        """The preview: the pages of :meth:`docx` as one HTML text for any browser.

        Raises :class:`~gongwen.InputError` as :meth:`docx` does, and for a template, whose looks are its own.
        """
        self._demand()
        if self.template is not None:
            raise InputError(Fault("wrong-arguments", "用自己的模板时没有网页预览", _BY_TEMPLATE))
        from gongwen.preview import html_of  # noqa: PLC0415 - the preview loads only when one is made

        return html_of(self.document, self.layout)

    def pdf(self) -> bytes:
        """The pages of :meth:`docx` as PDF/A-2b, with the fonts of this machine inside. Its fonts apart, pure.

        Raises :class:`~gongwen.InputError` as :meth:`html` does, and for a font or a character that is not here.
        """
        layout, fonts = self._printed("PDF")
        from gongwen.pdf import pdf_of  # noqa: PLC0415 - HarfBuzz loads only for what is printed

        return pdf_of(self.document, layout, fonts)

    def ofd(self) -> bytes:
        """The pages of :meth:`docx` as OFD (GB/T 33190), with the fonts of this machine inside. Its fonts apart, pure.

        Raises :class:`~gongwen.InputError` as :meth:`pdf` does.
        """
        layout, fonts = self._printed("OFD")
        from gongwen.ofd import ofd_of  # noqa: PLC0415 - HarfBuzz loads only for what is printed

        return ofd_of(self.document, layout, fonts)

    def font_remarks(self) -> tuple[str, ...]:
        """Which font of this machine stands in for which in :meth:`pdf` and :meth:`ofd`, in Chinese.

        Raises :class:`~gongwen.InputError` for a font or a character that is not here.
        """
        layout, fonts = self._printed("PDF")
        from gongwen.pages.drawing import draw  # noqa: PLC0415 - loads only for what is printed

        return fonts.remarks(draw(layout))

    def _printed(self, form: str) -> tuple[Layout, FontSet]:
        """The layout of what may be printed in our own looks, and the fonts that print it."""
        self._demand()
        if self.template is not None:
            raise InputError(Fault("wrong-arguments", f"用自己的模板时不能直接写成 {form}", _BY_TEMPLATE))
        with packages_needed():
            from gongwen.fonts import font_set  # noqa: PLC0415 - HarfBuzz loads only for what is printed

        return self.layout, font_set(self.font_files)

    def save(self, target: str | os.PathLike[str] | BinaryIO) -> None:
        """Write into a file, whole or not at all, what its ending says: :meth:`pdf`, :meth:`ofd`, else :meth:`docx`; or
        :meth:`docx` into a binary file object.

        Raises as these do, and ``OSError`` when the file cannot be written.
        """
        if isinstance(target, str | os.PathLike):
            ending = os.path.splitext(os.fspath(target))[1].lower()
            make = {".pdf": self.pdf, ".ofd": self.ofd}.get(ending, self.docx)
            write_whole(target, make())
        else:
            write_all(target, self.docx())

    def _demand(self) -> None:
        if self.draft:
            return
        if self.found is None:
            demand(self.document)
        elif faults := grave(self.found):
            raise InputError(faults)

    def _remarks_on_template(self) -> list[str]:
        if self.template is None:
            return []
        from gongwen.template.vocabulary import NOT_SHOWN  # noqa: PLC0415 - docxtpl loads only for a template

        return list(map(NOT_SHOWN.format, self.template.lacking(self.document)))

    def _remarks_on_unit(self) -> list[str]:
        if self.unit is None:
            return []
        unused = f"版面用另外指定的“{self.profile.name}”，单位文件里的字体和版面没有用"
        return [*self.unit.remarks, *([unused] if self.unit_page_unused else [])]


@cache
def _laying_out() -> tuple[Callable[[Document, Profile, Printing], Layout], type[Printing]]:
    from gongwen.layout import Printing, lay_out  # noqa: PLC0415 - loads only when a document is laid out

    return lay_out, Printing


@cache
def _writing() -> Callable[[Layout], Writer]:
    from gongwen.write import writer  # noqa: PLC0415 - loads only when a document is written

    return writer


class Looks(TypedDict, total=False):
    """How a document is to look; what is not said is as usual."""

    profile: str | Profile | None
    """国标, 通行, a :class:`~gongwen.Profile`, or the path of its file; without it the unit's own page, or 国标."""
    template: Template | TemplateSource | None
    """A :class:`~gongwen.Template` or a clerk's .docx with tags."""
    even: bool
    """Put 版记 on an even page."""
    preprinted: bool
    """Leave out the red head and keep its room (套打)."""
    draft: bool
    """Let it break binding rules, and say 草稿 in the file's properties."""
    font_files: Iterable[str | os.PathLike[str]]
    """Files of fonts that come before those of the machine, for PDF and OFD; after them those of the unit's file."""


def prepare(
    source: Document | Source,
    *,
    unit: Unit | str | os.PathLike[str] | None = None,
    settings: Mapping[str, str] = _NO_SETTINGS,
    files: Files | None = None,
    **looks: Unpack[Looks],
) -> Prepared:
    """Read a source and make everything ready that is to be known of its document.

    ``source`` is a path, bytes or a file object of a source file, of a document's JSON or of a .docx with one document
    (see :func:`~gongwen.read`), or a :class:`~gongwen.Document`, which is taken as it is: of ``unit`` it gets the page
    alone. ``settings`` replace or add
    要素 by Chinese or English name; ``files`` is where the pictures are that the source names, see
    :func:`~gongwen.load`; ``looks`` are profile, template, even, preprinted, draft and font_files. Raises
    :class:`~gongwen.InputError` for what cannot be read, with everything that is wrong, and
    :class:`~gongwen.TemplateError` for what is no template.

    >>> import gongwen
    >>> head = "文种: 总结\\n标题: 青山镇2026年工作总结\\n发文字号: 青政发[2026]8号\\n"
    >>> text = f"---\\n{head}---\\n二、春耕\\n已完成。\\n"
    >>> prepared = gongwen.prepare(text.encode(), settings={"成文日期": "2026-12-20"})
    >>> prepared.document.title, prepared.profile.name, prepared.findings
    ('青山镇2026年工作总结', '国标', ())
    >>> print(*prepared.ledger, *prepared.remarks, sep="\\n")
    第4行 改写：“青政发[2026]8号”→“青政发〔2026〕8号”（发文字号的写法照 9704-7.2.5）
    第6行 注意：“二、”（序号照原样保留；按次序这里是第 1 项）
    白头文稿没有版头，不排发文字号和发文机关标志，已略去（9704-7.1-a）
    >>> prepared.docx() == gongwen.render(prepared.document), prepared.html().count("<h1")
    (True, 1)
    """
    template, even, preprinted = looks.get("template"), looks.get("even", False), looks.get("preprinted", False)
    if template is not None and (even or preprinted):
        raise InputError(Fault("wrong-arguments", "用自己的模板时，不能再定版记排双数页或套打", _BY_TEMPLATE))
    given_unit = choose_unit(unit)
    wanted = looks.get("profile")
    profile = choose_profile(wanted, given_unit)
    document, found, ledger = _read(source, given_unit, settings, files)
    return Prepared(
        document,
        profile,
        found,
        ledger,
        given_unit,
        _template(template, profile),
        even,
        preprinted,
        looks.get("draft", False),
        (*map(os.path.abspath, looks.get("font_files", ())), *(given_unit.font_files if given_unit else ())),
        bool(wanted and given_unit and given_unit.profile),
    )


def docx_of(document: Document, profile: Profile, *, even: bool, preprinted: bool, draft: bool) -> bytes:
    """What :meth:`Prepared.docx` gives for a document alone, without all that only people ask for: the quick road of a
    program that renders thousands.

    Raises :class:`~gongwen.InputError` as it does.
    """
    if not draft:
        demand(document)
    lay_out, printing = _laying_out()
    layout = lay_out(document, profile, printing(even, preprinted))
    return _writing()(layout).write(document, layout, draft=draft)


_Read: TypeAlias = tuple[Document, "tuple[Fault, ...] | None", "tuple[LedgerEntry, ...]"]
"""The document, its findings where reading asked for them, and what reading changed."""


def _read(source: Document | Source, unit: Unit | None, settings: Mapping[str, str], files: Files | None) -> _Read:
    if isinstance(source, Document):
        document = source.evolve(**_fields(settings)) if settings else source
        return document, None, ()
    if is_word_source(source):
        with packages_needed():
            return read_word_source(source, unit, settings)
    with packages_needed():
        from gongwen.reading import load_source  # noqa: PLC0415 - YAML loads only when a source is read

    parsed = load_source(source, overrides=settings, unit=unit, files=files, grammar=grammar)
    return parsed.document, parsed.findings, parsed.ledger


def _fields(settings: Mapping[str, str]) -> dict[str, Any]:
    return {english_name(name) or name: value for name, value in settings.items()}


def _template(template: Template | TemplateSource | None, profile: Profile) -> Template | None:
    if template is None:
        return None
    with packages_needed():
        from gongwen.template import Template  # noqa: PLC0415 - docxtpl loads only for a template

    return template if isinstance(template, Template) else Template(template, profile=profile)
