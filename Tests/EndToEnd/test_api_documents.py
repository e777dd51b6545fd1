"""What describes the service to machines: the OpenAPI document, metrics, health."""

import json
import re
import urllib.request
from urllib.parse import quote

import httpx
import pytest
from ocpp.v16 import call
from openapi_spec_validator import validate
from prometheus_client.parser import text_string_to_metric_families

from support import station_keys
from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator, no_tls, unique
from support.payloads import profile
from support.server import Server
from support.signing import certify, make_key, private_pem


@pytest.fixture(scope="module")
def document(shared_server: Server) -> dict:
    with urllib.request.urlopen(shared_server.api_url + "openapi.json") as answer:
        assert answer.headers["content-type"].startswith("application/json")
        return json.load(answer)


def operations(document: dict) -> list[tuple[str, str, dict]]:
    methods = ("get", "post", "put", "patch", "delete")
    return [
        (method.upper(), path, members[method])
        for path, members in document["paths"].items()
        for method in methods
        if method in members
    ]


class TestOpenAPI:
    def test_the_document_is_valid(self, document: dict):
        assert document["openapi"].startswith("3.")
        validate(document)

    def test_it_describes_everything_that_the_contract_promises(self, document: dict):
        described = {(method, re.sub(r"\{[^}]*\}", "{}", path)) for method, path, _ in operations(document)}
        promised = {
            ("GET", "/api/v1/charge-points"), ("POST", "/api/v1/charge-points"), ("GET", "/api/v1/charge-points/{}"),
            ("PUT", "/api/v1/charge-points/{}"), ("PATCH", "/api/v1/charge-points/{}"),
            ("DELETE", "/api/v1/charge-points/{}"), ("POST", "/api/v1/charge-points/{}/commands/{}"),
            ("GET", "/api/v1/charge-points/{}/commands"), ("GET", "/api/v1/commands/{}"), ("GET", "/api/v1/id-tags"),
            ("POST", "/api/v1/id-tags"), ("GET", "/api/v1/id-tags/{}"), ("PUT", "/api/v1/id-tags/{}"),
            ("PATCH", "/api/v1/id-tags/{}"), ("DELETE", "/api/v1/id-tags/{}"), ("GET", "/api/v1/transactions"),
            ("GET", "/api/v1/transactions/{}"), ("GET", "/api/v1/transactions/{}/meter-values"),
            ("POST", "/api/v1/transactions/{}/close"), ("POST", "/api/v1/transactions/{}/resolve"),
            ("GET", "/api/v1/orphaned-stops"), ("GET", "/api/v1/messages"), ("GET", "/healthz"), ("GET", "/readyz"),
            ("GET", "/metrics"),
            ("GET", "/api/v1/charge-points/{}/configuration"), ("PUT", "/api/v1/charge-points/{}/configuration/{}"),
            ("POST", "/api/v1/charge-points/{}/configuration/refresh"), ("GET", "/api/v1/configuration-keys"),
            ("GET", "/api/v1/charge-points/{}/configuration/history"), ("GET", "/api/v1/configuration-templates"),
            ("GET", "/api/v1/charge-points/{}/configuration/drift"), ("POST", "/api/v1/configuration-templates"),
            ("POST", "/api/v1/configuration-templates/{}/apply"), ("GET", "/api/v1/configuration-templates/{}/drift"),
            ("GET", "/api/v1/reservations"), ("POST", "/api/v1/reservations"), ("GET", "/api/v1/reservations/{}"),
            ("POST", "/api/v1/reservations/{}/cancel"), ("GET", "/api/v1/charge-points/{}/local-list"),
            ("PUT", "/api/v1/charge-points/{}/local-list"), ("POST", "/api/v1/charge-points/{}/local-list/send"),
            ("POST", "/api/v1/charge-points/{}/local-list/read-version"), ("GET", "/api/v1/local-lists"),
            ("GET", "/api/v1/charging-profiles"), ("POST", "/api/v1/charging-profiles"),
            ("GET", "/api/v1/charge-points/{}/charging-profiles"), ("POST", "/api/v1/charge-points/{}/charging-profiles"),
            ("POST", "/api/v1/charge-points/{}/charging-profiles/clear"),
            ("GET", "/api/v1/charge-points/{}/composite-schedule"), ("POST", "/api/v1/charge-points/{}/composite-schedule"),
            ("POST", "/api/v1/firmware/images"), ("GET", "/api/v1/firmware/images"), ("DELETE", "/api/v1/firmware/images/{}"),
            ("POST", "/api/v1/firmware/updates"), ("GET", "/api/v1/firmware/updates/{}"),
            ("POST", "/api/v1/firmware/campaigns"), ("GET", "/api/v1/firmware/campaigns/{}"),
            ("POST", "/api/v1/firmware/campaigns/{}/pause"), ("POST", "/api/v1/firmware/campaigns/{}/resume"),
            ("POST", "/api/v1/firmware/campaigns/{}/cancel"), ("GET", "/api/v1/firmware/campaigns/{}/updates"),
            ("POST", "/api/v1/charge-points/{}/diagnostics"), ("GET", "/api/v1/charge-points/{}/diagnostics"),
            ("GET", "/api/v1/diagnostics/{}"), ("GET", "/api/v1/diagnostics/{}/file"), ("DELETE", "/api/v1/diagnostics/{}"),
            ("POST", "/api/v1/bulk-operations"), ("GET", "/api/v1/bulk-operations/{}"),
            ("GET", "/api/v1/bulk-operations/{}/results"), ("POST", "/api/v1/bulk-operations/{}/cancel"),
            ("POST", "/api/v1/bulk-operations/{}/retry"), ("POST", "/api/v1/remote-starts"),
            ("GET", "/api/v1/remote-starts/{}"), ("POST", "/api/v1/remote-stops"), ("GET", "/api/v1/remote-stops/{}"),
            ("GET", "/api/v1/data-transfer-vendors"), ("POST", "/api/v1/data-transfer-vendors"),
        }  # fmt: skip
        assert promised <= described

    async def test_every_operation_in_it_exists(self, document: dict, operator: Operator):
        for method, path, operation in operations(document):
            target = re.sub(r"\{[^}]*\}", "999999999", path)
            body = {} if method in ("PUT", "PATCH", "POST") else None
            answer = await operator.http.request(method, target.lstrip("/"), json=body)
            assert answer.status_code < 500, f"{method} {path}: {answer.status_code}"
            assert answer.status_code != 405, f"{method} {path} is described but does not exist"
            problem = answer.json().get("type", "") if answer.status_code == 404 else ""
            assert problem != "urn:stationmaster:problem:not-found" or "{" in path, f"{method} {path} does not exist"
            described = set(operation["responses"])
            known = str(answer.status_code) in described or "default" in described
            assert known, f"{method} {path} answered {answer.status_code}, described are {sorted(described)}"
        await operator.http.delete("api/v1/charge-points/999999999")
        await operator.http.delete("api/v1/id-tags/999999999")

    async def test_everything_that_can_be_read_is_as_it_describes(
        self, document: dict, fleet: Fleet, operator: Operator, tag: str
    ):
        """Every GET of the document, on things that are there. The operator holds each answer against the document."""
        values = await something_of_everything(fleet, operator, tag)
        for method, path, operation in operations(document):
            if method != "GET":
                continue
            target = path
            for name in re.findall(r"\{([^}]*)\}", path):
                start = path[: path.index("{" + name)]
                value = values.get(start) or values.get(name)
                assert value is not None, f"{path}: this test has nothing for {name}; add it to something_of_everything"
                target = target.replace("{" + name + "}", quote(str(value), safe=""))
            query = {"connectorId": 1, "duration": 600} if path.endswith("/composite-schedule") else {}
            answer = await operator.http.get(target.lstrip("/"), params=query)
            assert answer.status_code == 200, f"{target}: {answer.status_code} {answer.text[:500]}"
            if isinstance(answer_json(answer), dict) and path.startswith("/api/v1/") and "{" in path:
                items = answer_json(answer).get("items")
                assert items != [], f"{target} is empty, so nothing was held against the document"


def answer_json(answer) -> object:
    return answer.json() if answer.headers["content-type"].startswith("application/json") else None


async def something_of_everything(fleet: Fleet, operator: Operator, tag: str) -> dict[str, object]:
    """Makes one of each thing; gives values for the parameters of paths, by the path before them or by their name."""
    password = "secret-of-sixteen"
    charge_point = await fleet.charge_point(await fleet.register(group="documents", password=password), password=password)
    identity = charge_point.id
    own = f"api/v1/charge-points/{identity}"
    await charge_point.boot(firmware_version="1.0")
    await charge_point.status(1, "Preparing")
    transaction_id = await charge_point.charging(tag)
    value = {"timestamp": moment(), "sampled_value": [{"value": "17"}]}
    await charge_point.say(call.MeterValues(connector_id=1, transaction_id=transaction_id, meter_value=[value]))
    await charge_point.say(call.DataTransfer(vendor_id="org.unknown"))
    await charge_point.say(call.SecurityEventNotification("InvalidFirmwareSignature", moment(), "details"))
    await charge_point.say(call.LogStatusNotification("Idle", 1))
    await charge_point.say(call.FirmwareStatusNotification(status="Idle"))
    await charge_point.say(call.DiagnosticsStatusNotification(status="Idle"))
    command = await operator.command(identity, "ClearCache")
    for action, payload in (
        ("ChangeAvailability", {"connectorId": 1, "type": "Inoperative"}), ("UnlockConnector", {"connectorId": 1})
    ):  # fmt: skip
        await operator.command(identity, action, payload)

    key = {"key": "HeartbeatInterval", "readonly": False, "value": "300"}
    charge_point.answers["GetConfiguration"] = {"configuration_key": [key], "unknown_key": []}
    await operator.post(f"{own}/configuration/refresh", {})
    await operator.put(f"{own}/configuration/HeartbeatInterval", {"value": "60"})
    template = {"name": unique("template"), "group": "documents", "values": {"HeartbeatInterval": "30"}}
    await operator.post("api/v1/configuration-templates", template, 201)

    body = {"chargePointId": identity, "connectorId": 2, "idTag": tag}
    reservation = await operator.post("api/v1/reservations", body, 201)
    start = await operator.post("api/v1/remote-starts", body, 201)
    stop = await operator.post("api/v1/remote-stops", {"transactionId": transaction_id}, 201)

    await operator.save(f"{own}/local-list", {"idTags": [tag]})
    await operator.post(f"{own}/local-list/send", {})
    await operator.save("api/v1/local-lists/documents", {"idTags": [tag]})

    wanted = profile("TxDefaultProfile", "Relative")
    name = unique("profile")
    members = ("chargingProfilePurpose", "chargingProfileKind", "chargingSchedule")
    await operator.post(
        "api/v1/charging-profiles", {"name": name} | {member: wanted[member] for member in members}, 201
    )
    installed = await operator.post(f"{own}/charging-profiles", {"connectorId": 1, "templateName": name}, 201)
    await operator.post(f"{own}/composite-schedule", {"connectorId": 1, "duration": 600})
    await operator.post(f"{own}/charging-profiles/clear", {"id": 2_000_000_000})

    query = {"fileName": "documents.bin", "version": "2.0"}
    image = await operator.ask("POST", "api/v1/firmware/images", 201, params=query, content=b"firmware")
    key = make_key("P-256")
    body = {"name": unique("key"), "certificate": certify(key), "privateKey": private_pem(key)}
    signing_key = await operator.post("api/v1/firmware/signing-keys", body, 201)
    body = {"chargePointId": identity, "imageId": image["id"], "signed": {"signingKeyId": signing_key["id"]}}
    update = await operator.post("api/v1/firmware/updates", body, 201)
    (event,) = await operator.all("api/v1/security-events", chargePoint=identity)
    await operator.post(f"api/v1/security-events/{event['id']}/acknowledgement", {"note": "seen"})
    target = {"chargePoints": [await fleet.register()]}
    campaign = await operator.post("api/v1/firmware/campaigns", {"imageId": image["id"], "target": target}, 201)
    diagnostics = await operator.post(f"{own}/diagnostics", {}, 201)
    async with httpx.AsyncClient(verify=no_tls()) as web:
        assert (await web.put(diagnostics["location"], content=b"diagnostics")).is_success

    body = {"action": "ClearCache", "payload": {}, "target": {"chargePoints": [identity]}}
    bulk = await operator.post("api/v1/bulk-operations", body, 202)
    await operator.post("api/v1/tokens", {"name": unique("token"), "role": "viewer"}, 201)
    user = {"name": unique("user"), "role": "viewer", "password": "correct horse battery"}
    await operator.post("api/v1/users", user, 201)
    vendor = {"vendorId": unique("org.documents"), "url": "http://127.0.0.1:9/"}
    await operator.post("api/v1/data-transfer-vendors", vendor, 201)

    renewal = await operator.post(f"{own}/certificate-renewals", expect=201)
    await charge_point.say(call.SignCertificate(station_keys.request(station_keys.make_key("EC"), identity)))
    (certificate,) = await operator.all(f"{own}/certificates")
    root = {"certificateType": "CentralSystemRootCertificate", "authority": "EC"}
    in_store = await operator.post(f"{own}/installed-certificates", root, 201)
    return {
        "/api/v1/charge-points/{id}/certificate-renewals/": renewal["id"],
        "/api/v1/charge-points/{id}/installed-certificates/": in_store["id"],
        "/api/v1/certificates/": certificate["id"],
        "/api/v1/charge-points/": identity,
        "/api/v1/charge-points/{id}/configuration/": "HeartbeatInterval",
        "/api/v1/charge-points/{id}/charging-profiles/": installed["id"],
        "/api/v1/commands/": command["commandId"],
        "/api/v1/id-tags/": tag,
        "/api/v1/transactions/": transaction_id,
        "/api/v1/configuration-templates/": template["name"],
        "/api/v1/reservations/": reservation["id"],
        "/api/v1/remote-starts/": start["id"],
        "/api/v1/remote-stops/": stop["id"],
        "/api/v1/local-lists/": "documents",
        "/api/v1/charging-profiles/": name,
        "/api/v1/firmware/images/": image["id"],
        "/api/v1/firmware/signing-keys/": signing_key["id"],
        "/api/v1/security-events/": event["id"],
        "/api/v1/firmware/updates/": update["id"],
        "/api/v1/firmware/campaigns/": campaign["id"],
        "/api/v1/diagnostics/": diagnostics["id"],
        "/api/v1/bulk-operations/": bulk["id"],
        "/api/v1/data-transfer-vendors/": vendor["vendorId"],
        "/api/v1/users/": user["name"],
    }


class TestMetrics:
    async def families(self, operator: Operator) -> dict:
        answer = await operator.http.get("metrics")
        assert answer.headers["content-type"].startswith("text/plain")
        return {family.name: family for family in text_string_to_metric_families(answer.text)}

    async def test_they_parse_and_every_one_has_a_help_text(self, operator: Operator):
        families = await self.families(operator)
        assert families
        for family in families.values():
            assert family.documentation, f"{family.name} has no help text"
            assert family.type in ("counter", "gauge", "histogram", "summary"), family.name

    async def test_messages_and_connections_are_counted(self, fleet: Fleet, operator: Operator):
        def total(families: dict, word: str) -> float:
            return sum(sample.value for name, f in families.items() if word in name for sample in f.samples)

        before = await self.families(operator)
        peers = [await fleet.peer() for _ in range(3)]
        for peer in peers:
            assert await peer.is_alive()
        after = await self.families(operator)
        assert total(after, "connect") >= total(before, "connect") + 3
        assert sum(total(after, word) for word in ("message", "call", "frame")) >= (
            sum(total(before, word) for word in ("message", "call", "frame")) + 3
        )


async def test_health_and_readiness(operator: Operator):
    assert (await operator.http.get("healthz")).status_code == 200
    assert (await operator.http.get("readyz")).status_code == 200
