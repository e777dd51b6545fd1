"""WebSocket frames written by hand on a TCP socket, for what a library refuses to do."""

import asyncio
import base64
import os
import struct
from urllib.parse import urlsplit

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA


def basic(user: str | bytes, password: str | bytes) -> str:
    """The value of an `Authorization` header."""
    user, password = (part.encode() if isinstance(part, str) else part for part in (user, password))
    return "Basic " + base64.b64encode(user + b":" + password).decode()


class Handshake:
    """The answer to a request for the upgrade."""

    def __init__(self, status: int, headers: list[tuple[str, str]], body: bytes):
        self.status = status
        self.headers = headers
        self.body = body

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def header(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)


def masked(opcode: int, payload: bytes, *, final: bool = True, mask: bool = True, reserved: int = 0) -> bytes:
    """A frame as a client sends it; the keyword arguments make it a wrong one."""
    head = bytes([(0x80 if final else 0) | reserved | opcode])
    bit = 0x80 if mask else 0
    if len(payload) < 126:
        head += bytes([bit | len(payload)])
    elif len(payload) < 65536:
        head += bytes([bit | 126]) + struct.pack("!H", len(payload))
    else:
        head += bytes([bit | 127]) + struct.pack("!Q", len(payload))
    if not mask:
        return head + payload
    key = os.urandom(4)
    repeated = (key * (len(payload) // 4 + 1))[: len(payload)]
    data = (int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")).to_bytes(len(payload), "big")
    return head + key + data


class RawSocket:
    """A TCP connection to the OCPP listener."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(cls, url: str) -> "RawSocket":
        place = urlsplit(url)
        return cls(*await asyncio.open_connection(place.hostname, place.port))

    async def upgrade(self, target: str, headers: dict[str, str] | None = None) -> Handshake:
        """Asks for the upgrade of `target` (sent as it is) and returns what comes back, body included when refused."""
        lines = {
            "Host": "127.0.0.1",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Version": "13",
        } | (headers if headers is not None else {"Sec-WebSocket-Protocol": "ocpp1.6"})
        text = f"GET {target} HTTP/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in lines.items()) + "\r\n"
        return await self.request(text.encode("latin-1"))

    async def request(self, data: bytes) -> Handshake:
        """Sends bytes and reads the head of one HTTP response, and its body when it has a length."""
        self.writer.write(data)
        await self.writer.drain()
        head = (await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 5)).decode("latin-1")
        status, *rest = head.rstrip("\r\n").split("\r\n")
        fields = [tuple(part.strip() for part in line.split(":", 1)) for line in rest]
        answer = Handshake(int(status.split(" ")[1]), fields, b"")
        length = int(answer.header("content-length") or 0)
        if length and answer.status != 101:
            answer.body = await asyncio.wait_for(self.reader.readexactly(length), 5)
        return answer

    async def send(self, opcode: int, payload: bytes = b"", **wrong) -> None:
        self.writer.write(masked(opcode, payload, **wrong))
        await self.writer.drain()

    async def frame(self, timeout: float = 5) -> tuple[int, bytes] | None:
        """The next frame's opcode and payload; None when the connection is at its end."""
        try:
            return await asyncio.wait_for(self._frame(), timeout)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None

    async def _frame(self) -> tuple[int, bytes]:
        first, second = await self.reader.readexactly(2)
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return first & 0x0F, await self.reader.readexactly(length)

    async def close_code(self, timeout: float = 5) -> int | None:
        """Reads to the end; the code of the close frame, or None when the connection ended without one."""
        code = None
        while (frame := await self.frame(timeout)) is not None:
            if frame[0] == CLOSE and len(frame[1]) >= 2:
                (code,) = struct.unpack("!H", frame[1][:2])
                await self.send(CLOSE, frame[1][:2])
        return code

    def close(self) -> None:
        self.writer.close()
