"""Who may ask, how much and how slowly, before anything of the application sees a request.

A page of another server cannot ask on the clerk's behalf: its name is not ours (Host, against names that are turned to
this machine), its origin is not ours, and the answers may not be shown in it.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import socket
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import overload
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gongwen.errors import Fault
from gongwen.serving.limits import RefusedError, refusal
from gongwen.serving.problems import of_error, problem
from gongwen.serving.settings import LOOPBACK, Settings

__all__ = ["Guard", "host_name"]

API = "/api/"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# What asks with a token has shown it; the page's own files and its documentation hold no secret.
_OPEN_TO_ALL = ("/api/docs", "/api/openapi.json")

_KEEPING: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            "font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self' blob:; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'"
        ),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
    }
)
"""What keeps an answer to itself."""


def _prepared(cached: str) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((name.encode(), value.encode()) for name, value in {**_KEEPING, "cache-control": cached}.items())


# Written out once: they stand in every answer.
_OF_THE_API, _OF_THE_PAGE = _prepared("no-store"), _prepared("no-cache")
_SHOWN_ELSEWHERE = "Content-Disposition, Location, Retry-After"


def host_name(value: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("127.0.0.1:8765"), host_name("[::1]:8765"), host_name("Localhost")
    ('127.0.0.1', '::1', 'localhost')
    """
    address, closed, port = value[1:].partition("]")
    if value.startswith("[") and closed:
        return address.lower() if not port or port.startswith(":") else value
    return value.partition(":")[0].lower().rstrip(".")


class Guard:
    """Lets through what may be asked, and bounds what it takes."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings, self._limits = app, settings, settings.limits
        own = () if settings.is_of_this_machine else (settings.host, socket.gethostname())
        self._names = {name.lower() for name in (*LOOPBACK, *own, *settings.names)}
        self._running = self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = _Said(scope["headers"])
        origin = headers.get("origin")
        named = origin is not None and origin in self._settings.origins
        answering = _Answering(send, origin if named else None, api=scope["path"].startswith(API))
        try:
            self._admit(scope, headers, named=named)
            if named and scope["method"] == "OPTIONS":
                await _allowed()(scope, receive, answering)
                return
            self._running += 1
            taking = _Taking(self, receive, _length(headers))
            try:
                await self._app(scope, taking, answering)
            finally:
                self._running -= 1
                self._held -= taking.taken
        except Exception as error:
            if answering.ended:  # told already, and told to whoever keeps the server, too
                return
            if answering.begun:
                raise
            faults, status = of_error(error)
            await problem(faults, status, scope["path"])(scope, receive, answering)

    def _admit(self, scope: Scope, headers: _Said, *, named: bool) -> None:
        """Raises :class:`RefusedError` for whoever may not ask."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            cure = "用 http://127.0.0.1 打开；在别的名字下用，启动时写 --name"
            raise RefusedError(Fault("unknown-host", "不在这个名字下应答", cure, value=host or "（空）"), 403)
        origin = headers.get("origin")
        # A browser says where a page comes from; other programs say nothing.
        strange = origin is not None and not named and urlsplit(origin).netloc.lower() != host.lower()
        strange |= headers.get("sec-fetch-site") == "cross-site" and not named and scope["path"].startswith(API)
        if strange and (scope["method"] not in _SAFE_METHODS or scope["path"].startswith(API)):
            cure = "在这个服务自己的网页里用；别的网页要用，启动时写 --origin"
            raise RefusedError(Fault("foreign-page", "别的网页不能这样问", cure, value=origin), 403)
        if self._settings.token is not None and _needs_token(scope, named=named):
            given = headers.get("authorization", "").removeprefix("Bearer ").encode("latin-1")
            if not hmac.compare_digest(given, self._settings.token.encode()):
                cure = "用启动时窗口里写的网址打开；程序里写 Authorization: Bearer 口令"
                raise RefusedError(Fault("wrong-token", "没有口令，或口令不对", cure), 401)
        if self._running >= self._limits.requests:
            raise refusal("requests", self._limits)
        if _length(headers) > self._limits.body:
            raise refusal("body", self._limits)

    def _is_ours(self, host: str) -> bool:
        name = host_name(host)
        if name in self._names:
            return True
        if self._settings.is_of_this_machine:
            return False
        try:  # an address is no name that somebody could turn elsewhere
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def take(self, taking: _Taking, size: int) -> None:
        """Count bytes that a request brings. Raises :class:`RefusedError` beyond a limit."""
        taking.taken += size
        self._held += size
        if taking.taken > self._limits.body:
            raise refusal("body", self._limits)
        if self._held > self._limits.held:
            raise refusal("held", self._limits)

    async def next(self, receive: Receive, left: float) -> Message:
        """The next piece of a request, which must not be long in coming."""
        silence = self._limits.silence
        try:
            return await asyncio.wait_for(receive(), min(silence, left))
        except asyncio.TimeoutError:
            raise refusal("silence" if silence < left else "receiving", self._limits) from None


class _Taking:
    """Receives a request piece by piece within the limits."""

    def __init__(self, guard: Guard, receive: Receive, announced: int) -> None:
        self._guard, self._receive = guard, receive
        self._end = asyncio.get_running_loop().time() + guard._limits.receiving
        self._whole = False
        self.taken = 0

    async def __call__(self) -> Message:
        if self._whole:  # whoever waits for the caller to go away may wait
            return await self._receive()
        left = self._end - asyncio.get_running_loop().time()
        message = await self._guard.next(self._receive, max(left, 0.0))
        if message["type"] == "http.request":
            self._whole = not message.get("more_body", False)
            self._guard.take(self, len(message.get("body", b"")))
        return message


class _Answering:
    """Sends an answer with the headers that keep it to itself."""

    def __init__(self, send: Send, origin: str | None, *, api: bool) -> None:
        self._send, self._origin, self._api = send, origin, api
        self.begun = self.ended = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            message = {**message, "headers": self._kept_to_itself(message["headers"])}
        await self._send(message)
        self.ended = message["type"] == "http.response.body" and not message.get("more_body", False)

    def _kept_to_itself(self, said: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        headers = list(said)
        names = {name.lower() for name, _ in headers}
        headers += [one for one in (_OF_THE_API if self._api else _OF_THE_PAGE) if one[0] not in names]
        if self._origin is not None:
            shown = MutableHeaders(raw=headers)
            shown["Access-Control-Allow-Origin"] = self._origin
            shown["Access-Control-Expose-Headers"] = _SHOWN_ELSEWHERE
            shown["Cross-Origin-Resource-Policy"] = "cross-origin"
            shown.add_vary_header("Origin")
        return headers


class _Said:
    """What the headers of a request say; of one that is there twice, the first counts."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self._values = dict(reversed(tuple(raw)))

    @overload
    def get(self, name: str) -> str | None: ...
    @overload
    def get(self, name: str, default: str) -> str: ...
    def get(self, name: str, default: str | None = None) -> str | None:
        value = self._values.get(name.encode())
        return default if value is None else value.decode("latin-1")


def _needs_token(scope: Scope, *, named: bool) -> bool:
    path = scope["path"]
    if not path.startswith(API) or _is_one_of(path, _OPEN_TO_ALL):
        return False
    return not (named and scope["method"] == "OPTIONS")


def _is_one_of(path: str, paths: Iterable[str]) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in paths)


def _allowed() -> Response:
    """What a named page is told that it may ask."""
    headers = {
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Max-Age": "600",
    }
    return Response(status_code=204, headers=headers)


def _length(headers: _Said) -> int:
    """How much a request announces; what is no number the server before us has refused."""
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0
