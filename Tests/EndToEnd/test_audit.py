"""The record of who changed what, when, from where, with which outcome."""

import asyncio

import httpx
import pytest

from support.operator_api import Operator, no_tls, unique
from support.operators import Browser, add_token, add_user
from support.server import Server


async def newest(operator: Operator, **query) -> dict:
    return (await operator.get("api/v1/audit", limit=1, **query))["items"][0]


async def test_changes_are_recorded_with_everything_that_matters(server: Server, operator: Operator):
    name = await add_user(operator, "operator")
    tag = unique("TAG")
    async with Browser(server) as browser:
        await browser.log_in(name)
        assert (await newest(operator, actor=name))["action"] == "logIn"
        await browser.http.post("api/v1/id-tags", json={"idTag": tag}, headers=browser.csrf)
        entry = await newest(operator, actor=name)
        assert entry["actorKind"] == "session" and entry["address"] == "127.0.0.1"
        assert (entry["action"], entry["target"], entry["status"], entry["outcome"]) == (
            "createIdTag", "POST /api/v1/id-tags", 201, "done",
        )  # fmt: skip
        assert tag in entry["detail"] and entry["at"] > "2020"
        await browser.http.post("api/v1/id-tags", json={"idTag": tag}, headers=browser.csrf)
        assert (await newest(operator, actor=name))["outcome"] == "failed"
        await browser.http.get("api/v1/users")
        entry = await newest(operator, actor=name)
        assert (entry["action"], entry["status"], entry["outcome"]) == ("listUsers", 403, "refused")
        await browser.http.get("api/v1/id-tags")
        assert (await newest(operator, actor=name))["id"] == entry["id"], "reading is not recorded"


async def test_logins_that_failed_and_unknown_tokens_are_recorded(server: Server, operator: Operator):
    name = await add_user(operator)
    async with Browser(server) as browser:
        await browser.log_in(name, "not the right one")
        await browser.log_in("my secret pass phrase!", "x" * 12)
    entry = await newest(operator, actor=name)
    assert (entry["action"], entry["outcome"], entry["actorKind"]) == ("logIn", "refused", "stranger")
    client = Operator(server, "stm_certainly-not")
    await client.get("api/v1/id-tags", 401)
    await client.close()
    page = await operator.http.get("api/v1/audit", params={"outcome": "refused"})
    assert page.json()["items"][0]["action"] == "authenticate"
    for secret in ("not the right one", "certainly-not", "my secret pass phrase"):
        assert secret not in page.text


async def test_secrets_are_hidden(operator: Operator):
    identity, secret = unique("CP"), "0123456789abcdef-secret"
    path = f"api/v1/charge-points/{identity}"
    await operator.http.put(path, json={"password": secret})
    await operator.http.put(f"{path}/configuration/AuthorizationKey", json={"value": secret})
    await operator.http.post(f"{path}/commands/ChangeConfiguration", json={"key": "AuthorizationKey", "value": secret})
    await operator.http.post("api/v1/configuration-templates", json={"name": unique("t"), "values": {"AuthorizationKey": secret}})
    body = {"vendorId": unique("org"), "url": "http://127.0.0.1:9/", "secret": secret}
    await operator.http.post("api/v1/data-transfer-vendors", json=body)
    page = await operator.http.get("api/v1/audit", params={"limit": 5})
    assert len([item for item in page.json()["items"] if "(hidden)" in (item["detail"] or "")]) == 5, page.text
    assert secret not in page.text
    assert secret not in (await operator.http.get("api/v1/audit", params={"limit": 1000})).text


async def test_long_bodies_are_cut(operator: Operator):
    await operator.http.post("api/v1/id-tags", json={"idTag": unique("TAG"), "note": "ä" * 9000})
    entry = await newest(operator, action="createIdTag")
    assert 4000 < len(entry["detail"].encode()) <= 4100 and entry["detail"].endswith("…")


async def test_filters_and_pages(operator: Operator):
    token = await add_token(operator, "viewer")
    entry = await newest(operator, action="createToken")
    assert token["name"] in entry["detail"] and token["token"] not in entry["detail"]
    assert await operator.all("api/v1/audit", action="createToken", to=entry["at"]) is not None
    assert entry["id"] in [item["id"] for item in await operator.all("api/v1/audit", **{"from": entry["at"]})]
    ids = [item["id"] for item in await operator.all("api/v1/audit", limit=7)]
    assert ids == sorted(ids, reverse=True) and len(ids) == len(set(ids))


async def test_refusals_do_not_fill_the_disk(make_server):
    server = make_server().start()
    operator = Operator(server)
    try:
        async with httpx.AsyncClient(base_url=server.api_url, verify=no_tls()) as http:
            for _ in range(10):
                await asyncio.gather(
                    *(http.get("api/v1/id-tags", headers={"Authorization": "Bearer stm_no"}) for _ in range(20))
                )
        refused = await operator.all("api/v1/audit", outcome="refused")
        assert 10 <= len(refused) <= 121, "60 a minute, and the minute may have changed"
    finally:
        await operator.close()


@pytest.mark.parametrize("trusted", [True, False])
async def test_the_address_behind_a_proxy(trusted: bool, make_server):
    server = make_server(settings={"http.trustProxy": trusted}).start()
    operator = Operator(server)
    try:
        headers = {"X-Forwarded-For": "1.2.3.4, 203.0.113.9"}
        await operator.http.post("api/v1/id-tags", json={"idTag": "PROXY"}, headers=headers)
        assert (await newest(operator))["address"] == ("203.0.113.9" if trusted else "127.0.0.1")
    finally:
        await operator.close()
