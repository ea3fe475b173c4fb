"""The questions about batches: check the rows, begin, how far, stop, go on, fetch what was made."""

from __future__ import annotations

from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from gongwen.errors import Fault
from gongwen.serving.batches import FILES, BatchFile, Order, Sent, Shelf, check_rows
from gongwen.serving.bench import Bench
from gongwen.serving.limits import RefusedError
from gongwen.serving.routes import PROBLEMS, body_of
from gongwen.serving.settings import Settings
from gongwen.serving.uploads import Upload, attachment, taken
from gongwen.standard.profiles import PROFILES

__all__ = ["batch_routes"]

_TABLE = ("table", "表：.xlsx、.csv 或 .json")
_SOURCE = ("source", "带 {{ 列名 }} 的源文件")
_UNIT = ("unit", "单位文件")
_PICTURE = ("picture", "源文件、表和单位文件里写的图片，如印章；文件名与那里写的相同，不管文件夹")


class _Order(BaseModel):
    """怎样做。"""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(default=None, description="文件名的样式，如 {发文字号} {村名}.docx")
    sheet: str | None = Field(default=None, description="用哪张工作表")
    key: str | None = Field(default=None, description="靠哪一列认行")
    details: str | None = Field(default=None, description="明细在哪张工作表")
    group: str | None = Field(default=None, description="这一列相同的行并成一份")
    profile: str | None = Field(default=None, description="国标、通行")
    skip_bad: bool = Field(default=False, description="有毛病的行跳过")
    merged: bool = Field(default=True, description="另合成一个文件供打印")
    numbered: bool = Field(default=False, description="从启动时给的登记簿编号")

    def order(self, settings: Settings) -> Order:
        if self.profile and self.profile not in PROFILES:
            allowed = "、".join(PROFILES)
            raise RefusedError(
                Fault("unknown-profile", "没有这种版面", "换成可用的一种", value=self.profile, allowed=allowed), 422
            )
        if self.numbered and settings.register is None:
            cure = "启动时写 --register 登记簿.db"
            raise RefusedError(Fault("no-register", "这个服务启动时没有给登记簿", cure), 409)
        register = str(settings.register) if self.numbered else None
        return Order(
            self.name or None,
            self.sheet or None,
            self.key or None,
            self.details or None,
            self.group or None,
            self.profile or None,
            self.skip_bad,
            self.merged,
            register,
        )


def batch_routes(bench: Bench, shelf: Shelf, settings: Settings) -> APIRouter:
    """All questions about batches."""
    router = APIRouter(prefix="/api/v1/batches", responses=PROBLEMS, tags=["成批"])
    limits = settings.limits
    run = anyio.to_thread.run_sync

    @router.post(
        "/check", summary="先查：各行能不能做，会做成什么", openapi_extra=body_of(*_TABLE, _SOURCE, _UNIT, _PICTURE)
    )
    async def check(request: Request, how: Annotated[_Order, Query()]) -> JSONResponse:
        upload = await taken(request, limits, "table")
        nowhere = str(settings.folder / "未做")
        return JSONResponse(await bench.do(check_rows, _sent(upload), how.order(settings), nowhere))

    @router.post(
        "", summary="开始一批", status_code=202, openapi_extra=body_of(*_TABLE, _SOURCE, _UNIT, _PICTURE, bare=False)
    )
    async def begin(request: Request, how: Annotated[_Order, Query()]) -> JSONResponse:
        upload = await taken(request, limits, "table")
        upload.one("source")
        id_ = await run(shelf.begin, _sent(upload), how.order(settings))
        place = f"/api/v1/batches/{id_}"
        return JSONResponse(await run(shelf.told, id_), status_code=202, headers={"Location": place})

    @router.get("", summary="各批")
    async def every() -> list[dict[str, Any]]:
        return await run(shelf.all)

    @router.get("/{id_}", summary="一批做到哪里了")
    async def told(id_: str) -> dict[str, Any]:
        return await run(shelf.told, id_)

    @router.post("/{id_}/stop", summary="停下一批；做好的留着，可以接着做", status_code=202)
    async def stop(id_: str) -> dict[str, Any]:
        await run(shelf.stop, id_)
        return await run(shelf.told, id_)

    @router.post("/{id_}/resume", summary="接着做", status_code=202)
    async def resume(id_: str) -> dict[str, Any]:
        await run(shelf.resume, id_)
        return await run(shelf.told, id_)

    @router.delete("/{id_}", summary="收起一批，连同它的文件", status_code=204, response_class=Response)
    async def put_away(id_: str) -> Response:
        await run(shelf.put_away, id_)
        return Response(status_code=204)

    @router.get("/{id_}/files/{name}", summary=f"取一批做成的文件：{'、'.join(FILES)}", response_class=FileResponse)
    async def file(id_: str, name: str) -> FileResponse:
        path = await run(shelf.file, id_, name)
        return FileResponse(path, media_type="application/octet-stream", headers=attachment(path.stem, path.suffix))

    return router


def _sent(upload: Upload) -> Sent:
    table, source, unit = upload.one("table"), upload.maybe("source"), upload.maybe("unit")
    return Sent(
        BatchFile(table.name, table.content),
        source.content if source else b"",
        unit.content if unit else None,
        upload.pictures(),
    )
