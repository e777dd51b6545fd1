"""One charge point in the operators' console, from adding it to removing it."""

import os
from pathlib import Path

import pytest
import websockets
from ocpp.v16 import call

from support.browser import NARROW, WIDE, Windows
from support.charge_point import moment
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.raw_socket import basic
from support.server import Server

TABS = [
    "", "/timeline", "/sessions", "/meter-values", "/messages", "/command-history", "/configuration", "/local-list", "/reservations",
    "/charging-profiles", "/firmware", "/diagnostics", "/certificates", "/settings", "/password", "/remove", "/disconnect",
    "/charging-profiles/clear", "/configuration/HeartbeatInterval",
]
PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def measured(charge_point, transaction: int, minutes: int = 20) -> None:
    """Meter values of a session: a car that charges with 7.4 kW, a little less with time."""
    for minute in range(minutes):
        await charge_point.say(call.MeterValues(
            connector_id=1, transaction_id=transaction,
            meter_value=[{"timestamp": moment(hours=(minute - minutes) / 60), "sampledValue": [
                {"value": str(1000 + minute * 123 - minute * minute), "unit": "Wh", "measurand": "Energy.Active.Import.Register"},
                {"value": str(7400 - minute * 60), "unit": "W", "measurand": "Power.Active.Import"},
                {"value": str(40 + minute), "unit": "Percent", "measurand": "SoC"},
            ]}]))


async def a_life(fleet, operator: Operator):
    """A charge point that charges at one connector, is faulted at the other, and refused somebody."""
    charge_point = await fleet.charge_point()
    await charge_point.boot("Elektra", "DC 50", firmware_version="1.4.2", charge_point_serial_number="E-0815")
    await charge_point.all_available(2)
    await charge_point.status(2, "Faulted", "GroundFailure", info="RCD tripped", vendor_id="elektra", vendor_error_code="E42")
    expired = await operator.add_tag(expiryDate=moment(hours=-1))
    await charge_point.start_transaction(expired, 1)
    tag = await operator.add_tag()
    transaction = await charge_point.charging(tag)
    await measured(charge_point, transaction)
    await operator.command(charge_point.id, "Reset", {"type": "Soft"})
    await operator.command(charge_point.id, "GetConfiguration", {})
    return charge_point, transaction


async def test_a_charge_point_is_added_connects_and_is_seen_to(windows: Windows, operator: Operator, server: Server, fleet):
    name = await add_user(operator, "operator")
    window = await windows.window()
    await window.sign_in(name, PASSWORD)
    await window.open("/charge-points/new")
    assert await window.serious_findings() == []
    identity = unique("CP")
    await window.page.fill("input[name=id]", identity)
    await window.page.fill("input[name=group]", "north")
    await window.page.click("main form button")
    await window.page.wait_for_selector("[data-setting=password]")
    await window.photograph(PICTURES, "added")
    assert await window.serious_findings() == []
    password = await window.page.text_content("[data-setting=password]")
    url = await window.page.text_content("[data-setting=url]")
    assert url == fleet.url(identity)

    # Without the password it is refused, and its timeline says why and what to do.
    with pytest.raises(websockets.InvalidStatus):
        await fleet.charge_point(identity)
    await window.open(f"/charge-points/{identity}/timeline")
    await window.page.wait_for_selector("text=password was missing or wrong", timeout=10_000)

    # With what the page showed it is let in, and the page that is open follows.
    await window.open(f"/charge-points/{identity}")
    await window.page.wait_for_selector("text=It has never connected")
    charge_point = await fleet.charge_point(identity, additional_headers={"Authorization": basic(identity, password)})
    await charge_point.boot()
    await charge_point.all_available(1)
    await window.page.wait_for_selector("[data-connector='1'] >> text=Available", timeout=10_000)
    tag = await operator.add_tag()
    transaction = await charge_point.charging(tag)
    await measured(charge_point, transaction, 2)
    await window.page.wait_for_selector("[data-connector='1'] >> text=7.34 kW", timeout=10_000)
    stop = await window.page.get_attribute("[data-connector='1'] a.btn-danger", "href")
    assert stop == f"/charge-points/{identity}/stop?transactionId={transaction}"
    await charge_point.stop_transaction(transaction)
    await charge_point.status(1, "Available")
    await window.page.wait_for_selector("[data-connector='1'] a.btn-primary", timeout=10_000)

    # A key of its configuration is changed.
    charge_point.answers["ChangeConfiguration"] = {"status": "Accepted"}
    await window.open(f"/charge-points/{identity}/configuration/HeartbeatInterval")
    await window.page.fill("input[name=value]", "300")
    await window.page.click("main form button")
    assert (await charge_point.expect("ChangeConfiguration")) == {"key": "HeartbeatInterval", "value": "300"}
    await window.page.wait_for_selector(".alert-success")

    # It goes, and its page says so.
    await window.open(f"/charge-points/{identity}")
    await window.page.wait_for_selector(".live-state:text-is('Live')")
    await charge_point.close()
    await window.page.wait_for_selector("[data-fragment=state] >> text=Offline", timeout=10_000)

    await window.open(f"/charge-points/{identity}/remove")
    await window.page.click("main form button")
    await window.page.wait_for_selector(f"text={identity} is removed")
    assert window.complaints == []


async def test_the_timeline_says_what_happened_and_why(windows: Windows, operator: Operator, fleet):
    charge_point, transaction = await a_life(fleet, operator)
    name = await add_user(operator, "viewer")
    window = await windows.window(java_script_enabled=False)
    await window.sign_in(name, PASSWORD)
    await window.open(f"/charge-points/{charge_point.id}/timeline")
    story = await window.page.text_content("ol.timeline")
    for words in ("Connected", "It booted", "Elektra DC 50", "Connector 2: Faulted", "RCD tripped", "the idTag has expired", "Prolong its expiry date",
                  "A session started on connector 1", "Reset (Soft)"):
        assert words in story, words
    assert window.complaints == []


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ko", "dark")])
async def test_every_page_of_a_charge_point_is_clean(language: str, theme: str, windows: Windows, operator: Operator, fleet):
    charge_point, _ = await a_life(fleet, operator)
    name = await add_user(operator, "administrator")
    for viewport in (WIDE, NARROW):
        window = await windows.window(viewport)
        await window.prefer(language, theme)
        await window.sign_in(name, PASSWORD)
        for tab in TABS:
            await window.open(f"/charge-points/{charge_point.id}{tab}")
            await window.photograph(PICTURES, f"{tab or 'summary'}-{language}-{theme}-{viewport['width']}")
            assert not await window.overflows(), f"{tab} is wider than {viewport['width']}"
            if viewport is WIDE or tab in ("", "/timeline"):
                assert await window.serious_findings() == [], tab
        assert window.complaints == []
