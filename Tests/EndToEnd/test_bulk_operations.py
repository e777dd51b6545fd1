"""Bulk operations: one order to many charge points, one result for each, through kill -9 and back."""

import asyncio

import pytest

from support.charge_point import ChargePoint, moment
from support.fleet import Fleet
from support.operator_api import Operator, eventually, unique
from support.server import Server

PATH = "api/v1/bulk-operations"
KEY = {"key": "HeartbeatInterval", "value": "60"}


async def begin(operator: Operator, target: dict, expect: int = 202, **members) -> dict:
    body = {"action": "ChangeConfiguration", "payload": KEY, "target": target} | members
    return await operator.post(PATH, body, expect)


def these(charge_points: list) -> dict:
    return {"chargePoints": [item if isinstance(item, str) else item.id for item in charge_points]}


async def now(operator: Operator, bulk: dict) -> dict:
    return await operator.get(f"{PATH}/{bulk['id']}")


async def ended(operator: Operator, bulk: dict, state: str = "completed", within: float = 15) -> dict:
    async def reached() -> dict | None:
        shown = await now(operator, bulk)
        return shown if shown["state"] == state else None

    return await eventually(reached, within)


async def results(operator: Operator, bulk: dict, **query) -> dict[str, dict]:
    items = await operator.all(f"{PATH}/{bulk['id']}/results", **query)
    assert len({item["chargePointId"] for item in items}) == len(items), "one result for each charge point"
    return {item["chargePointId"]: item for item in items}


def asked(charge_point: ChargePoint) -> int:
    """How often the charge point was ordered."""
    return len(charge_point.socket.received(2))


async def make(fleet: Fleet, count: int, **boot) -> list[ChargePoint]:
    async def one() -> ChargePoint:
        charge_point = await fleet.charge_point()
        if boot:
            await charge_point.boot(**boot)
        return charge_point

    return await asyncio.gather(*(one() for _ in range(count)))


async def test_every_charge_point_of_a_list_gets_the_order_once_and_has_a_result(fleet: Fleet, operator: Operator):
    charge_points = await make(fleet, 12)
    refusing = charge_points[:3]
    for charge_point in refusing:
        charge_point.answers["ChangeConfiguration"] = {"status": "Rejected"}
    absent = await fleet.register()
    bulk = await begin(operator, these([*charge_points, absent, "NEVER-REGISTERED"]), parallelism=4)
    shown = await ended(operator, bulk)
    found = await results(operator, bulk)
    assert len(found) == 14
    for charge_point in charge_points:
        assert await charge_point.expect("ChangeConfiguration") == KEY
        assert asked(charge_point) == 1
        wanted = "Rejected" if charge_point in refusing else "Accepted"
        result = found[charge_point.id]
        assert (result["outcome"], result["status"]) == ("answered", wanted)
        assert result["succeeded"] is (wanted == "Accepted")
        record = await operator.command_record(result["commandId"])
        assert (record["chargePointId"], record["payload"]) == (charge_point.id, KEY)
    assert found[absent]["outcome"] == "notConnected"
    assert found["NEVER-REGISTERED"]["outcome"] == "unknownChargePoint"
    progress = shown["progress"]
    assert (progress["total"], progress["finished"], progress["succeeded"]) == (14, 14, 9)
    assert set(await results(operator, bulk, outcome="notConnected")) == {absent}


@pytest.mark.parametrize("by", ["vendor", "model", "firmwareVersion", "group"])
async def test_charge_points_are_chosen_by_a_filter(fleet: Fleet, operator: Operator, by: str):
    mine, other = unique("mine"), unique("other")

    async def one(value: str) -> ChargePoint:
        members = {"group": value} if by == "group" else {}
        charge_point = await fleet.charge_point(await fleet.register(**members))
        boot = {"vendor": "Vendor", "model": "Model", "firmware_version": "1.0"}
        boot |= {{"firmwareVersion": "firmware_version"}.get(by, by): value} if by != "group" else {}
        await charge_point.boot(**boot)
        return charge_point

    chosen, left = [await one(mine) for _ in range(3)], await one(other)
    if by == "group":
        listed = await operator.all("api/v1/charge-points", group=mine)
        assert {item["id"] for item in listed} == {charge_point.id for charge_point in chosen}
    bulk = await begin(operator, {"filter": {by: mine}})
    await ended(operator, bulk)
    assert set(await results(operator, bulk)) == {charge_point.id for charge_point in chosen}
    assert [asked(charge_point) for charge_point in (*chosen, left)] == [1, 1, 1, 0]


async def test_no_more_than_the_given_number_are_asked_at_a_time(fleet: Fleet, operator: Operator):
    charge_points = await make(fleet, 8)
    for charge_point in charge_points:
        charge_point.may_answer.clear()
    bulk = await begin(operator, these(charge_points), parallelism=3)

    async def waiting() -> list[ChargePoint]:
        return [item for item in charge_points if asked(item) and not item.may_answer.is_set()]

    for left in (8, 7, 6, 5, 4, 3, 2, 1):
        busy = await eventually(lambda wanted=min(3, left): at_least(waiting, wanted))
        await asyncio.sleep(0.03)
        assert len(await waiting()) == min(3, left)
        busy[0].may_answer.set()
    await ended(operator, bulk)
    assert [asked(charge_point) for charge_point in charge_points] == [1] * 8


async def at_least(find, count: int) -> list | None:
    found = await find()
    return found if len(found) >= count else None


async def test_those_that_are_not_connected_are_waited_for_until_the_deadline(fleet: Fleet, operator: Operator):
    late, never = await fleet.register(), await fleet.register()
    bulk = await begin(operator, these([late, never]), deadline=moment(5 / 3600))

    async def waits() -> bool:
        return (await results(operator, bulk))[late]["outcome"] == "waitingForConnection"

    await eventually(waits)
    charge_point = await fleet.charge_point(late)
    assert await charge_point.expect("ChangeConfiguration") == KEY
    await ended(operator, bulk)
    found = await results(operator, bulk)
    assert (found[late]["outcome"], found[never]["outcome"]) == ("answered", "notConnected")


async def test_cancelling_leaves_alone_whose_turn_had_not_come(fleet: Fleet, operator: Operator):
    charge_points = await make(fleet, 6)
    for charge_point in charge_points:
        charge_point.may_answer.clear()
    bulk = await begin(operator, these(charge_points), parallelism=2)

    async def two() -> bool:
        return sum(asked(item) for item in charge_points) == 2

    await eventually(two)
    await operator.post(f"{PATH}/{bulk['id']}/cancel")
    for charge_point in charge_points:
        charge_point.may_answer.set()
    await ended(operator, bulk, "cancelled")
    outcomes = sorted(item["outcome"] for item in (await results(operator, bulk)).values())
    assert outcomes == ["answered"] * 2 + ["cancelled"] * 4
    assert sum(asked(item) for item in charge_points) == 2


async def test_a_retry_is_for_those_that_did_not_do_it(fleet: Fleet, operator: Operator):
    charge_points = await make(fleet, 4)
    charge_points[0].answers["ChangeConfiguration"] = {"status": "Rejected"}
    bulk = await begin(operator, these(charge_points))
    await ended(operator, bulk)
    charge_points[0].answers["ChangeConfiguration"] = {"status": "Accepted"}
    answer = await operator.http.post(f"{PATH}/{bulk['id']}/retry")
    assert answer.status_code in (200, 202), answer.text
    again = answer.json()
    shown = await ended(operator, again)
    assert (await results(operator, again))[charge_points[0].id]["status"] == "Accepted"
    assert shown["progress"]["succeeded"] == shown["progress"]["total"]
    assert [asked(charge_point) for charge_point in charge_points] == [2, 1, 1, 1]


@pytest.mark.heavy
@pytest.mark.timeout(120)
async def test_kill_9_in_the_middle_doubles_nothing_and_loses_nothing(make_server):
    server: Server = make_server().start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    charge_points = await make(fleet, 30)
    answering, holding = charge_points[:10], charge_points[10:]
    for charge_point in holding:
        charge_point.may_answer.clear()
    bulk = await begin(operator, these(charge_points), parallelism=5)

    async def in_the_middle() -> bool:
        shown = await now(operator, bulk)
        return shown["progress"]["finished"] == 10 and sum(asked(item) for item in holding) == 5

    await eventually(in_the_middle, within=15)
    server.kill()
    before = {item.id: asked(item) for item in charge_points}
    await fleet_ends(fleet)
    await operator.close()

    await asyncio.to_thread(server.start)
    operator = Operator(server)
    fleet = Fleet(server, operator)
    again = await asyncio.gather(*(fleet.charge_point(item.id) for item in charge_points))
    await ended(operator, bulk, within=30)
    found = await results(operator, bulk)
    assert len(found) == 30
    for charge_point in again:
        times = before[charge_point.id] + asked(charge_point)
        outcome = found[charge_point.id]["outcome"]
        assert times <= 1, "nobody is asked twice"
        if before[charge_point.id]:
            assert outcome == ("answered" if charge_point.id in {item.id for item in answering} else "interrupted")
        else:
            assert outcome in ("answered", "notConnected"), "whoever was not back yet is told as such"
            assert (outcome == "answered") == (times == 1)
    await fleet.disband()
    await operator.close()


async def fleet_ends(fleet: Fleet) -> None:
    """Leaves a server that is gone."""
    for member in fleet.members:
        if isinstance(member, ChargePoint):
            member.may_answer.set()
        await member.close()


class TestErrors:
    @pytest.mark.parametrize(
        ("change", "member"),
        [
            ({"action": None}, "action"),
            ({"payload": {"key": "K"}}, "value"),
            ({"payload": {"key": "K", "value": 5}}, "value"),
            ({"target": None}, "target"),
            ({"target": {}}, "target"),
            ({"target": {"chargePoints": []}}, "chargePoints"),
            ({"target": {"filter": {}}}, "filter"),
            ({"target": {"filter": {"colour": "red"}}}, "colour"),
            ({"target": {"chargePoints": ["A"], "filter": {"vendor": "V"}}}, "target"),
            ({"parallelism": 0}, "parallelism"),
            ({"deadline": "soon"}, "deadline"),
            ({"timeoutSeconds": 0}, "timeoutSeconds"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named_and_nothing_is_made(self, operator: Operator, change: dict, member: str):
        body = {"action": "ChangeConfiguration", "payload": KEY, "target": {"chargePoints": ["A"]}} | change
        problem = await operator.post(PATH, {key: value for key, value in body.items() if value is not None}, 422)
        assert problem["type"].endswith("invalid-member")
        assert member in problem["member"]

    async def test_an_action_that_ocpp_does_not_have_is_refused(self, operator: Operator):
        body = {"action": "MakeCoffee", "payload": {}, "target": {"chargePoints": ["A"]}}
        answer = await operator.http.post(PATH, json=body)
        assert answer.status_code in (404, 422)
        operator.check_problem(answer)

    async def test_what_is_not_there_is_not_found(self, operator: Operator):
        await operator.get(f"{PATH}/2000000000", 404)
        await operator.get(f"{PATH}/2000000000/results", 404)
        await operator.post(f"{PATH}/2000000000/cancel", expect=404)
        await operator.post(f"{PATH}/2000000000/retry", expect=404)

    async def test_what_is_over_cannot_be_cancelled(self, fleet: Fleet, operator: Operator):
        bulk = await begin(operator, these(await make(fleet, 1)))
        await ended(operator, bulk)
        await operator.post(f"{PATH}/{bulk['id']}/cancel", expect=409)
