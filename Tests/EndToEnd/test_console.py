"""The operators' console in a real browser."""

import asyncio
import os
import sqlite3
import time
from pathlib import Path

import httpx
import pytest

from support.browser import NARROW, WIDE, Windows
from support.operator_api import Operator
from support.operators import PASSWORD, add_user
from support.server import TOKEN, Server

# Pages without parameters; a new one is added here.
PATHS = [
    "/", "/charge-points", "/charge-points?state=faulted", "/charge-points?search=nothing-has-this-name",
    "/sessions", "/orphaned-stops", "/id-tags", "/id-tags/new", "/id-tags/groups",
    "/reservations", "/reservations/new", "/reservations/calendar",
]
# Where pictures of every page go, to be looked at; nowhere unless told.
PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def some_life(fleet) -> None:
    """A charge point that charges, one that is faulted, and one that is gone."""
    for status in ("Charging", "Faulted", "Available"):
        charge_point = await fleet.charge_point()
        await charge_point.boot()
        await charge_point.all_available()
        if status != "Available":
            await charge_point.status(1, status)
    gone = await fleet.charge_point()
    await gone.boot()
    await gone.close()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_page_is_clean(language: str, theme: str, windows: Windows, operator: Operator, fleet):
    await some_life(fleet)
    name = await add_user(operator, "administrator")
    for viewport in (WIDE, NARROW):
        window = await windows.window(viewport)
        await window.prefer(language, theme)
        await window.sign_in(name, PASSWORD)
        for path in [*PATHS, "/?wall"]:
            await window.open(path)
            assert await window.page.get_attribute("html", "lang") == language
            await window.photograph(PICTURES, f"{path}-{language}-{theme}-{viewport['width']}")
            assert await window.serious_findings() == [], path
            assert not await window.overflows(), f"{path} is wider than {viewport['width']}"
        assert window.complaints == []


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
    await window.page.wait_for_function("document.querySelector('.live-state').textContent === 'Live'")
    count = "Number(document.querySelector('[data-count=faulted]').textContent)"
    before = await window.page.evaluate(count)
    await charge_point.status(1, "Faulted")
    await window.page.wait_for_function(f"{count} === {before + 1}", timeout=10_000)
    await window.page.wait_for_selector(f".attention >> text={charge_point.id}")
    assert window.complaints == []


async def test_the_first_view_is_small(server: Server, operator: Operator):
    name = await add_user(operator, "viewer")
    async with httpx.AsyncClient(base_url=server.api_url, follow_redirects=True) as browser:
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
        await window.page.wait_for_function("Number(document.querySelector('[data-count=offline]').textContent) < 6", timeout=30_000)
        await asyncio.sleep(float(os.environ.get("STATIONMASTER_LOOK_SECONDS", "0")))
        await window.photograph(PICTURES, "demonstration")
        other = await windows.window()
        await other.page.goto(url)
        assert "/sign-in" in other.page.url
        assert window.complaints == []


@pytest.fixture
def storage_of_many(tmp_path: Path, make_server) -> Path:
    """A data directory with 20,000 charge points and many transactions, written past the program."""
    server = make_server("filling")
    server.start()
    server.stop()
    transactions = int(os.environ.get("STATIONMASTER_TRANSACTIONS", "200000"))
    now = int(time.time() * 1000)
    database = sqlite3.connect(server.data / "stationmaster.sqlite")
    states = ["charging", "available", "faulted", "unavailable", "occupied", None]
    with database:
        database.executemany(
            """INSERT INTO charge_points (id, registration_status, vendor, model, firmware_version, charge_group, booted_at,
               connected_at, disconnected_at, last_seen_at, state, created_at, updated_at)
               VALUES (?, 'Accepted', ?, 'M', ?, ?, 1, 1, 2, ?, ?, 1, 1)""",
            (
                (f"CP-{i:05}", f"Vendor {i % 7}", f"1.{i % 40}", "north" if i % 3 else None, now - i * 1000, states[i % 6])
                for i in range(20000)
            ),
        )
        keys = [key for (key,) in database.execute("SELECT key FROM charge_points")]
        database.executemany(
            "INSERT INTO connectors (charge_point_key, connector_id, status, error_code, received_at, created_at) "
            "VALUES (?, ?, 'Available', 'NoError', 1, 1)",
            ((key, connector) for key in keys for connector in (1, 2)),
        )
        database.executemany(
            """INSERT INTO transactions (charge_point_key, connector_id, state, id_tag_key, id_tag, authorization_status,
               meter_start, start_at, start_at_received, start_received_at, start_last_received_at, stop_at, energy, stale_since)
               VALUES (?, 1, ?, ?, ?, 'Accepted', 0, ?, ?, ?, ?, ?, 12000, ?)""",
            (
                (
                    keys[i % len(keys)], 1 if i % 10000 == 5 else 2, f"tag{i % 5000}", f"TAG{i % 5000}", now - i * 5000, str(i),
                    now, now, now - i * 5000, now,
                )
                for i in range(transactions)
            ),
        )
    database.close()
    return server.data


@pytest.mark.heavy
async def test_pages_are_quick_with_many_charge_points(make_server, storage_of_many):
    server = make_server("many", data=storage_of_many)
    server.start()
    operator = Operator(server, TOKEN)
    name = await add_user(operator, "viewer")
    await operator.close()
    slow = []
    async with httpx.AsyncClient(base_url=server.api_url, follow_redirects=True, timeout=30) as browser:
        await browser.post("sign-in", data={"user": name, "password": PASSWORD})
        for path in ["", "charge-points", "charge-points?state=offline&sort=-lastSeen", "charge-points?sort=vendor",
                     "charge-points?search=zzz", "charge-points?group=north", "charge-points?sort=firmware",
                     "sessions", "sessions?sort=start", "sessions?sort=-energy", "sessions?idTag=TAG7", "sessions?state=Stale",
                     "sessions?state=Closed&quarantined=false&sort=-energy", "sessions?quarantined=true", "sessions?chargePoint=CP-00007",
                     "sessions?chargePoint=CP-00007&sort=energy", "sessions?from=2026-01-01&to=2026-01-02", "sessions/100",
                     "orphaned-stops", "id-tags", "id-tags/TAG7", "id-tags/groups", "reservations",
                     "reservations/calendar?chargePoint=CP-00007"]:
            durations = []
            for _ in range(20):
                start = time.perf_counter()
                answer = await browser.get(path)
                durations.append(time.perf_counter() - start)
                assert answer.status_code == 200
            p95 = sorted(durations)[18]
            print(f"/{path}: p95 {p95 * 1000:.1f} ms, {len(answer.content)} bytes")
            if p95 > 0.1 * float(os.environ.get("STATIONMASTER_PATIENCE", "3")):
                slow.append(f"/{path}: {p95 * 1000:.0f} ms")
    assert slow == []
