"""Who gets a connection: the registration policy, unknown charge points, odd URLs, subprotocols."""

import pytest

from support.fleet import Fleet
from support.operator_api import Operator, eventually, unique
from support.raw_socket import RawSocket
from support.server import Server


async def knock(server: Server, target: str, headers: dict[str, str] | None = None):
    """Asks for the upgrade and goes away; returns the answer."""
    socket = await RawSocket.open(server.ocpp_url)
    try:
        return await socket.upgrade(target, headers)
    finally:
        socket.close()


@pytest.fixture(scope="module")
def closed_server(tmp_path_factory: pytest.TempPathFactory, program: str):
    server = Server(tmp_path_factory.mktemp("closed"), arguments=["--registration", "closed"]).start()
    yield server
    server.stop()


class TestRegistration:
    async def test_an_unknown_charge_point_gets_404_with_the_closed_policy(self, closed_server: Server):
        identity = unique("STRANGER")
        answer = await knock(closed_server, f"/ocpp/{identity}")
        assert answer.status == 404
        operator = Operator(closed_server)
        try:
            refused = await eventually(lambda: find_refusal(operator, identity))
            assert refused["status"] == 404
            assert refused["target"] == f"/ocpp/{identity}"
            assert refused["remoteAddress"].startswith("127.0.0.1")
            await operator.get(f"api/v1/charge-points/{identity}", 404)
        finally:
            await operator.close()

    async def test_a_registered_charge_point_is_accepted_with_the_closed_policy(self, closed_server: Server):
        operator = Operator(closed_server)
        fleet = Fleet(closed_server, operator)
        try:
            charge_point = await fleet.charge_point()
            assert (await charge_point.boot()).status == "Accepted"
        finally:
            await fleet.disband()
            await operator.close()

    async def test_by_default_an_unknown_charge_point_waits_for_the_operator(self, operator: Operator, fleet: Fleet):
        identity = unique("NEW")
        charge_point = await fleet.charge_point(identity)
        boot = await charge_point.boot()
        assert boot.status == "Pending"
        assert boot.interval > 0, "the time after which it boots again"
        known = await operator.charge_point(identity)
        assert known["registrationStatus"] == "Pending"
        assert known["connected"] is True
        assert known["bootNotification"]["chargePointVendor"] == "Vendor"
        await operator.patch(f"api/v1/charge-points/{identity}", {"registrationStatus": "Accepted"})
        assert (await charge_point.boot()).status == "Accepted"

    async def test_a_rejected_charge_point_is_told_so(self, operator: Operator, fleet: Fleet):
        identity = await fleet.register(registrationStatus="Rejected")
        charge_point = await fleet.charge_point(identity)
        boot = await charge_point.boot()
        assert boot.status == "Rejected"
        assert boot.interval > 0

    async def test_with_the_open_policy_an_unknown_charge_point_is_accepted_at_once(self, make_server):
        server = make_server(arguments=["--registration", "open"]).start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        try:
            charge_point = await fleet.charge_point("NEVER-SEEN")
            assert (await charge_point.boot()).status == "Accepted"
            assert (await operator.charge_point("NEVER-SEEN"))["registrationStatus"] == "Accepted"
        finally:
            await fleet.disband()
            await operator.close()

    async def test_only_so_many_strangers_may_wait(self, make_server):
        server = make_server(settings={"registration.pendingLimit": 2}).start()
        assert [(await knock(server, f"/ocpp/STRANGER-{number}")).status for number in range(4)] == [101, 101, 404, 404]
        assert (await knock(server, "/ocpp/STRANGER-1")).status == 101, "whoever waits may come back"


class TestURLs:
    @pytest.mark.parametrize(
        "pattern",
        ["/ocpp/{0}/", "/ocpp//{0}", "//ocpp/{0}", "/{0}", "/steve/websocket/CentralSystemService/{0}",
         "/ocpp/{0}//", "/ocpp/{0}?token=1", "/ocpp/1.6/{0}"],
    )  # fmt: skip
    async def test_the_identity_is_the_last_path_component(self, fleet: Fleet, server: Server, pattern: str):
        await connects_as(fleet.operator, server, await fleet.register(), pattern)

    @pytest.mark.parametrize(
        ("identity", "sent"),
        [
            ("CP 1", "CP%201"),
            ("säule/2", "s%C3%A4ule%2F2"),
            ("CP%41", "CP%2541"),  # decoded once, not twice
            ("CP-x", "%43%50%2Dx"),
            ("CP+7", "CP+7"),
        ],
    )
    async def test_a_percent_encoded_identity_is_decoded_once(
        self, operator: Operator, server: Server, identity: str, sent: str
    ):
        await operator.put("api/v1/charge-points/" + sent.replace("+", "%2B"), {"id": identity}, 201)
        await connects_as(operator, server, identity, f"/ocpp/{sent}")

    @pytest.mark.parametrize("target", ["/", "/ocpp/%", "/ocpp/%ZZ", "/ocpp/%FF%FE", "/ocpp/" + "x" * 5000])
    async def test_a_target_without_an_identity_is_refused_before_the_upgrade(self, server: Server, target: str):
        answer = await knock(server, target)
        assert 400 <= answer.status < 500, answer.status

    async def test_a_request_without_an_upgrade_gets_an_answer_of_http(self, server: Server):
        socket = await RawSocket.open(server.ocpp_url)
        answer = await socket.request(b"GET /ocpp/ANY HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        socket.close()
        assert 400 <= answer.status < 500

    async def test_the_operator_is_shown_the_exact_url(self, operator: Operator, server: Server):
        shown = await operator.add_charge_point(unique("CP with space"))
        assert shown["connectionURL"] == server.ocpp_url + shown["id"].replace(" ", "%20")

    async def test_what_is_no_http_does_not_disturb_others(self, fleet: Fleet, server: Server):
        socket = await RawSocket.open(server.ocpp_url)
        socket.writer.write(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300))
        await socket.writer.drain()
        await socket.reader.read(100)
        socket.close()
        assert await (await fleet.peer()).is_alive()


class TestSubprotocol:
    async def test_tc_088_subprotocol_negotiation(self, fleet: Fleet, server: Server):
        identity = await fleet.register()
        refused = await knock(server, f"/ocpp/{identity}", {"Sec-WebSocket-Protocol": "ocpp0.1"})
        assert refused.status == 400
        accepted = await knock(server, f"/ocpp/{identity}", {"Sec-WebSocket-Protocol": "ocpp0.1, ocpp1.6"})
        assert accepted.status == 101
        assert accepted.all("sec-websocket-protocol") == ["ocpp1.6"]

    @pytest.mark.parametrize("offer", ["ocpp1.6,ocpp1.5", "ocpp2.0.1, ocpp1.6", " ocpp0.1 ,  ocpp1.6 ", "a,b,ocpp1.6"])
    async def test_ocpp16_is_picked_from_any_place_in_the_list(self, fleet: Fleet, server: Server, offer: str):
        answer = await knock(server, f"/ocpp/{await fleet.register()}", {"Sec-WebSocket-Protocol": offer})
        assert answer.status == 101
        assert answer.all("sec-websocket-protocol") == ["ocpp1.6"]

    @pytest.mark.parametrize("offer", ["ocpp2.0.1", "ocpp1.5", "ocpp1.60", "chat, superchat"])
    async def test_a_list_of_unknown_protocols_is_refused(self, fleet: Fleet, server: Server, offer: str):
        identity = await fleet.register()
        answer = await knock(server, f"/ocpp/{identity}", {"Sec-WebSocket-Protocol": offer})
        assert answer.status == 400
        assert (await eventually(lambda: find_refusal(fleet.operator, identity)))["status"] == 400

    async def test_a_missing_header_is_accepted_by_default_and_recorded(self, fleet: Fleet):
        peer = await fleet.peer(subprotocols=None)
        assert await peer.is_alive()
        assert await fleet.operator.deviation(peer.id, "subprotocol")

    async def test_a_missing_header_is_refused_with_the_charge_points_switch_off(self, fleet: Fleet, server: Server):
        identity = await fleet.register(settings={"requireSubprotocol": True})
        answer = await knock(server, f"/ocpp/{identity}", {})
        assert answer.status == 400
        refusal = await eventually(lambda: find_refusal(fleet.operator, identity))
        assert "protocol" in refusal["reason"].lower()

    async def test_the_answer_does_not_name_a_protocol_that_was_not_offered(self, fleet: Fleet, server: Server):
        answer = await knock(server, f"/ocpp/{await fleet.register()}", {})
        assert answer.status == 101
        assert answer.all("sec-websocket-protocol") == []


async def find_refusal(operator: Operator, identity: str) -> dict | None:
    items = await operator.all("api/v1/refused-connections")
    return next((item for item in items if item["identity"] == identity), None)


async def connects_as(operator: Operator, server: Server, identity: str, pattern: str) -> None:
    """A connection to this target, in which {0} is the identity, is that charge point's."""
    socket = await RawSocket.open(server.ocpp_url)
    answer = await socket.upgrade(pattern.format(identity))
    assert answer.status == 101, answer.body

    async def found() -> bool:
        items = await operator.all("api/v1/charge-points", search=identity, connected="true")
        return any(item["id"] == identity for item in items)

    await eventually(found)
    socket.close()
