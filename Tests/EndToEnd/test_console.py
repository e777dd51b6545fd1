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
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.server import TOKEN, Server, free_port

# Pages without parameters; a new one is added here.
PATHS = [
    "/", "/?wall", "/charge-points", "/charge-points?state=faulted", "/charge-points?search=nothing-has-this-name", "/charge-points/new",
    "/sessions", "/sessions?quarantined=true", "/sessions?idTag=nobody", "/orphaned-stops",
    "/id-tags", "/id-tags/new", "/id-tags/groups", "/reservations", "/reservations/calendar", "/reservations/new",
    "/messages", "/messages?errors=true", "/bulk-operations", "/bulk-operations/new",
    "/smart-charging", "/smart-charging/installed", "/smart-charging/installs", "/smart-charging/templates/new",
    "/firmware", "/firmware/upload", "/firmware/updates", "/firmware/updates/new", "/firmware/campaigns", "/firmware/campaigns/new",
    "/firmware/signing-keys", "/certification", "/search", "/search?q=nothing-has-this-name",
    "/configuration", "/configuration/new", "/local-lists", "/local-lists/charge-points", "/local-lists/new", "/local-lists/send",
    "/security", "/security/events", "/security/handshake-failures", "/security/refused-connections", "/security/certificates",
    "/security/authorities", "/security/install-root", "/pending", "/users", "/users/new", "/tokens", "/tokens/new", "/audit", "/account",
    "/password-changes", "/data-transfer", "/data-transfer/new", "/settings", "/settings?source=changed", "/about",
]
# Pages below that of a charge point.
OF_CHARGE_POINT = [
    "", "/timeline", "/sessions", "/meter-values", "/messages", "/command-history", "/configuration", "/local-list", "/reservations",
    "/charging-profiles", "/firmware", "/diagnostics", "/certificates", "/settings", "/password", "/remove", "/commands",
    "/commands/Reset", "/commands/SetChargingProfile", "/commands/SendLocalList", "/start?connectorId=1", "/stop", "/unlock?connectorId=1",
    "/reset", "/availability", "/configuration/HeartbeatInterval", "/local-list/edit", "/local-list/delete", "/charging-profiles/new?connectorId=1", "/composite-schedule?connectorId=1",
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
    template, group = unique("template"), unique("group")
    values = {"HeartbeatInterval": "60", "MeterValueSampleInterval": "often"}
    await operator.post("api/v1/configuration-templates", {"name": template, "vendor": "Harbour Works", "values": values}, 201)
    await operator.post("api/v1/local-lists", {"group": group, "idTags": [tag, "NOT-THERE"]}, 201)
    await operator.patch(f"api/v1/charge-points/{charge_point.id}", {"group": group})
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
        *(f"/configuration/templates/{template}{below}" for below in ("", "?show=all", "/edit", "/apply", "/delete")),
        f"/configuration/new?from={charge_point.id}",
        *(f"/local-lists/groups/{group}{below}" for below in ("", "?show=behind", "/entries", "/edit", "/delete")),
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


async def test_what_is_searched_for_is_reached_with_the_keyboard(windows: Windows, operator: Operator, fleet):
    charge_point = await fleet.charge_point()
    await charge_point.boot("Elektra", "Searchable 7")
    await charge_point.all_available()
    tag = await operator.add_tag()
    session = await charge_point.charging(tag)
    window = await windows.window()
    await window.sign_in(await add_user(operator, "viewer"), PASSWORD)

    async def search(text: str) -> str:
        await window.page.keyboard.press("/")
        assert await window.page.evaluate("document.activeElement.id") == "find"
        await window.page.keyboard.type(text)
        async with window.page.expect_navigation():
            await window.page.keyboard.press("Enter")
        return await window.page.text_content("h1")

    assert await search(charge_point.id) == charge_point.id
    assert await search(tag.lower()) == tag
    assert str(session) in await search(str(session))
    # A part of it leads to all that hold it, or to the only one.
    assert await search("searchable") in (charge_point.id, "Search: searchable")
    assert await search("nothing-has-this-name") == "Search: nothing-has-this-name"
    await window.page.wait_for_selector(".empty")
    assert window.complaints == []


async def test_a_mistyped_charge_point_leads_to_those_that_may_be_meant(windows: Windows, operator: Operator, fleet):
    charge_point = await fleet.charge_point()
    window = await windows.window(java_script_enabled=False)
    await window.sign_in(await add_user(operator, "viewer"), PASSWORD)
    await window.open(f"/charge-points/{charge_point.id}x")
    await window.page.click(f"main a:text-is('{charge_point.id}')")
    assert await window.page.text_content("h1") == charge_point.id
    await window.open("/search?q=" + charge_point.id)
    assert await window.page.text_content("h1") == charge_point.id


async def test_a_field_offers_what_there_is(windows: Windows, operator: Operator, fleet):
    charge_point = await fleet.charge_point()
    window = await windows.window()
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    await window.open("/reservations/new")
    await window.page.type("input[name=chargePointId]", charge_point.id[:-1])
    await window.page.wait_for_selector(f"datalist option[value='{charge_point.id}']", state="attached")
    assert window.complaints == []


async def test_escape_closes_what_is_unfolded(windows: Windows, operator: Operator):
    window = await windows.window(NARROW)
    await window.sign_in(await add_user(operator, "viewer"), PASSWORD)
    await window.page.click(".menu summary")
    await window.page.focus(".menu a[href='/sessions']")
    await window.page.keyboard.press("Escape")
    assert await window.page.get_attribute(".menu", "open") is None
    assert await window.page.evaluate("document.activeElement.matches('.menu summary')")
    assert window.complaints == []


async def test_a_page_says_since_when_it_is_not_live_and_comes_back_by_itself(make_server):
    server = make_server("lost", arguments=["--http-port", str(free_port())])
    server.start()
    operator = Operator(server, TOKEN)
    async with Windows(server) as windows:
        window = await windows.window()
        await window.sign_in(await add_user(operator, "viewer"), PASSWORD)
        await window.page.wait_for_selector(".live-state:text-is('Live')")
        await operator.close()
        await asyncio.to_thread(server.stop)
        await window.page.wait_for_selector(".live-state.is-lost:has-text('Not live since')", timeout=15_000)
        # What changes meanwhile is there afterwards.
        server.start()
        again = Operator(server, TOKEN)
        await again.post("api/v1/charge-points", {"id": "CAME-LATER"}, 201)
        await again.close()
        await window.page.wait_for_selector(".live-state:not(.is-lost):text-is('Live')", timeout=15_000)
        await window.page.wait_for_selector("[data-count=offline]:text-is('1')", timeout=10_000)


async def test_what_was_typed_outlives_the_session(windows: Windows, operator: Operator):
    name = await add_user(operator, "operator")
    window = await windows.window(java_script_enabled=False)
    await window.sign_in(name, PASSWORD)
    await window.open("/id-tags/new")
    tag = "T-" + os.urandom(4).hex().upper()
    await window.page.fill("input[name=idTag]", tag)
    await window.page.fill("textarea[name=note]", "typed with care")
    await window.page.context.clear_cookies()
    await window.page.click("main form button")
    assert await window.page.text_content("h1") == "Your session is over"
    async with window.page.context.expect_page() as opened:
        await window.page.click("main a.btn-primary")
    other = await opened.value
    await other.fill("input[name=user]", name)
    await other.fill("input[name=password]", PASSWORD)
    await other.click("main button")
    await other.wait_for_selector(".tiles")
    await window.page.click("main form button")
    assert await window.page.input_value("textarea[name=note]") == "typed with care"
    await window.page.click("main form button")
    assert (await operator.get(f"api/v1/id-tags/{tag}"))["note"] == "typed with care"


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
