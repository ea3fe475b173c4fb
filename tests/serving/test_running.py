"""The connections of the server: an answer leaves at once, on sockets that processes share, too."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from uvicorn.server import ServerState

from gongwen.serving.running import PromptProtocol


async def _answers(scope: object, receive: object, send: object) -> None:
    raise AssertionError("nothing is asked")


def test_no_answer_waits_until_the_caller_confirms_its_head() -> None:
    config = uvicorn.Config(_answers, log_level="error")
    config.load()
    connected: asyncio.Queue[asyncio.BaseTransport] = asyncio.Queue()

    class Watched(PromptProtocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            connected.put_nowait(transport)

    async def option() -> int:
        loop = asyncio.get_running_loop()
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # as uvicorn opens it for its workers
        listening.bind(("127.0.0.1", 0))

        def made() -> asyncio.Protocol:
            protocol: asyncio.Protocol = Watched(config=config, server_state=ServerState(), app_state={}, _loop=loop)
            return protocol

        async with await loop.create_server(made, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            transport = await connected.get()
            told: int = transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            writer.close()
            await writer.wait_closed()
            return told

    assert asyncio.run(option()) != 0
