"""The command line: parses arguments, calls the rooms, prints in Chinese. Exit 0 done, 1 findings, 2 unusable input."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from gongwen.cli.interrupts import INTERRUPTED, begin_to_end, leave_at_once
from gongwen.errors import MissingPackageError, packages_needed

__all__ = ["main"]

UNUSABLE = 2
_OBJECTS_BETWEEN_SEARCHES = 50_000
"""What is loaded stays: to look through it for rubbish after every 700 objects takes a twentieth of a short run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code.

    ``arguments`` are those after the program's name, by default the process's own. What the commands need is loaded
    in here, so that Ctrl-C is answered in words from the first moment on.
    """
    if arguments is None:
        _start_quickly()
    try:
        with leave_at_once(), packages_needed():
            from gongwen.cli.run import main as run  # noqa: PLC0415 - see above
        code = run(arguments)
    except MissingPackageError as error:  # click's own, or one that a command needs
        print(f"✗ {error}", file=sys.stderr)
        code = UNUSABLE
    except KeyboardInterrupt:  # between the two
        code = INTERRUPTED
    if arguments is None:
        begin_to_end()
    return code


def _start_quickly() -> None:
    """What only the owner of a process may set, for this one and those that it starts.

    pydantic looks through the metadata of every installed package for plugins of its own; no command has any.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES, *gc.get_threshold()[1:])
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
