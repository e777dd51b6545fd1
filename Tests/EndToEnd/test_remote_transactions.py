"""Remote starts and stops are jobs: what came of them stays visible, also that nothing came."""

import asyncio

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator, eventually
from support.payloads import profile
from support.peer import Peer

STARTS, STOPS = "api/v1/remote-starts", "api/v1/remote-stops"


async def remote_start(operator: Operator, charge_point, tag: str, expect: int = 201, **members) -> dict:
    return await operator.post(STARTS, {"chargePointId": charge_point.id, "idTag": tag} | members, expect)


async def now(operator: Operator, job: dict, path: str = STARTS) -> dict:
    return await operator.get(f"{path}/{job['id']}")


def start(tag: str, connector_id: int = 1) -> dict:
    return {"connectorId": connector_id, "idTag": tag, "meterStart": 0, "timestamp": moment()}


async def becomes(operator: Operator, job: dict, state: str, path: str = STARTS) -> dict:
    async def reached() -> dict | None:
        shown = await now(operator, job, path)
        return shown if shown["state"] == state else None

    return await eventually(reached, within=8)


class TestStarts:
    async def test_accepted_but_never_started_is_told(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        job = await remote_start(operator, charge_point, tag, connectorId=1, timeoutSeconds=1)
        assert job["state"] == "accepted"
        shown = await becomes(operator, job, "neverStarted")
        assert shown["transactionId"] is None
        assert await operator.transactions(chargePoint=charge_point.id) == []
        assert len(charge_point.socket.received(2)) == 1, "the job was given up, not repeated"

    async def test_a_start_after_the_timeout_is_late_and_as_good_as_any(
        self, fleet: Fleet, operator: Operator, tag: str
    ):
        charge_point = await fleet.charge_point()
        job = await remote_start(operator, charge_point, tag, connectorId=1, timeoutSeconds=1)
        await becomes(operator, job, "neverStarted")
        started = await charge_point.start_transaction(tag)
        assert started.id_tag_info["status"] == "Accepted"
        shown = await now(operator, job)
        assert (shown["state"], shown["transactionId"]) == ("started", started.transaction_id)
        assert shown["late"] is True

    @pytest.mark.parametrize(
        ("other_tag", "connector_id"), [(True, 1), (False, 2)], ids=["another idTag", "another connector"]
    )
    async def test_a_start_that_does_not_belong_to_it_is_not_taken_for_it(
        self, fleet: Fleet, operator: Operator, tag: str, other_tag: bool, connector_id: int
    ):
        charge_point = await fleet.charge_point()
        job = await remote_start(operator, charge_point, tag, connectorId=1)
        await charge_point.start_transaction(await operator.add_tag() if other_tag else tag, connector_id)
        assert (await now(operator, job))["state"] == "accepted"

    async def test_without_a_connector_any_will_do(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        job = await remote_start(operator, charge_point, tag)
        started = await charge_point.start_transaction(tag, connector_id=7)
        shown = await now(operator, job)
        assert (shown["state"], shown["transactionId"]) == ("started", started.transaction_id)

    async def test_a_start_may_overtake_the_answer(self, fleet: Fleet, operator: Operator, tag: str):
        peer = await fleet.peer()
        waiting = asyncio.create_task(remote_start(operator, peer, tag, connectorId=1))
        message_id, _ = await peer.expect("RemoteStartTransaction")
        started = await peer.ask("StartTransaction", start(tag))
        await peer.answer(message_id, {"status": "Accepted"})
        job = await now(operator, await waiting)
        assert (job["state"], job["transactionId"]) == ("started", started["transactionId"])

    async def test_a_start_after_a_new_connection_still_belongs_to_it(self, fleet: Fleet, operator: Operator, tag: str):
        peer = await fleet.peer()
        waiting = asyncio.create_task(remote_start(operator, peer, tag, connectorId=1))
        message_id, _ = await peer.expect("RemoteStartTransaction")
        await peer.answer(message_id, {"status": "Accepted"})
        job = await waiting
        again: Peer = await fleet.peer(peer.id)
        started = await again.ask("StartTransaction", start(tag))
        shown = await now(operator, job)
        assert (shown["state"], shown["transactionId"]) == ("started", started["transactionId"])

    async def test_a_charge_point_that_is_not_there_leaves_it_unanswered(
        self, fleet: Fleet, operator: Operator, tag: str
    ):
        identity = await fleet.register()
        problem = await operator.post(STARTS, {"chargePointId": identity, "idTag": tag}, 503)
        assert problem["outcome"] == "notConnected"
        (shown,) = await operator.all(STARTS, chargePoint=identity)
        assert shown["state"] == "unanswered"

    async def test_lists_can_be_narrowed(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        charge_point.answers["RemoteStartTransaction"] = {"status": "Rejected"}
        rejected = await remote_start(operator, charge_point, tag)
        charge_point.answers["RemoteStartTransaction"] = {"status": "Accepted"}
        accepted = await remote_start(operator, charge_point, tag)
        for state, job in (("rejected", rejected), ("accepted", accepted)):
            found = await operator.all(STARTS, chargePoint=charge_point.id, state=state)
            assert [item["id"] for item in found] == [job["id"]]


class TestStops:
    async def test_accepted_but_never_stopped_is_told(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        transaction_id = await charge_point.charging(tag)
        job = await operator.post(STOPS, {"transactionId": transaction_id, "timeoutSeconds": 1}, 201)
        assert job["state"] == "accepted"
        await becomes(operator, job, "neverStopped", STOPS)
        assert (await operator.transaction(transaction_id))["state"] == "Open"

    async def test_the_charge_point_is_found_by_the_transaction(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        transaction_id = await charge_point.charging(tag)
        job = await operator.post(STOPS, {"transactionId": transaction_id}, 201)
        assert job["chargePointId"] == charge_point.id
        assert await charge_point.expect("RemoteStopTransaction") == {"transactionId": transaction_id}
        await charge_point.stop_transaction(transaction_id, reason="Remote")
        assert (await now(operator, job, STOPS))["state"] == "stopped"


class TestErrors:
    @pytest.mark.parametrize(
        ("change", "member"),
        [
            ({"idTag": None}, "idTag"),
            ({"idTag": "x" * 21}, "idTag"),
            ({"connectorId": "one"}, "connectorId"),
            ({"timeoutSeconds": 0}, "timeoutSeconds"),
            ({"chargingProfile": {"chargingProfileId": 1}}, "chargingProfile"),
            ({"chargePointId": None}, "chargePointId"),
            ({"wish": "now"}, "wish"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named_and_nothing_is_sent(
        self, fleet: Fleet, operator: Operator, tag: str, change: dict, member: str
    ):
        charge_point = await fleet.charge_point()
        body = {"chargePointId": charge_point.id, "idTag": tag} | change
        problem = await operator.post(STARTS, {key: value for key, value in body.items() if value is not None}, 422)
        assert problem["type"].endswith("invalid-member")
        assert member in problem["member"]
        assert charge_point.socket.received(2) == []

    async def test_a_profile_of_another_purpose_is_sent_as_it_was_given(
        self, fleet: Fleet, operator: Operator, tag: str
    ):
        """The specification forbids it; whether the charge point minds is its own answer."""
        charge_point = await fleet.charge_point()
        given = profile("TxDefaultProfile")
        await remote_start(operator, charge_point, tag, chargingProfile=given)
        assert (await charge_point.expect("RemoteStartTransaction"))["chargingProfile"] == given

    async def test_what_is_not_there_is_not_found(self, operator: Operator, tag: str):
        await operator.get(f"{STARTS}/2000000000", 404)
        await operator.get(f"{STOPS}/2000000000", 404)
        await operator.post(STARTS, {"chargePointId": "NEVER-REGISTERED", "idTag": tag}, 404)

    async def test_a_template_that_is_not_there_is_not_found(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        await remote_start(operator, charge_point, tag, 404, chargingProfileTemplate="never-made")
        assert charge_point.socket.received(2) == []

    async def test_a_stop_of_an_unknown_transaction_needs_to_know_where(self, operator: Operator):
        answer = await operator.http.post(STOPS, json={"transactionId": 2_000_000_000})
        assert answer.status_code in (404, 422)
        operator.check_problem(answer)
