"""The road of a program that renders thousands: a document's data as a bare body, its .docx at once.

What FastAPI asks of every question costs more than such a document; here nothing is asked that this one needs not. All
else goes on to the application, which has the same question in its description and gives the same answer.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gongwen.serving import work
from gongwen.serving.routes import RENDER, Rendering
from gongwen.serving.uploads import attachment
from gongwen.serving.work import Given

__all__ = ["QuickRoad"]

SHORT = 8 * 1024
"""So many bytes of data are a few pages: less than a millisecond of work, and a hop to a thread costs half of that."""
_SLOW_TO_SET = b'"table"'
"""A table takes ten times as long as text of its length; such data is set where nobody waits for it."""
_USUAL = Rendering()


class QuickRoad:
    """Answers the short questions itself, in the event loop; any other goes on to ``app``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        how = _asked(scope)
        if how is None:
            await self._app(scope, receive, send)
            return
        body = await _whole(receive)
        if not body.startswith(b"{") or _SLOW_TO_SET in body:
            await self._app(scope, _Again(body, receive), send)
            return
        made = work.render(Given(body), how.asked(), how.to)
        headers = [
            (b"content-type", made.media_type.encode()),
            (b"content-length", b"%d" % len(made.content)),
            *((name.lower().encode(), value.encode()) for name, value in attachment(made.title, made.ending).items()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": made.content})


def _asked(scope: Scope) -> Rendering | None:
    """How a short document is to look; None for any other question, and for one that has to be refused."""
    if scope["type"] != "http" or scope["path"] != RENDER or scope["method"] != "POST":
        return None
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"")
    if not length.isdigit() or int(length) > SHORT or headers.get(b"content-type", b"").startswith(b"multipart/"):
        return None
    if not scope["query_string"]:
        return _USUAL
    try:
        how = Rendering.model_validate(dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True)))
    except (ValidationError, ValueError):
        return None
    return how if how.to == _USUAL.to else None


async def _whole(receive: Receive) -> bytes:
    pieces = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        pieces.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(pieces)


class _Again:
    """Gives a body that was read already, and then whatever comes."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}
