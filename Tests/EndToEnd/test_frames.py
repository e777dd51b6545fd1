"""WebSocket frames and OCPP-J frames that are odd, broken or too large."""

import json

import pytest

from support.fleet import Fleet
from support.raw_socket import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, RawSocket
from support.server import Server

HEARTBEAT = json.dumps([2, "heartbeat", "Heartbeat", {}]).encode()


async def connect(fleet: Fleet, server: Server) -> RawSocket:
    socket = await RawSocket.open(server.ocpp_url)
    answer = await socket.upgrade(f"/ocpp/{await fleet.register()}")
    assert answer.status == 101
    return socket


async def answered(socket: RawSocket) -> list:
    while True:
        opcode, payload = await socket.frame()
        if opcode == TEXT:
            return json.loads(payload)


class TestFragments:
    async def test_a_message_in_fragments_is_one_message(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        await socket.send(TEXT, HEARTBEAT[:5], final=False)
        await socket.send(CONTINUATION, HEARTBEAT[5:9], final=False)
        await socket.send(CONTINUATION, b"", final=False)
        await socket.send(CONTINUATION, HEARTBEAT[9:])
        assert (await answered(socket))[:2] == [3, "heartbeat"]

    async def test_a_character_may_be_split_between_fragments(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        text = json.dumps([2, "ü€😀", "Heartbeat", {}], ensure_ascii=False).encode()
        for index in range(len(text)):
            opcode = CONTINUATION if index else TEXT
            await socket.send(opcode, text[index : index + 1], final=index == len(text) - 1)
        assert (await answered(socket))[:2] == [3, "ü€😀"]

    async def test_a_ping_between_fragments_is_answered_at_once(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        await socket.send(TEXT, HEARTBEAT[:5], final=False)
        await socket.send(PING, b"now")
        assert await socket.frame() == (PONG, b"now")
        await socket.send(CONTINUATION, HEARTBEAT[5:])
        assert (await answered(socket))[0] == 3

    async def test_many_calls_in_one_segment_are_answered_in_order(self, fleet: Fleet):
        peer = await fleet.peer()
        for number in range(60):
            await peer.send([2, f"call-{number}", "Heartbeat", {}])
        received = [(await peer.receive())[:2] for _ in range(60)]
        assert received == [[3, f"call-{number}"] for number in range(60)]


class TestControlFrames:
    @pytest.mark.parametrize("payload", [b"", b"x", bytes(range(125))])
    async def test_a_ping_is_answered_with_its_payload(self, fleet: Fleet, server: Server, payload: bytes):
        socket = await connect(fleet, server)
        await socket.send(PING, payload)
        assert await socket.frame() == (PONG, payload)

    async def test_an_unasked_pong_is_ignored(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        await socket.send(PONG, b"unasked")
        await socket.send(TEXT, HEARTBEAT)
        assert (await answered(socket))[0] == 3

    async def test_a_close_frame_is_answered_and_the_connection_ended(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        await socket.send(CLOSE, (1000).to_bytes(2, "big"))
        assert await socket.close_code() == 1000


BROKEN = {
    "an unmasked frame": {"opcode": TEXT, "payload": HEARTBEAT, "mask": False},
    "reserved bits": {"opcode": TEXT, "payload": HEARTBEAT, "reserved": 0x40},
    "an unknown opcode": {"opcode": 0x3, "payload": HEARTBEAT},
    "a continuation of nothing": {"opcode": CONTINUATION, "payload": HEARTBEAT},
    "a control frame in fragments": {"opcode": PING, "payload": b"x", "final": False},
    "a control frame that is too long": {"opcode": PING, "payload": bytes(126)},
    "text that is no UTF-8": {"opcode": TEXT, "payload": b'[2,"\xff\xfe","Heartbeat",{}]'},
}


class TestViolations:
    @pytest.mark.parametrize("frame", BROKEN.values(), ids=BROKEN.keys())
    async def test_a_broken_frame_ends_its_own_connection_or_leaves_a_trace(
        self, fleet: Fleet, server: Server, frame: dict
    ):
        """RFC 6455 has the connection failed. To be lenient is allowed as well, but never in silence."""
        other = await fleet.peer()
        identity = await fleet.register()
        socket = await RawSocket.open(server.ocpp_url)
        assert (await socket.upgrade(f"/ocpp/{identity}")).status == 101
        await socket.send(**frame)
        await socket.send(PING, b"still there?")
        while (received := await socket.frame()) is not None and received[0] not in (CLOSE, PONG):
            pass
        if received is not None and received[0] == CLOSE:
            assert int.from_bytes(received[1][:2], "big") in (1002, 1007)
        elif received is not None:
            assert (await fleet.operator.charge_point(identity))["deviations"], "silently accepted"
        assert await other.is_alive()

    async def test_a_new_message_inside_a_fragmented_one_ends_the_connection(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        await socket.send(TEXT, HEARTBEAT[:5], final=False)
        await socket.send(TEXT, HEARTBEAT)
        assert await socket.close_code() in (1002, None)

    async def test_a_binary_frame_does_no_harm(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        await socket.send(BINARY, HEARTBEAT)
        await socket.send(TEXT, HEARTBEAT)
        first = await socket.frame()
        refused = first is None or (first[0] == CLOSE and first[1][:2] == (1003).to_bytes(2, "big"))
        assert refused or (first[0] == TEXT and json.loads(first[1])[:2] == [3, "heartbeat"]), first
        assert await (await fleet.peer()).is_alive()


IGNORED = [
    '[5,"a message type of the future","x",{}]', '[6,"x",{}]', "[]", "[2]", "{}", "null", "5", '"text"', "[[[]]]",
    "", " ", "not JSON", '[2,"x","Heartbeat",{}', '[2,"x","Heartbeat",{}]]', '[2,"x" "Heartbeat",{}]', "[2,]",
    '["2","x","Heartbeat",{}]', "[" * 20000, '[2,"deep","Heartbeat",' + '{"a":' * 5000 + "1" + "}" * 5000 + "]",
    "\ufeff[]", "[1e999]", '[3,"nobody asked"]', '[4,"nobody asked"]', "\x00",
]  # fmt: skip


class TestFormation:
    @pytest.mark.parametrize("text", IGNORED, ids=lambda text: repr(text)[:40])
    async def test_what_is_no_message_does_no_harm(self, fleet: Fleet, text: str):
        """It is ignored, or answered with a CALLERROR; the next message is handled normally on the same connection."""
        peer = await fleet.peer()
        await peer.send(text)
        await peer.send([2, "next", "Heartbeat", {}])
        frames = [await peer.receive()]
        if frames[0][0] == 4:
            assert frames[0][2] in ("FormationViolation", "ProtocolError", "GenericError"), frames[0]
            frames.append(await peer.receive())
        assert frames[-1][:2] == [3, "next"]

    @pytest.mark.parametrize("type_number", [0, 1, 5, 6, 99, -1])
    async def test_an_unknown_message_type_is_ignored(self, fleet: Fleet, type_number: int):
        """OCPP-J 1.6, 4.1.3: a message with an unknown message type number shall be ignored."""
        peer = await fleet.peer()
        await peer.send([type_number, "some-id", "Heartbeat", {}])
        await peer.send([2, "next", "Heartbeat", {}])
        assert (await peer.receive())[:2] == [3, "next"]

    @pytest.mark.parametrize("rest", [["Heartbeat"], [], [5, {}], [None, {}], [{}, "Heartbeat"]])
    async def test_a_call_of_the_wrong_shape_is_a_formation_violation(self, fleet: Fleet, rest: list):
        peer = await fleet.peer()
        await peer.send([2, "misshapen", *rest])
        frame = await peer.receive()
        assert frame[:3] == [4, "misshapen", "FormationViolation"]
        assert await peer.is_alive()

    async def test_spaces_and_line_ends_between_tokens_are_allowed(self, fleet: Fleet):
        peer = await fleet.peer()
        await peer.send(' \r\n[ 2 ,\t"spaced" , "Heart\\u0062eat" , { } ] \n')
        assert (await peer.answer_to("spaced"))[0] == 3

    @pytest.mark.parametrize("message_id", ["x" * 36, "1", "ü/\"\\ \u0001", "{a6c2}-😀"])
    async def test_any_text_is_a_message_id_and_comes_back_unchanged(self, fleet: Fleet, message_id: str):
        peer = await fleet.peer()
        assert (await peer.call("Heartbeat", {}, message_id))[1] == message_id


class TestSize:
    @pytest.fixture
    def server(self, make_server) -> Server:
        return make_server(settings={"websocket.maximumMessageBytes": 16384}).start()

    @staticmethod
    def message(size: int) -> bytes:
        empty = json.dumps([2, "large", "DataTransfer", {"vendorId": "com.example", "data": ""}])
        return empty.replace('""', '"' + "x" * (size - len(empty)) + '"').encode()

    async def test_a_message_of_the_largest_size_is_taken(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        await socket.send(TEXT, self.message(16384))
        assert (await answered(socket))[:2] == [3, "large"]

    async def test_a_larger_message_closes_the_connection_with_1009(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        await socket.send(TEXT, self.message(16385))
        assert await socket.close_code() == 1009
        assert await (await fleet.peer()).is_alive()

    async def test_fragments_count_together(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        text = self.message(20000)
        await socket.send(TEXT, text[:10000], final=False)
        await socket.send(CONTINUATION, text[10000:])
        assert await socket.close_code() == 1009
        assert await (await fleet.peer()).is_alive()

    async def test_an_announced_giant_is_refused_before_it_arrives(self, fleet: Fleet, server: Server):
        socket = await connect(fleet, server)
        socket.writer.write(b"\x81\xff" + (1 << 40).to_bytes(8, "big") + b"mask")
        assert await socket.close_code() in (1009, 1002, None)
        assert await (await fleet.peer()).is_alive()
