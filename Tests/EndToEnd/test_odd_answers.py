"""Every verb of every feature, answered oddly or not at all: what came is told, and nothing stays in the air."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator
from support.payloads import profile
from support.peer import Peer
from support.server import Server


@dataclass
class Verb:
    """How to make a resource send something, and where its state is afterwards."""

    action: str
    method: str
    path: str
    body: dict
    list_path: str
    state: Callable[[dict], str | None]


async def own_list(operator: Operator, identity: str) -> None:
    await operator.save(f"api/v1/charge-points/{identity}/local-list", {"idTags": [await operator.add_tag()]})


def verbs(identity: str) -> dict[str, Verb]:
    own = f"api/v1/charge-points/{identity}"
    at = {"chargePointId": identity}
    installation = {"connectorId": 1, "chargingProfile": profile("TxDefaultProfile")}
    return {
        "reservation": Verb(
            "ReserveNow", "POST", "api/v1/reservations", at | {"connectorId": 1, "idTag": "T"},
            f"api/v1/reservations?chargePoint={identity}", lambda item: item["state"],
        ),
        "remote start": Verb(
            "RemoteStartTransaction", "POST", "api/v1/remote-starts", at | {"idTag": "T"},
            f"api/v1/remote-starts?chargePoint={identity}", lambda item: item["state"],
        ),
        "remote stop": Verb(
            "RemoteStopTransaction", "POST", "api/v1/remote-stops", at | {"transactionId": 77},
            f"api/v1/remote-stops?chargePoint={identity}", lambda item: item["state"],
        ),
        "charging profile": Verb(
            "SetChargingProfile", "POST", f"{own}/charging-profiles", installation,
            f"{own}/charging-profiles?history=true", lambda item: item["state"],
        ),
        "clearing": Verb(
            "ClearChargingProfile", "POST", f"{own}/charging-profiles/clear", {},
            f"{own}/charging-profiles/clear", lambda item: item["state"] if item["status"] is None else item["status"],
        ),
        "composite schedule": Verb(
            "GetCompositeSchedule", "POST", f"{own}/composite-schedule", {"connectorId": 1, "duration": 60},
            f"{own}/composite-schedule/reports", lambda item: item["state"],
        ),
        "firmware update": Verb(
            "UpdateFirmware", "POST", "api/v1/firmware/updates", at | {"location": "ftp://files.example.com/f"},
            f"api/v1/firmware/updates?chargePoint={identity}", lambda item: item["state"],
        ),
        "diagnostics": Verb(
            "GetDiagnostics", "POST", f"{own}/diagnostics", {}, f"{own}/diagnostics", lambda item: item["state"]
        ),
        "configuration": Verb(
            "ChangeConfiguration", "PUT", f"{own}/configuration/HeartbeatInterval", {"value": "60"},
            f"{own}/configuration", lambda item: item["lastChange"]["outcome"],
        ),
        "configuration read": Verb(
            "GetConfiguration", "POST", f"{own}/configuration/refresh", {}, f"{own}/configuration", lambda _: None
        ),
        "local list": Verb(
            "SendLocalList", "POST", f"{own}/local-list/send", {}, f"{own}/local-list", lambda _: None
        ),
        "local list version": Verb(
            "GetLocalListVersion", "POST", f"{own}/local-list/read-version", {}, f"{own}/local-list", lambda _: None
        ),
    }  # fmt: skip


NAMES = list(verbs(""))


async def begin(operator: Operator, peer: Peer, name: str) -> tuple[Verb, asyncio.Task, str]:
    """Has a verb's request sent; the task ends with the answer to the operator."""
    verb = verbs(peer.id)[name]
    if name == "local list":
        await own_list(operator, peer.id)
    task = asyncio.create_task(operator.http.request(verb.method, verb.path, json=verb.body))
    message_id, _ = await peer.expect(verb.action)
    return verb, task, message_id


async def settled(operator: Operator, verb: Verb) -> list[dict]:
    """What the resource shows; nothing may be in the air."""
    answer = await operator.http.get(verb.list_path)
    assert answer.status_code == 200, answer.text
    items = answer.json().get("items", [])
    states = [verb.state(item) for item in items]
    assert not {"requested", "pending"} & set(states), f"{verb.list_path}: {states}"
    return items


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "payload", [{}, {"status": "Maybe"}, {"status": 5, "listVersion": "x"}, [], "Accepted", None], ids=str
)
async def test_an_odd_answer_is_an_answer(fleet: Fleet, operator: Operator, name: str, payload: object):
    peer = await fleet.peer()
    verb, task, message_id = await begin(operator, peer, name)
    await peer.answer(message_id, payload)
    while not task.done():  # a local list may try again in another way
        waiting = asyncio.create_task(peer.receive())
        await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            await asyncio.wait([waiting])
        else:
            await peer.answer(waiting.result()[1], payload)
    answer = task.result()
    assert answer.status_code in (200, 201, 502), answer.text
    await settled(operator, verb)
    assert await peer.is_alive()
    assert peer.socket.received(4) == [], "no CALLERROR for a CALLRESULT"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["CALLERROR", "connection lost"])
async def test_no_answer_is_told_and_shown(fleet: Fleet, operator: Operator, name: str, how: str):
    peer = await fleet.peer()
    verb, task, message_id = await begin(operator, peer, name)
    if how == "CALLERROR":
        await peer.answer_error(message_id, "NotSupported", "not here")
    else:
        peer.socket.connection.transport.abort()
    answer = await task
    assert answer.status_code == (502 if how == "CALLERROR" else 503), answer.text
    operator.check_problem(answer)
    assert answer.json()["commandId"] > 0
    for item in await settled(operator, verb):
        assert verb.state(item) in (None, "unanswered", "callError", "disconnected")


@pytest.mark.timeout(90)
async def test_kill_9_leaves_nothing_in_the_air(make_server):
    server: Server = make_server().start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    begun = [(peer := await fleet.peer(), *await begin(operator, peer, name)) for name in NAMES]
    server.kill()
    for peer, _, task, _ in begun:
        await asyncio.wait([task])
        assert task.exception() is not None
        await peer.close()
    await operator.close()
    await asyncio.to_thread(server.start)
    operator = Operator(server)
    for peer, verb, *_ in begun:
        for item in await settled(operator, verb):
            assert verb.state(item) in (None, "unanswered", "interrupted")
        (command,) = await operator.all(f"api/v1/charge-points/{peer.id}/commands")
        assert command["outcome"] == "interrupted"
    await operator.close()


async def test_a_removed_charge_point_leaves_nothing_to_its_successor(fleet: Fleet, operator: Operator, tag: str):
    """Another charge point with the same identity starts from nothing; transactions stay."""
    charge_point = await fleet.charge_point()
    identity = charge_point.id
    own = f"api/v1/charge-points/{identity}"
    await charge_point.boot()
    charge_point.answers["GetConfiguration"] = {
        "configuration_key": [{"key": "K", "readonly": False, "value": "1"}], "unknown_key": []
    }  # fmt: skip
    transaction_id = await charge_point.charging(tag)
    await own_list(operator, identity)
    for verb in verbs(identity).values():
        answer = await operator.http.request(verb.method, verb.path, json=verb.body)
        assert answer.status_code in (200, 201), f"{verb.path}: {answer.text}"
    for action, payload in (
        ("ChangeAvailability", {"connectorId": 1, "type": "Inoperative"}), ("UnlockConnector", {"connectorId": 1})
    ):  # fmt: skip
        await operator.command(identity, action, payload)
    await charge_point.stop_transaction(transaction_id)
    await operator.delete(own)
    await asyncio.wait_for(charge_point.running, 5)
    await operator.add_charge_point(identity)
    assert (await operator.get(f"{own}/configuration"))["items"] == []
    local_list = await operator.get(f"{own}/local-list")
    assert (local_list["definition"], local_list["held"], local_list["version"], local_list["updates"]) == (
        None, None, None, []
    )  # fmt: skip
    assert await operator.all(f"{own}/charging-profiles", history="true") == []
    assert await operator.all(f"{own}/configuration/history") == []
    for path in ("api/v1/diagnostics", "api/v1/firmware/updates"):
        states = {item["state"] for item in await operator.all(path, chargePoint=identity)}
        assert states <= {"cancelled"}, f"{path}: {states}"
    assert await operator.get(f"{own}/availability") == {"availability": [], "unlocks": []}
    assert await operator.all("api/v1/reservations", chargePoint=identity, state="active") == []
    assert (await operator.transaction(transaction_id))["id"] == transaction_id
    again = await fleet.charge_point(identity)
    started = await again.start_transaction(tag, timestamp=moment())
    assert started.transaction_id > transaction_id
