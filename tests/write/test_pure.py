"""Same input, same bytes; nothing else is touched: no clock, no file, no network, no state."""

from __future__ import annotations

import builtins
import datetime
import hashlib
import io
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given

from gongwen import Document, render
from gongwen.blocks.block import OPENING
from gongwen.layout import Layout, lay_out
from gongwen.standard.profiles import NATIONAL, PROFILES
from gongwen.write import Writer, render_document
from gongwen.write.relationships import PackageShape
from tests.strategies import documents, examples
from tests.write.catalogue import catalogued, profile_of

ROOT = Path(__file__).parents[2]


def fingerprints() -> dict[str, str]:
    """The hash of every document of the catalogue."""
    return {
        name: hashlib.sha256(render(document, profile=profile_of(name))).hexdigest()
        for name, document in catalogued().items()
    }


@examples(50)
@given(documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    for profile in PROFILES.values():
        content = render(document, profile=profile)
        assert render(document, profile=profile.name) == content
        again = Document.read_json(document.to_json())
        layout = lay_out(again, profile)
        assert Writer(layout.profile, _shape(layout)).write(again, layout) == content


def _shape(layout: Layout) -> PackageShape:
    return PackageShape(layout.form, layout.last_run is not OPENING, layout.preprinted)


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_process_gives_the_same_bytes(seed: str) -> None:
    program = (
        "import json; from tests.write.test_pure import fingerprints; print(json.dumps(fingerprints(), sort_keys=True))"
    )
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT), *sys.path])
    process = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert json.loads(process.stdout) == fingerprints()


def test_sixteen_threads_give_the_same_bytes() -> None:
    expected = fingerprints()
    # Writers of our own, which keep no opening yet.
    layouts = [lay_out(document, profile_of(name)) for name, document in catalogued().items()]
    fresh = {(each.profile, each.form): Writer(each.profile, PackageShape(each.form)) for each in layouts}
    start = threading.Barrier(16)

    def work(worker: int) -> dict[str, str]:
        start.wait(timeout=60)
        names = sorted(catalogued())
        made = {}
        for name in random.Random(worker).sample(names, len(names) // 2):  # so each is made by some eight threads
            document, profile = catalogued()[name], profile_of(name)
            layout = lay_out(document, profile)
            content = fresh[layout.profile, layout.form].write(document, layout)
            made[name] = hashlib.sha256(content).hexdigest()
        return made

    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(work, range(16)))
    for made in together:
        assert made == {name: expected[name] for name in made}
    assert {name for made in together for name in made} == expected.keys()


def test_rendering_touches_no_file_no_clock_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints()  # once, so that everything is imported and read that is read once

    def forbidden(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("rendering touched the world outside")

    class NoClock(datetime.datetime):  # date.today() asks time.time()
        now = today = utcnow = fromtimestamp = forbidden

    for module, names in (
        (builtins, ["open"]),
        (io, ["open", "open_code", "FileIO"]),
        (
            os,
            [
                "open",
                "mkdir",
                "replace",
                "rename",
                "unlink",
                "urandom",
                "getcwd",
                "stat",
                "listdir",
                "scandir",
                "umask",
            ],
        ),
        (tempfile, ["mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile", "gettempdir"]),
        (socket, ["socket", "create_connection", "getaddrinfo"]),
        (subprocess, ["Popen"]),
        (random, ["random", "randint", "choice", "getrandbits"]),
        (uuid, ["uuid1", "uuid4"]),
        (time, ["time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime", "strftime", "ctime", "sleep"]),
    ):
        for name in names:
            monkeypatch.setattr(module, name, forbidden)
    monkeypatch.setattr(datetime, "datetime", NoClock)
    try:
        after = fingerprints()
    finally:
        monkeypatch.undo()
    assert after == before


def test_rendering_leaves_the_document_as_it_was() -> None:
    for document in catalogued().values():
        before = document.to_json()
        render_document(document, NATIONAL)
        assert document.to_json() == before


def test_a_locale_and_a_time_zone_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints()
    for zone, language in (("Pacific/Kiritimati", "ug_CN.UTF-8"), ("America/Adak", "C")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LANGUAGE", language)
        monkeypatch.setenv("LC_ALL", language)
        time.tzset()
        assert fingerprints() == before
    monkeypatch.undo()
    time.tzset()
