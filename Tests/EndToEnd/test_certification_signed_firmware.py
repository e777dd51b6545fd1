"""Certification cases of Security about logs and signed firmware, through the generic command and through the resources.

079: the security log. 080: an update with a good signature. 081: one with a bad signature, which the Central System must send.
"""

import asyncio
import random

import pytest
from ocpp.v16 import call

from support.certification import THROUGH_BOTH, order
from support.charge_point import ChargePoint, instant, moment
from support.operator_api import Operator, unique
from support.payloads import PEM

LOCATION = "https://files.example.com/firmware/model-1.4.bin?key=a%20b&c=d"
UPLOAD = "https://files.example.com/logs/"
SIGNATURE = "c2lnbmF0dXJlIG9mIHRoZSBmaXJtd2FyZQ=="
NAMED = pytest.mark.parametrize("named", [True, False], ids=["with request id", "without"])


async def log(station: ChargePoint, status: str, request_id: int | None) -> None:
    await station.say(call.LogStatusNotification(status=status, request_id=request_id))


@THROUGH_BOTH
@NAMED
@pytest.mark.parametrize("filename", ["security.log", None], ids=["with a name", "without a name"])
@pytest.mark.parametrize("uploads", [True, False], ids=["uploaded", "uploading only"])
async def test_tc_079_get_security_log(
    station: ChargePoint, operator: Operator, through: str, named: bool, filename: str | None, uploads: bool
):
    station.answers["GetLog"] = {"status": "Accepted"} | ({"filename": filename} if filename else {})
    wanted = {"logType": "SecurityLog", "requestId": 79, "log": {"remoteLocation": UPLOAD}}
    if through == "command":
        assert (await order(operator, station, "GetLog", wanted))["status"] == "Accepted"
    else:
        body = {"logType": "SecurityLog", "requestId": 79, "location": UPLOAD}
        await operator.post(f"api/v1/charge-points/{station.id}/diagnostics", body, 201)
        assert await station.expect("GetLog") == wanted
    (job,) = await operator.all(f"api/v1/charge-points/{station.id}/diagnostics")
    assert (job["logType"], job["requestId"], job["fileName"], job["state"]) == (
        "SecurityLog", 79, filename, "accepted"
    )  # fmt: skip
    await log(station, "Uploading", 79 if named else None)
    if uploads:
        await log(station, "Uploaded", 79 if named else None)
    job = await operator.get(f"api/v1/diagnostics/{job['id']}")
    assert job["state"] == ("uploaded" if uploads else "uploading")


async def update(through: str, operator: Operator, station: ChargePoint, signature: str = SIGNATURE) -> dict:
    """SignedUpdateFirmware must reach the charge point exactly. Returns the job."""
    firmware = {
        "location": LOCATION, "retrieveDateTime": moment(), "signature": signature, "signingCertificate": PEM
    }  # fmt: skip
    wanted = {"requestId": 80, "firmware": firmware}
    if through == "command":
        assert await order(operator, station, "SignedUpdateFirmware", wanted) == {"status": "Accepted"}
    else:
        signed = {"requestId": 80, "signature": signature, "signingCertificate": PEM}
        body = {"chargePointId": station.id, "location": LOCATION, "retrieveDate": firmware["retrieveDateTime"]}
        await operator.post("api/v1/firmware/updates", body | {"signed": signed}, 201)
        sent = await station.expect("SignedUpdateFirmware")
        assert instant(sent["firmware"].pop("retrieveDateTime")) == instant(firmware.pop("retrieveDateTime"))
        assert sent == wanted
    return await the_update(operator, station)


async def the_update(operator: Operator, station: ChargePoint) -> dict:
    (job,) = await operator.all("api/v1/firmware/updates", chargePoint=station.id)
    assert (job["location"], job["signed"]["requestId"]) == (LOCATION, 80)
    return job


async def report(station: ChargePoint, status: str, named: bool) -> None:
    await station.say(call.SignedFirmwareStatusNotification(status=status, request_id=80 if named else None))


@THROUGH_BOTH
@NAMED
@pytest.mark.parametrize("connectors", [[0], [1, 2], []], ids=["connector 0", "single connectors", "none"])
async def test_tc_080_secure_firmware_update(
    station: ChargePoint, operator: Operator, through: str, named: bool, connectors: list[int]
):
    job = await update(through, operator, station)
    assert job["state"] == "accepted"
    for status, state in (
        ("Downloading", "downloading"), ("Downloaded", "downloaded"), ("SignatureVerified", "signatureVerified")
    ):  # fmt: skip
        await report(station, status, named)
        assert (await the_update(operator, station))["state"] == state
    for connector_id in connectors:
        await station.status(connector_id, "Unavailable")
    await report(station, "Installing", named)
    await report(station, "InstallRebooting", named)
    assert (await the_update(operator, station))["state"] == "installRebooting"

    async def boot():
        assert (await station.boot(firmware_version="1.4")).status == "Accepted"

    async def event():
        await station.say(call.SecurityEventNotification("FirmwareUpdated", moment(), tech_info=None))

    async def available():
        for connector_id in connectors:
            await station.status(connector_id, "Available")

    async def installed():
        await report(station, "Installed", named)

    steps = [boot, event, available, installed]
    # In any order; which one is told by the name of the charge point, so that a failure can be repeated.
    random.Random(station.id).shuffle(steps)
    for step in steps:
        await step()
    job = await the_update(operator, station)
    assert (job["state"], job["reportedVersion"]) == ("installed", "1.4")
    events = await operator.all("api/v1/security-events", chargePoint=station.id)
    assert [(event["type"], event["critical"]) for event in events] == [("FirmwareUpdated", True)]


@pytest.mark.parametrize("first", ["boot", "event", "available", "installed"])
async def test_tc_080_secure_firmware_update_ends_in_any_order(station: ChargePoint, operator: Operator, first: str):
    await update("resource", operator, station)
    for status in ("Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting"):
        await report(station, status, named=True)
    steps = {
        "boot": lambda: station.boot(firmware_version="1.4"),
        "event": lambda: station.say(call.SecurityEventNotification("FirmwareUpdated", moment(), tech_info=None)),
        "available": lambda: station.status(0, "Available"),
        "installed": lambda: report(station, "Installed", named=True),
    }
    await steps.pop(first)()
    # All at once: the answers come as they can.
    await asyncio.gather(*(step() for step in steps.values()))
    assert (await the_update(operator, station))["state"] == "installed"


@THROUGH_BOTH
@NAMED
@pytest.mark.parametrize("signature", [SIGNATURE, "", "this is no Base64!", "A" * 800], ids=str)
async def test_tc_081_secure_firmware_update_invalid_signature(
    station: ChargePoint, operator: Operator, through: str, named: bool, signature: str
):
    await update(through, operator, station, signature)
    await report(station, "Downloading", named)
    await report(station, "Downloaded", named)
    await report(station, "InvalidSignature", named)
    job = await the_update(operator, station)
    assert (job["state"], job["signed"]["signature"]) == ("invalidSignature", signature)
    assert job["explanation"]


@pytest.mark.parametrize("status", ["Idle", "Downloading", "Installed"])
async def test_signed_reports_without_a_job_are_answered(station: ChargePoint, operator: Operator, status: str):
    await station.say(call.SignedFirmwareStatusNotification(status=status, request_id=None))
    await station.say(call.SignedFirmwareStatusNotification(status=status, request_id=int(unique("1").split("-")[1])))
    assert await operator.all("api/v1/firmware/updates", chargePoint=station.id) == []
