"""The console's pages of local authorization lists, used as an operator uses them."""

import os
from pathlib import Path
from urllib.parse import quote

import pytest

from support.browser import NARROW, WIDE, Window, Windows
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


async def submit(window: Window, text: str) -> None:
    """Presses a button, and waits for what comes."""
    async with window.page.expect_navigation():
        await window.page.get_by_role("button", name=text, exact=True).click()


def listed(update: dict) -> list[str]:
    return sorted(entry["idTag"] for entry in update.get("localAuthorizationList", []))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_the_list_of_a_group_reaches_its_charge_points(script: bool, windows: Windows, operator: Operator, fleet: Fleet):
    user, group = await add_user(operator, "operator"), unique("harbour")
    tags = [await operator.add_tag() for _ in range(3)]
    charge_points = [await fleet.charge_point(await fleet.register(group=group)) for _ in range(3)]
    good, refusing, alone = charge_points
    await operator.save(f"api/v1/charge-points/{alone.id}/local-list", {"idTags": tags[:1]})
    for charge_point in charge_points:
        await charge_point.boot()
    window = await windows.window(java_script_enabled=script)
    await window.sign_in(user, PASSWORD)
    await window.open("/local-lists")
    await window.page.get_by_role("link", name="New list").first.click()
    await window.page.fill("[name=group]", group)
    await window.page.fill("[name=idTags]", "\n".join([*tags[:2], "NOT-THERE"]))
    await submit(window, "Save")
    text = await window.page.text_content("main")
    assert "NOT-THERE" in text and "Never sent" in text and alone.id not in text

    await window.page.get_by_role("link", name="Send it").click()
    assert await window.page.input_value("[name='filter.group']") == group
    refusing.answers["SendLocalList"] = {"status": "Failed"}
    await submit(window, "Send the lists")
    assert listed(await good.expect("SendLocalList")) == sorted(tags[:2])
    assert listed(await refusing.expect("SendLocalList")) == sorted(tags[:2])
    assert listed(await alone.expect("SendLocalList")) == tags[:1], "its own list"
    if script:
        await window.page.wait_for_selector(".bulk-progress:has-text('3 / 3')", timeout=30_000)
    address = f"/local-lists/groups/{group}"
    for _ in range(50):
        await window.open(address)
        if "Up to date" in (text := await window.page.text_content("[data-fragment=charge-points]")) and "Failed" in text:
            break
        await window.page.wait_for_timeout(100)
    assert "It answered Failed to version 1" in text

    # Those that do not hold it, and what is sent to them alone.
    await window.open(f"{address}?show=behind")
    text = await window.page.text_content("[data-fragment=charge-points]")
    assert refusing.id in text and good.id not in text
    await window.page.check(f"[name=ids][value='{refusing.id}']")
    await window.page.get_by_role("button", name="Send to those chosen").click()
    refusing.answers["SendLocalList"] = {"status": "Accepted"}
    await submit(window, "Send the lists")
    await refusing.expect("SendLocalList")
    assert good.not_expected() == []

    # A change of the list, and of an idTag, puts them behind again.
    await window.open(f"{address}/edit")
    await window.page.fill("[name=idTags]", "\n".join(tags))
    await submit(window, "Save")
    assert "Behind" in await window.page.text_content("[data-fragment=charge-points]")
    await window.page.get_by_role("link", name="look at them").click()
    assert await window.page.locator("tbody tr").count() == 3
    await window.page.fill("[name=search]", tags[2])
    await submit(window, "Filter")
    assert await window.page.locator("tbody tr").count() == 1

    await window.open(f"{address}/delete")
    await submit(window, "Delete it")
    assert group not in await window.page.text_content("[data-fragment=groups]")
    assert window.complaints == []


async def test_one_charge_point_gets_a_list_of_its_own(windows: Windows, operator: Operator, fleet: Fleet):
    user = await add_user(operator, "operator")
    tags = [await operator.add_tag() for _ in range(2)]
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    path = f"/charge-points/{charge_point.id}/local-list"
    window = await windows.window()
    await window.sign_in(user, PASSWORD)
    await window.open(path)
    assert "No list is defined" in await window.page.text_content("main")
    await window.page.get_by_role("link", name="Define a list of its own").click()
    await submit(window, "Save")
    assert "Name at least one idTag" in await window.page.text_content("#field-idTags-error")
    window.complaints.clear()  # the refusal itself
    await window.page.fill("[name=idTags]", "\n".join(tags))
    await submit(window, "Save")
    await submit(window, "Send the list")
    assert listed(await charge_point.expect("SendLocalList")) == sorted(tags)
    assert "The charge point took the list." in await window.page.text_content("main")
    assert "2 / 2" in await window.page.text_content("main")
    await submit(window, "Send the list")
    assert "nothing was sent" in await window.page.text_content("main")
    assert charge_point.not_expected() == []

    await operator.patch(f"api/v1/id-tags/{tags[0]}", {"status": "Blocked"})
    await window.open(path)
    text = await window.page.text_content("main")
    assert "Behind" in text and "To be changed" in text and tags[1] not in await window.page.text_content("table")
    await window.page.get_by_role("link", name="What it holds").click()
    assert await window.page.locator("table:has-text('Accepted')").count() >= 1
    charge_point.answers["GetLocalListVersion"] = {"list_version": 7}
    await submit(window, "Ask for its version")
    await charge_point.expect("GetLocalListVersion")
    assert "It has version 7, which was not sent from here." in await window.page.text_content("main")

    await window.page.get_by_role("link", name="Remove its own list").click()
    await submit(window, "Remove it")
    assert "Its own list is removed." in await window.page.text_content("main")
    assert window.complaints == []


async def test_a_charge_point_named_new_is_opened(windows: Windows, operator: Operator, fleet: Fleet):
    user = await add_user(operator, "operator")
    await operator.add_charge_point("new")
    try:
        window = await windows.window()
        await window.sign_in(user, PASSWORD)
        await window.open("/charge-points?search=new")
        await window.page.get_by_role("link", name="new", exact=True).click()
        await window.page.wait_for_selector("h1:text-is('new')")
        await window.page.get_by_role("link", name="Configuration", exact=True).last.click()
        await window.page.wait_for_selector("h1:has-text('new · Configuration')")
        await window.open("/charge-points/new")
        assert await window.page.text_content("h1") == "Add a charge point"
        assert window.complaints == []
    finally:
        await operator.delete("api/v1/charge-points/new")


@pytest.mark.parametrize(("viewport", "language", "theme"), [(WIDE, "en", "light"), (NARROW, "ko", "dark")], ids=["wide", "narrow"])
async def test_every_page_of_local_lists_is_clean(viewport, language, theme, windows: Windows, operator: Operator, fleet: Fleet):
    user, group = await add_user(operator, "operator"), unique("harbour & co")
    tags = [await operator.add_tag(), await operator.add_tag(status="Blocked"), await operator.add_tag(expiryDate="2040-01-01T00:00:00Z")]
    await operator.post("api/v1/local-lists", {"group": group, "idTags": [*tags, "NOT-THERE"], "parentIdTags": ["FAMILY"]}, 201)
    await operator.post("api/v1/local-lists", {"group": unique("empty"), "all": True}, 201)
    good, unknown, alone = [await fleet.charge_point(await fleet.register(group=group)) for _ in range(3)]
    await fleet.register(group=group)
    for charge_point in (good, unknown, alone):
        await charge_point.boot()
    await operator.save(f"api/v1/charge-points/{alone.id}/local-list", {"idTags": tags[:2]})
    await operator.post(f"api/v1/charge-points/{alone.id}/local-list/send", {})
    await operator.patch(f"api/v1/id-tags/{tags[0]}", {"status": "Blocked"})
    await operator.post(f"api/v1/charge-points/{good.id}/local-list/send", {})
    unknown.answers["GetLocalListVersion"] = {"list_version": 7}
    await operator.post(f"api/v1/charge-points/{unknown.id}/local-list/read-version", {})
    paths = ["/local-lists", "/local-lists/charge-points", "/local-lists/new", "/local-lists/send", f"/local-lists/send?ids={good.id}"]
    paths += [f"/local-lists/groups/{quote(group)}{suffix}" for suffix in ("", "?show=behind", "/entries", "/edit", "/delete")]
    paths += [f"/charge-points/{one.id}/local-list" for one in (good, unknown, alone)]
    paths += [f"/charge-points/{alone.id}/local-list{suffix}" for suffix in ("?show=held", "?show=desired&search=zzz", "/edit", "/delete")]
    window = await windows.window(viewport)
    await window.prefer(language, theme)
    await window.sign_in(user, PASSWORD)
    for path in paths:
        await window.open(path)
        shown = path.replace(quote(group), "GROUP").replace(good.id, "GOOD").replace(unknown.id, "UNKNOWN").replace(alone.id, "ALONE")
        await window.photograph(PICTURES, f"{shown}-{language}-{theme}")
        assert await window.serious_findings() == [], path
        assert not await window.overflows(), f"{path} in {language}"
    assert window.complaints == []
