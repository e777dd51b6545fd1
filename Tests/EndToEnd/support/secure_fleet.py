"""Charge points on security profiles 2 and 3. They trust the roots of the server's own authority and nobody else, and want the
server's certificate to be for the name that they connect to."""

import ssl
from urllib.parse import quote

from cryptography import x509
from ocpp.v16 import call

from support import station_keys
from support.certificates import Identity
from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import eventually
from support.raw_socket import Handshake, RawSocket, basic
from support.tls import TLSSocket, client_context

# Of the server's certificates; the settings of the server must say so.
SERVER_NAME = "csms.example.com"
PASSWORD = "secret-of-sixteen"


class SecureFleet(Fleet):
    """Makes them, and checks afterwards what the Central System said to them."""

    roots = ""
    server_name = SERVER_NAME

    async def context(self, own: Identity | None = None, **tls) -> ssl.SSLContext:
        """A context of `client_context`, with the roots that an operator gives to charge points."""
        if not self.roots:
            self.roots = (await self.operator.http.get("api/v1/certificate-authority/roots.pem")).text
        return client_context(self.roots, own, **tls)

    async def secure(
        self, identity: str, *, own: Identity | None = None, password: str | bytes | None = None, **tls
    ) -> ChargePoint:
        """A connected charge point with TLS: with its certificate, with Basic authentication, or with both."""
        return await self.charge_point(
            identity,
            base=self.server.tls_url,
            ssl=await self.context(own, **tls),
            server_hostname=self.server_name,
            additional_headers={"Authorization": basic(identity, password)} if password is not None else {},
        )

    async def on_profile_2(self, **members) -> ChargePoint:
        """A charge point whose password is PASSWORD."""
        identity = await self.register(**{"securityProfile": 2, "password": PASSWORD} | members)
        return await self.secure(identity, password=PASSWORD)

    async def obtain(self, station: ChargePoint, kind: str, common_name: str | None = None) -> Identity:
        """The charge point asks for a certificate and takes it."""
        key = station_keys.make_key(kind)
        csr = station_keys.request(key, common_name or station.id)
        assert (await station.say(call.SignCertificate(csr=csr))).status == "Accepted"
        own = held(key, (await station.expect("CertificateSigned"))["certificateChain"])

        async def taken():
            # Whoever hangs up before the answer is sent would be brought it again.
            newest, *_ = await self.operator.all(f"api/v1/charge-points/{station.id}/certificates")
            return newest["state"] == "active"

        await eventually(taken)
        return own

    async def on_profile_3(
        self, kind: str = "EC", common_name: str | None = None, **members
    ) -> tuple[ChargePoint, Identity]:
        """A charge point that came from profile 2 to profile 3, and its certificate."""
        station = await self.on_profile_2(**members)
        own = await self.obtain(station, kind, common_name)
        path = f"api/v1/charge-points/{station.id}/security-profile-raises"
        assert (await self.operator.post(path, {"securityProfile": 3}))["status"] == "Accepted"
        assert await station.expect("ChangeConfiguration") == {"key": "SecurityProfile", "value": "3"}
        await station.close()
        return await self.secure(station.id, own=own), own

    async def knock(
        self,
        identity: str,
        *,
        own: Identity | None = None,
        password: str | bytes | None = None,
        plain: bool = False,
        subprotocols: str = "ocpp1.6",
        **tls,
    ) -> Handshake:
        """Asks for the upgrade and goes away; the answer in HTTP."""
        headers = {"Sec-WebSocket-Protocol": subprotocols}
        if password is not None:
            headers["Authorization"] = basic(identity, password)
        if plain:
            socket = await RawSocket.open(self.server.ocpp_url)
        else:
            context = await self.context(own, **tls)
            socket = await TLSSocket.open(self.server.tls_url, context, self.server_name)
        try:
            return await socket.upgrade(f"/ocpp/{quote(identity, safe='')}", headers)
        finally:
            socket.close()

    async def is_refused(self, identity: str, reason: str, **how) -> None:
        """The charge point gets HTTP 401, no upgrade, and the operator sees why."""
        answer = await self.knock(identity, **how)
        assert answer.status == 401, (answer.status, answer.body)
        assert reason in answer.body.decode()

        async def recorded():
            items = await self.operator.all("api/v1/refused-connections")
            return [item for item in items if item["identity"] == identity and reason in item["reason"]]

        assert (await eventually(recorded))[0]["status"] == 401


def held(key, chain: str) -> Identity:
    """A key with the chain that came in CertificateSigned. The root is not shown to the server, which has it."""
    leaf, *issuers = x509.load_pem_x509_certificates(chain.encode())
    return Identity(key, leaf, [each for each in issuers if each.subject != each.issuer])


def cipher(station: ChargePoint) -> str:
    """The cipher suite of the charge point's connection, as openssl names it."""
    return tls_of(station).cipher()[0]


def server_certificate(station: ChargePoint) -> x509.Certificate:
    return x509.load_der_x509_certificate(tls_of(station).getpeercert(binary_form=True))


def tls_of(station: ChargePoint) -> ssl.SSLObject:
    return station.socket.connection.transport.get_extra_info("ssl_object")
