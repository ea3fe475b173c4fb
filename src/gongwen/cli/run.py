"""Runs a command and turns whatever goes wrong into Chinese words and an exit code; no traceback reaches a clerk."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from gongwen.cli.commands import commands
from gongwen.cli.interrupts import INTERRUPTED, undisturbed
from gongwen.cli.report import print_faults
from gongwen.cli.usage import as_commands, usage_fault
from gongwen.errors import Fault, GongwenError, system_fault

__all__ = ["DONE", "UNUSABLE", "main"]

DONE, UNUSABLE = 0, 2
_DEBUG = "GONGWEN_DEBUG"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code.

    ``arguments`` are those after the program's name, by default the process's own.
    """
    words = as_commands(list(sys.argv[1:] if arguments is None else arguments))
    _speak_utf_8()
    try:
        # Not commands.main: it would end the process where the reader of our output goes away.
        with commands.make_context("gongwen", words) as context:
            commands.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except BrokenPipeError:
        # The reader of our output went away; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except BaseException as error:
        faults = _faults(error)
        if faults is None or os.environ.get(_DEBUG):
            raise
        with undisturbed():
            print_faults(faults, as_json="--json" in words)
        return INTERRUPTED if isinstance(error, click.Abort | KeyboardInterrupt) else UNUSABLE
    return DONE


def _speak_utf_8() -> None:
    """Whatever the console's code page is: what we write may be a source file or JSON for a program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _faults(error: BaseException) -> tuple[Fault, ...] | None:
    """What went wrong, in words; None for what must not be caught."""
    if isinstance(error, GongwenError):
        return error.faults
    if isinstance(error, click.UsageError):
        return (usage_fault(error),)
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return (Fault("interrupted", "已中断", "重新运行同一条命令"),)
    if isinstance(error, OSError):
        return (system_fault(error),)
    return (_internal_fault(error),) if isinstance(error, Exception) else None


def _internal_fault(error: Exception) -> Fault:
    if isinstance(error, MemoryError):
        cure = "关掉别的程序再运行；成批做的加 --jobs 1，或把表分成几张"
        return Fault("out-of-memory", "内存不够，做不下去", cure)
    return Fault(
        "internal-error",
        f"程序内部出错（{type(error).__name__}：{error}）",
        f"请把这一行和输入文件发给维护者；设环境变量 {_DEBUG}=1 再运行可得到详情",
    )
