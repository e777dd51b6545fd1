"""Certification cases of Security over TLS, against the server's own authority: profile 2 and profile 3 whole.

The charge points verify the server's certificate and its name. What a case does on any transport is in the other files of the
certification cases; here the same steps go over `wss://` with a client certificate.
"""

import asyncio
import json
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

import test_certification_certificates as certificates
import test_certification_signed_firmware as firmware
from support import station_keys
from support.certificates import Authority
from support.certification import THROUGH_BOTH, order
from support.charge_point import ChargePoint
from support.operator_api import Operator, eventually, unique
from support.raw_socket import basic
from support.secure_fleet import PASSWORD, SERVER_NAME, SecureFleet, cipher, held, server_certificate
from support.server import Server
from support.tls import openssl

SUITES = {
    "ECDHE-ECDSA-AES128-GCM-SHA256": "EC",
    "ECDHE-ECDSA-AES256-GCM-SHA384": "EC",
    "AES128-GCM-SHA256": "RSA",
    "AES256-GCM-SHA384": "RSA",
}
KINDS = pytest.mark.parametrize("kind", station_keys.KINDS)
EACH_SUITE = pytest.mark.parametrize("suite", SUITES)
TLS_12 = ssl.TLSVersion.TLSv1_2


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


@pytest.fixture(params=["booted", "not booted"])
async def station(request: pytest.FixtureRequest, fleet: SecureFleet):
    """A charge point on profile 3, with and without a BootNotification on its connection."""
    charge_point, _ = await fleet.on_profile_3()
    if request.param == "booted":
        await boot(charge_point)
    yield charge_point
    assert charge_point.not_expected() == [], "the Central System asked for what no operator wanted"


async def boot(station: ChargePoint) -> None:
    assert (await station.boot()).status == "Accepted"
    await station.all_available()


async def profile_in_use(operator: Operator, station: ChargePoint) -> int | None:
    shown = await operator.charge_point(station.id)
    assert shown["connected"]
    return shown["connection"]["securityProfile"]


@THROUGH_BOTH
@pytest.mark.parametrize("form", ["bytes", "hexadecimal text"])
async def test_tc_073_update_the_password_on_profile_2(fleet: SecureFleet, operator: Operator, through: str, form: str):
    station = await fleet.on_profile_2()
    await boot(station)
    if through == "resource":
        answer = await operator.post(f"api/v1/charge-points/{station.id}/password-changes")
        assert answer["status"] == "Accepted"
    else:
        payload = {"key": "AuthorizationKey", "value": b"chosen by operator".hex()}
        await operator.command(station.id, "ChangeConfiguration", payload)
    sent = await station.expect("ChangeConfiguration")
    assert (sent.keys(), sent["key"]) == ({"key", "value"}, "AuthorizationKey")
    new = bytes.fromhex(sent["value"])
    assert 16 <= len(new) <= 20
    await station.close()
    again = await fleet.secure(station.id, password=new if form == "bytes" else sent["value"])
    await boot(again)
    assert await profile_in_use(operator, again) == 2
    await fleet.is_refused(station.id, "wrong password", password=PASSWORD)


@THROUGH_BOTH
@pytest.mark.parametrize("subject", ["serial number", "identity"])
@KINDS
async def test_tc_074_renew_the_certificate_and_use_it(
    fleet: SecureFleet, operator: Operator, through: str, kind: str, subject: str
):
    name = unique("SN") if subject == "serial number" else None
    station, old = await fleet.on_profile_3(kind, name, **({"serialNumber": name} if name else {}))
    await boot(station)
    await certificates.trigger(station, operator, through)
    key = station_keys.make_key(kind)
    csr = station_keys.request(key, name or station.id)
    text = await certificates.ask_for_certificate(station, csr)
    chain = station_keys.check_chain(text, key, kind)
    assert chain[0].subject == station_keys.name(name or station.id)
    newest, *_ = await certificates.in_state(operator, station, "active")
    assert newest["firstUsedAt"] is None
    await station.close()
    again = await fleet.secure(station.id, own=held(key, text))
    await boot(again)
    assert await profile_in_use(operator, again) == 3

    async def in_use():
        newest, former = await certificates.certificates(operator, station)
        return newest["firstUsedAt"] and former["state"] == "superseded"

    await eventually(in_use)
    assert (await certificates.renewal(operator, station))["state"] == "inUse"
    # Until it expires or is revoked, the old one is good as well: the charge point may have to go back to it.
    assert (await fleet.knock(station.id, own=old)).status == 101


async def test_tc_074_the_request_crosses_the_trigger(fleet: SecureFleet, operator: Operator):
    station, _ = await fleet.on_profile_3()
    station.may_answer.clear()
    ordered = asyncio.create_task(operator.post(f"api/v1/charge-points/{station.id}/certificate-renewals", expect=201))
    assert await station.expect("ExtendedTriggerMessage") == {"requestedMessage": "SignChargePointCertificate"}
    key = station_keys.make_key("EC")
    # By hand, because the library reads nothing while an answer of its own waits.
    request = [2, "crossing", "SignCertificate", {"csr": station_keys.request(key, station.id)}]
    await station.socket.send(json.dumps(request))
    station.may_answer.set()
    text = (await station.expect("CertificateSigned"))["certificateChain"]
    await ordered
    assert [3, "crossing", {"status": "Accepted"}] in station.socket.received(3)
    await certificates.in_state(operator, station, "active")
    assert (await certificates.renewal(operator, station))["state"] == "installed"
    await station.close()
    await boot(await fleet.secure(station.id, own=held(key, text)))


async def test_tc_074_a_chain_of_the_operators_own(fleet: SecureFleet, operator: Operator):
    station, old = await fleet.on_profile_3()
    root = Authority("Operator's root")
    issuing = Authority("Operator's issuing CA", parent=root)
    await operator.post("api/v1/trusted-authorities", {"certificate": root.pem}, 201)
    new = issuing.issue(station.id)
    payload = {"certificateChain": new.chain_pem}
    assert await order(operator, station, "CertificateSigned", payload) == {"status": "Accepted"}
    await station.close()
    again = await fleet.secure(station.id, own=new)
    await boot(again)
    assert await profile_in_use(operator, again) == 3
    shown = await certificates.certificates(operator, station)
    assert [item["origin"] for item in shown] == ["supplied", "issued"]
    assert (await fleet.knock(station.id, own=old)).status == 101


async def test_tc_075_1_install_a_manufacturer_root_on_profile_3(station: ChargePoint, operator: Operator):
    await certificates.install_and_read(station, operator, "resource", certificates.MANUFACTURER, "RSA")


async def test_tc_075_2_install_a_central_system_root_on_profile_3(station: ChargePoint, operator: Operator):
    await certificates.install_and_read(station, operator, "resource", certificates.CENTRAL_SYSTEM, "EC")


@pytest.mark.parametrize("algorithm", ["SHA256", "SHA384", "SHA512"])
async def test_tc_076_delete_a_certificate_on_profile_3(station: ChargePoint, operator: Operator, algorithm: str):
    await certificates.test_tc_076_delete_certificate(station, operator, "resource", algorithm, False, None)


@THROUGH_BOTH
@KINDS
async def test_tc_077_a_rejected_certificate_changes_nothing(
    fleet: SecureFleet, operator: Operator, through: str, kind: str
):
    station, own = await fleet.on_profile_3(kind)
    await boot(station)
    connected_at = (await operator.charge_point(station.id))["connection"]["connectedAt"]
    await certificates.test_tc_077_invalid_charge_point_certificate(station, operator, through, kind)
    assert (await station.heartbeat()).current_time
    assert (await operator.charge_point(station.id))["connection"]["connectedAt"] == connected_at
    await station.close()
    again = await fleet.secure(station.id, own=own)
    await boot(again)
    assert await profile_in_use(operator, again) == 3


async def test_tc_078_an_invalid_central_system_certificate_on_profile_3(station: ChargePoint, operator: Operator):
    await certificates.test_tc_078_invalid_central_system_certificate(station, operator, "resource", "cannot be decoded")


async def test_tc_079_get_the_security_log_on_profile_3(station: ChargePoint, operator: Operator):
    await firmware.test_tc_079_get_security_log(station, operator, "resource", True, "security.log", True)


@firmware.NAMED
async def test_tc_080_secure_firmware_update_on_profile_3(station: ChargePoint, operator: Operator, named: bool):
    await firmware.test_tc_080_secure_firmware_update(station, operator, "resource", named, [0])


async def test_tc_081_an_invalid_firmware_signature_on_profile_3(station: ChargePoint, operator: Operator):
    await firmware.test_tc_081_secure_firmware_update_invalid_signature(station, operator, "resource", True, "invalid")


async def raise_profile(through: str, operator: Operator, station: ChargePoint, profile: int) -> None:
    """The profile is raised, and the Reset goes over the same connection."""
    if through == "resource":
        path = f"api/v1/charge-points/{station.id}/security-profile-raises"
        assert (await operator.post(path, {"securityProfile": profile}))["status"] == "Accepted"
    else:
        payload = {"key": "SecurityProfile", "value": str(profile)}
        await operator.command(station.id, "ChangeConfiguration", payload)
    assert await station.expect("ChangeConfiguration") == {"key": "SecurityProfile", "value": str(profile)}
    assert await order(operator, station, "Reset", {"type": "Hard"}) == {"status": "Accepted"}
    await station.close()


@THROUGH_BOTH
async def test_tc_083_upgrade_from_profile_1_to_2(fleet: SecureFleet, operator: Operator, through: str):
    identity = await fleet.register(securityProfile=1, password=PASSWORD)
    plain = {"Authorization": basic(identity, PASSWORD)}
    station = await fleet.charge_point(identity, additional_headers=plain)
    await boot(station)
    assert await profile_in_use(operator, station) == 1
    root = {"certificateType": "CentralSystemRootCertificate", "authority": "EC"}
    await operator.post(f"api/v1/charge-points/{identity}/installed-certificates", root, 201)
    sent = await station.expect("InstallCertificate")
    await raise_profile(through, operator, station, 2)
    # The root that the charge point was brought is all that it trusts.
    fleet.roots = sent["certificate"]
    upgraded = await fleet.secure(identity, password=PASSWORD)
    await boot(upgraded)
    assert await profile_in_use(operator, upgraded) == 2
    await upgraded.close()
    await fleet.is_refused(identity, "TLS", password=PASSWORD, plain=True)
    await boot(await fleet.secure(identity, password=PASSWORD))


@THROUGH_BOTH
@KINDS
async def test_tc_083_upgrade_from_profile_2_to_3(fleet: SecureFleet, operator: Operator, through: str, kind: str):
    station = await fleet.on_profile_2()
    await boot(station)
    own = await fleet.obtain(station, kind)
    await raise_profile(through, operator, station, 3)
    upgraded = await fleet.secure(station.id, own=own)
    await boot(upgraded)
    assert await profile_in_use(operator, upgraded) == 3
    await upgraded.close()
    await fleet.is_refused(station.id, "client certificate", password=PASSWORD)
    await fleet.is_refused(station.id, "TLS", password=PASSWORD, plain=True)
    await boot(await fleet.secure(station.id, own=own))
    shown = await operator.charge_point(station.id)
    assert (shown["securityProfile"], shown["requiredSecurityProfile"]) == (3, 3)


@pytest.mark.parametrize("password", [PASSWORD, b"\xff:\x00twenty bytes here".hex()], ids=["text", "hexadecimal"])
async def test_tc_085_basic_authentication_on_profile_2(fleet: SecureFleet, operator: Operator, password: str):
    identity = await fleet.register(securityProfile=2, password=password)
    sent = password if password == PASSWORD else bytes.fromhex(password)
    station = await fleet.secure(identity, password=sent)
    await station.close()
    await fleet.is_refused(identity, "Basic authentication is required")
    refused = await fleet.knock(identity)
    assert refused.header("www-authenticate").lower().startswith("basic")
    await fleet.is_refused(identity, "wrong password", password="another password!")
    again = await fleet.secure(identity, password=sent)
    assert (await again.boot()).status == "Accepted"
    await again.all_available(connectors=2)
    assert await profile_in_use(operator, again) == 2


@EACH_SUITE
async def test_tc_086_tls_server_certificate(fleet: SecureFleet, server: Server, tmp_path, suite: str):
    station = await fleet.secure(
        await fleet.register(securityProfile=2, password=PASSWORD), password=PASSWORD, version=TLS_12, ciphers=suite
    )
    assert cipher(station) == suite
    await boot(station)
    own = server_certificate(station)
    assert own.version == x509.Version.v3
    assert own.serial_number > 0
    assert [part.value for part in own.subject.get_attributes_for_oid(NameOID.COMMON_NAME)] == [SERVER_NAME]
    key = own.public_key()
    if SUITES[suite] == "EC":
        assert isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= 224
    else:
        assert isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048
    roots = tmp_path / "roots.pem"
    roots.write_text(fleet.roots)
    said = await asyncio.to_thread(
        openssl, server.tls_url, "-tls1_2", "-cipher", suite, "-CAfile", str(roots), "-verify_hostname", SERVER_NAME
    )
    assert f"Cipher is {suite}" in said, said
    assert "Verify return code: 0 (ok)" in said, said
    assert station_keys.pem(own) in said, "in PEM"


@pytest.mark.parametrize("kind", ["EC", "RSA"])
async def test_tc_086_each_certificate_on_profile_3(fleet: SecureFleet, operator: Operator, kind: str):
    station, _ = await fleet.on_profile_3(kind)
    await boot(station)
    assert await profile_in_use(operator, station) == 3


@pytest.mark.parametrize("version", ["-tls1", "-tls1_1"])
async def test_tc_086_older_versions_are_refused(server: Server, operator: Operator, version: str):
    said = await asyncio.to_thread(openssl, server.tls_url, version, "-cipher", "ALL:@SECLEVEL=0")
    assert "Cipher is (NONE)" in said, said
    name = "TLS 1.0" if version == "-tls1" else "TLS 1.1"

    async def recorded():
        items = await operator.all("api/v1/handshake-failures")
        return [item for item in items if item["reason"].startswith(f"offers only {name}")]

    await eventually(recorded)


@EACH_SUITE
@KINDS
async def test_tc_087_tls_client_certificate(fleet: SecureFleet, operator: Operator, suite: str, kind: str):
    first, own = await fleet.on_profile_3(kind)
    await first.close()
    station = await fleet.secure(first.id, own=own, version=TLS_12, ciphers=suite)
    assert cipher(station) == suite
    await boot(station)
    shown = (await operator.charge_point(station.id))["connection"]
    assert (shown["securityProfile"], shown["tlsVersion"]) == (3, "TLSv1.2")


@pytest.mark.parametrize("profile", [2, 3])
async def test_tc_088_subprotocol_negotiation_over_tls(fleet: SecureFleet, profile: int):
    if profile == 2:
        station = await fleet.on_profile_2()
        proof = {"password": PASSWORD}
    else:
        station, own = await fleet.on_profile_3()
        proof = {"own": own}
    refused = await fleet.knock(station.id, subprotocols="ocpp0.1", **proof)
    assert (refused.status, refused.header("upgrade")) == (400, None)
    accepted = await fleet.knock(station.id, subprotocols="ocpp0.1, ocpp1.6", **proof)
    assert accepted.status == 101
    assert accepted.all("sec-websocket-protocol") == ["ocpp1.6"]
