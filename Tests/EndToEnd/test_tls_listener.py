"""The endpoint with TLS: suites, versions, certificates, sessions, and handshakes that fail in the sight of operators."""

import asyncio
import json
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
import websockets

from support.certificates import EC, RSA, Authority, ServerCertificates, self_signed
from support.operator_api import Operator, eventually, unique
from support.raw_socket import RawSocket
from support.server import Server, run
from support.tls import TLSSocket, client_context, connect, handshake, openssl


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> ServerCertificates:
    return ServerCertificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, program: str, certificates: ServerCertificates):
    settings = certificates.settings | {"websocket.handshakeTimeoutSeconds": 2}
    server = Server(tmp_path_factory.mktemp("tls"), settings=settings).start()
    yield server
    server.stop()


def upgrade_request(identity: str) -> bytes:
    return (
        f"GET /ocpp/{identity} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
    ).encode()


async def failure(operator: Operator, reason: str) -> dict:
    """The newest failed handshake whose reason begins with these words."""

    async def find():
        for item in await operator.all("api/v1/handshake-failures"):
            if item["reason"].startswith(reason):
                return item
        return None

    return await eventually(find)


async def boot(socket) -> str:
    """Sends a BootNotification; returns the status of the answer."""
    payload = {"chargePointVendor": "Vendor", "chargePointModel": "Model"}
    await socket.send(json.dumps([2, "1", "BootNotification", payload]))
    kind, message_id, answer = json.loads(await asyncio.wait_for(socket.recv(), 5))
    assert (kind, message_id) == (3, "1")
    return answer["status"]


class TestSuites:
    """A00.FR.317: the four suites of the whitepaper, and what is better."""

    @pytest.mark.parametrize(
        ("suite", "kind"),
        [
            ("ECDHE-ECDSA-AES128-GCM-SHA256", EC),
            ("ECDHE-ECDSA-AES256-GCM-SHA384", EC),
            ("AES128-GCM-SHA256", RSA),
            ("AES256-GCM-SHA384", RSA),
            ("ECDHE-RSA-AES128-GCM-SHA256", RSA),
            ("ECDHE-RSA-AES256-GCM-SHA384", RSA),
        ],
    )
    def test_each_suite_of_tls_12_on_one_port(self, server: Server, certificates: ServerCertificates, suite, kind):
        said = openssl(server.tls_url, "-tls1_2", "-cipher", suite, "-CAfile", str(certificates.root))
        assert f"Cipher is {suite}" in said, said
        assert "Verify return code: 0 (ok)" in said, said
        own = (certificates.folder / f"server-{kind}.pem").read_text()
        assert own.splitlines()[2] in said, f"not the {kind} certificate"

    @pytest.mark.parametrize("suite", ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"])
    @pytest.mark.parametrize("signatures", ["ECDSA+SHA256", "RSA-PSS+SHA256"])
    def test_tls_13_with_either_kind_of_signature(self, server: Server, suite, signatures):
        said = openssl(server.tls_url, "-tls1_3", "-ciphersuites", suite, "-sigalgs", signatures)
        assert f"Cipher is {suite}" in said, said
        assert f"Peer signature type: {'ECDSA' if 'ECDSA' in signatures else 'RSA-PSS'}" in said, said

    def test_a_client_with_ecdsa_suites_but_without_our_curve_gets_rsa(self, server: Server):
        suites = "ECDHE-ECDSA-AES128-GCM-SHA256:AES128-GCM-SHA256"
        said = openssl(server.tls_url, "-tls1_2", "-cipher", suites, "-groups", "P-384")
        assert "Cipher is AES128-GCM-SHA256" in said, said

    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    async def test_a_charge_point_boots_over_tls(self, server: Server, certificates: ServerCertificates, version):
        context = client_context(certificates.authority.pem, version=version)
        socket = await connect(server.tls_url, unique("TLS"), context)
        try:
            assert socket.subprotocol == "ocpp1.6"
            assert await boot(socket) == "Pending"
        finally:
            await socket.close()

    async def test_a_message_of_a_megabyte_passes(self, server: Server, operator: Operator):
        socket = await connect(server.tls_url, unique("BIG"))
        try:
            await boot(socket)
            data = "x" * 900_000
            await socket.send(json.dumps([2, "2", "DataTransfer", {"vendorId": "Vendor", "data": data}]))
            assert json.loads(await asyncio.wait_for(socket.recv(), 10))[:2] == [3, "2"]
        finally:
            await socket.close()

    async def test_the_connection_on_the_plain_port_works_beside_it(self, server: Server):
        socket = await RawSocket.open(server.ocpp_url)
        answer = await socket.upgrade(f"/ocpp/{unique('PLAIN')}")
        socket.close()
        assert answer.status == 101


class TestClientCertificates:
    """Asked for, never demanded, and never a reason for the handshake to fail: the admission decides."""

    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    @pytest.mark.parametrize("kind", [EC, RSA])
    @pytest.mark.parametrize("wrong", ["nothing", "foreign", "self-signed", "expired"])
    async def test_whatever_is_presented_reaches_the_admission(self, server: Server, version, kind, wrong):
        identity = unique("CERT")
        authority = Authority("Some CA", kind)
        client = {
            "nothing": lambda: None,
            "foreign": lambda: Authority("Issuing CA", kind, parent=authority).issue(identity, kind),
            "self-signed": lambda: self_signed(identity, kind),
            "expired": lambda: authority.issue(identity, kind, starts=-timedelta(days=9), ends=-timedelta(days=1)),
        }[wrong]()
        socket = await TLSSocket.open(server.tls_url, client_context(identity=client, version=version))
        answer = await socket.upgrade(f"/ocpp/{identity}")
        socket.close()
        # An answer in HTTP, whichever: what it is depends on the security profile.
        assert answer.status in (101, 401, 403), answer.status


class TestSessions:
    @pytest.mark.parametrize("version", ["-tls1_2", "-tls1_3"])
    @pytest.mark.parametrize("kind", [EC, RSA])
    @pytest.mark.parametrize("with_certificate", [False, True])
    def test_a_session_is_resumed(self, server: Server, tmp_path: Path, version, kind, with_certificate):
        arguments = [version, "-ign_eof"]
        arguments += ["-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256" if kind == EC else "AES128-GCM-SHA256"]
        if version == "-tls1_3":
            arguments += ["-sigalgs", "ECDSA+SHA256" if kind == EC else "RSA-PSS+SHA256"]
        if with_certificate:
            chain, key = self_signed("CP", kind).save(tmp_path, "client")
            arguments += ["-cert", str(chain), "-key", str(key)]
        session = str(tmp_path / "session")
        # A path without an identity is refused, so that the connection ends by itself.
        first = openssl(server.tls_url, *arguments, "-sess_out", session, request=upgrade_request(""))
        assert "New, TLS" in first, first
        second = openssl(server.tls_url, *arguments, "-sess_in", session, request=upgrade_request(""))
        assert "Reused, TLS" in second, second
        assert "HTTP/1.1 404" in second, second


class TestFailures:
    async def test_an_old_version(self, server: Server, operator: Operator):
        openssl(server.tls_url, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
        seen = await failure(operator, "offers only TLS 1.1")
        assert seen["offeredVersions"] == ["TLS 1.1"]
        assert "TLS_RSA_WITH_AES_128_CBC_SHA" in seen["offeredCipherSuites"]
        assert seen["serverName"] == "localhost"
        assert seen["remoteAddress"].startswith("127.0.0.1:")

    async def test_no_common_cipher_suite(self, server: Server, operator: Operator):
        openssl(server.tls_url, "-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA")
        seen = await failure(operator, "no common cipher suite")
        assert "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA" in seen["offeredCipherSuites"]

    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    async def test_a_client_that_does_not_trust_us(self, server: Server, operator: Operator, version):
        context = client_context(Authority("Another CA").pem, version=version)
        with pytest.raises(ssl.SSLCertVerificationError):
            await asyncio.to_thread(handshake, server.tls_url, context)
        name = "TLS 1.2" if version == ssl.TLSVersion.TLSv1_2 else "TLS 1.3"

        async def find():
            items = await operator.all("api/v1/handshake-failures")
            return next((i for i in items if "unknown CA" in i["reason"] and i["offeredVersions"] == [name]), None)

        seen = await eventually(find)
        assert "it does not trust our certificate" in seen["reason"]

    async def test_http_on_the_tls_port_is_answered_in_its_own_language(self, server: Server, operator: Operator):
        socket = await RawSocket.open(server.tls_url)
        answer = await socket.request(upgrade_request("CP-1"))
        socket.close()
        assert answer.status == 400
        assert b"wss" in answer.body
        await failure(operator, "not TLS at all: an HTTP request to the TLS port")

    async def test_tls_on_the_plain_port(self, server: Server, operator: Operator):
        with pytest.raises((ssl.SSLError, ConnectionError)):
            await TLSSocket.open(server.ocpp_url.replace("ws://", "wss://"))
        seen = await failure(operator, "TLS on the plain port")
        assert "TLS 1.3" in seen["offeredVersions"]
        assert seen["serverName"] == "localhost"

    async def test_noise(self, server: Server, operator: Operator):
        socket = await RawSocket.open(server.tls_url)
        socket.writer.write(b"\x00\x01\x02\x03")
        assert await asyncio.wait_for(socket.reader.read(), 5) == b""
        socket.close()
        await failure(operator, "not TLS at all")

    async def test_a_peer_that_hangs_up_in_the_middle(self, server: Server, operator: Operator):
        socket = await RawSocket.open(server.tls_url)
        socket.writer.write(b"\x16\x03\x01\x02\x00\x01\x00")
        await socket.writer.drain()
        socket.close()
        await failure(operator, "the peer hung up in the middle of its ClientHello")

    async def test_a_peer_that_says_nothing(self, server: Server, operator: Operator):
        socket = await RawSocket.open(server.tls_url)
        assert await asyncio.wait_for(socket.reader.read(), 6) == b""
        socket.close()
        await failure(operator, "no ClientHello within 2 s")

    async def test_a_check_of_the_port_leaves_no_record(self, server: Server, operator: Operator):
        before = len(await operator.all("api/v1/handshake-failures"))
        count = await operator.metric("stationmaster_connections_dropped_total", cause="silent")
        for _ in range(3):
            (await RawSocket.open(server.tls_url)).close()

        async def counted():
            return await operator.metric("stationmaster_connections_dropped_total", cause="silent") >= count + 3

        await eventually(counted)
        assert len(await operator.all("api/v1/handshake-failures")) == before

    async def test_they_are_counted_and_found_by_address(self, server: Server, operator: Operator):
        openssl(server.tls_url, "-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA")
        await failure(operator, "no common cipher suite")
        assert await operator.metric("stationmaster_handshake_failures_total") > 0
        here = await operator.all("api/v1/handshake-failures", address="127.0.0.1", limit=1)
        assert here
        assert await operator.all("api/v1/handshake-failures", address="127.0.0.2") == []


class TestStart:
    def test_without_certificates_that_can_be_used_the_server_does_not_start(self, tmp_path: Path):
        certificates = ServerCertificates(tmp_path / "certificates")
        (tmp_path / "certificates" / f"server-{EC}.key").write_text("no key")
        settings = certificates.settings
        variables = {
            "STATIONMASTER_TLS_CERTIFICATE_EC": settings["tls.certificateEC"],
            "STATIONMASTER_TLS_KEY_EC": settings["tls.keyEC"],
            "STATIONMASTER_TLS_CERTIFICATE_RSA": settings["tls.certificateRSA"],
            "STATIONMASTER_TLS_KEY_RSA": settings["tls.keyRSA"],
        }
        ended = run("serve", "--data", str(tmp_path / "data"), "--ocpp-port", "0", "--http-port", "0", variables=variables)
        assert ended.returncode != 0
        assert f"server-{EC}.key: there is no private key" in ended.stderr, ended.stderr

    async def test_tls_can_be_switched_off(self, make_server, certificates: ServerCertificates):
        server = make_server(settings=certificates.settings | {"tls.enabled": False}).start()
        assert server.tls_url == ""
        assert "wss://" not in server.output.read_text()

    async def test_at_the_end_the_peer_gets_a_close_frame(self, make_server, certificates: ServerCertificates):
        server = make_server(settings=certificates.settings).start()
        socket = await connect(server.tls_url, unique("BYE"))
        await boot(socket)
        stopped = asyncio.to_thread(server.stop)
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await asyncio.gather(socket.recv(), stopped)
        assert closed.value.rcvd.code == 1001
