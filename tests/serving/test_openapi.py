"""The description of the API is true: whatever schemathesis makes of it is answered as it says, never by a 500."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving.running import served

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def test_every_answer_is_one_that_the_description_has(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    full = request.config.getoption("--full-sweep")
    how = ("--max-examples", "50") if full else ("--max-examples", "2", "--phases", "fuzzing")
    with served() as (address, _):
        done = subprocess.run(
            [
                *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/api/openapi.json"),
                *("--checks", CHECKS, "--continue-on-failure", "--generation-deterministic", *how),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-6000:]
    assert " passed" in done.stdout
