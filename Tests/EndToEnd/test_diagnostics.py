"""Diagnostics: charge points upload to Stationmaster, operators download; and uploads that go elsewhere."""

import asyncio
import hashlib
import os

import httpx
import pytest
from ocpp.v16 import call

from support.charge_point import ChargePoint, moment
from support.fleet import Fleet
from support.operator_api import Operator, eventually, no_tls

CONTENT = b"log line\n" * 1000 + os.urandom(200_000)
JOBS = "api/v1/diagnostics"


def path(charge_point) -> str:
    return f"api/v1/charge-points/{charge_point.id}/diagnostics"


@pytest.fixture
async def web():
    """A charge point's own HTTP client, which knows no token."""
    async with httpx.AsyncClient(timeout=10, verify=no_tls()) as client:
        yield client


async def order(operator: Operator, charge_point: ChargePoint, **members) -> tuple[dict, str]:
    """Asks for diagnostics to be uploaded here; the job and the URL on the wire."""
    job = await operator.post(path(charge_point), members, 201)
    return job, (await charge_point.expect("GetDiagnostics"))["location"]


async def now(operator: Operator, job: dict) -> dict:
    return await operator.get(f"{JOBS}/{job['id']}")


async def tell(charge_point: ChargePoint, status: str) -> None:
    await charge_point.say(call.DiagnosticsStatusNotification(status=status))


class TestUpload:
    @pytest.mark.parametrize("how", ["PUT to the URL", "PUT below the URL", "POST multipart", "POST raw"])
    async def test_what_comes_is_kept_byte_for_byte(self, fleet: Fleet, operator: Operator, web, how: str):
        charge_point = await fleet.charge_point()
        job, url = await order(operator, charge_point)
        assert job["state"] == "accepted"
        await tell(charge_point, "Uploading")
        below = url if url.endswith("/") else url + "/"
        match how:
            case "PUT to the URL":
                answer = await web.put(url, content=CONTENT)
            case "PUT below the URL":
                answer = await web.put(f"{below}diagnostics.zip", content=CONTENT)
            case "POST multipart":
                answer = await web.post(url, files={"file": ("diagnostics.zip", CONTENT)}, data={"note": "x"})
            case _:
                answer = await web.post(url, content=CONTENT, headers={"Content-Type": "application/octet-stream"})
        assert answer.status_code in (200, 201, 204), answer.text
        await tell(charge_point, "Uploaded")
        shown = await now(operator, job)
        assert shown["state"] == "uploaded"
        assert shown["file"]["sizeBytes"] == len(CONTENT)
        assert shown["file"]["sha256"] == hashlib.sha256(CONTENT).hexdigest()
        download = await operator.http.get(f"{JOBS}/{job['id']}/file")
        assert download.status_code == 200
        assert download.content == CONTENT
        assert [item["id"] for item in await operator.all(path(charge_point))] == [job["id"]]

    async def test_a_second_upload_finds_the_door_closed(self, fleet: Fleet, operator: Operator, web):
        charge_point = await fleet.charge_point()
        job, url = await order(operator, charge_point)
        assert (await web.put(url, content=CONTENT)).is_success
        await tell(charge_point, "Uploaded")
        assert (await web.put(url, content=b"other")).status_code in (403, 404, 409, 410)
        assert (await operator.http.get(f"{JOBS}/{job['id']}/file")).content == CONTENT

    async def test_nobody_uploads_without_a_url(self, fleet: Fleet, operator: Operator, web):
        charge_point = await fleet.charge_point()
        _, url = await order(operator, charge_point)
        trimmed = url.rstrip("/")
        assert (await web.put(trimmed[:-3] + "~~~", content=b"x")).status_code in (404, 410)

    async def test_nobody_reads_what_was_uploaded_without_the_token(self, fleet: Fleet, operator: Operator, web):
        charge_point = await fleet.charge_point()
        job, url = await order(operator, charge_point)
        assert (await web.put(url, content=CONTENT)).is_success
        assert (await web.get(url)).status_code in (404, 405, 410)
        stranger = Operator(operator.server, token=None)
        await stranger.get(f"{JOBS}/{job['id']}/file", 401)
        await stranger.close()

    async def test_a_removed_upload_is_gone(self, fleet: Fleet, operator: Operator, web):
        charge_point = await fleet.charge_point()
        job, url = await order(operator, charge_point)
        assert (await web.put(url, content=CONTENT)).is_success
        await tell(charge_point, "Uploaded")
        await operator.delete(f"{JOBS}/{job['id']}")
        await operator.get(f"{JOBS}/{job['id']}/file", 404)

    async def test_a_job_without_a_file_has_none_to_download(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        job, _ = await order(operator, charge_point)
        await operator.get(f"{JOBS}/{job['id']}/file", 404)


class TestLife:
    async def test_a_failed_upload_is_told(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        job, _ = await order(operator, charge_point)
        await tell(charge_point, "Uploading")
        await tell(charge_point, "UploadFailed")
        assert (await now(operator, job))["state"] == "uploadFailed"

    async def test_nothing_to_upload_is_a_result(self, fleet: Fleet, operator: Operator):
        """Without a fileName in the answer there is nothing to upload (section 5.9), but some upload all the same."""
        charge_point = await fleet.charge_point()
        charge_point.answers["GetDiagnostics"] = {}
        job, _ = await order(operator, charge_point, startTime=moment(-1), stopTime=moment())
        assert (job["state"], job["fileName"]) == ("noDiagnostics", None)
        await tell(charge_point, "Uploaded")
        assert (await now(operator, job))["state"] == "uploaded"

    async def test_idle_does_not_end_a_job(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        job, _ = await order(operator, charge_point)
        await tell(charge_point, "Idle")
        assert (await now(operator, job))["state"] == "accepted"

    async def test_a_charge_point_that_is_not_there_leaves_it_unanswered(self, fleet: Fleet, operator: Operator):
        identity = await fleet.register()
        problem = await operator.post(f"api/v1/charge-points/{identity}/diagnostics", {}, 503)
        assert problem["outcome"] == "notConnected"
        (shown,) = await operator.all(f"api/v1/charge-points/{identity}/diagnostics")
        assert shown["state"] == "unanswered"


class TestErrors:
    @pytest.mark.parametrize(
        ("body", "member"),
        [
            ({"location": ""}, "location"),
            ({"startTime": "yesterday"}, "startTime"),
            ({"retries": "many"}, "retries"),
            ({"retryInterval": -1}, "retryInterval"),
            ({"colour": "red"}, "colour"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named_and_nothing_is_sent(
        self, fleet: Fleet, operator: Operator, body: dict, member: str
    ):
        charge_point = await fleet.charge_point()
        problem = await operator.post(path(charge_point), body, 422)
        assert member in problem["member"]
        assert charge_point.socket.received(2) == []

    async def test_what_is_not_there_is_not_found(self, operator: Operator):
        await operator.get(f"{JOBS}/2000000000", 404)
        await operator.get(f"{JOBS}/2000000000/file", 404)
        await operator.delete(f"{JOBS}/2000000000", 404)
        await operator.post("api/v1/charge-points/NEVER-REGISTERED/diagnostics", {}, 404)
        await operator.get("api/v1/charge-points/NEVER-REGISTERED/diagnostics", 404)


class TestBrokenUploads:
    async def test_one_that_breaks_off_can_be_tried_again(self, fleet: Fleet, operator: Operator, web):
        charge_point = await fleet.charge_point()
        job, url = await order(operator, charge_point)
        place = httpx.URL(url)
        _, writer = await asyncio.open_connection(place.host, place.port)
        head = f"PUT {place.raw_path.decode()}log.zip HTTP/1.1\r\nHost: x\r\nContent-Length: {len(CONTENT)}\r\n\r\n"
        writer.write(head.encode() + CONTENT[:1000])
        await writer.drain()
        writer.close()
        await operator.get(f"{JOBS}/{job['id']}/file", 404)
        await tell(charge_point, "Uploading")

        async def taken() -> bool:
            return (await web.put(f"{url}log.zip", content=CONTENT)).is_success

        await eventually(taken)
        await tell(charge_point, "Uploaded")
        file = await operator.http.get(f"{JOBS}/{job['id']}/file")
        assert file.content == CONTENT
        assert "log.zip" in file.headers["content-disposition"]

    async def test_a_body_in_chunks_is_taken(self, fleet: Fleet, operator: Operator, web):
        async def pieces():
            for start in range(0, len(CONTENT), 10_000):
                yield CONTENT[start : start + 10_000]

        charge_point = await fleet.charge_point()
        job, url = await order(operator, charge_point)
        assert (await web.put(url, content=pieces())).is_success
        assert (await operator.http.get(f"{JOBS}/{job['id']}/file")).content == CONTENT

    @pytest.mark.parametrize("name", ["../../../etc/passwd", "a\\..\\b", "%2e%2e%2fescape", "name with ü.zip"])
    async def test_a_strange_name_goes_nowhere(self, fleet: Fleet, operator: Operator, web, name: str):
        charge_point = await fleet.charge_point()
        job, url = await order(operator, charge_point)
        answer = await web.post(url, files={"file": (name, b"content")})
        assert answer.is_success
        shown = await now(operator, job)
        assert "/" not in (shown["file"]["fileName"] or "") and "\\" not in (shown["file"]["fileName"] or "")
        assert (await operator.http.get(f"{JOBS}/{job['id']}/file")).content == b"content"

    @pytest.mark.parametrize("body", [b"", b"no form", b"--x\r\n\r\n"], ids=str)
    async def test_a_form_without_a_file_is_refused(self, fleet: Fleet, operator: Operator, web, body: bytes):
        charge_point = await fleet.charge_point()
        job, url = await order(operator, charge_point)
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        assert 400 <= (await web.post(url, content=body, headers=headers)).status_code < 500
        assert (await web.put(url, content=CONTENT)).is_success, "the address is not used up"
        assert (await operator.http.get(f"{JOBS}/{job['id']}/file")).content == CONTENT


async def test_addresses_expire(make_server, web):
    server = make_server(settings={"files.urlLifetimeSeconds": 1}).start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    charge_point = await fleet.charge_point()
    _, upload = await order(operator, charge_point)
    query = {"fileName": "f.bin", "version": "2"}
    image = await operator.ask("POST", "api/v1/firmware/images", 201, params=query, content=CONTENT)
    await operator.post("api/v1/firmware/updates", {"chargePointId": charge_point.id, "imageId": image["id"]}, 201)
    download = (await charge_point.expect("UpdateFirmware"))["location"]
    assert (await web.get(download)).content == CONTENT

    async def over() -> bool:
        return (await web.get(download)).status_code in (404, 410)

    await eventually(over)
    assert (await web.put(upload, content=CONTENT)).status_code in (404, 410)
    await fleet.disband()
    await operator.close()


async def test_too_much_is_refused_and_told(make_server, web):
    server = make_server(settings={"diagnostics.maximumUploadBytes": 1 << 20}).start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    charge_point = await fleet.charge_point()
    job, url = await order(operator, charge_point)
    answer = await web.put(url, content=bytes((1 << 20) + 1))
    assert answer.status_code == 413
    await tell(charge_point, "UploadFailed")
    assert (await now(operator, job))["state"] == "uploadFailed"
    await operator.get(f"{JOBS}/{job['id']}/file", 404)
    await fleet.disband()
    await operator.close()
