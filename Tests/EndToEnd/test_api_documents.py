"""What describes the service to machines: the OpenAPI document, metrics, health."""

import json
import re
import urllib.request

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from prometheus_client.parser import text_string_to_metric_families

from support.fleet import Fleet
from support.operator_api import Operator
from support.server import Server


@pytest.fixture(scope="module")
def document(shared_server: Server) -> dict:
    with urllib.request.urlopen(shared_server.api_url + "openapi.json") as answer:
        assert answer.headers["content-type"].startswith("application/json")
        return json.load(answer)


def operations(document: dict) -> list[tuple[str, str, dict]]:
    methods = ("get", "post", "put", "patch", "delete")
    return [
        (method.upper(), path, members[method])
        for path, members in document["paths"].items()
        for method in methods
        if method in members
    ]


class TestOpenAPI:
    def test_the_document_is_valid(self, document: dict):
        assert document["openapi"].startswith("3.")
        validate(document)

    def test_it_describes_everything_that_the_contract_promises(self, document: dict):
        described = {(method, re.sub(r"\{[^}]*\}", "{}", path)) for method, path, _ in operations(document)}
        promised = {
            ("GET", "/api/v1/charge-points"), ("POST", "/api/v1/charge-points"), ("GET", "/api/v1/charge-points/{}"),
            ("PUT", "/api/v1/charge-points/{}"), ("PATCH", "/api/v1/charge-points/{}"),
            ("DELETE", "/api/v1/charge-points/{}"), ("POST", "/api/v1/charge-points/{}/commands/{}"),
            ("GET", "/api/v1/charge-points/{}/commands"), ("GET", "/api/v1/commands/{}"), ("GET", "/api/v1/id-tags"),
            ("POST", "/api/v1/id-tags"), ("GET", "/api/v1/id-tags/{}"), ("PUT", "/api/v1/id-tags/{}"),
            ("PATCH", "/api/v1/id-tags/{}"), ("DELETE", "/api/v1/id-tags/{}"), ("GET", "/api/v1/transactions"),
            ("GET", "/api/v1/transactions/{}"), ("GET", "/api/v1/transactions/{}/meter-values"),
            ("POST", "/api/v1/transactions/{}/close"), ("POST", "/api/v1/transactions/{}/resolve"),
            ("GET", "/api/v1/orphaned-stops"), ("GET", "/api/v1/messages"), ("GET", "/healthz"), ("GET", "/readyz"),
            ("GET", "/metrics"),
        }  # fmt: skip
        assert promised <= described

    async def test_every_operation_in_it_exists(self, document: dict, operator: Operator):
        for method, path, operation in operations(document):
            target = re.sub(r"\{[^}]*\}", "999999999", path)
            body = {} if method in ("PUT", "PATCH", "POST") else None
            answer = await operator.http.request(method, target.lstrip("/"), json=body)
            assert answer.status_code < 500, f"{method} {path}: {answer.status_code}"
            assert answer.status_code != 405, f"{method} {path} is described but does not exist"
            problem = answer.json().get("type", "") if answer.status_code == 404 else ""
            assert problem != "urn:stationmaster:problem:not-found" or "{" in path, f"{method} {path} does not exist"
            described = set(operation["responses"])
            known = str(answer.status_code) in described or "default" in described
            assert known, f"{method} {path} answered {answer.status_code}, described are {sorted(described)}"
        await operator.http.delete("api/v1/charge-points/999999999")
        await operator.http.delete("api/v1/id-tags/999999999")

    async def test_answers_have_the_members_that_it_describes(
        self, document: dict, fleet: Fleet, operator: Operator, tag: str
    ):
        charge_point = await fleet.charge_point()
        await charge_point.boot()
        await charge_point.status(1, "Preparing")
        transaction_id = await charge_point.charging(tag)
        for path in (
            f"/api/v1/charge-points/{charge_point.id}",
            f"/api/v1/id-tags/{tag}",
            f"/api/v1/transactions/{transaction_id}",
        ):
            answer = await operator.get(path.lstrip("/"))
            check_against(document, path, answer)


def check_against(document: dict, path: str, answer: object) -> None:
    """Validates an answer against the schema that the document gives for it."""
    for pattern, members in document["paths"].items():
        if "get" in members and re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", pattern), path):
            schema = members["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            validator = Draft202012Validator({"components": document["components"], **schema})
            errors = [f"{error.json_path} {error.message}" for error in validator.iter_errors(answer)]
            assert not errors, f"{path}: {errors}"
            return
    raise AssertionError(f"{path} is not described")


class TestMetrics:
    async def families(self, operator: Operator) -> dict:
        answer = await operator.http.get("metrics")
        assert answer.headers["content-type"].startswith("text/plain")
        return {family.name: family for family in text_string_to_metric_families(answer.text)}

    async def test_they_parse_and_every_one_has_a_help_text(self, operator: Operator):
        families = await self.families(operator)
        assert families
        for family in families.values():
            assert family.documentation, f"{family.name} has no help text"
            assert family.type in ("counter", "gauge", "histogram", "summary"), family.name

    async def test_messages_and_connections_are_counted(self, fleet: Fleet, operator: Operator):
        def total(families: dict, word: str) -> float:
            return sum(sample.value for name, f in families.items() if word in name for sample in f.samples)

        before = await self.families(operator)
        peers = [await fleet.peer() for _ in range(3)]
        for peer in peers:
            assert await peer.is_alive()
        after = await self.families(operator)
        assert total(after, "connect") >= total(before, "connect") + 3
        assert sum(total(after, word) for word in ("message", "call", "frame")) >= (
            sum(total(before, word) for word in ("message", "call", "frame")) + 3
        )


async def test_health_and_readiness(operator: Operator):
    assert (await operator.http.get("healthz")).status_code == 200
    assert (await operator.http.get("readyz")).status_code == 200
