"""Who is refused on security profiles 2 and 3: in HTTP before the upgrade, with a reason that operators find."""

import asyncio
import ssl
from datetime import timedelta

import pytest
from cryptography import x509

from support.certificates import EC, RSA, Authority, self_signed
from support.charge_point import ChargePoint
from support.operator_api import Operator, eventually, unique
from support.secure_fleet import PASSWORD, SERVER_NAME, SecureFleet
from support.server import Server
from support.tls import openssl

BOTH_VERSIONS = pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["1.2", "1.3"])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, program: str):
    server = Server(tmp_path_factory.mktemp("secure"), settings={"tls.serverName": SERVER_NAME}).start()
    yield server
    server.stop()


@pytest.fixture
async def fleet(server: Server, operator: Operator):
    charge_points = SecureFleet(server, operator)
    yield charge_points
    await charge_points.disband()


@pytest.fixture
async def trusted(operator: Operator) -> Authority:
    """An authority that is trusted besides the server's own: a manufacturer's."""
    authority = Authority(unique("Manufacturer"))
    await operator.post("api/v1/trusted-authorities", {"certificate": authority.pem}, 201)
    return authority


async def register(fleet: SecureFleet, **members) -> str:
    return await fleet.register(**{"securityProfile": 3} | members)


@BOTH_VERSIONS
@pytest.mark.parametrize("kind", [EC, RSA])
async def test_a_trusted_certificate_is_the_way_in(fleet: SecureFleet, trusted: Authority, version, kind: str):
    identity = await register(fleet)
    station = await fleet.secure(identity, own=trusted.issue(identity, kind), version=version)
    assert (await station.boot()).status == "Accepted"
    below = Authority("Issuing CA", kind, parent=trusted)
    again = await fleet.secure(identity, own=below.issue(identity, kind), version=version)
    assert (await again.boot()).status == "Accepted"


@BOTH_VERSIONS
async def test_a_certificate_of_a_foreign_authority(fleet: SecureFleet, trusted: Authority, version):
    identity = await register(fleet)
    namesake = Authority("Manufacturer")
    namesake.certificate = trusted.certificate
    for own in (Authority("Stranger").issue(identity), self_signed(identity), namesake.issue(identity)):
        await fleet.is_refused(identity, "the client certificate is not accepted", own=own, version=version)


@BOTH_VERSIONS
async def test_a_certificate_that_is_out_of_its_time(fleet: SecureFleet, trusted: Authority, version):
    identity = await register(fleet)
    expired = trusted.issue(identity, starts=-timedelta(days=9), ends=-timedelta(days=1))
    await fleet.is_refused(identity, "expired on", own=expired, version=version)
    early = trusted.issue(identity, starts=timedelta(days=1), ends=timedelta(days=9))
    await fleet.is_refused(identity, "valid from", own=early, version=version)


async def test_a_certificate_that_expires_between_two_connections(fleet: SecureFleet, trusted: Authority):
    identity = await register(fleet)
    own = trusted.issue(identity, ends=timedelta(seconds=3))
    assert (await fleet.knock(identity, own=own)).status == 101

    async def refused():
        return (await fleet.knock(identity, own=own)).status == 401

    await eventually(refused, within=8)
    await fleet.is_refused(identity, "expired on", own=own)


@BOTH_VERSIONS
async def test_the_certificate_of_another_charge_point(fleet: SecureFleet, trusted: Authority, version):
    mine, other = await register(fleet), await register(fleet)
    await fleet.is_refused(mine, "the client certificate is not accepted", own=trusted.issue(other), version=version)
    # The same with one that was issued here.
    station, own = await fleet.on_profile_3()
    await fleet.is_refused(mine, "issued to another charge point", own=own, version=version)
    # Having connected once with it does not make it anybody else's.
    await fleet.secure(station.id, own=own)
    await fleet.is_refused(mine, "issued to another charge point", own=own, version=version)


async def test_a_certificate_with_another_serial_number(fleet: SecureFleet, trusted: Authority):
    identity = await register(fleet, serialNumber=unique("SN"))
    await fleet.is_refused(identity, "the client certificate is not accepted", own=trusted.issue(unique("SN")))


async def test_a_certificate_that_is_for_servers(fleet: SecureFleet, trusted: Authority):
    identity = await register(fleet)
    await fleet.is_refused(identity, "not for clients", own=trusted.issue(identity, server=True))


@BOTH_VERSIONS
async def test_a_revoked_certificate_cuts_its_connection_and_is_refused(fleet: SecureFleet, operator: Operator, version):
    first, own = await fleet.on_profile_3()
    station = await fleet.secure(first.id, own=own, version=version)
    assert (await station.boot()).status == "Accepted"
    await station.heartbeat()
    (record, *_) = await operator.all(f"api/v1/charge-points/{station.id}/certificates")
    shown = await operator.post(f"api/v1/certificates/{record['id']}/revocation", {"reason": "stolen"})
    assert shown["state"] == "revoked"
    await is_cut(station)
    shown = await operator.charge_point(station.id)
    assert not shown["connected"]
    assert "revoked" in shown["connection"]["disconnectReason"]
    await fleet.is_refused(station.id, "revoked", own=own, version=version)
    # Whoever has lost it comes back with a new one, once an operator lets it.
    await operator.patch(f"api/v1/charge-points/{station.id}", {"securityProfile": 2})
    back = await fleet.secure(station.id, password=PASSWORD, version=version)
    new = await fleet.obtain(back, "EC")
    await operator.patch(f"api/v1/charge-points/{station.id}", {"securityProfile": 3})
    assert (await fleet.knock(station.id, own=new, version=version)).status == 101


async def test_revoking_the_former_certificate_leaves_the_connection(fleet: SecureFleet, operator: Operator):
    first, old = await fleet.on_profile_3()
    new = await fleet.obtain(first, "EC")
    await first.close()
    station = await fleet.secure(first.id, own=new)
    await station.heartbeat()
    records = await operator.all(f"api/v1/charge-points/{station.id}/certificates")
    await operator.post(f"api/v1/certificates/{records[1]['id']}/revocation", {})
    assert (await station.heartbeat()).current_time
    await fleet.is_refused(station.id, "revoked", own=old)
    assert (await station.heartbeat()).current_time, "a refused attempt does not disturb who is there"


async def test_an_authority_that_is_trusted_no_longer(fleet: SecureFleet, operator: Operator, trusted: Authority):
    identity = await register(fleet)
    own = trusted.issue(identity)
    assert (await fleet.knock(identity, own=own)).status == 101
    items = await operator.all("api/v1/trusted-authorities")
    (added,) = [item for item in items if item["certificate"]["certificate"] == trusted.pem]
    await operator.delete(f"api/v1/trusted-authorities/{added['fingerprint']}")
    await fleet.is_refused(identity, "the client certificate is not accepted", own=own)


@BOTH_VERSIONS
async def test_no_certificate_on_profile_3(fleet: SecureFleet, version):
    identity = await register(fleet, password=PASSWORD)
    await fleet.is_refused(identity, "none was presented", version=version)
    await fleet.is_refused(identity, "none was presented", password=PASSWORD, version=version)


@pytest.mark.parametrize("profile", [2, 3])
@pytest.mark.parametrize("password", [PASSWORD, None], ids=["with the password", "without"])
async def test_the_plain_endpoint_on_profiles_with_tls(fleet: SecureFleet, profile: int, password: str | None):
    identity = await fleet.register(securityProfile=profile, password=PASSWORD)
    await fleet.is_refused(identity, f"security profile {profile} demands TLS", plain=True, password=password)


async def test_a_revocation_outlives_a_kill(make_server):
    server = make_server(settings={"tls.serverName": SERVER_NAME}).start()
    operator = Operator(server)
    fleet = SecureFleet(server, operator)
    station, own = await fleet.on_profile_3()
    other, good = await fleet.on_profile_3()
    (record,) = await operator.all(f"api/v1/charge-points/{station.id}/certificates")
    await operator.post(f"api/v1/certificates/{record['id']}/revocation", {})
    server.kill()
    await fleet.disband()
    await operator.close()
    server.start()
    operator = Operator(server)
    fleet = SecureFleet(server, operator)
    await fleet.is_refused(station.id, "revoked", own=own)
    assert (await fleet.knock(other.id, own=good)).status == 101
    await fleet.is_refused(other.id, "none was presented", password=PASSWORD)
    await fleet.disband()
    await operator.close()


@pytest.mark.parametrize("version", ["-tls1_2", "-tls1_3"])
async def test_a_resumed_session_is_no_way_round_a_revocation(
    fleet: SecureFleet, server: Server, operator: Operator, tmp_path, version: str
):
    station, own = await fleet.on_profile_3()
    chain, key = own.save(tmp_path, "client")

    def ask(identity: str, *session: str) -> str:
        lines = ["GET /ocpp/" + identity + " HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: Upgrade"]
        lines += ["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: ocpp1.6"]
        request = "".join(line + "\r\n" for line in [*lines, ""]).encode()
        arguments = [version, "-ign_eof", "-cert", str(chain), "-key", str(key), *session]
        return openssl(server.tls_url, *arguments, request=request)

    # A path without an identity is refused, so that the connection ends by itself.
    first = await asyncio.to_thread(ask, "", "-sess_out", str(tmp_path / "session"))
    assert "HTTP/1.1 404" in first, first
    (record,) = await operator.all(f"api/v1/charge-points/{station.id}/certificates")
    await operator.post(f"api/v1/certificates/{record['id']}/revocation", {})
    second = await asyncio.to_thread(ask, station.id, "-sess_in", str(tmp_path / "session"))
    assert "Reused, TLS" in second, second
    assert "HTTP/1.1 401" in second, second
    assert "revoked" in second, second


@BOTH_VERSIONS
async def test_what_more_than_enough_is_shown_does_no_harm(fleet: SecureFleet, operator: Operator, version):
    # A password beside the certificate, even a wrong one; the root among the certificates; no name of the server.
    first, own = await fleet.on_profile_3()
    station = await fleet.secure(first.id, own=own, password="of no interest", version=version)
    assert (await station.boot()).status == "Accepted"
    assert (await operator.charge_point(station.id))["connection"]["securityProfile"] == 3
    roots = x509.load_pem_x509_certificates(fleet.roots.encode())
    own.intermediates = [root for root in roots if root.subject == own.certificate.issuer]
    assert (await fleet.knock(station.id, own=own, version=version)).status == 101
    # A certificate beside the password.
    second = await fleet.on_profile_2()
    station = await fleet.secure(second.id, own=own, password=PASSWORD, version=version)
    assert (await operator.charge_point(station.id))["connection"]["securityProfile"] == 2


async def test_a_certificate_is_no_password(fleet: SecureFleet):
    station = await fleet.on_profile_2()
    own = await fleet.obtain(station, "EC")
    await fleet.is_refused(station.id, "Basic authentication is required", own=own)
    await fleet.is_refused(station.id, "wrong password", own=own, password="something else")


async def test_the_password_of_another_charge_point(fleet: SecureFleet):
    one = await fleet.register(securityProfile=2, password=PASSWORD)
    await fleet.register(securityProfile=2, password="the other password")
    await fleet.is_refused(one, "wrong password", password="the other password")


@pytest.mark.parametrize("minimum", [2, 3])
async def test_the_minimum_of_the_server_is_above_all(make_server, minimum: int):
    server = make_server(settings={"security.minimumProfile": minimum, "tls.serverName": SERVER_NAME}).start()
    operator = Operator(server)
    fleet = SecureFleet(server, operator)
    identity = await fleet.register(securityProfile=1, password=PASSWORD)
    await fleet.is_refused(identity, "demands TLS", plain=True, password=PASSWORD)
    answer = await fleet.knock(identity, password=PASSWORD)
    assert answer.status == (101 if minimum == 2 else 401)
    await fleet.disband()
    await operator.close()


async def is_cut(station: ChargePoint) -> None:
    action, _ = await asyncio.wait_for(station.asked.get(), 5)
    assert action == "closed"
