"""Names that operators and charge points give to files: whatever they are, they lead nowhere."""

import json
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from support.fleet import Fleet
from support.operator_api import Operator
from support.raw_socket import RawSocket

HOSTILE = [
    "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/x", "..\\..\\x", "%00x", "a%00/../x",
    "/etc/passwd", "//etc/passwd", "%c0%ae%c0%ae/x", "%e2%80%ae.gpj", "..%c0%afx", "....//x", "x" * 4000, "%ff%fe", ";/../x",
    "%0d%0aSet-Cookie:%20a=b",
]  # fmt: skip


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


async def order(operator: Operator, fleet: Fleet, announced: str = "log.zip") -> tuple[dict, str]:
    charge_point = await fleet.charge_point()
    charge_point.answers["GetLog"] = {"status": "Accepted", "filename": announced}
    body = {"logType": "SecurityLog"}
    job = await operator.post(f"api/v1/charge-points/{charge_point.id}/diagnostics", body, 201)
    return job, (await charge_point.expect("GetLog"))["log"]["remoteLocation"]


async def send(url: str, method: str, target: str, body: bytes = b"", *headers: str) -> int:
    """A request whose target goes over the wire as it stands here; the status."""
    socket = await RawSocket.open(url)
    lines = [f"{method} {target} HTTP/1.1", "Host: x", f"Content-Length: {len(body)}", *headers]
    try:
        return (await socket.request("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body)).status
    finally:
        socket.close()


@pytest.mark.parametrize("name", HOSTILE)
async def test_an_upload_below_its_address_goes_to_one_file_of_a_random_name(
    fleet: Fleet, operator: Operator, name: str
):
    data = operator.server.data
    job, url = await order(operator, fleet)
    before = files(data)
    status = await send(url, "PUT", urlsplit(url).path + name, b"content")
    new = {name for name in files(data) - before if not name.startswith("stationmaster.sqlite")}
    shown = await operator.get(f"api/v1/diagnostics/{job['id']}")
    if status == 201:
        (stored,) = new
        folder, _, random = stored.partition("/")
        assert folder == "diagnostics" and len(random) == 32 and set(random) <= set("0123456789abcdef")
        clean = shown["file"]["fileName"] or ""
        assert not set(clean) & set("/\\\0\r\n\u202e") and clean not in (".", "..") and len(clean) <= 255
        file = await operator.http.get(f"api/v1/diagnostics/{job['id']}/file")
        assert file.content == b"content"
        assert "set-cookie" not in file.headers
    else:
        assert 400 <= status < 500
        assert new == set() and shown["file"] is None


@pytest.mark.parametrize("name", ["../../../x", "..\\..\\x", "/etc/x", "a\0b", "\u202egpj.exe", "x" * 255, "a\r\nSet-Cookie: a=b"])
async def test_the_name_that_a_charge_point_announces_or_writes_in_a_form_decides_nothing(
    fleet: Fleet, operator: Operator, name: str
):
    data = operator.server.data
    job, url = await order(operator, fleet, announced=name)
    before = files(data)
    disposition = f'form-data; name="file"; filename="{name}"'
    body = b'--b\r\nContent-Disposition: ' + disposition.encode() + b"\r\n\r\ncontent\r\n--b--\r\n"
    status = await send(url, "POST", urlsplit(url).path, body, "Content-Type: multipart/form-data; boundary=b")
    new = {name for name in files(data) - before if not name.startswith("stationmaster.sqlite")}
    assert all(path.startswith("diagnostics/") and len(path) == len("diagnostics/") + 32 for path in new)
    assert len(new) == (1 if status == 200 else 0)
    if status == 200:
        file = await operator.http.get(f"api/v1/diagnostics/{job['id']}/file")
        assert "set-cookie" not in file.headers
        assert not set(file.headers["content-disposition"]) & set("\0\r\n")


@pytest.mark.parametrize("name", HOSTILE)
async def test_nothing_but_addresses_is_served(fleet: Fleet, operator: Operator, name: str):
    _, url = await order(operator, fleet)
    for target in (f"/{name}", f"/firmware/{name}", f"/diagnostics/{name}", f"/firmware/../{name}", f"/signing-keys/{name}"):
        for method in ("GET", "PUT"):
            assert 400 <= await send(url, method, target) < 500, (method, target)


@pytest.mark.parametrize("name", HOSTILE)
async def test_the_api_serves_no_file_by_name(operator: Operator, name: str):
    token = operator.http.headers["Authorization"]
    for target in (f"/api/v1/diagnostics/{name}/file", f"/api/v1/firmware/images/{name}", f"/api/v1/firmware/signing-keys/{name}"):
        status = await send(operator.server.api_url, "GET", target, b"", f"Authorization: {token}")
        assert 400 <= status < 500, target


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "a\\b", "a\0b", "a\r\nb", "\u202ex", "a\u2028b", "a\x85b", "", "x" * 256], ids=json.dumps
)
async def test_an_image_with_such_a_name_is_refused(operator: Operator, name: str):
    answer = await operator.http.post(
        f"api/v1/firmware/images?fileName={quote(name, safe='')}", content=b"x",
        headers={"Content-Type": "application/octet-stream"},
    )  # fmt: skip
    assert answer.status_code in (400, 422), answer.text


async def test_an_image_called_by_dots_is_fetched_from_below_its_address(fleet: Fleet, operator: Operator):
    headers = {"Content-Type": "application/octet-stream"}
    image = await operator.ask(
        "POST", "api/v1/firmware/images", 201, params={"fileName": ".."}, content=b"x", headers=headers
    )
    charge_point = await fleet.charge_point()
    await operator.post("api/v1/firmware/updates", {"chargePointId": charge_point.id, "imageId": image["id"]}, 201)
    location = (await charge_point.expect("UpdateFirmware"))["location"]
    assert location.endswith("/firmware")
    assert await send(location, "GET", urlsplit(location).path) == 200
