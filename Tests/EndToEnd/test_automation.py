"""Automation: what the Central System does by itself once an operator switched that on."""

import pytest

from support.fleet import Fleet
from support.operator_api import Operator
from support.peer import Peer
from support.server import Server

SETTINGS = {"automation.enabled": True, "localList.pushDelaySeconds": 1}
BOOT = {"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "1.0"}


@pytest.fixture(scope="module")
def automatic_server(tmp_path_factory: pytest.TempPathFactory, program: str):
    server = Server(tmp_path_factory.mktemp("automation"), settings=SETTINGS).start()
    yield server
    server.stop()


@pytest.fixture
def server(automatic_server: Server) -> Server:
    return automatic_server


async def boot(fleet: Fleet, identity: str) -> Peer:
    peer = await fleet.peer(identity)
    assert (await peer.ask("BootNotification", BOOT))["status"] == "Accepted"
    return peer


async def asked_for_configuration(peer: Peer) -> None:
    message_id, payload = await peer.expect("GetConfiguration")
    assert payload == {}
    await peer.answer(message_id, {"configurationKey": [{"key": "K", "readonly": True, "value": "v"}]})


async def test_the_configuration_is_read_after_a_boot(fleet: Fleet, operator: Operator):
    peer = await boot(fleet, await fleet.register())
    await asked_for_configuration(peer)
    assert await peer.stays_silent()
    shown = await operator.get(f"api/v1/charge-points/{peer.id}/configuration")
    assert [(item["key"], item["value"]) for item in shown["items"]] == [("K", "v")]


async def test_a_charge_point_can_be_left_alone(fleet: Fleet):
    peer = await boot(fleet, await fleet.register(settings={"automation": False}))
    assert await peer.stays_silent(0.7)
    assert await peer.is_alive()
    assert peer.socket.received(2) == []


async def test_the_switch_takes_effect_at_the_next_boot(fleet: Fleet, operator: Operator):
    identity = await fleet.register(settings={"automation": False})
    peer = await boot(fleet, identity)
    assert await peer.stays_silent(2.5)
    await operator.patch(f"api/v1/charge-points/{identity}", {"settings": {"automation": None}})
    await asked_for_configuration(await boot(fleet, identity))


async def test_a_changed_list_goes_out_by_itself(fleet: Fleet, operator: Operator):
    tags = [await operator.add_tag() for _ in range(3)]
    peer = await boot(fleet, await fleet.register())
    silent = await boot(fleet, await fleet.register(settings={"automation": False}))
    await asked_for_configuration(peer)
    for member in (peer, silent):
        await operator.save(f"api/v1/charge-points/{member.id}/local-list", {"idTags": tags})
    message_id, full = await peer.expect("SendLocalList")
    assert (full["updateType"], len(full["localAuthorizationList"])) == ("Full", 3)
    await peer.answer(message_id, {"status": "Accepted"})
    await operator.patch(f"api/v1/id-tags/{tags[0]}", {"status": "Blocked"})
    message_id, change = await peer.expect("SendLocalList")
    assert change["updateType"] == "Differential"
    assert change["localAuthorizationList"] == [{"idTag": tags[0], "idTagInfo": {"status": "Blocked"}}]
    assert change["listVersion"] > full["listVersion"]
    await peer.answer(message_id, {"status": "Accepted"})
    assert await peer.stays_silent(1.5)
    assert silent.socket.received(2) == [] and await silent.stays_silent(0.1)


class TestWithAutomationOff:
    @pytest.fixture
    def server(self, shared_server: Server) -> Server:
        return shared_server

    async def test_it_can_be_switched_on_for_one_charge_point(self, fleet: Fleet):
        await asked_for_configuration(await boot(fleet, await fleet.register(settings={"automation": True})))
        silent = await boot(fleet, await fleet.register())
        assert await silent.stays_silent(0.7)
