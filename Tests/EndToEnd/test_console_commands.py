"""Commands, bulk operations and the message log in the console, as an operator uses them."""

import os
from pathlib import Path

import pytest

from support.browser import NARROW, WIDE, Windows
from support.operator_api import Operator
from support.operators import PASSWORD, add_user
from support.server import Server

PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def look(window, name: str) -> None:
    await window.photograph(PICTURES, f"commands-{name}")
    assert await window.serious_findings() == [], name
    assert not await window.overflows(), name


async def test_an_operator_resets_starts_stops_and_unlocks(windows: Windows, operator: Operator, fleet, tag: str):
    station = await fleet.charge_point()
    await station.boot()
    await station.all_available()
    window = await windows.window()
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    page = window.page

    await window.open(f"/charge-points/{station.id}/start")
    assert "waits for one" in await page.text_content(".lead")
    await page.fill("[name=idTag]", tag)
    await look(window, "start")
    await page.click("main .btn-primary")
    assert (await station.expect("RemoteStartTransaction"))["idTag"] == tag
    assert "/remote-starts/" in page.url
    transaction = (await station.start_transaction(tag)).transaction_id
    # The page follows what happens.
    await page.wait_for_selector("text=The session has begun.")
    await station.status(1, "Charging")

    await window.open(f"/charge-points/{station.id}/stop?transactionId={transaction}")
    await look(window, "stop")
    await page.click("main .btn-danger")
    assert (await station.expect("RemoteStopTransaction")) == {"transactionId": transaction}
    await station.stop_transaction(transaction, reason="Remote")
    await page.wait_for_selector("text=The session has ended.")

    await window.open(f"/charge-points/{station.id}/unlock?connectorId=1")
    await look(window, "unlock")
    station.answers["UnlockConnector"] = {"status": "UnlockFailed"}
    await page.click("main .btn-danger")
    assert (await station.expect("UnlockConnector")) == {"connectorId": 1}
    await page.wait_for_selector("text=The lock did not open.")
    # The frames come from the message log, a moment later.
    await page.wait_for_selector(".frame >> nth=1")
    await look(window, "outcome")

    await window.open(f"/charge-points/{station.id}/availability?type=Inoperative")
    await look(window, "availability")
    await page.click("main .btn-danger")
    assert (await station.expect("ChangeAvailability")) == {"connectorId": 0, "type": "Inoperative"}
    await window.open(f"/charge-points/{station.id}/reset")
    await look(window, "reset")
    await page.click("main .btn-danger")
    assert (await station.expect("Reset")) == {"type": "Soft"}
    await page.wait_for_selector("text=The charge point restarts now.")
    assert window.complaints == []


async def test_a_message_is_written_as_a_form_or_as_json_also_without_script(windows: Windows, operator: Operator, fleet):
    station = await fleet.charge_point()
    await station.boot()
    window = await windows.window(NARROW, java_script_enabled=False)
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    page = window.page
    await window.open(f"/charge-points/{station.id}/commands")
    await page.click("text=SetChargingProfile")
    await page.select_option("[name='csChargingProfiles.chargingProfilePurpose']", "TxDefaultProfile")
    await page.select_option("[name='csChargingProfiles.chargingProfileKind']", "Relative")
    await page.select_option("[name='csChargingProfiles.chargingSchedule.chargingRateUnit']", "A")
    periods = "csChargingProfiles.chargingSchedule.chargingSchedulePeriod"
    await page.fill(f"[name='{periods}[0].startPeriod']", "0")
    await page.fill(f"[name='{periods}[0].limit']", "16.5")
    await page.click(f"button[value='{periods}']")
    await page.fill(f"[name='{periods}[1].startPeriod']", "600")
    await page.fill(f"[name='{periods}[1].limit']", "8")
    await window.photograph(PICTURES, "commands-profile-narrow")
    await page.click("text=Send to")
    profile = (await station.expect("SetChargingProfile"))["csChargingProfiles"]
    assert profile["chargingSchedule"]["chargingSchedulePeriod"] == [
        {"startPeriod": 0, "limit": 16.5}, {"startPeriod": 600, "limit": 8.0}]
    assert "The profile is installed." in await page.text_content(".verdict")

    await window.open(f"/charge-points/{station.id}/commands/DataTransfer")
    await page.click("details.panel > summary")
    await page.fill("[name=_json]", '{"vendorId": "org.example", "data": "<b>"}')
    await page.click("details.panel button")
    assert (await station.expect("DataTransfer"))["data"] == "<b>"
    assert window.complaints == []


async def test_a_selection_gets_a_command_and_the_page_follows_it(windows: Windows, operator: Operator, fleet):
    group = [await fleet.charge_point() for _ in range(3)]
    for station in group:
        await station.boot(vendor="Bulk")
    window = await windows.window()
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    page = window.page
    await window.open("/charge-points?search=Bulk")
    await page.click("text=Keep this filter")
    await page.fill("[name=name]", "Those of Bulk")
    await page.click(".keeping button")
    await page.click("text=Those of Bulk")
    await page.check(f"input[value='{group[0].id}']")
    await page.check(f"input[value='{group[1].id}']")
    await look(window, "selection")
    await page.click("text=Command to those chosen")
    await page.select_option("[name=_action]", "TriggerMessage")
    await look(window, "bulk-new")
    await page.click("main .btn-primary")
    await page.select_option("[name=requestedMessage]", "Heartbeat")
    await look(window, "bulk-form")
    await page.click("main .btn-danger")
    for station in group[:2]:
        assert (await station.expect("TriggerMessage"))["requestedMessage"] == "Heartbeat"
    await page.wait_for_selector("text=Completed")
    await look(window, "bulk")
    await window.open("/bulk-operations")
    await look(window, "bulk-list")
    assert group[2].not_expected() == []
    assert window.complaints == []


async def test_the_message_log_follows_and_is_searched(windows: Windows, operator: Operator, fleet):
    station = await fleet.charge_point()
    await station.boot()
    window = await windows.window(permissions=["clipboard-read", "clipboard-write"])
    await window.sign_in(await add_user(operator, "viewer"), PASSWORD)
    page = window.page
    await window.open(f"/messages?chargePoint={station.id}")
    await page.wait_for_function("document.querySelector('.live-state').textContent === 'Live'")
    await station.status(1, "Faulted", "GroundFailure")
    await page.wait_for_selector("text=GroundFailure")
    await page.click("summary:has-text('GroundFailure')")
    await look(window, "messages")
    await window.open(f"/messages?chargePoint={station.id}&odd=1")
    await page.wait_for_selector("text=No message matches")
    await window.open(f"/messages?chargePoint={station.id}&action=BootNotification")
    await page.click("tbody tr >> nth=0 >> a >> nth=0")
    await page.wait_for_selector("text=Answer (CALLRESULT)")
    await look(window, "message")
    await page.click("text=Copy as curl")
    await page.wait_for_selector("text=Copied")
    assert (await page.evaluate("navigator.clipboard.readText()")).startswith('curl "')
    assert window.complaints == []


@pytest.mark.parametrize(("language", "theme", "viewport"), [("ko", "dark", NARROW), ("ko", "dark", WIDE)])
async def test_the_pages_are_clean(language, theme, viewport, windows: Windows, operator: Operator, fleet):
    station = await fleet.charge_point()
    await station.boot()
    await station.all_available()
    window = await windows.window(viewport)
    await window.prefer(language, theme)
    await window.sign_in(await add_user(operator, "administrator"), PASSWORD)
    base = f"/charge-points/{station.id}"
    paths = ["/messages", f"{base}/commands"]
    if viewport == NARROW:
        paths += ["/charge-points", "/bulk-operations/new", f"{base}/commands/SendLocalList", f"{base}/start"]
    for path in paths:
        await window.open(path)
        await look(window, f"{path.replace(station.id, 'CP')}-{language}-{theme}-{viewport['width']}")
    assert window.complaints == []
