"""The listener for files as its peers see it: HTTPS, peers that ask before they send, peers that say nothing."""

import asyncio
import ssl
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from support.fleet import Fleet
from support.operator_api import Operator, no_tls

IMAGE = bytes(range(256)) * 4000


async def order(operator: Operator, fleet: Fleet) -> tuple[dict, str]:
    """Diagnostics to be uploaded here, and where to."""
    charge_point = await fleet.charge_point()
    job = await operator.post(f"api/v1/charge-points/{charge_point.id}/diagnostics", {}, 201)
    return job, (await charge_point.expect("GetDiagnostics"))["location"]


async def begin(url: str, length: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """The head of an upload that waits to be told to go on."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(
        f"PUT {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {length}\r\nExpect: 100-continue\r\n\r\n".encode()
    )
    return reader, writer


async def head(reader: asyncio.StreamReader) -> str:
    return (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)).decode()


class TestExpect:
    async def test_a_peer_that_asks_first_is_told_to_send(self, fleet: Fleet, operator: Operator):
        job, url = await order(operator, fleet)
        reader, writer = await begin(url, 5)
        assert (await head(reader)).startswith("HTTP/1.1 100 ")
        writer.write(b"hello")
        assert (await head(reader)).startswith("HTTP/1.1 201 ")
        writer.close()
        assert (await operator.get(f"api/v1/diagnostics/{job['id']}"))["file"]["sizeBytes"] == 5

    @pytest.mark.parametrize("why", ["used up", "too long"])
    async def test_what_is_not_wanted_is_refused_before_it_is_sent(self, fleet: Fleet, operator: Operator, why: str):
        _, url = await order(operator, fleet)
        if why == "used up":
            async with httpx.AsyncClient(verify=no_tls()) as web:
                assert (await web.put(url, content=b"x")).is_success
        reader, writer = await begin(url, 5 if why == "used up" else 10**12)
        assert (await head(reader)).startswith("HTTP/1.1 410 " if why == "used up" else "HTTP/1.1 413 ")
        writer.close()


async def test_answers_are_not_for_browsers_to_guess_about(fleet: Fleet, operator: Operator):
    _, url = await order(operator, fleet)
    async with httpx.AsyncClient(verify=no_tls()) as web:
        for answer in (await web.get(url), await web.put(url, content=b"x"), await web.get(f"{url}/../../nothing")):
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["cache-control"] == "no-store"


class TestSilence:
    async def test_peers_that_say_nothing_keep_nobody_waiting(self, fleet: Fleet, operator: Operator):
        _, url = await order(operator, fleet)
        parts = urlsplit(url)
        silent = [await asyncio.open_connection(parts.hostname, parts.port) for _ in range(200)]
        for _, writer in silent[:100]:
            writer.write(b"PUT /diagnostics/")
        async with httpx.AsyncClient(timeout=10, verify=no_tls()) as web:
            assert (await web.put(url, content=IMAGE)).is_success
        for _, writer in silent:
            writer.close()

    async def test_a_stranger_cannot_hold_a_connection_with_a_body_that_never_ends(self, fleet: Fleet, operator: Operator):
        _, url = await order(operator, fleet)
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(b"PUT /diagnostics/nobody HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
        answer = await head(reader)
        assert answer.startswith("HTTP/1.1 404 ") and "connection: close" in answer.lower()

        async def drip() -> None:
            while True:
                writer.write(b"x")
                await asyncio.sleep(0.5)

        dripping = asyncio.create_task(drip())
        try:
            await asyncio.wait_for(reader.read(), 20)
        except ConnectionError:
            pass
        finally:
            dripping.cancel()
            writer.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificate")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        + ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


class TestHTTPS:
    @pytest.fixture
    def server(self, make_server, certificate):
        pem, key = certificate
        return make_server(settings={"files.tlsCertificate": str(pem), "files.tlsKey": str(key)}).start()

    async def test_firmware_goes_out_and_diagnostics_come_in(self, fleet: Fleet, operator: Operator, certificate):
        answer = await operator.http.post("api/v1/firmware/images?fileName=fw.bin&version=2.0", content=IMAGE)
        assert answer.status_code == 201, answer.text
        charge_point = await fleet.charge_point()
        order_of_update = {"chargePointId": charge_point.id, "imageId": answer.json()["id"]}
        url = (await operator.post("api/v1/firmware/updates", order_of_update, 201))["location"]
        assert url.startswith("https://127.0.0.1:")
        trust = ssl.create_default_context(cafile=str(certificate[0]))
        _, where = await order(operator, fleet)
        async with httpx.AsyncClient(verify=trust) as web:
            assert (await web.get(url)).content == IMAGE
            part = await web.get(url, headers={"Range": "bytes=1000-1999"})
            assert (part.status_code, part.content) == (206, IMAGE[1000:2000])
            assert (await web.put(f"{where}log.zip", content=IMAGE)).status_code == 201
        async with httpx.AsyncClient() as web:
            with pytest.raises(httpx.HTTPError):
                await web.get(url.replace("https://", "http://"))

    def test_a_key_that_does_not_fit_is_told_at_the_start(self, make_server, certificate, tmp_path: Path):
        key = tmp_path / "other.pem"
        subprocess.run(["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True)
        server = make_server("mismatch", settings={"files.tlsCertificate": str(certificate[0]), "files.tlsKey": str(key)})
        assert server.launch().wait(20) != 0
        server.process = None
        assert "certificate" in server.said() and "belong together" in server.said()
