"""Schemathesis over every operation, sent by every role: no server error, answers as described.

`SATELLITE_EXAMPLES=100` makes a longer run of it, each time with other examples.
"""

import copy
import os
from typing import Any

import pytest
import requests
import schemathesis
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from buildings.privacy.states import Role
from tests.access.conftest import Guarded
from tests.attacks.conftest import Visiting
from tests.attacks.payloads import told
from tests.attacks.routes import routes_of

Case = schemathesis.Case[Any]
ASKED = int(os.environ.get("SATELLITE_EXAMPLES", "0"))
OURS = {"content-length", "cookie", "user-agent", "accept-encoding", "connection", "host"}
"""Headers that the client writes itself."""

AS_DESCRIBED: list[CheckFunction] = [
    not_a_server_error,
    response_schema_conformance,
    content_type_conformance,
    status_code_conformance,
]


def everything(hostile: Guarded) -> dict[str, Any]:
    """A description of every route, pages too, but those of which one is published."""
    kept = []
    for route in routes_of(hostile.app):
        methods = (route.methods or set()) - {"HEAD", "OPTIONS"}
        if methods and not route.path.startswith("/ogc") and not route.include_in_schema:
            shown = copy.copy(route)
            shown.include_in_schema, shown.methods = True, methods
            shown.operation_id = f"{min(methods)} {route.path}"
            kept.append(shown)
    return get_openapi(title="Everything", version="1", routes=kept)


def cases_of(operation: Any, few: int) -> list[Case]:
    """A few requests of one operation, the same in every ordinary run."""
    found: list[Case] = []

    @settings(
        max_examples=ASKED or few,
        derandomize=not ASKED,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return found


def wrong(case: Case, client: TestClient, base: str, checks: list[CheckFunction]) -> str | None:
    """What is wrong with the answer to a case, if anything."""
    named = ("method", "url", "headers", "params", "json", "data", "files", "cookies")
    sent = case.as_transport_kwargs(base_url=base)
    made = requests.Request(**{key: sent[key] for key in named if key in sent}).prepare()
    answer = client.request(
        str(made.method),
        str(made.url),
        headers={key: str(each) for key, each in made.headers.items() if key.lower() not in OURS},
        content=made.body if isinstance(made.body, str | bytes) else None,
    )
    try:
        case.validate_response(answer, checks=checks)
    except FailureGroup as failures:
        reasons = "; ".join(str(each)[:200] for each in failures.exceptions)
        return f"{reasons}: {made.method} {made.url} {str(made.body)[:200]}"
    return f"{words}: {made.url}" if (words := told(answer.text)) else None


@pytest.mark.parametrize(("document", "few"), [("api", 3), ("ogc", 2), ("everything", 1)])
def test_every_operation_answers_every_role_as_described(
    hostile: Guarded, browsing: Visiting, document: str, few: int
) -> None:
    if document == "everything":
        described, base, checks = everything(hostile), "", AS_DESCRIBED[:1]
    else:
        path, base = {"api": ("/api/openapi.json", ""), "ogc": ("/ogc/api", "/ogc")}[document]
        described, checks = browsing(Role.PUBLIC).get(path).json(), AS_DESCRIBED
    failed = []
    tried = 0
    for operation in schemathesis.openapi.from_dict(described).get_all_operations():
        assert isinstance(operation, Ok)
        for case in cases_of(operation.ok(), few):
            for role in Role:
                tried += 1
                if what := wrong(case, browsing(role), f"http://testserver{base}", checks):
                    failed.append(f"{role}: {what}")

    assert failed == []
    assert tried >= len(described["paths"]) * len(Role)
