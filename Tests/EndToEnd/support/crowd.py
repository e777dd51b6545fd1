"""Thousands of charge points in one process: plain sockets and `selectors`, a few hundred bytes each."""

import json
import selectors
import socket
import ssl
import time
from collections import deque
from urllib.parse import urlsplit

from support.charge_point import moment
from support.raw_socket import CLOSE, PING, PONG, TEXT, masked

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Member:
    """One charge point; says one thing after the other, each when the one before was answered."""

    __slots__ = ("identity", "script", "socket", "received", "upgraded", "answers", "closed")

    def __init__(self, identity: str, script: list[tuple[str, dict]]):
        self.identity = identity
        self.script = deque(script)
        self.socket = socket.socket()
        self.received = b""
        self.upgraded = False
        self.answers: list = []
        self.closed = False


def introduction(identity: str) -> list[tuple[str, dict]]:
    """What a charge point with two connectors says after a cold start."""
    boot = {"chargePointVendor": "Vendor", "chargePointModel": "Model", "chargePointSerialNumber": identity}
    status = {"errorCode": "NoError", "status": "Available", "timestamp": moment()}
    return [("BootNotification", boot)] + [
        ("StatusNotification", {"connectorId": connector} | status) for connector in range(3)
    ]


class Crowd:
    """Drives its members with one selector; call `serve` often enough, so that pings are answered."""

    def __init__(self, url: str, identities: list[str], context: ssl.SSLContext | None = None, sessions=None):
        """With a context they connect with TLS; `sessions` (those of an earlier crowd, by identity) are resumed."""
        place = urlsplit(url)
        self.address = (place.hostname, place.port)
        self.path = place.path
        self.context = context
        self.sessions: dict[str, ssl.SSLSession] = sessions or {}
        self.selector = selectors.DefaultSelector()
        self.members = [Member(identity, introduction(identity)) for identity in identities]
        self.waiting = deque(self.members)
        self.underway = 0

    @property
    def closed(self) -> list[str]:
        return [member.identity for member in self.members if member.closed]

    def done(self) -> bool:
        return not self.waiting and self.underway == 0

    def introduce_all(self, deadline: float, at_once: int = 500) -> float:
        """Connects everyone and lets everyone introduce itself; returns how many seconds that took."""
        begin = time.monotonic()
        while not self.done():
            while self.waiting and self.underway < at_once:
                self._connect(self.waiting.popleft())
            self.serve(0.1)
            assert not self.closed, f"{len(self.closed)} connections were closed, the first is {self.closed[0]}"
            assert time.monotonic() - begin < deadline, f"not within {deadline} s; {len(self.waiting)} still wait"
        return time.monotonic() - begin

    def take_sessions(self) -> dict[str, ssl.SSLSession]:
        """The TLS sessions of all members, for a crowd with the same context that comes after them."""
        return {member.identity: member.socket.session for member in self.members}

    def resumed(self) -> int:
        """How many members resumed a TLS session."""
        return sum(bool(member.socket.session_reused) for member in self.members)

    def serve(self, seconds: float) -> None:
        """Handles what arrives for a while, at least once."""
        for key, _ in self.selector.select(seconds):
            self._read(key.data)

    def serve_for(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.serve(left)

    def close(self) -> None:
        for member in self.members:
            member.socket.close()
        self.selector.close()

    def _connect(self, member: Member) -> None:
        self.underway += 1
        member.socket.connect(self.address)
        member.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.context is not None:
            member.socket = self.context.wrap_socket(
                member.socket, server_hostname="localhost", session=self.sessions.get(member.identity)
            )
        member.socket.setblocking(False)
        self.selector.register(member.socket, selectors.EVENT_READ, member)
        member.socket.send(
            f"GET {self.path}{member.identity} HTTP/1.1\r\nHost: {self.address[0]}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {KEY}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n".encode()
        )

    def _read(self, member: Member) -> None:
        try:
            data = member.socket.recv(65536)
        except ssl.SSLWantReadError:
            return None
        except (ConnectionError, ssl.SSLError):
            data = b""
        if not data:
            return self._lose(member)
        member.received += data
        if not member.upgraded:
            head, found, rest = member.received.partition(b"\r\n\r\n")
            if not found:
                return None
            assert head.startswith(b"HTTP/1.1 101"), head
            member.upgraded, member.received = True, rest
            self._speak(member)
        while (frame := self._frame(member)) is not None:
            self._hear(member, *frame)
        return None

    @staticmethod
    def _frame(member: Member) -> tuple[int, bytes] | None:
        data = member.received
        if len(data) < 2:
            return None
        length, start = data[1] & 0x7F, 2
        if length == 126:
            length, start = int.from_bytes(data[2:4], "big"), 4
        if len(data) < start + length:
            return None
        member.received = data[start + length :]
        return data[0] & 0x0F, data[start : start + length]

    def _hear(self, member: Member, opcode: int, payload: bytes) -> None:
        if opcode == TEXT:
            member.answers.append(json.loads(payload))
            self._speak(member)
        elif opcode == PING:
            member.socket.send(masked(PONG, payload))
        elif opcode == CLOSE:
            self._lose(member)

    def _speak(self, member: Member) -> None:
        if member.script:
            action, payload = member.script.popleft()
            member.socket.send(masked(TEXT, json.dumps([2, str(len(member.script)), action, payload]).encode()))
        else:
            self.underway -= 1

    def _lose(self, member: Member) -> None:
        if not member.closed:
            member.closed = True
            self.selector.unregister(member.socket)
