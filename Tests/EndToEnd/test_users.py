"""Users: their names, roles and passwords."""

import pytest

from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.server import Server


async def test_a_users_life(operator: Operator):
    name = await add_user(operator, "viewer")
    user = await operator.get(f"api/v1/users/{name.upper()}")
    assert (user["name"], user["role"], user["lastLoginAt"]) == (name, "viewer", None)
    assert (await operator.patch(f"api/v1/users/{name}", {"role": "administrator"}))["role"] == "administrator"
    assert name in [item["name"] for item in await operator.all("api/v1/users", limit=2)]
    await operator.delete(f"api/v1/users/{name}")
    await operator.get(f"api/v1/users/{name}", 404)
    await operator.delete(f"api/v1/users/{name}", 404)


@pytest.mark.parametrize(
    "password", ["", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "{name}{name}", "x{name}y1234567", "a" * 1025]
)
async def test_weak_passwords_are_refused(password: str, operator: Operator):
    name = unique("weak")
    body = {"name": name, "role": "viewer", "password": password.replace("{name}", name)}
    assert (await operator.post("api/v1/users", body, 422))["member"] == "password"
    await operator.get(f"api/v1/users/{name}", 404)


@pytest.mark.parametrize("name", ["a b", "-x", "a/b", "a\nb", "ä", "api", "<b>"])
async def test_odd_names_are_refused(name: str, operator: Operator):
    body = {"name": name, "role": "viewer", "password": PASSWORD}
    assert (await operator.post("api/v1/users", body, 422))["member"] == "name"


async def test_a_name_is_taken_whatever_its_case(operator: Operator):
    name = await add_user(operator)
    await operator.post("api/v1/users", {"name": name.upper(), "role": "viewer", "password": PASSWORD}, 409)


async def test_no_password_leaves_the_server(server: Server, operator: Operator):
    name = await add_user(operator)
    answer = await operator.http.get(f"api/v1/users/{name}")
    assert PASSWORD not in answer.text and "scrypt" not in answer.text
    assert PASSWORD not in (await operator.http.get("api/v1/audit")).text
    assert PASSWORD not in server.log.read_text()
    for path in server.data.glob("stationmaster.sqlite*"):
        assert PASSWORD.encode() not in path.read_bytes(), path


async def test_there_is_no_default_user(make_server):
    server = make_server().start()
    operator = Operator(server)
    try:
        assert await operator.all("api/v1/users") == []
    finally:
        await operator.close()


async def test_the_data_directory_is_its_owners_alone(server: Server, operator: Operator):
    await add_user(operator)
    assert server.data.stat().st_mode & 0o077 == 0
    names = set()
    for path in server.data.rglob("*"):
        names.add(path.name)
        assert path.stat().st_mode & 0o077 == 0, f"{path} is {path.stat().st_mode:o}"
    assert {"stationmaster.sqlite", "stationmaster.sqlite-wal", "stationmaster.sqlite-shm"} <= names
