"""The command line: parses arguments, calls the rooms, prints in Chinese. Exit 0 done, 1 findings, 2 unusable input."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.cli.interrupts import INTERRUPTED, begin_to_end, leave_at_once

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code.

    ``arguments`` are those after the program's name, by default the process's own. What the commands need is loaded
    in here, so that Ctrl-C is answered in words from the first moment on.
    """
    try:
        with leave_at_once():
            from gongwen.cli.run import main as run  # noqa: PLC0415 - see above
        code = run(arguments)
    except KeyboardInterrupt:  # between the two
        code = INTERRUPTED
    if arguments is None:
        begin_to_end()
    return code
