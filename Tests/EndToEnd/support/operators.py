"""Users, sessions and tokens of the operators' API."""

import httpx

from support.operator_api import Operator, no_tls, unique
from support.server import Server

PASSWORD = "correct horse battery staple"


class Browser:
    """A user in a browser: keeps the cookie of a session, and sends what it is told to."""

    def __init__(self, server: Server, **headers: str):
        self.http = httpx.AsyncClient(base_url=server.api_url, verify=no_tls(), timeout=30, headers=headers)
        self.csrf: dict[str, str] = {}

    async def __aenter__(self) -> "Browser":
        return self

    async def __aexit__(self, *_) -> None:
        await self.http.aclose()

    async def log_in(self, user: str, password: str = PASSWORD, **headers: str) -> httpx.Response:
        answer = await self.http.post("api/v1/session", json={"user": user, "password": password}, headers=headers)
        if answer.status_code == 200:
            self.csrf = {"X-CSRF-Token": answer.json()["csrfToken"]}
        return answer

    async def status(self, method: str = "GET", path: str = "api/v1/session", **request) -> int:
        return (await self.http.request(method, path, **request)).status_code


async def add_user(operator: Operator, role: str = "viewer", password: str = PASSWORD) -> str:
    """A new user's name."""
    name = unique("user")
    await operator.post("api/v1/users", {"name": name, "role": role, "password": password}, 201)
    return name


async def add_token(operator: Operator, role: str, **members) -> dict:
    return await operator.post("api/v1/tokens", {"name": unique("token"), "role": role, **members}, 201)


def problem(answer: httpx.Response) -> str:
    return answer.json()["type"].rsplit(":", 1)[1]
