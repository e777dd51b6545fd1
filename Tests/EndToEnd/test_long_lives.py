"""Long lives, with charge points of `stationmaster simulate`.

They download, upload, reserve, restart and obey by themselves.
"""

import asyncio
import hashlib

import pytest

from support.charge_point import instant, moment
from support.operator_api import Operator, eventually, unique
from support.site import Site, becomes

pytestmark = pytest.mark.heavy


async def remote_start(operator: Operator, identity: str, tag: str, connector_id: int = 1) -> int:
    """Has a driver start at a connector; the transactionId."""
    body = {"chargePointId": identity, "connectorId": connector_id, "idTag": tag}
    job = await operator.post("api/v1/remote-starts", body, 201)
    assert job["state"] in ("accepted", "started"), job
    return (await becomes(operator, f"api/v1/remote-starts/{job['id']}", state="started"))["transactionId"]


async def reserve(operator: Operator, identity: str, tag: str, **members) -> dict:
    body = {"chargePointId": identity, "connectorId": 1, "idTag": tag} | members
    shown = await operator.post("api/v1/reservations", body, 201)
    assert shown["state"] == "active", shown
    return shown


@pytest.mark.timeout(90)
async def test_a_reservation_expires_while_the_server_restarts(make_site):
    site: Site = await make_site()
    operator = site.operator
    tag = await operator.add_tag()
    await site.simulate(identity="RESERVED", acceleration=60)
    reservation = await reserve(operator, "RESERVED", tag, expiryDate=moment(3 / 3600))
    await becomes_reserved(operator, "RESERVED")
    await until(reservation["expiryDate"], -0.4)
    await site.kill()
    await until(reservation["expiryDate"], 0.1)
    operator = await site.open()
    shown = await operator.get(f"api/v1/reservations/{reservation['id']}")
    assert shown["state"] == "expired"
    assert abs((instant(shown["endedAt"]) - instant(shown["expiryDate"])).total_seconds()) < 1

    async def available() -> bool:
        connector = await operator.connector("RESERVED", 1)
        return connector["status"] == "Available"

    await site.connected(1)
    await eventually(available, within=20)
    assert await remote_start(operator, "RESERVED", await operator.add_tag()), "anybody may charge there again"


async def until(time: str, later: float) -> None:
    """Waits for a moment of the clock, which is what expiry is about."""
    left = instant(time) - instant(moment())
    await asyncio.sleep(max(0.0, left.total_seconds() + later))


async def becomes_reserved(operator: Operator, identity: str, connector_id: int = 1) -> None:
    async def reserved() -> bool:
        return (await operator.connector(identity, connector_id))["status"] == "Reserved"

    await eventually(reserved, within=10)


@pytest.mark.timeout(120)
async def test_a_drivers_reservation_survives_restarts_of_both_sides_and_is_used(make_site):
    site: Site = await make_site()
    operator = site.operator
    driver, stranger = await operator.add_tag(), await operator.add_tag()
    await site.simulate(identity="HELD", acceleration=60)
    reservation = await reserve(operator, "HELD", driver, expirySeconds=3600)
    await becomes_reserved(operator, "HELD")
    path = f"api/v1/reservations/{reservation['id']}"

    await site.kill()
    operator = await site.open()
    await site.connected(1)
    assert (await operator.get(path))["state"] == "active"

    booted = (await operator.charge_point("HELD"))["bootNotification"]["receivedAt"]
    assert (await operator.command("HELD", "Reset", {"type": "Hard"}))["response"] == {"status": "Accepted"}

    async def booted_again() -> bool:
        shown = await operator.charge_point("HELD")
        return shown["connected"] and shown["bootNotification"]["receivedAt"] > booted

    await eventually(booted_again, within=60)
    await becomes_reserved(operator, "HELD")
    assert (await operator.get(path))["state"] == "active"

    body = {"chargePointId": "HELD", "connectorId": 1, "idTag": stranger}
    refused = await operator.post("api/v1/remote-starts", body, 201)
    assert refused["state"] == "rejected", "the charge point keeps its connector for the driver"
    transaction_id = await remote_start(operator, "HELD", driver)
    shown = await operator.get(path)
    assert (shown["state"], shown["transactionId"]) == ("used", transaction_id)
    stored = await operator.transaction(transaction_id)
    assert (stored["idTag"], stored["reservationId"]) == (driver, reservation["reservationId"])


@pytest.mark.timeout(120)
async def test_charging_profiles_are_obeyed(make_site):
    site: Site = await make_site()
    operator = site.operator
    tag = await operator.add_tag()
    await site.simulate(identity="OBEDIENT", meter_interval=1, connectors=1, acceleration=10)
    measurands = {"key": "MeterValuesSampledData", "value": "Power.Active.Import"}
    await operator.command("OBEDIENT", "ChangeConfiguration", measurands)
    transaction_id = await remote_start(operator, "OBEDIENT", tag)

    async def power() -> float | None:
        """The newest reading, in W."""
        values = await operator.meter_values(transaction_id)
        return float(values[-1]["samples"][0]["value"]) if values else None

    async def reaches(check) -> bool:
        found = await power()
        return found is not None and check(found)

    await eventually(lambda: reaches(lambda watts: watts > 3000), within=30)
    schedule = {"chargingRateUnit": "W", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 2000.0}]}
    profile = {
        "chargingProfileId": 1, "stackLevel": 1, "chargingProfilePurpose": "TxProfile",
        "chargingProfileKind": "Relative", "chargingSchedule": schedule,
    }  # fmt: skip
    profiles = "api/v1/charge-points/OBEDIENT/charging-profiles"
    shown = await operator.post(profiles, {"connectorId": 1, "chargingProfile": profile}, 201)
    assert (shown["state"], shown["transactionId"]) == ("installed", transaction_id)
    await eventually(lambda: reaches(lambda watts: 0 < watts <= 2000), within=15)

    query = {"connectorId": 1, "duration": 600, "chargingRateUnit": "W"}
    compared = await operator.post("api/v1/charge-points/OBEDIENT/composite-schedule", query)
    assert compared["reported"]["status"] == "Accepted"
    assert compared["agrees"] is True, compared["differences"]

    cleared = await operator.post(f"{profiles}/clear", {"id": 1})
    assert cleared["status"] == "Accepted"
    await eventually(lambda: reaches(lambda watts: watts > 3000), within=15)


@pytest.mark.timeout(90)
async def test_diagnostics_come_up_and_go_down(make_site):
    site: Site = await make_site()
    operator = site.operator
    await site.simulate(connected=3, count=3, prefix="DIAGNOSED-")
    for number in (1, 2, 3):
        identity = f"DIAGNOSED-{number:04}"
        job = await operator.post(f"api/v1/charge-points/{identity}/diagnostics", {}, 201)
        assert job["state"] in ("accepted", "uploading", "uploaded")
        shown = await becomes(operator, f"api/v1/diagnostics/{job['id']}", state="uploaded")
        file = await operator.http.get(f"api/v1/diagnostics/{job['id']}/file")
        assert file.status_code == 200
        assert len(file.content) == shown["file"]["sizeBytes"] > 0
        assert hashlib.sha256(file.content).hexdigest() == shown["file"]["sha256"]
        assert shown["fileName"] in file.headers["content-disposition"]


@pytest.mark.timeout(120)
async def test_a_groups_local_list_goes_out_in_chunks(make_site):
    site: Site = await make_site()
    operator = site.operator
    await site.simulate(connected=3, count=3, prefix="LISTED-", acceleration=60)
    members = [f"LISTED-{number:04}" for number in (1, 2, 3)]
    group = unique("group")
    for identity in members:
        await operator.patch(f"api/v1/charge-points/{identity}", {"group": group})
        await operator.post(f"api/v1/charge-points/{identity}/configuration/refresh", {})
    keys = {
        item["key"]: item["value"]
        for item in (await operator.get(f"api/v1/charge-points/{members[0]}/configuration"))["items"]
    }
    chunk = int(keys["SendLocalListMaxLength"])
    assert chunk < int(keys["LocalAuthListMaxLength"])
    tags = [await operator.add_tag() for _ in range(chunk + chunk // 2)]
    await operator.post("api/v1/local-lists", {"group": group, "idTags": tags}, 201)
    bulk = await operator.post("api/v1/bulk-operations/local-lists", {"target": {"filter": {"group": group}}}, 202)
    done = await becomes(operator, f"api/v1/bulk-operations/{bulk['id']}", state="completed")
    assert done["progress"]["succeeded"] == 3
    for identity in members:
        shown = await operator.get(f"api/v1/charge-points/{identity}/local-list")
        assert (shown["held"]["count"], shown["differenceCount"]) == (len(tags), 0)
        assert [update["updateType"] for update in shown["updates"]] == ["Differential", "Full"]
        assert [update["entries"] for update in shown["updates"]] == [chunk // 2, chunk]
        version = (await operator.command(identity, "GetLocalListVersion", {}))["response"]["listVersion"]
        assert version == shown["version"]


@pytest.mark.timeout(120)
async def test_a_bulk_order_to_simulated_charge_points_survives_kill_9(make_site):
    site: Site = await make_site()
    operator = site.operator
    await site.simulate(connected=20, count=20, prefix="BULK-")
    body = {
        "action": "ChangeConfiguration",
        "payload": {"key": "MeterValueSampleInterval", "value": "17"},
        "target": {"chargePoints": [f"BULK-{number:04}" for number in range(1, 21)]},
        "parallelism": 1,
        "deadline": moment(1),
    }
    bulk = await operator.post("api/v1/bulk-operations", body, 202)
    await site.kill()
    operator = await site.open()
    done = await becomes(operator, f"api/v1/bulk-operations/{bulk['id']}", within=60, state="completed")
    assert done["progress"]["finished"] == 20
    results = await operator.all(f"api/v1/bulk-operations/{bulk['id']}/results")
    assert len(results) == len({item["chargePointId"] for item in results}) == 20
    assert {item["outcome"] for item in results} <= {"answered", "interrupted", "disconnected"}
    assert len([item for item in results if item["outcome"] != "answered"]) <= 1, "only the one on its way is in doubt"
    for item in results:
        commands = await operator.all(f"api/v1/charge-points/{item['chargePointId']}/commands")
        assert len(commands) == 1, "nobody was asked twice"


@pytest.mark.timeout(60)
async def test_remote_stop_ends_a_simulated_session(make_site):
    site: Site = await make_site()
    operator = site.operator
    tag = await operator.add_tag()
    await site.simulate(identity="STOPPED", acceleration=60)
    transaction_id = await remote_start(operator, "STOPPED", tag)
    job = await operator.post("api/v1/remote-stops", {"transactionId": transaction_id}, 201)
    shown = await becomes(operator, f"api/v1/remote-stops/{job['id']}", state="stopped")
    assert shown["stopReason"] == "Remote"
    assert (await operator.transaction(transaction_id))["state"] == "Closed"
