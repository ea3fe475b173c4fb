"""The command line: parses arguments, calls the rooms, prints in Chinese. Exit 0 done, 1 findings, 2 unusable input."""

from __future__ import annotations

from gongwen.cli.run import main

__all__ = ["main"]
