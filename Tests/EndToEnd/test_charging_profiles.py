"""Charging profiles: what is installed where, and templates."""

import asyncio

import pytest

from support.charge_point import ChargePoint
from support.charging import install, profile
from support.charging import installations as path
from support.fleet import Fleet
from support.operator_api import Operator, unique

TEMPLATES = "api/v1/charging-profiles"


async def installed(operator: Operator, charge_point: ChargePoint) -> set[int]:
    items = await operator.all(path(charge_point), state="installed")
    return {item["chargingProfileId"] for item in items}


class TestInstalled:
    async def test_the_same_place_replaces(self, fleet: Fleet, operator: Operator):
        """One profile for each purpose and stack level on a connector (section 5.16)."""
        charge_point = await fleet.charge_point()
        first, second = profile("TxDefaultProfile"), profile("TxDefaultProfile")
        await install(operator, charge_point, 1, first)
        await install(operator, charge_point, 1, second)
        assert await installed(operator, charge_point) == {second["chargingProfileId"]}
        other = profile("TxDefaultProfile", stack_level=1)
        await install(operator, charge_point, 1, other)
        assert await installed(operator, charge_point) == {second["chargingProfileId"], other["chargingProfileId"]}

    async def test_the_same_id_replaces_anywhere(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        first = profile("TxDefaultProfile")
        await install(operator, charge_point, 1, first)
        again = profile("TxDefaultProfile", stack_level=4, chargingProfileId=first["chargingProfileId"])
        await install(operator, charge_point, 2, again)
        (item,) = await operator.all(path(charge_point), state="installed")
        assert (item["connectorId"], item["stackLevel"]) == (2, 4)

    async def test_a_refusal_leaves_what_was_there(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        first = profile("TxDefaultProfile")
        await install(operator, charge_point, 1, first)
        charge_point.answers["SetChargingProfile"] = {"status": "Rejected"}
        refused = await install(operator, charge_point, 1, profile("TxDefaultProfile"))
        assert (refused["state"], refused["status"]) == ("refused", "Rejected")
        assert await installed(operator, charge_point) == {first["chargingProfileId"]}

    async def test_an_id_is_chosen_when_none_is_given(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        chosen = []
        for level in range(3):
            given = profile("TxDefaultProfile", stack_level=level)
            del given["chargingProfileId"]
            shown = await operator.post(path(charge_point), {"connectorId": 1, "chargingProfile": given}, 201)
            sent = await charge_point.expect("SetChargingProfile")
            assert sent["csChargingProfiles"]["chargingProfileId"] == shown["chargingProfileId"]
            chosen.append(shown["chargingProfileId"])
        assert len(set(chosen)) == 3

    async def test_ids_that_are_chosen_at_the_same_time_differ(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()

        async def one(level: int) -> int:
            given = profile("TxDefaultProfile", stack_level=level)
            del given["chargingProfileId"]
            shown = await operator.post(path(charge_point), {"connectorId": 1, "chargingProfile": given}, 201)
            return shown["chargingProfileId"]

        chosen = await asyncio.gather(*(one(level) for level in range(8)))
        assert len(set(chosen)) == 8
        assert await installed(operator, charge_point) == set(chosen)

    async def test_a_transaction_profile_finds_its_transaction(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        transaction_id = await charge_point.charging(tag)
        given = profile("TxProfile")
        await operator.post(path(charge_point), {"connectorId": 1, "chargingProfile": given}, 201)
        sent = await charge_point.expect("SetChargingProfile")
        assert sent["csChargingProfiles"]["transactionId"] == transaction_id
        await charge_point.stop_transaction(transaction_id)
        assert await installed(operator, charge_point) == set()

    @pytest.mark.parametrize(
        ("request_", "left"),
        [
            ({}, set()),
            ({"connectorId": 1}, {0, 3}),
            ({"chargingProfilePurpose": "TxDefaultProfile"}, {0}),
            ({"stackLevel": 1}, {0, 1, 3}),
            ({"connectorId": 1, "chargingProfilePurpose": "TxDefaultProfile", "stackLevel": 0}, {0, 2, 3}),
            ({"connectorId": 0, "chargingProfilePurpose": "ChargePointMaxProfile"}, {1, 2, 3}),
        ],
        ids=str,
    )
    async def test_clearing_matches_as_the_specification_says(
        self, fleet: Fleet, operator: Operator, request_: dict, left: set[int]
    ):
        charge_point = await fleet.charge_point()
        given = [
            (0, profile("ChargePointMaxProfile")),
            (1, profile("TxDefaultProfile")),
            (1, profile("TxDefaultProfile", stack_level=1)),
            (2, profile("TxDefaultProfile")),
        ]
        for connector_id, item in given:
            await install(operator, charge_point, connector_id, item)
        await operator.post(path(charge_point, "/clear"), request_)
        assert await charge_point.expect("ClearChargingProfile") == request_
        names = {item["chargingProfileId"]: number for number, (_, item) in enumerate(given)}
        assert {names[number] for number in await installed(operator, charge_point)} == left

    async def test_what_is_installed_survives_kill_9(self, make_server):
        server = make_server().start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        charge_point = await fleet.charge_point()
        given = profile("TxDefaultProfile")
        await install(operator, charge_point, 1, given)
        server.kill()
        await charge_point.close()
        await operator.close()
        await asyncio.to_thread(server.start)
        operator = Operator(server)
        assert await installed(operator, charge_point) == {given["chargingProfileId"]}
        await operator.close()


class TestTemplates:
    def template(self, **members) -> dict:
        return {
            "name": unique("template"),
            "chargingProfilePurpose": "TxDefaultProfile",
            "chargingProfileKind": "Recurring",
            "recurrencyKind": "Daily",
            "chargingSchedule": {
                "startSchedule": "2026-01-01T00:00:00Z",
                "chargingRateUnit": "A",
                "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16.0}, {"startPeriod": 28800, "limit": 8.0}],
            },
        } | members

    async def test_a_template_is_installed_by_its_name(self, fleet: Fleet, operator: Operator):
        template = await operator.post(TEMPLATES, self.template(), 201)
        charge_point = await fleet.charge_point()
        body = {"connectorId": 0, "templateName": template["name"]}
        shown = await operator.post(path(charge_point), body, 201)
        sent = (await charge_point.expect("SetChargingProfile"))["csChargingProfiles"]
        assert sent["chargingProfileId"] == shown["chargingProfileId"]
        assert (sent["chargingProfileKind"], sent["recurrencyKind"]) == ("Recurring", "Daily")
        assert [period["limit"] for period in sent["chargingSchedule"]["chargingSchedulePeriod"]] == [16.0, 8.0]
        assert shown["templateName"] == template["name"]

    async def test_a_remote_start_takes_one(self, fleet: Fleet, operator: Operator, tag: str):
        template = self.template(chargingProfilePurpose="TxProfile", chargingProfileKind="Relative")
        del template["recurrencyKind"], template["chargingSchedule"]["startSchedule"]
        await operator.post(TEMPLATES, template, 201)
        charge_point = await fleet.charge_point()
        body = {"chargePointId": charge_point.id, "idTag": tag, "connectorId": 1}
        await operator.post("api/v1/remote-starts", body | {"chargingProfileTemplate": template["name"]}, 201)
        sent = (await charge_point.expect("RemoteStartTransaction"))["chargingProfile"]
        assert "transactionId" not in sent and "startSchedule" not in sent["chargingSchedule"]
        assert sent["chargingProfilePurpose"] == "TxProfile"
        started = await charge_point.start_transaction(tag)
        (held,) = await operator.all(path(charge_point), state="installed")
        assert (held["transactionId"], held["connectorId"]) == (started.transaction_id, 1)

    async def test_they_can_be_changed_and_removed(self, operator: Operator):
        template = self.template()
        await operator.post(TEMPLATES, template, 201)
        await operator.post(TEMPLATES, template, 409)
        name = template.pop("name")
        template["chargingSchedule"]["chargingSchedulePeriod"] = [{"startPeriod": 0, "limit": 7.5}]
        await operator.put(f"{TEMPLATES}/{name}", template)
        stored = await operator.get(f"{TEMPLATES}/{name}")
        assert stored["chargingSchedule"]["chargingSchedulePeriod"][0]["limit"] == 7.5
        await operator.delete(f"{TEMPLATES}/{name}")
        await operator.get(f"{TEMPLATES}/{name}", 404)

    @pytest.mark.parametrize(
        ("change", "member"),
        [
            ({"name": ""}, "name"),
            ({"chargingProfilePurpose": "Wish"}, "chargingProfilePurpose"),
            ({"chargingProfileKind": None}, "chargingProfileKind"),
            ({"stackLevel": -1}, "stackLevel"),
            ({"validFrom": "soon"}, "validFrom"),
            ({"chargingSchedule": None}, "chargingSchedule"),
            ({"chargingSchedule": {"chargingRateUnit": "A"}}, "chargingSchedulePeriod"),
            ({"colour": "red"}, "colour"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named(self, operator: Operator, change: dict, member: str):
        body = self.template() | change
        problem = await operator.post(TEMPLATES, {key: value for key, value in body.items() if value is not None}, 422)
        assert member in problem["member"]


class TestErrors:
    @pytest.mark.parametrize(
        ("body", "member"),
        [
            ({"chargingProfile": profile("TxDefaultProfile")}, "connectorId"),
            ({"connectorId": -1, "chargingProfile": profile("TxDefaultProfile")}, "connectorId"),
            ({"connectorId": 1}, "chargingProfile"),
            ({"connectorId": 1, "chargingProfile": profile("TxDefaultProfile"), "templateName": "x"}, "templateName"),
            ({"connectorId": 1, "chargingProfile": {"stackLevel": 0}}, "chargingProfile"),
            ({"connectorId": 1, "chargingProfile": profile("TxDefaultProfile", limit="16")}, "limit"),
            ({"connectorId": 1, "chargingProfile": profile("TxDefaultProfile", wish=1)}, "wish"),
        ],
        ids=lambda value: str(value)[:40],
    )
    async def test_a_bad_member_is_named_and_nothing_is_sent(
        self, fleet: Fleet, operator: Operator, body: dict, member: str
    ):
        charge_point = await fleet.charge_point()
        problem = await operator.post(path(charge_point), body, 422)
        assert member in problem["member"]
        assert charge_point.socket.received(2) == []
        assert await operator.all(path(charge_point)) == []

    async def test_what_is_not_there_is_not_found(self, fleet: Fleet, operator: Operator):
        unknown = "api/v1/charge-points/NEVER-REGISTERED"
        await operator.get(f"{unknown}/charging-profiles", 404)
        await operator.post(f"{unknown}/charging-profiles/clear", {}, 404)
        await operator.get(f"{unknown}/composite-schedule", 404, connectorId=1, duration=60)
        await operator.get(f"{TEMPLATES}/never-made", 404)
        charge_point = await fleet.charge_point()
        answer = await operator.http.post(path(charge_point), json={"connectorId": 1, "templateName": "never-made"})
        assert answer.status_code in (404, 422)
        assert charge_point.socket.received(2) == []
