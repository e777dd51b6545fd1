"""Certification cases of Firmware Management, through the generic command and through the resources.

The two GetDiagnostics cases are counted here too.
"""

import pytest
from ocpp.v16 import call

from support.certification import THROUGH_BOTH, order
from support.charge_point import ChargePoint, instant, moment
from support.operator_api import Operator

LOCATION = "https://files.example.com/firmware/model-1.4.bin?key=a%20b&c=d"
UPLOAD = "ftp://user:secret@files.example.com/diagnostics/"


async def report(station: ChargePoint, status: str) -> None:
    await station.say(call.FirmwareStatusNotification(status=status))


async def update(through: str, operator: Operator, station: ChargePoint) -> dict:
    """UpdateFirmware must reach the charge point exactly. Returns the job."""
    wanted = {"location": LOCATION, "retrieveDate": moment()}
    if through == "command":
        assert await order(operator, station, "UpdateFirmware", wanted) == {}
    else:
        await operator.post("api/v1/firmware/updates", {"chargePointId": station.id} | wanted, 201)
        sent = await station.expect("UpdateFirmware")
        assert sent.keys() == wanted.keys()
        assert sent["location"] == LOCATION
        assert instant(sent["retrieveDate"]) == instant(wanted["retrieveDate"])
    return await the_update(operator, station)


async def the_update(operator: Operator, station: ChargePoint) -> dict:
    (job,) = await operator.all("api/v1/firmware/updates", chargePoint=station.id)
    assert job["location"] == LOCATION
    return job


async def install(station: ChargePoint, connectors: list[int], ends: str) -> None:
    """From the download over the reboot to the last report."""
    await report(station, "Downloading")
    await report(station, "Downloaded")
    for connector_id in connectors:
        await station.status(connector_id, "Unavailable")
    await report(station, "Installing")
    assert (await station.boot(firmware_version="1.4")).status == "Accepted"
    for connector_id in connectors:
        await station.status(connector_id, "Available")
    await report(station, ends)


CONNECTORS = pytest.mark.parametrize("connectors", [[0, 1, 2], [1]], ids=["all connectors", "connector 1 only"])


@THROUGH_BOTH
@CONNECTORS
async def test_tc_044_1_firmware_update_download_and_install(
    station: ChargePoint, operator: Operator, through: str, connectors: list[int]
):
    job = await update(through, operator, station)
    assert job["state"] == "accepted"
    await install(station, connectors, "Installed")
    job = await the_update(operator, station)
    assert job["state"] == "installed"
    assert job["reportedVersion"] == "1.4"


@THROUGH_BOTH
async def test_tc_044_2_firmware_update_download_failed(station: ChargePoint, operator: Operator, through: str):
    await update(through, operator, station)
    await report(station, "Downloading")
    assert (await the_update(operator, station))["state"] == "downloading"
    await report(station, "DownloadFailed")
    assert (await the_update(operator, station))["state"] == "downloadFailed"


@THROUGH_BOTH
@CONNECTORS
async def test_tc_044_3_firmware_update_installation_failed(
    station: ChargePoint, operator: Operator, through: str, connectors: list[int]
):
    await update(through, operator, station)
    await install(station, connectors, "InstallationFailed")
    assert (await the_update(operator, station))["state"] == "installationFailed"


async def get_diagnostics(through: str, operator: Operator, station: ChargePoint, **members) -> None:
    """GetDiagnostics must reach the charge point exactly."""
    wanted = {"location": UPLOAD} | members
    if through == "command":
        await order(operator, station, "GetDiagnostics", wanted)
        return
    await operator.post(f"api/v1/charge-points/{station.id}/diagnostics", wanted, 201)
    sent = await station.expect("GetDiagnostics")
    assert sent.keys() == wanted.keys()
    for member, value in wanted.items():
        if member.endswith("Time"):
            assert instant(sent[member]) == instant(value)
        else:
            assert sent[member] == value


async def the_diagnostics(operator: Operator, station: ChargePoint) -> dict:
    (job,) = await operator.all(f"api/v1/charge-points/{station.id}/diagnostics")
    return job


async def tell(station: ChargePoint, status: str) -> None:
    await station.say(call.DiagnosticsStatusNotification(status=status))


EVERYTHING = {"startTime": moment(-24), "stopTime": moment(), "retries": 2, "retryInterval": 60}


@THROUGH_BOTH
@pytest.mark.parametrize("members", [{}, EVERYTHING], ids=["location only", "all members"])
@pytest.mark.parametrize("file_name", ["diagnostics-1.zip", None])
@pytest.mark.parametrize("ends", ["Uploaded", "UploadFailed"])
async def test_tc_045_1_get_diagnostics(
    station: ChargePoint, operator: Operator, through: str, members: dict, file_name: str | None, ends: str
):
    station.answers["GetDiagnostics"] = {"file_name": file_name}
    await get_diagnostics(through, operator, station, **members)
    job = await the_diagnostics(operator, station)
    assert (job["state"], job["fileName"]) == ("accepted" if file_name else "noDiagnostics", file_name)
    await tell(station, "Uploading")
    assert (await the_diagnostics(operator, station))["state"] == "uploading"
    await tell(station, ends)
    assert (await the_diagnostics(operator, station))["state"] == ends[0].lower() + ends[1:]


@THROUGH_BOTH
async def test_tc_045_2_get_diagnostics_upload_failed(station: ChargePoint, operator: Operator, through: str):
    await get_diagnostics(through, operator, station)
    await tell(station, "Uploading")
    await tell(station, "UploadFailed")
    assert (await the_diagnostics(operator, station))["state"] == "uploadFailed"


@pytest.mark.parametrize("status", ["Idle", "Uploaded", "Uploading"])
async def test_diagnostics_reports_without_a_job_are_answered(station: ChargePoint, operator: Operator, status: str):
    await tell(station, status)
    assert await operator.all(f"api/v1/charge-points/{station.id}/diagnostics") == []


@pytest.mark.parametrize("status", ["Idle", "Downloading", "Installed"])
async def test_firmware_reports_without_a_job_are_answered(station: ChargePoint, operator: Operator, status: str):
    await report(station, status)
    assert await operator.all("api/v1/firmware/updates", chargePoint=station.id) == []
