"""A workbook opened for reading: its sheets, texts and number formats, with bounds that no bomb passes.

Own code instead of openpyxl's reader, which takes five times as long for the texts, keeps every row element of a
sheet in memory, does not give hidden rows, and refuses books whose fonts or fills it does not know.
"""

from __future__ import annotations

import lzma
import os
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import IO, NamedTuple
from xml.parsers import expat

from gongwen.errors import DocumentError, Fault, InputError
from gongwen.ooxml.opened import opened_zip
from gongwen.sheets.number_formats import Decoder, decoder, format_of
from gongwen.sheets.number_sections import text_format
from gongwen.sheets.places import MAC_EPOCH, WINDOWS_EPOCH
from gongwen.sheets.text_store import TextStore
from gongwen.sheets.values import clean_text
from gongwen.signatures import COMPOUND, ZIPS, kind_of

__all__ = ["DEEPEST", "LONGEST_TEXT", "TOO_DEEP", "TOO_LONG", "Sheet", "Workbook", "refuse_other_files", "unescaped"]

# How much of a part is read at all. Every part is read as a stream, so its size costs time, not memory.
_LARGEST_PART = 64 * 1024 * 1024
_LARGEST_TEXTS = 512 * 1024 * 1024
_LARGEST_SHEET = 4 * 1024 * 1024 * 1024
_TEXTS_IN_MEMORY = 2 * 1024 * 1024  # of XML; the texts of a larger part go to the disk
# Sheets that people fill shrink to a tenth, of formatted blank rows to a fiftieth; zlib stops at a thousandth.
_MOST_SHRUNK, _SHRINKS_FREELY = 100, 4 * 1024 * 1024
_LONGEST_TOKEN = 1024 * 1024
LONGEST_TEXT = 1 << 16  # a cell holds 32,767 characters
DEEPEST = 64  # elements within each other: a sheet has some ten
TOO_DEEP, TOO_LONG = "文件里的标记套得太深", "有一格的文字长得不正常"
_MOST_ELEMENTS = 1_000_000  # of a part that is not the sheet or its texts
_MOST_KEPT = 100_000  # of those: Excel knows 65,000 styles
_MOST_MEMBERS, _MOST_SHEETS = 10_000, 1_000
_CHUNK = 1 << 16
# What zipfile and its decompressors raise on bytes that are not what the directory says.
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, KeyError, ValueError, OSError)
_SAVE_AS = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，再用新文件"
_AGAIN = "用 Excel 或 WPS 打开并修复，另存为 .xlsx；打不开的，重新取得这个文件"

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<table|<\?xml|<meta)", re.IGNORECASE)
_OTHER_PACKAGES = (
    ("word/document.xml", "Word 文档（.docx）"),
    ("ppt/presentation.xml", "演示文稿（.pptx）"),
    ("xl/workbook.bin", "二进制工作簿（.xlsb）"),
    ("content.xml", "OpenDocument 文件（如 .ods）"),
    ("Index/Document.iwa", "Numbers 表格"),
)


def refuse_other_files(head: bytes, stream: IO[bytes], name: str) -> None:
    """Raise :class:`~gongwen.InputError` when the file is none that holds a table, and say what it is."""
    if head.startswith(COMPOUND):
        if _holds(stream, _ENCRYPTED):
            raise _refused("encrypted-workbook", "这个工作簿有打开密码", "在 Excel 或 WPS 里取消密码，另存后再用", name)
        raise _refused("old-workbook", "这是旧版 Excel 工作簿（.xls），不能直接读", _SAVE_AS, name)
    kind = kind_of(head)
    if kind is not None and not head.startswith(ZIPS):
        raise _refused("not-a-table", f"这个文件是{kind}，不是表格", "给出 .xlsx、.csv 或 .json 文件", name)
    if _WEB_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise _refused("not-a-table", "这个文件其实是网页或 XML，不是工作簿", _SAVE_AS, name)


def _holds(stream: IO[bytes], wanted: bytes) -> bool:
    """Whether the directory of an OLE file names the stream."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        if wanted in tail + chunk:
            return True
        tail = chunk[-len(wanted) :]
    return False


class Sheet(NamedTuple):
    """A sheet of cells: its name as the tab shows it, whether the tab is shown, and its member of the package."""

    name: str
    visible: bool
    member: str


class Workbook:
    """The parts of an .xlsx or .xlsm; ``name`` is for messages. Raises :class:`~gongwen.InputError` on what is none."""

    def __init__(self, source: str | bytes, name: str) -> None:
        self.name = name
        self._source = source
        self._packed_size = len(source) if isinstance(source, bytes) else _size_of(source)
        with self._package() as package:
            self._members = {member.lower(): member for member in package.namelist()}
            self.size = sum(entry.file_size for entry in package.infolist())
            main = self._main_part(package)
            said = self._elements(package, main, "workbook/workbookPr", "sheets/sheet")
            self._related = self._relationships(package, main)
        self.epoch = MAC_EPOCH if _counts_from_1904(said) else WINDOWS_EPOCH
        self.sheets = tuple(self._sheets(said))
        if len(self.sheets) > _MOST_SHEETS:
            raise self.suspicious("工作表太多")
        if not self.sheets:
            raise self._broken("工作簿里没有工作表")

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets whose tabs are shown."""
        return tuple(sheet for sheet in self.sheets if sheet.visible)

    def title_of(self, sheet: Sheet) -> str:
        """The name of a sheet for messages: the file's, and the sheet's when it is not the only one."""
        return self.name if len(self.sheets) == 1 else f"{self.name} 工作表“{sheet.name}”"

    @contextmanager
    def reading(self, sheet: Sheet) -> Iterator[IO[bytes]]:
        """The sheet's XML as a stream; what goes wrong while it is read becomes an InputError."""
        with self._package() as package, self._damage(f"工作表“{sheet.name}”"):
            member = self._member(sheet.member)
            if member is None:
                raise self._broken(f"缺少工作表“{sheet.name}”的数据")
            self._check_size(package, member, _LARGEST_SHEET, f"工作表“{sheet.name}”")
            with package.open(member) as stream:
                yield stream

    @cached_property
    def texts(self) -> Sequence[str | None]:
        """The texts that cells refer to by number, cleaned: a list, or a store on the disk when they are many."""
        part = self._related_part("sharedStrings")
        if part is None:
            return []
        with self._package() as package, self._damage("文字表"):
            size = self._check_size(package, part, _LARGEST_TEXTS, "文字表")
            with package.open(part) as stream:
                pieces = _read_texts(self, stream)
                if size <= _TEXTS_IN_MEMORY:
                    return [text for piece in pieces for text in piece]
                store = TextStore(self.name)
                for piece in pieces:
                    store.extend(piece)
                return store

    @cached_property
    def decoders(self) -> list[Decoder]:
        """The functions that read numbers, by the number of the cell's style."""
        made = {code: decoder(code, self.epoch) for code in dict.fromkeys(self._formats)}
        return [made[code] for code in self._formats]

    @cached_property
    def text_formats(self) -> dict[int, tuple[str, str]]:
        """What cells show before and behind their text, by the number of the style; most styles show nothing."""
        made = {code: text_format(code) for code in dict.fromkeys(self._formats) if "@" in code}
        return {style: shown for style, code in enumerate(self._formats) if (shown := made.get(code)) is not None}

    @cached_property
    def _formats(self) -> list[str]:
        """The format codes, by the number of the style."""
        part = self._related_part("styles")
        if part is None:
            return []
        with self._package() as package:
            said = self._elements(package, part, "numFmts/numFmt", "cellXfs/xf")
        defined = {
            _number(entry.get("numFmtId")): entry.get("formatCode", "")
            for path, entry in said
            if path == "numFmts/numFmt"
        }
        return [
            format_of(_number(style.get("numFmtId")), defined)
            for style in (e for path, e in said if path == "cellXfs/xf")
        ]

    def parser(self) -> expat.XMLParserType:
        """A parser of streams that refuses document types, and with them entities."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = _CHUNK

        def refuse(*_: object) -> None:
            raise self.suspicious("文件里有不该有的文档类型声明")

        parser.StartDoctypeDeclHandler = refuse
        return parser

    def feed(self, parser: expat.XMLParserType, stream: IO[bytes]) -> Iterator[None]:
        """Parse the stream piece by piece, with a stop after each."""
        return self.feed_pieces(parser, chunks_of(stream))

    def feed_pieces(self, parser: expat.XMLParserType, pieces: Iterable[bytes]) -> Iterator[None]:
        """Parse the pieces of a stream, with a stop after each."""
        fed = 0
        for piece in pieces:
            fed += len(piece)
            parser.Parse(piece, False)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise self.suspicious("文件里有一段长得不正常")
            yield
        parser.Parse(b"", True)
        yield

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all its parts."""
        return tuple(self._members.values())

    @contextmanager
    def reading_part(self, member: str) -> Iterator[IO[bytes]]:
        """Any part as a stream, as :meth:`reading` a sheet."""
        part = f"部件 {member} "
        with self._package() as package, self._damage(part):
            self._check_size(package, member, _LARGEST_PART, part)
            with package.open(member) as stream:
                yield stream

    def suspicious(self, message: str) -> InputError:
        """The error of a file that no spreadsheet program writes."""
        return _refused("suspicious-workbook", message, "换一个文件，或用 Excel、WPS 打开后另存为新文件", self.name)

    # --- the package ---

    @contextmanager
    def _package(self) -> Iterator[zipfile.ZipFile]:
        try:
            package = opened_zip(self._source, _MOST_MEMBERS)
        except DocumentError as error:
            raise self._ours(error) from None
        with package:
            yield package

    @contextmanager
    def _damage(self, part: str) -> Iterator[None]:
        try:
            yield
        except InputError:  # a ValueError, but one that says what is wrong
            raise
        except expat.ExpatError as error:
            raise self._broken(f"{part}第 {error.lineno} 行的标记不成对或不完整") from None
        except _DAMAGE:
            raise self._broken(f"{part}读不出来，文件已损坏") from None
        except NotImplementedError:
            raise self._broken(f"{part}用了认不出的压缩方法") from None
        except RuntimeError as error:
            if "encrypted" not in str(error):
                raise
            raise _refused("encrypted-workbook", "这个文件有密码", "取消密码后再用", self.name) from None

    def _check_size(self, package: zipfile.ZipFile, member: str, most: int, part: str) -> int:
        """The size of a member, which zipfile never exceeds. Raises where it is too large, or packed to nothing."""
        entry = package.getinfo(member)
        packed = min(entry.compress_size, self._packed_size)
        if entry.file_size > most or entry.file_size > _SHRINKS_FREELY + _MOST_SHRUNK * packed:
            raise self.suspicious(f"{part}大得不正常")
        return entry.file_size

    def _elements(self, package: zipfile.ZipFile, member: str, *wanted: str) -> list[tuple[str, dict[str, str]]]:
        """The attributes of a part's elements, those named by ``parent/element`` alone, in their order."""
        found: list[tuple[str, dict[str, str]]] = []
        within: list[str] = [""]
        count = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal count
            count += 1
            name = name.rpartition(":")[2]
            path = f"{within[-1]}/{name}"
            within.append(name)
            if path in wanted:
                found.append((path, attributes))
            if len(within) > DEEPEST:
                raise self.suspicious(TOO_DEEP)
            if count > _MOST_ELEMENTS or len(found) > _MOST_KEPT:
                raise self.suspicious(f"部件 {member} 里的内容太多")

        def end(_: str) -> None:
            within.pop()

        part = f"部件 {member} "
        with self._damage(part):
            self._check_size(package, member, _LARGEST_PART, part)
            parser = self.parser()
            parser.StartElementHandler, parser.EndElementHandler = start, end
            with package.open(member) as stream:
                for _ in self.feed(parser, stream):
                    pass
        return found

    def _member(self, part: str) -> str | None:
        return self._members.get(part.lower().lstrip("/"))

    def _main_part(self, package: zipfile.ZipFile) -> str:
        main = next(
            (target for kind, target in self._relationships(package, "").values() if kind == "officeDocument"), None
        )
        member = self._member(main or "xl/workbook.xml")
        if member is not None and not member.endswith(".bin") and "word/" not in member and "ppt/" not in member:
            return member
        for other, kind in _OTHER_PACKAGES:
            if other.lower() in self._members:
                raise _refused("not-a-table", f"这个文件是{kind}，不是 .xlsx 工作簿", _SAVE_AS, self.name)
        raise _refused("not-a-table", "这个压缩包里没有工作簿", "给出 .xlsx 文件；压缩包要先解开", self.name)

    def _relationships(self, package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
        """Kind and member of what a part refers to, by relationship id."""
        folder, base = posixpath.split(part)
        member = self._member(posixpath.join(folder, "_rels", f"{base}.rels"))
        if member is None:
            return {}
        return {
            entry.get("Id", ""): (
                posixpath.basename(entry.get("Type", "")),
                posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/"),
            )
            for _, entry in self._elements(package, member, "Relationships/Relationship")
            if entry.get("TargetMode") != "External"
        }

    def _related_part(self, kind: str) -> str | None:
        target = next((target for found, target in self._related.values() if found == kind), None)
        return self._member(target) if target else None

    def _sheets(self, said: Sequence[tuple[str, dict[str, str]]]) -> Iterator[Sheet]:
        for path, entry in said:
            relation = next((value for key, value in entry.items() if key.endswith(":id")), "")
            kind, target = self._related.get(relation, ("", ""))
            if path == "sheets/sheet" and kind == "worksheet":  # a chart or a macro sheet has no cells
                yield Sheet(entry.get("name", ""), entry.get("state", "visible") == "visible", target)

    def _ours(self, error: DocumentError) -> InputError:
        """What is wrong with the package, in the words for workbooks."""
        fault = error.faults[0]
        match fault.code:
            case "not-a-docx":
                return self._broken("不是工作簿，或文件已损坏")
            case "suspicious-package":
                return self.suspicious(fault.message)
        return InputError(replace(fault, file=self.name))

    def _broken(self, message: str) -> InputError:
        return _refused("broken-workbook", message, _AGAIN, self.name)


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """What a stream holds, as many bytes at a time as are parsed at once."""
    while chunk := stream.read(_CHUNK):
        yield chunk


def _counts_from_1904(said: Sequence[tuple[str, dict[str, str]]]) -> bool:
    return any(entry.get("date1904") in ("1", "true", "on") for path, entry in said if path == "workbook/workbookPr")


def _number(text: str | None) -> int:
    """The number of a format; 0, the plain one, where there is none."""
    return int(text) if text and len(text) < 10 and text.isdecimal() else 0


def _read_texts(book: Workbook, stream: IO[bytes]) -> Iterator[Sequence[str | None]]:
    """The texts of the string table, some at a time, without their formats and phonetic signs."""
    texts: list[str | None] = []
    parts: list[str] = []
    length = depth = 0
    reading, phonetic = False, 0
    item, text, sign = "si", "t", "rPh"

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal depth, reading, phonetic, item, text, sign
        depth += 1
        if depth > DEEPEST:
            raise book.suspicious(TOO_DEEP)
        if name == text:
            reading = not phonetic
        elif name == sign:
            phonetic += 1
        elif name.endswith(":sst"):
            prefix = name[:-3]
            item, text, sign = f"{prefix}si", f"{prefix}t", f"{prefix}rPh"

    def data(found: str) -> None:
        nonlocal length
        if reading:
            parts.append(found)
            length += len(found)
            if length > LONGEST_TEXT:
                raise book.suspicious(TOO_LONG)

    def end(name: str) -> None:
        nonlocal depth, reading, phonetic, length
        depth -= 1
        if name == text:
            reading = False
        elif name == item:
            texts.append(clean_text(unescaped("".join(parts))))
            parts.clear()
            length = 0
        elif name == sign:
            phonetic -= 1

    parser = book.parser()
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, data, end
    for _ in book.feed(parser, stream):
        yield texts
        texts.clear()


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A text of the file with its characters written by number put back.

    >>> unescaped("甲_x000D_\\n乙_x005F_x000D_")
    '甲\\r\\n乙_x000D_'
    """
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    found = chr(int(match[1], 16))
    return match[0] if "\ud800" <= found <= "\udfff" else found  # half a character is none


def _size_of(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:  # told when it is opened
        return 0


def _refused(code: str, message: str, cure: str, file: str) -> InputError:
    return InputError(Fault(code, message, cure, file=file))
