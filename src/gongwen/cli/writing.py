"""Where commands write: what the ending asks for, and one way with files that stand there already, for every command.

A file with the same content stays as it is; another is replaced when somebody at a terminal says so, or by
``--force``; a file that is set read-only never is.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

import click

from gongwen.errors import Fault, InputError
from gongwen.files import write_whole

__all__ = [
    "FORCE_HELP",
    "FORMATS",
    "STANDARD_STREAM",
    "endings_of",
    "format_of",
    "may_write",
    "names_folder",
    "write",
    "write_bytes",
]

STANDARD_STREAM = "-"
FORCE_HELP = "已有同名而内容不同的文件时覆盖它；不写则在终端上先问，只读的文件总不动"

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "docx",
        ".pdf": "pdf",
        ".ofd": "ofd",
        ".png": "png",
        ".html": "html",
        ".htm": "html",
        ".json": "json",
        ".md": "md",
    }
)
"""What each ending of an output asks for."""
_LISTED = ".docx、.pdf、.ofd、.png（页面图片）、.html（网页预览）、.md（源文件）、.json（公文数据）"
_YES = frozenset({"是", "y", "yes", "覆盖"})
_OTHER_CURES = MappingProxyType(
    {
        ".doc": "写成 .docx，Word 和 WPS 都打得开",
        ".wps": "写成 .docx，WPS 打得开",
    }
)


def names_folder(output: str) -> bool:
    """Whether an output is a folder: one that is there, or a name that ends as those of folders do.

    >>> names_folder("公文/"), names_folder("通知.docx")
    (True, False)
    """
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def format_of(output: str) -> str:
    """What the ending of an output asks for. Raises :class:`~gongwen.InputError` for one that cannot be written.

    >>> format_of("通知.docx"), format_of("通知.HTML"), format_of("-")
    ('docx', 'html', 'docx')
    """
    if output == STANDARD_STREAM or _is_stream(output):
        return "docx"
    ending = Path(output).suffix.lower()
    if ending in FORMATS:
        return FORMATS[ending]
    stem = Path(output).stem or "通知"
    cure = _OTHER_CURES.get(ending, f"写成可用的一种，如 {stem}.docx")
    message = f"写不了 {ending} 文件" if ending else "输出文件的名字没有后缀，不知道写成什么"
    raise InputError(Fault("wrong-ending", message, cure, file=output or "（空）", allowed=_LISTED))


def endings_of(forms: str | None) -> tuple[str, ...]:
    """The endings of formats that are asked for by name. Raises :class:`~gongwen.InputError` for an unknown one.

    >>> endings_of("docx,PDF，ofd"), endings_of(None)
    (('.docx', '.pdf', '.ofd'), ())
    """
    names = re.split("[,，、 ]+", (forms or "").strip().lower())
    endings = [f".{name.removeprefix('.')}" for name in names if name]
    unknown = next((ending for ending in endings if ending not in FORMATS), None)
    if unknown is not None:
        raise InputError(
            Fault(
                "wrong-ending",
                "不认识的格式",
                "写后缀，用“，”隔开，如 .docx，.pdf，.ofd",
                value=unknown,
                allowed=_LISTED,
            )
        )
    if forms is not None and not endings:
        raise InputError(Fault("wrong-arguments", "--as 后面没有写格式", "写后缀，用“，”隔开，如 .docx，.pdf，.ofd"))
    return tuple(dict.fromkeys(endings))


def _is_stream(output: str) -> bool:
    """Whether a name is that of a pipe or a device, which has no ending to go by."""
    return os.path.exists(output) and not (os.path.isfile(output) or os.path.isdir(output))


def may_write(outputs: Sequence[tuple[str, bytes]], *, force: bool) -> list[bool]:
    """Which of the outputs are to be written: not those that stand there already with the same content.

    Asks on a terminal. Raises :class:`~gongwen.InputError` with every file that must not be replaced.
    """
    wanted, faults = [], list[Fault]()
    for output, content in outputs:
        standing = _standing(output)
        wanted.append(standing != content)
        if standing is None or standing == content:
            continue
        if _is_read_only(output):
            cure = "换个名字；确要改它，先去掉它的只读属性"
            faults.append(Fault("read-only-file", "这个文件是只读的，没有动它", cure, file=output))
        elif not force and not _agreed(output):
            cure = "换个名字，或加 --force 覆盖它"
            faults.append(Fault("file-exists", "已有这个文件，内容不同，没有覆盖", cure, file=output))
    if faults:
        raise InputError(faults)
    return wanted


def write(output: str, content: bytes, *, force: bool) -> bool:
    """Write one output; False where the same stands there already. Raises as :func:`may_write`, and ``OSError``."""
    if not may_write([(output, content)], force=force)[0]:
        return False
    write_whole(output, content)
    return True


def write_bytes(content: bytes, ending: str = ".docx") -> None:
    """What is no text goes to standard output, but onto no screen. Raises :class:`~gongwen.InputError`."""
    if is_screen(sys.stdout):
        cure = f"写 -o 文件{ending}；要交给别的程序，用 | 或 >"
        raise InputError(Fault("binary-to-terminal", f"{ending} 文件不能显示在屏幕上", cure))
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def is_screen(stream: TextIO) -> bool:
    """Whether what goes to a stream is shown on a screen."""
    return stream.isatty()


def has_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _standing(output: str) -> bytes | None:
    """The content of the file that stands there; None for none, and for what is no file."""
    if not os.path.isfile(output):
        return None
    try:
        return Path(output).read_bytes()
    except PermissionError:
        return b""


def _is_read_only(output: str) -> bool:
    # Not os.access: a superuser may write everywhere, and the mark was set all the same.
    return not os.stat(output).st_mode & stat.S_IWUSR


def _agreed(output: str) -> bool:
    """Whether somebody at the terminal says that a file may be replaced."""
    if not has_terminal():
        return False
    answer = click.prompt(f"已有 {output}，内容不同，覆盖它吗（是/否）", default="否", show_default=False, err=True)
    return answer.strip().lower() in _YES
