"""Local authorization lists: derived from idTags, sent in the way that fits, in versions that rise."""

import asyncio

import pytest

from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import Operator, eventually, unique

GROUPS = "api/v1/local-lists"


def path(charge_point, verb: str = "") -> str:
    return f"api/v1/charge-points/{charge_point.id}/local-list{verb}"


async def tags_for(operator: Operator, count: int, **members) -> list[str]:
    return [await operator.add_tag(**members) for _ in range(count)]


async def limits(operator: Operator, charge_point: ChargePoint, **values: int) -> None:
    """The charge point tells how much it takes."""
    keys = [{"key": key, "readonly": True, "value": str(value)} for key, value in values.items()]
    charge_point.answers["GetConfiguration"] = {"configuration_key": keys, "unknown_key": []}
    await operator.command(charge_point.id, "GetConfiguration", {})
    await charge_point.expect("GetConfiguration")


async def define(operator: Operator, charge_point, tags: list[str]) -> None:
    await operator.save(path(charge_point), {"idTags": tags})


async def send(operator: Operator, charge_point: ChargePoint, **body) -> list[dict]:
    """Sends what is wanted; the updates on the wire."""
    await operator.post(path(charge_point, "/send"), body)
    return [payload for action, payload in charge_point.not_expected() if action == "SendLocalList"]


async def state(operator: Operator, charge_point) -> dict:
    return await operator.get(path(charge_point))


def listed(update: dict) -> dict[str, dict | None]:
    return {entry["idTag"]: entry.get("idTagInfo") for entry in update.get("localAuthorizationList", [])}


class TestContent:
    async def test_the_list_follows_the_id_tags(self, fleet: Fleet, operator: Operator):
        parent = unique("PARENT")
        accepted = await operator.add_tag(expiryDate="2040-01-01T00:00:00Z", parentIdTag=parent)
        blocked = await operator.add_tag(status="Blocked")
        expired = await operator.add_tag(expiryDate="2020-01-01T00:00:00Z")
        charge_point = await fleet.charge_point()
        await define(operator, charge_point, [accepted, blocked, expired])
        (update,) = await send(operator, charge_point)
        assert update["updateType"] == "Full"
        entries = listed(update)
        info = entries[accepted]
        assert (info["status"], info["parentIdTag"]) == ("Accepted", parent)
        assert info["expiryDate"].startswith("2040-01-01T00:00:00") and info["expiryDate"].endswith("Z")
        assert entries[blocked] == {"status": "Blocked"}
        assert entries[expired]["status"] == "Expired"

    async def test_what_changed_is_visible_and_sent_as_a_difference(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        tags = await tags_for(operator, 5)
        await define(operator, charge_point, tags)
        (full,) = await send(operator, charge_point)
        assert (await state(operator, charge_point))["differenceCount"] == 0
        assert await send(operator, charge_point) == [], "nothing to say"
        added = await operator.add_tag()
        await operator.patch(f"api/v1/id-tags/{tags[0]}", {"status": "Blocked"})
        await define(operator, charge_point, [*tags[:4], added])
        apart = (await state(operator, charge_point))["difference"]
        assert [entry["idTag"] for entry in apart["added"]] == [added]
        assert [entry["idTag"] for entry in apart["changed"]] == [tags[0]]
        assert apart["removed"] == [tags[4]]
        (update,) = await send(operator, charge_point)
        assert update["updateType"] == "Differential"
        assert update["listVersion"] > full["listVersion"]
        assert listed(update) == {tags[0]: {"status": "Blocked"}, tags[4]: None, added: {"status": "Accepted"}}
        assert (await state(operator, charge_point))["differenceCount"] == 0

    async def test_an_empty_list_is_a_full_update_without_entries(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        await define(operator, charge_point, [tag])
        await send(operator, charge_point)
        await define(operator, charge_point, [])
        (update,) = await send(operator, charge_point, updateType="Full")
        assert (update["updateType"], listed(update)) == ("Full", {})
        assert (await state(operator, charge_point))["held"]["count"] == 0


class TestSending:
    async def test_a_long_list_goes_in_chunks(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        await limits(operator, charge_point, SendLocalListMaxLength=4, LocalAuthListMaxLength=100)
        tags = await tags_for(operator, 10)
        await define(operator, charge_point, tags)
        updates = await send(operator, charge_point)
        assert [update["updateType"] for update in updates] == ["Full", "Differential", "Differential"]
        assert [len(listed(update)) for update in updates] == [4, 4, 2]
        versions = [update["listVersion"] for update in updates]
        assert versions == sorted(set(versions))
        assert set().union(*(listed(update) for update in updates)) == set(tags)
        assert (await state(operator, charge_point))["held"]["count"] == 10

    async def test_a_version_mismatch_is_healed_by_a_full_list(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.peer()
        tags = await tags_for(operator, 3)
        await define(operator, charge_point, tags)

        async def answer(sending: asyncio.Task, *statuses: str) -> list[dict]:
            seen = []
            for status in statuses:
                message_id, payload = await charge_point.expect("SendLocalList")
                await charge_point.answer(message_id, {"status": status})
                seen.append(payload)
            await sending
            return seen

        (first,) = await answer(asyncio.create_task(operator.post(path(charge_point, "/send"), {})), "Accepted")
        await define(operator, charge_point, [*tags, await operator.add_tag()])
        sending = asyncio.create_task(operator.post(path(charge_point, "/send"), {}))
        difference, whole = await answer(sending, "VersionMismatch", "Accepted")
        assert (difference["updateType"], whole["updateType"]) == ("Differential", "Full")
        assert first["listVersion"] < difference["listVersion"] < whole["listVersion"]
        assert len(listed(whole)) == 4
        shown = await state(operator, charge_point)
        assert shown["version"] == whole["listVersion"]
        assert shown["differenceCount"] == 0

    async def test_a_failed_update_does_not_count(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        tags = await tags_for(operator, 2)
        await define(operator, charge_point, tags)
        (first,) = await send(operator, charge_point)
        charge_point.answers["SendLocalList"] = {"status": "Failed"}
        await define(operator, charge_point, [*tags, await operator.add_tag()])
        sent = await send(operator, charge_point)
        shown = await state(operator, charge_point)
        assert shown["version"] == first["listVersion"]
        charge_point.answers["SendLocalList"] = {"status": "Accepted"}
        again = await send(operator, charge_point)
        assert again[0]["listVersion"] > max(update["listVersion"] for update in sent), "versions never repeat"

    async def test_an_unknown_version_needs_a_full_list(self, fleet: Fleet, operator: Operator, tag: str):
        charge_point = await fleet.charge_point()
        charge_point.answers["GetLocalListVersion"] = {"list_version": 12}
        await operator.post(path(charge_point, "/read-version"))
        await charge_point.expect("GetLocalListVersion")
        await define(operator, charge_point, [tag])
        (update,) = await send(operator, charge_point)
        assert update["updateType"] == "Full"
        assert update["listVersion"] > 12

    async def test_a_group_has_one_list(self, fleet: Fleet, operator: Operator):
        group = unique("group")
        tags = await tags_for(operator, 3)
        await operator.post(GROUPS, {"group": group, "idTags": tags}, 201)
        members = [await fleet.charge_point(await fleet.register(group=group)) for _ in range(2)]
        own = await fleet.charge_point(await fleet.register(group=group))
        await define(operator, own, tags[:1])
        bulk = await operator.post("api/v1/bulk-operations/local-lists", {"target": {"filter": {"group": group}}}, 202)

        async def over() -> bool:
            return (await operator.get(f"api/v1/bulk-operations/{bulk['id']}"))["state"] == "completed"

        await eventually(over)
        for charge_point in members:
            assert set(listed(await charge_point.expect("SendLocalList"))) == set(tags)
        assert set(listed(await own.expect("SendLocalList"))) == set(tags[:1]), "its own list goes before the group's"


class TestErrors:
    @pytest.mark.parametrize(
        ("body", "member"),
        [
            ({"idTags": "all"}, "idTags"),
            ({"idTags": ["x" * 21]}, "idTags"),
            ({"parentIdTags": [5]}, "parentIdTags"),
            ({"colour": "red"}, "colour"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named(self, fleet: Fleet, operator: Operator, body: dict, member: str):
        charge_point = await fleet.charge_point()
        problem = await operator.put(path(charge_point), body, 422)
        assert member in problem["member"]
        problem = await operator.post(path(charge_point, "/send"), {"updateType": "Partial"}, 422)
        assert "updateType" in problem["member"]
        assert charge_point.socket.received(2) == []

    async def test_nothing_can_be_sent_before_a_list_is_defined(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        await operator.post(path(charge_point, "/send"), {}, 409)
        assert charge_point.socket.received(2) == []

    async def test_what_is_not_there_is_not_found(self, operator: Operator):
        unknown = "api/v1/charge-points/NEVER-REGISTERED/local-list"
        await operator.get(unknown, 404)
        await operator.put(unknown, {"idTags": []}, 404)
        await operator.post(f"{unknown}/send", {}, 404)
        await operator.post(f"{unknown}/read-version", expect=404)
        await operator.get(f"{GROUPS}/never-made", 404)
        await operator.delete(f"{GROUPS}/never-made", 404)

    async def test_a_charge_point_that_is_not_there_is_told(self, fleet: Fleet, operator: Operator, tag: str):
        absent = f"api/v1/charge-points/{await fleet.register()}/local-list"
        await operator.save(absent, {"idTags": [tag]})
        problem = await operator.post(f"{absent}/send", {}, 503)
        assert problem["outcome"] == "notConnected"
        shown = await operator.get(absent)
        assert shown["version"] is None
