"""Transactions: starts, stops, repeats and identity (4.1, 4.2, 4.3, 4.6)."""

import asyncio

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator, unique
from support.peer import Peer


@pytest.fixture
async def peer(fleet: Fleet) -> Peer:
    return await fleet.peer()


def start(tag: str, **members) -> dict:
    return {"connectorId": 1, "idTag": tag, "meterStart": 100, "timestamp": moment()} | members


def stop(transaction_id: int, meter_stop: int = 2100, **members) -> dict:
    return {"transactionId": transaction_id, "meterStop": meter_stop, "timestamp": moment()} | members


class TestStart:
    async def test_two_connectors_that_start_at_once_get_two_transactions(self, peer: Peer, operator: Operator):
        first, second = await operator.add_tag(), await operator.add_tag()
        await peer.send([2, "one", "StartTransaction", start(first, connectorId=1)])
        await peer.send([2, "two", "StartTransaction", start(second, connectorId=2)])
        one, two = await peer.answer_to("one"), await peer.answer_to("two")
        ids = [one[2]["transactionId"], two[2]["transactionId"]]
        assert ids[0] != ids[1] and min(ids) > 0
        stored = {item["id"]: item for item in await operator.transactions(chargePoint=peer.id)}
        assert [stored[number]["connectorId"] for number in ids] == [1, 2]
        assert [stored[number]["idTag"] for number in ids] == [first, second]

    async def test_fifty_starts_at_once_get_fifty_ids(self, fleet: Fleet, operator: Operator):
        peers = [await fleet.peer() for _ in range(10)]
        tag = await operator.add_tag(maximumConcurrentTransactions=0)
        for peer in peers:
            for connector in range(1, 6):
                await peer.send([2, f"{connector}", "StartTransaction", start(tag, connectorId=connector)])
        answers = [await peer.answer_to(f"{connector}") for peer in peers for connector in range(1, 6)]
        assert {answer[2]["idTagInfo"]["status"] for answer in answers} == {"Accepted"}
        assert len({answer[2]["transactionId"] for answer in answers}) == 50

    async def test_the_reservation_id_is_kept(self, peer: Peer, operator: Operator, tag: str):
        started = await peer.ask("StartTransaction", start(tag, reservationId=77))
        assert (await operator.transaction(started["transactionId"]))["reservationId"] == 77

    async def test_a_connector_that_was_never_reported_is_made_on_the_fly(
        self, peer: Peer, operator: Operator, tag: str
    ):
        started = await peer.ask("StartTransaction", start(tag, connectorId=250))
        assert (await operator.connector(peer.id, 250))["transactionId"] == started["transactionId"]

    async def test_a_charge_point_that_nobody_accepted_cannot_start_one_until_it_is_accepted(
        self, fleet: Fleet, operator: Operator, tag: str
    ):
        """OCPP 1.6, 4.2: while Pending it sends nothing of its own accord; what it has to say it repeats later."""
        peer = await fleet.peer(unique("PENDING"))
        payload = start(tag)
        code, _ = await peer.refused("StartTransaction", payload)
        assert code == "SecurityError"
        assert await operator.transactions(chargePoint=peer.id) == []
        await operator.patch(f"api/v1/charge-points/{peer.id}", {"registrationStatus": "Accepted"})
        assert (await peer.ask("StartTransaction", payload))["idTagInfo"]["status"] == "Accepted"


class TestRepeats:
    @pytest.mark.parametrize("reconnects", [False, True], ids=["same socket", "new socket"])
    async def test_the_same_start_under_a_new_id_is_the_same_transaction(
        self, peer: Peer, fleet: Fleet, operator: Operator, tag: str, reconnects: bool
    ):
        payload = start(tag, timestamp=moment(-1))
        first = await peer.ask("StartTransaction", payload)
        if reconnects:
            peer.socket.connection.transport.abort()
            peer = await fleet.peer(peer.id)
        assert await peer.ask("StartTransaction", payload) == first
        (stored,) = await operator.transactions(chargePoint=peer.id)
        assert stored["startRepeats"] == 1
        assert stored["startLastReceivedAt"] > stored["startReceivedAt"]

    @pytest.mark.parametrize(
        "difference",
        [{"connectorId": 2}, {"meterStart": 101}, {"timestamp": "2026-01-01T00:00:00Z"}, {"idTag": None}],
        ids=["connector", "meterStart", "timestamp", "idTag"],
    )
    async def test_a_start_that_differs_is_a_new_transaction(
        self, peer: Peer, operator: Operator, tag: str, difference: dict
    ):
        if "idTag" in difference:
            difference = {"idTag": await operator.add_tag()}
        payload = start(tag)
        first = await peer.ask("StartTransaction", payload)
        second = await peer.ask("StartTransaction", payload | difference)
        assert second["transactionId"] > 0
        assert second["transactionId"] != first["transactionId"]
        assert len(await operator.transactions(chargePoint=peer.id)) == 2

    async def test_the_same_start_of_another_charge_point_is_another_transaction(
        self, peer: Peer, fleet: Fleet, operator: Operator
    ):
        payload = start(await operator.add_tag(maximumConcurrentTransactions=0))
        other = await fleet.peer()
        first = await peer.ask("StartTransaction", payload)
        assert (await other.ask("StartTransaction", payload))["transactionId"] != first["transactionId"]

    async def test_a_repeated_start_does_not_open_a_closed_transaction(self, peer: Peer, operator: Operator, tag: str):
        payload = start(tag)
        transaction_id = (await peer.ask("StartTransaction", payload))["transactionId"]
        await peer.ask("StopTransaction", stop(transaction_id))
        assert (await peer.ask("StartTransaction", payload))["transactionId"] == transaction_id
        assert (await operator.transaction(transaction_id))["state"] == "Closed"

    async def test_a_repeated_stop_is_answered_and_changes_nothing(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = (await peer.ask("StartTransaction", start(tag)))["transactionId"]
        payload = stop(transaction_id, 3100, reason="Local", idTag=tag)
        first = await peer.ask("StopTransaction", payload)
        before = await operator.transaction(transaction_id)
        assert await peer.ask("StopTransaction", payload) == first
        after = await operator.transaction(transaction_id)
        assert after["stopRepeats"] == 1
        changing = ("stopRepeats", "stopLastReceivedAt")
        assert {k: v for k, v in after.items() if k not in changing} == {
            k: v for k, v in before.items() if k not in changing
        }

    async def test_another_stop_of_a_closed_transaction_is_answered_and_does_not_change_the_energy(
        self, peer: Peer, operator: Operator, tag: str
    ):
        transaction_id = (await peer.ask("StartTransaction", start(tag)))["transactionId"]
        await peer.ask("StopTransaction", stop(transaction_id, 3100))
        await peer.ask("StopTransaction", stop(transaction_id, 9100, reason="PowerLoss"))
        assert (await operator.transaction(transaction_id))["energyWh"] == 3000


class TestStop:
    async def test_id_tag_info_is_there_exactly_when_an_id_tag_was_sent(self, peer: Peer, operator: Operator, tag: str):
        for members, wanted in (({}, False), ({"idTag": tag}, True)):
            transaction_id = (await peer.ask("StartTransaction", start(tag, timestamp=moment())))["transactionId"]
            answer = await peer.ask("StopTransaction", stop(transaction_id, **members))
            assert ("idTagInfo" in answer) is wanted

    async def test_a_different_or_unknown_id_tag_may_stop(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = (await peer.ask("StartTransaction", start(tag)))["transactionId"]
        unknown = unique("UNKNOWN")
        answer = await peer.ask("StopTransaction", stop(transaction_id, idTag=unknown))
        assert answer["idTagInfo"]["status"] == "Invalid"
        stored = await operator.transaction(transaction_id)
        assert (stored["state"], stored["stopIdTag"], stored["idTag"]) == ("Closed", unknown, tag)

    async def test_without_meter_values_the_registers_give_the_energy(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = (await peer.ask("StartTransaction", start(tag, meterStart=1234)))["transactionId"]
        await peer.ask("StopTransaction", stop(transaction_id, 23456))
        stored = await operator.transaction(transaction_id)
        assert (stored["energyWh"], stored["energySource"]) == (22222, "registers")
        assert stored["quarantine"] is None

    async def test_equal_registers_within_milliseconds_are_a_session_of_nothing(
        self, peer: Peer, operator: Operator, tag: str
    ):
        started = await peer.ask("StartTransaction", start(tag, meterStart=0))
        await peer.ask("StopTransaction", stop(started["transactionId"], 0))
        stored = await operator.transaction(started["transactionId"])
        assert (stored["state"], stored["energyWh"]) == ("Closed", 0)

    async def test_readings_inside_the_stop_are_stored_with_the_transaction(
        self, peer: Peer, operator: Operator, tag: str
    ):
        transaction_id = (await peer.ask("StartTransaction", start(tag)))["transactionId"]
        data = [
            {"timestamp": moment(), "sampledValue": [{"value": "100", "context": "Transaction.Begin"}]},
            {"timestamp": moment(), "sampledValue": [{"value": "2100", "context": "Transaction.End"}]},
        ]
        await peer.ask("StopTransaction", stop(transaction_id, transactionData=data))
        stored = await operator.meter_values(transaction_id)
        assert [item["samples"][0]["value"] for item in stored] == [100, 2100]
        assert {item["context"] for item in stored} == {"StopTransaction"}


class TestOfflineReplay:
    async def test_an_offline_session_of_an_unknown_id_tag_is_recorded_and_closed(self, peer: Peer, operator: Operator):
        unknown = unique("UNKNOWN")
        started = await peer.ask("StartTransaction", start(unknown, timestamp=moment(-5)))
        assert started["idTagInfo"]["status"] == "Invalid"
        assert started["transactionId"] > 0
        await peer.ask("StopTransaction", stop(started["transactionId"], 5100, timestamp=moment(-4)))
        stored = await operator.transaction(started["transactionId"])
        assert (stored["idTag"], stored["authorizationStatus"], stored["state"]) == (unknown, "Invalid", "Closed")
        assert stored["energyWh"] == 5000
        assert stored["flags"], "flagged for review"

    async def test_a_backlog_sent_without_waiting_is_answered_in_order(self, peer: Peer, operator: Operator, tag: str):
        """Ten offline sessions, one after the other, as fast as the answers come."""
        for hour in range(10):
            payload = start(tag, meterStart=hour * 1000, timestamp=moment(hour - 20))
            transaction_id = (await peer.ask("StartTransaction", payload))["transactionId"]
            payload = stop(transaction_id, hour * 1000 + 500, timestamp=moment(hour - 19.5))
            await peer.ask("StopTransaction", payload)
        stored = await operator.transactions(chargePoint=peer.id)
        assert [item["energyWh"] for item in stored] == [500] * 10
        assert {item["state"] for item in stored} == {"Closed"}


async def test_transaction_ids_rise_and_are_never_given_twice(fleet: Fleet, operator: Operator):
    tag = await operator.add_tag(maximumConcurrentTransactions=0)
    peers = [await fleet.peer() for _ in range(5)]

    async def sessions(peer: Peer) -> list[int]:
        ids = []
        for number in range(6):
            started = await peer.ask("StartTransaction", start(tag, meterStart=number))
            ids.append(started["transactionId"])
            await peer.ask("StopTransaction", stop(ids[-1]))
        assert ids == sorted(ids)
        return ids

    ids = [number for part in await asyncio.gather(*map(sessions, peers)) for number in part]
    assert len(set(ids)) == 30 and min(ids) > 0 and max(ids) < 2**31
