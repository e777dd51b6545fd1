"""Signed firmware: keys of the server, signatures over what charge points download, supplied ones, campaigns."""

import stat

import httpx
import pytest
from ocpp.v16 import call

from support.charge_point import ChargePoint, instant, moment
from support.firmware import CONTENT, UPDATES, update, upload
from support.fleet import Fleet
from support.operator_api import Operator, eventually, no_tls, unique
from support.server import Server
from support.signing import KINDS, certify, make_key, private_pem, sign, verifies

KEYS = "api/v1/firmware/signing-keys"


async def add_key(operator: Operator, key=None, expect: int = 201, **members) -> dict:
    key = key or make_key("P-256")
    body = {"name": unique("key"), "certificate": certify(key), "privateKey": private_pem(key)} | members
    return await operator.post(KEYS, body, expect)


async def firmware(charge_point: ChargePoint) -> dict:
    """The firmware of the SignedUpdateFirmware that came."""
    return (await charge_point.expect("SignedUpdateFirmware"))["firmware"]


async def report(charge_point: ChargePoint, status: str, request_id: int | None = None) -> None:
    await charge_point.say(call.SignedFirmwareStatusNotification(status=status, request_id=request_id))


async def fetch(url: str) -> bytes:
    async with httpx.AsyncClient(verify=no_tls(), timeout=20) as web:
        return (await web.get(url)).content


class TestKeys:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("form", ["PKCS8", "traditional"])
    async def test_every_kind_and_form_is_taken_and_none_is_shown(self, operator: Operator, kind: str, form: str):
        key = make_key(kind)
        answer = await operator.http.post(
            KEYS, json={"name": unique("key"), "certificate": certify(key), "privateKey": private_pem(key, form)}
        )
        assert answer.status_code == 201, answer.text
        assert answer.json()["kind"] == kind
        shown = await operator.http.get(answer.headers["location"])
        listed = await operator.http.get(KEYS, params={"limit": 1000})
        for text in (answer.text, shown.text, listed.text):
            assert "PRIVATE KEY" not in text
            assert private_pem(key, form).splitlines()[1] not in text

    async def test_they_lie_in_files_that_only_the_server_reads(self, operator: Operator, server: Server):
        key = make_key()
        secret = private_pem(key).splitlines()[1]
        made = await add_key(operator, key)
        folder = server.data / "signing-keys"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        holders = [path for path in folder.iterdir() if secret in path.read_text()]
        assert len(holders) == 1
        assert stat.S_IMODE(holders[0].stat().st_mode) == 0o600
        for path in server.data.rglob("*"):
            if path.is_file() and path not in holders:
                assert secret.encode() not in path.read_bytes(), path
        assert secret not in server.said()
        await operator.delete(f"{KEYS}/{made['id']}")
        assert not holders[0].exists()
        await operator.get(f"{KEYS}/{made['id']}", 404)

    @pytest.mark.parametrize(
        ("members", "member"),
        [
            ({"privateKey": "none"}, "privateKey"),
            ({"privateKey": private_pem(make_key("P-256"))}, "privateKey"),
            ({"privateKey": private_pem(make_key("P-256"), password=b"secret")}, "privateKey"),
            ({"certificate": "none"}, "certificate"),
            ({"certificate": "x" * 5600}, "certificate"),
            ({"name": "a\u202eb"}, "name"),
            ({"name": ""}, "name"),
            ({"colour": "red"}, "colour"),
        ],
        ids=lambda value: value if isinstance(value, str) else next(iter(value)),
    )
    async def test_what_cannot_be_used_is_refused(self, operator: Operator, members: dict, member: str):
        problem = await add_key(operator, expect=422, **members)
        assert problem["member"] == member
        assert "PRIVATE" not in str(problem)

    async def test_a_name_is_taken_once(self, operator: Operator):
        made = await add_key(operator)
        await add_key(operator, expect=409, name=made["name"])


class TestSignatures:
    @pytest.mark.parametrize(
        ("kind", "algorithm"),
        [("RSA", None), ("RSA", "RSA-PSS-SHA256"), ("RSA", "RSA-PKCS1-SHA256"), ("P-256", None), ("P-384", None),
         ("P-521", "ECDSA-SHA256")],
    )  # fmt: skip
    async def test_the_signature_verifies_over_the_bytes_that_are_downloaded(
        self, fleet: Fleet, operator: Operator, kind: str, algorithm: str | None
    ):
        key = make_key(kind)
        made = await add_key(operator, key)
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        signed = {"signingKeyId": made["id"]} | ({"signatureAlgorithm": algorithm} if algorithm else {})
        job = await update(operator, charge_point, imageId=image["id"], signed=signed)
        sent = await firmware(charge_point)
        content = await fetch(sent["location"])
        assert content == CONTENT
        pkcs1 = algorithm == "RSA-PKCS1-SHA256"
        assert verifies(sent["signature"], sent["signingCertificate"], content, pkcs1)
        assert not verifies(sent["signature"], sent["signingCertificate"], content + b"x", pkcs1)
        assert len(sent["signature"]) <= 800 and "\r" not in sent["signingCertificate"]
        assert job["warnings"] == []
        assert job["signed"]["signature"] == sent["signature"]
        assert job["signed"]["signingKeyId"] == made["id"]

    async def test_a_large_key_fits(self, fleet: Fleet, operator: Operator):
        key = make_key("RSA", 4096)
        made = await add_key(operator, key, privateKey=private_pem(key, "traditional"))
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        await update(operator, charge_point, imageId=image["id"], signed={"signingKeyId": made["id"]})
        sent = await firmware(charge_point)
        assert verifies(sent["signature"], sent["signingCertificate"], CONTENT)

    async def test_an_image_that_lies_elsewhere_too_is_signed(self, fleet: Fleet, operator: Operator):
        made = await add_key(operator)
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        location = "ftp://user:secret@files.example.com/fw.bin"
        signed = {"signingKeyId": made["id"], "imageId": image["id"], "installDate": moment(24), "requestId": 77}
        job = await update(operator, charge_point, location=location, signed=signed)
        sent = await charge_point.expect("SignedUpdateFirmware")
        assert sent["requestId"] == job["signed"]["requestId"] == 77
        assert sent["firmware"]["location"] == location
        assert instant(sent["firmware"]["installDateTime"]) == instant(signed["installDate"])
        assert verifies(sent["firmware"]["signature"], sent["firmware"]["signingCertificate"], CONTENT)
        assert job["location"] == "ftp://user:(hidden)@files.example.com/fw.bin"

    @pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
    async def test_a_supplied_signature_is_checked_and_sent_as_it_is(
        self, fleet: Fleet, operator: Operator, line_end: str
    ):
        key = make_key()
        image = await upload(operator)
        charge_point = await fleet.charge_point()
        certificate = certify(key)
        for content, warnings in (
            (CONTENT, []), (b"another", ["the signature does not verify against the certificate"])
        ):  # fmt: skip
            signed = {"signature": sign(key, content), "signingCertificate": certificate.replace("\n", line_end)}
            job = await update(operator, charge_point, imageId=image["id"], signed=signed)
            sent = await firmware(charge_point)
            assert (sent["signature"], sent["signingCertificate"]) == (signed["signature"], certificate)
            assert job["warnings"] == warnings
            assert job["state"] == "accepted"

    async def test_an_expired_certificate_is_told_and_sent(self, fleet: Fleet, operator: Operator):
        key = make_key()
        charge_point = await fleet.charge_point()
        signed = {"signature": sign(key, CONTENT), "signingCertificate": certify(key, days=-30)}
        job = await update(operator, charge_point, location="https://x/fw.bin", signed=signed)
        assert job["warnings"] == ["the signing certificate has expired"]
        assert (await firmware(charge_point))["signature"] == signed["signature"]

    @pytest.mark.parametrize(
        ("signed", "member"),
        [
            ({}, "signed.signingKeyId"),
            ({"signature": "AA=="}, "signed.signingKeyId"),
            ({"signingKeyId": 1, "signature": "AA==", "signingCertificate": "x"}, "signed.signingKeyId"),
            ({"signature": "A" * 801, "signingCertificate": "x"}, "signed.signature"),
            ({"signature": "AA==", "signingCertificate": "x" * 5501}, "signed.signingCertificate"),
            ({"signature": "AA==", "signingCertificate": "x", "signatureAlgorithm": "ECDSA-SHA256"}, "signatureAlgorithm"),
            ({"signature": "AA==", "signingCertificate": "x", "requestId": 0}, "signed.requestId"),
            ({"signature": "AA==", "signingCertificate": "x", "colour": "red"}, "signed.colour"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named_and_nothing_is_sent(
        self, fleet: Fleet, operator: Operator, signed: dict, member: str
    ):
        charge_point = await fleet.charge_point()
        problem = await update(operator, charge_point, 422, location="https://x/fw.bin", signed=signed)
        assert member in problem["member"]
        assert charge_point.socket.received(2) == []

    async def test_nothing_is_sent_for_what_is_not_there(self, fleet: Fleet, operator: Operator):
        image = await upload(operator)
        made = await add_key(operator)
        charge_point = await fleet.charge_point()
        signed = {"signingKeyId": 2_000_000_000}
        await update(operator, charge_point, 404, imageId=image["id"], signed=signed)
        signed = {"signingKeyId": made["id"]}
        problem = await update(operator, charge_point, 422, location="https://x/fw.bin", signed=signed)
        assert problem["member"] == "signed.imageId"
        long = "https://x/" + "a" * 503
        signed = {"signature": "AA==", "signingCertificate": "x"}
        problem = await update(operator, charge_point, 422, location=long, signed=signed)
        assert problem["member"] == "location"
        assert charge_point.socket.received(2) == []


class TestLife:
    SIGNED = {"signature": "AA==", "signingCertificate": "x"}

    async def start(self, operator: Operator, charge_point: ChargePoint, expect: int = 201, **signed) -> dict:
        return await update(
            operator, charge_point, expect, location="https://x/fw.bin", signed=self.SIGNED | signed
        )

    async def state(self, operator: Operator, job: dict) -> str:
        return (await operator.get(f"{UPDATES}/{job['id']}"))["state"]

    @pytest.mark.parametrize(
        ("answer", "state"),
        [("Rejected", "rejected"), ("InvalidCertificate", "invalidCertificate"),
         ("RevokedCertificate", "revokedCertificate")],
    )  # fmt: skip
    async def test_a_refusal_ends_it(self, fleet: Fleet, operator: Operator, answer: str, state: str):
        charge_point = await fleet.charge_point()
        charge_point.answers["SignedUpdateFirmware"] = {"status": answer}
        job = await self.start(operator, charge_point)
        assert job["state"] == state
        assert job["explanation"] and job["finishedAt"]

    async def test_a_newer_one_cancels_the_one_before(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        first = await self.start(operator, charge_point, requestId=1)
        await report(charge_point, "Downloading", 1)
        charge_point.answers["SignedUpdateFirmware"] = {"status": "AcceptedCanceled"}
        second = await self.start(operator, charge_point, requestId=2)
        assert await self.state(operator, first) == "superseded"
        await report(charge_point, "Downloaded", 1)
        assert await self.state(operator, second) == "accepted"
        await report(charge_point, "Downloaded", 2)
        assert await self.state(operator, second) == "downloaded"

    async def test_a_request_id_serves_once(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        await self.start(operator, charge_point, requestId=5)
        await self.start(operator, charge_point, 409, requestId=5)
        assert len(charge_point.socket.received(2)) == 1

    async def test_unsigned_updates_follow_signed_ones(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        first = await self.start(operator, charge_point)
        job = await update(operator, charge_point, location="https://x/fw.bin")
        assert await self.state(operator, first) == "superseded"
        await charge_point.say(call.FirmwareStatusNotification(status="Downloading"))
        assert await self.state(operator, job) == "downloading"
        assert job["signed"] is None and job["warnings"] == []


async def test_a_campaign_signs_for_each_of_its_charge_points(fleet: Fleet, operator: Operator):
    key = make_key()
    made = await add_key(operator, key)
    image = await upload(operator, version="3.0")
    charge_points = [await fleet.charge_point() for _ in range(3)]
    for charge_point in charge_points:
        await charge_point.boot(firmware_version="1.0")
    target = {"chargePoints": [charge_point.id for charge_point in charge_points]}
    body = {"imageId": image["id"], "target": target, "signed": {"signingKeyId": made["id"]}}
    campaign = await operator.post("api/v1/firmware/campaigns", body, 201)
    assert (campaign["signed"], campaign["signingKeyId"]) == (True, made["id"])
    await operator.delete(f"{KEYS}/{made['id']}", 409)
    for charge_point in charge_points:
        sent = await charge_point.expect("SignedUpdateFirmware", timeout=15)
        assert verifies(sent["firmware"]["signature"], sent["firmware"]["signingCertificate"], CONTENT)
        for status in ("Downloading", "Downloaded", "SignatureVerified", "Installing", "Installed"):
            await report(charge_point, status, sent["requestId"])

    async def over() -> bool:
        return (await operator.get(f"api/v1/firmware/campaigns/{campaign['id']}"))["state"] == "finished"

    await eventually(over, within=15)
    states = await operator.all(f"api/v1/firmware/campaigns/{campaign['id']}/updates")
    assert {item["state"] for item in states} == {"installed"}
    await operator.delete(f"{KEYS}/{made['id']}")


async def test_a_bulk_operation_sends_signed_updates(fleet: Fleet, operator: Operator):
    charge_points = [await fleet.charge_point() for _ in range(2)]
    payload = {
        "requestId": 7,
        "firmware": {
            "location": "ftp://user:secret@x/fw", "retrieveDateTime": moment(), "signature": "", "signingCertificate": "x"
        },
    }  # fmt: skip
    body = {
        "action": "SignedUpdateFirmware", "payload": payload,
        "target": {"chargePoints": [charge_point.id for charge_point in charge_points]},
    }  # fmt: skip
    operation = await operator.post("api/v1/bulk-operations", body, 202)
    assert "secret" not in str(operation)
    for charge_point in charge_points:
        assert await charge_point.expect("SignedUpdateFirmware") == payload

    async def jobs() -> bool:
        found = [await operator.all(UPDATES, chargePoint=charge_point.id) for charge_point in charge_points]
        return all(len(jobs) == 1 and jobs[0]["state"] == "accepted" for jobs in found)

    await eventually(jobs)
