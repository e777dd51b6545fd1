"""What holds the API's connections: slow requests, many connections, requests that break the rules."""

import contextlib
import socket
import ssl
import subprocess
import time
from urllib.parse import urlsplit

import httpx
import pytest

from support.server import TOKEN, Server

AUTHORIZED = f"Authorization: Bearer {TOKEN}\r\n"


@pytest.fixture
def quick(make_server) -> Server:
    return make_server(settings={"http.requestTimeoutSeconds": 2, "http.maximumConnectionsPerAddress": 20}).start()


def connect(server: Server) -> socket.socket:
    url = urlsplit(server.api_url)
    return socket.create_connection((url.hostname, url.port), timeout=10)


def trickle(peer: socket.socket, text: bytes, pause: float = 0.3, within: float = 10) -> float:
    """Sends byte by byte until the server closes; returns after how many seconds it did."""
    start = time.monotonic()
    with contextlib.suppress(ConnectionError):
        for byte in text:
            peer.sendall(bytes([byte]))
            peer.settimeout(pause)
            try:
                if peer.recv(1000) == b"":
                    return time.monotonic() - start
            except TimeoutError:
                pass
            assert time.monotonic() - start < within, "still open"
    return time.monotonic() - start


def answer(server: Server, request: str) -> str:
    with connect(server) as peer:
        peer.sendall(request.encode())
        received = b""
        with contextlib.suppress(TimeoutError):
            while b"\r\n\r\n" not in received and (part := peer.recv(10_000)):
                received += part
        return received.decode()


class TestSlowRequests:
    def test_headers_byte_by_byte(self, quick: Server):
        with connect(quick) as peer:
            assert 1 < trickle(peer, b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100) < 5

    def test_nothing_at_all(self, quick: Server):
        with connect(quick) as peer:
            start = time.monotonic()
            assert peer.recv(1) == b""
            assert time.monotonic() - start < 5

    @pytest.mark.parametrize("authorized", [True, False])
    def test_a_body_byte_by_byte(self, authorized: bool, quick: Server):
        head = f"POST /api/v1/id-tags HTTP/1.1\r\nHost: a\r\n{AUTHORIZED if authorized else ''}Content-Length: 1000\r\n\r\n"
        with connect(quick) as peer:
            peer.sendall(head.encode())
            assert trickle(peer, b" " * 200) < 8

    def test_an_honest_pace_is_fine(self, quick: Server):
        """Three seconds for what has two seconds at the least rate, and comes faster than that."""
        head = f"POST /api/v1/firmware/images?fileName=a HTTP/1.1\r\nHost: a\r\n{AUTHORIZED}Content-Length: 30000\r\n\r\n"
        with connect(quick) as peer:
            peer.sendall(head.encode())
            for _ in range(10):
                time.sleep(0.35)
                peer.sendall(b"x" * 3000)
            assert peer.recv(1000).startswith(b"HTTP/1.1 201")

    def test_a_connection_between_requests_may_rest(self, quick: Server):
        url = urlsplit(quick.api_url)
        with httpx.Client(base_url=quick.api_url) as http:
            http.get("healthz")
            time.sleep(3)
            assert http.get("healthz").status_code == 200
        assert url.port


def test_one_address_cannot_take_all_connections(quick: Server):
    peers = [connect(quick) for _ in range(20)]
    try:
        for peer in peers:
            peer.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            assert peer.recv(1000).startswith(b"HTTP/1.1 200")
        with connect(quick) as one_more:
            assert one_more.recv(1) == b""
        peers.pop().close()
        end = time.monotonic() + 5
        while not answer_or_nothing(quick):
            assert time.monotonic() < end, "a closed connection makes room"
            time.sleep(0.05)
    finally:
        for peer in peers:
            peer.close()


def answer_or_nothing(server: Server) -> str:
    with contextlib.suppress(ConnectionError):
        return answer(server, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    return ""


class TestBrokenRequests:
    @pytest.mark.parametrize(
        "chunks", ["zz\r\nabc\r\n0\r\n\r\n", "5\r\nab\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffffffffff\r\n"]
    )
    def test_a_malformed_chunked_body_is_the_clients_fault(self, chunks: str, server: Server):
        head = f"POST /api/v1/id-tags HTTP/1.1\r\nHost: a\r\n{AUTHORIZED}Transfer-Encoding: chunked\r\n\r\n"
        assert answer(server, head + chunks).startswith("HTTP/1.1 400"), chunks

    @pytest.mark.parametrize(
        "request_text",
        [
            "GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + "a" * 100_000 + "\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: a\r\n" + "X: a\r\n" * 2000 + "\r\n",
            "nonsense\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n",
            "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
        ],
        ids=["a long header", "many headers", "no HTTP", "a space before the colon", "two lengths"],
    )
    def test_what_is_no_proper_request_is_refused(self, request_text: str, server: Server):
        with contextlib.suppress(ConnectionError):
            said = answer(server, request_text)
            assert said == "" or said.startswith(("HTTP/1.1 400", "HTTP/1.1 431")), said


def test_the_api_over_tls(make_server, tmp_path):
    certificate, key = tmp_path / "api.pem", tmp_path / "api.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    server = make_server(settings={"http.tlsCertificate": certificate, "http.tlsKey": key, "http.requestTimeoutSeconds": 2})
    server._is_ready = lambda: True
    server.start()
    assert server.api_url.startswith("https://")
    context = ssl.create_default_context(cafile=str(certificate))
    with httpx.Client(base_url=server.api_url, verify=context) as http:
        said = http.get("readyz")
        assert said.status_code == 200
        assert said.headers["strict-transport-security"].startswith("max-age=")
        headers = {"Authorization": f"Bearer {TOKEN}"}
        user = {"name": "anna", "role": "viewer", "password": "correct horse battery"}
        assert http.post("api/v1/users", json=user, headers=headers).status_code == 201
        cookie = http.post("api/v1/session", json={"user": "anna", "password": user["password"]}).headers["set-cookie"]
        assert "; Secure" in cookie
    with connect(server) as silent:
        start = time.monotonic()
        assert silent.recv(1) == b"", "a TLS handshake that never comes"
        assert time.monotonic() - start < 5


async def test_metrics_can_be_kept_to_those_who_may(make_server):
    server = make_server(settings={"metrics.requireToken": True}).start()
    with httpx.Client(base_url=server.api_url) as http:
        assert http.get("metrics").status_code == 401
        assert http.get("metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert http.get("healthz").status_code == 200
