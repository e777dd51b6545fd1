"""Logging in and out: cookies, forged requests, guessing, expiry."""

import asyncio
import statistics
import time
from http.cookies import SimpleCookie

import pytest

from support.operator_api import Operator, unique
from support.operators import PASSWORD, Browser, add_user, problem
from support.server import Server

IDTAGS = "api/v1/id-tags"


async def test_a_user_logs_in_works_and_logs_out(server: Server, operator: Operator):
    name = await add_user(operator, "operator")
    async with Browser(server) as browser:
        answer = await browser.log_in(name)
        assert answer.status_code == 200, answer.text
        assert {"kind": "session", "name": name, "role": "operator"}.items() <= answer.json().items()
        cookie = SimpleCookie(answer.headers["set-cookie"])["stationmaster_session"]
        assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/"
        assert not cookie["secure"], "plain HTTP on loopback"
        assert (await browser.http.get("api/v1/session")).json()["csrfToken"] == answer.json()["csrfToken"]
        tag = unique("TAG")
        assert await browser.status("POST", IDTAGS, json={"idTag": tag}, headers=browser.csrf) == 201
        assert await browser.status("DELETE", "api/v1/session", headers=browser.csrf) == 204
        browser.http.cookies.set("stationmaster_session", cookie.value)
        assert await browser.status() == 401, "the key is of no use any more"


async def test_a_cookie_alone_changes_nothing(server: Server, operator: Operator):
    """CSRF: what another site has the browser send."""
    name = await add_user(operator, "operator")
    async with Browser(server) as browser, Browser(server) as other:
        await browser.log_in(name)
        await other.log_in(name)
        body = {"idTag": unique("TAG")}
        host = server.api_url.removesuffix("/")
        for headers in (
            {}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "0" * 64}, other.csrf,
            browser.csrf | {"Origin": "https://evil.example"}, browser.csrf | {"Origin": "null"},
        ):
            answer = await browser.http.post(IDTAGS, json=body, headers=headers)
            assert (answer.status_code, problem(answer)) == (403, "cross-site-request"), headers
        assert await browser.status("GET", IDTAGS) == 200
        assert await browser.status("POST", IDTAGS, json=body, headers=browser.csrf | {"Origin": host}) == 201
    async with Browser(server) as stranger:
        answer = await stranger.log_in(name, Origin="https://evil.example")
        assert answer.status_code == 403, "nor can another site log somebody in"


async def test_guessing_is_slowed_down_whoever_exists(make_server):
    server = make_server().start()
    operator = Operator(server)
    try:
        answers = {}
        for name in (await add_user(operator), "nobody-at-all"):
            async with Browser(server) as browser:
                seen = [await browser.log_in(name, "wrong password here") for _ in range(6)]
                answers[name] = [(a.status_code, problem(a), a.json()["detail"]) for a in seen[:5]]
                assert seen[5].status_code == 429 and int(seen[5].headers["retry-after"]) >= 1
                assert (await browser.log_in(name)).status_code == 429, "the right password waits too"
        first, second = answers.values()
        assert first == second and {status for status, _, _ in first} == {401}
    finally:
        await operator.close()


async def test_an_unknown_user_takes_as_long_as_a_wrong_password(server: Server, operator: Operator):
    name = await add_user(operator)
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    async with Browser(server) as browser:
        for number in range(3):
            for kind, user in (("known", name), ("unknown", f"{unique('nobody')}-{number}")):
                start = time.monotonic()
                await browser.log_in(user, "wrong password here")
                times[kind].append(time.monotonic() - start)
    known, unknown = (statistics.median(times[kind]) for kind in ("known", "unknown"))
    assert 0.5 < known / unknown < 2, times


async def test_a_session_that_rests_is_over(make_server):
    server = make_server(settings={"sessions.idleSeconds": 2, "sessions.lifetimeSeconds": 5}).start()
    operator = Operator(server)
    try:
        name = await add_user(operator)
        async with Browser(server) as idle, Browser(server) as busy:
            await idle.log_in(name)
            assert (await busy.log_in(name)).status_code == 200
            end = time.monotonic() + 3.2
            while time.monotonic() < end:
                assert await busy.status() == 200
                await asyncio.sleep(0.4)
            assert await idle.status() == 401
            await asyncio.sleep(2)
            assert await busy.status() == 401, "nor does use keep it alive for ever"
    finally:
        await operator.close()


@pytest.mark.parametrize("way", ["own password", "password", "role", "removal"])
async def test_changes_of_a_user_end_the_sessions(way: str, server: Server, operator: Operator):
    name = await add_user(operator)
    async with Browser(server) as browser, Browser(server) as second:
        await browser.log_in(name)
        await second.log_in(name)
        new = "another long password"
        if way == "own password":
            body = {"currentPassword": "wrong one, surely", "password": new}
            assert await browser.status("POST", "api/v1/session/password", json=body, headers=browser.csrf) == 422
            body["currentPassword"] = PASSWORD
            assert await browser.status("POST", "api/v1/session/password", json=body, headers=browser.csrf) == 204
        elif way == "password":
            await operator.post(f"api/v1/users/{name}/password", {"password": new}, 204)
        elif way == "role":
            await operator.patch(f"api/v1/users/{name}", {"role": "operator"})
        else:
            await operator.delete(f"api/v1/users/{name}")
        assert await browser.status() == 401
        assert await second.status() == 401
        if "password" in way:
            assert (await second.log_in(name)).status_code == 401
            assert (await second.log_in(name, new)).status_code == 200


async def test_answers_tell_browsers_to_be_careful(operator: Operator):
    for path in ("api/v1/id-tags", "api/v1/nothing", "healthz"):
        headers = (await operator.http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in headers, "not over plain HTTP"
