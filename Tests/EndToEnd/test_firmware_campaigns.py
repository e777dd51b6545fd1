"""Firmware campaigns with charge points of `stationmaster simulate`, which download, install and reboot by themselves."""

import pytest

from support.firmware import CONTENT, upload
from support.operator_api import eventually
from support.site import Site, becomes

pytestmark = pytest.mark.heavy


@pytest.mark.timeout(150)
async def test_a_firmware_campaign_over_50_charge_points_pauses_on_failures_and_completes(make_site):
    """The first ones fail to install; the campaign stops before it does more harm, and goes on when it is told to."""
    site: Site = await make_site()
    operator = site.operator
    await site.simulate(connected=5, count=5, prefix="A-BAD-", firmware_failure_rate=1, acceleration=60)
    await site.simulate(connected=50, count=45, prefix="B-GOOD-", acceleration=60)
    bad = [f"A-BAD-{number:04}" for number in range(1, 6)]
    good = [f"B-GOOD-{number:04}" for number in range(1, 46)]
    image = await upload(operator, CONTENT, version="2.1.0")
    campaigns = "api/v1/firmware/campaigns"
    body = {
        "imageId": image["id"],
        "target": {"chargePoints": bad + good},
        "wavePercentages": [10, 30],
        "parallelism": 25,
        "maximumFailurePercent": 20,
    }
    campaign = await operator.post(campaigns, body, 201)
    path = f"{campaigns}/{campaign['id']}"
    paused = await becomes(operator, path, within=60, state="paused")
    assert paused["pauseReason"]
    updates = await operator.all(f"{path}/updates")
    touched = {item["chargePointId"] for item in updates if item["attempts"]}
    assert paused["progress"] | {"failed": 5, "waiting": 45} == paused["progress"]
    assert touched == set(bad), "nobody beyond the first wave was touched"

    await operator.post(f"{path}/resume")
    done = await becomes(operator, path, within=90, state="finished")
    assert (done["progress"]["installed"], done["progress"]["failed"], done["waves"]) == (45, 5, 3)
    states = {item["chargePointId"]: item["state"] for item in await operator.all(f"{path}/updates")}
    assert states == dict.fromkeys(bad, "failed") | dict.fromkeys(good, "installed")
    for item in await operator.all("api/v1/charge-points", search="B-GOOD-", limit=100):
        assert item["bootNotification"]["firmwareVersion"] == "2.1.0"


@pytest.mark.timeout(120)
async def test_a_firmware_campaign_goes_on_after_kill_9(make_site):
    site: Site = await make_site()
    operator = site.operator
    await site.simulate(connected=12, count=12, prefix="SURVIVOR-", acceleration=60)
    image = await upload(operator, CONTENT, version="2.1.0")
    target = {"chargePoints": [f"SURVIVOR-{number:04}" for number in range(1, 13)]}
    body = {"imageId": image["id"], "target": target, "waveSize": 4, "parallelism": 4}
    campaign = await operator.post("api/v1/firmware/campaigns", body, 201)
    path = f"api/v1/firmware/campaigns/{campaign['id']}"

    async def in_the_second_wave() -> bool:
        """All of it were told to update; whoever was not heard of would be told again, but only after minutes."""
        states = [item["state"] for item in await operator.all("api/v1/firmware/updates")]
        return len(states) == 8 and "requested" not in states

    await eventually(in_the_second_wave, within=30)
    await site.kill()
    operator = await site.open()
    done = await becomes(operator, path, within=80, state="finished")
    assert done["progress"]["installed"] == 12
    updates = await operator.all("api/v1/firmware/updates")
    assert len(updates) == 12, "nobody was updated twice"
    assert {item["state"] for item in updates} == {"installed"}
