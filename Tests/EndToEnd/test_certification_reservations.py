"""Certification cases of Reservation.

Every case runs through the generic command and through the resource, and there with an id of the operator's and with one
that the Central System chooses.
"""

import itertools

import pytest

from support.certification import order, session
from support.charge_point import ChargePoint, instant, moment
from support.operator_api import Operator, eventually, unique

RESERVATIONS = "api/v1/reservations"
ids = itertools.count(1000)


class Desk:
    """Where the operator reserves and cancels; the charge point and the state afterwards must not tell how."""

    def __init__(self, through: str, operator: Operator, station: ChargePoint, tag: str):
        self.through = through
        self.operator = operator
        self.station = station
        self.tag = tag

    async def reserve(self, **members) -> dict:
        """ReserveNow must reach the charge point exactly. Returns the reservation as it is afterwards."""
        wanted = {"connectorId": 1, "idTag": self.tag, "expiryDate": moment(1)} | members
        if self.through != "resource":
            wanted["reservationId"] = next(ids)
        if self.through == "command":
            await order(self.operator, self.station, "ReserveNow", wanted)
            return await self.reservation(wanted["reservationId"])
        shown = await self.operator.post(RESERVATIONS, {"chargePointId": self.station.id} | wanted, 201)
        sent = await self.station.expect("ReserveNow")
        wanted["reservationId"] = shown["reservationId"]
        assert sent.keys() == wanted.keys()
        assert instant(sent.pop("expiryDate")) == instant(wanted.pop("expiryDate"))
        assert sent == wanted
        assert await self.operator.get(f"{RESERVATIONS}/{shown['id']}") == shown
        return shown

    async def cancel(self, reservation: dict) -> dict:
        """CancelReservation must reach the charge point exactly. Returns the reservation as it is afterwards."""
        wanted = {"reservationId": reservation["reservationId"]}
        if self.through == "command":
            await order(self.operator, self.station, "CancelReservation", wanted)
        else:
            await self.operator.post(f"{RESERVATIONS}/{reservation['id']}/cancel")
            assert await self.station.expect("CancelReservation") == wanted
        return await self.operator.get(f"{RESERVATIONS}/{reservation['id']}")

    async def reservation(self, reservation_id: int) -> dict:
        """The newest reservation with that reservationId."""
        found = await self.operator.all(RESERVATIONS, chargePoint=self.station.id)
        return next(item for item in found if item["reservationId"] == reservation_id)

    async def active(self) -> list[dict]:
        return await self.operator.all(RESERVATIONS, chargePoint=self.station.id, state="active")


@pytest.fixture(params=["command", "resource", "resource with our id"])
def desk(request: pytest.FixtureRequest, operator: Operator, station: ChargePoint, tag: str) -> Desk:
    return Desk(request.param, operator, station, tag)


@pytest.mark.parametrize("authorizes", [True, False])
@pytest.mark.parametrize("own_tag", [True, False], ids=["same idTag", "other idTag"])
async def test_tc_046_reserve_a_connector_then_a_transaction(desk: Desk, authorizes: bool, own_tag: bool):
    reservation = await desk.reserve()
    assert reservation["state"] == "active"
    await desk.station.status(1, "Reserved")
    tag = desk.tag if own_tag else await desk.operator.add_tag()
    transaction_id = await session(
        desk.station, tag, authorizes, preparing=True, reservation_id=reservation["reservationId"]
    )
    used = await desk.operator.get(f"{RESERVATIONS}/{reservation['id']}")
    assert (used["state"], used["transactionId"]) == ("used", transaction_id)
    assert (await desk.operator.transaction(transaction_id))["reservationId"] == reservation["reservationId"]
    assert await desk.active() == []


async def test_tc_047_reservation_expires(desk: Desk):
    expiry = moment(1 / 3600)
    reservation = await desk.reserve(expiryDate=expiry)
    assert reservation["state"] in ("active", "expired")
    assert instant(reservation["expiryDate"]) == instant(expiry)
    await desk.station.status(1, "Reserved")

    async def ended() -> dict | None:
        shown = await desk.operator.get(f"{RESERVATIONS}/{reservation['id']}")
        return shown if shown["state"] != "active" else None

    shown = await eventually(ended, within=10)
    await desk.station.status(1, "Available")
    assert shown["state"] == "expired"
    assert await desk.active() == []


@pytest.mark.parametrize("offset", [{"expirySeconds": 900}, {}], ids=["given", "configured"])
async def test_tc_047_the_expiry_is_now_and_an_offset(operator: Operator, station: ChargePoint, tag: str, offset: dict):
    """`reservation.expirySeconds` is the configured offset, 900 unless changed."""
    before = instant(moment())
    body = {"chargePointId": station.id, "connectorId": 1, "idTag": tag} | offset
    await operator.post(RESERVATIONS, body, 201)
    sent = await station.expect("ReserveNow")
    assert sent["expiryDate"].endswith("Z")
    assert 899 <= (instant(sent["expiryDate"]) - before).total_seconds() <= 905


async def refused(desk: Desk, status: str) -> None:
    desk.station.answers["ReserveNow"] = {"status": status}
    reservation = await desk.reserve()
    assert (reservation["state"], reservation["status"]) == ("refused", status)
    assert await desk.active() == []


async def test_tc_048_1_reservation_faulted(desk: Desk):
    await refused(desk, "Faulted")


async def test_tc_048_2_reservation_occupied(desk: Desk):
    await desk.station.status(1, "Preparing")
    await refused(desk, "Occupied")


@pytest.mark.parametrize("locally", [False, True], ids=["by ChangeAvailability", "locally"])
async def test_tc_048_3_reservation_unavailable(desk: Desk, locally: bool):
    if not locally:
        inoperative = {"connectorId": 1, "type": "Inoperative"}
        assert await order(desk.operator, desk.station, "ChangeAvailability", inoperative) == {"status": "Accepted"}
    await desk.station.status(1, "Unavailable")
    await refused(desk, "Unavailable")


async def test_tc_048_4_reservation_rejected(desk: Desk):
    await refused(desk, "Rejected")


@pytest.mark.parametrize("connector_id", [None, 1, 2], ids=["no start", "start on 1", "start on 2"])
async def test_tc_049_reserve_the_whole_charge_point(desk: Desk, connector_id: int | None):
    reservation = await desk.reserve(connectorId=0)
    assert (reservation["state"], reservation["connectorId"]) == ("active", 0)
    await desk.station.status(2, "Reserved")
    if connector_id is None:
        assert [item["id"] for item in await desk.active()] == [reservation["id"]]
        return
    transaction_id = await session(
        desk.station, desk.tag, connector_id=connector_id, reservation_id=reservation["reservationId"]
    )
    used = await desk.operator.get(f"{RESERVATIONS}/{reservation['id']}")
    assert (used["state"], used["transactionId"]) == ("used", transaction_id)


async def test_tc_051_cancel_a_reservation(desk: Desk):
    reservation = await desk.reserve()
    await desk.station.status(1, "Reserved")
    cancelled = await desk.cancel(reservation)
    assert cancelled["state"] == "cancelled"
    await desk.station.status(1, "Available")
    assert (await desk.reservation(reservation["reservationId"]))["state"] == "cancelled"


async def test_tc_052_cancel_a_reservation_rejected(desk: Desk):
    reservation = await desk.reserve()
    await desk.station.status(1, "Reserved")
    desk.station.answers["CancelReservation"] = {"status": "Rejected"}
    assert (await desk.cancel(reservation))["state"] == "active"


async def test_tc_052_cancel_a_reservation_that_never_was(operator: Operator, station: ChargePoint):
    station.answers["CancelReservation"] = {"status": "Rejected"}
    assert await order(operator, station, "CancelReservation", {"reservationId": 987654}) == {"status": "Rejected"}
    assert await operator.all(RESERVATIONS, chargePoint=station.id) == []


@pytest.mark.parametrize("with_parent_tag", [False, True], ids=["other child", "parent itself"])
async def test_tc_053_reserved_connector_used_through_the_parent_id(desk: Desk, with_parent_tag: bool):
    operator, station = desk.operator, desk.station
    parent = unique("PARENT")
    await operator.add_tag(parent)
    child, other = [await operator.add_tag(parentIdTag=parent) for _ in range(2)]
    reservation = await desk.reserve(idTag=child, parentIdTag=parent)
    assert reservation["parentIdTag"] == parent
    await station.status(1, "Reserved")
    tag = parent if with_parent_tag else other
    told = await station.authorize(tag)
    assert told["status"] == "Accepted"
    if not with_parent_tag:
        assert told["parent_id_tag"] == parent
    transaction_id = await session(
        station, tag, authorizes=False, preparing=True, reservation_id=reservation["reservationId"]
    )
    used = await operator.get(f"{RESERVATIONS}/{reservation['id']}")
    assert (used["state"], used["transactionId"]) == ("used", transaction_id)
