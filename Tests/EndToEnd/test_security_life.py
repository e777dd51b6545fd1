"""One simulated charge point, a process of its own, from a password over plain WebSocket to a certificate that is revoked.

Everything is done through the public API, and everything goes over the real transport.
"""

import asyncio
from pathlib import Path

import pytest

from support import station_keys
from support.firmware import CONTENT, UPDATES, upload
from support.operator_api import Operator, eventually
from support.secure_fleet import SecureFleet
from support.server import Server, free_port
from support.signing import private_pem, sign
from support.simulator import Simulator

IDENTITY, SERIAL_NUMBER = "LIFE-1", "SN-4711"
PASSWORD = "from the factory"
ROOT = "CentralSystemRootCertificate"
# What the charge point tells of in its life, and whether chapter 8 of the security whitepaper calls it critical.
CRITICAL = {
    "StartupOfTheDevice": True,
    "ResetOrReboot": True,
    "FirmwareUpdated": True,
    "InvalidCentralSystemCertificate": False,
    "InvalidFirmwareSignature": False,
}
pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def server(make_server) -> Server:
    # The same ports after a restart.
    ports = {"STATIONMASTER_TLS_PORT": str(free_port())}
    return make_server(settings={"tls.serverName": "localhost"}, variables=ports, ocpp_port=free_port()).start()


class Life:
    """What the operator does with the charge point, and what they see of it."""

    def __init__(self, server: Server, operator: Operator, folder: Path):
        self.server = server
        self.operator = operator
        self.folder = folder
        self.path = f"api/v1/charge-points/{IDENTITY}"
        self.simulator: Simulator | None = None

    def simulate(self, *arguments: str, **options: object) -> None:
        password = self.folder / "password"
        password.write_text(PASSWORD + "\n")
        tls_url = self.server.tls_url.replace("127.0.0.1", "localhost")
        self.simulator = Simulator(
            self.folder / "simulator", self.server.ocpp_url, *arguments, identity=IDENTITY, tls_url=tls_url,
            serial_number=SERIAL_NUMBER, password_file=password, acceleration=60, **options,
        ).start()  # fmt: skip

    async def connection(self, profile: int, after: str | None = None) -> dict:
        """The charge point's connection as soon as it has one that uses the profile, another than that of `after`."""

        async def found():
            shown = await self.operator.charge_point(IDENTITY)
            fits = shown["connected"] and shown["connection"]["securityProfile"] == profile
            # On a connection of its own, it has booted.
            return fits and shown["connection"]["connectedAt"] != after and shown["bootNotification"] and shown["connection"]

        return await eventually(found, within=40)

    async def post(self, path: str, body=None, expect: int = 200) -> dict:
        """To a resource of the charge point's."""
        return await self.operator.post(f"{self.path}/{path}", body, expect)

    async def all(self, path: str) -> list[dict]:
        return await self.operator.all(f"{self.path}/{path}")

    async def event(self, kind: str) -> dict:
        """The newest security event of the kind that the charge point told of."""

        async def found():
            return next((item for item in await self.all("security-events") if item["type"] == kind), None)

        return await eventually(found, within=10)

    async def install(self, kind: str, **content: str) -> dict:
        return await self.post("installed-certificates", {"certificateType": kind} | content, 201)

    async def installed(self, kind: str) -> list[dict]:
        """What the charge point says is installed."""
        report = await self.post("installed-certificates/readings", {"certificateType": kind})
        return [item for item in report["items"] if item["certificateType"] == kind and item["state"] == "installed"]

    async def renewed(self, state: str) -> dict:
        """The charge point is asked to renew its certificate; the renewal once it is in the state."""
        renewal = await self.post("certificate-renewals", expect=201)

        async def reached():
            shown = await self.operator.get(f"{self.path}/certificate-renewals/{renewal['id']}")
            assert shown["state"] != "unanswered", shown
            return shown["state"] == state and shown

        return await eventually(reached, within=20)

    async def update(self, image: dict, state: str, **signed: object) -> dict:
        """A signed update; the job once it is in the state."""
        body = {"chargePointId": IDENTITY, "imageId": image["id"], "signed": signed}
        job = await self.operator.post(UPDATES, body, 201)

        async def reached():
            shown = await self.operator.get(f"{UPDATES}/{job['id']}")
            return shown["state"] == state and shown

        return await eventually(reached, within=40)

    async def log(self) -> str:
        """The security log, fetched and downloaded."""
        job = await self.post("diagnostics", {"logType": "SecurityLog"}, 201)

        async def uploaded():
            return (await self.operator.get(f"api/v1/diagnostics/{job['id']}"))["state"] == "uploaded"

        await eventually(uploaded, within=20)
        return (await self.operator.http.get(f"api/v1/diagnostics/{job['id']}/file")).text


@pytest.fixture
async def life(server: Server, operator: Operator, tmp_path: Path):
    life = Life(server, operator, tmp_path)
    members = {"securityProfile": 1, "password": PASSWORD, "serialNumber": SERIAL_NUMBER}
    await operator.add_charge_point(IDENTITY, **members)
    yield life
    if life.simulator:
        await asyncio.to_thread(life.simulator.stop)


@pytest.fixture
async def stranger(server: Server, operator: Operator):
    """Somebody else who tries the charge point's credentials."""
    fleet = SecureFleet(server, operator)
    fleet.server_name = "localhost"
    yield fleet
    await fleet.disband()


async def to_profile_2(life: Life, kinds: list[str]) -> dict:
    first = await life.connection(1)
    for kind in kinds:
        assert (await life.install(ROOT, authority=kind))["state"] == "installed"
    assert len(await life.installed(ROOT)) == len(kinds)
    assert (await life.post("security-profile-raises", {"securityProfile": 2}))["status"] == "Accepted"
    return await life.connection(2, after=first["connectedAt"])


async def to_profile_3(life: Life, kinds: list[str]) -> dict:
    second = await to_profile_2(life, kinds)
    # The certificate that nobody uses yet.
    assert (await life.renewed("installed"))["certificate"]["subject"] == f"CN={SERIAL_NUMBER},O=Stationmaster"
    assert (await life.post("security-profile-raises", {"securityProfile": 3}))["status"] == "Accepted"
    return await life.connection(3, after=second["connectedAt"])


@pytest.mark.parametrize("kind", ["EC", "RSA"])
async def test_the_whole_life_of_a_charge_points_security(life: Life, operator: Operator, stranger: SecureFleet, kind: str):
    life.simulate(security_profile=1, key_kind=kind.lower())
    first = await life.connection(1)

    # 073: the password.
    assert (await life.post("password-changes"))["status"] == "Accepted"
    second = await life.connection(1, after=first["connectedAt"])
    await stranger.is_refused(IDENTITY, "wrong password", password=PASSWORD, plain=True)

    # 083: profile 2. A charge point with RSA keys verifies its certificates up to the root with an RSA key.
    third = await to_profile_2(life, ["EC"] if kind == "EC" else ["EC", "RSA"])
    assert third["tlsVersion"] == "TLSv1.3"
    assert third["connectedAt"] > second["connectedAt"]
    await stranger.is_refused(IDENTITY, "TLS", password=PASSWORD, plain=True)
    answer = await operator.command(IDENTITY, "Reset", {"type": "Hard"})
    assert answer["response"] == {"status": "Accepted"}
    fourth = await life.connection(2, after=third["connectedAt"])

    # 075 and 076: a root that is installed and deleted again.
    certificate, _ = station_keys.root("Another root")
    await life.install(ROOT, certificate=station_keys.pem(certificate))
    (another,) = [item for item in await life.installed(ROOT) if item["certificate"]["subject"] == "CN=Another root"]
    deleted = await operator.delete(f"{life.path}/installed-certificates/{another['id']}", 200)
    assert deleted["state"] == "deleted"
    assert another["id"] not in [item["id"] for item in await life.installed(ROOT)]

    # 078: one that is none.
    assert (await life.install(ROOT, certificate="no certificate"))["state"] == "rejected"
    await life.event("InvalidCentralSystemCertificate")

    # 083 and 087: profile 3.
    renewal = await life.renewed("installed")
    assert renewal["certificate"]["key"].startswith(kind)
    assert (await life.post("security-profile-raises", {"securityProfile": 3}))["status"] == "Accepted"
    fifth = await life.connection(3, after=fourth["connectedAt"])

    # 074: the renewal.
    await life.renewed("inUse")
    sixth = await life.connection(3, after=fifth["connectedAt"])

    async def superseded():
        return [item["state"] for item in await life.all("certificates")] == ["active", "superseded"]

    await eventually(superseded)

    # 080 and 081: signed firmware, by a manufacturer whose root is in the charge point.
    root, root_key = station_keys.root("Manufacturer", station_keys.make_key(kind))
    assert (await life.install("ManufacturerRootCertificate", certificate=station_keys.pem(root)))["state"] == "installed"
    key = station_keys.make_key(kind)
    signer = station_keys.pem(station_keys.signed("Firmware signer", key, root, root_key))
    stored = {"name": f"signer {kind}", "certificate": signer, "privateKey": private_pem(key)}
    signing_key = await operator.post("api/v1/firmware/signing-keys", stored, 201)
    image = await upload(operator)
    job = await life.update(image, "installed", signingKeyId=signing_key["id"])
    assert job["versionConfirmed"] and job["reportedVersion"] == image["version"]
    await life.event("FirmwareUpdated")
    seventh = await life.connection(3)
    assert seventh["connectedAt"] >= sixth["connectedAt"]
    wrong = sign(station_keys.make_key(kind), CONTENT)
    job = await life.update(image, "invalidSignature", signature=wrong, signingCertificate=signer)
    assert job["warnings"]
    await life.event("InvalidFirmwareSignature")

    # 079: the log that the charge point kept of all this.
    log = await life.log()
    for word in ("ReconfigurationOfSecurityParameters", "AuthorizationKey", "InvalidFirmwareSignature", "FirmwareUpdated"):
        assert word in log, log
    told = {item["type"]: item["critical"] for item in await life.all("security-events")}
    for word, is_critical in CRITICAL.items():
        assert told[word] == is_critical, word

    # Nobody comes with what was revoked; the charge point is cut.
    (current, *_) = await life.all("certificates")
    await operator.post(f"api/v1/certificates/{current['id']}/revocation", {"reason": "stolen"})

    async def cut():
        return not (await operator.charge_point(IDENTITY))["connected"]

    async def refused():
        items = await operator.all("api/v1/refused-connections")
        return [item for item in items if item["identity"] == IDENTITY and "revoked" in item["reason"]]

    await eventually(cut)
    assert (await eventually(refused, within=20))[0]["status"] == 401
    shown = await operator.charge_point(IDENTITY)
    assert not shown["connected"]
    assert shown["deviations"] == [], "our own simulator follows the standard"


@pytest.mark.parametrize("wait", [0, 0.02, 0.1], ids=["at once", "soon", "later"])
async def test_a_renewal_that_a_kill_interrupts_comes_to_its_end(life: Life, server: Server, wait: float):
    life.simulate(security_profile=1)
    third = await to_profile_3(life, ["EC"])
    before = {item["id"] for item in await life.all("certificates")}
    await life.post("certificate-renewals", expect=201)
    await asyncio.sleep(wait)
    server.kill()
    await life.operator.close()
    server.start()
    # The API has another port now; what the fixture closes again is closed already.
    life.operator = Operator(server)
    try:
        connection = await life.connection(3, after=third["connectedAt"])

        async def in_use():
            newest, *_ = await life.all("certificates")
            return newest["id"] not in before and newest["firstUsedAt"] and newest["state"] == "active"

        await eventually(in_use, within=60)
        assert (await life.connection(3))["connectedAt"] >= connection["connectedAt"]
    finally:
        await life.operator.close()


@pytest.mark.parametrize("algorithm", ["SHA256", "SHA384", "SHA512"])
async def test_tc_076_with_each_algorithm(life: Life, operator: Operator, algorithm: str):
    life.simulate(security_profile=1, hash_algorithm=algorithm)
    await life.connection(1)
    await life.install(ROOT, authority="RSA")
    (listed,) = await life.installed(ROOT)
    assert listed["hashData"]["hashAlgorithm"] == algorithm
    assert "RSA" in listed["certificate"]["subject"]
    path = f"{life.path}/installed-certificates/{listed['id']}"
    assert (await operator.delete(path, 200))["state"] == "deleted"
    assert await life.installed(ROOT) == []


async def test_tc_077_a_charge_point_that_takes_no_certificate_keeps_the_old_one(
    life: Life, operator: Operator, stranger: SecureFleet
):
    # It was here before, as another program.
    before = await stranger.secure(IDENTITY, password=PASSWORD)
    own = await stranger.obtain(before, "EC", SERIAL_NUMBER)
    await before.close()
    await operator.patch(life.path, {"securityProfile": 3})
    roots = life.folder / "roots.pem"
    roots.write_text(stranger.roots)
    certificate, key = own.save(life.folder, "client")
    life.simulate(
        "--security-fault", "refuses-certificates", security_profile=3, trust_roots=roots, client_certificate=certificate,
        client_key=key,
    )  # fmt: skip
    connection = await life.connection(3)
    refused = await life.renewed("refused")
    assert refused["certificate"]["state"] == "rejected"
    await life.event("InvalidChargePointCertificate")
    assert await life.connection(3) == connection, "the connection stays"
    former = (await life.all("certificates"))[1]
    assert (former["state"], former["fingerprint"]) == ("active", own.certificate.fingerprint(station_keys.hashes.SHA256()).hex())
    assert (await stranger.knock(IDENTITY, own=own)).status == 101


@pytest.mark.parametrize("fault", ["refuses-passwords", "keeps-old-password"])
async def test_tc_073_a_password_that_does_not_arrive(life: Life, stranger: SecureFleet, fault: str):
    life.simulate("--security-fault", fault, security_profile=1)
    first = await life.connection(1)
    answer = await life.post("password-changes")
    if fault == "refuses-passwords":
        assert answer["status"] == "Rejected"
        assert await life.connection(1) == first
        assert (await stranger.knock(IDENTITY, password=PASSWORD, plain=True)).status == 101
    else:
        # It said that it took the new one: only that is good, and an operator must see why nobody comes.
        assert answer["status"] == "Accepted"
        await stranger.is_refused(IDENTITY, "wrong password", password=PASSWORD, plain=True)
