"""The MCP server: tools that ask the desk, and resources to read - a specimen of every kind, a page of every rule."""

from __future__ import annotations

import base64
import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Annotated, Any, Literal, ParamSpec, TypeVar
from urllib.parse import unquote

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from pydantic import Field

import gongwen
from gongwen.assistants.files import Folders, from_base64
from gongwen.checking.rulebook import explained, rulebook
from gongwen.choosing import grammar
from gongwen.desk import Prepared, prepare
from gongwen.desk.outputs import OUTPUTS
from gongwen.desk.reading import read_any, told_of_document, told_of_reading
from gongwen.errors import Fault, GongwenError, InputError
from gongwen.model import Document
from gongwen.reading.source_text import to_source
from gongwen.reading.unit import Unit
from gongwen.specimens import specimen, specimen_kinds
from gongwen.standard.kinds import KINDS

__all__ = ["create_server"]

_P = ParamSpec("_P")
_R = TypeVar("_R")
_ABOUT = """中国党政机关公文（GB/T 9704-2012）。先用 kinds 看文种和样稿，把要写的内容照样稿写成源文件，
用 render 排成 .docx；杂乱的文字先用 import_text 认成源文件。
排之前看 findings，照 cure 改。不要编造发文字号、日期、机关名称。"""

_Text = Annotated[str | None, Field(description="内容本身：源文件、公文数据（JSON）或别的文字")]
_Base64 = Annotated[str | None, Field(description="文件的字节，base64")]
_Path = Annotated[str | None, Field(description="启动时给的文件夹里的文件")]
_Output = Annotated[str | None, Field(description="写成启动时给的文件夹里的这个新文件；不写则以 base64 给出")]


def create_server(folders: Folders | None = None) -> MCPServer:
    """The server, for any transport of the SDK."""
    within = folders or Folders()
    server = MCPServer("gongwen", title="公文", instructions=_ABOUT, version=gongwen.__version__)

    def taken(text: str | None, file: str | None, path: str | None) -> bytes:
        given = [one for one in (text, file, path) if one is not None]
        if len(given) != 1:
            cure = "写 text、base64、path 里的一个"
            raise InputError(Fault("wrong-arguments", f"内容给了 {len(given)} 份，应是一份", cure))
        if path is not None:
            return within.read(path)
        return from_base64(file) if file is not None else (text or "").encode("utf-8", "surrogatepass")

    def delivered(content: bytes, output: str | None) -> dict[str, Any]:
        if output is None:
            return {"base64": base64.b64encode(content).decode("ascii"), "bytes": len(content)}
        within.write(output, content)
        return {"path": output, "bytes": len(content)}

    @server.tool(title="文种和样稿")
    @_in_words
    def kinds() -> list[dict[str, str]]:
        """全部文种：名称、用什么格式、行文方向，和样稿的资源地址。"""
        return [
            {
                "kind": kind.value,
                "form": KINDS[kind].form.value,
                "direction": KINDS[kind].direction.value,
                "specimen": f"gongwen://specimens/{KINDS[kind].english}",
            }
            for kind in specimen_kinds()
        ]

    @server.tool(title="排成公文")
    @_in_words
    def render(
        text: _Text = None,
        base64: _Base64 = None,
        path: _Path = None,
        to: Annotated[str, Field(description="docx、html、md、json，这一版有时还有 pdf、ofd")] = "docx",
        profile: Annotated[Literal["国标", "通行"] | None, Field(description="版面，缺省国标")] = None,
        draft: Annotated[bool, Field(description="草稿：缺要素、不合规定的也照样排出")] = False,
        unit: Annotated[str | None, Field(description="单位文件的文字")] = None,
        output: _Output = None,
    ) -> dict[str, Any]:
        """把源文件、公文数据或 .docx 排成文件；findings 是还不合规定的地方，remarks 是排版时作的决定。"""
        prepared = prepare(
            taken(text, base64, path),
            unit=None if unit is None else Unit.load(unit.encode()),
            profile=profile,
            draft=draft,
        )
        content = _content(prepared, to)
        return {
            "title": prepared.document.title,
            "findings": [fault.to_dict() for fault in prepared.findings],
            "remarks": [*map(str, prepared.ledger), *prepared.remarks],
            **(
                {"text": content.decode()}
                if to in ("md", "json", "html") and output is None
                else delivered(content, output)
            ),
        }

    @server.tool(title="认成公文")
    @_in_words
    def import_text(text: _Text = None, base64: _Base64 = None, path: _Path = None) -> dict[str, Any]:
        """把打好的、粘贴来的文字或旧的 .docx 认成公文：每份的源文件、没把握的地方、缺的要素、改了什么。"""
        reading = read_any(taken(text, base64, path))
        documents = [
            {
                **told_of_document(one),
                "source": None if one.document is None else to_source(one.document, grammar=grammar),
            }
            for one in reading.documents
        ]
        return {**told_of_reading(reading), "documents": documents, "ledger": list(map(str, reading.ledger))}

    @server.tool(title="检查")
    @_in_words
    def check(text: _Text = None, base64: _Base64 = None, path: _Path = None) -> dict[str, Any]:
        """检查 .docx（base64 或 path），或源文件（text）排成以后的样子：哪里、哪一条、怎么改。"""
        content = taken(text, base64, path)
        given: bytes | Document = content
        if not content.startswith(b"PK"):
            given = prepare(content, draft=True).document
        return gongwen.check(given).to_dict()

    @server.tool(title="检查的规则")
    @_in_words
    def rules(
        id: Annotated[str | None, Field(description="编号，如 9704-7.2.5-c；不写则列出全部编号和名称")] = None,
    ) -> list[dict[str, Any]]:
        """一条规则的条款、强度、正反例；不写编号就列出全部规则的名称。"""
        if id is None:
            return [{"id": one.id, "name": one.name, "severity": one.severity} for one in rulebook()]
        found = explained(id)
        if not found:
            raise InputError(Fault("unknown-rule", "没有这条规则", "不写编号，看列出的", value=id))
        return [entry.to_dict() for entry in found]

    @server.tool(title="改正")
    @_in_words
    def fix(base64: _Base64 = None, path: _Path = None, output: _Output = None) -> dict[str, Any]:
        """把 .docx 里不必问人就能改的地方改好；列出改了什么，和还要人改的。"""
        fixed = gongwen.fix(taken(None, base64, path))
        return {**delivered(fixed.content, output), **fixed.to_dict()}

    _add_resources(server)
    return server


def _add_resources(server: MCPServer) -> None:
    for kind in specimen_kinds():
        _add_specimen(server, kind.value, KINDS[kind].english)

    @server.resource("gongwen://rules/{id}", title="一条规则", mime_type="application/json")
    def rule(id: str) -> str:
        """一条规则的条款、强度、正反例。"""
        found = explained(unquote(id))
        if not found:
            raise ResourceNotFoundError(f"没有这条规则：{id}。看 rules 列出的编号")
        return json.dumps([entry.to_dict() for entry in found], ensure_ascii=False, indent=1)


def _add_specimen(server: MCPServer, kind: str, english: str) -> None:
    @server.resource(f"gongwen://specimens/{english}", title=f"{kind}的样稿", mime_type="text/markdown")
    def one() -> str:
        return specimen(kind)


def _content(prepared: Prepared, to: str) -> bytes:
    if to in OUTPUTS:
        return OUTPUTS[to].make(prepared)
    writer = getattr(gongwen, f"to_{to}") if f"to_{to}" in gongwen.__all__ else None
    if writer is None:
        further = [name for name in ("pdf", "ofd") if f"to_{name}" in gongwen.__all__]
        allowed = "、".join((*OUTPUTS, *further))
        raise InputError(Fault("wrong-ending", "写不了这种文件", "换成可用的一种", value=to, allowed=allowed))
    made: bytes = writer(prepared.document, profile=prepared.profile, draft=prepared.draft)
    return made


@contextmanager
def _told() -> Iterator[None]:
    """What is refused reaches whoever asked, with its cure; the SDK hides the words of all other exceptions."""
    try:
        yield
    except GongwenError as error:
        raise ToolError(str(error)) from error


def _in_words(tool: Callable[_P, _R]) -> Callable[_P, _R]:
    @wraps(tool)
    def asked(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with _told():
            return tool(*args, **kwargs)

    # The SDK reads the types of the arguments here, where their names are known.
    asked.__signature__ = inspect.signature(tool, eval_str=True)  # type: ignore[attr-defined]
    asked.__annotations__ = inspect.get_annotations(tool, eval_str=True)
    return asked
