"""Certification cases of Core in which the charge point acts and the operator does nothing.

Every case runs with and without a BootNotification on the current socket: both must work.
"""

import asyncio

import pytest
from ocpp.v16 import call

from support.charge_point import ChargePoint, moment
from support.fleet import Fleet
from support.operator_api import Operator, unique


async def transactions(station: ChargePoint, operator: Operator) -> list[dict]:
    return await operator.transactions(chargePoint=station.id)


async def test_tc_001_cold_boot(fleet: Fleet, operator: Operator):
    identity = await fleet.register(settings={"heartbeatIntervalSeconds": 1})
    charge_point = await fleet.charge_point(identity)
    boot = await charge_point.boot()
    assert (boot.status, boot.interval) == ("Accepted", 1)
    assert boot.current_time.endswith("Z")
    await charge_point.all_available(connectors=2)
    for _ in range(2):
        await asyncio.sleep(boot.interval)
        assert (await charge_point.heartbeat()).current_time.endswith("Z")
    shown = await operator.charge_point(identity)
    assert [item["connectorId"] for item in shown["connectors"]] == [0, 1, 2]
    assert {item["status"] for item in shown["connectors"]} == {"Available"}


async def test_tc_003_regular_session_plug_in_first(station: ChargePoint, operator: Operator, tag: str):
    await station.status(1, "Preparing")
    assert (await station.authorize(tag))["status"] == "Accepted"
    started = await station.start_transaction(tag, meter_start=100)
    assert started.id_tag_info["status"] == "Accepted"
    assert started.transaction_id > 0
    await station.status(1, "Charging")
    assert (await operator.connector(station.id, 1))["transactionId"] == started.transaction_id
    await station.stop_transaction(started.transaction_id, meter_stop=5100)
    stored = await operator.transaction(started.transaction_id)
    assert (stored["idTag"], stored["state"], stored["energyWh"]) == (tag, "Closed", 5000)
    assert stored["stopTimestamp"]


@pytest.mark.parametrize("preparing", [True, False])
async def test_tc_004_1_regular_session_identification_first(station: ChargePoint, tag: str, preparing: bool):
    assert (await station.authorize(tag))["status"] == "Accepted"
    if preparing:
        await station.status(1, "Preparing")
    started = await station.start_transaction(tag)
    assert started.id_tag_info["status"] == "Accepted"
    assert started.transaction_id > 0
    await station.status(1, "Charging")


@pytest.mark.parametrize("authorized", [True, False])
async def test_tc_004_2_connection_timeout(station: ChargePoint, operator: Operator, tag: str, authorized: bool):
    if authorized:
        await station.authorize(tag)
    await station.status(1, "Preparing")
    await station.status(1, "Available")
    assert await transactions(station, operator) == []


async def test_tc_005_1_vehicle_side_disconnected(station: ChargePoint, operator: Operator, tag: str):
    transaction_id = await station.charging(tag)
    await station.status(1, "SuspendedEV")
    stopped = await station.stop_transaction(transaction_id, reason="EVDisconnected", id_tag=tag)
    assert stopped.id_tag_info["status"] == "Accepted"
    await station.status(1, "Finishing")
    await station.status(1, "Available")
    assert (await operator.transaction(transaction_id))["stopReason"] == "EVDisconnected"


async def test_tc_007_start_with_a_cached_id(station: ChargePoint, tag: str):
    await station.status(1, "Preparing")
    started = await station.start_transaction(tag)
    assert started.id_tag_info["status"] == "Accepted"
    assert started.transaction_id > 0
    await station.status(1, "Charging")


async def test_tc_023_1_authorize_invalid_id(station: ChargePoint, operator: Operator):
    assert (await station.authorize(unique("UNKNOWN")))["status"] == "Invalid"
    assert await transactions(station, operator) == []


@pytest.mark.parametrize(
    "how", [{"expiryDate": "2020-01-01T00:00:00Z"}, {"status": "Expired"}], ids=["by date", "by status"]
)
async def test_tc_023_2_authorize_expired_id(station: ChargePoint, operator: Operator, how: dict):
    expired = await operator.add_tag(**how)
    assert (await station.authorize(expired))["status"] == "Expired"


async def test_tc_023_3_authorize_blocked_id(station: ChargePoint, operator: Operator):
    blocked = await operator.add_tag(status="Blocked")
    assert (await station.authorize(blocked))["status"] == "Blocked"


@pytest.mark.parametrize("authorized", [True, False])
async def test_tc_024_connector_lock_failure(station: ChargePoint, operator: Operator, tag: str, authorized: bool):
    if authorized:
        await station.authorize(tag)
    await station.status(1, "Preparing")
    await station.status(1, "Faulted", "ConnectorLockFailure")
    shown = await operator.connector(station.id, 1)
    assert (shown["status"], shown["errorCode"]) == ("Faulted", "ConnectorLockFailure")
    assert await transactions(station, operator) == []


@pytest.mark.parametrize("reconnects", [False, True], ids=["same socket", "new socket"])
@pytest.mark.parametrize("zero_first", [True, False], ids=["connector 0 first", "stop first"])
async def test_tc_032_1_power_failure(
    station: ChargePoint, fleet: Fleet, operator: Operator, tag: str, reconnects: bool, zero_first: bool
):
    transaction_id = await station.charging(tag)
    if reconnects:
        station.socket.connection.transport.abort()
        station = await fleet.charge_point(station.id)
    assert (await station.boot()).status == "Accepted"
    await station.status(1, "Finishing")
    if zero_first:
        await station.status(0, "Available")
    await station.stop_transaction(transaction_id, meter_stop=1500, reason="PowerLoss")
    if not zero_first:
        await station.status(0, "Available")
    stored = await operator.transaction(transaction_id)
    assert (stored["state"], stored["stopReason"], stored["energyWh"]) == ("Closed", "PowerLoss", 500)
    assert stored["quarantine"] is None


@pytest.mark.parametrize("hours", [-6, -72])
async def test_tc_037_1_offline_start_valid_id(station: ChargePoint, operator: Operator, tag: str, hours: int):
    started = await station.start_transaction(tag, connector_id=4, timestamp=moment(hours))
    assert started.id_tag_info["status"] == "Accepted"
    assert started.transaction_id > 0
    await station.status(4, "Charging")
    assert (await operator.connector(station.id, 4))["status"] == "Charging"


@pytest.mark.parametrize("with_tag", [True, False])
async def test_tc_037_3_offline_start_invalid_id(station: ChargePoint, operator: Operator, with_tag: bool):
    unknown = unique("UNKNOWN")
    started = await station.start_transaction(unknown, timestamp=moment(-3))
    assert started.id_tag_info["status"] == "Invalid"
    assert started.transaction_id > 0
    await station.status(1, "Charging")
    members = {"id_tag": unknown} if with_tag else {}
    stopped = await station.stop_transaction(started.transaction_id, reason="DeAuthorized", **members)
    assert (stopped.id_tag_info is not None) is with_tag
    await station.status(1, "Finishing")
    stored = await operator.transaction(started.transaction_id)
    assert (stored["idTag"], stored["authorizationStatus"]) == (unknown, "Invalid")
    assert (stored["state"], stored["stopReason"]) == ("Closed", "DeAuthorized")


@pytest.mark.parametrize(("start", "stop"), [(-6, -5), (0, 0)], ids=["hours old", "now"])
async def test_tc_039_offline_transaction(station: ChargePoint, operator: Operator, tag: str, start: int, stop: int):
    started = await station.start_transaction(tag, meter_start=0, timestamp=moment(start))
    assert started.id_tag_info["status"] == "Accepted"
    await station.stop_transaction(started.transaction_id, meter_stop=0, timestamp=moment(stop), reason="Local")
    stored = await operator.transaction(started.transaction_id)
    assert (stored["state"], stored["stopReason"]) == ("Closed", "Local")


@pytest.mark.parametrize(
    "members", [{}, {"message_id": "Tariff"}, {"data": "any"}, {"message_id": "Tariff", "data": '{"price": 1}'}]
)
async def test_tc_064_data_transfer_to_the_central_system(station: ChargePoint, operator: Operator, members: dict):
    answer = await station.say(call.DataTransfer(vendor_id="org.unknown.vendor", **members))
    assert answer.status == "UnknownVendorId"
    (recorded,) = await operator.all(f"api/v1/charge-points/{station.id}/data-transfers")
    assert (recorded["vendorId"], recorded["status"]) == ("org.unknown.vendor", "UnknownVendorId")
    assert (recorded["messageId"], recorded["data"]) == (members.get("message_id"), members.get("data"))


@pytest.mark.parametrize("digits", [0, 3, 6])
async def test_times_may_have_0_3_or_6_fractional_digits(station: ChargePoint, tag: str, digits: int):
    await station.status(1, "Preparing", timestamp=moment(digits=digits))
    started = await station.start_transaction(tag, timestamp=moment(digits=digits))
    assert started.id_tag_info["status"] == "Accepted"
    await station.stop_transaction(started.transaction_id, timestamp=moment(digits=digits))


async def test_the_central_system_asks_for_nothing_by_itself(station: ChargePoint, tag: str):
    """Unexpected requests fail cases: no GetConfiguration after a boot, no TriggerMessage, no profile after a start."""
    await station.boot()
    await station.all_available()
    transaction_id = await station.charging(tag)
    await station.stop_transaction(transaction_id)
    await asyncio.sleep(1)
    assert station.socket.received(2) == []
