"""The batch as Python calls it: :func:`batch` to files, :func:`batch_documents` to bytes."""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypedDict

from typing_extensions import Unpack

from gongwen.batching.identity import Identities, KeySearch
from gongwen.batching.jobs import DOCX, Asked, Job, Maker
from gongwen.batching.making import maker_of
from gongwen.batching.naming import can_be_a_name
from gongwen.batching.orders import Orders
from gongwen.batching.report import BatchReport, Watch
from gongwen.batching.running import run_batch
from gongwen.choosing import choose_profile, choose_unit
from gongwen.errors import Fault, GongwenError, InputError
from gongwen.layout.printing import Printing
from gongwen.model import IssuingNumber
from gongwen.reading.files import Files, Folder, Source, SourceText, read_source
from gongwen.reading.unit import Unit
from gongwen.register import Issue, Numbering, Numbers, Register, Request, numbers_from
from gongwen.sheets import Row, Rows, open_rows
from gongwen.standard.profiles import Profile

if TYPE_CHECKING:
    from gongwen.template.opened import TemplateSource

__all__ = [
    "BatchOptions",
    "MadeDocument",
    "Output",
    "PageOptions",
    "RowSource",
    "SourceOfAll",
    "batch",
    "batch_documents",
]

_LOG = logging.getLogger(__name__)

RowSource: TypeAlias = Any
"""A path, bytes or file object of .xlsx, .csv, .json or .jsonl; an iterable of mappings; a database cursor."""
SourceOfAll: TypeAlias = Source | None
Output: TypeAlias = str | os.PathLike[str]


_FORMS = (DOCX, "pdf", "ofd")


class PageOptions(TypedDict, total=False):
    """How the documents look and where the rows come from."""

    unit: Unit | str | os.PathLike[str] | None
    """单位 file, as for ``render``."""
    template: TemplateSource | None
    """A clerk's own .docx; with a source it gives the looks, without one the words too."""
    profile: str | Profile | None
    even: bool
    preprinted: bool
    settings: Mapping[str, Any]
    """要素 set for every row, by name."""
    files: Files | None
    """Where the pictures are that the source names, as for ``load``."""
    sheet: str | int | None
    """The sheet of the rows; the first visible one without."""
    details: Any
    """The second table: a sheet's name or another file; its rows are ``明细`` in the source."""
    group: str | None
    """A column: rows that have the same there become one document, with all of them as ``明细``."""
    details_key: str | None
    """The column that both tables share."""
    hidden: bool
    """Take hidden rows along."""
    key: str | None
    """The column that names a row, "" for its whole content; found by itself without."""
    register: Numbering | str | os.PathLike[str] | None
    """A register, or what an office system numbers with: issuing numbers come from here when the source's number has no
    顺序号."""
    archived_copies: int | None
    """Reckon 印数: one copy for each of 主送 and 抄送, and so many for 存档."""
    forms: Sequence[str]
    """What each row becomes, of docx, pdf and ofd; a .docx without. The first is the one that is listed."""
    skip_bad: bool
    """Make the good rows and list the others, where otherwise one bad row stops all."""


class BatchOptions(PageOptions, total=False):
    """All options of :func:`batch`."""

    name: str | None
    """Pattern of the files' names, such as ``{发文字号} {村名}.docx``."""
    jobs: int
    """Processes of its own to work with; 1 is this one alone."""
    pages: bool
    """Count the pages of each document, for the list and the report."""
    executor: Executor | None
    """Any ``concurrent.futures`` executor to work with instead, Dask's among them."""
    dry_run: bool
    force: bool
    resume: bool
    archive: str | os.PathLike[str] | None
    """Also put all documents into this .zip."""
    merged: str | os.PathLike[str] | None
    """Also put all documents into this one .docx or PDF for the printer."""
    progress: Watch | None
    stopped: Callable[[], bool] | None
    """Asked between handfuls of files; True ends the run, to be resumed later."""


def batch(rows: RowSource, source: SourceOfAll, output: Output, **options: Unpack[BatchOptions]) -> BatchReport:
    """Make one .docx for each row, into the folder ``output``.

    ``source`` is a source file with ``{{ 列名 }}`` placeholders, or None where a ``template`` says all. All rows are
    checked before the first file is written; the same call again changes nothing, and with ``resume`` an interrupted
    one goes on. Raises :class:`~gongwen.GongwenError` with every fault of every row, ``OSError`` when the folder
    cannot be written.

    >>> import tempfile, gongwen
    >>> rows = [{"村名": "上坝村", "面积": 1200}, {"村名": "下坝村", "面积": 860}]
    >>> source = "---\\n文种: 计划\\n标题: {{ 村名 }}春耕计划\\n---\\n四月底前完成{{ 面积 }}亩整地。\\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report = gongwen.batch(rows, source.encode(), folder)
    ...     report.rows, report.written, sorted(path.name for path in Path(folder).glob("*.docx"))
    (2, 2, ['上坝村.docx', '下坝村.docx'])
    """
    table = _table(rows, options)
    orders = Orders(
        folder=Path(output),
        source_name=_source_name(options.get("template") if source is None else source),
        table=rows,
        sheet=options.get("sheet"),
        pattern=options.get("name"),
        key=options.get("key") or options.get("group"),
        jobs=options.get("jobs", 1),
        executor=options.get("executor"),
        dry_run=options.get("dry_run", False),
        skip_bad=options.get("skip_bad", False),
        force=options.get("force", False),
        resume=options.get("resume", False),
        archive=_path(options.get("archive")),
        merged=_path(options.get("merged")),
        inputs=_files(rows, source, *(options.get(name) for name in _READ)),
    )
    if orders.merged is not None and orders.merged.suffix.lower() == ".pdf" and options.get("template") is not None:
        message, cure = "用自己的模板时不能合并成 PDF", "--merge 写 .docx，或去掉模板"
        raise InputError(Fault("wrong-arguments", message, cure))
    if options.get("pages") and options.get("template") is not None:
        message, cure = "页数是按程序自带的版面数的，不能用模板", "去掉 --pages 或 --template"
        raise InputError(Fault("wrong-arguments", message, cure))
    job = replace(
        _job(table, source, options), counts_pages=options.get("pages", False), keeps_documents=not orders.dry_run
    )
    watch, stopped = options.get("progress"), options.get("stopped") or (lambda: False)
    given = options.get("register")
    if not isinstance(given, str | os.PathLike):
        return run_batch(table, job, orders, register=numbers_from(given), watch=watch, stopped=stopped)
    with ExitStack() as stack:
        if orders.dry_run and not os.path.exists(given):  # what a new register would say, without making it
            given = Path(stack.enter_context(TemporaryDirectory()), "register.db")
        register = stack.enter_context(Register(given, create=not orders.dry_run or not os.path.exists(given)))
        return run_batch(table, job, orders, register=register, watch=watch, stopped=stopped)


class MadeDocument(NamedTuple):
    """What became of a row: the bytes of its file in the first format, or None and why not."""

    row: Row
    content: bytes | None
    number: IssuingNumber | None = None
    faults: tuple[Fault, ...] = ()
    findings: tuple[Fault, ...] = ()
    """What is not binding, and was found in the document all the same."""
    files: tuple[bytes, ...] = ()
    """The document in every format that was asked for."""


def batch_documents(
    rows: RowSource, source: SourceOfAll, *, name: str | None = None, **options: Unpack[PageOptions]
) -> Iterator[MadeDocument]:
    """Make one .docx for each row, one after the other, without files: for programs that embed the library.

    A wrong source, table or option raises :class:`~gongwen.InputError` at once. A faulty row does so when it is
    reached, or comes without content where ``skip_bad``; details that belong to no row do so at the end, or are logged.
    With a ``register`` the batch needs a ``name`` of its own that stays the same on a rerun; a number is issued when
    the next document is asked for, so a program that fails to keep one finds its number reserved, not issued.

    >>> rows = [{"村名": "上坝村"}, {"村名": "下坝村"}]
    >>> source = "---\\n文种: 计划\\n标题: {{ 村名 }}春耕计划\\n---\\n四月底前完成整地。\\n"
    >>> [(made.row.values["村名"], made.content[:2]) for made in batch_documents(rows, source.encode())]
    [('上坝村', b'PK'), ('下坝村', b'PK')]
    """
    table = _table(rows, options)
    maker = maker_of(_job(table, source, options))
    given = options.get("register")
    if given is not None and name is None:
        message, cure = "用登记簿编号时要给这一批起名", "写 name=…，重做这一批时用同一个名字"
        raise InputError(Fault("wrong-arguments", message, cure, field="name"))
    return _numbered(table, maker, options, name)


def _numbered(table: Rows, maker: Maker, options: PageOptions, name: str | None) -> Iterator[MadeDocument]:
    """The documents, with a register that is open as long as they are asked for."""
    given = options.get("register")
    if isinstance(given, str | os.PathLike):
        with Register(given) as register:
            yield from _documents(table, maker, options, register, name)
    else:
        yield from _documents(table, maker, options, numbers_from(given), name)


def _documents(
    table: Rows, maker: Maker, options: PageOptions, register: Numbers | None, name: str | None
) -> Iterator[MadeDocument]:
    identities = Identities(KeySearch(table.columns, options.get("key") or options.get("group") or "").found())
    for row in table:
        checked = maker.check(row)
        if checked.facts is None:
            faults = tuple(fault if fault.file else fault.at(file=table.name) for fault in checked.faults)
            if not options.get("skip_bad"):
                raise InputError(faults)
            yield MadeDocument(row, None, faults=faults)
            continue
        number, identity = checked.number, f"{name}/{identities.of(row)}"
        if register is not None and number is not None:
            number = register.reserve([Request(identity, number, checked.facts)])[0].number
        (content,) = maker.contents([Asked(row, number)])
        if isinstance(content, GongwenError):
            raise content
        yield MadeDocument(row, content[0], number, findings=checked.findings, files=content)
        if register is not None and number is not None:
            register.issue([Issue(number, identity, checked.facts)])
    if table.faults and not options.get("skip_bad"):  # details that belong to no row are known only now
        raise InputError(table.faults)
    for fault in table.faults:
        _LOG.warning("%s", fault)


def _table(rows: RowSource, options: PageOptions) -> Rows:
    return open_rows(
        rows,
        sheet=options.get("sheet"),
        details=options.get("details"),
        key=options.get("details_key"),
        hidden=options.get("hidden", False),
        group=options.get("group"),
    )


def _job(table: Rows, source: SourceOfAll, options: PageOptions) -> Job:
    unit = choose_unit(options.get("unit"))
    profile = choose_profile(options.get("profile"), unit)
    template = options.get("template")
    if source is None and template is None:
        raise InputError(Fault("wrong-arguments", "不知道照什么做", "给出源文件，或 .docx 模板，或两样都给"))
    if template is not None and (options.get("even") or options.get("preprinted")):
        message, cure = (
            "用自己的模板时，不能再定版记排双数页或套打",
            "版面由模板决定；去掉 --even、--preprinted，或去掉模板",
        )
        raise InputError(Fault("wrong-arguments", message, cure))
    if source is None and unit is not None:
        cure = "去掉单位文件，各项写成表里的列；或另给源文件"
        raise InputError(Fault("wrong-arguments", "只有模板时，单位文件用不上", cure))
    forms = _forms(options.get("forms", (DOCX,)), with_template=template is not None)
    return Job(
        id=uuid.uuid4().hex,
        columns=tuple(table.columns),
        source=None if source is None else _source(source, options.get("files")),
        template=None if template is None else _bytes_of(template),
        unit=unit,
        settings=dict(options.get("settings") or {}),
        profile=profile,
        printing=Printing(options.get("even", False), options.get("preprinted", False)),
        details_name=table.details_name,
        grouped=options.get("group") is not None,
        archived_copies=options.get("archived_copies"),
        forms=forms,
    )


def _forms(asked: Sequence[str], *, with_template: bool) -> tuple[str, ...]:
    """The formats. Raises :class:`~gongwen.InputError` for one that a batch does not write."""
    if isinstance(asked, str):
        asked = (asked,)
    forms = tuple(dict.fromkeys(form.lower().removeprefix(".") for form in asked))
    unknown = next((form for form in forms if form not in _FORMS), None)
    if unknown is not None or not forms:
        raise InputError(
            Fault(
                "wrong-ending",
                "成批时写不了这种格式",
                "写后缀",
                value=unknown,
                allowed="、".join(f".{form}" for form in _FORMS),
            )
        )
    if with_template and forms != (DOCX,):
        message, cure = "用自己的模板时只能写 .docx", "去掉 --as，或去掉模板"
        raise InputError(Fault("wrong-arguments", message, cure))
    return forms


def _source(source: Source, files: Files | None) -> SourceText:
    text = read_source(source)
    return text if files is None else text._replace(folder=Folder.of(files))


def _bytes_of(template: TemplateSource) -> bytes:
    from gongwen.template.opened import read_bytes  # noqa: PLC0415 - docxtpl is heavy, and most batches need none

    return read_bytes(template)[0]


def _source_name(source: SourceOfAll) -> str:
    """By what a folder knows the batch again: the file's name, not its place."""
    if isinstance(source, str | os.PathLike):
        return Path(source).name
    name = getattr(source, "name", None)
    return Path(name).name if isinstance(name, str) else ""


_READ: tuple[Literal["template", "details", "unit", "profile", "register"], ...] = (
    "template",
    "details",
    "unit",
    "profile",
    "register",
)


def _files(*given: Any) -> tuple[Path, ...]:
    """Which of the things given are files."""
    paths = [Path(one) for one in given if isinstance(one, str | os.PathLike)]
    return tuple(path for path in paths if can_be_a_name(os.fspath(path)) and path.is_file())


def _path(path: str | os.PathLike[str] | None) -> Path | None:
    return None if path is None else Path(path)
