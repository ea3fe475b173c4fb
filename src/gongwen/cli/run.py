"""Runs a command and turns whatever goes wrong into Chinese words and an exit code; no traceback reaches a clerk."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from gongwen.cli.commands import commands
from gongwen.cli.report import print_faults
from gongwen.cli.usage import usage_fault
from gongwen.errors import Fault, GongwenError

__all__ = ["DONE", "UNUSABLE", "main"]

DONE, UNUSABLE, INTERRUPTED = 0, 2, 130
_DEBUG = "GONGWEN_DEBUG"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code.

    ``arguments`` are those after the program's name, by default the process's own.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        commands.main(words, prog_name="gongwen", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except BrokenPipeError:
        # The reader of our output went away; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except BaseException as error:
        faults = _faults(error)
        if faults is None or os.environ.get(_DEBUG):
            raise
        print_faults(faults, as_json="--json" in words)
        return INTERRUPTED if isinstance(error, click.Abort | KeyboardInterrupt) else UNUSABLE
    return DONE


def _faults(error: BaseException) -> tuple[Fault, ...] | None:
    """What went wrong, in words; None for what must not be caught."""
    if isinstance(error, GongwenError):
        return error.faults
    if isinstance(error, click.UsageError):
        return (usage_fault(error),)
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return (Fault("interrupted", "已中断", "重新运行同一条命令"),)
    if isinstance(error, OSError):
        return (_system_fault(error),)
    if isinstance(error, Exception):
        return (_internal_fault(error),)
    return None


def _internal_fault(error: Exception) -> Fault:
    return Fault(
        "internal-error",
        f"程序内部出错（{type(error).__name__}：{error}）",
        f"请把这一行和输入文件发给维护者；设环境变量 {_DEBUG}=1 再运行可得到详情",
    )


_SYSTEM = {
    "FileNotFoundError": ("没有这个文件或文件夹", "检查路径；输出文件夹要先建好"),
    "PermissionError": ("没有权限，或文件正在别的程序里打开", "关闭打开它的程序（如 Word、WPS），或换个文件夹"),
    "IsADirectoryError": ("这是文件夹，不是文件", "写出文件名"),
    "NotADirectoryError": ("路径中间有一段不是文件夹", "检查路径"),
}


def _system_fault(error: OSError) -> Fault:
    message, cure = _SYSTEM.get(
        type(error).__name__, (f"读写文件失败（{error.strerror or error}）", "检查磁盘空间和路径")
    )
    name = error.filename2 or error.filename
    return Fault("file-error", message, cure, file=os.fspath(name) if isinstance(name, str) else None)
