"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

__all__ = ["write_whole"]

_NEW_FILE_MODE = 0o666
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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
    temporary = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        # The system applies the umask; mkstemp's own mode would be too strict for shared folders.
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _NEW_FILE_MODE
        )
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


def _mode_of(target: Path) -> int | None:
    """Kind and mode of the file that stands there; None when there is none."""
    try:
        return target.stat().st_mode
    except OSError:
        return None
