"""Firmware updates as jobs with their whole life, and campaigns over many charge points."""

import pytest

from support.charge_point import instant, moment
from support.firmware import IMAGES, UPDATES, report, update, upload
from support.fleet import Fleet
from support.operator_api import Operator, eventually


class TestUpdates:
    async def test_another_version_after_the_reboot_is_told(self, fleet: Fleet, operator: Operator):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await charge_point.boot(firmware_version="1.0")
        job = await update(operator, charge_point, imageId=image["id"])
        for status in ("Downloading", "Downloaded", "Installing"):
            await report(charge_point, status)
        await charge_point.boot(firmware_version="1.0")
        await report(charge_point, "Installed")
        shown = await self.now(operator, job)
        assert (shown["state"], shown["versionConfirmed"]) == ("installed", False)

    async def now(self, operator: Operator, job: dict) -> dict:
        return await operator.get(f"{UPDATES}/{job['id']}")

    async def test_its_whole_life_is_told(self, fleet: Fleet, operator: Operator):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await charge_point.boot(firmware_version="1.0")
        job = await update(operator, charge_point, imageId=image["id"], retries=2, retryInterval=30)
        sent = await charge_point.expect("UpdateFirmware")
        assert (sent["retries"], sent["retryInterval"]) == (2, 30)
        assert job["state"] == "accepted"
        for status, state in (
            ("Downloading", "downloading"), ("Downloaded", "downloaded"), ("Installing", "installing")
        ):  # fmt: skip
            await report(charge_point, status)
            assert (await self.now(operator, job))["state"] == state
        await charge_point.boot(firmware_version="2.1.0")
        await report(charge_point, "Installed")
        shown = await self.now(operator, job)
        assert (shown["state"], shown["reportedVersion"]) == ("installed", "2.1.0")
        assert (shown["versionBefore"], shown["versionConfirmed"]) == ("1.0", True)

    async def test_the_reboot_may_come_after_installed(self, fleet: Fleet, operator: Operator):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await charge_point.boot(firmware_version="1.0")
        job = await update(operator, charge_point, imageId=image["id"])
        for status in ("Downloading", "Downloaded", "Installing", "Installed"):
            await report(charge_point, status)
        await charge_point.boot(firmware_version="2.1.0")
        shown = await self.now(operator, job)
        assert (shown["state"], shown["reportedVersion"]) == ("installed", "2.1.0")
        assert (shown["versionBefore"], shown["versionConfirmed"]) == ("1.0", True)

    async def test_reports_survive_a_new_connection(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        job = await update(operator, charge_point, location="ftp://files.example.com/f.bin", retrieveDate=moment())
        again = await fleet.charge_point(charge_point.id)
        await report(again, "Downloading")
        await report(again, "DownloadFailed")
        assert (await self.now(operator, job))["state"] == "downloadFailed"

    async def test_the_time_to_retrieve_is_now_unless_given(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        before = instant(moment())
        await update(operator, charge_point, location="ftp://files.example.com/f.bin")
        sent = await charge_point.expect("UpdateFirmware")
        assert sent["retrieveDate"].endswith("Z")
        assert abs((instant(sent["retrieveDate"]) - before).total_seconds()) < 5

    async def test_a_charge_point_that_is_not_there_leaves_it_unanswered(self, fleet: Fleet, operator: Operator):
        identity = await fleet.register()
        problem = await operator.post(UPDATES, {"chargePointId": identity, "location": "ftp://x/"}, 503)
        assert problem["outcome"] == "notConnected"
        (shown,) = await operator.all(UPDATES, chargePoint=identity)
        assert shown["state"] == "unanswered"

    @pytest.mark.parametrize(
        ("change", "member"),
        [
            ({}, "imageId"),
            ({"imageId": 1, "location": "ftp://x/"}, "imageId"),
            ({"imageId": 2_000_000_000}, "imageId"),
            ({"location": ""}, "location"),
            ({"location": "ftp://x/", "retrieveDate": "soon"}, "retrieveDate"),
            ({"location": "ftp://x/", "retries": -1}, "retries"),
            ({"location": "ftp://x/", "retryInterval": "long"}, "retryInterval"),
            ({"location": "ftp://x/", "chargePointId": None}, "chargePointId"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named_and_nothing_is_sent(
        self, fleet: Fleet, operator: Operator, change: dict, member: str
    ):
        charge_point = await fleet.charge_point()
        body = {"chargePointId": charge_point.id} | change
        body = {key: value for key, value in body.items() if value is not None}
        answer = await operator.http.post(UPDATES, json=body)
        assert answer.status_code in ((404, 422) if "imageId" in change else (422,)), answer.text
        operator.check_problem(answer)
        assert member in answer.text or "image" in answer.text
        assert charge_point.socket.received(2) == []

    async def test_what_is_not_there_is_not_found(self, operator: Operator):
        for path in (IMAGES, UPDATES, "api/v1/firmware/campaigns"):
            await operator.get(f"{path}/2000000000", 404)
        await operator.delete(f"{IMAGES}/2000000000", 404)
        await operator.post(UPDATES, {"chargePointId": "NEVER-REGISTERED", "location": "ftp://x/"}, 404)


class TestCampaigns:
    CAMPAIGNS = "api/v1/firmware/campaigns"

    async def begin(self, operator: Operator, charge_points: list[str], **members) -> dict:
        body = {"location": "ftp://files.example.com/f.bin", "target": {"chargePoints": charge_points}} | members
        return await operator.post(self.CAMPAIGNS, body, 201)

    async def reaches(self, operator: Operator, campaign: dict, state: str) -> dict:
        async def reached() -> dict | None:
            shown = await operator.get(f"{self.CAMPAIGNS}/{campaign['id']}")
            return shown if shown["state"] == state else None

        return await eventually(reached, within=10)

    async def test_it_can_be_paused_resumed_and_cancelled(self, fleet: Fleet, operator: Operator):
        campaign = await self.begin(operator, [await fleet.register() for _ in range(3)])
        path = f"{self.CAMPAIGNS}/{campaign['id']}"
        await self.reaches(operator, campaign, "running")
        assert (await operator.post(f"{path}/pause"))["state"] == "paused"
        assert (await operator.post(f"{path}/resume"))["state"] == "running"
        await operator.post(f"{path}/cancel")
        shown = await self.reaches(operator, campaign, "cancelled")
        assert shown["progress"]["cancelled"] == 3
        for verb in ("pause", "resume", "cancel"):
            await operator.post(f"{path}/{verb}", expect=409)

    async def test_those_that_have_the_version_are_passed_over(self, fleet: Fleet, operator: Operator):
        has, lacks = await fleet.charge_point(), await fleet.charge_point()
        await has.boot(firmware_version="2.0")
        await lacks.boot(firmware_version="1.0")
        campaign = await self.begin(operator, [has.id, lacks.id, "NEVER-REGISTERED"], version="2.0")
        assert (await lacks.expect("UpdateFirmware", timeout=10))["location"] == "ftp://files.example.com/f.bin"
        for status in ("Downloading", "Downloaded", "Installing"):
            await report(lacks, status)
        await lacks.boot(firmware_version="2.0")
        await report(lacks, "Installed")
        await self.reaches(operator, campaign, "finished")
        items = await operator.all(f"{self.CAMPAIGNS}/{campaign['id']}/updates")
        assert {item["chargePointId"]: item["state"] for item in items} == {
            has.id: "skipped", lacks.id: "installed", "NEVER-REGISTERED": "unknownChargePoint"
        }  # fmt: skip
        assert has.socket.received(2) == []

    @pytest.mark.parametrize(
        ("change", "member"),
        [
            ({"target": None}, "target"),
            ({"target": {"filter": {}}}, "filter"),
            ({"imageId": 1}, "imageId"),
            ({"waveSize": 0}, "waveSize"),
            ({"wavePercentages": [60, 60]}, "wavePercentages"),
            ({"waveSize": 5, "wavePercentages": [10]}, "waveSize"),
            ({"maximumFailurePercent": 101}, "maximumFailurePercent"),
            ({"parallelism": 0}, "parallelism"),
            ({"colour": "red"}, "colour"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named(self, operator: Operator, change: dict, member: str):
        body = {"location": "ftp://x/", "target": {"chargePoints": ["A"]}} | change
        body = {key: value for key, value in body.items() if value is not None}
        problem = await operator.post(self.CAMPAIGNS, body, 422)
        assert member in problem["member"]


async def test_an_update_that_a_newer_one_replaces_says_so(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    first = await update(operator, charge_point, location="ftp://files.example.com/1.bin")
    second = await update(operator, charge_point, location="ftp://files.example.com/2.bin")

    assert (await operator.get(f"{UPDATES}/{first['id']}"))["state"] == "superseded"
    await report(charge_point, "Downloading")
    assert (await operator.get(f"{UPDATES}/{second['id']}"))["state"] == "downloading"
