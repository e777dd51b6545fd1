"""ChangeAvailability: what was ordered, and whether it holds already."""

import pytest

from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import Operator


@pytest.fixture
async def charge_point(fleet: Fleet) -> ChargePoint:
    made = await fleet.charge_point()
    await made.boot()
    await made.all_available(connectors=2)
    return made


async def change(
    operator: Operator, charge_point: ChargePoint, status: str, kind: str = "Inoperative", connector_id: int = 1
) -> None:
    charge_point.answers["ChangeAvailability"] = {"status": status}
    wanted = {"connectorId": connector_id, "type": kind}
    answer = await operator.command(charge_point.id, "ChangeAvailability", wanted)
    assert answer["response"] == {"status": status}
    assert await charge_point.expect("ChangeAvailability") == wanted


async def availability(operator: Operator, charge_point: ChargePoint, connector_id: int = 1) -> dict | None:
    return (await operator.connector(charge_point.id, connector_id))["availability"]


async def test_nothing_was_ordered(charge_point: ChargePoint, operator: Operator):
    assert await availability(operator, charge_point) is None


async def test_accepted_is_in_force(charge_point: ChargePoint, operator: Operator):
    await change(operator, charge_point, "Accepted")
    await charge_point.status(1, "Unavailable")
    shown = await availability(operator, charge_point)
    assert (shown["type"], shown["state"]) == ("Inoperative", "InForce")
    assert shown["requestedAt"]
    assert await availability(operator, charge_point, 2) is None


async def test_scheduled_waits_for_the_end_of_the_transaction(charge_point: ChargePoint, operator: Operator, tag: str):
    transaction_id = await charge_point.charging(tag)
    await change(operator, charge_point, "Scheduled")
    assert (await availability(operator, charge_point))["state"] == "Scheduled"
    await charge_point.stop_transaction(transaction_id)
    await charge_point.status(1, "Unavailable")
    shown = await availability(operator, charge_point)
    assert (shown["type"], shown["state"]) == ("Inoperative", "InForce")


async def test_rejected_changes_nothing(charge_point: ChargePoint, operator: Operator):
    await change(operator, charge_point, "Accepted")
    await change(operator, charge_point, "Rejected", "Operative")
    shown = await availability(operator, charge_point)
    assert (shown["type"], shown["state"]) in (("Inoperative", "InForce"), ("Operative", "Rejected"))


async def test_it_outlives_a_reboot(charge_point: ChargePoint, fleet: Fleet, operator: Operator):
    """A charge point keeps it over reboots (section 5.2)."""
    await change(operator, charge_point, "Accepted")
    again = await fleet.charge_point(charge_point.id)
    await again.boot()
    await again.status(1, "Unavailable")
    assert (await availability(operator, again))["state"] == "InForce"


async def test_connector_0_is_for_all(charge_point: ChargePoint, operator: Operator):
    await change(operator, charge_point, "Accepted", connector_id=0)
    assert (await availability(operator, charge_point, 0))["type"] == "Inoperative"
