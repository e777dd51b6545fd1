"""Certification cases of Security that need no TLS: passwords, profiles at HTTP level, the subprotocol."""

import base64

import pytest

from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import Operator
from support.raw_socket import RawSocket, basic
from support.server import Server

PASSWORD = "secret-of-sixteen"
HEXADECIMAL = b"\xff:\x00twenty bytes here".hex()


def basic_bytes(identity: str, password: bytes) -> str:
    return "Basic " + base64.b64encode(identity.encode() + b":" + password).decode()


async def knock(server: Server, identity: str, **headers: str):
    socket = await RawSocket.open(server.ocpp_url)
    try:
        return await socket.upgrade(f"/ocpp/{identity}", {key.replace("_", "-"): value for key, value in headers.items()})
    finally:
        socket.close()


async def connected(fleet: Fleet, password: str = PASSWORD) -> ChargePoint:
    identity = await fleet.register(password=password)
    sent = bytes.fromhex(password) if password == HEXADECIMAL else password.encode()
    headers = {"Authorization": basic_bytes(identity, sent)}
    station = await fleet.charge_point(identity, additional_headers=headers)
    assert (await station.boot()).status == "Accepted"
    return station


async def change_password(through: str, operator: Operator, station: ChargePoint) -> bytes:
    """The operator changes the password; the key must reach the charge point. Returns the bytes that it stands for."""
    if through == "resource":
        await operator.post(f"api/v1/charge-points/{station.id}/password-changes")
    else:
        value = b"chosen by the operator"[:20].hex()
        await operator.command(station.id, "ChangeConfiguration", {"key": "AuthorizationKey", "value": value})
    payload = await station.expect("ChangeConfiguration")
    assert payload.keys() == {"key", "value"}
    assert payload["key"] == "AuthorizationKey"
    assert len(payload["value"]) <= 40
    new = bytes.fromhex(payload["value"])
    assert 16 <= len(new) <= 20
    return new


THROUGH_BOTH = pytest.mark.parametrize("through", ["command", "resource"])


@THROUGH_BOTH
@pytest.mark.parametrize("form", ["bytes", "hexadecimal text"])
async def test_tc_073_update_the_basic_authentication_password(
    fleet: Fleet, operator: Operator, server: Server, through: str, form: str
):
    station = await connected(fleet)
    new = await change_password(through, operator, station)
    await station.close()
    sent = new if form == "bytes" else new.hex().encode()
    again = await fleet.charge_point(station.id, additional_headers={"Authorization": basic_bytes(station.id, sent)})
    assert (await again.boot()).status == "Accepted"
    old = await knock(server, station.id, Authorization=basic(station.id, PASSWORD), Sec_WebSocket_Protocol="ocpp1.6")
    assert old.status == 401


@pytest.mark.parametrize("status", ["Rejected", "NotSupported"])
async def test_tc_073_a_refused_password_leaves_the_old_one(
    fleet: Fleet, operator: Operator, server: Server, status: str
):
    station = await connected(fleet)
    station.answers["ChangeConfiguration"] = {"status": status}
    new = await change_password("resource", operator, station)
    for password, expected in [(new, 401), (PASSWORD.encode(), 101)]:
        answer = await knock(
            server, station.id, Authorization=basic_bytes(station.id, password), Sec_WebSocket_Protocol="ocpp1.6"
        )
        assert answer.status == expected


@THROUGH_BOTH
async def test_tc_083_upgrade_the_security_profile_refuses_the_old_one(
    fleet: Fleet, operator: Operator, server: Server, through: str
):
    station = await connected(fleet)
    if through == "resource":
        answer = await operator.post(
            f"api/v1/charge-points/{station.id}/security-profile-raises", {"securityProfile": 2}
        )
        assert answer["status"] == "Accepted"
    else:
        await operator.command(station.id, "ChangeConfiguration", {"key": "SecurityProfile", "value": "2"})
    assert await station.expect("ChangeConfiguration") == {"key": "SecurityProfile", "value": "2"}
    # The present connection stays: Reset goes over it.
    await operator.command(station.id, "Reset", {"type": "Hard"})
    assert await station.expect("Reset") == {"type": "Hard"}
    await station.close()
    refused = await knock(server, station.id, Authorization=basic(station.id, PASSWORD), Sec_WebSocket_Protocol="ocpp1.6")
    assert refused.status == 401
    assert b"TLS" in refused.body
    shown = await operator.get(f"api/v1/charge-points/{station.id}")
    assert (shown["securityProfile"], shown["requiredSecurityProfile"]) == (2, 2)


@pytest.mark.parametrize("password", [PASSWORD, HEXADECIMAL], ids=["16 to 20 characters", "32 to 40 hexadecimal characters"])
async def test_tc_085_basic_authentication(fleet: Fleet, server: Server, password: str):
    station = await connected(fleet, password)
    await station.close()
    refused = await knock(server, station.id, Sec_WebSocket_Protocol="ocpp1.6")
    assert refused.status == 401
    assert refused.header("www-authenticate").lower().startswith("basic")
    sent = bytes.fromhex(password) if password == HEXADECIMAL else password.encode()
    again = await fleet.charge_point(station.id, additional_headers={"Authorization": basic_bytes(station.id, sent)})
    assert (await again.boot()).status == "Accepted"
    await again.all_available(connectors=2)


async def test_tc_088_subprotocol_negotiation(fleet: Fleet, server: Server):
    identity = await fleet.register()
    refused = await knock(server, identity, Sec_WebSocket_Protocol="ocpp0.1")
    assert refused.status == 400
    accepted = await knock(server, identity, Sec_WebSocket_Protocol="ocpp0.1, ocpp1.6")
    assert accepted.status == 101
    assert accepted.header("sec-websocket-protocol") == "ocpp1.6"
