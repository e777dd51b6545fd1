"""The console's pages of smart charging, used as an operator uses them."""

import os
from pathlib import Path

import pytest

from support.browser import NARROW, WIDE, Window, Windows
from support.charge_point import moment
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.server import Server

PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(240)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def submit(window: Window, text: str) -> None:
    """Presses a button, and waits for what comes."""
    async with window.page.expect_navigation():
        await window.page.get_by_role("button", name=text, exact=True).click()


async def make_template(window: Window, name: str) -> None:
    await window.open("/smart-charging/templates/new")
    await window.page.fill("[name=name]", name)
    await window.page.fill("[name='period.1.limit']", "10.5")
    await submit(window, "Save")
    assert await window.page.text_content("h1") == name


async def test_a_template_is_made_without_script_and_installed_on_charge_points(windows: Windows, operator: Operator, fleet):
    user = await add_user(operator, "operator")
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    window = await windows.window(java_script_enabled=False)
    await window.sign_in(user, PASSWORD)
    name = unique("night")
    await window.open("/smart-charging/templates/new")
    await window.page.fill("[name=name]", name)
    await submit(window, "Add a period")
    assert await window.page.input_value("[name=name]") == name
    await window.page.fill("[name='period.3.start']", "23:30")
    await window.page.fill("[name='period.3.limit']", "20")
    await window.page.locator("button[value='remove.1']").click()
    await submit(window, "Save")
    await window.page.get_by_role("link", name="Install on charge points").click()
    await window.page.fill("[name=ids]", f"{charge_point.id}\nnowhere")
    await submit(window, "Go on")
    assert "1 of them are not registered" in await window.page.text_content("main")
    await submit(window, "Install it")
    sent = await charge_point.expect("SetChargingProfile")
    periods = sent["csChargingProfiles"]["chargingSchedule"]["chargingSchedulePeriod"]
    assert [(period["startPeriod"], period["limit"]) for period in periods] == [(0, 32), (79200, 32), (84600, 20)]
    address = window.page.url
    for _ in range(50):
        if "2 of 2" in (await window.page.text_content(".progress-words") or ""):
            break
        await window.page.wait_for_timeout(100)
        await window.page.goto(address)
    assert "Not registered" in await window.page.text_content("main")
    await window.open(f"/smart-charging/installed?template={name}")
    assert await window.page.get_by_role("link", name=charge_point.id).count() == 1
    assert window.complaints == []


async def test_a_profile_is_checked_sent_explained_and_cleared(windows: Windows, operator: Operator, fleet):
    user = await add_user(operator, "operator")
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    await charge_point.all_available()
    base = f"/charge-points/{charge_point.id}"
    window = await windows.window()
    await window.sign_in(user, PASSWORD)
    await window.open(f"{base}/charging-profiles/new?connectorId=1")
    await window.page.fill("[name='period.0.limit']", "6.55")
    await submit(window, "Check")
    assert await window.page.locator(".invalid-feedback").count() == 1
    window.complaints.clear()  # the refusal itself
    await window.page.fill("[name='period.0.limit']", "6.5")
    await submit(window, "Check")
    assert await window.page.locator("svg.layers rect").count() >= 2
    await submit(window, "Send to the charge point")
    sent = await charge_point.expect("SetChargingProfile")
    assert (sent["connectorId"], sent["csChargingProfiles"]["chargingProfilePurpose"]) == (1, "TxDefaultProfile")
    assert "The charge point took the profile." in await window.page.text_content("main")
    record = window.page.url

    charge_point.answers["GetCompositeSchedule"] = {
        "status": "Accepted", "connector_id": 1, "schedule_start": moment(),
        "charging_schedule": {
            "duration": 86400, "chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16.0}],
        },
    }
    await window.open(f"{base}/composite-schedule?connectorId=1")
    assert "6.5 A" in await window.page.text_content(".lead")
    await submit(window, "Ask the charge point now")
    await charge_point.expect("GetCompositeSchedule")
    assert "The charge point allows more: 16 A instead of 6.5 A." in await window.page.text_content("main")

    await window.page.goto(record)
    await window.page.get_by_role("link", name="Clear it").click()
    await submit(window, "Clear it")
    cleared = await charge_point.expect("ClearChargingProfile")
    assert cleared["id"] == sent["csChargingProfiles"]["chargingProfileId"]
    assert "Cleared" in await window.page.text_content("main")
    assert window.complaints == []


@pytest.mark.parametrize(("viewport", "language", "theme"), [(WIDE, "en", "light"), (NARROW, "ko", "dark")], ids=["wide", "narrow"])
async def test_every_page_of_smart_charging_is_clean(viewport, language, theme, windows: Windows, operator: Operator, fleet):
    user = await add_user(operator, "operator")
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    await charge_point.all_available(2)
    transaction = await charge_point.charging(await operator.add_tag())
    profiles = f"api/v1/charge-points/{charge_point.id}/charging-profiles"

    async def install(connector: int, purpose: str, level: int, kind: str, periods: list, **members) -> dict:
        schedule = {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": s, "limit": v} for s, v in periods]}
        schedule |= members.pop("schedule", {})
        profile = {
            "stackLevel": level, "chargingProfilePurpose": purpose, "chargingProfileKind": kind, "chargingSchedule": schedule,
        } | members
        made = await operator.post(profiles, {"connectorId": connector, "chargingProfile": profile}, 201)
        await charge_point.expect("SetChargingProfile")
        return made

    day = {"startSchedule": moment(-1)[:11] + "00:00:00Z"}
    await install(0, "ChargePointMaxProfile", 0, "Recurring", [(0, 40), (28800, 25), (72000, 40)], recurrencyKind="Daily", schedule=day)
    await install(0, "TxDefaultProfile", 0, "Relative", [(0, 32)])
    await install(0, "TxDefaultProfile", 3, "Recurring", [(0, 20), (21600, 32)], recurrencyKind="Daily", schedule=day | {"duration": 36000})
    record = await install(1, "TxProfile", 1, "Relative", [(0, 10), (10800, 16)], transactionId=transaction, schedule={"duration": 18000})
    window = await windows.window(viewport)
    await window.sign_in(user, PASSWORD)
    name = unique("template")
    await make_template(window, name)
    base = f"/charge-points/{charge_point.id}"
    paths = [
        "/smart-charging", "/smart-charging/installed", "/smart-charging/installs", "/smart-charging/templates/new",
        f"/smart-charging/templates/{name}", f"/smart-charging/templates/{name}/edit", f"/smart-charging/templates/{name}/install",
        f"/smart-charging/templates/{name}/delete", f"{base}/charging-profiles/new?connectorId=1", f"{base}/composite-schedule?connectorId=1",
        f"{base}/composite-schedule?connectorId=0&hours=72&unit=W", f"{base}/charging-profiles/{record['id']}",
    ]
    await window.prefer(language, theme)
    for path in paths:
        await window.open(path)
        shown = path.replace(name, "NAME").replace(charge_point.id, "CP")
        await window.photograph(PICTURES, f"smart-charging-{shown}-{language}-{theme}")
        assert await window.serious_findings() == [], path
        assert not await window.overflows(), f"{path} in {language}"
    assert window.complaints == []
    await charge_point.stop_transaction(transaction, 2000)
