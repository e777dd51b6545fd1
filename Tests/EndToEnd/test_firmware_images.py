"""Firmware images: uploaded by operators, fetched by charge points, each through an address of its own."""

import hashlib
import ssl
import subprocess

import httpx
import pytest

from support.firmware import CONTENT, IMAGES, UPDATES, location, report, update, upload
from support.fleet import Fleet
from support.operator_api import Operator, no_tls


@pytest.fixture
async def web():
    """A charge point's own HTTP client, which knows no token."""
    async with httpx.AsyncClient(timeout=10, verify=no_tls()) as client:
        yield client


class TestImages:
    async def test_an_image_is_kept_with_its_size_and_checksum(self, operator: Operator):
        shown = await upload(operator, version="2.1.0", vendor="Vendor", model="Model")
        assert shown["sizeBytes"] == len(CONTENT)
        assert shown["sha256"] == hashlib.sha256(CONTENT).hexdigest()
        assert (shown["version"], shown["vendor"], shown["model"]) == ("2.1.0", "Vendor", "Model")
        assert await operator.get(f"{IMAGES}/{shown['id']}") == shown
        assert shown["id"] in {item["id"] for item in await operator.all(IMAGES)}
        await operator.delete(f"{IMAGES}/{shown['id']}")
        await operator.get(f"{IMAGES}/{shown['id']}", 404)

    async def test_an_image_that_is_being_fetched_is_not_removed(self, fleet: Fleet, operator: Operator):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await update(operator, charge_point, imageId=image["id"])
        await operator.delete(f"{IMAGES}/{image['id']}", 409)
        await report(charge_point, "Downloading")
        await operator.delete(f"{IMAGES}/{image['id']}", 409)
        for status in ("Downloaded", "Installing", "Installed"):
            await report(charge_point, status)
        await operator.delete(f"{IMAGES}/{image['id']}")
        (kept,) = await operator.all(UPDATES, chargePoint=charge_point.id)
        assert (kept["state"], kept["download"]["fileName"]) == ("installed", image["fileName"])

    async def test_a_larger_image_than_other_bodies_may_be_is_taken(self, operator: Operator):
        content = bytes(3 << 20)
        shown = await upload(operator, content)
        assert shown["sizeBytes"] == len(content)
        await operator.delete(f"{IMAGES}/{shown['id']}")

    async def test_an_empty_image_is_refused(self, operator: Operator):
        answer = await operator.http.post(IMAGES, params={"fileName": "empty.bin", "version": "1"}, content=b"")
        assert answer.status_code in (400, 422)
        operator.check_problem(answer)


class TestDownload:
    async def test_the_charge_point_fetches_it_byte_for_byte(self, fleet: Fleet, operator: Operator, web):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await update(operator, charge_point, imageId=image["id"])
        answer = await web.get(await location(charge_point))
        assert answer.status_code == 200
        assert answer.content == CONTENT
        assert int(answer.headers["content-length"]) == len(CONTENT)
        assert answer.headers["accept-ranges"] == "bytes"
        assert image["fileName"] in str(answer.url)

    async def test_a_download_that_broke_off_goes_on(self, fleet: Fleet, operator: Operator, web):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await update(operator, charge_point, imageId=image["id"])
        url = await location(charge_point)
        head = await web.head(url)
        assert (head.status_code, int(head.headers["content-length"])) == (200, len(CONTENT))
        first = await web.get(url, headers={"Range": "bytes=0-99999"})
        assert first.status_code == 206
        assert first.headers["content-range"] == f"bytes 0-99999/{len(CONTENT)}"
        rest = await web.get(url, headers={"Range": "bytes=100000-", "If-Range": first.headers["etag"]})
        assert rest.status_code == 206
        assert first.content + rest.content == CONTENT

    async def test_a_range_beyond_the_end_is_416(self, fleet: Fleet, operator: Operator, web):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await update(operator, charge_point, imageId=image["id"])
        answer = await web.get(await location(charge_point), headers={"Range": f"bytes={len(CONTENT)}-"})
        assert answer.status_code == 416
        assert answer.headers["content-range"] == f"bytes */{len(CONTENT)}"

    async def test_the_url_is_for_one_update_of_one_charge_point(self, fleet: Fleet, operator: Operator, web):
        image = await upload(operator)
        one, other = await fleet.charge_point(), await fleet.charge_point()
        await update(operator, one, imageId=image["id"])
        await update(operator, other, imageId=image["id"])
        first, second = await location(one), await location(other)
        assert first != second
        assert (await web.get(first)).content == CONTENT
        await report(one, "Downloading")
        await report(one, "Downloaded")
        assert (await web.get(first)).status_code in (404, 410), "one-time"
        assert (await web.get(second)).content == CONTENT

    async def test_nobody_finds_a_file_without_its_url(self, fleet: Fleet, operator: Operator, web):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await update(operator, charge_point, imageId=image["id"])
        url = await location(charge_point)
        start, name = url.rsplit("/", 1)
        listener = start.rsplit("/", 1)[0]
        for wrong in (
            f"{start[:-1]}~/{name}",
            f"{start[:-1]}/{name}",
            f"{listener}/{name}",
            f"{start}/%2e%2e/%2e%2e/{name}",
        ):
            assert (await web.get(wrong)).status_code in (400, 404), wrong
        for wrong in (listener, f"{listener}/", start.replace("/firmware/", "/diagnostics/")):
            assert (await web.get(wrong)).status_code in (400, 404, 405), wrong

    async def test_the_operators_api_is_not_there(self, fleet: Fleet, operator: Operator, web):
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await update(operator, charge_point, imageId=image["id"])
        origin = httpx.URL(await location(charge_point)).copy_with(raw_path=b"/api/v1/charge-points")
        answer = await web.get(origin, headers={"Authorization": "Bearer end-to-end-administrator"})
        assert answer.status_code == 404


async def test_files_are_served_over_tls(make_server, tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    server = make_server(settings={"files.tlsCertificate": certificate, "files.tlsKey": key}).start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    image = await upload(operator)
    charge_point = await fleet.charge_point()
    await update(operator, charge_point, imageId=image["id"])
    url = await location(charge_point)
    assert url.startswith("https://")
    async with httpx.AsyncClient(verify=ssl.create_default_context(cafile=certificate)) as web:
        assert (await web.get(url)).content == CONTENT
    await fleet.disband()
    await operator.close()
