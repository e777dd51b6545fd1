"""Stops with ids that were never given, meters that run backwards, transactions that never end (4.4, 4.5, 4.7)."""

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator
from support.peer import Peer


@pytest.fixture
async def peer(fleet: Fleet) -> Peer:
    return await fleet.peer()


async def started(peer: Peer, tag: str, **members) -> int:
    payload = {"connectorId": 1, "idTag": tag, "meterStart": 1000, "timestamp": moment(-1)} | members
    return (await peer.ask("StartTransaction", payload))["transactionId"]


def stop(transaction_id: int, meter_stop: int = 3000, **members) -> dict:
    return {"transactionId": transaction_id, "meterStop": meter_stop, "timestamp": moment()} | members


async def meter(peer: Peer, transaction_id: int, value: str, hours: float = 0, connector: int = 1) -> None:
    value = {"timestamp": moment(hours), "sampledValue": [{"value": value}]}
    await peer.ask("MeterValues", {"connectorId": connector, "transactionId": transaction_id, "meterValue": [value]})


@pytest.mark.parametrize("sent", [0, -1])
class TestStopWithoutAnId:
    async def test_the_one_that_fits_is_closed(self, peer: Peer, operator: Operator, tag: str, sent: int):
        transaction_id = await started(peer, tag)
        answer = await peer.ask("StopTransaction", stop(sent, idTag=tag))
        assert answer["idTagInfo"]["status"] == "Accepted"
        stored = await operator.transaction(transaction_id)
        assert (stored["state"], stored["energyWh"]) == ("Closed", 2000)
        assert any(str(sent) in f"{flag['code']} {flag['detail']}" for flag in stored["flags"]), stored["flags"]

    async def test_without_an_open_transaction_it_is_kept_as_an_orphan(
        self, peer: Peer, operator: Operator, tag: str, sent: int
    ):
        assert "idTagInfo" not in await peer.ask("StopTransaction", stop(sent, 777))
        (orphan,) = await operator.all("api/v1/orphaned-stops", chargePoint=peer.id)
        assert (orphan["transactionIdReceived"], orphan["meterStop"]) == (sent, 777)
        assert orphan["candidates"] == []

    async def test_when_several_fit_it_is_kept_for_the_operator(
        self, peer: Peer, operator: Operator, tag: str, sent: int
    ):
        tag = await operator.add_tag(maximumConcurrentTransactions=0)
        ids = [await started(peer, tag, connectorId=1), await started(peer, tag, connectorId=2)]
        await peer.ask("StopTransaction", stop(sent, idTag=tag))
        assert [(await operator.transaction(number))["state"] for number in ids] == ["Open", "Open"]
        (orphan,) = await operator.all("api/v1/orphaned-stops", chargePoint=peer.id)
        assert sorted(orphan["candidates"]) == sorted(ids)
        resolved = {"transactionId": ids[1], "note": "the driver of connector 2 called"}
        await operator.post(f"api/v1/orphaned-stops/{orphan['id']}/resolve", resolved)
        assert [(await operator.transaction(number))["state"] for number in ids] == ["Open", "Closed"]
        assert await operator.all("api/v1/orphaned-stops", chargePoint=peer.id, resolved="false") == []

    async def test_the_id_tag_tells_two_connectors_apart(self, peer: Peer, operator: Operator, tag: str, sent: int):
        other = await operator.add_tag()
        first, second = await started(peer, tag, connectorId=1), await started(peer, other, connectorId=2)
        await peer.ask("StopTransaction", stop(sent, idTag=other))
        assert (await operator.transaction(first))["state"] == "Open"
        assert (await operator.transaction(second))["state"] == "Closed"

    async def test_a_repeat_of_it_changes_nothing(self, peer: Peer, operator: Operator, tag: str, sent: int):
        first = await started(peer, tag, connectorId=1)
        payload = stop(sent, idTag=tag)
        await peer.ask("StopTransaction", payload)
        second = await started(peer, tag, connectorId=1, timestamp=moment())
        await peer.ask("StopTransaction", payload)
        assert (await operator.transaction(first))["state"] == "Closed"
        assert (await operator.transaction(second))["state"] == "Open"


async def test_a_stop_with_an_id_never_given_is_answered_and_kept(peer: Peer, operator: Operator, tag: str):
    await peer.ask("StopTransaction", stop(2_000_000_001, idTag=tag))
    (orphan,) = await operator.all("api/v1/orphaned-stops", chargePoint=peer.id)
    assert (orphan["transactionIdReceived"], orphan["idTag"]) == (2_000_000_001, tag)


async def test_a_stop_cannot_close_another_charge_points_transaction(
    peer: Peer, fleet: Fleet, operator: Operator, tag: str
):
    transaction_id = await started(peer, tag)
    other = await fleet.peer()
    await other.ask("StopTransaction", stop(transaction_id))
    assert (await operator.transaction(transaction_id))["state"] == "Open"


class TestQuarantine:
    @pytest.mark.parametrize("meter_stop", [-1, 0, 999])
    async def test_a_meter_below_the_start_closes_without_billing(
        self, peer: Peer, operator: Operator, tag: str, meter_stop: int
    ):
        transaction_id = await started(peer, tag)
        await meter(peer, transaction_id, "1800", -0.5)
        await peer.ask("StopTransaction", stop(transaction_id, meter_stop))
        stored = await operator.transaction(transaction_id)
        assert stored["state"] == "Closed"
        assert stored["energyWh"] is None
        assert (stored["meterStart"], stored["meterStop"]) == (1000, meter_stop)
        assert stored["quarantine"]["reason"]
        assert stored["quarantine"]["proposedEnergyWh"] == 800
        assert stored["quarantine"]["resolvedAt"] is None
        quarantined = await operator.transactions(chargePoint=peer.id, quarantined="true")
        assert [item["id"] for item in quarantined] == [transaction_id]

    async def test_the_operator_resolves_it(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = await started(peer, tag)
        await peer.ask("StopTransaction", stop(transaction_id, -1))
        await operator.post(f"api/v1/transactions/{transaction_id}/resolve", {"energyWh": -5}, 422)
        body = {"energyWh": 4321, "note": "read from the display"}
        resolved = await operator.post(f"api/v1/transactions/{transaction_id}/resolve", body)
        assert (resolved["energyWh"], resolved["energySource"]) == (4321, "operator")
        assert resolved["quarantine"]["resolvedAt"] and resolved["quarantine"]["resolvedBy"]
        assert resolved["meterStop"] == -1, "what was sent stays"
        assert await operator.transactions(chargePoint=peer.id, quarantined="true") == []

    async def test_what_is_not_in_quarantine_cannot_be_resolved(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = await started(peer, tag)
        await operator.post(f"api/v1/transactions/{transaction_id}/resolve", {"energyWh": 1}, 409)
        await peer.ask("StopTransaction", stop(transaction_id))
        await operator.post(f"api/v1/transactions/{transaction_id}/resolve", {"energyWh": 1}, 409)


class TestZombies:
    async def test_it_is_stale_when_its_connector_starts_another(self, peer: Peer, operator: Operator, tag: str):
        first = await started(peer, tag)
        await meter(peer, first, "1500", -0.5)
        second = await started(peer, await operator.add_tag(), timestamp=moment())
        stale = await operator.transaction(first)
        assert stale["state"] == "Stale"
        assert stale["stale"]["reason"] and stale["stale"]["since"]
        assert stale["lastEnergyWh"] == 1500 or stale["lastEnergyWh"] == 500
        assert (await operator.transaction(second))["state"] == "Open"

    async def test_it_is_stale_when_its_connector_becomes_available(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = await started(peer, tag)
        await peer.ask("StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"})
        assert (await operator.transaction(transaction_id))["state"] == "Stale"

    @pytest.mark.parametrize("status", ["Finishing", "SuspendedEV", "SuspendedEVSE", "Unavailable", "Faulted"])
    async def test_other_states_of_the_connector_leave_it_open(
        self, peer: Peer, operator: Operator, tag: str, status: str
    ):
        transaction_id = await started(peer, tag)
        await peer.ask("StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": status})
        await peer.ask("StatusNotification", {"connectorId": 2, "errorCode": "NoError", "status": "Available"})
        await peer.ask("StatusNotification", {"connectorId": 0, "errorCode": "NoError", "status": "Available"})
        assert (await operator.transaction(transaction_id))["state"] == "Open"

    async def test_a_boot_alone_does_not_end_it(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = await started(peer, tag)
        await peer.ask("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
        assert (await operator.transaction(transaction_id))["state"] == "Open"

    async def test_a_stop_that_still_comes_gives_the_real_end(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = await started(peer, tag)
        await started(peer, await operator.add_tag(), timestamp=moment())
        await peer.ask("StopTransaction", stop(transaction_id, 5000, timestamp=moment(-0.25)))
        stored = await operator.transaction(transaction_id)
        assert (stored["state"], stored["energyWh"], stored["closedBy"]) == ("Closed", 4000, "chargePoint")

    async def test_the_operator_closes_it_and_a_late_stop_still_counts(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = await started(peer, tag)
        await meter(peer, transaction_id, "1700", -0.5)
        closed = await operator.post(f"api/v1/transactions/{transaction_id}/close", {"reason": "the driver left"})
        assert (closed["state"], closed["closedBy"]) == ("Closed", "operator")
        await operator.post(f"api/v1/transactions/{transaction_id}/close", {}, 409)
        await peer.ask("StopTransaction", stop(transaction_id, 3000))
        stored = await operator.transaction(transaction_id)
        assert (stored["state"], stored["energyWh"], stored["meterStop"]) == ("Closed", 2000, 3000)
        assert stored["stopTimestamp"]
