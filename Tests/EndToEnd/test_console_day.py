"""An operator's day at the console: everything with the mouse and the keyboard, and with real charge points."""

import asyncio
import csv
import io
import os
import re
from pathlib import Path

import pytest
from ocpp.v16 import call

from support.browser import Window, Windows
from support.charge_point import ChargePoint, moment
from support.firmware import report
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.server import Server

PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def server(make_server) -> Server:
    """A network of its own: what needs attention is what the day brings."""
    return make_server("day").start()


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


class Day:
    """One window, and what was learnt in it."""

    def __init__(self, window: Window, fleet):
        self.window, self.page, self.fleet = window, window.page, fleet
        self.step = 0

    async def press(self, text: str) -> None:
        """Presses a button, and waits for the page that comes."""
        async with self.page.expect_navigation():
            await self.page.locator("main").get_by_role("button", name=text, exact=True).first.click()

    async def follow(self, text: str) -> None:
        async with self.page.expect_navigation():
            await self.page.locator("main").get_by_role("link", name=text, exact=True).first.click()

    async def go(self, part: str) -> None:
        """To a part of the console, by its navigation."""
        async with self.page.expect_navigation():
            await self.page.locator("nav.side").get_by_role("link", name=part, exact=True).click()

    async def see(self, text: str, timeout: float = 10_000) -> None:
        await self.page.wait_for_selector(f"main >> text={text}", timeout=timeout)

    async def photograph(self, name: str) -> None:
        self.step += 1
        await self.window.photograph(PICTURES, f"day-{self.step:02}-{name}")

    # What is done

    async def add_charge_point(self) -> tuple[ChargePoint, str]:
        """Adds a charge point; one of the `ocpp` package connects with what the page shows, and nothing else."""
        identity = unique("CP-Dock")
        await self.go("Charge points")
        await self.follow("Add a charge point")
        await self.page.fill("[name=id]", identity)
        await self.page.fill("[name=group]", "harbour")
        await self.press("Add it")
        await self.photograph("access")
        shown = {
            name: await self.page.text_content(f"[data-setting={name}]") for name in ("url", "user", "password", "subprotocol")
        }
        base = shown["url"].removesuffix(identity)
        assert base.startswith("ws://") and base.endswith("/ocpp/"), shown["url"]
        await self.follow("To the charge point")
        await self.see("It has never connected")
        charge_point = await self.fleet.charge_point(
            shown["user"], shown["password"], base=base, subprotocols=[shown["subprotocol"]]
        )
        assert (await charge_point.boot("Harbour Works", "Dock 22", firmware_version="1.0.0")).status == "Accepted"
        await charge_point.all_available(2)
        # Without loading the page again.
        await self.page.wait_for_selector("[data-connector='2'] >> text=Available", timeout=10_000)
        await self.photograph("connected")
        return charge_point, identity

    async def add_tag(self) -> str:
        tag = unique("CARD")
        await self.go("idTags")
        await self.page.locator("main a[href='/id-tags/new']").first.click()
        await self.page.fill("[name=idTag]", tag)
        await self.page.fill("[name=note]", "Mina's card")
        await self.press("Add it")
        await self.see("is registered")
        return tag

    async def charge(self, charge_point: ChargePoint, identity: str, tag: str) -> int:
        """Starts, watches and stops a session."""
        await self.window.open(f"/charge-points/{identity}")
        await self.page.locator("[data-connector='1']").get_by_role("link", name="Start", exact=True).click()
        await self.page.fill("[name=idTag]", tag)
        await self.photograph("start")
        await self.press("Start the session")
        assert await charge_point.expect("RemoteStartTransaction") == {"connectorId": 1, "idTag": tag}
        session = await charge_point.charging(tag, meter_start=5000)
        await self.see("The session has begun.")
        await self.photograph("started")
        await self.page.locator(f"main a[href='/sessions/{session}']").first.click()
        await self.page.wait_for_selector("h1")
        for watts, register in ((0, 5000), (7360, 5100), (11040, 5300)):
            await measure(charge_point, session, watts, register)
            await asyncio.sleep(0.05)
        chart = "[data-chart-id=session-power]"
        await self.page.wait_for_selector(f'{chart}[data-chart*="11.04"]', state="attached", timeout=10_000)
        await measure(charge_point, session, 3680, 5900)
        await self.page.wait_for_selector(f'{chart}[data-chart*="3.68"]', state="attached", timeout=10_000)
        await self.page.wait_for_selector(f"{chart} canvas")
        await self.photograph("session")
        await self.follow("Stop charging")
        await self.photograph("stop")
        await self.press("Stop the session")
        assert await charge_point.expect("RemoteStopTransaction") == {"transactionId": session}
        await charge_point.stop_transaction(session, 6234, reason="Remote", id_tag=tag)
        await charge_point.status(1, "Available")
        await self.see("The session has ended.")
        await self.page.locator(f"main a[href='/sessions/{session}']").first.click()
        await self.see("1.23 kWh")
        await self.photograph("stopped")
        return session

    async def export(self, identity: str, session: int, tag: str) -> None:
        await self.go("Sessions")
        await self.page.fill("[name=chargePoint]", identity)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url(re.compile("chargePoint="))
        await self.page.wait_for_selector(f"main a[href='/sessions/{session}']")
        async with self.page.expect_download() as downloading:
            await self.page.get_by_role("link", name="Export as CSV").click()
        path = await (await downloading.value).path()
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        assert [(row["id"], row["chargePointId"], row["idTag"], row["energyWh"]) for row in rows] == [(str(session), identity, tag, "1234")]

    async def refuse(self, charge_point: ChargePoint, identity: str, tag: str) -> None:
        """Blocks a tag; the driver is refused, and the timeline says why."""
        await self.window.open(f"/id-tags/{tag}")
        await self.press("Block")
        await self.see("is blocked: charge points are answered Blocked")
        assert (await charge_point.authorize(tag))["status"] == "Blocked"
        refused = await charge_point.start_transaction(tag)
        assert refused.id_tag_info["status"] == "Blocked"
        if refused.transaction_id:
            await charge_point.stop_transaction(refused.transaction_id, 1000, reason="DeAuthorized")
        await self.window.open(f"/charge-points/{identity}/timeline")
        await self.see("the idTag is blocked")
        await self.photograph("timeline")
        await self.window.open(f"/id-tags/{tag}")
        await self.press("Unblock")

    async def repair(self, charge_point: ChargePoint, tag: str) -> int:
        """A meter that forgot its reading: the operator takes the proposal."""
        session = await charge_point.charging(tag, connector_id=2, meter_start=10_000)
        await measure(charge_point, session, 7360, 10_800, connector_id=2)
        await charge_point.stop_transaction(session, 0)
        await charge_point.status(2, "Available")
        await self.go("Overview")
        await self.page.locator(f".attention a.btn[href='/sessions/{session}']").click()
        await self.see("Decide the energy")
        await self.photograph("doubt")
        await self.press("Bill 800 Wh")
        await self.see("is decided.")
        return session

    async def reserve(self, charge_point: ChargePoint, identity: str, tag: str) -> None:
        await self.go("Reservations")
        await self.page.locator("main a[href^='/reservations/new']").first.click()
        await self.page.fill("[name=chargePointId]", identity)
        await self.page.locator("[name=connectorId]").fill("1")
        await self.page.fill("[name=idTag]", tag)
        await self.press("Reserve")
        asked = await charge_point.expect("ReserveNow")
        assert (asked["connectorId"], asked["idTag"]) == (1, tag)
        await charge_point.status(1, "Reserved")
        reservation = self.page.url
        await self.window.open(f"/reservations/calendar?chargePoint={identity}")
        await self.see(tag)
        await self.photograph("calendar")
        await self.page.goto(reservation)
        await self.follow("Cancel it")
        await self.press("Cancel the reservation")
        assert await charge_point.expect("CancelReservation") == {"reservationId": asked["reservationId"]}
        await charge_point.status(1, "Available")

    async def limit(self, charge_point: ChargePoint, identity: str) -> None:
        await self.window.open(f"/charge-points/{identity}/charging-profiles/new?connectorId=1")
        await self.page.fill("[name='period.0.limit']", "10")
        await self.press("Check")
        await self.page.wait_for_selector("canvas")
        await self.photograph("profile")
        await self.press("Send to the charge point")
        asked = await charge_point.expect("SetChargingProfile")
        periods = asked["csChargingProfiles"]["chargingSchedule"]["chargingSchedulePeriod"]
        assert (asked["connectorId"], periods) == (1, [{"startPeriod": 0, "limit": 10}])
        await self.see("The charge point took the profile.")

    async def update(self, charge_point: ChargePoint, identity: str, tmp_path: Path) -> None:
        """A campaign over one charge point, from the upload to the new version."""
        image = tmp_path / f"{unique('dock')}.bin"
        image.write_bytes(b"version: 2.0.0\n" + bytes(10_000))
        await self.go("Firmware")
        await self.page.locator("main a[href='/firmware/upload']").first.click()
        await self.page.fill("[name=version]", "2.0.0")
        await self.page.set_input_files("[name=file]", image)
        await self.press("Upload")
        await self.window.open("/firmware/campaigns/new")
        await self.page.fill("[name=note]", "Docks to 2.0.0")
        await self.page.select_option("[name=imageId]", label=f"{image.name} (2.0.0)")
        await self.page.fill("[name=ids]", identity)
        await self.press("Go on")
        await self.see("1 charge point:")
        await self.press("Begin the campaign")
        campaign = self.page.url
        await charge_point.expect("UpdateFirmware", timeout=15)
        await report(charge_point, "Downloading")
        await self.see("Updating")
        await self.photograph("campaign")
        for status in ("Downloaded", "Installing", "Installed"):
            await report(charge_point, status)
        await charge_point.boot("Harbour Works", "Dock 22", firmware_version="2.0.0")
        await self.page.goto(campaign)
        await self.see("Finished", timeout=15_000)
        await self.photograph("campaign-finished")


async def measure(charge_point: ChargePoint, session: int, watts: int, register: int, connector_id: int = 1) -> None:
    samples = [
        {"value": str(register), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": str(watts), "measurand": "Power.Active.Import", "unit": "W"},
    ]
    values = [{"timestamp": moment(), "sampled_value": samples}]
    await charge_point.say(call.MeterValues(connector_id=connector_id, transaction_id=session, meter_value=values))


async def test_an_operators_day(windows: Windows, operator: Operator, fleet, tmp_path: Path):
    name = await add_user(operator, "operator")
    window = await windows.window()
    # Whoever comes without a session signs in first, and then is where they wanted to be.
    await window.open("/charge-points")
    await window.page.fill("input[name=user]", name)
    await window.page.fill("input[name=password]", PASSWORD)
    await window.page.click("main button")
    await window.page.wait_for_url(re.compile("/charge-points$"))
    day = Day(window, fleet)

    charge_point, identity = await day.add_charge_point()
    tag = await day.add_tag()
    session = await day.charge(charge_point, identity, tag)
    await day.export(identity, session, tag)
    await day.refuse(charge_point, identity, tag)
    doubtful = await day.repair(charge_point, tag)
    assert (await operator.transaction(doubtful))["energyWh"] == 800
    await day.reserve(charge_point, identity, tag)
    await day.limit(charge_point, identity)
    await day.update(charge_point, identity, tmp_path)

    assert charge_point.not_expected() == []
    assert window.complaints == []
    done = {entry["action"] for entry in await operator.all("api/v1/audit", actor=name)}
    assert {"createChargePoint", "createIdTag", "createRemoteStart", "createRemoteStop", "changeIdTag", "resolveQuarantine"} <= done
