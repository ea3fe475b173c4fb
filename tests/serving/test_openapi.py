"""The description of the API is true: whatever schemathesis makes of it is answered as it says."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gongwen.serving.app import create_app
from gongwen.serving.limits import Limits
from gongwen.serving.settings import Settings

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 3


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("batches")
    app = create_app(Settings(folder=folder, limits=Limits(batches=1)))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, base_url="http://127.0.0.1:8765")
    return schema.exclude(path_regex="/stop|/resume").exclude(method="POST", path="/api/v1/batches")


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_description_has(case: Any) -> None:
    case.call_and_validate(checks=CHECKS)
