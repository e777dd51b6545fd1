"""Certification cases of Smart Charging, through the generic command and through the resources."""

import itertools

import pytest

from support.certification import THROUGH_BOTH, order, session
from support.charge_point import ChargePoint, instant, moment
from support.operator_api import Operator

ids = itertools.count(100)
TIMES = ("validFrom", "validTo", "startSchedule")


def profile(purpose: str, kind: str = "Absolute", unit: str = "A", phases: int | None = 3, **members) -> dict:
    """A profile as the certification tool configures it."""
    period = {"startPeriod": 0, "limit": 6.0 if unit == "A" else 6000.0}
    if phases is not None:
        period["numberPhases"] = phases
    schedule = {"duration": 3600, "chargingRateUnit": unit, "chargingSchedulePeriod": [period]}
    whole = {
        "chargingProfileId": next(ids),
        "stackLevel": 2,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": kind,
        "chargingSchedule": schedule,
    }
    if kind == "Absolute":
        schedule["startSchedule"] = moment(-1)
        whole |= {"validFrom": moment(-1), "validTo": moment(24)}
    return whole | members


def normal(payload: object) -> object:
    """A payload with times as times, so that 10:00:00Z and 10:00:00.000Z are the same; nothing else is forgiven."""
    if isinstance(payload, dict):
        return {key: instant(value) if key in TIMES else normal(value) for key, value in payload.items()}
    return [normal(item) for item in payload] if isinstance(payload, list) else payload


async def install(through: str, operator: Operator, station: ChargePoint, connector_id: int, wanted: dict) -> dict:
    """SetChargingProfile must reach the charge point exactly. Returns the profile as it is shown."""
    payload = {"connectorId": connector_id, "csChargingProfiles": wanted}
    if through == "command":
        await order(operator, station, "SetChargingProfile", payload)
    else:
        body = {"connectorId": connector_id, "chargingProfile": wanted}
        await operator.post(f"api/v1/charge-points/{station.id}/charging-profiles", body, 201)
        sent = await station.expect("SetChargingProfile")
        assert normal(sent) == normal(payload)
    found = {item["chargingProfileId"]: item for item in await installed(operator, station)}
    return found.get(wanted["chargingProfileId"], {})


async def installed(operator: Operator, station: ChargePoint) -> list[dict]:
    """What the charge point has, as far as the Central System knows."""
    items = await operator.all(f"api/v1/charge-points/{station.id}/charging-profiles")
    return [item for item in items if item["state"] == "installed"]


@THROUGH_BOTH
@pytest.mark.parametrize("unit", ["A", "W"])
@pytest.mark.parametrize("phases", [3, 1, None], ids=["3 phases", "1 phase", "phases omitted"])
async def test_tc_056_default_transaction_profile(
    station: ChargePoint, operator: Operator, through: str, unit: str, phases: int | None
):
    wanted = profile("TxDefaultProfile", unit=unit, phases=phases)
    shown = await install(through, operator, station, 1, wanted)
    assert (shown["connectorId"], shown["chargingProfilePurpose"]) == (1, "TxDefaultProfile")
    assert normal(shown["chargingProfile"]) == normal(wanted)


@THROUGH_BOTH
@pytest.mark.parametrize("kind", ["Absolute", "Relative"])
async def test_tc_057_transaction_profile(station: ChargePoint, operator: Operator, tag: str, through: str, kind: str):
    transaction_id = await station.charging(tag)
    wanted = profile("TxProfile", kind, transactionId=transaction_id)
    shown = await install(through, operator, station, 1, wanted)
    assert shown["transactionId"] == transaction_id
    await station.stop_transaction(transaction_id)
    assert await installed(operator, station) == [], "a TxProfile ends with its transaction"


@THROUGH_BOTH
@pytest.mark.parametrize("status", ["Rejected", "NotSupported"])
async def test_a_refused_profile_is_not_installed(station: ChargePoint, operator: Operator, through: str, status: str):
    station.answers["SetChargingProfile"] = {"status": status}
    assert await install(through, operator, station, 1, profile("TxDefaultProfile")) == {}


@THROUGH_BOTH
@pytest.mark.parametrize("kind", ["Absolute", "Relative"])
@pytest.mark.parametrize("authorizes", [True, False])
async def test_tc_059_remote_start_with_a_charging_profile(
    station: ChargePoint, operator: Operator, tag: str, through: str, kind: str, authorizes: bool
):
    wanted = {"idTag": tag, "connectorId": 1, "chargingProfile": profile("TxProfile", kind)}
    if through == "command":
        await order(operator, station, "RemoteStartTransaction", wanted)
    else:
        await operator.post("api/v1/remote-starts", {"chargePointId": station.id} | wanted, 201)
        assert normal(await station.expect("RemoteStartTransaction")) == normal(wanted)
    transaction_id = await session(station, tag, authorizes, preparing=True)
    (held,) = await installed(operator, station)
    assert (held["transactionId"], held["connectorId"]) == (transaction_id, 1)
    assert held["chargingProfileId"] == wanted["chargingProfile"]["chargingProfileId"]


SCHEDULE = {
    "duration": 3600,
    "startSchedule": "2026-03-01T10:00:00Z",
    "chargingRateUnit": "A",
    "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16.0}, {"startPeriod": 900, "limit": 6.1}],
}


@THROUGH_BOTH
@pytest.mark.parametrize("unit", ["A", "W"])
async def test_tc_066_get_composite_schedule(station: ChargePoint, operator: Operator, through: str, unit: str):
    schedule = SCHEDULE | {"chargingRateUnit": unit}
    station.answers["GetCompositeSchedule"] = {
        "status": "Accepted", "connector_id": 1, "schedule_start": "2026-03-01T10:00:00Z", "charging_schedule": schedule
    }  # fmt: skip
    wanted = {"connectorId": 1, "duration": 3600, "chargingRateUnit": unit}
    if through == "command":
        answer = await order(operator, station, "GetCompositeSchedule", wanted)
    else:
        path = f"api/v1/charge-points/{station.id}/composite-schedule"
        shown = await operator.post(path, wanted)
        assert await station.expect("GetCompositeSchedule") == wanted
        answer = shown["reported"]
    assert normal(answer["chargingSchedule"]) == normal(schedule)
    assert (answer["status"], answer["connectorId"]) == ("Accepted", 1)


async def clear(through: str, operator: Operator, station: ChargePoint, **wanted) -> set[int]:
    """ClearChargingProfile must reach the charge point exactly. Returns the ids of the profiles that are left."""
    if through == "command":
        await order(operator, station, "ClearChargingProfile", wanted)
    else:
        await operator.post(f"api/v1/charge-points/{station.id}/charging-profiles/clear", wanted)
        assert await station.expect("ClearChargingProfile") == wanted
    return {item["chargingProfileId"] for item in await installed(operator, station)}


@THROUGH_BOTH
async def test_tc_067_clear_charging_profile(station: ChargePoint, operator: Operator, tag: str, through: str):
    transaction_id = await station.charging(tag)
    whole = profile("ChargePointMaxProfile")
    default = profile("TxDefaultProfile")
    transaction = profile("TxProfile", transactionId=transaction_id)
    for connector_id, wanted in ((0, whole), (1, default), (1, transaction)):
        assert await install(through, operator, station, connector_id, wanted)
    ids_of = [item["chargingProfileId"] for item in (whole, default, transaction)]
    assert {item["chargingProfileId"] for item in await installed(operator, station)} == set(ids_of)
    assert await clear(through, operator, station, id=ids_of[0]) == set(ids_of[1:])
    left = await clear(
        through, operator, station, connectorId=1, chargingProfilePurpose="TxDefaultProfile", stackLevel=2
    )
    assert left == {ids_of[2]}
    assert await clear(through, operator, station) == set()


@THROUGH_BOTH
async def test_profiles_that_the_charge_point_does_not_know_stay_as_they_are(
    station: ChargePoint, operator: Operator, through: str
):
    """`Unknown` means that nothing matched at the charge point; that is a result, not an error."""
    wanted = profile("TxDefaultProfile")
    await install(through, operator, station, 1, wanted)
    station.answers["ClearChargingProfile"] = {"status": "Unknown"}
    assert await clear(through, operator, station, id=999_999) == {wanted["chargingProfileId"]}
