"""The certificate authority, certificates of charge points and trusted authorities, as operators see them."""

import stat
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography import x509
from ocpp.v16 import call

from support import station_keys
from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import Operator, eventually
from support.server import Server, run

PASSWORD = "secret-of-sixteen"


async def obtain(station: ChargePoint, common_name: str | None = None, kind: str = "EC") -> list[x509.Certificate]:
    """The charge point asks for a certificate and takes it."""
    csr = station_keys.request(station_keys.make_key(kind), common_name or station.id)
    assert (await station.say(call.SignCertificate(csr=csr))).status == "Accepted"
    chain = (await station.expect("CertificateSigned"))["certificateChain"]
    return x509.load_pem_x509_certificates(chain.encode())


async def listed(operator: Operator, identity: str, **query) -> list[dict]:
    return await operator.all(f"api/v1/charge-points/{identity}/certificates", **query)


async def active(operator: Operator, identity: str) -> dict:
    async def found():
        items = await listed(operator, identity)
        return items and items[0]["state"] == "active" and items[0]

    return await eventually(found)


@pytest.mark.parametrize("kind", station_keys.KINDS)
async def test_openssl_verifies_what_is_signed(operator: Operator, fleet: Fleet, tmp_path: Path, kind: str):
    authority = await operator.get("api/v1/certificate-authority")
    (root,) = authority[kind.lower()]
    chain = await obtain(await fleet.charge_point(password=PASSWORD), kind=kind)
    assert station_keys.pem(chain[-1]) == root["certificate"]
    (tmp_path / "root.pem").write_text(root["certificate"])
    (tmp_path / "leaf.pem").write_text(station_keys.pem(chain[0]))
    command = ["openssl", "verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", "root.pem", "leaf.pem"]
    outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    roots = await operator.http.get("api/v1/certificate-authority/roots.pem")
    assert root["certificate"] in roots.text


async def test_keys_are_nowhere_but_in_files_of_their_owner(make_server):
    server = make_server().start()
    operator = Operator(server)
    folder = server.data / "certificates"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["authority-ec.pem", "authority-rsa.pem", "server-ec.pem", "server-rsa.pem"]
    secrets = []
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        text = file.read_text()
        key = text[text.index("PRIVATE KEY-----") :].splitlines()
        secrets += key[2:4]
    fleet = Fleet(server, operator)
    await obtain(await fleet.charge_point(password=PASSWORD))
    shown = (await operator.http.get("api/v1/certificate-authority")).text
    shown += (await operator.http.get("api/v1/certificates")).text
    shown += (await operator.http.get("api/v1/trusted-authorities")).text
    await fleet.disband()
    await operator.close()
    server.stop()
    kept = b"".join(file.read_bytes() for file in server.data.glob("stationmaster.sqlite*"))
    for secret in secrets:
        assert secret not in shown and secret not in server.said()
        assert secret.encode() not in kept
    assert "PRIVATE KEY" not in shown + server.said()


async def test_a_killed_server_sends_the_certificate_again(make_server):
    server = make_server().start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    station = await fleet.charge_point(password=PASSWORD)
    station.may_answer.clear()
    csr = station_keys.request(station_keys.make_key("EC"), station.id)
    assert (await station.say(call.SignCertificate(csr=csr))).status == "Accepted"
    chain = await station.expect("CertificateSigned")
    server.kill()
    await fleet.disband()
    await operator.close()
    server.start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    again = await fleet.charge_point(station.id, password=PASSWORD)
    await again.boot()
    assert await again.expect("CertificateSigned", 10) == chain
    assert (await active(operator, station.id))["attempts"] == 1
    await fleet.disband()
    await operator.close()


async def test_the_authority_outlives_a_restart(make_server):
    server = make_server().start()
    operator = Operator(server)
    before = await operator.get("api/v1/certificate-authority")
    await operator.close()
    server.stop()
    server.start()
    operator = Operator(server)
    assert await operator.get("api/v1/certificate-authority") == before
    await operator.close()


async def test_a_request_for_another_charge_point_is_refused_with_its_reason(operator: Operator, fleet: Fleet):
    station = await fleet.charge_point(password=PASSWORD)
    csr = station_keys.request(station_keys.make_key("EC"), "SOMEBODY-ELSE")
    assert (await station.say(call.SignCertificate(csr=csr))).status == "Rejected"
    (refused,) = await listed(operator, station.id)
    assert refused["state"] == "refused"
    assert "SOMEBODY-ELSE" in refused["explanation"]
    events = await operator.all(f"api/v1/charge-points/{station.id}/security-events")
    assert events[0]["type"] == "SignCertificateRejected"
    assert station.not_expected() == []


async def test_certificates_are_found_by_state_and_end(operator: Operator, fleet: Fleet):
    station = await fleet.charge_point(password=PASSWORD)
    await obtain(station)
    record = await active(operator, station.id)
    assert await operator.get(f"api/v1/certificates/{record['id']}") == record
    assert await listed(operator, station.id, state="active") == [record]
    assert await listed(operator, station.id, state="revoked") == []
    end = datetime.fromisoformat(record["notAfter"])
    assert end - datetime.now(timezone.utc) > timedelta(days=364)
    later = (end + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert await listed(operator, station.id, expiresBefore=later) == [record]
    assert await listed(operator, station.id, expiresBefore="2026-01-01T00:00:00Z") == []
    assert record in await operator.all("api/v1/certificates", chargePoint=station.id)
    await operator.get("api/v1/certificates/999999", expect=404)
    await operator.get("api/v1/certificates", expect=404, chargePoint="NEVER-REGISTERED")


async def test_a_certificate_is_revoked_once(operator: Operator, fleet: Fleet):
    station = await fleet.charge_point(password=PASSWORD)
    await obtain(station)
    record = await active(operator, station.id)
    path = f"api/v1/certificates/{record['id']}/revocation"
    revoked = await operator.post(path, {"reason": "stolen"})
    assert (revoked["state"], revoked["explanation"]) == ("revoked", "stolen")
    assert revoked["revokedAt"]
    await operator.post(path, {}, 409)
    await operator.post("api/v1/certificates/999999/revocation", {}, 404)


async def test_authorities_are_trusted_and_distrusted(operator: Operator):
    certificate, key = station_keys.root("Manufacturer")
    text = station_keys.pem(certificate)
    added = await operator.post("api/v1/trusted-authorities", {"certificate": text, "note": "ACME"}, 201)
    assert (added["source"], added["note"], added["certificate"]["certificate"]) == ("operator", "ACME", text)
    assert added in await operator.all("api/v1/trusted-authorities")
    for wrong in ["nonsense", text + text, station_keys.request(key, "CP-1"), text.replace("M", "N", 1)]:
        await operator.post("api/v1/trusted-authorities", {"certificate": wrong}, 422)
    path = f"api/v1/trusted-authorities/{added['fingerprint']}"
    await operator.delete(path)
    await operator.delete(path, 404)
    own = [item for item in await operator.all("api/v1/trusted-authorities") if item["source"] == "own"]
    assert len(own) == 2
    await operator.delete(f"api/v1/trusted-authorities/{own[0]['fingerprint']}", 409)
    await operator.post("api/v1/trusted-authorities", {"certificate": own[0]["certificate"]["certificate"]}, 409)


async def test_many_charge_points_renew_in_bulk(operator: Operator, fleet: Fleet):
    stations = [await fleet.charge_point(password=PASSWORD) for _ in range(5)]
    stations[0].answers["ExtendedTriggerMessage"] = {"status": "NotImplemented"}
    target = {"chargePoints": [station.id for station in stations]}
    bulk = await operator.post("api/v1/bulk-operations/certificate-renewals", {"target": target}, 202)
    for station in stations:
        assert await station.expect("ExtendedTriggerMessage") == {"requestedMessage": "SignChargePointCertificate"}

    async def completed():
        return (await operator.get(f"api/v1/bulk-operations/{bulk['id']}"))["state"] == "completed"

    await eventually(completed)
    for station in stations[1:]:
        await obtain(station)
    (refused,) = await operator.all(f"api/v1/charge-points/{stations[0].id}/certificate-renewals")
    assert (refused["state"], refused["explanation"]) == ("refused", "the charge point answered NotImplemented")
    for station in stations[1:]:
        await active(operator, station.id)
        (renewal,) = await operator.all(f"api/v1/charge-points/{station.id}/certificate-renewals")
        assert renewal["state"] == "installed"
        path = f"api/v1/charge-points/{station.id}/certificate-renewals/{renewal['id']}"
        assert await operator.get(path) == renewal


async def test_a_charge_point_that_is_away_cannot_be_asked(operator: Operator, fleet: Fleet):
    identity = await fleet.register()
    problem = await operator.post(f"api/v1/charge-points/{identity}/certificate-renewals", expect=503)
    assert (await operator.get(problem["resource"].lstrip("/")))["state"] == "unanswered"
    await operator.post("api/v1/charge-points/NEVER-REGISTERED/certificate-renewals", expect=404)


async def test_installing_wants_exactly_one_certificate(operator: Operator, fleet: Fleet):
    station = await fleet.charge_point(password=PASSWORD)
    path = f"api/v1/charge-points/{station.id}/installed-certificates"
    kind = {"certificateType": "CentralSystemRootCertificate"}
    await operator.post(path, kind, 422)
    await operator.post(path, kind | {"authority": "EC", "certificate": "x"}, 422)
    await operator.post(path, kind | {"fingerprint": "0" * 64}, 422)
    await operator.post(path, kind | {"certificate": "x" * 5501}, 422)
    assert station.not_expected() == []
    shown = await operator.post(path, kind | {"authority": "RSA"}, 201)
    authority = await operator.get("api/v1/certificate-authority")
    assert (await station.expect("InstallCertificate"))["certificate"] == authority["rsa"][-1]["certificate"]
    assert shown["certificate"]["fingerprint"] == authority["rsa"][-1]["fingerprint"]


class TestStart:
    async def test_files_that_do_not_fit_are_refused_with_a_message(self, tmp_path: Path):
        certificate, key = station_keys.root("Ours")
        (tmp_path / "ca.pem").write_text(station_keys.pem(certificate))
        _, other = station_keys.root("Other")
        encoding = station_keys.serialization
        text = other.private_bytes(
            encoding.Encoding.PEM, encoding.PrivateFormat.PKCS8, encoding.NoEncryption()
        ).decode()
        (tmp_path / "ca.key").write_text(text)
        variables = {
            "STATIONMASTER_CA_CERTIFICATE_EC": str(tmp_path / "ca.pem"),
            "STATIONMASTER_CA_KEY_EC": str(tmp_path / "ca.key"),
        }
        ended = run("serve", "--data", str(tmp_path / "data"), "--ocpp-port", "0", "--http-port", "0", variables=variables)
        assert ended.returncode != 0
        assert "the private key is not that of the first certificate" in ended.stderr
        del variables["STATIONMASTER_CA_KEY_EC"]
        ended = run("serve", "--data", str(tmp_path / "data"), "--ocpp-port", "0", "--http-port", "0", variables=variables)
        assert "belong together" in ended.stderr

    async def test_the_server_certificate_names_the_endpoint(self, make_server):
        settings = {"ocpp.publicURL": "wss://csms.example.com/ocpp", "tls.alternativeNames": "'csms.internal, 10.1.2.3'"}
        server: Server = make_server(settings=settings).start()
        for kind in ("ec", "rsa"):
            own = x509.load_pem_x509_certificates((server.data / f"certificates/server-{kind}.pem").read_bytes())[0]
            assert own.subject == station_keys.name("csms.example.com")
            names = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            assert names.get_values_for_type(x509.DNSName)[:2] == ["csms.example.com", "csms.internal"]
            assert "10.1.2.3" in [str(address) for address in names.get_values_for_type(x509.IPAddress)]
