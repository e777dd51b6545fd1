"""Charging profiles as operators install them through the resource."""

import itertools

from support.charge_point import ChargePoint, moment
from support.operator_api import Operator

ids = itertools.count(1)


def installations(charge_point, verb: str = "") -> str:
    """The path of the charging profiles of a charge point."""
    return f"api/v1/charge-points/{charge_point.id}/charging-profiles{verb}"


def profile(purpose: str, limit: float = 16.0, stack_level: int = 0, unit: str = "A", **members) -> dict:
    """A profile that has been in force for an hour, for ever."""
    schedule = {
        "startSchedule": moment(-1),
        "chargingRateUnit": unit,
        "chargingSchedulePeriod": [{"startPeriod": 0, "limit": limit}],
    }
    return {
        "chargingProfileId": next(ids),
        "stackLevel": stack_level,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": "Absolute",
        "chargingSchedule": schedule,
    } | members


async def install(operator: Operator, charge_point: ChargePoint, connector_id: int, given: dict) -> dict:
    body = {"connectorId": connector_id, "chargingProfile": given}
    shown = await operator.post(installations(charge_point), body, 201)
    await charge_point.expect("SetChargingProfile")
    return shown
