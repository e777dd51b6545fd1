"""The operators' console in a real browser."""

import asyncio
import os
import time
from pathlib import Path

import httpx
import pytest
from ocpp.v16 import call

from support.browser import NARROW, WIDE, Windows
from support.charge_point import moment
from support.operator_api import Operator
from support.operators import PASSWORD, add_user
from support.server import TOKEN, Server

# Pages without parameters; a new one is added here.
PATHS = [
    "/", "/?wall", "/charge-points", "/charge-points?state=faulted", "/charge-points?search=nothing-has-this-name", "/charge-points/new",
    "/sessions", "/sessions?quarantined=true", "/sessions?idTag=nobody", "/orphaned-stops",
    "/id-tags", "/id-tags/new", "/id-tags/groups", "/reservations", "/reservations/calendar", "/reservations/new",
    "/messages", "/messages?errors=true", "/bulk-operations", "/bulk-operations/new",
    "/smart-charging", "/smart-charging/installed", "/smart-charging/installs", "/smart-charging/templates/new",
    "/firmware", "/firmware/upload", "/firmware/updates", "/firmware/updates/new", "/firmware/campaigns", "/firmware/campaigns/new",
    "/firmware/signing-keys", "/certification",
    "/security", "/security/events", "/security/handshake-failures", "/security/refused-connections", "/security/certificates",
    "/security/authorities", "/security/install-root", "/pending", "/users", "/users/new", "/tokens", "/tokens/new", "/audit", "/account",
    "/bulk-operations/password-changes", "/data-transfer", "/data-transfer/new", "/settings", "/settings?source=changed", "/about",
]
# Pages below that of a charge point.
OF_CHARGE_POINT = [
    "", "/timeline", "/sessions", "/meter-values", "/messages", "/command-history", "/configuration", "/local-list", "/reservations",
    "/charging-profiles", "/firmware", "/diagnostics", "/certificates", "/settings", "/password", "/remove", "/commands",
    "/commands/Reset", "/commands/SetChargingProfile", "/commands/SendLocalList", "/start?connectorId=1", "/stop", "/unlock?connectorId=1",
    "/reset", "/availability", "/charging-profiles/new?connectorId=1", "/composite-schedule?connectorId=1",
]
# Each page in both languages, both themes, narrow and wide. Colours are what a theme changes, so axe looks at two of the four.
LOOKS = [("en", "light", WIDE, True), ("ko", "dark", NARROW, True), ("ko", "light", WIDE, False), ("en", "dark", NARROW, False)]
# Where pictures of every page go, to be looked at; nowhere unless told.
PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def some_life(operator: Operator, fleet) -> list[str]:
    """Charge points in every state, sessions and what else fills pages; returns the addresses of pages with parameters."""
    for status in ("Faulted", "Available"):
        charge_point = await fleet.charge_point()
        await charge_point.boot()
        await charge_point.all_available()
        if status == "Faulted":
            await charge_point.status(1, status, "GroundFailure", info="RCD tripped")
    gone = await fleet.charge_point()
    await gone.boot()
    await gone.close()

    tag = await operator.add_tag(parentIdTag="FAMILY", note="Mina's card")
    charge_point = await fleet.charge_point()
    await charge_point.boot("Harbour Works", "Dock 22", firmware_version="1.0.0")
    await charge_point.all_available(2)
    doubtful = await charge_point.charging(tag, connector_id=2, meter_start=10_000)
    await charge_point.stop_transaction(doubtful, 0)
    await charge_point.status(2, "Available")
    await charge_point.stop_transaction(999_999_999, 5000)
    session = await charge_point.charging(tag)
    for register in range(1000, 9000, 1000):
        energy = {"value": str(register), "measurand": "Energy.Active.Import.Register", "unit": "Wh"}
        power = {"value": str(7000 + register % 900), "measurand": "Power.Active.Import", "unit": "W"}
        values = [{"timestamp": moment((register - 9000) / 36000), "sampled_value": [energy, power]}]
        await charge_point.say(call.MeterValues(connector_id=1, transaction_id=session, meter_value=values))
    reserved = {"chargePointId": charge_point.id, "connectorId": 2, "idTag": tag, "expirySeconds": 3600}
    reservation = await operator.post("api/v1/reservations", reserved, 201)
    # The log is written a moment after the answer.
    while not (messages := (await operator.get("api/v1/messages", chargePoint=charge_point.id, limit=1))["items"]):
        await asyncio.sleep(0.05)
    message = messages[0]
    command = (await operator.get(f"api/v1/charge-points/{charge_point.id}/commands", limit=1))["items"][0]
    of_charge_point = [f"/charge-points/{charge_point.id}{below}" for below in OF_CHARGE_POINT]
    return of_charge_point + [
        f"/sessions/{session}", f"/sessions/{session}/close", f"/sessions/{doubtful}", f"/id-tags/{tag}", f"/id-tags/{tag}/edit",
        f"/id-tags/{tag}/delete", "/id-tags/FAMILY", f"/reservations/{reservation['id']}", f"/reservations/{reservation['id']}/cancel",
        f"/reservations/calendar?chargePoint={charge_point.id}", f"/messages/{message['id']}", f"/commands/{command['commandId']}",
    ]


@pytest.mark.parametrize("of_things", [False, True], ids=["lists and forms", "pages of things"])
@pytest.mark.parametrize("language, theme, viewport, looks_closely", LOOKS)
async def test_every_page_is_clean(
    language: str, theme: str, viewport: dict, looks_closely: bool, of_things: bool, windows: Windows, operator: Operator, fleet
):
    with_parameters = await some_life(operator, fleet)
    name = await add_user(operator, "administrator")
    window = await windows.window(viewport)
    await window.prefer(language, theme)
    await window.sign_in(name, PASSWORD)
    wrong = []
    for path in with_parameters if of_things else PATHS:
        await window.open(path)
        await window.photograph(PICTURES, f"{path}-{language}-{theme}-{viewport['width']}")
        if await window.page.get_attribute("html", "lang") != language:
            wrong.append(f"{path} is not in {language}")
        if looks_closely:
            wrong += [f"{path}: {finding}" for finding in await window.serious_findings()]
        if await window.overflows():
            wrong.append(f"{path} is wider than {viewport['width']}")
        wrong += [f"{path}: {complaint}" for complaint in window.complaints]
        window.complaints.clear()
    assert not wrong, "\n".join(wrong)


async def test_the_navigation_leads_to_pages_that_are_looked_at(windows: Windows, operator: Operator):
    name = await add_user(operator, "administrator")
    window = await windows.window()
    await window.sign_in(name, PASSWORD)
    links = await window.page.eval_on_selector_all("nav.side a", "links => links.map((link) => link.getAttribute('href'))")
    assert len(links) >= 15 and set(links) <= set(PATHS)


async def test_the_sign_in_page_is_clean(windows: Windows, operator: Operator):
    await add_user(operator)
    for language, theme in (("en", "light"), ("ko", "dark")):
        window = await windows.window(NARROW)
        await window.prefer(language, theme)
        await window.open("/charge-points")
        assert "/sign-in?next=%2Fcharge-points" in window.page.url
        await window.photograph(PICTURES, f"sign-in-{language}-{theme}")
        assert await window.serious_findings() == []
        assert window.complaints == []


async def test_switches_of_language_and_theme_work_without_script(windows: Windows, operator: Operator):
    name = await add_user(operator)
    window = await windows.window(java_script_enabled=False)
    await window.sign_in(name, PASSWORD)
    await window.open("/charge-points?state=offline")
    await window.page.click("button[name=language][value=ko]")
    assert window.page.url.endswith("/charge-points?state=offline")
    assert await window.page.get_attribute("html", "lang") == "ko"
    await window.page.click("button[name=theme][value=dark]")
    assert await window.page.get_attribute("html", "data-theme") == "dark"
    await window.page.click("text=로그아웃")
    assert "/sign-in" in window.page.url
    assert window.complaints == []


async def test_the_overview_follows_what_happens(windows: Windows, operator: Operator, fleet):
    name = await add_user(operator, "viewer")
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    await charge_point.all_available()
    window = await windows.window()
    await window.sign_in(name, PASSWORD)
    await window.page.wait_for_selector(".live-state:text-is('Live')")
    before = int(await window.page.text_content("[data-count=faulted]"))
    await charge_point.status(1, "Faulted")
    await window.page.wait_for_selector(f"[data-count=faulted]:text-is('{before + 1}')", timeout=10_000)
    await window.page.wait_for_selector(f".attention >> text={charge_point.id}")
    assert window.complaints == []


async def test_the_first_view_is_small(server: Server, operator: Operator):
    name = await add_user(operator, "viewer")
    async with httpx.AsyncClient(base_url=server.api_url, follow_redirects=True, timeout=30) as browser:
        page = await browser.post("sign-in", data={"user": name, "password": PASSWORD})
        assert page.status_code == 200
        links = [part.split('"')[0] for part in page.text.replace('src="', 'href="').split('href="')[1:]]
        total = len(page.content)
        for link in {link for link in links if link.startswith("/assets/")}:
            async with browser.stream("GET", link, headers={"Accept-Encoding": "gzip"}) as answer:
                assert answer.status_code == 200
                assert "immutable" in answer.headers["cache-control"]
                total += sum([len(chunk) async for chunk in answer.aiter_raw()])
        assert "/assets/bootstrap.css" in page.text and "/assets/chart.js" in page.text
        assert total < 300_000


async def test_a_demonstration_lets_a_newcomer_in_once(make_server, tmp_path: Path):
    server = make_server("demo", arguments=["--demo"])
    server.start()
    url = next(line.split()[-1] for line in server.said().splitlines() if line.strip().startswith("console "))
    async with Windows(server) as windows:
        window = await windows.window()
        await window.page.goto(url)
        await window.page.wait_for_selector(".tiles")
        assert await window.page.text_content(".who") and "demo" in await window.page.text_content(".who")
        await window.page.wait_for_selector("[data-count=offline]:text-is('0')", timeout=30_000)
        await asyncio.sleep(float(os.environ.get("STATIONMASTER_LOOK_SECONDS", "0")))
        await window.photograph(PICTURES, "demonstration")
        other = await windows.window()
        await other.page.goto(url)
        assert "/sign-in" in other.page.url
        assert window.complaints == []


async def test_a_server_that_stops_lets_go_of_those_who_look_on(make_server):
    server = make_server("stopping")
    server.start()
    operator = Operator(server, TOKEN)
    name = await add_user(operator, "viewer")
    await operator.close()
    async with httpx.AsyncClient(base_url=server.api_url, follow_redirects=True, timeout=30) as browser:
        await browser.post("sign-in", data={"user": name, "password": PASSWORD})
        async with browser.stream("GET", "live") as live:
            assert live.headers["content-type"].startswith("text/event-stream")
            assert "retry" in await anext(live.aiter_lines())
            start = time.monotonic()
            await asyncio.to_thread(server.stop)
            assert time.monotonic() - start < 6
