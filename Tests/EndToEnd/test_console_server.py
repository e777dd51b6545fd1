"""DataTransfer vendors, the settings and the page about the server, as those who use the console do."""

import json

import pytest
from ocpp.v16 import call

from support.browser import NARROW, PICTURES, WIDE, Window, Windows
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.receiver import Receiver
from support.server import TOKEN, Server

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def open_window(windows: Windows, operator: Operator, role: str, viewport=WIDE, **context) -> Window:
    name = await add_user(operator, role)
    window = await windows.window(viewport, **context)
    await window.sign_in(name, PASSWORD)
    return window


async def test_a_vendor_is_added_asked_changed_and_removed(windows: Windows, operator: Operator, fleet):
    vendor, charge_point = unique("org.vendor"), await fleet.charge_point()
    await charge_point.boot()
    window = await open_window(windows, operator, "operator")
    page = window.page
    with Receiver(lambda _: (200, {"Content-Type": "application/json"}, json.dumps({"status": "Accepted"}).encode())) as receiver:
        await window.open("/data-transfer")
        await page.get_by_role("link", name="Add a vendor").first.click()
        await page.get_by_label("vendorId").fill(vendor)
        await page.get_by_label("Post to").fill(receiver.url + "hook")
        await page.get_by_label("messageId").fill("Tariff\nPrice")
        await page.get_by_label("Secret for the signature").fill("a secret of ours")
        await page.get_by_role("button", name="Add the vendor").click()
        await page.wait_for_selector(".alert-success")
        assert "a secret of ours" not in await page.content()
        answer = await charge_point.say(call.DataTransfer(vendor_id=vendor, message_id="Tariff", data="what does it cost?"))
        assert answer.status == "Accepted"
        (request,) = receiver.received
        assert request.headers["stationmaster-signature"].startswith("sha256=")
    await page.get_by_role("link", name="See them in the message log").click()
    await page.wait_for_selector(f"tr:has-text('{vendor}')", timeout=10_000)
    assert "what does it cost?" in await page.inner_text("main")
    await window.open(f"/data-transfer/vendors/{vendor}")
    await page.get_by_role("link", name="Change", exact=True).click()
    await page.get_by_label("messageId").fill("Price")
    await page.get_by_role("button", name="Save").click()
    await page.wait_for_selector(".alert-success")
    refused = await charge_point.say(call.DataTransfer(vendor_id=vendor, message_id="Tariff"))
    assert refused.status == "UnknownMessageId"
    await page.get_by_role("link", name="Remove …").click()
    await page.get_by_role("button", name="Remove it").click()
    await page.wait_for_selector(".alert-success")
    assert (await charge_point.say(call.DataTransfer(vendor_id=vendor))).status == "UnknownVendorId"
    assert window.complaints == []


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ko", "dark")])
async def test_pages_are_clean(language: str, theme: str, viewport: dict, windows: Windows, operator: Operator):
    vendor = unique("org.vendor/with a slash")
    body = {"vendorId": vendor, "url": "https://hooks.example.com/" + "long/" * 20, "messageIds": ["Tariff", "<b>Price</b>"]}
    await operator.post("api/v1/data-transfer-vendors", body, 201)
    own = "/data-transfer/vendors/" + vendor.replace("/", "%2F").replace(" ", "%20")
    window = await open_window(windows, operator, "administrator", viewport)
    await window.prefer(language, theme)
    wrong = []
    for path in ["/data-transfer", "/data-transfer/new", own, own + "/edit", own + "/remove", "/settings", "/about"]:
        await window.open(path)
        await window.photograph(PICTURES, f"{path}-{language}-{theme}-{viewport['width']}")
        wrong += [f"{path}: {finding}" for finding in await window.serious_findings()]
        if await window.overflows():
            wrong.append(f"{path} is wider than {viewport['width']}")
    assert wrong + window.complaints == []


async def test_settings_tell_where_they_come_from_and_no_secret(make_server, tmp_path):
    settings = {"call.timeoutSeconds": 25}
    server = make_server("settings", settings=settings, variables={"STATIONMASTER_BULK_PARALLELISM": "7"}, arguments=["--registration", "closed"])
    server.start()
    operator = Operator(server, TOKEN)
    async with Windows(server) as windows:
        window = await open_window(windows, operator, "administrator", java_script_enabled=False)
        page = window.page
        await window.open("/about")
        await page.get_by_role("link", name="Settings").last.click()
        for key, value, source in [
            ("call.timeoutSeconds", "25 s", "file"), ("bulk.parallelism", "7", "environment"), ("registration.policy", "closed", "command line"),
            ("heartbeat.intervalSeconds", "300 s (5 min)", "default"), ("admin.token", "never shown", "environment"),
        ]:
            row = await page.locator("tr", has=page.locator(f"code:text-is('{key}')")).first.inner_text()
            assert value in row and source in row, row
        assert TOKEN not in await page.content()
        await page.get_by_label("Comes from").select_option("file")
        await page.get_by_role("button", name="Filter").click()
        assert await page.locator("tbody tr").count() == 1
        await window.open("/about")
        text = await page.inner_text("#about-help")
        assert "call.timeoutSeconds = 25 (file)" in text and TOKEN not in text and server.ocpp_url.rstrip("/") in text
        await window.photograph(PICTURES, "about-without-script")
        assert window.complaints == []
    await operator.close()


async def test_the_page_about_the_server_follows_it(windows: Windows, operator: Operator, fleet):
    window = await open_window(windows, operator, "viewer")
    page = window.page
    await window.open("/about")
    assert await page.get_by_role("link", name="Settings").count() == 0
    connected = page.locator("dt:text-is('Connected charge points') + dd")
    before = int((await connected.inner_text()).replace(",", ""))
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    await page.wait_for_selector(f"dt:text-is('Connected charge points') + dd:has-text('{before + 1}')", timeout=10_000)
    await page.get_by_text("Licences").first.click()
    assert "hummingbird" in await page.inner_text("details.panel")
    assert window.complaints == []
