"""``gongwen import``: text that was typed or pasted, a source or a .docx of ours becomes source, JSON or .docx."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gongwen.choosing import grammar
from gongwen.cli.report import print_json
from gongwen.cli.usage import ChineseCommand, ChineseOption
from gongwen.cli.writing import FORCE_HELP, write, write_bytes
from gongwen.errors import Fault, GongwenError, InputError
from gongwen.files import write_whole

if TYPE_CHECKING:
    from gongwen.model import Document
    from gongwen.recognition import ParsedDocument, Reading

__all__ = ["import_texts"]

_STREAM = "-"
_FORMATS = (".md", ".json", ".docx")
_WORD = (".docx", ".docm", ".dotx", ".doc", ".wps", ".rtf")
_READ = (".txt", ".md", ".text", ".html", ".htm", *_WORD)
_FINDINGS = 1
_MOST_SHOWN = 5
_LONGEST_SHOWN = 30
_option = partial(click.option, cls=ChineseOption)


class _Input(NamedTuple):
    """An input by its name, and its bytes."""

    name: str
    stem: str
    content: bytes


@dataclass(frozen=True)
class _Output:
    """A document and the file it was written to; None where it was not."""

    parsed: ParsedDocument
    path: str | None
    why_not: str = ""


@click.command("import", cls=ChineseCommand)
@click.argument("inputs", metavar="输入…", nargs=-1, required=True)
@_option(
    "-o", "--output", metavar="输出", required=True, help="以 .md、.json 或 .docx 结尾的文件名，或一个文件夹（必填）"
)
@_option(
    "--to",
    "suffix",
    metavar="格式",
    type=click.Choice(["md", "json", "docx"]),
    help="输出是文件夹时写成什么：md（缺省）、json、docx",
)
@_option("--ledger", metavar="台账.json", help="把台账（改了什么、略了什么、在哪一行哪一字）写到这里")
@_option("--force", is_flag=True, help=FORCE_HELP)
@_option("--json", "as_json", is_flag=True, help="以 JSON 报告")
@click.pass_context
def import_texts(
    context: click.Context,
    inputs: tuple[str, ...],
    output: str,
    suffix: str | None,
    ledger: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """把打好的、粘贴来的文字和旧的 .docx 认成公文：写成可以再改的源文件（.md）、数据（.json），或直接排成 .docx。

    输入是文本文件（编码自动识别）、.docx、文件夹，- 为标准输入；-o - 写到标准输出。
    一份输入里有几份公文，输出就有几个文件（-1、-2……）。
    """
    from gongwen.desk.reading import read_any  # noqa: PLC0415 - each command loads what it uses

    given = list(_inputs(inputs))
    place = _Place.of(output, suffix, several=len(given) > 1)
    reports: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    unsettled = False
    for one in given:
        try:
            text = read_any(one.content, files=os.path.abspath(os.path.dirname(one.name)))
        except GongwenError as error:
            raise error.at(file=one.name) from None
        written = _write(text, one, place, force=force)
        entries += [{"file": one.name, **entry.to_dict()} for entry in text.ledger]
        unsettled |= any(out.path is None or out.parsed.findings for out in written)
        if as_json:
            reports.append(_as_data(one, text, written))
        else:
            _tell(one, text, written)
    if ledger is not None:
        write_whole(ledger, (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode())
    if as_json:
        print_json({"inputs": reports, "faults": []})
    if unsettled:
        context.exit(_FINDINGS)


# ---------------------------------------------------------------------------------- what comes in


def _inputs(names: Sequence[str]) -> Iterator[_Input]:
    for name in names:
        if name == _STREAM:
            yield _Input("标准输入", "公文", sys.stdin.buffer.read())
        elif os.path.isdir(name):
            files = sorted(path for path in Path(name).iterdir() if path.suffix.lower() in _READ and path.is_file())
            files = [path for path in files if not path.name.startswith("~$")]  # Word's mark of an open file
            if not files:
                cure = "放入 .txt、.md 或 .docx 文件"
                raise InputError(Fault("nothing-to-read", "文件夹里没有文本文件，也没有 Word 文件", cure, file=name))
            yield from (_Input(str(path), path.stem, path.read_bytes()) for path in files)
        else:
            yield _Input(name, Path(name).stem, Path(name).read_bytes())


# ---------------------------------------------------------------------------------- what goes out


class _Place(NamedTuple):
    """Where the documents go: one name, or names in a folder."""

    folder: Path | None
    name: Path
    suffix: str

    @classmethod
    def of(cls, output: str, suffix: str | None, *, several: bool) -> _Place:
        path = Path(output)
        if output == _STREAM and not several:
            return cls(None, path, f".{suffix or 'md'}")
        if output.endswith(("/", os.sep)) or path.is_dir() or (several and path.suffix.lower() not in _FORMATS):
            path.mkdir(parents=True, exist_ok=True)
            return cls(path, path, f".{suffix or 'md'}")
        if path.suffix.lower() not in _FORMATS:
            allowed = "、".join(_FORMATS)
            raise InputError(
                Fault("wrong-arguments", "看不出要写成什么", "写出后缀，或写一个文件夹", file=output, allowed=allowed)
            )
        if several:
            message = "有几个输入，输出应是文件夹"
            raise InputError(Fault("wrong-arguments", message, "如 -o 结果/ --to docx", file=output))
        return cls(None, path, path.suffix.lower())

    def path(self, stem: str, number: int | None) -> Path:
        """The name of one document's file."""
        part = "" if number is None else f"-{number}"
        if self.folder is not None:
            return self.folder / f"{stem}{part}{self.suffix}"
        return self.name.with_name(f"{self.name.stem}{part}{self.name.suffix}")


def _write(text: Reading, one: _Input, place: _Place, *, force: bool) -> list[_Output]:
    written: list[_Output] = []
    several = len(text.documents) > 1
    for number, parsed in enumerate(text.documents, start=1):
        if parsed.document is None:
            why = parsed.no_document or "不知道文种，这一版还不能写成文件"
            written.append(_Output(parsed, None, why))
            continue
        path = place.path(one.stem, number if several and str(place.name) != _STREAM else None)
        if os.path.exists(path) and os.path.exists(one.name) and os.path.samefile(path, one.name):
            message, cure = "输出和输入是同一个文件，写了就没有原来的了", "给输出另起一个名字"
            raise InputError(Fault("wrong-arguments", message, cure, file=str(path)))
        try:
            content = _WRITERS[place.suffix](parsed.document)
        except InputError as error:
            written.append(_Output(parsed, None, str(error)))
            continue
        if str(path) == _STREAM:
            _print(content, place.suffix, several=several)
        else:
            write(str(path), content, force=force)
        written.append(_Output(parsed, str(path)))
    return written


def _print(content: bytes, suffix: str, *, several: bool) -> None:
    """A document goes to standard output; of several nobody could tell where one ends."""
    if several:
        cure = "写一个文件夹，如 -o 结果/"
        raise InputError(Fault("wrong-arguments", "一份输入里有几份公文，不能写到标准输出", cure))
    if suffix == ".docx":
        write_bytes(content)
    else:
        sys.stdout.write(content.decode())


def _as_source(document: Document) -> bytes:
    from gongwen.reading.source_text import to_source  # noqa: PLC0415 - each format loads what it uses

    return to_source(document, grammar=grammar).encode()


def _as_docx(document: Document) -> bytes:
    from gongwen.api import render  # noqa: PLC0415
    from gongwen.rules import grave  # noqa: PLC0415

    return render(document, draft=bool(grave(document.findings())))


def _as_json(document: Document) -> bytes:
    return (document.to_json() + "\n").encode()


_WRITERS: dict[str, Callable[[Document], bytes]] = {".md": _as_source, ".docx": _as_docx, ".json": _as_json}


# ---------------------------------------------------------------------------------- what is told


def _as_data(one: _Input, text: Reading, written: Sequence[_Output]) -> dict[str, Any]:
    from gongwen.desk.reading import told_of_document, told_of_reading  # noqa: PLC0415

    documents = [{"output": out.path, **told_of_document(out.parsed)} for out in written]
    return {"file": one.name, **told_of_reading(text), "documents": documents}


def _tell(one: _Input, text: Reading, written: Sequence[_Output]) -> None:
    """A short summary: what was found, what was changed, what is missing, what is uncertain."""
    from gongwen.desk.reading import balance_of  # noqa: PLC0415

    say = partial(print, file=sys.stderr)
    found = sum(out.parsed.no_document is None for out in written)
    balance, encoding = balance_of(text), getattr(text, "encoding", None)
    named = f"{one.name}（{encoding}）" if encoding else one.name
    say(f"{named}：{found} 份公文{'' if balance is None else f'，{balance.characters} 字，台账相符'}")
    for out in written:
        parsed = out.parsed
        if parsed.no_document is not None:
            first = parsed.text.split("\n", 1)[0][:_LONGEST_SHOWN]
            say(f"· 第{parsed.first_line}行起“{first}”：{parsed.no_document}")
            continue
        say(f"· {parsed.data.get('title') or '（没有标题）'}")
        say(f"  写入：{out.path}" if out.path else f"  没有写：{out.why_not}")
        for finding in parsed.findings[:_MOST_SHOWN]:
            say(f"  缺：{finding}")
        for doubt in parsed.uncertain[:_MOST_SHOWN]:
            say(f"  存疑：{doubt}")
        more = len(parsed.findings[_MOST_SHOWN:]) + len(parsed.uncertain[_MOST_SHOWN:])
        if more:
            say(f"  还有 {more} 处，见 --json")
    reasons = Counter(entry.reason for entry in text.ledger if not entry.is_said_by_the_page)
    if reasons:
        told = "，".join(f"{reason} {count} 处" for reason, count in reasons.most_common(_MOST_SHOWN))
        say(f"  改动：{told}{'……' if len(reasons) > _MOST_SHOWN else ''}")
