"""Who may ask, how much and how slowly: every refusal names what it is about, and the server goes on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from gongwen.serving.guard import Guard
from gongwen.serving.limits import LIMITS, Limits
from gongwen.serving.settings import Settings
from gongwen.specimens import specimen

NOTICE = specimen("通知").encode()


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["faults"][0]["code"]


@pytest.mark.parametrize("host", ["evil.example.cn", "evil.example.cn:8765", "127.0.0.1.example.cn", "", "[::1].cn"])
def test_a_name_that_was_turned_to_this_machine_is_not_answered(host: str, client: Any) -> None:
    assert code(client.get("/api/v1/kinds", headers={"host": host})) == (403, "unknown-host")
    assert client.get("/", headers={"host": host}).status_code == 403


def test_this_machine_is_answered_under_its_own_names(client: Any) -> None:
    for host in ("127.0.0.1:1", "localhost", "[::1]:8765"):
        assert client.get("/api/v1/kinds", headers={"host": host}).status_code == 200


def test_a_page_of_another_server_cannot_ask(client: Any, application: Any) -> None:
    strange = {"origin": "http://evil.example.cn"}
    assert code(client.post("/api/v1/render", content=NOTICE, headers=strange)) == (403, "foreign-page")
    assert code(client.post("/api/v1/render", content=NOTICE, headers={"origin": "null"})) == (403, "foreign-page")
    assert code(client.get("/api/v1/kinds", headers={"sec-fetch-site": "cross-site"})) == (403, "foreign-page")
    assert client.post("/api/v1/render", content=NOTICE, headers={"origin": "http://127.0.0.1:8765"}).status_code == 200
    assert "access-control-allow-origin" not in client.options("/api/v1/render", headers=strange).headers
    named = application(origins=("https://oa.example.cn",))
    asked = {"origin": "https://oa.example.cn", "access-control-request-method": "POST"}
    assert named.options("/api/v1/render", headers=asked).status_code == 204
    answer = named.post("/api/v1/render", content=NOTICE, headers=asked)
    assert answer.headers["access-control-allow-origin"] == "https://oa.example.cn"


def test_beyond_this_machine_a_token_is_asked_for(application: Any) -> None:
    office = application(host="0.0.0.0", token="口令-7f3a", names=("oa.example.cn",))
    host = {"host": "oa.example.cn"}
    assert office.get("/", headers=host).status_code == 200
    assert code(office.get("/api/v1/kinds", headers=host)) == (401, "wrong-token")
    for given in ("Bearer x", "口令", "Bearer 口令-7f3a ".strip() + "b"):
        wrong = {**host, "authorization": given.encode()}
        assert code(office.get("/api/v1/kinds", headers=wrong)) == (401, "wrong-token")
    right = {**host, "authorization": "Bearer 口令-7f3a".encode()}
    assert office.get("/api/v1/kinds", headers=right).status_code == 200
    assert office.get("/api/v1/kinds", headers={**right, "host": "192.0.2.7:8765"}).status_code == 200
    assert code(office.get("/api/v1/kinds", headers={**right, "host": "other.example.cn"})) == (403, "unknown-host")


def test_limits_are_told_by_name(client: Any) -> None:
    assert set(client.get("/api/v1").json()["limits"]) == set(LIMITS)


def test_too_much_and_too_many_are_refused_by_the_name_of_the_limit(application: Any) -> None:
    small = application(limits=Limits(body=2000, files=2))
    for answer in (
        small.post("/api/v1/render", content=NOTICE),
        small.post("/api/v1/render", content=iter([NOTICE])),  # nothing is announced
    ):
        assert code(answer) == (413, "request-too-large")
        assert answer.json()["faults"][0]["allowed"].startswith("body，")
    files = [("picture", (f"{index}.png", b"x")) for index in range(3)]
    assert code(small.post("/api/v1/render", files=files)) == (413, "too-many-files")


def test_work_that_takes_too_long_is_ended_and_the_next_is_done(application: Any) -> None:
    hurried = application(limits=Limits(answer=0.001))
    answer = hurried.post("/api/v1/import", content=NOTICE)
    assert code(answer) in ((503, "work-too-long"), (503, "server-busy"))
    assert answer.headers["retry-after"]
    assert hurried.get("/api/v1/kinds").status_code == 200


# ---------------------------------------------------------------------------------- slow clients, piece by piece


def _ask(guard: Guard, receive: Callable[[], Awaitable[dict[str, Any]]]) -> tuple[int, dict[str, Any]]:
    async def inside() -> tuple[int, dict[str, Any]]:
        sent: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [(b"host", b"127.0.0.1")]
        scope = {"type": "http", "method": "POST", "path": "/api/v1/render", "headers": headers}
        await guard(scope, receive, send)
        return sent[0]["status"], json.loads(b"".join(one.get("body", b"") for one in sent[1:]))

    return asyncio.run(inside())


async def _reads_all(scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass


@pytest.mark.parametrize(
    ("limits", "pause", "code"),
    [
        (Limits(silence=0.05), 9.0, "request-stalled"),
        (Limits(silence=0.5, receiving=0.1), 0.03, "request-too-slow"),
    ],
)
def test_a_slow_client_is_sent_away(limits: Limits, pause: float, code: str) -> None:
    guard = Guard(_reads_all, Settings(limits=limits))

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        return {"type": "http.request", "body": b"x", "more_body": True}

    status, said = _ask(guard, receive)
    assert (status, said["faults"][0]["code"]) == (408, code)


def test_what_all_bring_together_is_bounded_and_given_back() -> None:
    guard = Guard(_reads_all, Settings(limits=Limits(body=100, held=150)))
    guard._held = 100  # another request's
    pieces = iter([b"x" * 40, b"x" * 40])

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": next(pieces), "more_body": True}

    status, said = _ask(guard, receive)
    assert (status, said["faults"][0]["code"]) == (503, "server-full")
    assert guard._held == 100
