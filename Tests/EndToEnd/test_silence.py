"""The Central System sends what an operator asked for, and nothing else, unless automation is switched on."""

import asyncio
from contextlib import asynccontextmanager

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator
from support.payloads import profile
from support.peer import Peer

BOOT = {"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "1.0"}


def status(connector_id: int, text: str) -> dict:
    return {"connectorId": connector_id, "errorCode": "NoError", "status": text}


async def arrive(peer: Peer, **boot) -> None:
    """What a charge point says after a cold start."""
    assert (await peer.ask("BootNotification", BOOT | boot))["status"] == "Accepted"
    for connector_id in range(3):
        await peer.ask("StatusNotification", status(connector_id, "Available"))


async def session(peer: Peer, tag: str, **members) -> None:
    await peer.ask("Authorize", {"idTag": tag})
    await peer.ask("StatusNotification", status(1, "Preparing"))
    start = {"connectorId": 1, "idTag": tag, "meterStart": 0, "timestamp": moment()} | members
    transaction_id = (await peer.ask("StartTransaction", start))["transactionId"]
    await peer.ask("StatusNotification", status(1, "Charging"))
    value = {"timestamp": moment(), "sampledValue": [{"value": "5"}]}
    await peer.ask("MeterValues", {"connectorId": 1, "transactionId": transaction_id, "meterValue": [value]})
    await peer.ask("StopTransaction", {"transactionId": transaction_id, "meterStop": 10, "timestamp": moment()})
    await peer.ask("StatusNotification", status(1, "Available"))


async def ordered(operator: Operator, peer: Peer, action: str, payload: dict, answer: dict) -> None:
    """The operator orders; the charge point answers."""
    command = asyncio.create_task(operator.command(peer.id, action, payload))
    message_id, _ = await peer.expect(action)
    await peer.answer(message_id, answer)
    await command


@asynccontextmanager
async def nothing_else(peer: Peer, *actions: str):
    """Within this, exactly these CALLs come, and none for a while after it."""
    before = len(peer.socket.received(2))
    yield
    assert await peer.stays_silent(0.7)
    assert [call[2] for call in peer.socket.received(2)[before:]] == list(actions)


async def test_nothing_is_asked_in_the_life_of_a_charge_point(fleet: Fleet, operator: Operator, tag: str):
    peer = await fleet.peer()
    async with nothing_else(peer):
        await arrive(peer)
        await session(peer, tag)
        await peer.ask("FirmwareStatusNotification", {"status": "Installed"})
        await peer.ask("DiagnosticsStatusNotification", {"status": "Idle"})
        await peer.ask("DataTransfer", {"vendorId": "org.unknown"})
        await arrive(peer, firmwareVersion="2.0")
    peer.socket.connection.transport.abort()
    again = await fleet.peer(peer.id)
    async with nothing_else(again):
        await session(again, tag)


# What the operator orders, and what the charge point answers: none of it has a sequel.
ORDERS = [
    ("ChangeConfiguration", {"key": "HeartbeatInterval", "value": "60"}, {"status": "Accepted"}),
    ("ChangeConfiguration", {"key": "HeartbeatInterval", "value": "60"}, {"status": "RebootRequired"}),
    ("ChangeConfiguration", {"key": "HeartbeatInterval", "value": "60"}, {"status": "Rejected"}),
    ("GetConfiguration", {}, {"configurationKey": [], "unknownKey": []}),
    ("SendLocalList", {"listVersion": 1, "updateType": "Full"}, {"status": "Accepted"}),
    ("SendLocalList", {"listVersion": 1, "updateType": "Differential"}, {"status": "VersionMismatch"}),
    ("SendLocalList", {"listVersion": 1, "updateType": "Full"}, {"status": "Failed"}),
    ("GetLocalListVersion", {}, {"listVersion": 7}),
    ("ReserveNow", {"connectorId": 1, "expiryDate": moment(0.8 / 3600), "idTag": "T", "reservationId": 1},
     {"status": "Accepted"}),
    ("SetChargingProfile", {"connectorId": 0, "csChargingProfiles": profile("ChargePointMaxProfile")},
     {"status": "Rejected"}),
    ("UpdateFirmware", {"location": "http://127.0.0.1:9/", "retrieveDate": "2026-01-01T00:00:00Z"}, {}),
    ("GetDiagnostics", {"location": "ftp://127.0.0.1/"}, {}),
    ("RemoteStartTransaction", {"idTag": "T"}, {"status": "Accepted"}),
    ("TriggerMessage", {"requestedMessage": "BootNotification"}, {"status": "Accepted"}),
    ("ChangeAvailability", {"connectorId": 1, "type": "Inoperative"}, {"status": "Scheduled"}),
    ("Reset", {"type": "Soft"}, {"status": "Accepted"}),
]  # fmt: skip


async def test_no_order_has_a_sequel(fleet: Fleet, operator: Operator, tag: str):
    """One charge point for each order, all at the same time."""

    async def check(action: str, payload: dict, answer: dict) -> None:
        peer = await fleet.peer()
        await arrive(peer)
        async with nothing_else(peer, action):
            await ordered(operator, peer, action, payload, answer)
            await arrive(peer)
            await session(peer, await operator.add_tag())

    await asyncio.gather(*(check(*each) for each in ORDERS))


async def test_wishes_that_nobody_ordered_to_send_are_not_sent(make_server):
    """A template, a list and a blocked idTag change what the Central System wants, not what it sends."""
    server = make_server(settings={"localList.pushDelaySeconds": 1}).start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    tag, other = await operator.add_tag(), await operator.add_tag()
    never_sent, sent = await fleet.peer(), await fleet.peer()
    for peer in (never_sent, sent):
        await operator.save(f"api/v1/charge-points/{peer.id}/local-list", {"all": True})
        await arrive(peer)
    async with nothing_else(sent, "SendLocalList"), nothing_else(never_sent):
        sending = asyncio.create_task(operator.post(f"api/v1/charge-points/{sent.id}/local-list/send", {}))
        message_id, _ = await sent.expect("SendLocalList")
        await sent.answer(message_id, {"status": "Accepted"})
        await sending
        template = {"name": "template", "vendor": "Vendor", "values": {"HeartbeatInterval": "60"}}
        await operator.post("api/v1/configuration-templates", template, 201)
        await operator.patch(f"api/v1/id-tags/{other}", {"status": "Blocked"})
        await operator.delete(f"api/v1/id-tags/{tag}")
        for peer in (never_sent, sent):
            await arrive(peer)
        assert await sent.stays_silent(6), "longer than changes wait before they go out"
    peer = sent
    peer.socket.connection.transport.abort()
    again = await fleet.peer(peer.id)
    async with nothing_else(again):
        await arrive(again)
    await fleet.disband()
    await operator.close()
