"""Passwords in URLs and AuthorizationKeys are sent as they are, and shown nowhere."""

import asyncio

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator, eventually

SECRET = "s3cr3tpassw0rd"
URL = f"ftp://user:{SECRET}@files.example.com/in/"
REQUESTS = {
    "GetDiagnostics": {"location": URL},
    "UpdateFirmware": {"location": URL, "retrieveDate": moment()},
    "GetLog": {"logType": "SecurityLog", "requestId": 1, "log": {"remoteLocation": URL}},
    "SignedUpdateFirmware": {
        "requestId": 2,
        "firmware": {"location": URL, "retrieveDateTime": moment(), "signature": "", "signingCertificate": "x"},
    },
    "ChangeConfiguration": {"key": "AuthorizationKey", "value": SECRET},
}


async def everything(operator: Operator, identity: str) -> str:
    """All that operators see of a charge point."""
    pages = [
        f"api/v1/charge-points/{identity}/commands", f"api/v1/messages?chargePoint={identity}",
        f"api/v1/charge-points/{identity}/diagnostics", f"api/v1/firmware/updates?chargePoint={identity}",
        f"api/v1/charge-points/{identity}",
    ]  # fmt: skip
    return "\n".join([(await operator.http.get(page)).text for page in pages])


@pytest.mark.parametrize("action", REQUESTS)
@pytest.mark.parametrize("answer", ["error", "result"])
async def test_a_secret_is_hidden_in_request_and_answer(fleet: Fleet, operator: Operator, action: str, answer: str):
    peer = await fleet.peer()
    sending = asyncio.create_task(
        operator.http.post(f"api/v1/charge-points/{peer.id}/commands/{action}", json=REQUESTS[action])
    )
    message_id, payload = await peer.expect(action)
    assert payload == REQUESTS[action]
    if answer == "error":
        await peer.answer_error(message_id, "PropertyConstraintViolation", f"bad: {SECRET.upper()}", {"was": [SECRET]})
    else:
        await peer.answer(message_id, {"status": f"I do not like {SECRET}", "more": {"x": SECRET}})
    assert SECRET not in (await sending).text.lower()

    async def is_logged() -> bool:
        return len(await operator.messages(peer.id, action=action)) == 2

    await eventually(is_logged)
    shown = await everything(operator, peer.id)
    assert SECRET not in shown.lower()
    assert "(hidden)" in shown
    assert SECRET not in operator.server.said().lower()


async def test_the_data_directory_holds_no_secret_of_a_command(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    secret = "an0therpassw0rd"
    await operator.command(charge_point.id, "GetDiagnostics", {"location": f"ftp://user:{secret}@x/"})

    async def is_logged() -> bool:
        return len(await operator.messages(charge_point.id, action="GetDiagnostics")) == 2

    await eventually(is_logged)
    for path in operator.server.data.glob("stationmaster.sqlite*"):
        assert secret.encode() not in path.read_bytes(), path


async def test_a_campaign_sends_the_password_that_it_does_not_show(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    body = {"location": URL, "version": "9", "target": {"chargePoints": [charge_point.id]}}
    campaign = await operator.post("api/v1/firmware/campaigns", body, 201)
    assert (await charge_point.expect("UpdateFirmware", timeout=15))["location"] == URL
    for path in (f"api/v1/firmware/campaigns/{campaign['id']}", "api/v1/firmware/campaigns"):
        text = (await operator.http.get(path)).text
        assert SECRET not in text and "user:(hidden)@" in text
    await operator.post(f"api/v1/firmware/campaigns/{campaign['id']}/cancel", {})
