"""What is said where a question cannot be answered: a problem of RFC 9457 that carries our faults."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from gongwen.errors import Fault, GongwenError, InputError, MissingPackageError, system_fault
from gongwen.model import faults_of
from gongwen.serving.limits import RefusedError

__all__ = ["MEDIA_TYPE", "PROBLEM_SCHEMA", "add_handlers", "problem"]

_LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_TITLES: Mapping[int, str] = MappingProxyType(
    {
        400: "请求写得不对",
        401: "没有口令，或口令不对",
        403: "不允许这样访问",
        404: "没有这个地址",
        405: "这个地址不能这样问",
        408: "传得太慢",
        409: "现在不能这样做",
        413: "内容太大",
        415: "不认识这种内容",
        422: "内容有毛病",
        429: "已经在做的太多",
        500: "程序内部出错",
        503: "现在忙不过来",
    }
)
_AGAIN_AFTER = "2"

PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457 的说明，faults 是逐处的毛病",
    "required": ["type", "title", "status", "detail", "faults"],
    "properties": {
        "type": {"type": "string", "description": "urn:gongwen:problem:代号；代号见“毛病的代号”"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message", "cure"],
                "properties": {
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "cure": {"type": "string"},
                },
            },
        },
    },
}


def problem(faults: Iterable[Fault], status: int, instance: str = "") -> JSONResponse:
    """The answer that tells these faults."""
    told = tuple(faults)
    data = {
        "type": f"urn:gongwen:problem:{told[0].code}" if told else "about:blank",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": "\n".join(map(str, told)),
        **({"instance": instance} if instance else {}),
        "faults": [fault.to_dict() for fault in told],
    }
    headers = {"Retry-After": _AGAIN_AFTER} if status in (429, 503) else {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(data, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def of_error(error: Exception) -> tuple[tuple[Fault, ...], int]:
    """The faults of an error and the status of its answer."""
    if isinstance(error, RefusedError):
        return error.faults, error.status
    if isinstance(error, MissingPackageError):
        return error.faults, 503
    if isinstance(error, GongwenError):
        return error.faults, 422
    if isinstance(error, ClientDisconnect):  # nobody reads it
        return (Fault("request-stalled", "没有传完就断开了", "检查网络，重新传"),), 408
    if isinstance(error, OSError):
        return (system_fault(error),), 503
    _LOG.error("%s", type(error).__name__, exc_info=error)
    said = Fault(
        "internal-error", f"程序内部出错（{type(error).__name__}）", "请把输入文件发给维护者；详情在启动它的窗口里"
    )
    return (said,), 500


_BY_STATUS: Mapping[int, tuple[str, str, str]] = MappingProxyType(
    {
        404: ("no-such-address", "没有这个地址", "看 /api/docs 里列出的"),
        405: ("wrong-method", "这个地址不能这样问", "看 /api/docs 里列出的"),
    }
)


def add_handlers(app: FastAPI) -> None:
    """Whatever goes wrong in an application is answered by a problem."""

    async def refused(request: Request, error: Exception) -> JSONResponse:
        faults, status = of_error(error)
        return problem(faults, status, request.url.path)

    async def unreadable(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        listed = [{**one, "loc": one["loc"][1:] or one["loc"]} for one in error.errors()]
        return problem(faults_of(listed), 422, request.url.path)

    async def not_there(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        code, message, cure = _BY_STATUS.get(
            error.status_code, ("bad-request", "请求写得不对", "看 /api/docs 里的写法")
        )
        answer = problem([Fault(code, message, cure, value=request.url.path)], error.status_code, request.url.path)
        answer.headers.update(error.headers or {})
        return answer

    app.add_exception_handler(GongwenError, refused)
    app.add_exception_handler(InputError, refused)
    app.add_exception_handler(OSError, refused)
    app.add_exception_handler(ClientDisconnect, refused)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(HTTPException, not_there)
    app.add_exception_handler(Exception, refused)
