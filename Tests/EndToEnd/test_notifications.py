"""Status notifications of firmware, diagnostics, log and security: answered and recorded, jobs or no jobs."""

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator
from support.peer import Peer


@pytest.fixture
async def peer(fleet: Fleet) -> Peer:
    return await fleet.peer()


FIRMWARE = ["Downloaded", "DownloadFailed", "Downloading", "Idle", "InstallationFailed", "Installing", "Installed"]
SIGNED = FIRMWARE + ["DownloadScheduled", "DownloadPaused", "InstallRebooting", "InstallScheduled",
                     "InstallVerificationFailed", "InvalidSignature", "SignatureVerified"]  # fmt: skip
LOG = ["BadMessage", "Idle", "NotSupportedOperation", "PermissionDenied", "Uploaded", "UploadFailure", "Uploading"]


async def recorded(operator: Operator, peer: Peer, what: str) -> list[dict]:
    return await operator.all(f"api/v1/charge-points/{peer.id}/{what}")


async def test_firmware_status_is_recorded(peer: Peer, operator: Operator):
    for status in FIRMWARE:
        assert await peer.ask("FirmwareStatusNotification", {"status": status}) == {}
    items = await recorded(operator, peer, "firmware-status")
    assert [item["status"] for item in items] == FIRMWARE[::-1]
    assert {item["requestId"] for item in items} == {None}
    assert all(item["receivedAt"].endswith("Z") for item in items)


@pytest.mark.parametrize("members", [{}, {"requestId": 17}, {"requestId": 0}])
async def test_signed_firmware_status_is_recorded_with_or_without_a_request(
    peer: Peer, operator: Operator, members: dict
):
    for status in SIGNED:
        assert await peer.ask("SignedFirmwareStatusNotification", {"status": status} | members) == {}
    items = await recorded(operator, peer, "firmware-status")
    assert [item["status"] for item in items] == SIGNED[::-1]
    assert {item["requestId"] for item in items} == {members.get("requestId")}


async def test_diagnostics_status_is_recorded(peer: Peer, operator: Operator):
    for status in ["Idle", "Uploading", "Uploaded", "UploadFailed"]:
        assert await peer.ask("DiagnosticsStatusNotification", {"status": status}) == {}
    items = await recorded(operator, peer, "diagnostics-status")
    assert [item["status"] for item in items] == ["UploadFailed", "Uploaded", "Uploading", "Idle"]


@pytest.mark.parametrize("members", [{}, {"requestId": 3}])
async def test_log_status_is_recorded(peer: Peer, operator: Operator, members: dict):
    for status in LOG:
        assert await peer.ask("LogStatusNotification", {"status": status} | members) == {}
    items = await recorded(operator, peer, "log-status")
    assert [item["status"] for item in items] == LOG[::-1]
    assert {item["requestId"] for item in items} == {members.get("requestId")}


async def test_security_events_are_recorded(peer: Peer, operator: Operator):
    time = moment(-1)
    for kind in ("InvalidCentralSystemCertificate", "FirmwareUpdated", "Event.Of.The.Vendor"):
        event = {"type": kind, "timestamp": time, "techInfo": "x" * 255}
        assert await peer.ask("SecurityEventNotification", event) == {}
    items = await recorded(operator, peer, "security-events")
    assert [item["type"] for item in items] == [
        "Event.Of.The.Vendor",
        "FirmwareUpdated",
        "InvalidCentralSystemCertificate",
    ]
    assert {(item["timestamp"], item["techInfo"]) for item in items} == {(time, "x" * 255)}


async def test_a_status_of_a_connector_is_shown_as_sent(peer: Peer, operator: Operator):
    status = {
        "connectorId": 2,
        "errorCode": "OtherError",
        "status": "Faulted",
        "info": "door open",
        "timestamp": moment(),
        "vendorId": "com.example",
        "vendorErrorCode": "E-17",
    }
    assert await peer.ask("StatusNotification", status) == {}
    shown = await operator.connector(peer.id, 2)
    assert {key: shown[key] for key in status} == status
    assert await peer.ask("StatusNotification", {"connectorId": 2, "errorCode": "NoError", "status": "Available"}) == {}
    shown = await operator.connector(peer.id, 2)
    assert (shown["status"], shown["info"], shown["vendorErrorCode"]) == ("Available", None, None)


@pytest.mark.parametrize(
    "status",
    ["Available", "Preparing", "Charging", "SuspendedEVSE", "SuspendedEV", "Finishing", "Reserved", "Unavailable"],
)
async def test_every_status_is_taken_for_every_connector(peer: Peer, operator: Operator, status: str):
    for connector in (0, 1, 40):
        payload = {"connectorId": connector, "errorCode": "NoError", "status": status}
        assert await peer.ask("StatusNotification", payload) == {}
        assert (await operator.connector(peer.id, connector))["status"] == status


async def test_a_certificate_request_is_answered(peer: Peer):
    answer = await peer.ask("SignCertificate", {"csr": "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END"})
    assert answer["status"] in ("Accepted", "Rejected")


async def test_boot_data_is_shown(peer: Peer, operator: Operator):
    members = {
        "chargePointVendor": "Vendor",
        "chargePointModel": "Model",
        "chargePointSerialNumber": "SN-1",
        "chargeBoxSerialNumber": "BOX-1",
        "firmwareVersion": "1.2.3",
        "iccid": "8949000000000000001",
        "imsi": "262010000000001",
        "meterType": "Meter",
        "meterSerialNumber": "M-1",
    }
    assert (await peer.ask("BootNotification", members))["status"] == "Accepted"
    shown = (await operator.charge_point(peer.id))["bootNotification"]
    assert {key: shown[key] for key in members} == members
    assert shown["receivedAt"].endswith("Z")
