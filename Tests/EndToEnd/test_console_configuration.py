"""The console's pages of configuration templates, used as an operator uses them."""

import os
from pathlib import Path

import pytest

from support.browser import NARROW, WIDE, Window, Windows
from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import Operator, unique
from support.operators import PASSWORD, add_user
from support.server import Server

PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None
pytestmark = pytest.mark.timeout(240)


@pytest.fixture
async def windows(server: Server):
    async with Windows(server) as opened:
        yield opened


async def holding(fleet: Fleet, operator: Operator, vendor: str, **values: str) -> ChargePoint:
    """A charge point of a vendor whose configuration was read; names ending with `_` are read-only."""
    charge_point = await fleet.charge_point()
    await charge_point.boot(vendor, "Dock 22")
    keys = [{"key": name.rstrip("_"), "readonly": name.endswith("_"), "value": value} for name, value in values.items()]
    charge_point.answers["GetConfiguration"] = {"configuration_key": keys, "unknown_key": []}
    await operator.post(f"api/v1/charge-points/{charge_point.id}/configuration/refresh", {})
    await charge_point.expect("GetConfiguration")
    return charge_point


async def submit(window: Window, text: str) -> None:
    """Presses a button, and waits for what comes."""
    async with window.page.expect_navigation():
        await window.page.get_by_role("button", name=text, exact=True).click()


async def until_done(window: Window, total: int) -> str:
    """Waits for the end of the bulk operation whose page is open; what the page says then."""
    await window.page.wait_for_selector(f".bulk-progress:has-text('{total} / {total}')", timeout=30_000)
    return await window.page.text_content("main")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_one_charge_point_is_the_model_for_others(script: bool, windows: Windows, operator: Operator, fleet: Fleet):
    user, vendor = await add_user(operator, "operator"), unique("Vendor")
    model = await holding(fleet, operator, vendor, HeartbeatInterval="300", NumberOfConnectors_="2", VendorOwn="x = y")
    odd = await holding(fleet, operator, vendor, HeartbeatInterval="900", VendorOwn="x = y")
    window = await windows.window(java_script_enabled=script)
    await window.sign_in(user, PASSWORD)
    await window.open(f"/charge-points/{model.id}/configuration")
    await window.page.get_by_role("link", name="Make a template of these values").click()
    assert await window.page.input_value("[name=values]") == "HeartbeatInterval = 300\nVendorOwn = x = y", "what cannot be set is left out"
    assert await window.page.input_value("[name=vendor]") == vendor
    name = unique("template")
    await window.page.fill("[name=name]", name)
    await submit(window, "Save")
    assert await window.page.text_content("h1") == name

    # The other one departs, and only that one is shown.
    table = await window.page.text_content("[data-fragment=drift]")
    assert odd.id in table and model.id not in table
    assert "HeartbeatInterval: 900 → 300" in table and "Apply the template." in table
    await window.page.check(f"[name=ids][value='{odd.id}']")
    await window.page.get_by_role("button", name="Apply to those chosen").click()
    assert await window.page.input_value("[name=ids]") == odd.id
    odd.answers["ChangeConfiguration"] = {"status": "RebootRequired"}
    await submit(window, "Apply it")
    assert await odd.expect("ChangeConfiguration") == {"key": "HeartbeatInterval", "value": "300"}
    if script:
        assert "RebootRequired" in await until_done(window, 1)
    assert model.not_expected() == [], "only those that were chosen"

    # It waits for its restart, and its own page leads to the template.
    await window.open(f"/charge-points/{odd.id}/configuration")
    assert "Waits for a restart" in await window.page.text_content("main")
    await window.page.get_by_role("link", name="To the template").click()
    table = await window.page.text_content("[data-fragment=drift]")
    assert odd.id in table and "Restart it." in table
    await odd.boot(vendor, "Dock 22")
    await window.open(f"/configuration/templates/{name}")
    assert "All 2 are as the template says" in await window.page.text_content("main")
    assert window.complaints == []


async def test_a_template_is_typed_corrected_changed_applied_to_its_kind_and_deleted(windows: Windows, operator: Operator, fleet: Fleet):
    user, vendor = await add_user(operator, "operator"), unique("Vendor")
    charge_point = await holding(fleet, operator, vendor, HeartbeatInterval="300")
    window = await windows.window()
    await window.sign_in(user, PASSWORD)
    await window.open("/configuration")
    await window.page.get_by_role("link", name="New template").first.click()
    name = unique("template")
    await window.page.fill("[name=name]", name)
    await window.page.fill("[name=values]", "HeartbeatInterval")
    await submit(window, "Save")
    assert "Line 1 is no key with a value" in await window.page.text_content("#field-values-error")
    window.complaints.clear()  # the refusal itself
    assert await window.page.input_value("[name=name]") == name
    await window.page.fill("[name=values]", "HeartbeatInterval = often\nUnheardOf = 1")
    await window.page.fill("[name=vendor]", vendor.upper())
    await submit(window, "Save")
    assert "HeartbeatInterval should be an integer" in await window.page.text_content("main")
    await window.page.get_by_role("link", name="Edit", exact=True).click()
    await window.page.fill("[name=values]", "HeartbeatInterval = 60\nUnheardOf = 1")
    await submit(window, "Save")

    async def answer(payload: dict) -> None:
        assert await charge_point.expect("ChangeConfiguration") == payload

    charge_point.answers["ChangeConfiguration"] = {"status": "NotSupported"}
    await window.page.get_by_role("link", name="Apply to charge points").click()
    assert vendor.upper() in await window.page.text_content("main")
    await submit(window, "Apply it")
    await answer({"key": "HeartbeatInterval", "value": "60"})
    await answer({"key": "UnheardOf", "value": "1"})
    assert "NotSupported" in await until_done(window, 1)

    await window.open(f"/configuration/templates/{name}")
    assert "It does not know the key" in await window.page.text_content("[data-fragment=drift]")
    await window.page.get_by_role("link", name="Delete").click()
    await submit(window, "Delete it")
    assert "The template is deleted." in await window.page.text_content("main")
    await operator.get(f"api/v1/configuration-templates/{name}", 404)
    assert window.complaints == []


@pytest.mark.parametrize(("viewport", "language", "theme"), [(WIDE, "en", "light"), (NARROW, "ko", "dark")], ids=["wide", "narrow"])
async def test_every_page_of_templates_is_clean(viewport, language, theme, windows: Windows, operator: Operator, fleet: Fleet):
    user, vendor = await add_user(operator, "operator"), unique("Vendor")
    charge_point = await holding(fleet, operator, vendor, HeartbeatInterval="300", MeterValuesSampledData="Energy.Active.Import.Register")
    await fleet.register()
    values = {
        "HeartbeatInterval": "60", "MeterValueSampleInterval": "often", "VendorOwn": "a value that is rather long " * 4,
        "MeterValuesSampledData": "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,Temperature,SoC",
    }
    names = [unique("template"), unique("by name")]
    for name, members in zip(names, ({"vendor": vendor, "model": "Dock 22", "note": "All docks at the harbour"}, {}), strict=True):
        await operator.post("api/v1/configuration-templates", {"name": name, "values": values} | members, 201)
    paths = ["/configuration", "/configuration/new", f"/configuration/new?from={charge_point.id}", f"/charge-points/{charge_point.id}/configuration"]
    for name in names:
        paths += [f"/configuration/templates/{name}{suffix}" for suffix in ("", "?show=all", "/edit", "/apply", "/delete")]
    window = await windows.window(viewport)
    await window.prefer(language, theme)
    await window.sign_in(user, PASSWORD)
    for path in paths:
        await window.open(path)
        for detail in await window.page.query_selector_all("details.known-keys > summary"):
            await detail.click()
        shown = path.replace(names[0], "KIND").replace(names[1], "NAMED").replace(charge_point.id, "CP")
        await window.photograph(PICTURES, f"configuration-{shown}-{language}-{theme}")
        assert await window.serious_findings() == [], path
        assert not await window.overflows(), f"{path} in {language}"
    assert window.complaints == []
