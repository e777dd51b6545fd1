"""Basic authentication: every form of the password, every way to be refused, always before the upgrade."""

import secrets

import pytest

from support.fleet import Fleet
from support.operator_api import eventually
from support.raw_socket import RawSocket, basic
from support.server import Server

PASSWORD = "secret-of-sixteen"


async def knock(server: Server, identity: str, authorization: str | None):
    socket = await RawSocket.open(server.ocpp_url)
    headers = {"Sec-WebSocket-Protocol": "ocpp1.6"}
    if authorization is not None:
        headers["Authorization"] = authorization
    try:
        return await socket.upgrade(f"/ocpp/{identity}", headers)
    finally:
        socket.close()


async def refusal_of(fleet: Fleet, identity: str) -> dict:
    async def found():
        items = await fleet.operator.all("api/v1/refused-connections")
        return next((item for item in items if item["identity"] == identity), None)

    return await eventually(found)


async def test_tc_085_basic_authentication(fleet: Fleet, server: Server):
    identity = await fleet.register(password=PASSWORD)
    refused = await knock(server, identity, None)
    assert refused.status == 401
    assert refused.header("www-authenticate").lower().startswith("basic")
    headers = {"Authorization": basic(identity, PASSWORD)}
    charge_point = await fleet.charge_point(identity, additional_headers=headers)
    assert (await charge_point.boot()).status == "Accepted"
    await charge_point.all_available(connectors=2)


async def test_a_wrong_password_gets_401_and_never_101(fleet: Fleet, server: Server):
    identity = await fleet.register(password=PASSWORD)
    answer = await knock(server, identity, basic(identity, "open sesame"))
    assert answer.status == 401
    assert answer.header("www-authenticate").lower().startswith("basic realm=")
    refusal = await refusal_of(fleet, identity)
    assert refusal["status"] == 401
    assert refusal["reason"]
    assert refusal["remoteAddress"].startswith("127.0.0.1")
    assert refusal["time"].endswith("Z")
    assert "open sesame" not in answer.body.decode() + refusal["reason"]


@pytest.mark.parametrize(
    "authorization",
    ["Basic", "Basic ", "Basic !!!!", "Basic bm9jb2xvbg==", "Bearer abc", "Digest username=x", "", "nonsense"],
)
async def test_a_malformed_authorization_is_refused(fleet: Fleet, server: Server, authorization: str):
    identity = await fleet.register(password=PASSWORD)
    answer = await knock(server, identity, authorization)
    assert answer.status in (400, 401)
    if answer.status == 401:
        assert answer.header("www-authenticate")


async def test_a_user_name_other_than_the_identity_is_refused_with_a_visible_reason(fleet: Fleet, server: Server):
    identity = await fleet.register(password=PASSWORD)
    answer = await knock(server, identity, basic("SOMEBODY", PASSWORD))
    assert answer.status == 401
    assert answer.header("www-authenticate")
    reason = (await refusal_of(fleet, identity))["reason"]
    assert "user" in reason.lower()
    assert PASSWORD not in reason


@pytest.mark.parametrize("spelling", ["basic", "BASIC", "Basic"])
async def test_the_scheme_is_compared_without_regard_to_case(fleet: Fleet, server: Server, spelling: str):
    identity = await fleet.register(password=PASSWORD)
    answer = await knock(server, identity, basic(identity, PASSWORD).replace("Basic", spelling, 1))
    assert answer.status == 101


async def test_only_the_first_colon_separates_user_name_from_password(fleet: Fleet, server: Server):
    identity = await fleet.register(password="a:b:c:with:colons")
    assert (await knock(server, identity, basic(identity, "a:b:c:with:colons"))).status == 101
    assert (await knock(server, identity, basic(identity, "a"))).status == 401


# 20 bytes of which some are no UTF-8, one is ':' and one is NUL
RAW = bytes.fromhex("ff00fe3a80c0a5fffefdfc0102030405060708f9")


@pytest.mark.parametrize(
    "sent",
    [RAW, RAW.hex().encode(), RAW.hex().upper().encode()],
    ids=["the raw bytes", "the hex text", "the hex text in capitals"],
)
async def test_a_hex_password_matches_as_bytes_and_as_text(fleet: Fleet, server: Server, sent: bytes):
    """The operator configures the AuthorizationKey's hex form; the charge point sends the bytes, or the text."""
    identity = await fleet.register(password=RAW.hex())
    assert (await knock(server, identity, basic(identity, sent))).status == 101


async def test_a_hex_password_does_not_match_other_bytes(fleet: Fleet, server: Server):
    identity = await fleet.register(password=RAW.hex())
    assert (await knock(server, identity, basic(identity, RAW[:-1]))).status == 401
    assert (await knock(server, identity, basic(identity, RAW[:-1] + b"\0"))).status == 401
    assert (await knock(server, identity, basic(identity, b""))).status == 401


async def test_a_plain_password_also_arrives_as_the_hex_of_its_bytes(fleet: Fleet, server: Server):
    """TC_085: 16 to 20 characters are plain text; AuthorizationKey carries them in hex, and some send that back."""
    identity = await fleet.register(password=PASSWORD)
    assert (await knock(server, identity, basic(identity, PASSWORD.encode().hex()))).status == 101


async def test_a_generated_password_is_shown_once_and_works_in_both_forms(fleet: Fleet, server: Server):
    created = await fleet.operator.add_charge_point(generatePassword=True)
    identity, password = created["id"], created["password"]
    assert len(password) == 40 and bytes.fromhex(password)
    assert (await knock(server, identity, basic(identity, bytes.fromhex(password)))).status == 101
    assert (await knock(server, identity, basic(identity, password))).status == 101
    shown = await fleet.operator.charge_point(identity)
    assert shown["hasPassword"] is True
    assert password not in str(shown)


async def test_a_changed_password_replaces_the_old_one(fleet: Fleet, server: Server):
    identity = await fleet.register(password=PASSWORD)
    new = secrets.token_hex(10)
    await fleet.operator.patch(f"api/v1/charge-points/{identity}", {"password": new})
    assert (await knock(server, identity, basic(identity, PASSWORD))).status == 401
    assert (await knock(server, identity, basic(identity, bytes.fromhex(new)))).status == 101
    await fleet.operator.patch(f"api/v1/charge-points/{identity}", {"password": None})
    assert (await knock(server, identity, None)).status == 101


async def test_many_wrong_passwords_do_not_lock_the_right_one_out(fleet: Fleet, server: Server):
    identity = await fleet.register(password=PASSWORD)
    for number in range(20):
        assert (await knock(server, identity, basic(identity, f"wrong-{number}"))).status == 401
    assert (await knock(server, identity, basic(identity, PASSWORD))).status == 101


async def test_a_stranger_may_send_credentials_of_its_own(server: Server):
    """With the default policy a stranger connects and waits as Pending; there is nothing to compare with yet."""
    answer = await knock(server, "STRANGER-WITH-PASSWORD", basic("STRANGER-WITH-PASSWORD", "anything"))
    assert answer.status == 101
