"""DataTransfer both ways: registered vendors are the webhook's business, everybody else is unknown."""

import hashlib
import hmac
import json
import threading

import pytest
from ocpp.v16 import call

from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import Operator, unique
from support.receiver import Receiver
from support.server import Server

VENDORS = "api/v1/data-transfer-vendors"


@pytest.fixture
def vendor() -> str:
    return unique("org.vendor")


@pytest.fixture
async def charge_point(fleet: Fleet) -> ChargePoint:
    return await fleet.charge_point()


def replying(**body) -> Receiver:
    """A webhook that always says this."""
    return Receiver(lambda _: (200, {"Content-Type": "application/json"}, json.dumps(body).encode()))


async def register(operator: Operator, vendor: str, url: str, **members) -> dict:
    return await operator.post(VENDORS, {"vendorId": vendor, "url": url} | members, 201)


async def transfer(charge_point: ChargePoint, vendor: str, **members):
    return await charge_point.say(call.DataTransfer(vendor_id=vendor, **members))


async def test_a_registered_vendor_is_asked(charge_point: ChargePoint, operator: Operator, vendor: str):
    with replying(status="Accepted", data="the answer") as receiver:
        await register(operator, vendor, receiver.url + "hook")
        answer = await transfer(charge_point, vendor, message_id="Tariff", data='{"kWh": 1}')
        assert (answer.status, answer.data) == ("Accepted", "the answer")
        (request,) = receiver.received
    assert (request.method, request.path) == ("POST", "/hook")
    body = json.loads(request.body)
    assert (body["chargePointId"], body["vendorId"]) == (charge_point.id, vendor)
    assert (body["messageId"], body["data"]) == ("Tariff", '{"kWh": 1}')
    (recorded, *_) = await operator.all(f"api/v1/charge-points/{charge_point.id}/data-transfers")
    assert (recorded["vendorId"], recorded["status"]) == (vendor, "Accepted")


@pytest.mark.parametrize("status", ["Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId"])
async def test_the_webhooks_status_is_passed_on(
    charge_point: ChargePoint, operator: Operator, vendor: str, status: str
):
    with replying(status=status) as receiver:
        await register(operator, vendor, receiver.url)
        answer = await transfer(charge_point, vendor)
    assert (answer.status, answer.data) == (status, None)


async def test_messages_that_are_not_registered_are_unknown(charge_point: ChargePoint, operator: Operator, vendor: str):
    with replying(status="Accepted") as receiver:
        await register(operator, vendor, receiver.url, messageIds=["Known"])
        assert (await transfer(charge_point, vendor, message_id="Known")).status == "Accepted"
        assert (await transfer(charge_point, vendor, message_id="Other")).status == "UnknownMessageId"
        assert len(receiver.received) == 1


async def test_vendors_that_are_not_registered_are_unknown(charge_point: ChargePoint, vendor: str):
    assert (await transfer(charge_point, vendor)).status == "UnknownVendorId"


@pytest.mark.parametrize("how", ["error", "no JSON", "unknown status", "nobody there"])
async def test_a_webhook_that_fails_is_a_rejection(
    charge_point: ChargePoint, operator: Operator, vendor: str, how: str
):
    replies = {
        "error": (500, {}, b"{}"),
        "no JSON": (200, {}, b"<html>"),
        "unknown status": (200, {}, b'{"status": "Perhaps"}'),
    }
    if how == "nobody there":
        await register(operator, vendor, "http://127.0.0.1:9/")
        assert (await transfer(charge_point, vendor)).status == "Rejected"
        return
    with Receiver(lambda _: replies[how]) as receiver:
        await register(operator, vendor, receiver.url)
        assert (await transfer(charge_point, vendor)).status == "Rejected"
    assert (await charge_point.heartbeat()).current_time


async def test_a_webhook_that_is_too_slow_is_a_rejection(charge_point: ChargePoint, operator: Operator, vendor: str):
    held = threading.Event()

    def slow(_):
        held.wait(10)
        return 200, {}, b'{"status": "Accepted"}'

    with Receiver(slow) as receiver:
        await register(operator, vendor, receiver.url, timeoutSeconds=1)
        assert (await transfer(charge_point, vendor)).status == "Rejected"
        held.set()


async def test_the_secret_proves_who_asks_and_is_not_shown(charge_point: ChargePoint, operator: Operator, vendor: str):
    secret = "a secret of the operator's own"
    with replying(status="Accepted") as receiver:
        made = await register(operator, vendor, receiver.url, secret=secret)
        await transfer(charge_point, vendor)
        (request,) = receiver.received
    assert secret not in str(made)
    assert secret not in str(await operator.all(VENDORS))
    wanted = hmac.new(secret.encode(), request.body, hashlib.sha256).hexdigest()
    assert request.headers["stationmaster-signature"] == f"sha256={wanted}"


async def test_vendors_can_be_changed_and_removed(charge_point: ChargePoint, operator: Operator, vendor: str):
    with replying(status="Accepted") as one, replying(status="Rejected") as other:
        await register(operator, vendor, one.url)
        await operator.post(VENDORS, {"vendorId": vendor, "url": one.url}, 409)
        assert (await transfer(charge_point, vendor)).status == "Accepted"
        await operator.put(f"{VENDORS}/{vendor}", {"url": other.url})
        assert (await transfer(charge_point, vendor)).status == "Rejected"
        await operator.delete(f"{VENDORS}/{vendor}")
        assert (await transfer(charge_point, vendor)).status == "UnknownVendorId"
    await operator.get(f"{VENDORS}/{vendor}", 404)
    await operator.delete(f"{VENDORS}/{vendor}", 404)


@pytest.mark.parametrize(
    ("change", "member"),
    [
        ({"vendorId": None}, "vendorId"),
        ({"vendorId": "v" * 256}, "vendorId"),
        ({"url": None}, "url"),
        ({"url": "ftp://example.com/"}, "url"),
        ({"url": "not a url"}, "url"),
        ({"timeoutSeconds": 0}, "timeoutSeconds"),
        ({"messageIds": ["m" * 51]}, "messageIds"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
async def test_a_bad_member_is_named(operator: Operator, vendor: str, change: dict, member: str):
    body = {"vendorId": vendor, "url": "http://127.0.0.1:9/"} | change
    problem = await operator.post(VENDORS, {key: value for key, value in body.items() if value is not None}, 422)
    assert member in problem["member"]


async def test_data_transfer_to_the_charge_point(charge_point: ChargePoint, operator: Operator):
    charge_point.answers["DataTransfer"] = {"status": "Accepted", "data": "pong"}
    answer = await operator.command(charge_point.id, "DataTransfer", {"vendorId": "org.vendor", "data": "ping"})
    assert answer["response"] == {"status": "Accepted", "data": "pong"}


PRIVATE = [
    "http://127.0.0.1:8080/",
    "http://localhost:8080/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://[::1]:8080/",
    "http://[::ffff:127.0.0.1]:8080/",
    "http://2130706433/",
    "http://127.1/",
]


@pytest.fixture(scope="module")
def strict_server(tmp_path_factory: pytest.TempPathFactory, program: str):
    """A server as it is without settings: webhooks lead to the public Internet alone."""
    server = Server(tmp_path_factory.mktemp("strict"), settings={"registration.policy": "open"}).start()
    yield server
    server.stop()


async def test_a_webhook_to_a_private_address_is_refused(strict_server: Server, vendor: str) -> None:
    operator = Operator(strict_server)
    for url in PRIVATE:
        problem = await operator.post(VENDORS, {"vendorId": vendor, "url": url}, 422)
        assert problem["member"] == "url", url
        assert "not on the public Internet" in problem["detail"], url
    made = await register(operator, vendor, "https://hook.invalid/")
    problem = await operator.patch(f"{VENDORS}/{vendor}", {"url": PRIVATE[0]}, 422)
    assert problem["member"] == "url"
    assert (await operator.get(f"{VENDORS}/{vendor}"))["url"] == made["url"]
    await operator.close()


async def test_a_webhook_that_was_allowed_before_is_not_called_when_private_addresses_are_not(
    make_server, vendor: str
) -> None:
    with replying(status="Accepted") as receiver:
        server = make_server(settings={"webhook.allowPrivateAddresses": True, "registration.policy": "open"}).start()
        operator = Operator(server)
        await register(operator, vendor, receiver.url)
        await operator.close()
        server.stop()
        again = make_server("again", data=server.data, settings={"registration.policy": "open"}).start()
        operator = Operator(again)
        fleet = Fleet(again, operator)
        charge_point = await fleet.charge_point()
        answer = await transfer(charge_point, vendor, data="x")
        assert answer.status == "Rejected"
        assert receiver.received == []
        (record,) = (await operator.get(f"api/v1/charge-points/{charge_point.id}/data-transfers"))["items"]
        assert "not on the public Internet" in record["reason"]
        await fleet.disband()
        await operator.close()
