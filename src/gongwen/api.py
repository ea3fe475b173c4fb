"""The front door's functions: load a source, render a document, save it whole or not at all.

Each asks one thing of a document; who wants several of them takes a :func:`~gongwen.prepare`, which lays out once.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from gongwen.choosing import choose_profile, choose_unit, grammar
from gongwen.desk import prepare
from gongwen.desk.prepared import docx_of
from gongwen.errors import GongwenError, packages_needed
from gongwen.model import Document
from gongwen.standard.profiles import NATIONAL, Profile

if TYPE_CHECKING:
    from gongwen.checking import Report
    from gongwen.fixing import Fixed
    from gongwen.reading import Source
    from gongwen.reading.files import Files
    from gongwen.reading.unit import Unit
    from gongwen.recognition import Reading

__all__ = ["check", "fix", "load", "read", "remarks", "render", "save", "to_html", "to_ofd", "to_pdf"]


def load(source: Source, *, unit: Unit | str | os.PathLike[str] | None = None, files: Files | None = None) -> Document:
    """Read a source file (text with a YAML head) or the JSON of a document.

    ``source`` is a path, bytes, or a file object; ``unit`` is a :class:`~gongwen.Unit` or the path of its file, and
    fills in what the source leaves to the unit's habits. A path opens the pictures that the source names in its own
    folder and below, links resolved; bytes and file objects open no file. ``files`` says otherwise where they are: a
    folder, or a function that gives the bytes of a name. What the document lacks is no fault of the source: it is
    loaded all the same, and :meth:`~gongwen.Document.findings` tells it; :func:`~gongwen.prepare` gives what reading
    changed, too. Raises :class:`~gongwen.InputError` for what
    cannot be read, with everything that is wrong.

    >>> text = "---\\n文种: 总结\\n标题: 石桥镇2026年秋粮收购工作总结\\n---\\n9月30日前入库1137.5吨。\\n"
    >>> load(text.encode()).title
    '石桥镇2026年秋粮收购工作总结'
    """
    with packages_needed():
        from gongwen.reading import load_source  # noqa: PLC0415 - YAML loads only when a source is read

    return load_source(source, unit=choose_unit(unit), files=files, grammar=grammar).document


def read(docx: Source) -> Reading:
    """Read the documents in a .docx of any hand, with a ledger, what is uncertain, and what the rules find in them.

    ``docx`` is a path, bytes, or a binary file object; .docm and .dotx are read too, .doc, .wps and .rtf through
    LibreOffice where the machine has it. What gongwen wrote reads back equal: what no page shows comes from the file's
    own properties. Any other file goes through the grammar of :func:`~gongwen.parse`, with its formatting; a file that
    holds no 公文 says so (``documents[0].no_document``). Raises :class:`~gongwen.DocumentError` for what is no such
    file.

    >>> import gongwen
    >>> summary = gongwen.Document(kind="总结", title="青山镇2026年工作总结", body=["全年工作总结如下。"])
    >>> gongwen.read(gongwen.render(summary)).document == summary
    True
    """
    with packages_needed():
        from gongwen.recognition.word import read_docx  # noqa: PLC0415 - lxml loads only when a .docx is read

    return read_docx(docx)


def check(
    docx: Source | Document,
    *,
    profile: str | Profile | None = None,
    unit: Unit | str | os.PathLike[str] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: str | None = None,
    names: Collection[str] = (),
) -> Report:
    """What is wrong with any .docx (a path, bytes, a binary file object), or with a document as :func:`render` writes
    it: where, by which clause, and how it is put right.

    What ``profile``, or the profile of ``unit``, has otherwise than the standard is told apart, in
    ``report.departures``. ``select`` and ``ignore`` are ids of rules, or beginnings of them; ``severity`` is the
    mildest that counts (必须, 一般, 推荐, 实务); words of ``names`` are never found fault with. Raises
    :class:`~gongwen.DocumentError` for what is no .docx, :class:`~gongwen.InputError` for an unknown profile.

    >>> import gongwen
    >>> summary = gongwen.Document(kind="总结", title="青山镇2026年工作总结。", body=["全年工作总结如下..."])
    >>> [(finding.rule, finding.text) for finding in gongwen.check(summary).findings]
    [('15834-B.4', '。'), ('15834-5.1-c', '...')]
    """
    with packages_needed():
        from gongwen.checking import check_source, selected  # noqa: PLC0415 - lxml loads only when a .docx is read

    habits = choose_unit(unit)
    wanted = choose_profile(profile, habits) if profile is not None or habits is not None else None
    source = render(docx, profile=wanted, draft=True) if isinstance(docx, Document) else docx
    report = check_source(source, profile=wanted, names=names)
    return replace(report, findings=selected(report.findings, select=select, ignore=ignore, severity=severity))


def fix(
    docx: Source,
    *,
    in_place: bool = False,
    tracked: str | None = None,
    profile: str | Profile | None = None,
    unit: Unit | str | os.PathLike[str] | None = None,
    names: Collection[str] = (),
) -> Fixed:
    """Any .docx (a path, bytes, a binary file object) with what :func:`check` finds put right, where that is safe.

    Without more the document is read and written anew after the standard, in ``profile`` or that of ``unit``. With
    ``in_place`` only the words and properties that findings name are changed in the file itself, every other part stays
    to the byte; ``tracked`` is the author under whose name corrections of words become tracked changes, in place.
    Words of ``names`` are left alone. ``changes`` of the result list what was changed, ``report`` what is left for
    people. Fixing twice gives the same file. Raises :class:`~gongwen.DocumentError` for what is no .docx, for one that
    cannot be written anew without losing something (``would-lose``), or whose text would not be the same but for the
    changes (``text-changed``); nothing is written then.

    >>> import gongwen
    >>> summary = gongwen.Document(kind="总结", title="青山镇2026年工作总结。", body=["全镇饮水安全,群众满意。"])
    >>> fixed = gongwen.fix(gongwen.render(summary, draft=True))
    >>> print(*fixed.changes, sep="\\n")
    第1段 略去：“。”（标题末尾有标点）
    第2段 改写：“,”→“，”（汉字之间用了半角标点）
    >>> fixed.report.findings, gongwen.read(fixed.content).document.title
    ((), '青山镇2026年工作总结')
    """
    with packages_needed():
        from gongwen.fixing import fix_anew, fix_in_place  # noqa: PLC0415 - lxml loads only when a .docx is read
        from gongwen.ooxml.opened import package_bytes  # noqa: PLC0415

    habits = choose_unit(unit)
    wanted = choose_profile(profile, habits) if profile is not None or habits is not None else None
    content, name = package_bytes(docx)
    try:
        if in_place or tracked is not None:
            return fix_in_place(content, profile=wanted, names=names, author=tracked)
        return fix_anew(content, profile=wanted, names=names)
    except GongwenError as error:
        raise error.at(file=name) from None


def render(
    document: Document,
    *,
    profile: str | Profile | None = None,
    unit: Unit | str | os.PathLike[str] | None = None,
    even: bool = False,
    preprinted: bool = False,
    draft: bool = False,
) -> bytes:
    """The .docx of a document, as bytes.

    ``profile`` is 国标, 通行, or a :class:`~gongwen.Profile`; without it the page is the one of ``unit`` (a
    :class:`~gongwen.Unit` or the path of its file), or 国标. ``even`` puts 版记 on an even page, ``preprinted`` leaves
    out the red head and keeps its room (套打). A ``draft`` may break binding rules (``document.findings()`` tells
    them): it is rendered as it is, and 草稿 stands in the file's properties. Pure: the same document gives the same
    bytes. Raises :class:`~gongwen.InputError` for an unknown profile, a document that cannot be laid out, and without
    ``draft`` for one that a binding rule forbids.

    >>> import gongwen
    >>> summary = gongwen.Document(kind="总结", title="石桥镇2026年秋粮收购工作总结", body=["全年工作总结如下。"])
    >>> gongwen.render(summary) == gongwen.render(summary, profile="国标") != gongwen.render(summary, profile="通行")
    True
    """
    page = NATIONAL if profile is None and unit is None else choose_profile(profile, choose_unit(unit))
    return docx_of(document, page, even=even, preprinted=preprinted, draft=draft)


def to_html(
    document: Document,
    *,
    profile: str | Profile | None = None,
    unit: Unit | str | os.PathLike[str] | None = None,
    even: bool = False,
    preprinted: bool = False,
    draft: bool = False,
) -> str:
    """A preview of what :func:`render` writes: its pages as one HTML text, for any browser.

    The sheets are A4 in millimetres, the lines turn where those of the .docx do; seals and pictures are inside the
    text, so nothing else is needed to show or print it, no office software, no network, no script. The arguments are
    those of :func:`render`. Raises what it does. Pure: the same document gives the same text.

    >>> import gongwen
    >>> draft = gongwen.Document(kind="总结", title="青山镇2026年工作总结", body=["春耕面积1.2万亩。"])
    >>> html = gongwen.to_html(draft)
    >>> html.count('<section class="page"'), "<h1" in html, "<script" in html
    (1, True, False)
    """
    return prepare(document, profile=profile, unit=unit, even=even, preprinted=preprinted, draft=draft).html()


def to_pdf(
    document: Document,
    *,
    profile: str | Profile | None = None,
    unit: Unit | str | os.PathLike[str] | None = None,
    even: bool = False,
    preprinted: bool = False,
    draft: bool = False,
    font_files: Iterable[str | os.PathLike[str]] = (),
) -> bytes:
    """What :func:`render` writes as PDF/A-2b: the same pages and lines, without office software.

    The fonts of this machine draw it and are inside as far as they are used; ``font_files`` come before them. What
    stands in for a font that is not here is told by :meth:`~gongwen.Prepared.font_remarks`. The other arguments are
    those of :func:`render`. Raises what it does, and :class:`~gongwen.InputError` for a font or a character that no
    file has. The same document in the same fonts gives the same bytes.

    >>> import gongwen
    >>> draft = gongwen.Document(kind="总结", title="青山镇2026年工作总结", body=["春耕面积1.2万亩。"])
    >>> gongwen.to_pdf(draft)[:8]
    b'%PDF-1.7'
    """
    return prepare(
        document,
        profile=profile,
        unit=unit,
        even=even,
        preprinted=preprinted,
        draft=draft,
        font_files=font_files,
    ).pdf()


def to_ofd(
    document: Document,
    *,
    profile: str | Profile | None = None,
    unit: Unit | str | os.PathLike[str] | None = None,
    even: bool = False,
    preprinted: bool = False,
    draft: bool = False,
    font_files: Iterable[str | os.PathLike[str]] = (),
) -> bytes:
    """What :func:`to_pdf` writes as OFD (GB/T 33190-2016), for exchange and filing: the same pages, the same fonts.

    Its metadata name 文种, 发文字号 and the other 要素. Arguments are those of :func:`to_pdf`. Raises what it does.

    >>> import gongwen
    >>> draft = gongwen.Document(kind="总结", title="青山镇2026年工作总结", body=["春耕面积1.2万亩。"])
    >>> gongwen.to_ofd(draft)[:2]
    b'PK'
    """
    return prepare(
        document,
        profile=profile,
        unit=unit,
        even=even,
        preprinted=preprinted,
        draft=draft,
        font_files=font_files,
    ).ofd()


def remarks(
    document: Document,
    *,
    profile: str | Profile | None = None,
    unit: Unit | str | os.PathLike[str] | None = None,
    even: bool = False,
    preprinted: bool = False,
) -> tuple[str, ...]:
    """What :func:`render` decides for a document beyond what it says, in Chinese: what its form leaves out, what
    was moved, which lines were tightened; empty where there is nothing to tell. Raises :class:`~gongwen.InputError`
    for an unknown profile and a document that cannot be laid out.

    >>> import gongwen
    >>> draft = gongwen.Document(kind="总结", title="青山镇2026年工作总结", body=["如下。"], number="青政发〔2026〕8号")
    >>> gongwen.remarks(draft)
    ('白头文稿没有版头，不排发文字号和发文机关标志，已略去（9704-7.1-a）',)
    """
    return prepare(document, profile=profile, unit=unit, even=even, preprinted=preprinted).layout.remarks


def save(
    document: Document,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    profile: str | Profile | None = None,
    unit: Unit | str | os.PathLike[str] | None = None,
    even: bool = False,
    preprinted: bool = False,
    draft: bool = False,
) -> None:
    """Render a document into a file or a binary file object; a file is written whole or not at all.

    A file whose name ends in .pdf or .ofd gets what :func:`to_pdf` and :func:`to_ofd` write. Raises as :func:`render`
    does, and ``OSError`` when the file cannot be written.

    >>> import gongwen, io
    >>> summary = gongwen.Document(kind="总结", title="石桥镇2026年秋粮收购工作总结", body=["全年工作总结如下。"])
    >>> stream = io.BytesIO()
    >>> gongwen.save(summary, stream)
    >>> stream.getvalue() == gongwen.render(summary)
    True
    """
    prepare(document, profile=profile, unit=unit, even=even, preprinted=preprinted, draft=draft).save(target)
