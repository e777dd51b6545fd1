"""Certification cases of Core and Remote Trigger in which the operator acts, over the REST API.

Every case runs with and without a BootNotification on the current socket: both must work.
"""

import asyncio

import pytest
from ocpp.v16 import call

from support.charge_point import ChargePoint, moment
from support.fleet import Fleet
from support.operator_api import Operator, unique


@pytest.fixture(params=["booted", "not booted"])
async def station(request: pytest.FixtureRequest, fleet: Fleet) -> ChargePoint:
    charge_point = await fleet.charge_point()
    if request.param == "booted":
        assert (await charge_point.boot()).status == "Accepted"
        await charge_point.all_available()
    return charge_point


async def order(operator: Operator, station: ChargePoint, action: str, payload: dict) -> dict:
    """The operator orders; the payload must reach the charge point exactly. Returns the charge point's answer."""
    outcome = await operator.command(station.id, action, payload)
    assert await station.expect(action) == payload
    assert outcome["outcome"] == "answered"
    record = await operator.command_record(outcome["commandId"])
    assert (record["outcome"], record["response"]) == ("answered", outcome["response"])
    return outcome["response"]


async def session(station: ChargePoint, tag: str, authorizes: bool, preparing: bool = False) -> int:
    """What a charge point does after a remote start that it accepted."""
    if authorizes:
        assert (await station.authorize(tag))["status"] == "Accepted"
    if preparing:
        await station.status(1, "Preparing")
    started = await station.start_transaction(tag)
    assert started.id_tag_info["status"] == "Accepted"
    assert started.transaction_id > 0
    await station.status(1, "Charging")
    return started.transaction_id


@pytest.mark.parametrize("authorizes", [True, False])
async def test_tc_010_remote_start_cable_first(station: ChargePoint, operator: Operator, tag: str, authorizes: bool):
    await station.status(1, "Preparing")
    answer = await order(operator, station, "RemoteStartTransaction", {"idTag": tag, "connectorId": 1})
    assert answer == {"status": "Accepted"}
    await session(station, tag, authorizes)


@pytest.mark.parametrize("authorizes", [True, False])
async def test_tc_011_1_remote_start_first(station: ChargePoint, operator: Operator, tag: str, authorizes: bool):
    await order(operator, station, "RemoteStartTransaction", {"idTag": tag, "connectorId": 1})
    await session(station, tag, authorizes, preparing=True)


@pytest.mark.parametrize("connector", [{}, {"connectorId": 1}], ids=["any connector", "connector 1"])
async def test_tc_011_2_remote_start_timeout(station: ChargePoint, operator: Operator, tag: str, connector: dict):
    await order(operator, station, "RemoteStartTransaction", {"idTag": tag} | connector)
    assert (await station.authorize(tag))["status"] == "Accepted"
    await station.status(1, "Preparing")
    await station.status(1, "Available")
    assert await operator.transactions(chargePoint=station.id) == []
    await session(station, tag, authorizes=True)


async def test_tc_012_remote_stop(station: ChargePoint, operator: Operator, tag: str):
    transaction_id = await station.charging(tag)
    answer = await order(operator, station, "RemoteStopTransaction", {"transactionId": transaction_id})
    assert answer == {"status": "Accepted"}
    await station.stop_transaction(transaction_id, reason="Remote")
    await station.status(1, "Finishing")
    await station.status(1, "Available")
    stored = await operator.transaction(transaction_id)
    assert (stored["state"], stored["stopReason"]) == ("Closed", "Remote")


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


@pytest.mark.parametrize("payload", [{}, {"key": []}], ids=["key absent", "key empty"])
async def test_tc_019_1_retrieve_all_configuration_keys(station: ChargePoint, operator: Operator, payload: dict):
    keys = [{"key": f"Key{number}", "readonly": number % 2 == 0, "value": str(number)} for number in range(60)]
    keys.append({"key": "NoValue", "readonly": True})
    station.answers["GetConfiguration"] = {"configuration_key": keys}
    answer = await order(operator, station, "GetConfiguration", payload)
    assert answer["configurationKey"] == keys
    assert len(station.socket.received(2)) == 1, "one request, not split into batches"
    newest = (await operator.all(f"api/v1/charge-points/{station.id}/commands"))[0]
    assert newest["response"]["configurationKey"] == keys


@pytest.mark.parametrize("key", ["SupportedFeatureProfiles", "HeartbeatInterval", "x" * 50])
async def test_tc_019_2_retrieve_one_configuration_key(station: ChargePoint, operator: Operator, key: str):
    station.answers["GetConfiguration"] = {
        "configuration_key": [{"key": key, "readonly": True, "value": "Core"}],
        "unknown_key": [],
    }
    answer = await order(operator, station, "GetConfiguration", {"key": [key]})
    assert answer["configurationKey"][0]["value"] == "Core"


@pytest.mark.parametrize(("key", "value"), [("MeterValueSampleInterval", "60"), ("AnyKey", "any value, even ''")])
async def test_tc_021_change_configuration(station: ChargePoint, operator: Operator, key: str, value: str):
    answer = await order(operator, station, "ChangeConfiguration", {"key": key, "value": value})
    assert answer == {"status": "Accepted"}


@pytest.mark.parametrize("connector", [{}, {"connectorId": 1}], ids=["any connector", "connector 1"])
async def test_tc_026_remote_start_rejected(station: ChargePoint, operator: Operator, tag: str, connector: dict):
    station.answers["RemoteStartTransaction"] = {"status": "Rejected"}
    answer = await order(operator, station, "RemoteStartTransaction", {"idTag": tag} | connector)
    assert answer == {"status": "Rejected"}
    assert await operator.transactions(chargePoint=station.id) == []


@pytest.mark.parametrize("real", [False, True], ids=["unknown id", "real id"])
async def test_tc_028_remote_stop_rejected(station: ChargePoint, operator: Operator, tag: str, real: bool):
    transaction_id = await station.charging(tag)
    station.answers["RemoteStopTransaction"] = {"status": "Rejected"}
    wanted = transaction_id if real else 2_000_000_000
    assert await order(operator, station, "RemoteStopTransaction", {"transactionId": wanted}) == {"status": "Rejected"}
    assert (await operator.transaction(transaction_id))["state"] == "Open"


async def test_tc_030_unlock_failure(station: ChargePoint, operator: Operator):
    await unlock(station, operator, "UnlockFailed")


@pytest.mark.parametrize("connector_id", [99, 1])
async def test_tc_031_unlock_unknown_connector(station: ChargePoint, operator: Operator, connector_id: int):
    await unlock(station, operator, "NotSupported", connector_id)


async def test_tc_040_1_change_configuration_not_supported(station: ChargePoint, operator: Operator):
    station.answers["ChangeConfiguration"] = {"status": "NotSupported"}
    answer = await order(operator, station, "ChangeConfiguration", {"key": "NoSuchKey", "value": "x"})
    assert answer == {"status": "NotSupported"}
    await asyncio.sleep(0.3)
    assert len(station.socket.received(2)) == 1, "no retry loop"


async def test_tc_040_2_change_configuration_invalid_value(station: ChargePoint, operator: Operator):
    station.answers["ChangeConfiguration"] = {"status": "Rejected"}
    payload = {"key": "MeterValueSampleInterval", "value": "not a number"}
    assert await order(operator, station, "ChangeConfiguration", payload) == {"status": "Rejected"}


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


async def test_a_remote_start_works_for_an_id_tag_that_only_the_charge_point_knows(
    station: ChargePoint, operator: Operator
):
    await order(operator, station, "RemoteStartTransaction", {"idTag": unique("UNKNOWN")})
