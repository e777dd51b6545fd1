"""Tokens of programs."""

import asyncio
from datetime import UTC, datetime, timedelta

from support.operator_api import Operator, unique
from support.operators import add_token
from support.server import Server


async def status(server: Server, token: str) -> int:
    client = Operator(server, token)
    try:
        return (await client.http.get("api/v1/session")).status_code
    finally:
        await client.close()


async def test_a_tokens_life(server: Server, operator: Operator):
    made = await add_token(operator, "operator", scopes=["id-tags"])
    text = made.pop("token")
    assert text.startswith("stm_") and len(text) == 47
    assert made["createdBy"] == "admin token" and made["lastUsedAt"] is None
    client = Operator(server, text)
    try:
        me = await client.get("api/v1/session")
        assert (me["kind"], me["name"], me["role"], me["scopes"]) == ("token", made["name"], "operator", ["id-tags"])
        assert me["csrfToken"] is None
        await client.delete("api/v1/session", 409)
    finally:
        await client.close()
    listed = await operator.http.get("api/v1/tokens")
    assert text not in listed.text
    item = next(item for item in listed.json()["items"] if item["id"] == made["id"])
    assert item["lastUsedAt"] is not None
    await operator.delete(f"api/v1/tokens/{made['id']}")
    assert await status(server, text) == 401
    await operator.delete(f"api/v1/tokens/{made['id']}", 404)
    for path in server.data.glob("stationmaster.sqlite*"):
        assert text.encode() not in path.read_bytes(), path
    assert text not in server.log.read_text()


async def test_an_expired_token_is_refused(server: Server, operator: Operator):
    soon = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
    token = (await add_token(operator, "viewer", expiresAt=soon))["token"]
    assert await status(server, token) == 200
    await asyncio.sleep(2.2)
    assert await status(server, token) == 401
    body = {"name": unique("late"), "role": "viewer", "expiresAt": "2020-01-01T00:00:00Z"}
    assert (await operator.post("api/v1/tokens", body, 422))["member"] == "expiresAt"


async def test_names_are_unique_and_scopes_exist(operator: Operator):
    made = await add_token(operator, "viewer")
    await operator.post("api/v1/tokens", {"name": made["name"], "role": "viewer"}, 409)
    await operator.post("api/v1/tokens", {"name": "admin token", "role": "viewer"}, 422)
    await operator.post("api/v1/tokens", {"name": unique("x"), "role": "viewer", "scopes": ["everything"]}, 422)


async def test_commands_say_who_sent_them(server: Server, operator: Operator):
    made = await add_token(operator, "operator")
    client = Operator(server, made["token"])
    try:
        identity = (await client.add_charge_point())["id"]
        failed = await client.command(identity, "ClearCache", expect=503)
        assert (await client.command_record(failed["commandId"]))["requestedBy"] == made["name"]
    finally:
        await client.close()
