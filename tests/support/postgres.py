"""A PostgreSQL server of the test's own: made in a folder, on a socket, and gone when the test is."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["missing", "server"]

_USER = "postgres"


def _programs() -> Path | None:
    """Debian keeps initdb and pg_ctl out of the path."""
    found = shutil.which("pg_ctl") or max(map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")), default=None)
    return Path(found).parent if found else None


def missing() -> str | None:
    """What is lacking, or None."""
    if _programs() is None:
        return "PostgreSQL (initdb, pg_ctl) is not installed"
    return None if importlib.util.find_spec("psycopg") else "psycopg is not installed"


def _run(*command: str) -> None:
    as_user = ("runuser", "-u", _USER, "--") if os.geteuid() == 0 else ()  # the server does not run as root
    done = subprocess.run([*as_user, *command], capture_output=True, text=True, check=False, cwd="/", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def server() -> Iterator[str]:
    """A running server; how to connect to it."""
    programs = _programs()
    assert programs is not None
    with tempfile.TemporaryDirectory(prefix="gongwen-pg-", ignore_cleanup_errors=True) as name:
        folder, data = Path(name), str(Path(name, "data"))
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        _run(str(programs / "initdb"), "-D", data, "-A", "trust", "-U", _USER, "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        control = (str(programs / "pg_ctl"), "-D", data, "-w")
        _run(*control, "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"host={folder} user={_USER} dbname={_USER}"
        finally:
            _run(*control, "-m", "immediate", "stop")
