"""Security and administration in the console, as those who use it do."""

import asyncio
import ssl

import pytest
import websockets
from ocpp.v16 import call
from playwright.async_api import Page
from websockets.exceptions import InvalidStatus

from support.browser import NARROW, PICTURES, WIDE, Window, Windows
from support.certificates import Authority
from support.charge_point import moment
from support.operator_api import Operator, eventually, unique
from support.operators import PASSWORD, add_user
from support.server import Server
from support.tls import client_context, handshake

PATHS = [
    "/security", "/security/events", "/security/events?isCritical=true", "/security/events?type=nothing", "/security/handshake-failures",
    "/security/refused-connections", "/security/certificates", "/security/authorities", "/security/install-root",
    "/pending", "/pending?status=Rejected", "/users", "/users/new", "/tokens", "/tokens/new", "/audit", "/audit?outcome=refused",
    "/account", "/account/sign-out-everywhere",
]
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


async def refused(server: Server, identity: str) -> None:
    with pytest.raises(InvalidStatus):
        await websockets.connect(server.ocpp_url + identity, subprotocols=["ocpp1.6"], proxy=None)


async def failed_handshake(server: Server, operator: Operator) -> None:
    """Of a charge point that does not trust this server."""
    with pytest.raises(ssl.SSLCertVerificationError):
        await asyncio.to_thread(handshake, server.tls_url, client_context(Authority("Another CA").pem))

    async def find():
        return [item for item in await operator.all("api/v1/handshake-failures") if "does not trust our" in item["reason"]]

    await eventually(find)


async def some_life(server: Server, operator: Operator, fleet) -> tuple[str, list[str]]:
    """The identity of a charge point that was opened, and the addresses of pages with parameters."""
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    event = call.SecurityEventNotification(type="TamperDetectionActivated", timestamp=moment(), tech_info="<b>door</b> opened")
    await charge_point.say(event)
    await refused(server, await fleet.register(password="a password for it"))
    await refused(server, unique("NOBODY-WITH-A-VERY-LONG-IDENTITY-THAT-GOES-ON"))
    await failed_handshake(server, operator)
    await operator.add_charge_point(registrationStatus="Pending")
    await operator.post(
        f"api/v1/charge-points/{charge_point.id}/installed-certificates",
        {"certificateType": "CentralSystemRootCertificate", "authority": "EC"}, 201,
    )
    name = await add_user(operator, "viewer")
    token = await operator.post("api/v1/tokens", {"name": unique("token"), "role": "viewer"}, 201)
    events = (await operator.get("api/v1/security-events", chargePoint=charge_point.id))["items"]
    return charge_point.id, [
        f"/security/events/{events[0]['id']}", f"/users/{name}", f"/users/{name}/password", f"/users/{name}/remove",
        f"/tokens/{token['id']}/revoke", f"/charge-points/{charge_point.id}/certificates",
    ]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ko", "dark")])
async def test_pages_are_clean(
    language: str, theme: str, viewport: dict, server: Server, windows: Windows, operator: Operator, fleet
):
    _, with_parameters = await some_life(server, operator, fleet)
    window = await open_window(windows, operator, "administrator", viewport)
    await window.prefer(language, theme)
    wrong = []
    for path in [*PATHS, *with_parameters]:
        await window.open(path)
        await window.photograph(PICTURES, f"{path}-{language}-{theme}-{viewport['width']}")
        wrong += [f"{path}: {finding}" for finding in await window.serious_findings()]
        if await window.overflows():
            wrong.append(f"{path} is wider than {viewport['width']}")
    assert wrong + window.complaints == []


async def test_lists_are_cards_on_a_phone(server: Server, windows: Windows, operator: Operator, fleet):
    await refused(server, await fleet.register(password="a password for it"))
    window = await open_window(windows, operator, "viewer", NARROW)
    await window.open("/security/refused-connections")
    row = window.page.locator("tbody tr").first
    # What is left out of a narrow table stands on a card, and each cell with its title.
    address = row.locator("td[data-label=From]")
    assert "127.0.0.1" in await address.inner_text()
    box, cell = await row.bounding_box(), await address.bounding_box()
    # Two values beside one another; the first, by which the row is known, alone.
    assert cell["width"] > 0.4 * box["width"]
    assert await window.page.get_by_role("row").count() >= 2, "a table all the same for those who do not see it"


async def test_an_event_is_looked_at_and_acknowledged(server: Server, windows: Windows, operator: Operator, fleet):
    identity, _ = await some_life(server, operator, fleet)
    window = await open_window(windows, operator, "operator")
    page = window.page
    await window.open("/security")
    item = page.locator("li", has_text=identity).first
    await item.get_by_role("link", name="Look and acknowledge").click()
    assert "somebody opened or moved it" in await page.inner_text("main")
    await page.get_by_label("What you found and did").fill("A technician at work")
    await page.get_by_role("button", name="Acknowledge").click()
    await page.wait_for_selector(".alert-success")
    assert "A technician at work" in await page.inner_text("main")
    assert window.complaints == []


async def test_who_was_not_let_in_is_shown_with_what_to_do(server: Server, windows: Windows, operator: Operator, fleet):
    stranger, forgetful = unique("STRANGER"), await fleet.register(password="a password for it")
    await operator.patch(f"api/v1/charge-points/{forgetful}", {"registrationStatus": "Accepted"})
    await refused(server, forgetful)
    await failed_handshake(server, operator)
    window = await open_window(windows, operator, "operator")
    page = window.page
    await window.open("/security/refused-connections")
    row = page.locator("tr", has_text=forgetful).first
    assert "password" in await row.inner_text()
    await row.get_by_role("link", name="Set its password").click()
    assert page.url.endswith(f"/charge-points/{forgetful}/password")
    await window.open("/security/handshake-failures")
    failure = page.locator("tr", has_text="does not trust our certificate").first
    assert "Install this server's root certificate" in await failure.inner_text()
    assert stranger not in await page.content()
    assert window.complaints == []


async def test_a_waiting_charge_point_is_accepted(server: Server, windows: Windows, operator: Operator, fleet):
    identity = (await operator.add_charge_point(registrationStatus="Pending"))["id"]
    charge_point = await fleet.charge_point(identity)
    assert (await charge_point.boot()).status == "Pending"
    window = await open_window(windows, operator, "operator")
    page = window.page
    await window.open("/pending")
    await page.get_by_role("button", name=f"Reject {identity}").click()
    await page.wait_for_selector(".confirmation")
    assert "Rejected" in await page.inner_text("main")
    await page.get_by_role("link", name="Leave it as it is").click()
    await page.get_by_role("button", name=f"Accept {identity}").click()
    await page.wait_for_selector(".alert-success")
    assert identity in await page.inner_text(".alert-success")
    assert (await operator.charge_point(identity))["registrationStatus"] == "Accepted"
    assert (await charge_point.boot()).status == "Accepted"
    assert window.complaints == []


async def fill_user(page: Page, name: str, role: str) -> None:
    await page.get_by_label("User name").fill(name)
    await page.get_by_label("Role").select_option(role)
    await page.get_by_label("New password").fill(PASSWORD)
    await page.get_by_label("The same again").fill(PASSWORD)
    await page.get_by_role("button", name="Add the user").click()
    await page.wait_for_selector(".alert-success")


# What each role is led to; whatever is missing is refused by the server too.
ONLY = {
    "operator": ["/charge-points/new", "/data-transfer/new", "/bulk-operations/new", "/password-changes"],
    "administrator": ["/users", "/users/new", "/tokens", "/tokens/new", "/audit", "/settings", "/security/install-root"],
}


@pytest.mark.parametrize("role", ["viewer", "operator", "administrator"])
async def test_what_a_role_may_not_do_is_not_shown_and_is_refused(role: str, windows: Windows, operator: Operator):
    name = unique("anna")
    administrator = await open_window(windows, operator, "administrator")
    await administrator.open("/users")
    await administrator.page.get_by_role("link", name="Add a user").click()
    await fill_user(administrator.page, name, role)
    assert name in await administrator.page.inner_text("table")
    window = await windows.window()
    page = window.page
    await window.sign_in(name, PASSWORD)
    shown = set()
    for path in ("/", "/charge-points", "/data-transfer", "/bulk-operations", "/security/authorities", "/tokens", "/users", "/about"):
        if role == "administrator" or path not in ONLY["administrator"]:
            await window.open(path)
            shown |= set(await page.eval_on_selector_all("a[href]", "links => links.map((link) => link.getAttribute('href'))"))
    key = await page.get_attribute("input[name=csrf]", "value")
    base = window.server.api_url.rstrip("/")
    for needed, paths in ONLY.items():
        allowed = role == "administrator" or role == needed
        for path in paths:
            assert (path in shown) == allowed, path
            seen = await page.request.get(base + path, headers={"Accept": "text/html"})
            assert seen.status == (200 if allowed else 403), path
            if not allowed:
                assert needed in await seen.text(), "who could do it is told"
                assert (await page.request.post(base + path, form={"csrf": key})).status == 403, path
    assert window.complaints == []


async def test_an_administrator_makes_a_token_and_revokes_it(server: Server, windows: Windows, operator: Operator):
    window = await open_window(windows, operator, "administrator")
    page, token = window.page, unique("billing")
    await window.open("/users")
    await page.get_by_role("link", name="Tokens of programs").click()
    await page.get_by_role("link", name="Make a token").first.click()
    await page.get_by_label("What it is for").fill(token)
    await page.get_by_label("transactions", exact=True).check()
    await page.get_by_role("button", name="Make the token").click()
    text = await page.get_by_label("Token", exact=True).input_value()
    await window.photograph(PICTURES, "token-once")
    assert len(text) > 30
    program = Operator(server, text)
    await program.get("api/v1/transactions")
    await page.get_by_role("link", name="I have copied it").click()
    assert token in await page.inner_text("table") and text not in await page.content()
    await page.get_by_role("link", name=f"Revoke {token}").click()
    await page.get_by_role("button", name="Revoke it").click()
    await page.wait_for_selector(".alert-success")
    assert token not in await page.inner_text("main")
    await program.get("api/v1/transactions", expect=401)
    await program.close()
    await window.open("/audit?action=revokeToken")
    assert "revokeToken" in await page.inner_text("table")
    assert window.complaints == []


async def test_a_root_is_deleted_in_a_charge_point_after_a_question(windows: Windows, operator: Operator, fleet):
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    root = {"certificateType": "CentralSystemRootCertificate", "authority": "EC"}
    await operator.post(f"api/v1/charge-points/{charge_point.id}/installed-certificates", root, 201)
    window = await open_window(windows, operator, "administrator")
    page = window.page
    await window.open(f"/charge-points/{charge_point.id}/certificates")
    await page.get_by_role("link", name="Delete …").click()
    assert "trusts it no longer" in await page.inner_text("main")
    await window.photograph(PICTURES, "delete-root")
    await page.get_by_role("button", name="Delete it").click()
    await page.wait_for_selector(".alert-success")
    await charge_point.expect("InstallCertificate")
    assert (await charge_point.expect("DeleteCertificate"))["certificateHashData"]["hashAlgorithm"] == "SHA256"
    assert await page.get_by_role("link", name="Delete …").count() == 0
    assert window.complaints == []


async def test_many_charge_points_get_new_passwords(windows: Windows, operator: Operator, fleet):
    charge_point = await fleet.charge_point(password="a password of twenty+")
    await charge_point.boot()
    window = await open_window(windows, operator, "operator")
    page = window.page
    await window.open(f"/charge-points?search={charge_point.id}")
    await page.check(f"input[name=ids][value='{charge_point.id}']")
    await page.get_by_role("button", name="New passwords …").click()
    assert charge_point.id in await page.inner_text(".felt")
    await window.photograph(PICTURES, "new-passwords")
    await page.get_by_role("button", name="Send new passwords").click()
    await page.wait_for_selector(".verdict")
    change = await charge_point.expect("ChangeConfiguration")
    assert change["key"] == "AuthorizationKey" and len(change["value"]) == 40

    async def accepted():
        await page.reload()
        return await page.locator("td", has_text="Accepted").count()

    await eventually(accepted)
    assert change["value"] not in await page.content()
    assert window.complaints == []


async def test_without_script_one_changes_ones_password(windows: Windows, operator: Operator):
    name = await add_user(operator, "viewer")
    window = await windows.window(java_script_enabled=False)
    page = window.page
    await window.sign_in(name, PASSWORD)
    await page.click(".who")
    await page.get_by_label("Your password until now").fill(PASSWORD)
    await page.get_by_label("New password").fill(PASSWORD + "!")
    await page.get_by_label("The same again").fill(PASSWORD + "!")
    await page.get_by_role("button", name="Change the password").click()
    assert "/sign-in" in page.url and "Your password is changed" in await page.inner_text("main")
    await window.sign_in(name, PASSWORD + "!")
    assert window.complaints == []


async def test_a_wrong_password_is_told_and_slowed_down(windows: Windows, operator: Operator):
    name = await add_user(operator, "viewer")
    window = await windows.window(NARROW)
    page = window.page
    await window.open("/sign-in")
    for _ in range(12):
        await page.fill("input[name=user]", name)
        await page.fill("input[name=password]", "not the password")
        await page.click("main button")
        said = await page.inner_text(".alert-danger")
        if "Wait" in said:
            break
        assert "User name or password is wrong" in said
    assert "Wait" in said and await page.input_value("input[name=user]") == name
    assert await page.input_value("input[name=password]") == ""
    await window.photograph(PICTURES, "slowed-down")
    assert await window.serious_findings() == []


async def test_whoever_signs_out_or_whose_session_ended_is_told(windows: Windows, operator: Operator):
    name = await add_user(operator, "viewer")
    window, other = await windows.window(), await windows.window()
    for opened in (window, other):
        await opened.sign_in(name, PASSWORD)
    await window.page.click(".who")
    await window.page.get_by_role("link", name="Sign out everywhere").click()
    await window.page.get_by_role("button", name="Sign out everywhere").click()
    assert "You are signed out." in await window.page.inner_text("main")
    await other.open("/charge-points?state=offline")
    assert "Your session has ended" in await other.page.inner_text("main")
    await other.page.fill("input[name=user]", name)
    await other.page.fill("input[name=password]", PASSWORD)
    await other.page.click("main button")
    await other.page.wait_for_url("**/charge-points?state=offline")
    assert window.complaints == []
