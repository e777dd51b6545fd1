"""`stationmaster user` and `stationmaster token`, while the server runs and while it does not."""

import os
import pty
import select
import signal
import subprocess
import termios
import time

import pytest

from support.operator_api import Operator
from support.operators import PASSWORD, Browser
from support.server import Server, binary, environment


def say(server: Server, *arguments: str, line: str | None = None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [binary(), *arguments, "--data", str(server.data)],
        input=None if line is None else line + "\n",
        stdin=subprocess.DEVNULL if line is None else None,
        capture_output=True, text=True, timeout=60, env=environment(),
    )  # fmt: skip


def done(*arguments, **more) -> str:
    result = say(*arguments, **more)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(params=["running", "stopped"])
def place(request: pytest.FixtureRequest, make_server) -> Server:
    server = make_server()
    if request.param == "running":
        server.start()
    return server


async def test_users(place: Server):
    done(place, "user", "add", "anna", "--role", "administrator", "--password-stdin", line=PASSWORD)
    done(place, "user", "add", "berta", "--role", "viewer", "--password-stdin", line=PASSWORD)
    done(place, "user", "set-role", "berta", "operator")
    done(place, "user", "set-password", "berta", "--password-stdin", line="another long password")
    listed = done(place, "user", "list")
    assert "anna\tadministrator" in listed and "berta\toperator" in listed
    if not place.is_alive():
        place.start()
    async with Browser(place) as browser:
        assert (await browser.log_in("berta")).status_code == 401
        assert (await browser.log_in("berta", "another long password")).status_code == 200
        done(place, "user", "remove", "berta")
        assert await browser.status() == 401, "the session ends while the server runs"
    operator = Operator(place)
    entries = [item for item in await operator.all("api/v1/audit") if item["actorKind"] == "commandLine"]
    await operator.close()
    assert [item["action"] for item in entries] == [
        "deleteUser", "setUserPassword", "changeUser", "createUser", "createUser",
    ]  # fmt: skip
    assert entries[0]["actor"].startswith("command line (") and entries[0]["address"] is None


async def test_tokens(place: Server):
    text = done(place, "token", "create", "billing", "--role", "viewer", "--scope", "transactions", "--days", "30").strip()
    assert text.startswith("stm_")
    listed = done(place, "token", "list")
    assert "billing" in listed and "transactions" in listed and text not in listed
    if not place.is_alive():
        place.start()
    client = Operator(place, text)
    await client.get("api/v1/transactions")
    await client.get("api/v1/id-tags", 403)
    done(place, "token", "revoke", listed.split("\t")[0])
    await client.get("api/v1/transactions", 401)
    await client.close()


async def test_the_first_token_can_be_revoked_for_good(make_server):
    server = make_server(variables={"STATIONMASTER_ADMIN_TOKEN": ""}).start()
    token = next(line.split()[-1] for line in server.output.read_text().splitlines() if "administrator's token" in line)
    operator = Operator(server, token)
    await operator.get("api/v1/users")
    refused = say(server, "token", "revoke", "administrator")
    assert refused.returncode != 0 and "add a user" in refused.stderr
    done(server, "user", "add", "anna", "--role", "administrator", "--password-stdin", line=PASSWORD)
    done(server, "token", "revoke", "administrator")
    await operator.get("api/v1/users", 401)
    server.stop()
    server.start()
    assert "administrator's token" not in server.output.read_text(), "and none is made again"
    await operator.close()
    async with Browser(server) as browser:
        assert (await browser.log_in("anna")).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("user", "add", "anna", "--role", "viewer"), None),
        (("user", "add", "anna", "--role", "viewer", "--password-stdin"), "short"),
        (("user", "add", "anna", "--role", "king", "--password-stdin"), PASSWORD),
        (("user", "add", "a b", "--role", "viewer", "--password-stdin"), PASSWORD),
        (("user", "add", "anna", "--role", "viewer", "--password", PASSWORD), None),
        (("user", "set-password", "nobody", "--password-stdin"), PASSWORD),
        (("user", "remove", "nobody"), None),
        (("token", "create", "x", "--role", "viewer", "--scope", "nothing"), None),
        (("token", "revoke", "12345"), None),
        (("token", "revoke", "x"), None),
    ],
)
def test_mistakes_are_told_and_change_nothing(arguments, line, make_server):
    server = make_server()
    result = say(server, *arguments, line=line)
    assert result.returncode != 0 and result.stderr, result
    assert PASSWORD not in result.stderr.replace("--password", "") or "--password" in arguments
    assert say(server, "user", "list").stdout == ""


@pytest.mark.parametrize(
    "arguments", [("user", "list"), ("user", "set-role", "anna", "viewer"), ("token", "list"), ("token", "revoke", "administrator")]
)
def test_a_slip_in_the_directorys_name_makes_no_directory(arguments, make_server):
    server = make_server()
    result = say(server, *arguments)
    assert result.returncode == 1 and str(server.data) in result.stderr
    assert not server.data.exists()


def test_the_server_can_start_while_a_password_is_asked_for(make_server):
    server = make_server()
    with subprocess.Popen(
        [binary(), "user", "add", "anna", "--role", "viewer", "--password-stdin", "--data", str(server.data)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(),
    ) as process:  # fmt: skip
        server.start()
        said, _ = process.communicate(PASSWORD + "\n", timeout=60)
    assert "anna is added" in said and process.returncode == 0
    assert "anna\tviewer" in done(server, "user", "list")


def test_a_password_is_asked_for_without_an_echo(make_server):
    server = make_server()
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [binary(), "user", "add", "anna", "--role", "viewer", "--data", str(server.data)],
        stdin=terminal, stdout=terminal, stderr=terminal, env=environment(), start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    for prompt in (b"Password: ", b"Once more: "):
        shown += read_until(controller, prompt)
        os.write(controller, PASSWORD.encode() + b"\n")
    assert process.wait(60) == 0
    assert PASSWORD.encode() not in shown + read_until(controller, b"is added")
    os.close(controller)
    assert "anna\tviewer" in done(server, "user", "list")


def read_until(descriptor: int, text: bytes) -> bytes:
    seen, end = b"", time.monotonic() + 30
    while text not in seen:
        assert time.monotonic() < end, seen
        if select.select([descriptor], [], [], 0.2)[0]:
            seen += os.read(descriptor, 1000)
    time.sleep(0.1)  # the echo is switched off right after the prompt
    return seen


def test_an_interrupted_prompt_gives_the_terminal_its_echo_back(make_server):
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [binary(), "user", "add", "anna", "--role", "viewer", "--data", str(make_server().data)],
        stdin=terminal, stdout=terminal, stderr=terminal, env=environment(), start_new_session=True,
    )  # fmt: skip
    try:
        read_until(controller, b"Password: ")
        end = time.monotonic() + 30
        while echoes(terminal):
            assert time.monotonic() < end, "the echo stays"
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == -signal.SIGINT
        assert echoes(terminal)
    finally:
        process.kill()
        os.close(controller)
        os.close(terminal)


def echoes(terminal: int) -> bool:
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
