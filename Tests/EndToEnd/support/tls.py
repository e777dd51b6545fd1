"""Clients of the endpoint with TLS: Python's `ssl`, and openssl's program for what Python does not do."""

import asyncio
import socket
import ssl
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import websockets

from support.certificates import Identity
from support.raw_socket import RawSocket


def client_context(
    root: str | None = None,
    identity: Identity | None = None,
    *,
    version: ssl.TLSVersion | None = None,
    ciphers: str | None = None,
) -> ssl.SSLContext:
    """A client's context: the PEM text of the root that it trusts (None: it trusts anyone), its own certificate, the one
    version that it speaks, and its cipher suites for TLS 1.2."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if root is None:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    else:
        context.load_verify_locations(cadata=root)
    if identity is not None:
        # Python loads them from files only.
        with tempfile.TemporaryDirectory() as folder:
            chain, key = identity.save(Path(folder), "client")
            context.load_cert_chain(chain, key)
    if version is not None:
        context.minimum_version = context.maximum_version = version
    if ciphers is not None:
        context.set_ciphers(ciphers)
    return context


class TLSSocket(RawSocket):
    """WebSocket frames written by hand on a TLS connection."""

    @classmethod
    async def open(
        cls, url: str, context: ssl.SSLContext | None = None, server_name: str = "localhost"
    ) -> "TLSSocket":
        place = urlsplit(url)
        return cls(
            *await asyncio.open_connection(
                place.hostname, place.port, ssl=context or client_context(), server_hostname=server_name
            )
        )


async def connect(url: str, identity: str, context: ssl.SSLContext | None = None, **options):
    """A WebSocket of the `websockets` library to `wss://…/identity`."""
    options = {"subprotocols": ["ocpp1.6"], "server_hostname": "localhost"} | options
    return await websockets.connect(url + identity, ssl=context or client_context(), **options)


def handshake(url: str, context: ssl.SSLContext) -> ssl.SSLSocket:
    """A TLS connection of Python's blocking sockets, which send the alert when a handshake fails; asyncio's do not."""
    place = urlsplit(url)
    plain = socket.create_connection((place.hostname, place.port), timeout=10)
    try:
        return context.wrap_socket(plain, server_hostname="localhost")
    except BaseException:
        plain.close()
        raise


def openssl(url: str, *arguments: str, request: bytes = b"", timeout: float = 20) -> str:
    """Runs `openssl s_client` against the endpoint, sends the request and returns everything that it prints."""
    place = urlsplit(url)
    command = ["openssl", "s_client", "-connect", f"{place.hostname}:{place.port}", "-servername", "localhost"]
    done = subprocess.run(
        [*command, *arguments], input=request, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout
    )
    return done.stdout.decode(errors="replace")
