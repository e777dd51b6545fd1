"""Payloads that fail the schema: the right error code, the member named, a connection that goes on (2.6, 2.7, 3.1)."""

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import eventually
from support.peer import Peer

BOOT = {"chargePointVendor": "Vendor", "chargePointModel": "Model"}
STATUS = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
START = {"connectorId": 1, "idTag": "TAG", "meterStart": 0, "timestamp": moment()}
STOP = {"transactionId": 1, "meterStop": 0, "timestamp": moment()}


def without(payload: dict, member: str) -> dict:
    return {key: value for key, value in payload.items() if key != member}


MISSING = [
    ("BootNotification", without(BOOT, "chargePointModel"), "chargePointModel"),
    ("BootNotification", without(BOOT, "chargePointVendor"), "chargePointVendor"),
    ("BootNotification", None, "chargePoint"),
    ("Authorize", {}, "idTag"),
    ("Authorize", None, "idTag"),
    ("StatusNotification", without(STATUS, "errorCode"), "errorCode"),
    ("StatusNotification", without(STATUS, "connectorId"), "connectorId"),
    ("StartTransaction", without(START, "idTag"), "idTag"),
    ("StartTransaction", without(START, "meterStart"), "meterStart"),
    ("StopTransaction", without(STOP, "transactionId"), "transactionId"),
    ("DataTransfer", {"data": "x"}, "vendorId"),
    ("FirmwareStatusNotification", {}, "status"),
    ("SecurityEventNotification", {"timestamp": moment()}, "type"),
]

WRONG_TYPE = [
    ("BootNotification", BOOT | {"chargePointModel": 5}, "chargePointModel"),
    ("BootNotification", BOOT | {"chargePointVendor": {"name": "x"}}, "chargePointVendor"),
    ("Authorize", {"idTag": 12345}, "idTag"),
    ("Authorize", {"idTag": ["TAG"]}, "idTag"),
    ("StatusNotification", STATUS | {"connectorId": "one"}, "connectorId"),
    ("StatusNotification", STATUS | {"connectorId": 1.5}, "connectorId"),
    ("StatusNotification", STATUS | {"connectorId": True}, "connectorId"),
    ("StartTransaction", START | {"meterStart": "zero"}, "meterStart"),
    ("StartTransaction", START | {"timestamp": 1700000000}, "timestamp"),
]

OUT_OF_RANGE = [
    ("BootNotification", BOOT | {"chargePointVendor": "x" * 21}, "chargePointVendor"),
    ("BootNotification", BOOT | {"firmwareVersion": "x" * 51}, "firmwareVersion"),
    ("Authorize", {"idTag": "x" * 21}, "idTag"),
    ("StatusNotification", STATUS | {"status": "Sleeping"}, "status"),
    ("StatusNotification", STATUS | {"errorCode": "Bored"}, "errorCode"),
    ("StatusNotification", STATUS | {"connectorId": -1}, "connectorId"),
    ("StatusNotification", STATUS | {"info": "x" * 51}, "info"),
    ("DataTransfer", {"vendorId": "x" * 256}, "vendorId"),
    ("DiagnosticsStatusNotification", {"status": "Lost"}, "status"),
    ("LogStatusNotification", {"status": "Lost"}, "status"),
    ("SecurityEventNotification", {"type": "x" * 51, "timestamp": moment()}, "type"),
]


@pytest.fixture
async def peer(fleet: Fleet) -> Peer:
    return await fleet.peer()


def names(cases: list) -> list[str]:
    return [f"{action} {member}" for action, _, member in cases]


@pytest.mark.parametrize(("action", "payload", "member"), MISSING, ids=names(MISSING))
async def test_a_missing_member_is_an_occurence_violation(peer: Peer, action: str, payload, member: str):
    code, description = await peer.refused(action, payload)
    assert code == "OccurenceConstraintViolation"
    assert member in description
    assert await peer.is_alive()


@pytest.mark.parametrize(("action", "payload", "member"), WRONG_TYPE, ids=names(WRONG_TYPE))
async def test_a_wrong_type_is_a_type_violation(peer: Peer, action: str, payload, member: str):
    code, description = await peer.refused(action, payload)
    assert code == "TypeConstraintViolation"
    assert member in description
    assert await peer.is_alive()


@pytest.mark.parametrize(("action", "payload", "member"), OUT_OF_RANGE, ids=names(OUT_OF_RANGE))
async def test_a_value_outside_its_range_is_a_property_violation(peer: Peer, action: str, payload, member: str):
    code, description = await peer.refused(action, payload)
    assert code == "PropertyConstraintViolation"
    assert member in description
    assert await peer.is_alive()


@pytest.mark.parametrize("payload", [[], "text", 5, True, [BOOT]])
async def test_what_is_no_object_is_a_formation_violation(peer: Peer, payload):
    code, _ = await peer.refused("BootNotification", payload)
    assert code == "FormationViolation"
    assert await peer.is_alive()


@pytest.mark.parametrize("action", ["MakeCoffee", "bootnotification", "", "TransactionEvent"])
async def test_an_unknown_action_is_not_implemented(peer: Peer, action: str):
    code, _ = await peer.refused(action, {})
    assert code == "NotImplemented"
    assert await peer.is_alive()


@pytest.mark.parametrize("action", ["Reset", "RemoteStartTransaction", "CertificateSigned"])
async def test_a_message_for_charge_points_is_not_served(peer: Peer, action: str):
    code, _ = await peer.refused(action, {})
    assert code in ("NotImplemented", "NotSupported")
    assert await peer.is_alive()


async def test_the_refusal_and_the_frame_are_shown_to_the_operator(peer: Peer, fleet: Fleet):
    await peer.refused("BootNotification", {"chargePointVendor": "Vendor"})

    async def logged():
        frames = await fleet.operator.messages(peer.id)
        return len(frames) >= 2 and frames

    call, error = await eventually(logged)
    assert (call["messageType"], call["action"], call["direction"]) == ("Call", "BootNotification", "received")
    assert (error["messageType"], error["direction"]) == ("CallError", "sent")
    assert "chargePointModel" in error["frame"]
    assert await fleet.operator.deviation(peer.id, "OccurenceConstraintViolation", "chargePointModel")


async def test_null_counts_as_an_empty_payload_and_is_noted(peer: Peer, fleet: Fleet):
    assert (await peer.ask("Heartbeat", None))["currentTime"].endswith("Z")
    assert await fleet.operator.deviation(peer.id, "null")


async def test_null_for_an_optional_member_counts_as_absent(peer: Peer):
    assert (await peer.ask("BootNotification", BOOT | {"iccid": None}))["status"] == "Accepted"


async def test_members_that_the_schema_does_not_know_are_tolerated(peer: Peer):
    assert (await peer.ask("BootNotification", BOOT | {"colour": "red"}))["status"] == "Accepted"
    assert "currentTime" in await peer.ask("Heartbeat", {"status": "fine"})


@pytest.mark.parametrize("fraction", ["", ".1", ".123", ".123456", ".123456789"])
async def test_times_may_have_any_fraction(peer: Peer, fraction: str):
    time = moment(digits=0).replace("Z", fraction + "Z")
    assert await peer.ask("StatusNotification", STATUS | {"timestamp": time}) == {}


async def test_longest_values_and_characters_of_all_kinds_are_taken(peer: Peer, fleet: Fleet):
    members = {"chargePointVendor": "Ž" * 20, "chargePointModel": "电" * 20, "firmwareVersion": '"\\\n\u0001😀' * 10}
    assert (await peer.ask("BootNotification", members))["status"] == "Accepted"
    stored = (await fleet.operator.charge_point(peer.id))["bootNotification"]
    assert {key: stored[key] for key in members} == members
