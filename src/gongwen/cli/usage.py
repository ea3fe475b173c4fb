"""Click in Chinese: help pages and usage errors."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from gongwen.errors import Fault

__all__ = ["ChineseCommand", "ChineseGroup", "ChineseOption", "as_commands", "usage_fault"]


_LEAST_ROOM, _LONGEST_SUMMARY = 20, 60
_STAYS_WITH_LINE = frozenset("，。；：、）”")


def _cells(text: str) -> int:
    """How wide a text is on a terminal: a 汉字 takes two cells, where click counts one."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _turned(text: str, room: int) -> Iterator[str]:
    """The lines of a text that may turn between any two characters but within no word of letters."""
    line, word = "", ""
    for character in f"{text} ":
        if character.isascii() and character != " ":
            word += character
            continue
        hangs = 2 if character in _STAYS_WITH_LINE else 0
        if line.strip() and _cells(line + word + character.strip()) > room + hangs:
            yield line.strip()
            line = ""
        line, word = line + word + character, ""
    yield line.strip()


class _InCells(click.HelpFormatter):
    """Columns that stand one below the other though their texts are Chinese."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 36, col_spacing: int = 2) -> None:
        """What things are called in one column, what they are in the other."""
        rows = list(rows)
        left = min(max(_cells(name) for name, _ in rows), col_max) + col_spacing
        room = max(self.width - self.current_indent - left, _LEAST_ROOM)
        for name, text in rows:
            lead = " " * self.current_indent + name
            if _cells(name) + col_spacing > left:
                self.write(f"{lead}\n")
                lead = ""
            for line in _turned(text, room):
                self.write(f"{lead}{' ' * (self.current_indent + left - _cells(lead))}{line}\n")
                lead = ""


class _Context(click.Context):
    formatter_class = _InCells


class _ChineseHelp(click.Command):
    """Help pages with Chinese headings."""

    context_class = _Context

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        arguments = " ".join(p.make_metavar(ctx) for p in self.get_params(ctx) if isinstance(p, click.Argument))
        pieces = " ".join(filter(None, ("[选项]", arguments, "命令 [参数]" if isinstance(self, click.Group) else "")))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for record in (option.get_help_record(ctx) for option in options) if record]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
            listed = [(name, command.get_short_help_str(_LONGEST_SUMMARY)) for name, command in found if command]
            with formatter.section("命令"):
                formatter.write_dl(listed)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明"
        return option


class ChineseOption(click.Option):
    """An option whose help page says only what its own help text says: no English “required” or “default”."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        return {}


class ChineseCommand(_ChineseHelp):
    """A command with a Chinese help page."""


class ChineseGroup(_ChineseHelp, click.Group):
    """A group of commands with a Chinese help page."""

    command_class = ChineseCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # as they were written, not by the alphabet


_HELP_WORDS = frozenset({"help", "/?", "-?", "/help", "帮助"})


def as_commands(words: list[str]) -> list[str]:
    """The words as commands and options, where people ask for help as other programs have it.

    >>> as_commands(["help", "render"]), as_commands(["render", "/?"]), as_commands(["help"])
    (['render', '--help'], ['render', '--help'], ['--help'])
    """
    if words and words[0] in _HELP_WORDS:
        return [*(word for word in words[1:] if not word.startswith("-")), "--help"]
    return [*words[:-1], "--help"] if words[-1:] in (["/?"], ["-?"]) else words


def usage_fault(error: click.UsageError) -> Fault:
    """What is wrong with the arguments, in Chinese."""
    for kind, say in _SAYINGS:
        if isinstance(error, kind):
            return say(error)
    return _other_fault(error)


def _see_help(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx is not None else "gongwen"
    return f"看 {command} --help 里的用法"


def _no_such_option(error: Any) -> Fault:
    nearest = error.possibilities
    cure = f"是不是 {nearest[0]}？" if nearest else _see_help(error)
    return Fault("unknown-option", f"没有选项 {error.option_name}", cure)


def _missing(error: Any) -> Fault:
    return Fault("missing-argument", f"缺少 {_name(error.param, error.ctx)}", _see_help(error))


def _bad_parameter(error: Any) -> Fault:
    kind = getattr(error.param, "type", None)
    choices = getattr(kind, "choices", None)
    allowed = "、".join(str(choice) for choice in choices) if choices else None
    if isinstance(kind, click.IntRange):
        allowed = f"{kind.min} 到 {kind.max} 的整数"
    return Fault("wrong-argument", f"{_name(error.param, error.ctx)} 的值不能用", _see_help(error), allowed=allowed)


def _bad_option_usage(error: Any) -> Fault:
    return Fault("missing-argument", f"选项 {error.option_name} 后面缺少值", _see_help(error))


def _other_fault(error: click.UsageError) -> Fault:
    """Errors that click tells apart by their message only."""
    if error.message.startswith("No such command"):
        said = error.message.split(chr(39))[1]
        cure = _meant(said, error) or _see_help(error)
        return Fault("unknown-command", f"没有这个命令：{said}", cure, allowed=_listed(error))
    if error.message.startswith("Missing command"):
        return Fault("missing-command", "没有写要做什么", _see_help(error), allowed=_listed(error))
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition("(")[2].rstrip(").")
        return Fault("extra-argument", f"多出的参数：{extra}", "含空格的路径要加引号；" + _see_help(error))
    return Fault("wrong-arguments", "命令写法不对", _see_help(error))


_WANTED = {
    "preview": "网页预览由 render 写：gongwen render 通知.md -o 通知.html",
    "pdf": "先 gongwen render 通知.md，再用 Word 或 WPS 另存为 PDF",
    "print": "先 gongwen render 通知.md，再用 Word 或 WPS 打印",
    "convert": "排成 .docx 用 gongwen render 通知.md",
    "docx": "排成 .docx 用 gongwen render 通知.md",
    "version": "看版本写 gongwen --version",
    "init": "先要一份样稿：gongwen new 通知 -o 通知.md",
    "merge": "合成一个文件打印，用 gongwen batch …… --merge 全部.docx",
    "number": "看下一个号，用 gongwen register 发文.db next 代字",
    "unit": "要一份单位文件的样例，用 gongwen new 单位",
    "fields": "看各项的名称，用 gongwen new --fields",
}
_NEAR = 0.5


def _meant(said: str, error: click.UsageError) -> str | None:
    """What an unknown command was most likely meant to do."""
    from difflib import get_close_matches  # noqa: PLC0415 - loads only for a command that there is not

    names = _commands_of(error)
    nearest = get_close_matches(said.lower(), names, n=1, cutoff=_NEAR)
    if nearest and said.lower() not in _WANTED:
        return f"是不是 {nearest[0]}？"
    if said.lower().endswith((".md", ".txt", ".json")):
        return f"要排这份源文件，写 gongwen render {said}"
    top = error.ctx is not None and error.ctx.parent is None
    return _WANTED.get(said.lower()) if top else None


def _commands_of(error: click.UsageError) -> list[str]:
    context = error.ctx
    return context.command.list_commands(context) if context and isinstance(context.command, click.Group) else []


def _listed(error: click.UsageError) -> str | None:
    return "、".join(_commands_of(error)) or None


# The more special kinds first.
_SAYINGS: tuple[tuple[type[click.UsageError], Callable[[Any], Fault]], ...] = (
    (click.NoSuchOption, _no_such_option),
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad_parameter),
    (click.BadOptionUsage, _bad_option_usage),
)


def _name(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if param is None:
        return "参数"
    if isinstance(param, click.Option):
        return f"选项 {max(param.opts, key=len)}"
    return f"参数 {param.make_metavar(ctx)}" if ctx is not None else f"参数 {param.name}"
