"""Secrets go where they are used, and nowhere else: not into the log at its most talkative, not into what the API shows, not
into the files of the data directory."""

import base64
import json
from pathlib import Path

import pytest
from ocpp.v16 import call

from support.fleet import Fleet
from support.operator_api import Operator, eventually, unique
from support.raw_socket import RawSocket, basic
from support.receiver import Receiver
from support.server import TOKEN, Server

PASSWORD = "first-password-1"
CHANGED = "6368616e6765642d70617373776f7264"
WRONG = "wrong-password-1"
WEBHOOK = "webhook-secret-1"
REPORTED = "reported-by-the-charge-point"
LATE = "answered-without-a-question"
BROKEN = "in-a-frame-that-breaks-off"


def spellings(secret: str) -> set[bytes]:
    """A secret as it is, as the bytes that it may be the hexadecimal text of, as such a text, and in Base64."""
    plain = secret.encode()
    found = {plain, plain.hex().encode(), plain.hex().upper().encode(), base64.b64encode(plain).rstrip(b"=")}
    try:
        found.add(bytes.fromhex(secret))
    except ValueError:
        pass
    return found


def assert_absent(secret: str, where: str, content: bytes) -> None:
    for spelling in spellings(secret):
        at = content.find(spelling)
        assert at < 0, f"{where} holds {spelling!r}: …{content[max(0, at - 60) : at + 60]!r}…"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def server(make_server) -> Server:
    settings = {"log.level": "trace", "webhook.allowPrivateAddresses": True}
    return make_server(settings=settings).start()


async def test_no_secret_is_logged_shown_or_left_on_the_disk(server: Server, operator: Operator, fleet: Fleet) -> None:
    identity = await fleet.register(password=PASSWORD)
    credentials = base64.b64encode(f"{identity}:{PASSWORD}".encode()).decode()

    # A wrong password, then the right one, and a whole life with secrets in it.
    socket = await RawSocket.open(server.ocpp_url)
    headers = {"Authorization": basic(identity, WRONG), "Sec-WebSocket-Protocol": "ocpp1.6"}
    assert (await socket.upgrade(f"/ocpp/{identity}", headers)).status == 401
    socket.close()
    options = {"additional_headers": {"Authorization": basic(identity, PASSWORD)}}
    charge_point = await fleet.charge_point(identity, **options)
    charge_point.answers["get_configuration"] = {
        "configuration_key": [{"key": "AuthorizationKey", "readonly": False, "value": REPORTED}]
    }
    await charge_point.boot()
    vendor = unique("com.secret")
    with Receiver(lambda _: (200, {}, json.dumps({"status": "Accepted"}).encode())) as receiver:
        await operator.post(
            "api/v1/data-transfer-vendors", {"vendorId": vendor, "url": receiver.url, "secret": WEBHOOK}, 201
        )
        await charge_point.say(call.DataTransfer(vendor_id=vendor, data="x"))
        assert "stationmaster-signature" in receiver.received[0].headers
    await operator.command(identity, "GetConfiguration", {"key": ["AuthorizationKey"]})
    await operator.command(identity, "ChangeConfiguration", {"key": "AuthorizationKey", "value": CHANGED})

    # Frames of which nobody knows what they answer.
    peer = await fleet.peer(await fleet.register())
    await peer.send([3, "nobody-asked", {"configurationKey": [{"key": "AuthorizationKey", "value": LATE}]}])
    await peer.send('[3,"broken",{"configurationKey":[{"key":"AuthorizationKey","value":"' + BROKEN)
    await peer.call("Heartbeat", {})

    async def written():
        frames = await operator.messages(peer.id)
        return frames if len(frames) >= 4 else None

    await eventually(written)

    shown = []
    for path in [
        "messages",
        f"messages?chargePoint={identity}",
        f"messages?chargePoint={peer.id}",
        "commands",
        f"charge-points/{identity}",
        f"charge-points/{identity}/commands",
        f"charge-points/{identity}/configuration",
        f"charge-points/{identity}/data-transfers",
        "data-transfer-vendors",
        "refused-connections",
    ]:
        answer = await operator.http.get(f"api/v1/{path}")
        if answer.status_code == 200:
            shown.append((path, answer.content))
    shown.append(("metrics", (await operator.http.get("metrics")).content))
    assert len(shown) >= 9

    server.stop()
    log = server.log.read_bytes()
    assert b"trace" in log or b"debug" in log, "the log was not at its most talkative"
    for secret in (PASSWORD, CHANGED, WRONG, WEBHOOK, REPORTED, LATE, BROKEN, TOKEN, credentials):
        assert_absent(secret, "the log", log)
        for path, content in shown:
            assert_absent(secret, path, content)
    # The key with which posts to a webhook are signed must be kept as it is; everything else is hashed or not kept.
    for path in files(server.data):
        content = path.read_bytes()
        for secret in (PASSWORD, CHANGED, WRONG, REPORTED, LATE, BROKEN, TOKEN, credentials):
            assert_absent(secret, str(path), content)


async def test_what_a_stranger_says_makes_no_line_of_the_log(server: Server, operator: Operator, fleet: Fleet) -> None:
    forged = "2026-01-01T00:00:00+0000 critical stationmaster: forged"
    texts = [f"A\n{forged}", f"B\r{forged}", f"C\u2028{forged}", "D\x1b[2J\x1b]0;title\x07"]
    peer = await fleet.peer()
    for text in texts:
        await peer.call("BootNotification", {"chargePointVendor": text[:20], "chargePointModel": "M"})
        await peer.call(text, {})
        await peer.call("DataTransfer", {"vendorId": text, "messageId": "m"})
        await peer.call("StatusNotification", {"connectorId": 1, "errorCode": text, "status": "Available", "info": text})
        await peer.call("StatusNotification", {"connectorId": text, "errorCode": "NoError", "status": "Available"})
        await peer.send([4, "nobody-asked", text, text, {}])
        await peer.send(f"not a frame {text}")
    for target in ["/ocpp/CP%0A" + "forged", "/ocpp/%1B[2J", "/ocpp/%E2%80%A8x"]:
        socket = await RawSocket.open(server.ocpp_url)
        answer = await socket.upgrade(target, {"Sec-WebSocket-Protocol": "ocpp1.6"})
        assert answer.status >= 400
        socket.close()
    await peer.call("Heartbeat", {})
    server.stop()
    log = server.log.read_bytes().decode()
    lines = log.split("\n")
    assert not [line for line in lines if line.startswith("2026-01-01")]
    for character in "\x1b\r\x07\u2028":
        assert character not in log
