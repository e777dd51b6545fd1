"""Security events: critical ones marked, searchable over all charge points, acknowledged by operators."""

from datetime import timedelta

import pytest

from support.charge_point import instant, moment
from support.fleet import Fleet
from support.operator_api import Operator
from support.peer import Peer

EVENTS = "api/v1/security-events"
# The security whitepaper, chapter 8.
CRITICAL = [
    "FirmwareUpdated", "SettingSystemTime", "StartupOfTheDevice", "ResetOrReboot", "SecurityLogWasCleared",
    "MemoryExhaustion", "TamperDetectionActivated",
]  # fmt: skip
OTHERS = [
    "FailedToAuthenticateAtCentralSystem", "CentralSystemFailedToAuthenticate", "ReconfigurationOfSecurityParameters",
    "InvalidMessages", "AttemptedReplayAttacks", "InvalidFirmwareSignature", "InvalidFirmwareSigningCertificate",
    "InvalidCentralSystemCertificate", "InvalidChargePointCertificate", "InvalidTLSVersion", "InvalidTLSCipherSuite",
]  # fmt: skip


@pytest.fixture
async def peer(fleet: Fleet) -> Peer:
    return await fleet.peer()


async def tell(peer: Peer, kind: str, info: str | None = None) -> None:
    event = {"type": kind, "timestamp": moment()} | ({"techInfo": info} if info is not None else {})
    assert await peer.ask("SecurityEventNotification", event) == {}


async def found(operator: Operator, **query) -> list[str]:
    return [event["type"] for event in await operator.all(EVENTS, **query)]


async def test_critical_ones_are_those_of_the_whitepaper_in_any_case(peer: Peer, operator: Operator):
    for kind in [*CRITICAL, *OTHERS, "tamperDETECTIONactivated", "Vendor.Event"]:
        await tell(peer, kind)
    events = await operator.all(EVENTS, chargePoint=peer.id)
    assert {event["type"] for event in events if event["critical"]} == {*CRITICAL, "tamperDETECTIONactivated"}
    assert len(events) == 20
    assert {(event["source"], event["chargePointId"]) for event in events} == {("chargePoint", peer.id)}
    assert events == await operator.all(f"api/v1/charge-points/{peer.id}/security-events")
    assert await found(operator, chargePoint=peer.id, critical="true") == ["tamperDETECTIONactivated", *CRITICAL[::-1]]
    assert await found(operator, chargePoint=peer.id, critical="false") == ["Vendor.Event", *OTHERS[::-1]]


async def test_every_filter_finds_what_it_asks_for(fleet: Fleet, operator: Operator):
    first, second = await fleet.peer(), await fleet.peer()
    await tell(first, "Unusual.Type", "100% of lid_A open")
    middle = (await operator.all(EVENTS, chargePoint=first.id))[0]["receivedAt"]
    await tell(second, "unusual.TYPE", "Lid B")
    assert await found(operator, type="UNUSUAL.type") == ["unusual.TYPE", "Unusual.Type"]
    assert await found(operator, type="Unusual.Type", chargePoint=first.id) == ["Unusual.Type"]
    assert await found(operator, type="Unusual.Type", search="LID") == ["unusual.TYPE", "Unusual.Type"]
    assert await found(operator, type="Unusual.Type", search="100%") == ["Unusual.Type"]
    assert await found(operator, type="Unusual.Type", search="lid_a") == ["Unusual.Type"]
    assert await found(operator, type="Unusual.Type", search="lid_b") == []
    assert await found(operator, type="Unusual.Type", source="centralSystem") == []
    later = (instant(middle) + timedelta(milliseconds=1)).isoformat()
    assert await found(operator, chargePoint=first.id, **{"from": middle, "to": later}) == ["Unusual.Type"]
    assert await found(operator, chargePoint=first.id, to=middle) == []
    assert await found(operator, chargePoint=first.id, **{"from": later}) == []
    page = await operator.get(EVENTS, type="Unusual.Type", limit=1)
    assert page["nextCursor"] and len(page["items"]) == 1


@pytest.mark.parametrize(
    "query", [{"critical": "maybe"}, {"from": "yesterday"}, {"source": "nobody"}, {"colour": "red"}, {"limit": "0"}], ids=str
)
async def test_a_bad_filter_is_refused(operator: Operator, query: dict):
    await operator.get(EVENTS, 400, **query)


async def test_nothing_is_found_for_what_is_not_there(operator: Operator):
    await operator.get(EVENTS, 404, chargePoint="NEVER-REGISTERED")
    await operator.get(f"{EVENTS}/2000000000", 404)
    await operator.post(f"{EVENTS}/2000000000/acknowledgement", {}, 404)


@pytest.mark.parametrize("body", [{"note": "It was maintenance.\nAnna"}, {}, None], ids=["note", "no note", "no body"])
async def test_an_operator_acknowledges_once(peer: Peer, operator: Operator, body: dict | None):
    await tell(peer, "TamperDetectionActivated")
    await tell(peer, "MemoryExhaustion")
    newer, older = await operator.all(EVENTS, chargePoint=peer.id)
    shown = await operator.post(f"{EVENTS}/{older['id']}/acknowledgement", body)
    word = shown["acknowledgement"]
    assert word["note"] == (body or {}).get("note")
    assert word["acknowledgedBy"] and word["acknowledgedAt"].endswith("Z")
    assert await operator.get(f"{EVENTS}/{older['id']}") == shown
    await operator.post(f"{EVENTS}/{older['id']}/acknowledgement", {}, 409)
    for query, event in (("true", older), ("false", newer)):
        items = await operator.all(EVENTS, chargePoint=peer.id, acknowledged=query)
        assert [item["id"] for item in items] == [event["id"]]


@pytest.mark.parametrize(
    "info", ["a\r\nERROR forged line", "\x1b[31mred\x1b[0m", "nul \x00 inside", "right\u202eleft", '"; DROP TABLE x; --', ""]
)
async def test_a_strangers_text_stays_what_it_is_and_reaches_no_log(peer: Peer, operator: Operator, info: str):
    await tell(peer, "InvalidMessages", info)
    (event,) = await operator.all(EVENTS, chargePoint=peer.id)
    assert event["techInfo"] == info
    if info:
        assert info.splitlines()[-1] not in operator.server.said()


async def test_the_metrics_know_the_known_types_and_one_other(peer: Peer, operator: Operator):
    async def counts() -> dict[str, float]:
        lines = (await operator.http.get("metrics")).text.splitlines()
        samples = (line.rpartition(" ") for line in lines if line.startswith("stationmaster_security_events"))
        return {name: float(value) for name, _, value in samples}

    before = await counts()
    await tell(peer, "settingsystemtime")
    await tell(peer, "A.Type.That.Nobody.Knows")
    after = await counts()
    grown = {name for name in after if after[name] > before.get(name, 0)}
    assert {
        'stationmaster_security_events_total{type="SettingSystemTime"}',
        'stationmaster_security_events_total{type="other"}',
        "stationmaster_security_events_critical_total",
    } <= grown
    assert not any("Nobody" in name for name in after)
    assert before.keys() == after.keys()
