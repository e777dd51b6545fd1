"""Certification cases about certificates: renewal (074, 077) and the store of root certificates (075, 076, 078).

Over plain WebSocket with a password (security profile 1) here: the messages are the same whatever the security profile. Every case runs with and without a
BootNotification on the current socket, and through the generic command as well as through the resource of its own.
"""

import pytest
from ocpp.v16 import call

from support import station_keys
from support.certification import THROUGH_BOTH, order
from support.charge_point import ChargePoint, moment
from support.fleet import Fleet
from support.operator_api import Operator, eventually

PASSWORD = "secret-of-sixteen"
CENTRAL_SYSTEM, MANUFACTURER = "CentralSystemRootCertificate", "ManufacturerRootCertificate"


@pytest.fixture(params=["booted", "not booted"])
async def station(request: pytest.FixtureRequest, fleet: Fleet) -> ChargePoint:
    """Like everywhere, with and without a BootNotification; with a password, because no certificate is made for strangers."""
    charge_point = await fleet.charge_point(password=PASSWORD)
    if request.param == "booted":
        assert (await charge_point.boot()).status == "Accepted"
        await charge_point.all_available()
    yield charge_point
    assert charge_point.not_expected() == [], "the Central System asked for what no operator wanted"


async def trigger(station: ChargePoint, operator: Operator, through: str) -> None:
    """The operator has the charge point ask for a certificate; nothing but requestedMessage may be in the request."""
    if through == "command":
        payload = {"requestedMessage": "SignChargePointCertificate"}
        assert await order(operator, station, "ExtendedTriggerMessage", payload) == {"status": "Accepted"}
    else:
        renewal = await operator.post(f"api/v1/charge-points/{station.id}/certificate-renewals", expect=201)
        assert await station.expect("ExtendedTriggerMessage") == {"requestedMessage": "SignChargePointCertificate"}
        assert renewal["state"] == "triggered"


async def certificates(operator: Operator, station: ChargePoint) -> list[dict]:
    return await operator.all(f"api/v1/charge-points/{station.id}/certificates")


async def in_state(operator: Operator, station: ChargePoint, state: str) -> list[dict]:
    """The charge point's certificates as soon as the newest is in this state."""

    async def reached():
        items = await certificates(operator, station)
        return items if items and items[0]["state"] == state else None

    return await eventually(reached)


async def renewal(operator: Operator, station: ChargePoint) -> dict:
    return (await operator.all(f"api/v1/charge-points/{station.id}/certificate-renewals"))[0]


async def ask_for_certificate(station: ChargePoint, csr: str) -> str:
    """SignCertificate and the CertificateSigned that follows; the chain. The answer must come before the CALL."""
    before = len(station.socket.frames)
    assert (await station.say(call.SignCertificate(csr=csr))).status == "Accepted"
    chain = (await station.expect("CertificateSigned"))["certificateChain"]
    frames = [frame.content for frame in station.socket.frames[before:] if frame.direction == "received"]
    assert [frame[0] for frame in frames[:2]] == [3, 2], "SignCertificate.conf, then CertificateSigned.req"
    return chain


@THROUGH_BOTH
@pytest.mark.parametrize("subject", ["identity", "identity and O", "CRLF"])
@pytest.mark.parametrize("kind", station_keys.KINDS)
async def test_tc_074_renew_charge_point_certificate(
    station: ChargePoint, operator: Operator, through: str, kind: str, subject: str
):
    await trigger(station, operator, through)
    key = station_keys.make_key(kind)
    organization = "Operator" if subject == "identity and O" else None
    csr = station_keys.request(key, station.id, organization, crlf=subject == "CRLF")
    chain = station_keys.check_chain(await ask_for_certificate(station, csr), key, kind)
    assert chain[0].subject == station_keys.name(station.id, organization)
    shown = await in_state(operator, station, "active")
    assert shown[0]["fingerprint"] == chain[0].fingerprint(station_keys.hashes.SHA256()).hex()
    assert shown[0]["origin"] == "issued"
    assert (await renewal(operator, station))["state"] == "installed"


async def test_tc_074_rsa_pss_request(station: ChargePoint, operator: Operator):
    key = station_keys.make_key("RSA")
    chain = await ask_for_certificate(station, station_keys.request(key, station.id, pss=True))
    station_keys.check_chain(chain, key, "RSA")


async def test_tc_074_chain_supplied_by_the_operator(station: ChargePoint, operator: Operator):
    certificate, key = station_keys.root("Somebody's root")
    chain = station_keys.pem(certificate) * 2
    assert await order(operator, station, "CertificateSigned", {"certificateChain": chain}) == {"status": "Accepted"}
    (shown,) = await certificates(operator, station)
    assert (shown["origin"], shown["state"]) == ("supplied", "active")


@THROUGH_BOTH
@pytest.mark.parametrize("kind", station_keys.KINDS)
async def test_tc_077_invalid_charge_point_certificate(station: ChargePoint, operator: Operator, through: str, kind: str):
    old = station_keys.request(station_keys.make_key(kind), station.id)
    await ask_for_certificate(station, old)
    await in_state(operator, station, "active")
    await trigger(station, operator, through)
    station.answers["CertificateSigned"] = {"status": "Rejected"}
    await ask_for_certificate(station, station_keys.request(station_keys.make_key(kind), station.id))
    await station.say(
        call.SecurityEventNotification(
            type="InvalidChargePointCertificate", timestamp=moment(), tech_info="signature is invalid"
        )
    )
    events = await operator.all(f"api/v1/charge-points/{station.id}/security-events")
    assert events[0]["type"] == "InvalidChargePointCertificate"
    shown = await in_state(operator, station, "rejected")
    assert shown[1]["state"] == "active", "the old certificate stays as it was"
    assert (await renewal(operator, station))["state"] == "refused"
    assert (await operator.charge_point(station.id))["connected"], "the connection stays"


# The store of root certificates


async def install(station: ChargePoint, operator: Operator, through: str, kind: str, text: str) -> dict:
    """InstallCertificate; the text must reach the charge point as it is. The charge point's answer."""
    payload = {"certificateType": kind, "certificate": text}
    if through == "command":
        return await order(operator, station, "InstallCertificate", payload)
    shown = await operator.post(f"api/v1/charge-points/{station.id}/installed-certificates", payload, 201)
    assert await station.expect("InstallCertificate") == payload
    states = {"installed": "Accepted", "rejected": "Rejected", "failed": "Failed"}
    return {"status": states[shown["state"]]}


async def installed(operator: Operator, station: ChargePoint) -> dict:
    return await operator.get(f"api/v1/charge-points/{station.id}/installed-certificates")


async def read(station: ChargePoint, operator: Operator, through: str, kind: str, listed: list[dict] | None) -> dict:
    """GetInstalledCertificateIds, answered with these hash data; what is known then."""
    status = "NotFound" if listed is None else "Accepted"
    station.answers["GetInstalledCertificateIds"] = {"status": status}
    if listed:
        station.answers["GetInstalledCertificateIds"]["certificate_hash_data"] = listed
    if through == "command":
        await order(operator, station, "GetInstalledCertificateIds", {"certificateType": kind})
        return await installed(operator, station)
    path = f"api/v1/charge-points/{station.id}/installed-certificates/readings"
    shown = await operator.post(path, {"certificateType": kind})
    assert await station.expect("GetInstalledCertificateIds") == {"certificateType": kind}
    return shown


async def install_and_read(station: ChargePoint, operator: Operator, through: str, kind: str, key_kind: str) -> None:
    certificate, _ = station_keys.root(f"Root of {station.id}", station_keys.make_key(key_kind))
    text = station_keys.pem(certificate)
    assert await install(station, operator, through, kind, text) == {"status": "Accepted"}
    (before,) = (await installed(operator, station))["items"]
    assert (before["state"], before["hashData"], before["certificateType"]) == ("installed", None, kind)
    hashes = station_keys.hash_data(certificate, "SHA256")
    (shown,) = (await read(station, operator, through, kind, [hashes]))["items"]
    assert shown["hashData"] == hashes
    assert shown["id"] == before["id"], "matched to the certificate that was installed"
    assert shown["certificate"]["certificate"] == text


@THROUGH_BOTH
@pytest.mark.parametrize("key_kind", station_keys.KINDS)
async def test_tc_075_1_install_manufacturer_root(station: ChargePoint, operator: Operator, through: str, key_kind: str):
    await install_and_read(station, operator, through, MANUFACTURER, key_kind)


@THROUGH_BOTH
@pytest.mark.parametrize("key_kind", station_keys.KINDS)
async def test_tc_075_2_install_central_system_root(station: ChargePoint, operator: Operator, through: str, key_kind: str):
    await install_and_read(station, operator, through, CENTRAL_SYSTEM, key_kind)


@THROUGH_BOTH
@pytest.mark.parametrize("last", [None, []], ids=["NotFound", "Accepted without data"])
@pytest.mark.parametrize("upper", [False, True], ids=["lower case", "upper case"])
@pytest.mark.parametrize("algorithm", ["SHA256", "SHA384", "SHA512"])
async def test_tc_076_delete_certificate(
    station: ChargePoint, operator: Operator, through: str, algorithm: str, upper: bool, last: list | None
):
    certificate, _ = station_keys.root(f"Root of {station.id}")
    hashes = station_keys.hash_data(certificate, algorithm, upper)
    text = station_keys.pem(certificate)
    assert await install(station, operator, through, CENTRAL_SYSTEM, text) == {"status": "Accepted"}
    (listed,) = (await read(station, operator, through, CENTRAL_SYSTEM, [hashes]))["items"]
    assert listed["hashData"] == hashes
    assert listed["certificate"]["subject"] == f"CN=Root of {station.id}"
    if through == "command":
        payload = {"certificateHashData": listed["hashData"]}
        assert await order(operator, station, "DeleteCertificate", payload) == {"status": "Accepted"}
    else:
        path = f"api/v1/charge-points/{station.id}/installed-certificates/{listed['id']}"
        assert (await operator.delete(path, 200))["state"] == "deleted"
        assert await station.expect("DeleteCertificate") == {"certificateHashData": hashes}, "letter by letter"
    (gone,) = (await read(station, operator, through, CENTRAL_SYSTEM, last))["items"]
    assert gone["state"] == "deleted"


@THROUGH_BOTH
@pytest.mark.parametrize("text", ["cannot be decoded", "", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"])
async def test_tc_078_invalid_central_system_certificate(
    station: ChargePoint, operator: Operator, through: str, text: str
):
    station.answers["InstallCertificate"] = {"status": "Rejected"}
    assert await install(station, operator, through, CENTRAL_SYSTEM, text) == {"status": "Rejected"}
    await station.say(
        call.SecurityEventNotification(
            type="InvalidCentralSystemCertificate", timestamp=moment(), tech_info="cannot be read"
        )
    )
    events = await operator.all(f"api/v1/charge-points/{station.id}/security-events")
    assert events[0]["type"] == "InvalidCentralSystemCertificate"
    (shown,) = (await installed(operator, station))["items"]
    assert (shown["state"], shown["certificateType"]) == ("rejected", CENTRAL_SYSTEM)


@pytest.mark.parametrize("status", ["NotFound", "Failed"])
async def test_delete_that_does_not_delete(station: ChargePoint, operator: Operator, status: str):
    certificate, _ = station_keys.root("Root")
    await install(station, operator, "resource", MANUFACTURER, station_keys.pem(certificate))
    (listed,) = (
        await read(station, operator, "resource", MANUFACTURER, [station_keys.hash_data(certificate, "SHA256")])
    )["items"]
    station.answers["DeleteCertificate"] = {"status": status}
    shown = await operator.delete(f"api/v1/charge-points/{station.id}/installed-certificates/{listed['id']}", 200)
    await station.expect("DeleteCertificate")
    assert shown["state"] == ("notListed" if status == "NotFound" else "installed")
