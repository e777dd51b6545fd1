"""The simulator's security profiles, over real TLS, against a central system that is not ours."""

import asyncio
from pathlib import Path

import pytest

from support.simulator import Simulator
from support.tls_central_system import Authority, TLSCentralSystem

KEY = "000102030405060708090a0b0c0d0e0f10111213"
pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "authority")


@pytest.fixture
async def central_system(authority: Authority):
    async with TLSCentralSystem(authority) as system:
        yield system


@pytest.fixture
async def simulate(tmp_path: Path, program: str, central_system: TLSCentralSystem):
    """Starts one simulated charge point, CP-1; it ends while the central system still answers."""
    simulators: list[Simulator] = []

    def start(url: str, *arguments: str, **options: object) -> Simulator:
        simulator = Simulator(tmp_path / "simulator", url, *arguments, identity="CP-1", **options).start()
        simulators.append(simulator)
        return simulator

    yield start
    for simulator in simulators:
        await asyncio.to_thread(simulator.stop)


def password_file(folder: Path, text: str) -> Path:
    path = folder / "password"
    path.write_text(text + "\n")
    path.chmod(0o600)
    return path


async def test_profile_2_sends_the_password_over_tls_and_changes_it(tmp_path, authority, central_system, simulate):
    simulator = simulate(
        central_system.tls_url, trust_roots=authority.root, password_file=password_file(tmp_path, "from the factory")
    )
    first = await central_system.connection(1)
    assert (first.is_secure, first.password, first.certificate_name) == (True, b"from the factory", None)
    assert (await first.message("SecurityEventNotification"))["type"] == "StartupOfTheDevice"
    assert await first.configure("AuthorizationKey", "too short") == "Rejected"
    assert await first.configure("AuthorizationKey", KEY) == "Accepted"
    second = await central_system.connection(2)
    assert second.password == bytes.fromhex(KEY)
    answer = await second.call("GetConfiguration", {"key": ["SecurityProfile", "AuthorizationKey"]})
    values = {item["key"]: item.get("value") for item in answer["configurationKey"]}
    assert values == {"SecurityProfile": "2", "AuthorizationKey": None}
    assert KEY not in simulator.said() and "factory" not in simulator.said()


async def test_from_profile_1_to_3_by_ocpp_alone(authority, central_system, simulate):
    simulate(
        central_system.url, tls_url=central_system.tls_url, security_profile=1, password="from the factory",
        serial_number="SN-7", cpo_name="Example Charging",
    )  # fmt: skip
    first = await central_system.connection(1)
    assert not first.is_secure
    # There is no root yet.
    assert await first.configure("SecurityProfile", "2") == "Rejected"
    root = {"certificateType": "CentralSystemRootCertificate", "certificate": authority.root.read_text()}
    assert await first.call("InstallCertificate", root) == {"status": "Accepted"}
    installed = await first.call("GetInstalledCertificateIds", {"certificateType": root["certificateType"]})
    assert len(installed["certificateHashData"]) == 1
    assert await first.configure("SecurityProfile", "2") == "Accepted"
    second = await central_system.connection(2)
    assert second.is_secure
    deleted = await second.call(
        "DeleteCertificate", {"certificateHashData": installed["certificateHashData"][0]}
    )
    assert deleted == {"status": "Failed"}, "it is in use"
    assert await second.configure("SecurityProfile", "3") == "Rejected"
    trigger = {"requestedMessage": "SignChargePointCertificate"}
    assert await second.call("ExtendedTriggerMessage", trigger) == {"status": "Accepted"}
    csr = (await second.message("SignCertificate"))["csr"]
    stranger = Authority(authority.folder / "stranger", "Stranger")
    assert await second.call("CertificateSigned", {"certificateChain": stranger.sign(csr)}) == {"status": "Rejected"}
    second.received.clear()
    assert await second.call("ExtendedTriggerMessage", trigger) == {"status": "Accepted"}
    csr = (await second.message("SignCertificate"))["csr"]
    assert await second.call("CertificateSigned", {"certificateChain": authority.sign(csr)}) == {"status": "Accepted"}
    assert await second.configure("SecurityProfile", "1") == "Rejected"
    assert await second.configure("SecurityProfile", "3") == "Accepted"
    third = await central_system.connection(3)
    assert (third.certificate_name, third.password) == ("SN-7", None)


async def test_profile_3_from_the_start_and_a_new_certificate(authority, central_system, simulate):
    certificate, key = authority.issue("CP-1")
    simulate(
        central_system.tls_url, trust_roots=authority.root, key_kind="rsa",
        client_certificate=str(certificate).replace("CP-1", "{identity}"),
        client_key=str(key).replace("CP-1", "{identity}"),
    )  # fmt: skip
    first = await central_system.connection(1)
    assert first.certificate_name == "CP-1"
    await first.call("ExtendedTriggerMessage", {"requestedMessage": "SignChargePointCertificate"})
    csr = (await first.message("SignCertificate"))["csr"]
    serial = first.socket.transport.get_extra_info("ssl_object").getpeercert()["serialNumber"]
    assert await first.call("CertificateSigned", {"certificateChain": authority.sign(csr)}) == {"status": "Accepted"}
    second = await central_system.connection(2)
    assert second.certificate_name == "CP-1"
    assert second.socket.transport.get_extra_info("ssl_object").getpeercert()["serialNumber"] != serial


async def test_a_refused_password_is_followed_by_the_former_one(tmp_path, authority, central_system, simulate):
    simulate(
        central_system.tls_url, trust_roots=authority.root, password_file=password_file(tmp_path, "from the factory")
    )
    first = await central_system.connection(1)
    central_system.passwords = {b"from the factory"}
    assert await first.configure("AuthorizationKey", KEY) == "Accepted"
    assert (await central_system.connection(2)).password == b"from the factory"


async def test_a_central_system_that_is_not_trusted_sees_no_password(tmp_path, authority, central_system, simulate):
    stranger = Authority(tmp_path / "stranger")
    simulator = simulate(
        central_system.tls_url, trust_roots=stranger.root, password="from the factory", seconds=3
    )
    assert await asyncio.to_thread(simulator.process.wait, 30) == 1
    simulator.process = None
    assert central_system.connections == []
    assert "not trusted" in simulator.said()
