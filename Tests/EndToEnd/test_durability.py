"""What was acknowledged is on disk: kill -9 under load, and a disk that is full."""

import asyncio
import json
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator
from support.peer import Peer
from support.server import Server
from support.storage import fill, mounted

CHARGE_POINTS = 50


class Session:
    """A charge point that charges without a pause, remembers what was acknowledged, and repeats what was not."""

    def __init__(self, identity: str, tag: str):
        self.identity = identity
        self.tag = tag
        self.register = 0
        self.transaction_id: int | None = None
        self.meter_values = 0
        self.unanswered: tuple[str, dict] | None = None
        self.starts: dict[int, int] = {}  # meterStart → transactionId
        self.stops: dict[int, int] = {}  # transactionId → meterStop
        self.readings: list[tuple[int, int]] = []  # transactionId, value

    @property
    def acknowledged(self) -> int:
        return len(self.starts) + len(self.stops) + len(self.readings)

    def _next(self) -> tuple[str, dict]:
        self.register += 1
        if self.transaction_id is None:
            payload = {"connectorId": 1, "idTag": self.tag, "meterStart": self.register, "timestamp": moment()}
            return "StartTransaction", payload
        if self.meter_values < 3:
            value = {"timestamp": moment(), "sampledValue": [{"value": str(self.register)}]}
            return "MeterValues", {"connectorId": 1, "transactionId": self.transaction_id, "meterValue": [value]}
        payload = {"transactionId": self.transaction_id, "meterStop": self.register, "timestamp": moment()}
        return "StopTransaction", payload

    async def step(self, peer: Peer) -> None:
        """Sends the next message, or again the one that was not answered."""
        self.unanswered = self.unanswered or self._next()
        action, payload = self.unanswered
        answer = await peer.ask(action, payload)
        self.unanswered = None
        if action == "StartTransaction":
            self.transaction_id, self.meter_values = answer["transactionId"], 0
            self.starts[payload["meterStart"]] = self.transaction_id
        elif action == "MeterValues":
            self.meter_values += 1
            self.readings.append((self.transaction_id, int(payload["meterValue"][0]["sampledValue"][0]["value"])))
        else:
            self.stops[self.transaction_id] = payload["meterStop"]
            self.transaction_id = None

    async def run(self, fleet: Fleet, steps: int | None = None) -> None:
        """Connects and goes on until the connection is lost, or for a number of steps."""
        peer = await fleet.peer(self.identity)
        try:
            while steps is None or steps > 0:
                await self.step(peer)
                steps = steps and steps - 1
        except ConnectionClosed:
            return
        await peer.close()

    async def check(self, operator: Operator) -> None:
        """The database has what was acknowledged, all of it, and each of it once."""
        stored = await operator.transactions(chargePoint=self.identity, limit=1000)
        assert {item["meterStart"]: item["id"] for item in stored} == self.starts
        assert len(stored) == len(self.starts), "a transaction is there twice"
        assert {item["id"]: item["meterStop"] for item in stored if item["state"] == "Closed"} == self.stops
        values = await operator.all(f"api/v1/charge-points/{self.identity}/meter-values", limit=1000)
        kept = [(item["transactionIdReceived"], int(item["samples"][0]["value"])) for item in values]
        assert sorted(kept) == sorted(self.readings), "meter values are missing or there twice"


@pytest.mark.heavy
@pytest.mark.timeout(180)
async def test_nothing_acknowledged_is_lost_by_kill_9_under_load_and_nothing_doubled(make_server):
    server: Server = make_server(settings={"authorization.maximumConcurrentTransactions": 0}).start()
    operator = Operator(server)
    tag = await operator.add_tag()
    sessions = [Session((await operator.add_charge_point())["id"], tag) for _ in range(CHARGE_POINTS)]
    for _ in range(3):
        fleet = Fleet(server, operator)
        running = [asyncio.create_task(session.run(fleet)) for session in sessions]
        before = sum(session.acknowledged for session in sessions)
        while sum(session.acknowledged for session in sessions) < before + 20 * CHARGE_POINTS:
            await asyncio.sleep(0.05)
        server.kill()
        await asyncio.gather(*running)
        await fleet.disband()
        await operator.close()
        await asyncio.to_thread(server.start)
        operator = Operator(server)
        fleet = Fleet(server, operator)
        await asyncio.gather(*(session.run(fleet, steps=2) for session in sessions))
        for session in sessions:
            await session.check(operator)
        await fleet.disband()
    await operator.close()


def start(tag: str, meter: int = 0) -> dict:
    return {"connectorId": 1, "idTag": tag, "meterStart": meter, "timestamp": moment()}


@pytest.mark.timeout(120)
async def test_a_full_disk_refuses_messages_and_recovers(make_server, short_folder: Path):
    with mounted(short_folder / "mount", "16m") as data:
        server: Server = make_server(data=data).start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        tag = await operator.add_tag(maximumConcurrentTransactions=0)
        peer = await fleet.peer()
        first = await peer.ask("StartTransaction", start(tag))
        ballast = await asyncio.to_thread(fill, data)

        refused = None
        for meter in range(1, 2000):  # what is left in the last pages of the files is used up first
            frame = await peer.call("StartTransaction", start(tag, meter))
            if frame[0] == 4:
                refused = frame
                break
        assert refused and refused[2] == "InternalError", refused
        assert "full" in refused[3].lower() or "storage" in refused[3].lower()
        for _ in range(20):
            frame = await peer.call("StartTransaction", start(tag, 5000))
            assert frame[:1] == [4] and frame[2] == "InternalError", frame
        assert await peer.is_alive(), "what needs no storage is still answered"
        assert server.is_alive()
        answer = await operator.http.post("api/v1/id-tags", json={"idTag": "NO-ROOM"})
        assert answer.status_code in (503, 507)
        operator.check_problem(answer)
        assert (await operator.transaction(first["transactionId"]))["state"] == "Open", "reading still works"

        ballast.unlink()
        second = await peer.ask("StartTransaction", start(tag, 5000))
        assert second["transactionId"] > first["transactionId"]
        payload = {"transactionId": second["transactionId"], "meterStop": 6000, "timestamp": moment()}
        await peer.ask("StopTransaction", payload)
        assert (await operator.transaction(second["transactionId"]))["energyWh"] == 1000
        stored = await operator.transactions(chargePoint=peer.id)
        assert len([item for item in stored if item["meterStart"] == 5000]) == 1, "what was refused is not there"

        await fleet.disband()
        await operator.close()
        server.stop(allow_errors=True)
        server.start()
        operator = Operator(server)
        assert (await operator.transaction(second["transactionId"]))["state"] == "Closed"
        await operator.close()
        server.stop(allow_errors=True)


async def test_one_message_that_fails_does_not_take_its_neighbours_with_it(fleet: Fleet, operator: Operator):
    """Good and bad messages arrive together, and are committed together; each is answered for itself."""
    tag = await operator.add_tag(maximumConcurrentTransactions=0)
    peers = [await fleet.peer() for _ in range(20)]
    for number, peer in enumerate(peers):
        good = number % 2 == 0
        payload = start(tag, number) if good else start(tag, number) | {"meterStart": "none"}
        await peer.send(json.dumps([2, "together", "StartTransaction", payload]))
    answers = [await peer.answer_to("together") for peer in peers]
    assert [answer[0] for answer in answers] == [3, 4] * 10
    for peer, answer in zip(peers, answers, strict=True):
        stored = await operator.transactions(chargePoint=peer.id)
        assert [item["id"] for item in stored] == ([answer[2]["transactionId"]] if answer[0] == 3 else [])
