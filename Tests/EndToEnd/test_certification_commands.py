"""Certification cases of Core and Remote Trigger whose operator's verb is the generic command.

Those with a resource of their own are in the files of their features.

Every case runs with and without a BootNotification on the current socket: both must work.
"""

import pytest
from ocpp.v16 import call

from support.certification import order
from support.charge_point import ChargePoint, moment
from support.fleet import Fleet
from support.operator_api import Operator


async def reset(
    station: ChargePoint, fleet: Fleet, operator: Operator, tag: str, kind: str, reconnects: bool, charging: bool
) -> None:
    transaction_id = await station.charging(tag) if charging else None
    assert await order(operator, station, "Reset", {"type": kind}) == {"status": "Accepted"}
    if transaction_id:
        await station.stop_transaction(transaction_id, reason=f"{kind}Reset")
    if reconnects:
        station.socket.connection.transport.abort()
        station = await fleet.charge_point(station.id)
    assert (await station.boot()).status == "Accepted"
    await station.all_available()
    if transaction_id:
        assert (await operator.transaction(transaction_id))["stopReason"] == f"{kind}Reset"


@pytest.mark.parametrize("charging", [False, True], ids=["idle", "mid-charge"])
@pytest.mark.parametrize("reconnects", [False, True], ids=["same socket", "new socket"])
async def test_tc_013_hard_reset(station, fleet, operator, tag, reconnects: bool, charging: bool):
    await reset(station, fleet, operator, tag, "Hard", reconnects, charging)


@pytest.mark.parametrize("charging", [False, True], ids=["idle", "mid-charge"])
@pytest.mark.parametrize("reconnects", [False, True], ids=["same socket", "new socket"])
async def test_tc_014_soft_reset(station, fleet, operator, tag, reconnects: bool, charging: bool):
    await reset(station, fleet, operator, tag, "Soft", reconnects, charging)


async def unlock(station: ChargePoint, operator: Operator, status: str, connector_id: int = 1) -> None:
    station.answers["UnlockConnector"] = {"status": status}
    answer = await order(operator, station, "UnlockConnector", {"connectorId": connector_id})
    assert answer == {"status": status}
    asked = await operator.get(f"api/v1/charge-points/{station.id}/availability")
    (shown,) = [item for item in asked["unlocks"] if item["connectorId"] == connector_id]
    assert shown["status"] == status


async def test_tc_017_1_unlock_no_session_detachable_cable(station: ChargePoint, operator: Operator):
    await unlock(station, operator, "Unlocked")


async def test_tc_017_2_unlock_no_session_fixed_cable(station: ChargePoint, operator: Operator):
    await unlock(station, operator, "NotSupported")


async def test_tc_018_1_unlock_with_a_session(station: ChargePoint, operator: Operator, tag: str):
    transaction_id = await station.charging(tag)
    assert await order(operator, station, "UnlockConnector", {"connectorId": 1}) == {"status": "Unlocked"}
    await station.status(1, "Finishing")
    assert (await operator.transaction(transaction_id))["state"] == "Open"
    await station.stop_transaction(transaction_id, reason="UnlockCommand")
    await station.status(1, "Available")
    stored = await operator.transaction(transaction_id)
    assert (stored["state"], stored["stopReason"]) == ("Closed", "UnlockCommand")


async def test_tc_018_1_unlock_that_fails_leaves_the_transaction_open(
    station: ChargePoint, operator: Operator, tag: str
):
    transaction_id = await station.charging(tag)
    await unlock(station, operator, "UnlockFailed")
    assert (await operator.transaction(transaction_id))["state"] == "Open"


async def test_tc_030_unlock_failure(station: ChargePoint, operator: Operator):
    await unlock(station, operator, "UnlockFailed")


@pytest.mark.parametrize("connector_id", [99, 1])
async def test_tc_031_unlock_unknown_connector(station: ChargePoint, operator: Operator, connector_id: int):
    await unlock(station, operator, "NotSupported", connector_id)


async def test_tc_061_clear_authorization_cache(station: ChargePoint, operator: Operator):
    assert await order(operator, station, "ClearCache", {}) == {"status": "Accepted"}


TRIGGERED = {
    "MeterValues": call.MeterValues(
        connector_id=1, meter_value=[{"timestamp": moment(), "sampled_value": [{"value": "17"}]}]
    ),
    "Heartbeat": call.Heartbeat(),
    "StatusNotification": call.StatusNotification(connector_id=1, error_code="NoError", status="Available"),
    "DiagnosticsStatusNotification": call.DiagnosticsStatusNotification(status="Idle"),
    "FirmwareStatusNotification": call.FirmwareStatusNotification(status="Idle"),
}


@pytest.mark.parametrize("last_is_implemented", [True, False])
async def test_tc_054_trigger_message(station: ChargePoint, operator: Operator, last_is_implemented: bool):
    for message, triggered in TRIGGERED.items():
        connector = {"connectorId": 1} if message in ("MeterValues", "StatusNotification") else {}
        implemented = last_is_implemented or message != "FirmwareStatusNotification"
        station.answers["TriggerMessage"] = {"status": "Accepted" if implemented else "NotImplemented"}
        await order(operator, station, "TriggerMessage", {"requestedMessage": message} | connector)
        if implemented:
            await station.say(triggered)


async def test_tc_054_meter_values_without_samples_are_answered(station: ChargePoint, operator: Operator):
    await order(operator, station, "TriggerMessage", {"requestedMessage": "MeterValues", "connectorId": 1})
    for meter_value in ([{"timestamp": moment(), "sampled_value": []}], []):
        message = call.MeterValues(connector_id=1, meter_value=meter_value)
        answer = await station.call(message, suppress=False, skip_schema_validation=True)
        assert answer is not None


@pytest.mark.parametrize("message", ["MeterValues", "Heartbeat"])
@pytest.mark.parametrize("connector", [{}, {"connectorId": 1}], ids=["no connector", "connector 1"])
async def test_tc_055_trigger_message_rejected(station: ChargePoint, operator: Operator, message: str, connector: dict):
    station.answers["TriggerMessage"] = {"status": "Rejected"}
    answer = await order(operator, station, "TriggerMessage", {"requestedMessage": message} | connector)
    assert answer == {"status": "Rejected"}
