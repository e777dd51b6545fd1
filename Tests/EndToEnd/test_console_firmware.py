"""The console's pages of firmware, used as an operator uses them."""

import os
from pathlib import Path

import pytest

from support.browser import NARROW, WIDE, Window, Windows
from support.firmware import report
from support.firmware import upload as upload_by_api
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.server import Server
from support.signing import certify, make_key, private_pem

PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(240)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def submit(window: Window, text: str) -> None:
    async with window.page.expect_navigation():
        await window.page.get_by_role("button", name=text, exact=True).click()


async def upload(window: Window, tmp_path: Path, size: int = 3_000_000) -> str:
    """Uploads a new image; returns its file's name."""
    file = tmp_path / f"{unique('image')}.bin"
    file.write_bytes(os.urandom(size))
    await window.open("/firmware/upload")
    await window.page.fill("[name=version]", "9.9.9")
    await window.page.fill("[name=vendor]", "Vendor")
    await window.page.set_input_files("[name=file]", file)
    await submit(window, "Upload")
    assert file.name in await window.page.text_content("main")
    return file.name


async def test_an_image_is_uploaded_without_script_and_refused_with_another_sum(windows: Windows, operator: Operator, tmp_path):
    user = await add_user(operator, "operator")
    window = await windows.window(java_script_enabled=False)
    await window.sign_in(user, PASSWORD)
    name = await upload(window, tmp_path)
    items = await operator.all("api/v1/firmware/images")
    assert next(item for item in items if item["fileName"] == name)["sizeBytes"] == 3_000_000
    assert window.complaints == []
    await window.open("/firmware/upload")
    await window.page.fill("[name=sha256]", "0" * 64)
    await window.page.set_input_files("[name=file]", tmp_path / name)
    await submit(window, "Upload")
    assert "SHA-256" in await window.page.text_content(".alert")
    assert await window.page.input_value("[name=sha256]") == "0" * 64


async def test_a_campaign_goes_through_its_waves_before_the_operators_eyes(windows: Windows, operator: Operator, fleet, tmp_path):
    user = await add_user(operator, "operator")
    stations = [await fleet.charge_point() for _ in range(3)]
    for station in stations:
        await station.boot(firmware_version="1.0.0")
    window = await windows.window()
    await window.sign_in(user, PASSWORD)
    name = await upload(window, tmp_path, 1000)
    await window.open("/firmware/campaigns/new")
    await window.page.fill("[name=note]", "Spring update")
    await window.page.select_option("[name=imageId]", label=f"{name} (9.9.9) Vendor")
    await window.page.fill("[name=ids]", "\n".join(station.id for station in stations))
    await window.page.fill("[name=waves]", "33")
    await submit(window, "Go on")
    assert "3 charge points:" in await window.page.text_content("main")
    await submit(window, "Begin the campaign")
    address = window.page.url
    await stations[0].expect("UpdateFirmware", timeout=10)
    # Live: the page follows without being loaded again.
    await report(stations[0], "Downloading")
    await window.page.wait_for_selector("text=Updating")
    await submit(window, "Pause")
    assert "Paused" in await window.page.text_content("main")
    await report(stations[0], "Downloaded")
    await report(stations[0], "Installing")
    await report(stations[0], "Installed")
    await stations[0].boot(firmware_version="9.9.9")
    await submit(window, "Resume")
    await window.page.wait_for_selector(".waves li:nth-child(2)[aria-current]", timeout=10_000)
    await stations[1].expect("UpdateFirmware", timeout=10)
    await stations[2].expect("UpdateFirmware", timeout=10)
    await window.photograph(PICTURES, "campaign-running-en-light")
    assert await window.serious_findings() == []
    await report(stations[1], "DownloadFailed")
    await window.page.get_by_role("link", name="Stop it").click()
    await submit(window, "Stop it")
    await window.page.goto(address)
    assert window.complaints == []
    await window.open(f"/firmware/updates?chargePoint={stations[0].id}")
    await window.page.locator("td a[href^='/firmware/updates/']").first.click()
    await window.page.wait_for_selector(".history")
    assert "The firmware is installed." in await window.page.text_content(".history")


@pytest.mark.parametrize(("viewport", "language", "theme"), [(WIDE, "en", "light"), (NARROW, "ko", "dark")], ids=["wide", "narrow"])
async def test_every_page_of_firmware_is_clean(viewport, language, theme, windows: Windows, operator: Operator, fleet):
    user = await add_user(operator, "operator")
    station = await fleet.charge_point()
    await station.boot(firmware_version="1.0.0")
    image = await upload_by_api(operator)
    plan = {"imageId": image["id"], "target": {"chargePoints": [station.id, "nowhere"]}, "note": "Spring update"}
    campaign = await operator.post("api/v1/firmware/campaigns", plan, 201)
    await station.expect("UpdateFirmware", timeout=10)
    for status in ("Downloading", "DownloadFailed"):
        await report(station, status)
    (update,) = await operator.all("api/v1/firmware/updates", chargePoint=station.id)
    window = await windows.window(viewport)
    await window.sign_in(user, PASSWORD)
    await window.prefer(language, theme)
    for path in [
        "/firmware", "/firmware/upload", "/firmware/updates", "/firmware/updates/new", "/firmware/campaigns", "/firmware/campaigns/new",
        f"/firmware/campaigns/{campaign['id']}", f"/firmware/updates/{update['id']}",
    ]:
        await window.open(path)
        await window.photograph(PICTURES, f"{path}-{language}-{theme}")
        assert await window.serious_findings() == [], path
        assert not await window.overflows(), f"{path} in {language}"
    assert window.complaints == []


async def test_signing_keys_are_added_and_deleted_by_administrators(windows: Windows, operator: Operator):
    user = await add_user(operator, "administrator")
    window = await windows.window()
    await window.sign_in(user, PASSWORD)
    key = make_key("P-256")
    name = unique("key")
    await window.open("/firmware/signing-keys")
    await window.page.fill("[name=name]", name)
    await window.page.fill("[name=certificate]", certify(key))
    await window.page.fill("[name=privateKey]", private_pem(key))
    await submit(window, "Add the key")
    row = window.page.locator("tr", has_text=name)
    await window.photograph(PICTURES, "signing-keys-en-light")
    assert await window.serious_findings() == []
    await row.get_by_role("link", name="Delete").click()
    await submit(window, "Delete it")
    assert name not in await window.page.text_content("main")
    assert window.complaints == []
