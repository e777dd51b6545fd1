"""The operator: everything that people and programs do over the REST API."""

import asyncio
import itertools
import ssl
import sys
import time
from collections.abc import Awaitable, Callable
from functools import cache
from urllib.parse import quote

import httpx

from support import openapi
from support.server import TOKEN, Server

numbers = itertools.count(1)
# httpcore looks for this package before every request, through all folders, and does without it anyway.
sys.modules.setdefault("sniffio", None)


@cache
def no_tls() -> ssl.SSLContext:
    # httpx would otherwise load every root certificate once per client.
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def unique(prefix: str) -> str:
    """A name that no other test of this run uses; at most 20 characters, so that it can be an idTag."""
    return f"{prefix}-{next(numbers):05}"


class Operator:
    """A client of the REST API with the administrator's token; its answers must be as the OpenAPI document says."""

    def __init__(self, server: Server, token: str | None = TOKEN):
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        self.server = server
        hooks = {"response": [self._hold_against_the_document]}
        self.http = httpx.AsyncClient(
            base_url=server.api_url, headers=headers, timeout=30, verify=no_tls(), event_hooks=hooks
        )

    async def close(self) -> None:
        await self.http.aclose()

    async def _hold_against_the_document(self, answer: httpx.Response) -> None:
        """Every answer of every test must be what the OpenAPI document describes."""
        await answer.aread()
        method, path = answer.request.method, answer.request.url.raw_path.decode().partition("?")[0]
        if method == "HEAD":
            return
        media_type = answer.headers.get("content-type", "").split(";")[0].strip()
        document = openapi.document(self.server.api_url)
        wrong = document.complaints(method, path, answer.status_code, media_type, answer.content)
        assert not wrong, "not as the OpenAPI document says: " + "; ".join(wrong[:5])

    async def ask(self, method: str, path: str, expect: int = 200, **request):
        """Sends a request; the answer's status must be `expect`. Returns the JSON body, or None when there is none."""
        answer = await self.http.request(method, path, **request)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text[:1000]}"
        if expect >= 400:
            self.check_problem(answer)
        return answer.json() if answer.content else None

    @staticmethod
    def check_problem(answer: httpx.Response) -> None:
        """Every error is `application/problem+json` (RFC 9457)."""
        assert answer.headers["content-type"].split(";")[0] == "application/problem+json", answer.headers
        problem = answer.json()
        assert problem["type"].startswith("urn:stationmaster:problem:"), problem
        assert problem["status"] == answer.status_code, problem
        assert problem["title"], problem

    async def get(self, path: str, expect: int = 200, **query):
        return await self.ask("GET", path, expect, params=query)

    async def post(self, path: str, body=None, expect: int = 200):
        return await self.ask("POST", path, expect, json=body)

    async def put(self, path: str, body, expect: int = 200):
        return await self.ask("PUT", path, expect, json=body)

    async def save(self, path: str, body):
        """PUT of something that may be there already or not."""
        answer = await self.http.put(path, json=body)
        assert answer.status_code in (200, 201), f"PUT {path}: {answer.status_code} {answer.text[:1000]}"
        return answer.json()

    async def patch(self, path: str, body, expect: int = 200):
        return await self.ask("PATCH", path, expect, json=body)

    async def delete(self, path: str, expect: int = 204):
        return await self.ask("DELETE", path, expect)

    async def metric(self, name: str, **labels: str) -> float:
        """A figure of `/metrics` with these labels; 0 when it is not there."""
        text = (await self.http.get("metrics")).text
        wanted = name + ("{" + ",".join(f'{key}="{value}"' for key, value in labels.items()) + "}" if labels else "")
        return next((float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(wanted + " ")), 0.0)

    async def all(self, path: str, **query) -> list[dict]:
        """The items of every page of a list."""
        items, cursor = [], None
        while True:
            page = await self.get(path, **query, **({"cursor": cursor} if cursor else {}))
            items += page["items"]
            cursor = page["nextCursor"]
            if cursor is None:
                return items

    # Charge points

    async def add_charge_point(self, identity: str | None = None, **members) -> dict:
        return await self.post("api/v1/charge-points", {"id": identity or unique("CP"), **members}, 201)

    async def charge_point(self, identity: str) -> dict:
        return await self.get(f"api/v1/charge-points/{quote(identity, safe='')}")

    async def connector(self, identity: str, connector_id: int) -> dict | None:
        connectors = (await self.charge_point(identity))["connectors"]
        return next((item for item in connectors if item["connectorId"] == connector_id), None)

    async def deviation(self, identity: str, *words: str) -> dict | None:
        """The first recorded deviation whose rule or detail contains one of the words."""
        for item in (await self.charge_point(identity))["deviations"]:
            text = f"{item['rule']} {item['lastDetail']}".lower()
            if any(word.lower() in text for word in words):
                return item
        return None

    # Commands

    async def command(self, identity: str, action: str, payload=None, expect: int = 200, timeout: int | None = None):
        path = f"api/v1/charge-points/{quote(identity, safe='')}/commands/{action}"
        query = {"timeoutSeconds": timeout} if timeout else {}
        return await self.ask("POST", path, expect, params=query, json={} if payload is None else payload)

    async def command_record(self, command_id: int) -> dict:
        return await self.get(f"api/v1/commands/{command_id}")

    # idTags and transactions

    async def add_tag(self, tag: str | None = None, **members) -> str:
        tag = tag or unique("TAG")
        await self.post("api/v1/id-tags", {"idTag": tag, **members}, 201)
        return tag

    async def transaction(self, transaction_id: int) -> dict:
        return await self.get(f"api/v1/transactions/{transaction_id}")

    async def transactions(self, **query) -> list[dict]:
        return await self.all("api/v1/transactions", **query)

    async def meter_values(self, transaction_id: int) -> list[dict]:
        return await self.all(f"api/v1/transactions/{transaction_id}/meter-values")

    async def messages(self, identity: str, **query) -> list[dict]:
        """Frames of a charge point, oldest first."""
        return list(reversed(await self.all("api/v1/messages", chargePoint=identity, **query)))


async def eventually(check: Callable[[], Awaitable], within: float = 5):
    """Polls until `check` gives something true, and gives that back."""
    end = time.monotonic() + within
    while True:
        found = await check()
        if found:
            return found
        assert time.monotonic() < end, f"not within {within} s"
        await asyncio.sleep(0.03)
