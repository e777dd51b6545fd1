"""Certification cases of Core about configuration keys, through the generic command and through the resource."""

from urllib.parse import quote

import pytest

from support.certification import THROUGH_BOTH, order
from support.charge_point import ChargePoint
from support.operator_api import Operator


def path(station: ChargePoint, verb: str = "") -> str:
    return f"api/v1/charge-points/{station.id}/configuration{verb}"


async def shown(operator: Operator, station: ChargePoint) -> dict[str, dict]:
    """What the Central System holds of the charge point's configuration, by key."""
    return {item["key"]: item for item in (await operator.get(path(station)))["items"]}


async def get_configuration(through: str, operator: Operator, station: ChargePoint, payload: dict) -> dict[str, dict]:
    """GetConfiguration must reach the charge point exactly. Returns the configuration as it is shown then."""
    if through == "command":
        answer = await order(operator, station, "GetConfiguration", payload)
        told = station.answers["GetConfiguration"]["configuration_key"]
        assert answer["configurationKey"] == told
    else:
        await operator.post(path(station, "/refresh"), payload)
        assert await station.expect("GetConfiguration") == payload
    return await shown(operator, station)


async def change_configuration(through: str, operator: Operator, station: ChargePoint, key: str, value: str) -> str:
    """ChangeConfiguration must reach the charge point exactly. Returns the status that it answered."""
    payload = {"key": key, "value": value}
    if through == "command":
        return (await order(operator, station, "ChangeConfiguration", payload))["status"]
    answer = await operator.put(path(station, "/" + quote(key, safe="")), {"value": value})
    assert await station.expect("ChangeConfiguration") == payload
    return answer["status"]


@pytest.mark.parametrize(
    ("through", "payload"),
    [("command", {}), ("command", {"key": []}), ("resource", {})],
    ids=["command, key absent", "command, key empty", "resource"],
)
async def test_tc_019_1_retrieve_all_configuration_keys(
    station: ChargePoint, operator: Operator, through: str, payload: dict
):
    keys = [{"key": f"Key{number}", "readonly": number % 2 == 0, "value": str(number)} for number in range(60)]
    keys.append({"key": "NoValue", "readonly": True})
    station.answers["GetConfiguration"] = {"configuration_key": keys}
    held = await get_configuration(through, operator, station, payload)
    assert len(station.socket.received(2)) == 1, "one request, not split into batches"
    assert held.keys() == {key["key"] for key in keys}
    for key in keys:
        assert held[key["key"]]["readonly"] is key["readonly"]
        assert held[key["key"]]["value"] == key.get("value")


@THROUGH_BOTH
@pytest.mark.parametrize("key", ["SupportedFeatureProfiles", "HeartbeatInterval", "x" * 50])
async def test_tc_019_2_retrieve_one_configuration_key(
    station: ChargePoint, operator: Operator, through: str, key: str
):
    station.answers["GetConfiguration"] = {
        "configuration_key": [{"key": key, "readonly": True, "value": "17"}],
        "unknown_key": [],
    }
    held = await get_configuration(through, operator, station, {"key": [key]})
    assert (held[key]["value"], held[key]["readonly"]) == ("17", True)


@THROUGH_BOTH
@pytest.mark.parametrize(("key", "value"), [("MeterValueSampleInterval", "60"), ("AnyKey", "any value, even ''")])
async def test_tc_021_change_configuration(
    station: ChargePoint, operator: Operator, through: str, key: str, value: str
):
    assert await change_configuration(through, operator, station, key, value) == "Accepted"
    assert (await shown(operator, station))[key]["value"] == value


@THROUGH_BOTH
async def test_tc_040_1_change_configuration_not_supported(station: ChargePoint, operator: Operator, through: str):
    station.answers["ChangeConfiguration"] = {"status": "NotSupported"}
    assert await change_configuration(through, operator, station, "NoSuchKey", "x") == "NotSupported"
    assert (await station.heartbeat()).current_time
    assert len(station.socket.received(2)) == 1, "no retry loop"
    assert "NoSuchKey" not in {key for key, item in (await shown(operator, station)).items() if item["value"] == "x"}


@THROUGH_BOTH
async def test_tc_040_2_change_configuration_invalid_value(station: ChargePoint, operator: Operator, through: str):
    assert await change_configuration(through, operator, station, "MeterValueSampleInterval", "30") == "Accepted"
    station.answers["ChangeConfiguration"] = {"status": "Rejected"}
    answer = await change_configuration(through, operator, station, "MeterValueSampleInterval", "not a number")
    assert answer == "Rejected"
    assert (await shown(operator, station))["MeterValueSampleInterval"]["value"] == "30"
