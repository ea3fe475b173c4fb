"""An office system in miniature: a web service with uploads, numbers from its own database, many users at once."""

from __future__ import annotations

import io
import json
import random
import runpy
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.testclient import TestClient

import gongwen
from tests.embedding.smoke import FIELDS, PNG
from tests.support import markers, postgres

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "numbering" / "postgresql.py"
SOURCE = """---
文种: 通知
发文机关: 云岭县青山镇人民政府
发文字号: 青政发〔2026〕31号
标题: 云岭县青山镇人民政府关于做好2026年度秸秆禁烧工作的通知
主送机关: 各村民委员会，镇直各单位
成文日期: 2026-09-28
---
9月28日起全面禁烧，举报电话0871-6512 3400，详见 http://qs.example.cn/jgjs。
一、压实责任
逐村定人。
"""
OPEN_NUMBER = gongwen.IssuingNumber.parse("青政发〔2026〕号")
FAULTY_UPLOADS, USERS = 500, 16


def _told(faults: Iterable[gongwen.Fault]) -> JSONResponse:
    return JSONResponse({"faults": [fault.to_dict() for fault in faults]}, status_code=422)


def office(place: str) -> FastAPI:
    """The system's web service; ``place`` is its database."""
    import psycopg  # noqa: PLC0415 - where it is installed

    numbering = runpy.run_path(str(EXAMPLE))["OfficeNumbers"]
    app = FastAPI()

    @app.exception_handler(gongwen.GongwenError)
    def refused(request: Request, error: gongwen.GongwenError) -> JSONResponse:
        return _told(error.faults)

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> JSONResponse:
        return _told(gongwen.faults_of([{**one, "loc": one["loc"][1:]} for one in error.errors()]))

    @app.post("/issue")
    def issue(document: gongwen.Document, case: str) -> Response:
        with psycopg.connect(place, autocommit=True) as connection:
            numbers = numbering(connection)
            (given,) = numbers.reserve([gongwen.Request(case, OPEN_NUMBER, gongwen.Facts(title=document.title))])
            content = gongwen.render(document.evolve(number=given.number))
            numbers.issue([gongwen.Issue(given.number, case)])
        return Response(content, headers={"X-Sequence": str(given.number.sequence)})

    @app.post("/source")
    def source(file: UploadFile) -> Response:
        return Response(gongwen.render(gongwen.load(file.file)))

    @app.post("/docx")
    def docx(file: UploadFile) -> gongwen.Document:
        return gongwen.read(file.file).document

    @app.post("/template")
    def template(file: UploadFile) -> Response:
        return Response(gongwen.Template(file.file).render(gongwen.Document(**FIELDS)))

    return app


@pytest.fixture(scope="module")
def service() -> Iterator[Any]:
    markers.require("postgres")
    import psycopg  # noqa: PLC0415 - where it is installed

    with postgres.server() as place:
        with psycopg.connect(place) as connection:
            connection.execute(runpy.run_path(str(EXAMPLE))["TABLES"])
        with TestClient(office(place)) as client:
            yield client


def upload(service: Any, path: str, content: bytes) -> Any:
    return service.post(path, files={"file": ("上传.docx", content)})


def test_many_users_issue_documents_at_once_and_no_number_is_given_twice(service: Any) -> None:
    data = {name: value for name, value in FIELDS.items() if name != "number"}

    def user(name: int) -> list[int]:
        made = []
        for case in range(6):
            answer = service.post(f"/issue?case={name}-{case}", json={**data, "copies": f"共印{case + 1}份"})
            assert answer.status_code == 200, answer.text
            document = gongwen.read(answer.content).document
            assert (document.number and document.number.sequence) == int(answer.headers["X-Sequence"])
            assert document.title == FIELDS["title"]
            made.append(int(answer.headers["X-Sequence"]))
        return made

    with ThreadPoolExecutor(USERS) as users:
        sequences = [sequence for made in users.map(user, range(USERS)) for sequence in made]
    assert sorted(sequences) == list(range(1, USERS * 6 + 1))


def test_a_document_that_is_refused_takes_no_number(service: Any) -> None:
    refused = service.post("/issue?case=refused", json={**FIELDS, "date": "2026-02-30"})
    assert (refused.status_code, refused.json()["faults"][0]["code"]) == (422, "wrong-value")
    before = service.post("/issue?case=a", json=FIELDS).headers["X-Sequence"]
    assert service.post("/issue?case=a", json=FIELDS).headers["X-Sequence"] == before


def test_good_uploads_are_read(service: Any) -> None:
    made = upload(service, "/source", SOURCE.encode())
    assert made.content == gongwen.render(gongwen.load(SOURCE.encode()))
    read = upload(service, "/docx", made.content)
    assert gongwen.Document.read(read.json()) == gongwen.load(SOURCE.encode())


# ---------------------------------------------------------------------------------- faulty uploads


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _torn_xml(content: bytes, chance: random.Random) -> bytes:
    members = _members(content) if content.startswith(b"PK") else {"word/document.xml": content}
    name = chance.choice(sorted(members))
    members[name] = _flipped(members[name] or b" ", chance)
    return _packed(members)


def _lost_part(content: bytes, chance: random.Random) -> bytes:
    members = _members(content) if content.startswith(b"PK") else {"a": content}
    members.pop(chance.choice(sorted(members)))
    return _packed(members)


def _entity_bomb(content: bytes, chance: random.Random) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "甲"}">' for n in range(9))
    document = f'<?xml version="1.0"?><!DOCTYPE w [{entities}]><w>&a8;</w>'.encode()
    members = _members(content) if content.startswith(b"PK") else {}
    return _packed({**members, "word/document.xml": document})


def _zip_bomb(content: bytes, chance: random.Random) -> bytes:
    members = _members(content) if content.startswith(b"PK") else {}
    return _packed({**members, "word/document.xml": b"<w>" + b" " * (chance.randint(20, 60) << 20)})


def _outside_picture(content: bytes, chance: random.Random) -> bytes:
    name = chance.choice(
        ["../../../etc/passwd", "/etc/hostname", "/dev/zero", "C:\\a.png", "http://x.example.cn/a.png"]
    )
    return f"{SOURCE}\n![图]({name})\n".encode() if chance.random() < 0.5 else f"---\n印章: {name}\n---\n甲\n".encode()


def _deep_yaml(content: bytes, chance: random.Random) -> bytes:
    return f"---\n标题: {'[' * chance.randint(100, 9000)}\n---\n甲\n".encode()


def _noise(content: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(0, 4000))


def _wrong_json(content: bytes, chance: random.Random) -> bytes:
    data: dict[str, Any] = {
        **FIELDS,
        chance.choice(["kind", "date", "body", "seals", "tilte"]): chance.choice([5, [[]], {"x": PNG.hex()}]),
    }
    return json.dumps(data).encode()


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _flipped,
    _torn_xml,
    _lost_part,
    _entity_bomb,
    _outside_picture,
    _deep_yaml,
    _noise,
    _wrong_json,
)


def test_faulty_uploads_are_answered_in_words_or_read_and_never_break_the_service(service: Any) -> None:
    """500 of them from sixteen users: each is refused with faults that have a code and a cure, or is harmless."""
    from gongwen.template import make_template  # noqa: PLC0415 - heavy, and of this test alone

    whole = {
        "/source": SOURCE.encode(),
        "/docx": gongwen.render(gongwen.Document(**FIELDS)),
        "/template": make_template("通知"),
    }
    counted: dict[int, int] = {}
    lock = threading.Lock()

    def user(seed: int) -> None:
        chance = random.Random(seed)
        path = chance.choice(sorted(whole))
        way = WAYS[seed % len(WAYS)] if seed % 100 else _zip_bomb
        answer = upload(service, path, way(whole[path], chance))
        where = f"{seed} {path} {way.__name__}"
        assert answer.status_code in (200, 422), f"{where}: {answer.status_code}"
        if answer.status_code == 422:
            faults = answer.json()["faults"]
            assert faults, where
            assert all(fault["code"] and fault["message"] and fault["cure"] for fault in faults), where
            assert "root:" not in answer.text, where
        with lock:
            counted[answer.status_code] = counted.get(answer.status_code, 0) + 1

    with ThreadPoolExecutor(USERS) as users:
        list(users.map(user, range(FAULTY_UPLOADS)))
    assert sum(counted.values()) == FAULTY_UPLOADS
    assert counted[422] > FAULTY_UPLOADS * 0.7
    assert upload(service, "/source", SOURCE.encode()).status_code == 200
