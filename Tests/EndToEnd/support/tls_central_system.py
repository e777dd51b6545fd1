"""A small central system with a plain and a TLS port, to see what simulated charge points do."""

import asyncio
import base64
import json
import ssl
import subprocess
import uuid
from pathlib import Path

from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

ANSWERS = {
    "BootNotification": {"status": "Accepted", "currentTime": "2026-06-01T08:00:00Z", "interval": 300},
    "Heartbeat": {"currentTime": "2026-06-01T08:00:00Z"},
    "SignCertificate": {"status": "Accepted"},
}


class Authority:
    """A certificate authority in a folder, by openssl."""

    def __init__(self, folder: Path, name: str = "Test Root"):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.root = folder / "root.pem"
        self.key = folder / "root.key"
        self._openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
            "-subj", f"/CN={name}", "-keyout", str(self.key), "-out", str(self.root),
        )  # fmt: skip

    def issue(self, name: str, alternatives: str = "") -> tuple[Path, Path]:
        """The certificate and the key of somebody."""
        key, request = self.folder / f"{name}.key", self.folder / f"{name}.csr"
        self._openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", f"/O=Stationmaster/CN={name}", "-keyout", str(key), "-out", str(request),
        )  # fmt: skip
        return self._sign(request, alternatives), key

    def sign(self, csr: str) -> str:
        """The certificate that a request asks for."""
        request = self.folder / f"{uuid.uuid4()}.csr"
        request.write_text(csr)
        return self._sign(request).read_text()

    def _sign(self, request: Path, alternatives: str = "") -> Path:
        certificate = request.with_suffix(".pem")
        extensions = request.with_suffix(".ext")
        extensions.write_text(f"subjectAltName={alternatives}\n" if alternatives else "keyUsage=digitalSignature\n")
        self._openssl(
            "x509", "-req", "-in", str(request), "-CA", str(self.root), "-CAkey", str(self.key), "-days", "20",
            "-extfile", str(extensions), "-out", str(certificate),
        )  # fmt: skip
        return certificate

    @staticmethod
    def _openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)


class Connection:
    """One connection of a charge point."""

    def __init__(self, socket: ServerConnection, is_secure: bool):
        self.socket = socket
        self.is_secure = is_secure
        self.identity = socket.request.path.rsplit("/", 1)[-1]
        self.received: list[tuple[str, dict]] = []
        self._answers: dict[str, asyncio.Future] = {}

    @property
    def password(self) -> bytes | None:
        """What came with HTTP Basic authentication."""
        header = self.socket.request.headers.get("Authorization", "")
        if not header.startswith("Basic "):
            return None
        user, password = base64.b64decode(header[6:]).split(b":", 1)
        assert user.decode() == self.identity
        return password

    @property
    def certificate_name(self) -> str | None:
        """The commonName of the certificate that the charge point showed."""
        tls = self.socket.transport.get_extra_info("ssl_object")
        certificate = tls.getpeercert() if tls else None
        return dict(part[0] for part in certificate["subject"])["commonName"] if certificate else None

    async def run(self) -> None:
        async for text in self.socket:
            kind, message, *rest = json.loads(text)
            if kind == 2:
                self.received.append((rest[0], rest[1]))
                await self.socket.send(json.dumps([3, message, ANSWERS.get(rest[0], {})]))
            else:
                self._answers.pop(message).set_result(rest[0] if kind == 3 else {"error": rest[0]})

    async def call(self, action: str, payload: dict) -> dict:
        message = str(uuid.uuid4())
        self._answers[message] = asyncio.get_running_loop().create_future()
        answer = self._answers[message]
        await self.socket.send(json.dumps([2, message, action, payload]))
        return await asyncio.wait_for(answer, 20)

    async def configure(self, key: str, value: str) -> str:
        return (await self.call("ChangeConfiguration", {"key": key, "value": value}))["status"]

    async def message(self, action: str) -> dict:
        """The first message of the kind, waited for."""
        async with asyncio.timeout(20):
            while True:
                found = [payload for name, payload in self.received if name == action]
                if found:
                    return found[0]
                await asyncio.sleep(0.02)


class TLSCentralSystem:
    """Takes every charge point; `passwords` holds those that are let in, when it is not None."""

    def __init__(self, authority: Authority):
        self.authority = authority
        self.passwords: set[bytes] | None = None
        self.connections: list[Connection] = []
        self._arrived = asyncio.Condition()

    async def __aenter__(self) -> "TLSCentralSystem":
        certificate, key = self.authority.issue("localhost", "DNS:localhost,IP:127.0.0.1")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        context.load_verify_locations(self.authority.root)
        context.verify_mode = ssl.CERT_OPTIONAL
        options = {"subprotocols": ["ocpp1.6"], "process_request": self._admit}
        self._plain = await serve(lambda socket: self._serve(socket, False), "127.0.0.1", 0, **options)
        self._secure = await serve(lambda socket: self._serve(socket, True), "127.0.0.1", 0, ssl=context, **options)
        return self

    async def __aexit__(self, *_: object) -> None:
        for server in (self._plain, self._secure):
            server.close()
            await server.wait_closed()

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._plain.sockets[0].getsockname()[1]}/ocpp"

    @property
    def tls_url(self) -> str:
        return f"wss://localhost:{self._secure.sockets[0].getsockname()[1]}/ocpp"

    async def connection(self, number: int) -> Connection:
        """The connection with this number, counted from 1, waited for."""
        async with asyncio.timeout(30), self._arrived:
            await self._arrived.wait_for(lambda: len(self.connections) >= number)
            return self.connections[number - 1]

    def _admit(self, socket: ServerConnection, request: Request) -> Response | None:
        header = request.headers.get("Authorization", "")
        password = base64.b64decode(header[6:]).split(b":", 1)[-1] if header.startswith("Basic ") else b""
        if self.passwords is None or password in self.passwords:
            return None
        return socket.respond(401, "wrong password\n")

    async def _serve(self, socket: ServerConnection, is_secure: bool) -> None:
        connection = Connection(socket, is_secure)
        async with self._arrived:
            self.connections.append(connection)
            self._arrived.notify_all()
        await connection.run()
