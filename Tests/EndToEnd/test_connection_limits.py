"""What a peer may not do: hold handshakes open, trickle, flood, guess passwords, reconnect without end."""

import asyncio
import json
import time

import pytest

from support.certificates import ServerCertificates
from support.fleet import Fleet
from support.operator_api import Operator, eventually, unique
from support.raw_socket import TEXT, PING, RawSocket, basic
from support.server import Server
from support.tls import TLSSocket, connect


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> ServerCertificates:
    return ServerCertificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, program: str, certificates: ServerCertificates):
    settings = certificates.settings | {
        "websocket.handshakeTimeoutSeconds": 2,
        "registration.policy": "open",
        "limits.messagesPerSecond": 20,
        "limits.failedLoginsPerMinute": 5,
        "limits.reconnectsPerMinute": 10,
    }
    server = Server(tmp_path_factory.mktemp("limits"), settings=settings).start()
    yield server
    server.stop()


async def dropped(operator: Operator, cause: str) -> float:
    return await operator.metric("stationmaster_connections_dropped_total", cause=cause)


class TestSlowPeers:
    """Time runs from the accepted socket: bytes that trickle in gain nothing."""

    @pytest.mark.parametrize("part", ["hello", "request on the plain port", "request over TLS"])
    async def test_who_trickles_is_cut(self, server: Server, operator: Operator, part: str):
        before = await dropped(operator, "slow")
        request = b"GET /ocpp/CP HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 5000
        if part == "hello":
            socket, data = await RawSocket.open(server.tls_url), b"\x16\x03\x01\x3f\xff\x01\x00\x3f\xf0\x03\x03" + b"y" * 5000
        elif part == "request over TLS":
            socket, data = await TLSSocket.open(server.tls_url), request
        else:
            socket, data = await RawSocket.open(server.ocpp_url), request
        began = time.monotonic()
        ended = asyncio.create_task(socket.reader.read())
        for byte in data:
            if ended.done() or time.monotonic() - began > 8:
                break
            socket.writer.write(bytes([byte]))
            await asyncio.wait([ended], timeout=0.05)
        assert ended.done(), "still open after 8 s"
        assert 1.5 < time.monotonic() - began < 5
        socket.close()
        await eventually(lambda: grown(operator, "slow", before))

    async def test_a_half_open_request_does_not_disturb_others(self, server: Server):
        idle = [await RawSocket.open(server.tls_url) for _ in range(50)]
        began = time.monotonic()
        socket = await connect(server.tls_url, unique("CP"))
        assert time.monotonic() - began < 1.5
        await socket.close()
        for each in idle:
            each.close()


async def grown(operator: Operator, cause: str, before: float) -> bool:
    return await dropped(operator, cause) > before


class TestLargeRequests:
    @pytest.mark.parametrize("tls", [False, True])
    @pytest.mark.parametrize("shape", ["one header", "many headers", "a long target", "a body"])
    async def test_more_than_16_kibibytes_before_the_upgrade(self, server: Server, tls: bool, shape: str):
        socket = await TLSSocket.open(server.tls_url) if tls else await RawSocket.open(server.ocpp_url)
        request = {
            "one header": b"GET /ocpp/CP HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 20_000,
            "many headers": b"GET /ocpp/CP HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 4000,
            "a long target": b"GET /ocpp/" + b"y" * 20_000,
            "a body": b"POST /ocpp/CP HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + b"y" * 20_000,
        }[shape]
        answer = await socket.request(request)
        # The HTTP decoder has a limit of its own for the number of headers.
        assert answer.status == 431 or (shape == "many headers" and answer.status == 400)
        try:
            assert await asyncio.wait_for(socket.reader.read(), 5) == b""
        except ConnectionResetError:
            assert answer.status == 400
        socket.close()

    async def test_a_request_of_some_kibibytes_is_fine(self, server: Server):
        socket = await RawSocket.open(server.ocpp_url)
        headers = {f"X-{number}": "y" * 100 for number in range(60)} | {"Sec-WebSocket-Protocol": "ocpp1.6"}
        answer = await socket.upgrade(f"/ocpp/{unique('CP')}", headers)
        assert answer.status == 101
        socket.close()


class TestHandshakesAtATime:
    async def test_what_is_over_the_limit_is_closed_and_counted(self, make_server, certificates: ServerCertificates):
        server = make_server(settings=certificates.settings | {"limits.handshakesPerAddress": 3}).start()
        operator = Operator(server)
        try:
            idle = [await RawSocket.open(server.tls_url) for _ in range(3)]
            extra = await RawSocket.open(server.tls_url)
            assert await asyncio.wait_for(extra.reader.read(), 5) == b""
            assert await dropped(operator, "tooManyHandshakesFromAddress") == 1
            for each in idle:
                each.close()

            async def free():
                socket = await RawSocket.open(server.ocpp_url)
                try:
                    return (await socket.upgrade(f"/ocpp/{unique('CP')}")).status == 101
                except (asyncio.IncompleteReadError, ConnectionError):
                    return False
                finally:
                    socket.close()

            await eventually(free)

            async def logged():
                return "limits for handshakes were reached" in server.said()

            await eventually(logged)
        finally:
            await operator.close()

    async def test_admitted_connections_do_not_count(self, make_server, certificates: ServerCertificates):
        server = make_server(settings=certificates.settings | {"limits.handshakesPerAddress": 2}).start()
        sockets = [await connect(server.tls_url, unique("CP")) for _ in range(10)]
        for socket in sockets:
            await socket.close()

    async def test_connections_that_come_too_fast_are_closed(self, make_server):
        server = make_server(settings={"limits.connectionsPerSecond": 1}).start()
        operator = Operator(server)
        try:
            sockets = [await RawSocket.open(server.ocpp_url) for _ in range(30)]

            async def enough():
                return await dropped(operator, "tooFastFromAddress") >= 5

            await eventually(enough)
            for socket in sockets:
                socket.close()
        finally:
            await operator.close()


class TestFloods:
    async def flood(self, server: Server, count: int) -> tuple[RawSocket, list]:
        """Sends Heartbeats without waiting; returns what comes back until the end, or until nothing comes."""
        socket = await RawSocket.open(server.ocpp_url)
        assert (await socket.upgrade(f"/ocpp/{unique('FLOOD')}")).status == 101
        frames = []

        async def read():
            while (frame := await socket.frame(3)) is not None:
                frames.append(frame)

        reading = asyncio.create_task(read())
        try:
            for number in range(count):
                await socket.send(TEXT, json.dumps([2, f"m{number}", "Heartbeat", {}]).encode())
        except ConnectionError:
            pass
        await asyncio.wait([reading], timeout=20)
        reading.cancel()
        return socket, frames

    async def test_what_exceeds_the_rate_is_answered_with_an_error_and_then_cut(self, server: Server):
        socket, frames = await self.flood(server, 3000)
        texts = [json.loads(payload) for opcode, payload in frames if opcode == TEXT]
        errors = [text for text in texts if text[0] == 4]
        assert any(text[0] == 3 for text in texts)
        assert errors and errors[0][2] == "GenericError"
        assert "more than 20 messages a second" in errors[0][3]
        closes = [payload for opcode, payload in frames if opcode == 8]
        assert closes and int.from_bytes(closes[0][:2], "big") == 1008
        assert b"more than 20 messages a second" in closes[0]
        socket.close()

    async def test_a_burst_within_the_limit_is_answered_in_full(self, server: Server):
        socket, frames = await self.flood(server, 150)
        texts = [json.loads(payload) for opcode, payload in frames if opcode == TEXT]
        assert [text[:2] for text in texts] == [[3, f"m{number}"] for number in range(150)]
        socket.close()

    async def test_who_waits_for_answers_may_be_as_fast_as_he_can(self, server: Server):
        socket = await RawSocket.open(server.ocpp_url)
        assert (await socket.upgrade(f"/ocpp/{unique('QUEUE')}")).status == 101
        for number in range(1500):
            await socket.send(TEXT, json.dumps([2, f"q{number}", "Heartbeat", {}]).encode())
            _, payload = await socket.frame()
            assert json.loads(payload)[:2] == [3, f"q{number}"]
        socket.close()

    @pytest.mark.parametrize("noise", ["pings", "no JSON", "answers to nothing", "repeats"])
    async def test_other_noise_is_cut_too(self, server: Server, noise: str):
        socket = await RawSocket.open(server.ocpp_url)
        assert (await socket.upgrade(f"/ocpp/{unique('NOISE')}")).status == 101
        opcode, payload = {
            "pings": (PING, b""),
            "no JSON": (TEXT, b"["),
            "answers to nothing": (TEXT, b'[3,"x",{}]'),
            "repeats": (TEXT, b'[2,"same","Heartbeat",{}]'),
        }[noise]
        codes = asyncio.create_task(socket.close_code(10))
        try:
            for _ in range(1000):
                await socket.send(opcode, payload)
        except ConnectionError:
            pass
        assert await codes == 1008
        socket.close()


class TestLogins:
    async def test_guessing_is_throttled_for_one_identity_from_one_address(
        self, server: Server, operator: Operator, fleet: Fleet
    ):
        identity, other = unique("LOGIN"), unique("LOGIN")
        for each in (identity, other):
            await operator.post("api/v1/charge-points", {"id": each, "password": "right-password-123"}, 201)

        async def knock(name: str, password: str):
            socket = await RawSocket.open(server.ocpp_url)
            try:
                headers = {"Authorization": basic(name, password), "Sec-WebSocket-Protocol": "ocpp1.6"}
                return await socket.upgrade(f"/ocpp/{name}", headers)
            finally:
                socket.close()

        assert [(await knock(identity, f"wrong-{n}")).status for n in range(5)] == [401] * 5
        throttled = await knock(identity, "right-password-123")
        assert throttled.status == 429
        assert 1 <= int(throttled.header("retry-after")) <= 60
        assert (await knock(other, "right-password-123")).status == 101
        refused = await eventually(lambda: find(operator, identity, 429))
        assert refused["reason"] == "more than 5 failed logins a minute"

    async def test_two_devices_with_one_identity_do_not_fight_at_full_speed(self, server: Server, operator: Operator):
        identity = unique("TWIN")
        statuses = []
        for _ in range(15):
            socket = await RawSocket.open(server.ocpp_url)
            statuses.append((await socket.upgrade(f"/ocpp/{identity}")).status)
            socket.close()
        assert statuses[:10] == [101] * 10
        assert 429 in statuses[10:]
        refused = await eventually(lambda: find(operator, identity, 429))
        assert "connects more than 10 times a minute" in refused["reason"]


async def find(operator: Operator, identity: str, status: int):
    items = await operator.all("api/v1/refused-connections")
    return next((item for item in items if item["identity"] == identity and item["status"] == status), None)


class TestInjection:
    """What a peer puts into its URL, its name or its headers shows up nowhere but in JSON strings."""

    NASTY = ["CP%0d%0aSet-Cookie:%20a=b", "CP%1b[31mred", "CP%00", "%E2%80%AE", "x" * 5000, "%0a%0aERROR%20forged"]

    @pytest.mark.parametrize("text", NASTY)
    async def test_identities(self, server: Server, operator: Operator, text: str):
        socket = await RawSocket.open(server.ocpp_url)
        answer = await socket.upgrade(f"/ocpp/{text}")
        socket.close()
        assert answer.status == 404
        assert answer.header("set-cookie") is None
        said = server.said()
        assert "\x1b" not in said and "forged" not in said
        metrics = (await operator.http.get("metrics")).text
        assert "Set-Cookie" not in metrics and "\x1b" not in metrics

    async def test_user_names_and_subprotocols(self, server: Server, operator: Operator):
        identity = unique("NAME")
        await operator.post("api/v1/charge-points", {"id": identity, "password": "right-password-123"}, 201)
        socket = await RawSocket.open(server.ocpp_url)
        headers = {"Authorization": basic(b"a\r\nX-Evil: 1\r\n\x1b[31m", "x"), "Sec-WebSocket-Protocol": "ocpp1.6"}
        answer = await socket.upgrade(f"/ocpp/{identity}", headers)
        socket.close()
        assert answer.status == 401
        assert answer.header("x-evil") is None
