"""Files read, or refused in one way whoever asks, and only where they are files; files written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO, BinaryIO, NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.text import shown

__all__ = [
    "Pending",
    "clear_temporaries",
    "make_durable",
    "make_names_durable",
    "open_file",
    "read_file",
    "temporary_beside",
    "temporary_space",
    "unreadable",
    "write_all",
    "write_whole",
]

_NEW_FILE_MODE = 0o666
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_TEMPORARY = ".{}.part"
_PENDING = ".{}.gongwen-part"


def open_file(path: str | os.PathLike[str], name: str) -> IO[bytes]:
    """A file opened for reading; ``name`` is for the message.

    Raises ``OSError``, or :class:`~gongwen.InputError` for a pipe, a socket or a device: one may never end, another
    never begin.
    """
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        message, cure = "这不是文件，是设备或管道", "先把内容存成文件，再给出文件名"
        raise InputError(Fault("file-unreadable", message, cure, file=name))
    return open(path, "rb")


def read_file(path: str | os.PathLike[str], name: str | None = None) -> bytes:
    """The bytes of a file, which messages call ``name``. Raises :class:`~gongwen.InputError` saying why not."""
    try:
        with open_file(path, name or shown(os.fspath(path))) as file:
            return file.read()
    except InputError:  # a ValueError, but one that says what is wrong
        raise
    except (OSError, ValueError) as error:
        raise InputError(unreadable(error, name or shown(os.fspath(path)))) from None


def unreadable(error: Exception, name: str | None) -> Fault:
    """Why a file that was named as an input cannot be read; the same codes at every entrance.

    >>> unreadable(FileNotFoundError(), "通知.md").code, unreadable(PermissionError(), "通知.md").code
    ('file-not-found', 'file-unreadable')
    """
    for kind, (code, message, cure) in _UNREADABLE.items():
        if isinstance(error, kind):
            return Fault(code, message, cure, file=name)
    reason = getattr(error, "strerror", None) or "路径不合规定或文件已关闭"
    return Fault("file-unreadable", f"这个文件读不出来（{reason}）", "核对文件名，换一份完好的文件", file=name)


_UNREADABLE: Mapping[type[Exception], tuple[str, str, str]] = MappingProxyType(
    {
        FileNotFoundError: (
            "file-not-found",
            "找不到这个文件",
            "核对文件名和所在的文件夹；文件名里有空格的要加引号",
        ),
        IsADirectoryError: ("file-unreadable", "这是文件夹，不是文件", "给出文件夹里的某一个文件"),
        PermissionError: ("file-unreadable", "没有读这个文件的权限", "关闭占用它的程序，或请管理员开放权限"),
    }
)


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file under a temporary name beside it, then rename, so that no half-written file is ever seen.

    A link is followed; what is no plain file (a pipe, a device) is written to as it is. Raises ``OSError`` when the
    folder cannot be written to; the old file, if any, is then as it was.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_of(target)
    if mode is not None and not stat.S_ISREG(mode):
        target.write_bytes(content)
        return
    # A short name: the target's own may be as long as the folder allows.
    temporary = target.with_name(_TEMPORARY.format(os.urandom(6).hex()))
    try:
        # The system applies the umask; mkstemp's own mode would be too strict for shared folders.
        descriptor = os.open(temporary, _NEW_FILE, _NEW_FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            # The temporary name means nothing to whoever asked for the file.
            raise OSError(error.errno, error.strerror, os.fspath(path)) from None
        raise


def write_all(stream: BinaryIO, content: bytes) -> None:
    """Write all of the content into a file object, one without a buffer among them, which takes what it has room for.

    Raises ``OSError`` when it takes nothing.
    """
    left = content
    while left:
        written = stream.write(left)
        if not isinstance(written, int):  # a file object of somebody's own that says nothing has taken all
            return
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left = left[written:]


@contextmanager
def temporary_space() -> Iterator[None]:
    """What goes wrong with temporary files, in words: their folder is full, or there is none."""
    try:
        yield
    except OSError as error:
        message, cure = "临时文件写不下", "腾出磁盘空间，或请管理员换一个临时文件夹，再运行一次"
        raise InputError(Fault("file-error", message, cure)) from error


@contextmanager
def temporary_beside(target: Path, owner: str = "") -> Iterator[Path]:
    """A temporary name in the target's folder; whatever still stands there at the end is removed.

    An ``owner`` gets the same name again, so that what it left when it was killed does not stay for ever.
    """
    temporary = target.with_name(_PENDING.format(owner or os.urandom(8).hex()))
    try:
        yield temporary
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _mode_of(target: Path) -> int | None:
    """Kind and mode of the file that stands there; None when there is none."""
    try:
        return target.stat().st_mode
    except OSError:
        return None


# ---------------------------------------------------------------------------------- many files of one folder


class Pending(NamedTuple):
    """A file written under a temporary name, which :meth:`put_in_place` gives its own."""

    temporary: str
    target: str
    replace: bool

    @classmethod
    def write(cls, target: str, content: bytes, *, replace: bool) -> Pending:
        """Write the content beside the target. Raises ``OSError``; nothing is left then."""
        temporary = os.path.join(os.path.dirname(target), _PENDING.format(os.urandom(8).hex()))
        try:
            descriptor = os.open(temporary, _NEW_FILE, _NEW_FILE_MODE)
            try:
                view = memoryview(content)
                while view:
                    view = view[os.write(descriptor, view) :]
            finally:
                os.close(descriptor)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        return cls(temporary, target, replace)

    def put_in_place(self) -> None:
        """Rename; ``FileExistsError`` where a file stands that must not be replaced. Raises ``OSError``."""
        try:
            if self.replace:
                _refuse_read_only(self.target)
                os.replace(self.temporary, self.target)
            else:
                _move_without_replacing(self.temporary, self.target)
        except OSError:
            with suppress(OSError):
                os.unlink(self.temporary)
            raise


def _refuse_read_only(target: str) -> None:
    """``PermissionError`` for a file that is set read-only: a name may be given anew, the mark was set all the same."""
    try:
        read_only = not os.stat(target).st_mode & stat.S_IWUSR
    except OSError:
        return
    if read_only:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)


def _move_without_replacing(temporary: str, target: str) -> None:
    if sys.platform == "win32":
        os.rename(temporary, target)  # refuses by itself
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.exists(target):
            raise FileExistsError(target) from None
        os.rename(temporary, target)
    else:
        os.unlink(temporary)


def make_durable(pending: Sequence[Pending]) -> None:
    """Wait until the contents are on the disk: one wait for all where the system can, one a file elsewhere."""
    if not pending:
        return
    if sys.platform == "linux":
        os.sync()
        return
    for one in pending:
        with open(one.temporary, "rb+") as file:
            os.fsync(file.fileno())


def make_names_durable(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system knows such a wait."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clear_temporaries(folder: Path) -> None:
    """Remove what a run that was killed left under temporary names."""
    for entry in os.scandir(folder):
        if entry.name.startswith(".") and entry.name.endswith(_PENDING[-len(".gongwen-part") :]):
            with suppress(OSError):
                os.unlink(entry.path)
