"""The composite schedule: computed from what is installed, explained, and compared with the charge point's own."""

import itertools

import pytest

from support.charge_point import ChargePoint, instant, moment
from support.charging import install, profile
from support.fleet import Fleet
from support.operator_api import Operator


async def schedule(operator: Operator, charge_point: ChargePoint, connector_id: int = 1, **query) -> list[dict]:
    query = {"connectorId": connector_id, "duration": 3600, "chargingRateUnit": "A"} | query
    answer = await operator.get(f"api/v1/charge-points/{charge_point.id}/composite-schedule", **query)
    return answer["periods"]


async def test_without_profiles_there_is_no_limit(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    (period,) = await schedule(operator, charge_point)
    assert period["limit"] is None


async def test_the_lowest_purpose_and_the_highest_level_win(fleet: Fleet, operator: Operator, tag: str):
    charge_point = await fleet.charge_point()
    await charge_point.all_available()
    await install(operator, charge_point, 0, profile("ChargePointMaxProfile", 20.0))
    await install(operator, charge_point, 0, profile("TxDefaultProfile", 10.0))
    assert [period["limit"] for period in await schedule(operator, charge_point)] == [10.0]
    high = profile("TxDefaultProfile", 12.0, stack_level=3)
    await install(operator, charge_point, 1, high)
    (period,) = await schedule(operator, charge_point)
    assert period["limit"] == 12.0
    assert str(high["chargingProfileId"]) in period["explanation"]
    assert "level 3" in period["explanation"]
    transaction_id = await charge_point.charging(tag)
    own = profile("TxProfile", 30.0, transactionId=transaction_id)
    await install(operator, charge_point, 1, own)
    (period,) = await schedule(operator, charge_point)
    assert period["limit"] == 20.0, "TxProfile takes the place of TxDefaultProfile; ChargePointMaxProfile stays"
    await charge_point.stop_transaction(transaction_id)
    assert [period["limit"] for period in await schedule(operator, charge_point)] == [12.0]


async def test_periods_follow_one_another_without_gaps(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    given = profile("TxDefaultProfile")
    given["chargingSchedule"] |= {
        "startSchedule": moment(),
        "duration": 1800,
        "chargingSchedulePeriod": [
            {"startPeriod": 0, "limit": 6.0}, {"startPeriod": 600, "limit": 16.1}, {"startPeriod": 1200, "limit": 0.0}
        ],
    }  # fmt: skip
    await install(operator, charge_point, 1, given)
    periods = await schedule(operator, charge_point)
    assert [period["limit"] for period in periods] == [6.0, 16.1, 0.0, None]
    for one, following in itertools.pairwise(periods):
        assert one["end"] == following["start"]
    whole = (instant(periods[-1]["end"]) - instant(periods[0]["start"])).total_seconds()
    assert whole == 3600


async def test_the_charge_points_own_answer_is_compared(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    await install(operator, charge_point, 1, profile("TxDefaultProfile", 16.0))
    wanted = {"connectorId": 1, "duration": 600, "chargingRateUnit": "A"}
    verb = f"api/v1/charge-points/{charge_point.id}/composite-schedule"
    for limit, agrees in ((16.0, True), (32.0, False)):
        charge_point.answers["GetCompositeSchedule"] = {
            "status": "Accepted", "connector_id": 1, "schedule_start": moment(),
            "charging_schedule": {"duration": 600, "chargingRateUnit": "A",
                                  "chargingSchedulePeriod": [{"startPeriod": 0, "limit": limit}]},
        }  # fmt: skip
        shown = await operator.post(verb, wanted)
        assert shown["agrees"] is agrees
        assert bool(shown["differences"]) is not agrees
    charge_point.answers["GetCompositeSchedule"] = {"status": "Rejected"}
    shown = await operator.post(verb, wanted)
    assert shown["reported"]["status"] == "Rejected"
    assert (shown["agrees"], shown["differences"]) == (None, [])


@pytest.mark.parametrize("query", [{"duration": -1}, {"chargingRateUnit": "V"}, {"connectorId": -1}, {"colour": 1}])
async def test_a_bad_query_is_refused(fleet: Fleet, operator: Operator, query: dict):
    identity = await fleet.register()
    query = {"connectorId": 1, "duration": 60} | query
    await operator.get(f"api/v1/charge-points/{identity}/composite-schedule", 400, **query)
