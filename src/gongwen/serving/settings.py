"""What the server was started with."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from gongwen.serving.limits import Limits

__all__ = ["LOOPBACK", "Settings", "own_folder"]

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Settings:
    """How the server listens, whom it answers, and where its batches lie.

    ``token`` is asked of every question to the API; without it only this machine may ask. ``names`` are further names
    under which it is reached, ``origins`` the pages of other servers that may ask from a browser. ``register`` is the
    register that batches are numbered from.
    """

    host: str = "127.0.0.1"
    port: int = 0
    token: str | None = None
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    register: Path | None = None
    folder: Path = field(default_factory=lambda: own_folder() / "batches")
    workers: int = 1
    limits: Limits = field(default_factory=Limits)

    @property
    def is_of_this_machine(self) -> bool:
        """Whether nobody else can reach the server."""
        return self.host in LOOPBACK


def own_folder() -> Path:
    """Where the program keeps what is its own, as the system has it."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "gongwen"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "gongwen"
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "gongwen"
