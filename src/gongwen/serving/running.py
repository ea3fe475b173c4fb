"""Starts the server on a port of its own and opens the page in the browser."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from gongwen.errors import Fault, InputError
from gongwen.serving.app import create_app
from gongwen.serving.limits import Limits
from gongwen.serving.settings import Settings

__all__ = ["PromptProtocol", "app_from_environment", "serve"]

USUAL_PORT = 8765
_SETTINGS = "GONGWEN_SERVE"
_APPLICATION = "gongwen.serving.running:app_from_environment"
_HOW: dict[str, Any] = {
    "factory": True,
    "http": "gongwen.serving.running:PromptProtocol",
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "timeout_keep_alive": 15,
    "timeout_graceful_shutdown": 5,
    "ws": "none",
}
_WAITING_SECONDS = 20.0


class PromptProtocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type] # a variable: which of its two uvicorn has
    """uvicorn's protocol whose answers leave at once.

    It writes the head and the body of an answer apart. On the sockets that its workers share asyncio leaves Nagle's
    algorithm on, and the body waits 40 ms until the caller confirms the head.
    """

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin with a connection."""
        connected = transport.get_extra_info("socket")
        with suppress(OSError):  # the caller may be gone already
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)


def serve(settings: Settings, *, browser: bool) -> None:
    """Serve until interrupted. Raises :class:`~gongwen.InputError` where the port is taken."""
    listening = _listen(settings)
    settings = replace(settings, port=listening.getsockname()[1])
    if not settings.is_of_this_machine and settings.token is None:
        settings = replace(settings, token=secrets.token_urlsafe(24))
    address = address_of(settings)
    print(f"在浏览器里打开 {address}", file=sys.stderr)
    print(
        "按 Ctrl+C 停下。" if sys.stdin and sys.stdin.isatty() else "关掉这个窗口就停下。", file=sys.stderr, flush=True
    )
    if browser:
        threading.Thread(target=_open_when_ready, args=(settings, address), daemon=True).start()
    os.environ[_SETTINGS] = _written(settings)
    if settings.workers > 1:  # they open the port themselves, one after the other
        listening.close()
        uvicorn.run(_APPLICATION, host=settings.host, port=settings.port, workers=settings.workers, **_HOW)
        return
    with suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(_APPLICATION, **_HOW)).run(sockets=[listening])


def address_of(settings: Settings) -> str:
    """Where the page is; the token stands behind ``#``, which no server and no log sees."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{settings.port}/" + (f"#token={settings.token}" if settings.token else "")


def app_from_environment() -> Any:
    """The application of one process of the server."""
    data = json.loads(os.environ[_SETTINGS])
    data["limits"] = Limits(**data["limits"])
    for name in ("names", "origins"):
        data[name] = tuple(data[name])
    for name in ("register", "folder"):
        data[name] = Path(data[name]) if data[name] else None
    return create_app(Settings(**data))


def _written(settings: Settings) -> str:
    data = {**asdict(settings), "limits": settings.limits._asdict()}
    return json.dumps(data, default=str)


def _listen(settings: Settings) -> socket.socket:
    """A socket that listens where it was asked; on the usual port, or a free one where that is taken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    ports = (settings.port,) if settings.port else (USUAL_PORT, 0)
    for port in ports:
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((settings.host, port))
        except OSError:
            listening.close()
            continue
        listening.listen(1024)
        return listening
    cure = "换一个端口，如 --port 8766；或去掉 --port，由程序找"
    raise InputError(Fault("port-taken", "这个地址或端口用不了", cure, value=f"{settings.host}:{settings.port}"))


def _open_when_ready(settings: Settings, address: str) -> None:
    end = time.monotonic() + _WAITING_SECONDS
    plain = address.partition("#")[0]
    while time.monotonic() < end:
        try:
            with urlopen(Request(plain, method="HEAD"), timeout=1):
                break
        except (URLError, OSError):
            time.sleep(0.1)
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
