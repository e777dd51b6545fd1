"""An operator's work with sessions, idTags and reservations, in a real browser with a real charge point."""

import csv
import io
import os
from pathlib import Path

import pytest
from ocpp.v16 import call

from support.browser import NARROW, WIDE, Window, Windows
from support.charge_point import ChargePoint, moment
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.server import Server

PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def measure(charge_point: ChargePoint, transaction: int, register: int, watts: int, hours: float = 0) -> None:
    values = [
        {"value": str(register), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": str(watts), "measurand": "Power.Active.Import", "unit": "W"},
        {"value": str(20 + register // 1000), "measurand": "SoC", "unit": "Percent"},
    ]
    await charge_point.say(
        call.MeterValues(
            connector_id=1, transaction_id=transaction, meter_value=[{"timestamp": moment(hours), "sampled_value": values}]
        )
    )


async def session(charge_point: ChargePoint, tag: str, energy: int = 12_000, meter_stop: int | None = None) -> int:
    """A session of two hours that has just ended; with a `meter_stop` of its own it may be in doubt."""
    started = await charge_point.start_transaction(tag, meter_start=5000, timestamp=moment(-2))
    steps = 24
    for step in range(1, steps + 1):
        watts = 7200 if step < 18 else 7200 - (step - 17) * 900
        await measure(charge_point, started.transaction_id, 5000 + energy * step // steps, watts, -2 + step * 2 / steps)
    stop = 5000 + energy if meter_stop is None else meter_stop
    await charge_point.stop_transaction(started.transaction_id, stop, reason="EVDisconnected", id_tag=tag)
    return started.transaction_id


async def ready(fleet, connectors: int = 2) -> ChargePoint:
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    await charge_point.all_available(connectors)
    return charge_point


async def look(window: Window, paths: list[str], name: str) -> None:
    """Opens pages and holds each against what every page must be."""
    for path in paths:
        await window.open(path)
        await window.photograph(PICTURES, f"{path}-{name}")
        assert await window.serious_findings() == [], path
        assert not await window.overflows(), path
    assert window.complaints == []


@pytest.mark.parametrize("language,theme,viewport", [("en", "light", WIDE), ("ko", "dark", NARROW), ("ko", "light", WIDE), ("en", "dark", NARROW)])
async def test_the_pages_are_clean(language: str, theme: str, viewport: dict, windows: Windows, operator: Operator, fleet, tag: str):
    charge_point = await ready(fleet)
    parent = unique("group")
    await operator.ask("PATCH", f"api/v1/id-tags/{tag}", json={"parentIdTag": parent, "note": "A <b>van</b>"})
    whole = await session(charge_point, tag)
    doubtful = await session(charge_point, tag, meter_stop=0)
    # While no session is open, so that it fits none.
    await charge_point.stop_transaction(987_654, 9000, id_tag=tag)
    stale = (await charge_point.start_transaction(tag, meter_start=1000, timestamp=moment(-1))).transaction_id
    await measure(charge_point, stale, 3500, 7000, -0.5)
    await charge_point.status(1, "Available", timestamp=moment())
    made = await operator.post(
        "api/v1/reservations", {"chargePointId": charge_point.id, "connectorId": 2, "idTag": tag, "expirySeconds": 7200}, 201
    )
    orphans = await operator.get("api/v1/orphaned-stops", chargePoint=charge_point.id)
    window = await windows.window(viewport)
    await window.prefer(language, theme)
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    of = f"chargePoint={charge_point.id}"
    reservation = made["id"]
    await look(
        window,
        [
            f"/sessions?{of}", "/sessions?idTag=nobody-has-this", f"/sessions/{whole}", f"/sessions/{doubtful}", f"/sessions/{stale}",
            f"/sessions/{stale}/close", f"/orphaned-stops?{of}", f"/orphaned-stops/{orphans['items'][0]['id']}", f"/id-tags?search={tag}",
            "/id-tags/new", f"/id-tags/{tag}", f"/id-tags/{parent}", "/id-tags/nobody", f"/id-tags/{tag}/edit", f"/id-tags/{tag}/delete",
            "/id-tags/groups", f"/reservations?{of}", f"/reservations/new?{of}", f"/reservations/{reservation}",
            f"/reservations/{reservation}/cancel", f"/reservations/calendar?{of}", "/reservations/calendar",
        ],
        f"{language}-{theme}",
    )


async def test_an_operator_decides_what_is_in_doubt(windows: Windows, operator: Operator, fleet, tag: str):
    charge_point = await ready(fleet)
    doubtful = await session(charge_point, tag, meter_stop=0)
    other = await session(charge_point, tag, meter_stop=1)
    window = await windows.window()
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    await window.open(f"/sessions?quarantined=true&chargePoint={charge_point.id}")
    await window.page.click(f"main td a >> text='{doubtful}'")
    await window.page.click("text=Bill 12.00 kWh")
    await window.page.wait_for_selector(".alert-success")
    assert (await operator.get(f"api/v1/transactions/{doubtful}"))["energyWh"] == 12_000
    await window.open(f"/sessions/{other}")
    await window.page.click("text=Decide otherwise")
    await window.page.fill("#field-energyWh", "11500")
    await window.page.fill("#field-note", "by the display")
    await window.page.click("text=Bill this energy")
    await window.page.wait_for_selector("text=by the display >> nth=0")
    stored = await operator.get(f"api/v1/transactions/{other}")
    assert stored["energyWh"] == 11_500 and stored["energySource"] == "operator"
    audit = await operator.get("api/v1/audit", action="resolveQuarantine")
    assert audit["items"][0]["actor"].startswith("user-")
    assert window.complaints == []


async def test_the_list_follows_a_session_and_is_exported(windows: Windows, operator: Operator, fleet, tag: str):
    charge_point = await ready(fleet)
    window = await windows.window()
    await window.sign_in(await add_user(operator, "viewer"), PASSWORD)
    await window.open(f"/sessions?idTag={tag}")
    await window.page.wait_for_selector("text=No session matches")
    await window.page.wait_for_function("document.querySelector('.live-state').textContent === 'Live'")
    running = await charge_point.charging(tag, meter_start=1000)
    await window.page.wait_for_selector(f"main td a >> text='{running}'", timeout=10_000)
    await measure(charge_point, running, 2500, 7000)
    await window.page.wait_for_selector("text=1.50 kWh", timeout=10_000)
    await charge_point.stop_transaction(running, 3000)
    await window.page.wait_for_selector("td >> text=Closed", timeout=10_000)
    async with window.page.expect_download() as download:
        await window.page.click("text=Export as CSV")
    assert (await download.value).suggested_filename == "sessions.csv"
    text = Path(await (await download.value).path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["id"], row["energyWh"], row["state"]) for row in rows] == [(str(running), "2000", "Closed")]
    assert window.complaints == []


async def test_an_operator_registers_blocks_and_deletes_an_id_tag(windows: Windows, operator: Operator, fleet):
    charge_point = await ready(fleet)
    tag = unique("card")
    window = await windows.window(java_script_enabled=False)
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    await window.open("/id-tags")
    await window.page.click("text=Add an idTag >> nth=0")
    await window.page.fill("input[name=idTag]", tag)
    await window.page.fill("textarea[name=note]", "Ms Kim")
    await window.page.click("main form button")
    await window.page.wait_for_selector(".alert-success")
    assert (await charge_point.authorize(tag))["status"] == "Accepted"
    await window.page.click("button:text-is('Block')")
    assert (await charge_point.authorize(tag))["status"] == "Blocked"
    await window.page.click("button:text-is('Unblock')")
    assert (await charge_point.authorize(tag))["status"] == "Accepted"
    await window.page.click("a:text-is('Delete')")
    await window.page.click("text=Delete it")
    assert (await charge_point.authorize(tag))["status"] == "Invalid"
    assert window.complaints == []


async def test_an_operator_reserves_and_cancels(windows: Windows, operator: Operator, fleet, tag: str):
    charge_point = await ready(fleet)
    window = await windows.window()
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    await window.open(f"/reservations/calendar?chargePoint={charge_point.id}")
    await window.page.click(".heading-actions >> text=Reserve")
    await window.page.select_option("select[name=connectorId]", "2")
    await window.page.fill("input[name=idTag]", tag)
    await window.page.select_option("select[name=minutes]", "120")
    await window.page.click("main form button")
    asked = await charge_point.expect("ReserveNow")
    assert (asked["connectorId"], asked["idTag"]) == (2, tag)
    await window.page.wait_for_selector(".alert-success")
    await window.page.click("text=In the calendar")
    await window.page.wait_for_selector(f".week >> text={tag}")
    await window.page.click(f".week >> text={tag} >> nth=0")
    await window.page.click(".heading-actions >> text=Cancel it")
    await window.page.click("main form button")
    await charge_point.expect("CancelReservation")
    await window.page.wait_for_selector("text=The reservation is cancelled.")
    assert window.complaints == []
