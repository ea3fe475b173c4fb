"""The application: the API, its description, the files of the page, and the guard before all of them."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import python_multipart  # noqa: F401 - forms need it; whether it is there is known before the first one comes
from fastapi import FastAPI
from fastapi.responses import FileResponse
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

import gongwen
from gongwen.batching.workers import usable_cores
from gongwen.serving.batch_routes import batch_routes
from gongwen.serving.batches import Shelf
from gongwen.serving.bench import Bench
from gongwen.serving.guard import Guard
from gongwen.serving.problems import add_handlers
from gongwen.serving.quick import QuickRoad
from gongwen.serving.routes import routes
from gongwen.serving.settings import Settings

__all__ = ["create_app"]

_PAGE = Path(__file__).parent / "page"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
_ABOUT = """把公文当数据：给源文件、公文数据或 .docx，得 .docx、预览、毛病。

内容放在请求体里，或放在 multipart/form-data 的表单里；请求里的文件名只是名字，一个也不打开。
出错时是 RFC 9457 的 application/problem+json，faults 逐处列出毛病。"""


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The whole application of the server, for any ASGI server.

    >>> from fastapi.testclient import TestClient
    >>> with TestClient(create_app(), base_url="http://127.0.0.1") as client:
    ...     client.get("/api/v1/kinds").json()[0]["name"]
    '决议'
    """
    given = settings or Settings()
    bench = Bench(max(1, usable_cores() // given.workers), given.limits)
    shelf = Shelf(given.folder, given.limits)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        await bench.start()
        try:
            yield
        finally:
            await bench.stop()

    app = FastAPI(
        title="gongwen",
        description=_ABOUT,
        version=gongwen.__version__,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        openapi_url="/api/openapi.json",
    )
    add_handlers(app)
    app.include_router(routes(bench, given))
    app.include_router(batch_routes(bench, shelf, given))

    @app.get("/api/docs", include_in_schema=False)
    async def docs() -> Response:
        return _file("docs.html")

    for path in sorted(_PAGE.iterdir()):
        _add_file(app, path.name)
    _add_file(app, "index.html", "/")
    return _Whole(Guard(QuickRoad(app), given), app)


class _Whole:
    """The guarded application; what FastAPI knows of it (``openapi``) stays at hand."""

    def __init__(self, guard: Guard, inner: FastAPI) -> None:
        self._guard, self.inner = guard, inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._guard(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        """The description of the API."""
        return self.inner.openapi()


def _add_file(app: FastAPI, name: str, address: str | None = None) -> None:
    """A file of the page under its name; no other file has an address."""

    async def file() -> Response:
        return _file(name)

    app.add_api_route(address or f"/{name}", file, include_in_schema=False, methods=["GET", "HEAD"])


def _file(name: str) -> FileResponse:
    path = _PAGE / name
    media = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(path, media_type=media)
