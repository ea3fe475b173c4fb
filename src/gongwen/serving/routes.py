"""The questions of the API that are answered at once: each takes bytes and gives bytes or plain data."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from gongwen.desk.outputs import OUTPUTS
from gongwen.errors import Fault
from gongwen.serving import work
from gongwen.serving.bench import SMALL, Bench
from gongwen.serving.form import form_fields, kinds
from gongwen.serving.limits import RefusedError
from gongwen.serving.problems import MEDIA_TYPE, PROBLEM_SCHEMA
from gongwen.serving.settings import Settings
from gongwen.serving.uploads import attachment, taken
from gongwen.serving.work import Asked, Given
from gongwen.standard.profiles import PROFILES

__all__ = ["PROBLEMS", "RENDER", "Rendering", "body_of", "routes"]

_API = "/api/v1"
RENDER = f"{_API}/render"
"""The question that programs ask by the thousand; the short ones take a road of their own (``quick``)."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SCHEMAS = ("document", "batch", "check")

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": says, "content": {MEDIA_TYPE: {"schema": PROBLEM_SCHEMA}}}
    for status, says in (
        (400, "请求写得不对"),
        (401, "没有口令，或口令不对"),
        (403, "不允许这样访问"),
        (404, "没有"),
        (408, "传得太慢"),
        (409, "现在不能这样做"),
        (413, "内容太大"),
        (422, "内容有毛病，逐处列出"),
        (429, "已经在做的太多"),
        (503, "忙不过来，或超过时限"),
    )
}


class _Looks(BaseModel):
    """怎样排。"""

    model_config = ConfigDict(extra="forbid")

    profile: str | None = Field(default=None, description=f"版面：{'、'.join(PROFILES)}；不写则用单位文件的，或国标")
    even: bool = Field(default=False, description="版记排在双数页")
    preprinted: bool = Field(default=False, description="套打：不印红头，位置照留")
    draft: bool = Field(default=False, description="草稿：缺要素、不合规定的也照样排出")

    def asked(self) -> Asked:
        return Asked(self.profile or None, self.even, self.preprinted, self.draft)


class Rendering(_Looks):
    """怎样排，写成什么。"""

    to: str = Field(default="docx", description="写成什么；可用的见 /api/v1 的 outputs")


class _Check(BaseModel):
    """照什么查。"""

    model_config = ConfigDict(extra="forbid")

    profile: str | None = Field(default=None, description="本单位的版面：国标、通行")
    shown: bool = Field(default=False, description="连各面（毛病标在上面）和各段的样子一起给出，供网页显示")


def body_of(field: str, says: str, *further: tuple[str, str], bare: bool = True) -> dict[str, Any]:
    """How OpenAPI describes what a question takes: a bare body, or a form with that field and further ones."""
    binary = {"type": "string", "contentMediaType": "application/octet-stream"}
    listed = {"type": "array", "items": binary}
    properties: dict[str, Any] = {field: {**binary, "description": says}}
    properties |= {name: {**(listed if name == "picture" else binary), "description": words} for name, words in further}
    form = {"schema": {"type": "object", "required": [field], "properties": properties}}
    content: dict[str, Any] = {"application/octet-stream": {"schema": binary}} if bare else {}
    return {"requestBody": {"required": True, "content": {**content, "multipart/form-data": form}}}


_SOURCE = ("source", "源文件、公文数据（JSON）或 .docx")
_UNIT = ("unit", "单位文件")
_PICTURE = ("picture", "源文件里写的图片，文件名与源文件里的相同，不管文件夹")


def _binary(*media: str) -> dict[int | str, dict[str, Any]]:
    content = {one: {"schema": {"type": "string", "contentMediaType": one}} for one in media}
    return {200: {"description": "文件的字节", "content": content}}


def routes(bench: Bench, settings: Settings) -> APIRouter:
    """All questions that are answered at once."""
    router = APIRouter(prefix=_API, responses=PROBLEMS)
    limits = settings.limits

    @router.get("", summary="这个服务会什么", tags=["会什么"])
    async def about() -> dict[str, Any]:
        import gongwen  # noqa: PLC0415 - the version

        listed = [
            {"name": one.name, "chinese": one.chinese, "ending": one.ending, "media_type": one.media_type}
            for one in OUTPUTS.values()
        ]
        return {
            "version": gongwen.__version__,
            "outputs": listed,
            "features": {"register": settings.register is not None},
            "profiles": list(PROFILES),
            "limits": limits.to_dict(),
        }

    @router.get("/kinds", summary="文种", tags=["会什么"])
    async def all_kinds() -> list[dict[str, Any]]:
        return list(kinds())

    @router.get(
        "/kinds/{kind}/specimen",
        summary="一个文种的样稿（源文件）",
        tags=["会什么"],
        responses=_binary("text/markdown"),
    )
    async def specimen(kind: str) -> Response:
        text = await bench.quickly(work.specimen_source, kind)
        return Response(text, media_type="text/markdown; charset=utf-8")

    @router.get("/form", summary="可以填的各项", tags=["会什么"])
    async def form() -> list[dict[str, Any]]:
        return list(form_fields())

    @router.get("/schema/{name}", summary="数据的 JSON Schema：document、batch、check", tags=["会什么"])
    async def schema(name: str) -> dict[str, Any]:
        return await bench.quickly(_schema, name)

    @router.get("/rules", summary="检查的规则", tags=["会什么"])
    async def all_rules() -> list[dict[str, Any]]:
        return await bench.quickly(_rules, None)

    @router.get("/rules/{id_}", summary="一条规则", tags=["会什么"])
    async def rule(id_: str) -> list[dict[str, Any]]:
        return await bench.quickly(_rules, id_)

    async def made(given: Given, asked: Asked, form: str) -> Response:
        do = bench.quickly if work.is_small(given, SMALL) else bench.do
        file = await do(work.render, given, asked, form)
        return Response(file.content, media_type=file.media_type, headers=attachment(file.title, file.ending))

    media = tuple(one.media_type.partition(";")[0] for one in OUTPUTS.values())

    @router.post(
        RENDER.removeprefix(_API),
        summary="排成 .docx 或别的文件",
        tags=["做"],
        response_class=Response,
        responses=_binary(*media),
        openapi_extra=body_of(*_SOURCE, _UNIT, _PICTURE),
    )
    async def render(request: Request, looks: Annotated[Rendering, Query()]) -> Response:
        upload = await taken(request, limits)
        return await made(upload.given(), looks.asked(), looks.to)

    @router.post(
        "/template/render",
        summary="填进自己的模板",
        tags=["做"],
        response_class=Response,
        responses=_binary(_WORD),
        openapi_extra=body_of(*_SOURCE, ("template", "模板 .docx（必填）"), _UNIT, _PICTURE, bare=False),
    )
    async def render_template(request: Request, looks: Annotated[_Looks, Query()]) -> Response:
        upload = await taken(request, limits)
        upload.one("template")
        return await made(upload.given(), looks.asked(), "docx")

    @router.post(
        "/preview",
        summary="版面、毛病和说明，供网页显示",
        tags=["做"],
        openapi_extra=body_of(*_SOURCE, _UNIT, _PICTURE),
    )
    async def preview(request: Request, looks: Annotated[_Looks, Query()]) -> JSONResponse:
        given = (await taken(request, limits)).given()
        do = bench.quickly if work.is_small(given, SMALL) else bench.do
        return JSONResponse(await do(work.preview, given, looks.asked()))

    @router.post(
        "/preview/check",
        summary="草稿排成文件后检查，连文字一起查",
        tags=["做"],
        openapi_extra=body_of(*_SOURCE, _UNIT, _PICTURE),
    )
    async def check_draft(request: Request, looks: Annotated[_Looks, Query()]) -> JSONResponse:
        given = (await taken(request, limits)).given()
        return JSONResponse(await bench.do(work.check_draft, given, looks.asked()))

    @router.post(
        "/import",
        summary="打好的、粘贴来的文字和旧的 .docx 认成公文",
        tags=["做"],
        openapi_extra=body_of("source", "文字或 .docx"),
    )
    async def import_text(request: Request) -> JSONResponse:
        given = (await taken(request, limits)).given()
        return JSONResponse(await bench.do(work.import_text, given.source))

    @router.post("/check", summary="检查 .docx", tags=["做"], openapi_extra=body_of("file", ".docx", _UNIT))
    async def check(request: Request, how: Annotated[_Check, Query()]) -> JSONResponse:
        upload = await taken(request, limits, "file")
        part, unit = upload.one("file"), upload.maybe("unit")
        asked = Asked(how.profile or None)
        told = await bench.do(_checked, part.content, asked, unit.content if unit else None, how.shown)
        return JSONResponse({**told, "file": part.name or None})

    @router.post(
        "/annotate",
        summary="毛病写进批注的副本",
        tags=["做"],
        response_class=Response,
        responses=_binary(_WORD),
        openapi_extra=body_of("file", ".docx", _UNIT),
    )
    async def annotate(request: Request) -> Response:
        upload = await taken(request, limits, "file")
        part, unit = upload.one("file"), upload.maybe("unit")
        content = await bench.do(work.annotate, part.content, Asked(), unit.content if unit else None)
        return Response(content, media_type=_WORD, headers=attachment(f"{_stem(part.name)}（批注）", ".docx"))

    @router.post(
        "/fix",
        summary="改好了的副本",
        tags=["做"],
        response_class=Response,
        responses=_binary(_WORD),
        openapi_extra=body_of("file", ".docx"),
    )
    async def fix(request: Request) -> Response:
        part = (await taken(request, limits, "file")).one("file")
        content = await bench.do(work.fix, part.content)
        return Response(content, media_type=_WORD, headers=attachment(f"{_stem(part.name)}（改正）", ".docx"))

    return router


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name or "公文"


def _checked(content: bytes, asked: Asked, unit: bytes | None, shown: bool) -> dict[str, Any]:
    return work.check(content, asked, unit, shown=shown)


def _schema(name: str) -> dict[str, Any]:
    if name == "document":
        from gongwen.model import Document  # noqa: PLC0415 - each question loads what it uses

        return Document.model_json_schema()
    if name == "batch":
        from gongwen.batching.schema import batch_schema  # noqa: PLC0415

        return dict(batch_schema())
    if name == "check":
        from gongwen.checking.schema import check_schema  # noqa: PLC0415

        return dict(check_schema())
    allowed = "、".join(_SCHEMAS)
    raise RefusedError(Fault("no-such-schema", "没有这种数据", "换成可用的一种", value=name, allowed=allowed), 404)


def _rules(id_: str | None) -> list[dict[str, Any]]:
    from gongwen.checking.rulebook import explained, rulebook  # noqa: PLC0415

    entries = rulebook() if id_ is None else explained(id_)
    if not entries:
        raise RefusedError(Fault("unknown-rule", "没有这条规则", "看 /api/v1/rules 列出的编号", value=id_), 404)
    return [entry.to_dict() for entry in entries]
