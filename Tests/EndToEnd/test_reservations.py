"""Reservations: how they end, what is warned of, and that no restart loses one."""

import asyncio

import pytest

from support.charge_point import ChargePoint, moment
from support.fleet import Fleet
from support.operator_api import Operator, unique
from support.server import Server

PATH = "api/v1/reservations"


async def reserve(operator: Operator, charge_point, tag: str, **members) -> dict:
    body = {"chargePointId": charge_point.id, "connectorId": 1, "idTag": tag, "expirySeconds": 3600} | members
    return await operator.post(PATH, body, 201)


async def now(operator: Operator, reservation: dict) -> dict:
    return await operator.get(f"{PATH}/{reservation['id']}")


def codes(records: list[dict]) -> set[str]:
    return {record["code"] for record in records}


class TestUse:
    async def test_a_start_by_the_same_tag_uses_it_without_naming_it(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        reservation = await reserve(operator, charge_point, tag)
        started = await charge_point.start_transaction(tag.lower())
        shown = await now(operator, reservation)
        assert (shown["state"], shown["transactionId"]) == ("used", started.transaction_id)
        assert "reservationIdOmitted" in codes(shown["flags"])

    async def test_a_start_by_a_tag_of_the_same_parent_uses_it(self, fleet: Fleet, operator: Operator):
        parent = unique("PARENT")
        one, other = [await operator.add_tag(parentIdTag=parent) for _ in range(2)]
        charge_point = await fleet.charge_point()
        reservation = await reserve(operator, charge_point, one, parentIdTag=parent)
        started = await charge_point.start_transaction(other)
        shown = await now(operator, reservation)
        assert (shown["state"], shown["transactionId"]) == ("used", started.transaction_id)

    async def test_a_start_by_somebody_else_does_not_use_it(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        reservation = await reserve(operator, charge_point, tag)
        await charge_point.start_transaction(await operator.add_tag(), connector_id=2)
        assert (await now(operator, reservation))["state"] == "active"

    async def test_a_reservation_of_another_charge_point_is_not_used(self, fleet: Fleet, operator: Operator, tag: str):
        here, there = await fleet.charge_point(), await fleet.charge_point()
        reservation = await reserve(operator, here, tag)
        started = await there.start_transaction(tag, reservation_id=reservation["reservationId"])
        assert started.transaction_id > 0
        assert (await now(operator, reservation))["state"] == "active"

    async def test_a_start_may_overtake_the_answer_to_the_reservation(self, fleet: Fleet, operator: Operator, tag: str):
        peer = await fleet.peer()
        command = asyncio.create_task(reserve(operator, peer, tag))
        message_id, sent = await peer.expect("ReserveNow")
        start = {"connectorId": 1, "idTag": tag, "meterStart": 0, "timestamp": moment()}
        await peer.answer(message_id, {"status": "Accepted"})
        started = await peer.ask("StartTransaction", start | {"reservationId": sent["reservationId"]})
        shown = await now(operator, await command)
        assert (shown["state"], shown["transactionId"]) == ("used", started["transactionId"])


class TestEnd:
    async def test_an_id_used_again_replaces(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        first = await reserve(operator, charge_point, tag)
        second = await reserve(operator, charge_point, tag, connectorId=2, reservationId=first["reservationId"])
        assert second["id"] != first["id"]
        shown = await now(operator, first)
        assert (shown["state"], shown["replacedBy"]) == ("replaced", second["id"])
        assert second["state"] == "active"

    async def test_a_refused_replacement_leaves_the_former_active(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        first = await reserve(operator, charge_point, tag)
        charge_point.answers["ReserveNow"] = {"status": "Occupied"}
        second = await reserve(operator, charge_point, tag, reservationId=first["reservationId"])
        assert second["state"] == "refused"
        assert (await now(operator, first))["state"] == "active"

    @pytest.mark.parametrize("status", ["Faulted", "Unavailable"])
    async def test_a_fault_ends_it(self, fleet: Fleet, operator: Operator, tag: str, status: str):
        charge_point = await fleet.charge_point()
        reservation = await reserve(operator, charge_point, tag)
        await charge_point.status(1, "Reserved")
        await charge_point.status(1, status, "OtherError" if status == "Faulted" else "NoError")
        assert (await now(operator, reservation))["state"] == "faulted"

    async def test_a_charge_point_that_is_not_there_leaves_it_unanswered(
        self, fleet: Fleet, operator: Operator, tag: str
    ):
        identity = await fleet.register()
        body = {"chargePointId": identity, "connectorId": 1, "idTag": tag, "expirySeconds": 60}
        problem = await operator.post(PATH, body, 503)
        assert problem["outcome"] == "notConnected"
        (shown,) = await operator.all(PATH, chargePoint=identity)
        assert shown["state"] == "unanswered"

    async def test_a_call_error_leaves_it_unanswered(self, fleet: Fleet, operator: Operator, tag: str):
        peer = await fleet.peer()
        body = {"chargePointId": peer.id, "connectorId": 1, "idTag": tag, "expirySeconds": 60}
        command = asyncio.create_task(operator.post(PATH, body, 502))
        message_id, _ = await peer.expect("ReserveNow")
        await peer.answer_error(message_id, "NotSupported")
        assert (await command)["errorCode"] == "NotSupported"
        (shown,) = await operator.all(PATH, chargePoint=peer.id)
        assert shown["state"] == "unanswered"


class TestIds:
    async def test_ids_that_are_chosen_at_the_same_time_differ(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        made = await asyncio.gather(*(reserve(operator, charge_point, tag, connectorId=n) for n in range(1, 11)))
        assert len({item["reservationId"] for item in made}) == 10
        assert [item["state"] for item in made] == ["active"] * 10
        sent = [payload["reservationId"] for _, payload in charge_point.not_expected()]
        assert sorted(sent) == sorted(item["reservationId"] for item in made)

    async def test_an_id_of_ours_is_not_chosen_again(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        first = await reserve(operator, charge_point, tag)
        ours = await reserve(operator, charge_point, tag, connectorId=2, reservationId=first["reservationId"] + 1)
        third = await reserve(operator, charge_point, tag, connectorId=3)
        assert third["reservationId"] not in (first["reservationId"], ours["reservationId"])
        states = {item["state"] for item in await operator.all(PATH, chargePoint=charge_point.id)}
        assert states == {"active"}

    async def test_the_largest_id_is_not_the_end(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        await reserve(operator, charge_point, tag, reservationId=2147483647)
        shown = await reserve(operator, charge_point, tag, connectorId=2)
        assert 0 < shown["reservationId"] < 2147483647


class TestWarnings:
    async def test_an_overlap_is_warned_of_and_sent(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        assert (await reserve(operator, charge_point, tag))["warnings"] == []
        second = await reserve(operator, charge_point, await operator.add_tag())
        assert "overlappingReservation" in codes(second["warnings"])
        assert len(charge_point.socket.received(2)) == 2

    async def test_a_connector_that_is_not_available_is_warned_of_and_sent(
        self, fleet: Fleet, operator: Operator, tag: str
    ):
        charge_point = await fleet.charge_point()
        await charge_point.status(1, "Charging")
        shown = await reserve(operator, charge_point, tag)
        assert "connectorNotAvailable" in codes(shown["warnings"])
        assert shown["state"] == "active", "what the charge point answered counts"


class TestRestart:
    """The server is killed with kill -9; what was answered is still there."""

    async def meet(self, server: Server) -> tuple[Operator, Fleet]:
        await asyncio.to_thread(server.start)
        operator = Operator(server)
        return operator, Fleet(server, operator)

    async def part(self, server: Server, operator: Operator, fleet: Fleet) -> None:
        server.kill()
        for member in fleet.members:
            await member.close()
        await operator.close()

    async def test_it_is_used_after_restarts_of_both_sides(self, make_server):
        server: Server = make_server()
        operator, fleet = await self.meet(server)
        tag = await operator.add_tag()
        charge_point = await fleet.charge_point()
        reservation = await reserve(operator, charge_point, tag)
        await charge_point.status(1, "Reserved")
        await self.part(server, operator, fleet)

        operator, fleet = await self.meet(server)
        assert (await now(operator, reservation))["state"] == "active"
        again: ChargePoint = await fleet.charge_point(charge_point.id)
        await again.boot()
        await again.status(1, "Reserved")
        assert (await now(operator, reservation))["state"] == "active", "a reboot does not end a reservation"
        started = await again.start_transaction(tag, reservation_id=reservation["reservationId"])
        shown = await now(operator, reservation)
        assert (shown["state"], shown["transactionId"]) == ("used", started.transaction_id)
        await fleet.disband()
        await operator.close()

    async def test_it_expires_while_the_server_is_down(self, make_server):
        server: Server = make_server()
        operator, fleet = await self.meet(server)
        tag = await operator.add_tag()
        charge_point = await fleet.charge_point()
        body = {"chargePointId": charge_point.id, "connectorId": 1, "idTag": tag, "expiryDate": moment(1.2 / 3600)}
        short = await operator.post(PATH, body, 201)
        long = await reserve(operator, charge_point, tag, connectorId=2)
        await self.part(server, operator, fleet)
        await asyncio.sleep(1.2)

        operator, fleet = await self.meet(server)
        shown = await now(operator, short)
        assert shown["state"] == "expired"
        assert shown["endedAt"][:19] == shown["expiryDate"][:19], "it ended when it ran out, not when we came to look"
        assert (await now(operator, long))["state"] == "active"
        await operator.close()

    async def test_one_whose_answer_the_server_did_not_live_to_see_is_unanswered(self, make_server):
        server: Server = make_server()
        operator, fleet = await self.meet(server)
        tag = await operator.add_tag()
        peer = await fleet.peer()
        body = {"chargePointId": peer.id, "connectorId": 1, "idTag": tag, "expirySeconds": 60}
        command = asyncio.create_task(operator.http.post(PATH, json=body))
        await peer.expect("ReserveNow")
        await self.part(server, operator, fleet)
        await asyncio.wait([command])
        assert command.exception() is not None

        operator, fleet = await self.meet(server)
        (shown,) = await operator.all(PATH, chargePoint=peer.id)
        assert shown["state"] == "unanswered"
        await operator.close()


class TestErrors:
    @pytest.mark.parametrize(
        ("change", "member"),
        [
            ({"idTag": None}, "idTag"),
            ({"idTag": "x" * 21}, "idTag"),
            ({"parentIdTag": "x" * 21}, "parentIdTag"),
            ({"connectorId": -1}, "connectorId"),
            ({"connectorId": "1"}, "connectorId"),
            ({"expirySeconds": None, "expiryDate": "tomorrow"}, "expiryDate"),
            ({"expirySeconds": -5}, "expirySeconds"),
            ({"expiryDate": "2030-01-01T00:00:00Z"}, "expir"),
            ({"reservationId": 3_000_000_000}, "reservationId"),
            ({"colour": "red"}, "colour"),
            ({"chargePointId": None}, "chargePointId"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named_and_nothing_is_sent(
        self, fleet: Fleet, operator: Operator, tag: str, change: dict, member: str
    ):
        charge_point = await fleet.charge_point()
        body = {"chargePointId": charge_point.id, "connectorId": 1, "idTag": tag, "expirySeconds": 60} | change
        problem = await operator.post(PATH, {key: value for key, value in body.items() if value is not None}, 422)
        assert problem["type"].endswith("invalid-member")
        assert member in problem["member"]
        assert await operator.all(PATH, chargePoint=charge_point.id) == []
        assert charge_point.socket.received(2) == []

    async def test_what_is_not_there_is_not_found(self, operator: Operator, tag: str):
        await operator.get(f"{PATH}/2000000000", 404)
        await operator.post(f"{PATH}/2000000000/cancel", expect=404)
        body = {"chargePointId": "NEVER-REGISTERED", "connectorId": 1, "idTag": tag, "expirySeconds": 60}
        problem = await operator.post(PATH, body, 404)
        assert problem["type"].endswith("charge-point-not-found")

    async def test_one_whose_id_belongs_to_another_now_cannot_be_cancelled(
        self, fleet: Fleet, operator: Operator, tag: str
    ):
        charge_point = await fleet.charge_point()
        first = await reserve(operator, charge_point, tag)
        second = await reserve(operator, charge_point, tag, reservationId=first["reservationId"])
        await operator.post(f"{PATH}/{first['id']}/cancel", expect=409)
        assert (await now(operator, second))["state"] == "active"
        assert [call[2] for call in charge_point.socket.received(2)] == ["ReserveNow", "ReserveNow"]
