"""What the operator may not send: payloads that break the specification are refused before they reach the wire."""

import pytest

from support.fleet import Fleet
from support.operator_api import Operator
from support.payloads import HASH, profile

EXPIRY = "2030-01-01T00:00:00Z"
RESERVE = {"connectorId": 1, "expiryDate": EXPIRY, "idTag": "TAG", "reservationId": 1}


def scheduled(period: dict) -> dict:
    wrong = profile("TxProfile", "Relative")
    wrong["chargingSchedule"] = {"chargingRateUnit": "A", "chargingSchedulePeriod": [period]}
    return {"connectorId": 1, "csChargingProfiles": wrong}


# action, payload, the member that must be named
BAD = [
    ("Reset", {}, "type"),
    ("Reset", {"type": "Medium"}, "type"),
    ("Reset", {"type": None}, "type"),
    ("Reset", {"type": "Hard", "when": "now"}, "when"),
    ("ChangeConfiguration", {"key": "K", "value": 60}, "value"),
    ("ChangeConfiguration", {"key": "K"}, "value"),
    ("ChangeConfiguration", {"key": "k" * 51, "value": ""}, "key"),
    ("ChangeConfiguration", {"key": "K", "value": "v" * 501}, "value"),
    ("ChangeAvailability", {"connectorId": -1, "type": "Operative"}, "connectorId"),
    ("ClearCache", {"force": True}, "force"),
    ("RemoteStartTransaction", {"connectorId": 1}, "idTag"),
    ("RemoteStartTransaction", {"idTag": "t" * 21}, "idTag"),
    ("RemoteStartTransaction", {"idTag": "T", "connectorId": "1"}, "connectorId"),
    ("RemoteStopTransaction", {"transactionId": "7"}, "transactionId"),
    ("RemoteStopTransaction", {"transactionId": 3_000_000_000}, "transactionId"),
    ("UnlockConnector", {}, "connectorId"),
    ("ReserveNow", RESERVE | {"expiryDate": "tomorrow"}, "expiryDate"),
    ("ReserveNow", RESERVE | {"expiryDate": "2030-01-01T00:00:00"}, "expiryDate"),
    ("GetConfiguration", {"key": ["k" * 51]}, "key"),
    ("GetConfiguration", {"key": "HeartbeatInterval"}, "key"),
    ("SendLocalList", {"listVersion": 1, "updateType": "Partial"}, "updateType"),
    ("SendLocalList", {"listVersion": 1, "updateType": "Full",
                       "localAuthorizationList": [{"idTag": "A", "idTagInfo": {"status": "Fine"}}]}, "status"),
    ("TriggerMessage", {"requestedMessage": "SignChargePointCertificate"}, "requestedMessage"),
    ("ExtendedTriggerMessage", {"requestedMessage": "DiagnosticsStatusNotification"}, "requestedMessage"),
    ("UpdateFirmware", {"location": "ftp://x"}, "retrieveDate"),
    ("GetDiagnostics", {"location": "ftp://x", "retries": "many"}, "retries"),
    ("GetLog", {"logType": "SecurityLog", "requestId": 1}, "log"),
    ("GetLog", {"logType": "SecurityLog", "requestId": 1, "log": {}}, "remoteLocation"),
    ("DeleteCertificate", {"certificateHashData": HASH | {"hashAlgorithm": "MD5"}}, "hashAlgorithm"),
    ("InstallCertificate", {"certificateType": "V2GRootCertificate", "certificate": "c"}, "certificateType"),
    ("CertificateSigned", {"certificateChain": "c" * 10001}, "certificateChain"),
    ("SetChargingProfile", {"connectorId": 1}, "csChargingProfiles"),
    ("SetChargingProfile", scheduled({"startPeriod": 0}), "limit"),
    ("SetChargingProfile", scheduled({"startPeriod": 0, "limit": "16"}), "limit"),
    ("DataTransfer", {"vendorId": "v" * 256}, "vendorId"),
    ("DataTransfer", {"vendorId": "v", "data": {"no": "text"}}, "data"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "payload", "member"), BAD, ids=[f"{action} {member}" for action, _, member in BAD])
async def test_a_bad_payload_is_refused_and_the_member_named(
    fleet: Fleet, operator: Operator, action: str, payload: dict, member: str
):
    charge_point = await fleet.charge_point()
    problem = await operator.command(charge_point.id, action, payload, expect=422)
    assert problem["type"].endswith("invalid-member")
    assert member in problem["member"]
    assert problem["detail"]
    assert (await charge_point.heartbeat()).current_time
    assert charge_point.socket.received(2) == []


@pytest.mark.parametrize("body", [b"{", b"not JSON", b'{"type": "Hard"} x', b"\xff\xfe"])
async def test_a_body_that_is_no_json_is_an_invalid_request(fleet: Fleet, operator: Operator, body: bytes):
    identity = await fleet.register()
    path = f"api/v1/charge-points/{identity}/commands/Reset"
    problem = await operator.ask("POST", path, 400, content=body, headers={"Content-Type": "application/json"})
    assert problem["type"].endswith("invalid-request")


@pytest.mark.parametrize("body", [b"[]", b"5", b'"Hard"'])
async def test_a_body_that_is_no_object_is_refused(fleet: Fleet, operator: Operator, body: bytes):
    identity = await fleet.register()
    path = f"api/v1/charge-points/{identity}/commands/Reset"
    answer = await operator.http.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    operator.check_problem(answer)


@pytest.mark.parametrize("action", ["MakeCoffee", "reset", "Heartbeat", "BootNotification", "Reset.req"])
async def test_an_unknown_action_is_not_found(fleet: Fleet, operator: Operator, action: str):
    problem = await operator.command(await fleet.register(), action, {}, expect=404)
    assert problem["type"].endswith("unknown-action")


async def test_an_unknown_charge_point_is_not_found(operator: Operator):
    problem = await operator.command("NEVER-REGISTERED", "ClearCache", expect=404)
    assert problem["type"].endswith("charge-point-not-found")


@pytest.mark.parametrize("seconds", ["0", "601", "-1", "soon"])
async def test_a_timeout_out_of_range_is_refused(fleet: Fleet, operator: Operator, seconds: str):
    path = f"api/v1/charge-points/{await fleet.register()}/commands/ClearCache"
    answer = await operator.http.post(path, params={"timeoutSeconds": seconds}, json={})
    assert answer.status_code in (400, 422)
    assert "timeoutSeconds" in answer.text
