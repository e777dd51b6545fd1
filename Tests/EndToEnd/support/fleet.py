"""Makes charge points for a test, and checks afterwards that the Central System said nothing wrong to any of them."""

from urllib.parse import quote

import websockets

from support.charge_point import ChargePoint
from support.operator_api import Operator
from support.peer import Peer
from support.raw_socket import basic
from support.recording import RecordedSocket
from support.server import Server


class Fleet:
    """The charge points of one test on one server."""

    def __init__(self, server: Server, operator: Operator):
        self.server = server
        self.operator = operator
        self.members: list[ChargePoint | Peer] = []
        self.sockets: list[RecordedSocket] = []

    async def register(self, **members) -> str:
        """A charge point that the Central System knows; returns its identity."""
        return (await self.operator.add_charge_point(**members))["id"]

    def url(self, identity: str, base: str | None = None) -> str:
        return (base or self.server.ocpp_url) + quote(identity, safe="")

    async def socket(self, identity: str, *, base: str | None = None, **options) -> RecordedSocket:
        """A WebSocket of that charge point, to the plain endpoint unless `base` is another URL. Pings of the library's own are
        off; those of the server are answered."""
        defaults = {"subprotocols": ["ocpp1.6"], "ping_interval": None, "compression": None, "proxy": None}
        options = defaults | {"close_timeout": 2} | options
        socket = RecordedSocket(await websockets.connect(self.url(identity, base), **options))
        self.sockets.append(socket)
        return socket

    async def charge_point(
        self, identity: str | None = None, password: str | None = None, **options
    ) -> ChargePoint:
        """A connected charge point of the `ocpp` package, registered first unless an identity is given.

        With a password it is registered with that, and logs in with it.
        """
        identity = identity or await self.register(**({"password": password} if password else {}))
        if password:
            options = {"additional_headers": {"Authorization": basic(identity, password)}} | options
        member = ChargePoint(identity, await self.socket(identity, **options))
        member.run()
        self.members.append(member)
        return member

    async def peer(self, identity: str | None = None, **options) -> Peer:
        """A connected peer to be driven frame by frame."""
        identity = identity or await self.register()
        member = Peer(identity, await self.socket(identity, **options))
        self.members.append(member)
        return member

    async def disband(self) -> None:
        for member in self.members:
            await member.close()
        wrong = [complaint for socket in self.sockets for complaint in socket.complaints]
        assert not wrong, "the Central System sent:\n" + "\n".join(wrong)
