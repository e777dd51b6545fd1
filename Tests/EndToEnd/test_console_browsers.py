"""What the console shares with browsers: the stream of changes, the viewer's clock, forms that come twice, the clipboard."""

import asyncio
import re
from contextlib import aclosing

import httpx
import pytest
from playwright.async_api import expect

from support.browser import Window, Windows
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.server import Server

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def sign_in(server: Server, user: str) -> httpx.AsyncClient:
    browser = httpx.AsyncClient(base_url=server.api_url, follow_redirects=True, timeout=30)
    await browser.post("sign-in", data={"user": user, "password": PASSWORD})
    return browser


async def form(browser: httpx.AsyncClient, path: str) -> dict[str, str]:
    """The hidden fields of a page's last form."""
    page = (await browser.get(path)).text
    return {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[-1] for name in ("csrf", "once")}


async def test_many_pages_of_a_browser_share_one_stream(windows: Windows, operator: Operator, fleet):
    """Browsers have six connections for a server: with a stream for each page, the seventh page would wait for ever."""
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    await charge_point.all_available()
    first = await windows.window()
    await first.sign_in(await add_user(operator, "viewer"), PASSWORD)
    streams: list[str] = []
    first.page.context.on("request", lambda request: streams.append(request.url) if request.url.endswith("/live") else None)
    pages = [first.page] + [await first.page.context.new_page() for _ in range(8)]
    for page in pages:
        await Window(page, windows.server).open("/")
        await page.wait_for_selector(".live-state:text-is('Live')", state="attached", timeout=10_000)
    assert len(streams) == 1
    await charge_point.status(1, "Faulted", info=unique("broken"))
    for page in pages:
        await page.wait_for_selector(f".attention >> text={charge_point.id}", timeout=10_000)
    # Whoever listened leaves: another one does, and all of them hear on.
    await pages.pop(0).close()
    await charge_point.status(1, "Available")
    for page in pages:
        await expect(page.locator(f".attention >> text={charge_point.id}")).to_have_count(0, timeout=10_000)
    assert len(streams) == 2


async def test_the_stream_ends_with_the_session(server: Server, operator: Operator):
    user = await add_user(operator, "viewer")
    browser = await sign_in(server, user)
    async with aclosing(browser), browser.stream("GET", "live") as live:
        lines = live.aiter_lines()
        while "data" not in await anext(lines):
            pass
        await operator.delete(f"api/v1/users/{user}")
        secret = await operator.add_tag()
        rest = [line async for line in lines]
        assert not any("changes" in line or secret in line for line in rest)
        assert (await browser.get("live")).status_code == 401


async def test_one_user_does_not_take_every_stream(server: Server, operator: Operator):
    user = await add_user(operator, "viewer")
    other = await sign_in(server, await add_user(operator, "viewer"))
    browser = await sign_in(server, user)
    streams = []
    async with aclosing(browser), aclosing(other):
        for _ in range(40):
            request = browser.build_request("GET", "live")
            streams.append(await browser.send(request, stream=True))
        assert {stream.status_code for stream in streams} == {200}
        assert (await browser.get("live")).status_code == 503
        async with other.stream("GET", "live") as live:
            assert live.status_code == 200
        for stream in streams:
            await stream.aclose()


async def test_a_form_that_comes_twice_is_done_once(server: Server, operator: Operator, fleet):
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    await charge_point.all_available()
    browser = await sign_in(server, await add_user(operator, "operator"))
    async with aclosing(browser):
        path = f"charge-points/{charge_point.id}/reset"
        fields = {"type": "Soft", **await form(browser, path)}
        charge_point.may_answer.clear()
        clicks = [asyncio.create_task(browser.post(path, data=fields, follow_redirects=False)) for _ in range(2)]
        await charge_point.expect("Reset")
        charge_point.may_answer.set()
        first, second = await asyncio.gather(*clicks)
        assert first.status_code == second.status_code == 303
        assert first.headers["location"] == second.headers["location"]
        assert charge_point.not_expected() == []
        # From a page that was opened anew, it is meant.
        again = asyncio.create_task(browser.post(path, data={"type": "Soft", **await form(browser, path)}, follow_redirects=False))
        await charge_point.expect("Reset")
        assert (await again).status_code == 303


async def test_the_page_goes_by_the_clock_of_the_browser(windows: Windows, operator: Operator):
    window = await windows.window(timezone_id="Europe/Berlin")
    await window.sign_in(await add_user(operator, "operator"), PASSWORD)
    context = window.page.context
    cookies = {cookie["name"]: cookie["value"] for cookie in await context.cookies()}
    assert cookies["stationmaster_zone"] == "Europe/Berlin"
    # A page that was made before the browser told its zone is made again.
    await context.clear_cookies(name="stationmaster_zone")
    await window.page.goto(windows.server.api_url.rstrip("/") + "/id-tags/new", wait_until="commit")
    await window.page.wait_for_selector("main >> text=Europe/Berlin")
    tag = unique("T")[:20]
    await window.page.fill("input[name=idTag]", tag)
    await window.page.fill("input[name=expiryDate]", "2031-07-01T00:00")
    await window.page.click("main form .btn-primary")
    await window.page.wait_for_url(f"**/id-tags/{tag}")
    assert (await operator.get(f"api/v1/id-tags/{tag}"))["expiryDate"].startswith("2031-06-30T22:00:00")
    assert window.complaints == []


async def test_a_frame_is_copied_once_and_the_button_says_so(windows: Windows, operator: Operator, fleet):
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    window = await windows.window(permissions=["clipboard-read", "clipboard-write"])
    await window.sign_in(await add_user(operator, "viewer"), PASSWORD)
    message = (await operator.messages(charge_point.id))[0]
    await window.open(f"/messages/{message['id']}")
    button = window.page.locator("[data-copy^=raw-]").first
    await button.click()
    await expect(button).to_have_text("Copied")
    # A second click while it says so does not keep the word.
    await button.click()
    await expect(button).to_have_text("Copy the frame", timeout=6_000)
    copied = await window.page.evaluate("navigator.clipboard.readText()")
    assert copied == await window.page.text_content("pre[id^=raw-]")
    assert window.complaints == []
