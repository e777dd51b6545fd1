"""Certification cases of Core about remote start and stop, through the generic command and through the resources."""

import pytest

from support.certification import THROUGH_BOTH, order, session
from support.charge_point import ChargePoint
from support.operator_api import Operator, unique

ANY_OR_ONE = pytest.mark.parametrize("connector", [{}, {"connectorId": 1}], ids=["any connector", "connector 1"])


async def remote_start(through: str, operator: Operator, station: ChargePoint, tag: str, **connector) -> str:
    """RemoteStartTransaction must reach the charge point exactly. Returns the status that it answered."""
    wanted = {"idTag": tag} | connector
    if through == "command":
        return (await order(operator, station, "RemoteStartTransaction", wanted))["status"]
    job = await operator.post("api/v1/remote-starts", {"chargePointId": station.id} | wanted, 201)
    assert await station.expect("RemoteStartTransaction") == wanted
    return job["state"].capitalize()


async def remote_stop(through: str, operator: Operator, station: ChargePoint, transaction_id: int) -> str:
    """RemoteStopTransaction must reach the charge point exactly. Returns the status that it answered."""
    wanted = {"transactionId": transaction_id}
    if through == "command":
        return (await order(operator, station, "RemoteStopTransaction", wanted))["status"]
    job = await operator.post("api/v1/remote-stops", {"chargePointId": station.id} | wanted, 201)
    assert await station.expect("RemoteStopTransaction") == wanted
    return job["state"].capitalize()


async def job(operator: Operator, station: ChargePoint, kind: str = "remote-starts") -> dict:
    """The one job of the charge point; it is there whoever sent the message."""
    (found,) = await operator.all(f"api/v1/{kind}", chargePoint=station.id)
    return found


@THROUGH_BOTH
@pytest.mark.parametrize("authorizes", [True, False])
async def test_tc_010_remote_start_cable_first(
    station: ChargePoint, operator: Operator, tag: str, through: str, authorizes: bool
):
    await station.status(1, "Preparing")
    assert await remote_start(through, operator, station, tag, connectorId=1) == "Accepted"
    transaction_id = await session(station, tag, authorizes)
    started = await job(operator, station)
    assert (started["state"], started["transactionId"]) == ("started", transaction_id)


@THROUGH_BOTH
@pytest.mark.parametrize("authorizes", [True, False])
async def test_tc_011_1_remote_start_first(
    station: ChargePoint, operator: Operator, tag: str, through: str, authorizes: bool
):
    assert await remote_start(through, operator, station, tag, connectorId=1) == "Accepted"
    assert (await job(operator, station))["state"] == "accepted"
    transaction_id = await session(station, tag, authorizes, preparing=True)
    started = await job(operator, station)
    assert (started["state"], started["transactionId"]) == ("started", transaction_id)


@THROUGH_BOTH
@ANY_OR_ONE
async def test_tc_011_2_remote_start_timeout(
    station: ChargePoint, operator: Operator, tag: str, through: str, connector: dict
):
    assert await remote_start(through, operator, station, tag, **connector) == "Accepted"
    assert (await station.authorize(tag))["status"] == "Accepted"
    await station.status(1, "Preparing")
    await station.status(1, "Available")
    assert await operator.transactions(chargePoint=station.id) == []
    await session(station, tag, authorizes=True)


@THROUGH_BOTH
async def test_tc_012_remote_stop(station: ChargePoint, operator: Operator, tag: str, through: str):
    transaction_id = await station.charging(tag)
    assert await remote_stop(through, operator, station, transaction_id) == "Accepted"
    await station.stop_transaction(transaction_id, reason="Remote")
    await station.status(1, "Finishing")
    await station.status(1, "Available")
    stored = await operator.transaction(transaction_id)
    assert (stored["state"], stored["stopReason"]) == ("Closed", "Remote")
    assert (await job(operator, station, "remote-stops"))["state"] == "stopped"


@THROUGH_BOTH
@ANY_OR_ONE
async def test_tc_026_remote_start_rejected(
    station: ChargePoint, operator: Operator, tag: str, through: str, connector: dict
):
    station.answers["RemoteStartTransaction"] = {"status": "Rejected"}
    assert await remote_start(through, operator, station, tag, **connector) == "Rejected"
    assert await operator.transactions(chargePoint=station.id) == []
    assert (await job(operator, station))["state"] == "rejected"


@THROUGH_BOTH
@pytest.mark.parametrize("real", [False, True], ids=["unknown id", "real id"])
async def test_tc_028_remote_stop_rejected(
    station: ChargePoint, operator: Operator, tag: str, through: str, real: bool
):
    transaction_id = await station.charging(tag)
    station.answers["RemoteStopTransaction"] = {"status": "Rejected"}
    wanted = transaction_id if real else 2_000_000_000
    assert await remote_stop(through, operator, station, wanted) == "Rejected"
    assert (await operator.transaction(transaction_id))["state"] == "Open"
    assert (await job(operator, station, "remote-stops"))["state"] == "rejected"


@THROUGH_BOTH
async def test_a_remote_start_works_for_an_id_tag_that_only_the_charge_point_knows(
    station: ChargePoint, operator: Operator, through: str
):
    assert await remote_start(through, operator, station, unique("UNKNOWN")) == "Accepted"
