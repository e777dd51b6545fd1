"""Every operation of the OpenAPI document: without a token, with a wrong one, with each role, with restricted tokens."""

import json
import re
import urllib.request

import httpx
import pytest

from support.operator_api import Operator, no_tls, unique
from support.operators import add_token, problem
from support.server import Server

ROLES = ["viewer", "operator", "administrator"]
METHODS = ("get", "post", "put", "patch", "delete")
OPEN = {("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/metrics"), ("GET", "/openapi.json"), ("POST", "/api/v1/session")}
# Written down here by hand, so that a role that is forgotten in the program is not forgotten here too.
ADMINISTRATOR = [
    r"\S+ /api/v1/users(/.*)?",
    r"\S+ /api/v1/tokens(/.*)?",
    r"GET /api/v1/audit",
    # Whoever decides about keys and authorities decides who can be anybody.
    r"(POST|DELETE) /api/v1/firmware/signing-keys(/.*)?",
    r"(POST|DELETE) /api/v1/trusted-authorities(/.*)?",
    r"POST /api/v1/certificates/[^/]+/revocation",
    r"POST /api/v1/charge-points/[^/]+/installed-certificates",
    r"DELETE /api/v1/charge-points/[^/]+/installed-certificates/[^/]+",
]
HASH_DATA = {
    "certificateHashData": {"hashAlgorithm": "SHA256", "issuerNameHash": "00", "issuerKeyHash": "00", "serialNumber": "00"}
}
# What is only about whoever asks: their session, and the filters that they keep for themselves.
OWN = r"/api/v1/(session(/password)?|saved-filters(/.*)?)"


@pytest.fixture(scope="module")
def operations(shared_server: Server) -> list[tuple[str, str, dict]]:
    with urllib.request.urlopen(shared_server.api_url + "openapi.json") as answer:
        paths = json.load(answer)["paths"]
    found = [(method.upper(), path, members[method]) for path, members in paths.items() for method in METHODS if method in members]
    assert len(found) > 100
    return found


def needed(method: str, path: str) -> str:
    """The least role for an operation, by this table; the others follow the rule."""
    if any(re.fullmatch(pattern, f"{method} {path}") for pattern in ADMINISTRATOR):
        return "administrator"
    if re.fullmatch(OWN, path) or method == "GET":
        return "viewer"
    return "operator"


async def ask(server: Server, method: str, path: str, **headers: str) -> httpx.Response:
    target = re.sub(r"\{[^}]*\}", "999999999", path)
    body = {} if method in ("POST", "PUT", "PATCH") else None
    async with httpx.AsyncClient(base_url=server.api_url, verify=no_tls(), timeout=30) as http:
        return await http.request(method, target, json=body, headers=headers)


async def test_strangers_are_let_in_nowhere(operations, server: Server):
    for method, path, _ in operations:
        if (method, path) in OPEN:
            continue
        for headers in ({}, {"Authorization": "Bearer stm_wrong"}, {"Cookie": "stationmaster_session=wrong"}):
            answer = await ask(server, method, path, **headers)
            assert answer.status_code == 401, f"{method} {path} {headers}: {answer.status_code}"
            assert problem(answer) == "unauthorized"
            assert "Bearer" in answer.headers["www-authenticate"]


async def test_what_is_open_is_what_we_decided(operations):
    assert {(method, path) for method, path, members in operations if members.get("security") == []} == OPEN


async def test_every_operation_with_every_role(operations, server: Server, operator: Operator):
    tokens = {role: (await add_token(operator, role))["token"] for role in ROLES}
    for method, path, members in operations:
        if (method, path) in OPEN:
            continue
        least = needed(method, path)
        assert members["x-required-role"] == least, f"{method} {path}: the document and the table above differ"
        for role in ROLES:
            answer = await ask(server, method, path, Authorization=f"Bearer {tokens[role]}")
            shown = f"{method} {path} as {role}: {answer.status_code} {answer.text[:200]}"
            assert answer.status_code < 500 or answer.status_code == 503, shown
            if ROLES.index(role) < ROLES.index(least):
                assert answer.status_code == 403, shown
                assert problem(answer) == "forbidden" and answer.json()["requiredRole"] == least, shown
            else:
                assert answer.status_code not in (401, 403), shown
    for path in ("api/v1/charge-points/999999999", "api/v1/id-tags/999999999"):
        await operator.http.delete(path)


async def test_a_token_reaches_only_its_scopes(operations, server: Server, operator: Operator):
    scoped = (await add_token(operator, "administrator", scopes=["id-tags"]))["token"]
    reading = (await add_token(operator, "administrator", readOnly=True))["token"]
    for method, path, members in operations:
        if (method, path) in OPEN or re.fullmatch(OWN, path):
            continue
        answer = await ask(server, method, path, Authorization=f"Bearer {scoped}")
        assert (answer.status_code == 403) == (members["tags"] != ["IdTags"]), f"{method} {path}: {answer.status_code}"
        answer = await ask(server, method, path, Authorization=f"Bearer {reading}")
        assert (answer.status_code == 403) == (method != "GET"), f"{method} {path}: {answer.status_code}"
    await operator.http.delete("api/v1/id-tags/999999999")


async def test_a_restricted_token_cannot_make_itself_a_better_one(server: Server, operator: Operator):
    token = (await add_token(operator, "administrator", scopes=["operators"]))["token"]
    for path in ("/api/v1/tokens", "/api/v1/users"):
        assert (await ask(server, "POST", path, Authorization=f"Bearer {token}")).status_code == 403
        assert (await ask(server, "GET", path, Authorization=f"Bearer {token}")).status_code == 200


async def test_certificates_are_the_administrators_business_also_as_commands(server: Server, operator: Operator):
    token = (await add_token(operator, "operator"))["token"]
    for action in ("InstallCertificate", "DeleteCertificate", "CertificateSigned"):
        answer = await ask(server, "POST", f"/api/v1/charge-points/X/commands/{action}", Authorization=f"Bearer {token}")
        assert (answer.status_code, problem(answer)) == (403, "forbidden")
    client = Operator(server, token)
    body = {"action": "DeleteCertificate", "payload": HASH_DATA, "target": {"chargePoints": [unique("X")]}}
    await client.post("api/v1/bulk-operations", body, 403)
    made = await operator.post("api/v1/bulk-operations", body, 202)
    retry = f"api/v1/bulk-operations/{made['id']}/retry"
    await client.post(retry, {}, 403)
    await client.post("api/v1/bulk-operations/999999999/retry", {}, 404)
    await client.close()


@pytest.mark.parametrize("path", ["//api/v1/users", "/api//v1/users", "/api/v1/users/", "/api/v1//users", "/api/v1/users?x=1"])
async def test_odd_spellings_lead_nowhere_else(path: str, server: Server, operator: Operator):
    token = (await add_token(operator, "viewer"))["token"]
    assert (await ask(server, "GET", server.api_url.rstrip("/") + path)).status_code == 401
    assert (await ask(server, "GET", server.api_url.rstrip("/") + path, Authorization=f"Bearer {token}")).status_code in (403, 404)
