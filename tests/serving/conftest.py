"""The application inside the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from gongwen.serving.app import create_app
from gongwen.serving.settings import Settings

Application = Callable[..., Any]


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """``application(token=…)`` is a client of a server that was started so."""
    with ExitStack() as stack:

        def started(**settings: Any) -> Any:
            given = {"folder": Path(tmp_path_factory.mktemp("batches")), **settings}
            client = TestClient(create_app(Settings(**given)), base_url="http://127.0.0.1:8765")
            return stack.enter_context(client)

        yield started


@pytest.fixture(scope="module")
def client(application: Application) -> Any:
    """A client of a server as it is usually started."""
    return application()
