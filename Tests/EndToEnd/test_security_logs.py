"""Logs of charge points: GetLog as a job with its whole life, uploads to Stationmaster, uploads that go elsewhere."""

import os

import httpx
import pytest
from ocpp.v16 import call

from support.charge_point import ChargePoint, instant, moment
from support.fleet import Fleet
from support.operator_api import Operator, no_tls

CONTENT = b"security event\n" * 1000 + os.urandom(50_000)
JOBS = "api/v1/diagnostics"


def path(charge_point: ChargePoint) -> str:
    return f"api/v1/charge-points/{charge_point.id}/diagnostics"


async def order(operator: Operator, charge_point: ChargePoint, expect: int = 201, **members) -> dict:
    return await operator.post(path(charge_point), {"logType": "SecurityLog"} | members, expect)


async def tell(charge_point: ChargePoint, status: str, request_id: int | None = None) -> None:
    await charge_point.say(call.LogStatusNotification(status=status, request_id=request_id))


async def now(operator: Operator, job: dict) -> dict:
    return await operator.get(f"{JOBS}/{job['id']}")


@pytest.mark.parametrize("log_type", ["SecurityLog", "DiagnosticsLog"])
@pytest.mark.parametrize("named", [True, False], ids=["with request id", "without"])
async def test_a_log_is_uploaded_here(fleet: Fleet, operator: Operator, log_type: str, named: bool):
    charge_point = await fleet.charge_point()
    charge_point.answers["GetLog"] = {"status": "Accepted", "filename": "../../security.log"}
    times = {"oldestTimestamp": moment(-24), "latestTimestamp": moment()}
    job = await order(operator, charge_point, logType=log_type, retries=2, retryInterval=30, **times)
    sent = await charge_point.expect("GetLog")
    assert (sent["logType"], sent["retries"], sent["retryInterval"]) == (log_type, 2, 30)
    for member, value in times.items():
        assert instant(sent["log"][member]) == instant(value)
    assert sent["requestId"] == job["requestId"] > 0
    request_id = sent["requestId"] if named else None
    await tell(charge_point, "Uploading", request_id)
    assert (await now(operator, job))["state"] == "uploading"
    async with httpx.AsyncClient(verify=no_tls(), timeout=20) as web:
        assert (await web.put(sent["log"]["remoteLocation"] + "security.log", content=CONTENT)).is_success
        assert (await web.put(sent["log"]["remoteLocation"], content=CONTENT)).status_code == 410
    await tell(charge_point, "Uploaded", request_id)
    shown = await now(operator, job)
    assert (shown["state"], shown["lastReport"], shown["logType"]) == ("uploaded", "Uploaded", log_type)
    file = await operator.http.get(f"{JOBS}/{job['id']}/file")
    assert file.content == CONTENT
    assert "/" not in file.headers["content-disposition"].split("filename*")[0]
    assert [item["id"] for item in await operator.all(path(charge_point))] == [job["id"]]


@pytest.mark.parametrize(
    ("status", "state"),
    [("BadMessage", "uploadFailed"), ("NotSupportedOperation", "uploadFailed"), ("PermissionDenied", "uploadFailed"),
     ("UploadFailure", "uploadFailed"), ("Uploaded", "uploaded"), ("Idle", "accepted")],
)  # fmt: skip
async def test_every_report_has_its_meaning(fleet: Fleet, operator: Operator, status: str, state: str):
    charge_point = await fleet.charge_point()
    job = await order(operator, charge_point, location="ftp://user:secret@files.example.com/logs/")
    assert (await charge_point.expect("GetLog"))["log"]["remoteLocation"] == "ftp://user:secret@files.example.com/logs/"
    assert job["location"] == "ftp://user:(hidden)@files.example.com/logs/"
    await tell(charge_point, status, job["requestId"])
    shown = await now(operator, job)
    assert (shown["state"], shown["lastReport"]) == (state, status)
    assert (shown["explanation"] is not None) == (state == "uploadFailed")


@pytest.mark.parametrize(
    ("answer", "state"),
    [({"status": "Accepted"}, "accepted"), ({"status": "AcceptedCanceled", "filename": "b"}, "accepted"),
     ({"status": "Rejected"}, "rejected")],
)  # fmt: skip
async def test_the_answer_decides(fleet: Fleet, operator: Operator, answer: dict, state: str):
    charge_point = await fleet.charge_point()
    first = await order(operator, charge_point)
    await tell(charge_point, "Uploading", first["requestId"])
    charge_point.answers["GetLog"] = answer
    second = await order(operator, charge_point)
    assert second["state"] == state
    assert second["requestId"] != first["requestId"]
    cancelled = answer["status"] == "AcceptedCanceled"
    assert (await now(operator, first))["state"] == ("superseded" if cancelled else "uploading")


async def test_reports_that_fit_nothing_are_answered_and_recorded(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    await tell(charge_point, "Idle")
    await tell(charge_point, "Uploaded", 4711)
    job = await order(operator, charge_point)
    await tell(charge_point, "Uploaded", 4711)
    assert (await now(operator, job))["state"] == "accepted"
    reports = await operator.all(f"api/v1/charge-points/{charge_point.id}/log-status")
    assert [report["requestId"] for report in reports] == [4711, 4711, None]


async def test_diagnostics_and_logs_do_not_mix(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    log = await order(operator, charge_point)
    diagnostics = await operator.post(path(charge_point), {}, 201)
    assert (diagnostics["logType"], diagnostics["requestId"]) == (None, None)
    await tell(charge_point, "Uploading")
    await charge_point.say(call.DiagnosticsStatusNotification(status="UploadFailed"))
    assert (await now(operator, log))["state"] == "uploading"
    assert (await now(operator, diagnostics))["state"] == "uploadFailed"


@pytest.mark.parametrize(
    ("body", "member"),
    [
        ({"logType": "EventLog"}, "logType"),
        ({"logType": "SecurityLog", "startTime": moment()}, "startTime"),
        ({"logType": "SecurityLog", "requestId": 0}, "requestId"),
        ({"logType": "SecurityLog", "location": "https://x/" + "a" * 503}, "location"),
        ({"requestId": 1}, "requestId"),
        ({"oldestTimestamp": moment()}, "oldestTimestamp"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_a_bad_member_is_named_and_nothing_is_sent(fleet: Fleet, operator: Operator, body: dict, member: str):
    charge_point = await fleet.charge_point()
    problem = await operator.post(path(charge_point), body, 422)
    assert problem["member"] == member
    assert charge_point.socket.received(2) == []


async def test_a_request_id_serves_once(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    await order(operator, charge_point, requestId=9)
    await order(operator, charge_point, 409, requestId=9)
    assert len(charge_point.socket.received(2)) == 1
