"""The console in Korean is wholly Korean, but for OCPP's own words and what charge points and people wrote."""

import json

import httpx
import pytest
import websockets
from ocpp.v16 import call

from support import phrases
from support.charge_point import moment
from support.operator_api import Operator, no_tls
from support.operators import PASSWORD, add_user
from support.prose import SENTENCE, Prose
from support.server import Server
from test_console import PATHS, some_life

pytestmark = pytest.mark.timeout(300)
# Pages of security and administration, and some that are not there.
FURTHER = [
    "/security", "/security/events", "/security/handshake-failures", "/security/refused-connections", "/security/certificates",
    "/security/authorities", "/pending", "/users", "/tokens", "/tokens/new", "/audit", "/account", "/sign-in", "/nothing-is-here",
    "/charge-points/NOBODY", "/sessions/999999999", "/id-tags/NOBODY", "/reservations/999999999", "/sessions?cursor=none-of-ours",
]
KOREAN = {"Accept": "text/html", "Accept-Language": "ko-KR,ko;q=0.9,en;q=0.8"}


@pytest.fixture
async def browser(server: Server, operator: Operator):
    """Somebody who may do everything, with a browser that prefers Korean."""
    name = await add_user(operator, "administrator")
    async with visitor(server) as signed_in:
        await sign_in(signed_in, name)
        yield signed_in


def visitor(server: Server, **headers: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=server.api_url.rstrip("/"), headers=KOREAN | headers, follow_redirects=True, verify=no_tls(), timeout=30
    )


async def sign_in(browser: httpx.AsyncClient, name: str) -> None:
    answer = await browser.post("/sign-in", data={"user": name, "password": PASSWORD})
    assert answer.status_code == 200 and 'lang="ko"' in answer.text


# Each is odd in another way.
ODD_SAMPLES = [
    {"value": "six"}, {"value": 6000}, {}, {"value": "20", "measurand": "Temperature", "unit": "Celcius"}, {"value": "1", "unit": "Furlong"},
    {"value": "1", "measurand": "Happiness"}, {"value": "9000", "unit": "Wh"}, {"value": "8000", "unit": "Wh"}, {"value": "99000000"},
]


async def odd_life(operator: Operator, fleet) -> list[str]:
    """What goes wrong at charge points, and what the server makes of it; returns the addresses of pages that tell of it."""
    charge_point = await fleet.charge_point()
    await charge_point.boot()
    await charge_point.all_available(2)
    tag = await operator.add_tag()
    session = await charge_point.charging(tag, meter_start=5000)
    odd = await fleet.peer()
    await odd.ask("BootNotification", {"chargePointVendor": "Odd", "chargePointModel": "One"})
    begun = {"connectorId": 1, "idTag": tag, "meterStart": 5000, "timestamp": "2001-01-01T00:00:00"}
    doubtful = (await odd.ask("StartTransaction", begun))["transactionId"]
    for sampled in ODD_SAMPLES:
        values = [{"timestamp": moment(), "sampledValue": [sampled]}]
        await odd.call("MeterValues", {"connectorId": 1, "transactionId": doubtful, "meterValue": values})
    await odd.call("MeterValues", {"connectorId": 1, "transactionId": 88, "meterValue": [{"timestamp": "soon", "sampledValue": []}]})
    await odd.call("MeterValues", {"connectorId": 1})
    await odd.call("StatusNotification", {"connectorId": 1, "status": "Sleeping"})
    await odd.call("MakeCoffee", {})
    await odd.send("no JSON")
    stop = {"transactionId": doubtful, "meterStop": 4000, "timestamp": "2026-13-41"}
    await odd.call("StopTransaction", stop)
    await odd.call("StopTransaction", stop | {"meterStop": 9000})
    # The session is taken to be over.
    await charge_point.status(1, "Available")
    path = f"api/v1/charge-points/{charge_point.id}"
    charge_point.answers["UpdateFirmware"] = {}
    order = {"chargePointId": charge_point.id, "location": "https://example.org/firmware.bin"}
    update = await operator.post("api/v1/firmware/updates", order, 201)
    await charge_point.say(call.FirmwareStatusNotification(status="DownloadFailed"))
    await operator.post("api/v1/firmware/updates", order, 201)
    await operator.post(f"{path}/diagnostics", {"location": "ftp://example.org/"}, 201)
    await charge_point.say(call.DiagnosticsStatusNotification(status="UploadFailed"))
    reservation = await operator.post(
        "api/v1/reservations", {"chargePointId": charge_point.id, "connectorId": 2, "idTag": tag, "expirySeconds": 3600}, 201
    )
    await charge_point.status(2, "Faulted", "GroundFailure", info="RCD tripped")
    profile = {
        "stackLevel": 0, "chargingProfilePurpose": "TxDefaultProfile", "chargingProfileKind": "Absolute",
        "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16}]},
    }
    installed = await operator.post(f"{path}/charging-profiles", {"connectorId": 0, "chargingProfile": profile}, 201)
    await operator.post(f"{path}/charging-profiles", {"connectorId": 0, "chargingProfile": profile}, 201)
    await operator.post(f"{path}/configuration/refresh", {})
    gone = await fleet.charge_point()
    await gone.boot()
    await gone.close()
    refused = await operator.command(gone.id, "ClearCache", expect=503)
    start = await operator.http.post("api/v1/remote-starts", json={"chargePointId": gone.id, "idTag": tag})
    campaign = await operator.post(
        "api/v1/firmware/campaigns", {"location": "https://example.org/firmware.bin", "target": {"chargePoints": [gone.id]}}, 201
    )
    targets = {"chargePoints": [gone.id, "NEVER-REGISTERED"]}
    bulk = await operator.post("api/v1/bulk-operations", {"action": "ClearCache", "payload": {}, "target": targets}, 202)
    # This one forgets its password, this one speaks no OCPP, and nobody would call a charge point like this.
    protected = await fleet.register(password="right-password-123")
    for identity, subprotocols in ((protected, ["ocpp1.6"]), (gone.id, ["soap"]), ("X" * 60, ["ocpp1.6"])):
        with pytest.raises(websockets.exceptions.WebSocketException):
            await websockets.connect(fleet.url(identity), subprotocols=subprotocols, proxy=None)
    below = [
        "", "/timeline", "/sessions", "/meter-values", "/messages", "/command-history", "/configuration", "/configuration/HeartbeatInterval",
        "/local-list", "/reservations", "/charging-profiles", "/firmware", "/diagnostics", "/certificates", "/settings",
        "/composite-schedule?connectorId=0",
    ]
    pages = [f"/charge-points/{one}{page}" for one in (charge_point.id, odd.id, gone.id, protected) for page in below]
    pages += [
        f"/sessions/{session}", f"/sessions/{doubtful}", f"/sessions/{doubtful}/close", f"/reservations/{reservation['id']}", f"/firmware/updates/{update['id']}",
        f"/firmware/campaigns/{campaign['id']}", f"/bulk-operations/{bulk['id']}", f"/commands/{refused['commandId']}",
        f"/charge-points/{charge_point.id}/charging-profiles/{installed['id']}",
    ]
    if (resource := start.json().get("resource", "")).startswith("/api/v1/remote-starts/"):
        pages.append(f"/remote-starts/{resource.rsplit('/', 1)[1]}")
    return pages


async def test_every_page_in_korean_is_wholly_korean(browser: httpx.AsyncClient, operator: Operator, fleet):
    pages = [*PATHS, *FURTHER, *await some_life(operator, fleet), *await odd_life(operator, fleet)]
    english = []
    for path in pages:
        answer = await browser.get(path)
        page = Prose(answer.text)
        if page.language != "ko":
            english.append(f"{path} ({answer.status_code}) is in {page.language}")
        english += [f"{path}: {sentence}" for sentence in page.english()]
    assert not english, "\n".join(english)


# Forms with something wrong in them, and what is said of it.
WRONG_FORMS = [
    ("/charge-points/new", {"id": " CP "}, "1~48자이고"),
    ("/charge-points/new", {"id": ""}, "id"),
    ("/id-tags/new", {"idTag": "X" * 21}, "20자"),
    ("/id-tags/new", {"idTag": "TAG", "maximumConcurrentTransactions": "many"}, "정수여야 합니다"),
    ("/reservations/new", {"chargePointId": "NOBODY", "connectorId": "1", "idTag": "TAG", "minutes": "60"}, "NOBODY"),
    ("/tokens/new", {"name": "", "role": "viewer"}, "name"),
    ("/users", {"name": "-no", "password": "short", "repeated": "short", "role": "viewer"}, ""),
    ("/firmware/updates/new", {"chargePointId": "NOBODY", "location": "nowhere"}, ""),
    ("/smart-charging/templates/new", {"name": ""}, ""),
    ("/bulk-operations/new", {}, ""),
]


@pytest.mark.parametrize("path, form, said", WRONG_FORMS, ids=[f"{path}-{number}" for number, (path, _, _) in enumerate(WRONG_FORMS)])
async def test_what_is_wrong_with_a_form_is_said_in_korean(path: str, form: dict, said: str, browser: httpx.AsyncClient):
    page = (await browser.get(path)).text
    key = page.split('name="csrf" value="', 1)
    assert len(key) == 2, "no key in the form"
    answer = await browser.post(path, data=form | {"csrf": key[1].split('"', 1)[0]})
    assert answer.status_code < 500
    assert said in answer.text
    assert Prose(answer.text).english() == []


@pytest.mark.parametrize("header, language", [("ko", "ko"), ("ko-KR,en;q=0.5", "ko"), ("en-US,ko;q=0.5", "en"), ("de", "en")])
async def test_a_stranger_reads_the_language_that_the_browser_prefers(header: str, language: str, server: Server, operator: Operator):
    await add_user(operator)
    async with visitor(server, **{"Accept-Language": header}) as stranger:
        for path in ("/sign-in", "/charge-points", "/no-such-page", "/sign-in/once/unknown"):
            page = Prose((await stranger.get(path)).text)
            assert page.language == language, path
            assert language == "en" or page.english() == []
        wrong = await stranger.post("/sign-in", data={"user": "nobody", "password": "wrong"})
        assert Prose(wrong.text).language == language
        assert ("사용자 이름" in wrong.text) == (language == "ko")


async def test_a_choice_outweighs_what_the_browser_prefers(browser: httpx.AsyncClient):
    browser.cookies.set("stationmaster_language", "en")
    assert 'lang="en"' in (await browser.get("/")).text
    assert 'lang="en"' in (await browser.get("/no-such-page")).text
    browser.cookies.set("stationmaster_language", "ko")
    assert 'lang="ko"' in (await browser.get("/", headers={"Accept-Language": "en"})).text


async def test_who_may_not_is_told_so_in_korean(server: Server, operator: Operator):
    name = await add_user(operator, "viewer")
    async with visitor(server) as viewer:
        await sign_in(viewer, name)
        for path in ("/users", "/audit", "/firmware/upload"):
            answer = await viewer.get(path)
            assert answer.status_code == 403
            page = Prose(answer.text)
            assert page.language == "ko" and page.english() == []
        forged = await viewer.post("/account", data={"currentPassword": "x"})
        assert forged.status_code == 403 and Prose(forged.text).english() == []


def test_everything_that_services_say_has_korean_words():
    """Each pattern in the sources of what goes to people has an entry in `Sources/Console/Said`."""
    korean = phrases.korean()
    missing = [f"{place}: {json.dumps(text)}" for text, place in phrases.said().items() if text not in korean]
    assert not missing, "add Korean words for:\n" + "\n".join(missing)


def test_the_crawl_finds_english_sentences():
    assert Prose('<html lang="ko"><p>충전기가 <b>not</b> answered in time yet</p>').english() == ["not answered in time yet"]
    assert Prose('<html lang="ko"><p title="nothing was heard for long">…</p>').english() == ["nothing was heard for long"]
    for harmless in (
        "<code>one two three four</code>", '<p translate="no">one two three four</p>', '<p lang="en">one two three four</p>',
        "<p>one <code>two</code> three four five</p>", "<p>StartTransaction StopTransaction</p>", "<p>one</p><p>two three four</p>",
    ):
        assert Prose(f'<html lang="ko">{harmless}').english() == [], harmless
    assert SENTENCE.search("the charge point: it, too, went away")
