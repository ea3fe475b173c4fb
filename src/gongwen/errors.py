"""What gongwen says when something cannot be done.

Every error is a :class:`GongwenError`. It carries one or more :class:`Fault` objects: a stable code, the thing
concerned (file, line, field), what was found, what is allowed, and the cure, in Chinese. All faults of one input
are reported together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

__all__ = [
    "DocumentError",
    "Fault",
    "GongwenError",
    "InputError",
    "MissingPackageError",
    "TemplateError",
    "packages_needed",
    "system_fault",
]


@dataclass(frozen=True)
class Fault:
    """One fault of an input, in words a clerk can act on.

    ``line`` counts the lines of a text; ``row`` and ``column`` (its heading) name the cell of a table; ``loc`` is the
    place in a document's data, as JSON has it. A fault by a rule has the ``rule``'s id, its ``clause`` and how binding
    it is (``severity``: 必须, 一般, 推荐 or 实务).

    >>> print(Fault("missing-field", "缺少标题", field="标题", cure="在文件开头写上“标题：……”", file="通知.md", line=1))
    通知.md 第1行 〔标题〕缺少标题。处理：在文件开头写上“标题：……”
    >>> print(Fault("missing-value", "没有填", "填上这一格", file="各村.xlsx", row=7, column="期限"))
    各村.xlsx 第7行“期限”列 没有填。处理：填上这一格
    """

    code: str
    message: str
    cure: str
    field: str | None = None
    value: str | None = None
    allowed: str | None = None
    file: str | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None
    rule: str | None = None
    clause: str | None = None
    severity: str | None = None
    loc: tuple[int | str, ...] = ()

    def __str__(self) -> str:
        cell = (f"第{self.row}行" if self.row is not None else "") + (f"“{self.column}”列" if self.column else "")
        line = f"第{self.line}行" if self.line is not None else ""
        if cell and line:  # the row is that of a table, the line that of the source
            cell, line = line, f"（做表里{cell}时）"
        place = " ".join(part for part in (self.file, cell, line) if part)
        field = f"〔{self.field}〕" if self.field else ""
        found = f"：写的是“{_shorten(self.value)}”" if self.value is not None else ""
        allowed = f"；可用：{self.allowed}" if self.allowed else ""
        head = f"{place} {field}" if place else field
        return f"{head}{self.message}{found}{allowed}。处理：{self.cure}"

    def at(self, *, file: str | None = None, line: int | None = None) -> Fault:
        """The same fault with the place filled in where it is still unknown."""
        return replace(self, file=self.file or file, line=self.line if self.line is not None else line)

    def to_dict(self) -> dict[str, Any]:
        """The fault as plain data, without the empty entries; the shape behind ``--json``."""
        given = {key: value for key, value in asdict(self).items() if value is not None}
        if self.loc:
            return {**given, "loc": list(self.loc)}
        del given["loc"]
        return given


_SHOWN_CHARACTERS = 40


def _shorten(value: str) -> str:
    line = " ".join("".join(c if c.isprintable() or c.isspace() else "�" for c in value).split())
    return line if len(line) <= _SHOWN_CHARACTERS else line[:_SHOWN_CHARACTERS] + "…"


class GongwenError(Exception):
    """Anything gongwen refuses to do; ``faults`` says why, one entry a fault."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[GongwenError], tuple[tuple[Fault, ...]]]:
        return (type(self), (self.faults,))

    def at(self, *, file: str | None = None) -> GongwenError:
        """The same error with every fault placed in ``file``."""
        return type(self)(fault.at(file=file) for fault in self.faults)


class InputError(GongwenError, ValueError):
    """What came in is unusable: a source file, a field's value, an argument."""


class TemplateError(GongwenError):
    """A clerk's template cannot be used: names the paragraph and the tag."""


class DocumentError(GongwenError):
    """A .docx cannot be read: names the part and the element."""


class MissingPackageError(GongwenError, ImportError):
    """A Python package that this needs is not installed: names it and the command that installs it."""


_PACKAGES = {
    "PIL": "pillow",
    "babel": "babel",
    "click": "click",
    "docx": "python-docx",
    "docxtpl": "docxtpl",
    "fastapi": "fastapi",
    "jinja2": "jinja2",
    "lxml": "lxml",
    "markupsafe": "markupsafe",
    "mcp": "mcp",
    "multipart": "python-multipart",
    "openpyxl": "openpyxl",
    "pypdfium2": "pypdfium2",
    "python_multipart": "python-multipart",
    "rich": "rich",
    "uharfbuzz": "uharfbuzz",
    "uvicorn": "uvicorn",
    "yaml": "pyyaml",
}
"""What requirements-core.txt leaves out, by the name under which Python imports it."""
_EXTRAS = {
    "fastapi": "web",
    "python-multipart": "web",
    "uvicorn": "web",
    "mcp": "mcp",
    "pypdfium2": "render",
}
"""What ``pip install gongwen`` leaves out, too, and the extra that brings it."""


@contextmanager
def packages_needed() -> Iterator[None]:
    """Around an import that loads when it is used: a package that is not installed is a fault in Chinese.

    Raises :class:`~gongwen.MissingPackageError`.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = _PACKAGES.get((error.name or "").partition(".")[0])
        if package is None:
            raise
        extra = _EXTRAS.get(package)
        whole = f"pip install 'gongwen[{extra}]'" if extra else "pip install gongwen"
        cure = f"运行 {whole}" if extra else f"运行 pip install {package}；要用全部功能，运行 {whole}"
        raise MissingPackageError(Fault("missing-package", f"这里没有装 {package}", cure, value=package)) from None


_SYSTEM = {
    "FileNotFoundError": ("没有这个文件或文件夹", "检查路径；输出文件夹要先建好"),
    "PermissionError": ("没有权限，或文件正在别的程序里打开", "关闭打开它的程序（如 Word、WPS），或换个文件夹"),
    "IsADirectoryError": ("这是文件夹，不是文件", "写出文件名"),
    "NotADirectoryError": ("路径中间有一段不是文件夹", "检查路径"),
}
_FULL, _TOO_LONG = 28, 36
_BY_NUMBER = {
    _FULL: ("磁盘空间已满", "腾出空间，或换个文件夹"),
    _TOO_LONG: ("文件名太长", "把文件名改短"),
}


def system_fault(error: OSError, file: str | None = None) -> Fault:
    """What the system could not do with a file, in Chinese."""
    message, cure = _BY_NUMBER.get(error.errno or 0) or _SYSTEM.get(
        type(error).__name__, ("读写文件失败", "检查磁盘、网络盘和路径")
    )
    name = file or error.filename2 or error.filename
    return Fault("file-error", message, cure, file=name if isinstance(name, str) else None)
