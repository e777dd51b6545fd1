"""Certification runs that are started and watched in the console."""

import json
import os
from pathlib import Path

import pytest

from support.browser import NARROW, Windows
from support.operator_api import Operator
from support.operators import PASSWORD, add_user

PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None


@pytest.mark.timeout(300)
async def test_a_run_is_started_watched_and_its_reports_are_kept(make_server):
    server = make_server("certified", settings={"tls.serverName": "localhost", "certificates.requestsPerMinute": 1000})
    server.start()
    operator = Operator(server)
    user = await add_user(operator, "administrator")
    async with Windows(server) as windows:
        window = await windows.window()
        await window.sign_in(user, PASSWORD)
        await window.open("/certification")
        await window.photograph(PICTURES, "certification-empty-en-light")
        assert await window.serious_findings() == []
        await window.page.get_by_role("link", name="Start a run").first.click()
        await window.page.wait_for_selector("[name=url]")
        await window.photograph(PICTURES, "certification-start-en-light")
        assert await window.serious_findings() == []
        for functionality in ("Reservation", "Remote Trigger", "Security"):
            await window.page.get_by_label(functionality, exact=True).check()
        async with window.page.expect_navigation():
            await window.page.get_by_role("button", name="Start the run").click()
        address = window.page.url
        await window.page.wait_for_selector("tbody tr")
        await window.photograph(PICTURES, "certification-running-en-light")
        # One at a time.
        other = await windows.window()
        await other.sign_in(user, PASSWORD)
        await other.open("/certification")
        assert await other.page.get_by_role("link", name="Start a run").count() == 0
        await window.page.wait_for_selector(".facts a[href$='/report/json']", timeout=120_000)
        assert "Passed" in await window.page.text_content(".lead"), await window.page.text_content("main")
        await window.photograph(PICTURES, "certification-done-en-light")
        assert await window.serious_findings() == []
        tokens = await operator.all("api/v1/tokens")
        assert not [token for token in tokens if token["name"].startswith("certification run")]
        async with window.page.expect_download() as download:
            await window.page.locator(".facts a[href$='/report/json']").click()
        report = json.loads(Path(await (await download.value).path()).read_text())
        assert report["result"] == "passed" and {case["result"] for case in report["cases"]} == {"passed"}
        await window.page.goto(f"{address}/report/html")
        assert "self-test" in await window.page.text_content("body")
        assert window.complaints == []
        narrow = await windows.window(NARROW)
        await narrow.prefer("ko", "dark")
        await narrow.sign_in(user, PASSWORD)
        for path in ("/certification", "/certification/start", address.removeprefix(server.api_url.rstrip("/"))):
            await narrow.open(path)
            await narrow.photograph(PICTURES, f"{path[:20]}-ko-dark")
            assert await narrow.serious_findings() == [], path
            assert not await narrow.overflows(), path
        assert narrow.complaints == []
    await operator.close()
    server.stop()
    server.start()
    again = Operator(server)
    async with Windows(server) as windows:
        window = await windows.window()
        await window.sign_in(user, PASSWORD)
        await window.open("/certification")
        assert await window.page.locator("tbody tr").count() == 1, "reports outlive the server"
    await again.close()
