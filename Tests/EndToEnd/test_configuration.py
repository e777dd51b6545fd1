"""Configuration keys: what is known of them, what waits for a reboot, templates, drift."""

import pytest
from ocpp.exceptions import NotSupportedError

from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import Operator, eventually, unique

TEMPLATES = "api/v1/configuration-templates"


def path(charge_point, verb: str = "") -> str:
    return f"api/v1/charge-points/{charge_point.id}/configuration{verb}"


async def shown(operator: Operator, charge_point) -> dict[str, dict]:
    """The keys that the charge point has, by name."""
    return {item["key"]: item for item in (await operator.get(path(charge_point)))["items"]}


def holds(charge_point: ChargePoint, **values: str) -> None:
    """What the charge point answers to GetConfiguration; names ending with `_` are read-only."""
    keys = [{"key": name.rstrip("_"), "readonly": name.endswith("_"), "value": value} for name, value in values.items()]
    charge_point.answers["GetConfiguration"] = {"configuration_key": keys, "unknown_key": []}


async def refresh(operator: Operator, charge_point: ChargePoint, **body) -> dict:
    answer = await operator.post(path(charge_point, "/refresh"), body)
    await charge_point.expect("GetConfiguration")
    return answer


async def change(operator: Operator, charge_point: ChargePoint, key: str, value: str, status: str = "Accepted") -> dict:
    charge_point.answers["ChangeConfiguration"] = {"status": status}
    answer = await operator.put(path(charge_point, f"/{key}"), {"value": value})
    assert await charge_point.expect("ChangeConfiguration") == {"key": key, "value": value}
    assert answer["status"] == status
    return answer


class TestKeys:
    async def test_nothing_is_known_before_it_was_read(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        configuration = await operator.get(path(charge_point))
        assert (configuration["items"], configuration["readAt"]) == ([], None)

    async def test_the_standard_keys_are_known_with_type_unit_and_meaning(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        holds(charge_point, HeartbeatInterval="300", NumberOfConnectors_="2", VendorOwn="x")
        await refresh(operator, charge_point)
        keys = await shown(operator, charge_point)
        assert keys["HeartbeatInterval"]["readonly"] is False
        assert keys["NumberOfConnectors"]["readonly"] is True
        known = keys["HeartbeatInterval"]["known"]
        assert (known["type"], known["unit"]) == ("integer", "seconds")
        assert known["meaning"]
        assert keys["VendorOwn"]["known"] is None
        standard = {item["key"]: item for item in await operator.all("api/v1/configuration-keys")}
        assert {"HeartbeatInterval", "SendLocalListMaxLength", "ChargeProfileMaxStackLevel"} <= standard.keys()

    async def test_keys_are_compared_without_regard_to_case(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        holds(charge_point, HeartbeatInterval="300")
        await refresh(operator, charge_point)
        await change(operator, charge_point, "heartbeatinterval", "60")
        keys = await shown(operator, charge_point)
        assert [item["value"] for item in keys.values()] == ["60"]

    async def test_reboot_required_stays_visible_until_the_next_boot(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        await charge_point.boot()
        holds(charge_point, ConnectionTimeOut="30")
        await refresh(operator, charge_point)
        await change(operator, charge_point, "ConnectionTimeOut", "90", "RebootRequired")
        key = (await shown(operator, charge_point))["ConnectionTimeOut"]
        assert (key["value"], key["rebootRequired"], key["pendingValue"]) == ("30", True, "90")
        assert (await operator.get(path(charge_point)))["rebootRequired"] is True
        again = await fleet.charge_point(charge_point.id)
        assert (await shown(operator, again))["ConnectionTimeOut"]["rebootRequired"] is True, "no boot yet"
        await again.boot()
        key = (await shown(operator, again))["ConnectionTimeOut"]
        assert (key["value"], key["rebootRequired"], key["pendingValue"]) == ("90", False, None)

    async def test_a_wrong_value_is_warned_of_and_sent(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        answer = await change(operator, charge_point, "HeartbeatInterval", "often", "Rejected")
        assert answer["warning"]
        assert (await change(operator, charge_point, "HeartbeatInterval", "60"))["warning"] is None
        assert (await change(operator, charge_point, "VendorOwn", "anything"))["warning"] is None

    async def test_unknown_keys_are_told(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        charge_point.answers["GetConfiguration"] = {"configuration_key": [], "unknown_key": ["NoSuchKey"]}
        await refresh(operator, charge_point, key=["NoSuchKey"])
        assert "NoSuchKey" in (await operator.get(path(charge_point)))["unknownKeys"]

    async def test_every_change_is_in_the_history(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        for value in ("1", "2", "3"):
            await change(operator, charge_point, "HeartbeatInterval", value)
        holds(charge_point, HeartbeatInterval="4")
        await refresh(operator, charge_point)
        history = await operator.all(path(charge_point, "/history"), key="HeartbeatInterval")
        assert [item["newValue"] for item in history][:3] == ["4", "3", "2"]
        assert [item["cause"] for item in history][:2] == ["GetConfiguration", "ChangeConfiguration"]

    async def test_a_call_error_is_told(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        charge_point.answers["GetConfiguration"] = NotSupportedError(description="none here")
        problem = await operator.post(path(charge_point, "/refresh"), {}, 502)
        assert problem["errorCode"] == "NotSupported"

    async def test_the_authorization_key_is_not_shown(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        await change(operator, charge_point, "AuthorizationKey", "A1B2C3D4E5F60718")
        texts = [str(await operator.get(path(charge_point))), str(await operator.all(path(charge_point, "/history")))]
        assert not [text for text in texts if "A1B2C3D4E5F60718" in text]


class TestTemplates:
    async def make(self, operator: Operator, vendor: str, **values: str) -> dict:
        body = {
            "name": unique("template"),
            "vendor": vendor,
            "values": values,
        }
        return await operator.post(TEMPLATES, body, 201)

    async def test_drift_is_seen_and_applying_ends_it(self, fleet: Fleet, operator: Operator):
        vendor = unique("Vendor")
        template = await self.make(operator, vendor, HeartbeatInterval="60", ConnectionTimeOut="30")
        charge_points = [await fleet.charge_point() for _ in range(3)]
        for number, charge_point in enumerate(charge_points):
            await charge_point.boot(vendor=vendor)
            holds(charge_point, HeartbeatInterval="60" if number == 0 else "300", ConnectionTimeOut="30")
            await refresh(operator, charge_point)

        async def apart() -> set[str]:
            items = await operator.all(f"{TEMPLATES}/{template['name']}/drift")
            return {item["chargePointId"] for item in items if not item["inSync"]}

        assert await apart() == {charge_point.id for charge_point in charge_points[1:]}
        bulk = await operator.post(f"{TEMPLATES}/{template['name']}/apply", {}, 202)

        async def over() -> bool:
            return (await operator.get(f"api/v1/bulk-operations/{bulk['id']}"))["state"] == "completed"

        await eventually(over)
        for charge_point in charge_points[1:]:
            assert await charge_point.expect("ChangeConfiguration") == {"key": "HeartbeatInterval", "value": "60"}
        for charge_point in charge_points:
            assert charge_point.not_expected() == [], "only what departs is sent"
        assert await apart() == set()

    async def test_the_drift_of_one_charge_point(self, fleet: Fleet, operator: Operator):
        vendor = unique("Vendor")
        template = await self.make(operator, vendor, HeartbeatInterval="60", Missing="1")
        charge_point = await fleet.charge_point()
        await charge_point.boot(vendor=vendor)
        holds(charge_point, HeartbeatInterval="300")
        await refresh(operator, charge_point)
        (drift,) = (await operator.get(path(charge_point, "/drift")))["items"]
        assert drift["templateName"] == template["name"]
        kinds = {item["key"]: item["drift"] for item in drift["keys"]}
        assert kinds == {"HeartbeatInterval": "differs", "Missing": "missing"}

    async def test_a_value_of_the_wrong_type_is_warned_of(self, operator: Operator):
        template = await self.make(operator, unique("Vendor"), HeartbeatInterval="often")
        assert template["warnings"]
        assert (await self.make(operator, unique("Vendor"), HeartbeatInterval="60"))["warnings"] == []

    async def test_they_can_be_changed_and_removed(self, operator: Operator):
        template = await self.make(operator, unique("Vendor"), A="1")
        body = {"values": {"A": "2"}}
        await operator.put(f"{TEMPLATES}/{template['name']}", body)
        stored = await operator.get(f"{TEMPLATES}/{template['name']}")
        assert stored["values"] == {"A": "2"}
        await operator.delete(f"{TEMPLATES}/{template['name']}")
        await operator.get(f"{TEMPLATES}/{template['name']}", 404)

    @pytest.mark.parametrize(
        ("change", "member"),
        [
            ({"name": None}, "name"),
            ({"name": ""}, "name"),
            ({"values": None}, "values"),
            ({"values": {"K": 60}}, "values"),
            ({"values": {"k" * 51: ""}}, "values"),
            ({"values": {"K": "v" * 501}}, "values"),
            ({"values": {"K": "1", "k": "2"}}, "values"),
            ({"vendor": ""}, "vendor"),
            ({"colour": "red"}, "colour"),
        ],
        ids=str,
    )
    async def test_a_bad_member_is_named(self, operator: Operator, change: dict, member: str):
        body = {"name": unique("template"), "values": {"K": "1"}} | change
        problem = await operator.post(TEMPLATES, {key: value for key, value in body.items() if value is not None}, 422)
        assert member in problem["member"]

    async def test_what_is_there_already_and_what_is_not(self, operator: Operator):
        template = await self.make(operator, unique("Vendor"), A="1")
        body = {"name": template["name"], "values": {"A": "1"}}
        await operator.post(TEMPLATES, body, 409)
        await operator.get(f"{TEMPLATES}/never-made", 404)
        await operator.delete(f"{TEMPLATES}/never-made", 404)
        await operator.get(f"{TEMPLATES}/never-made/drift", 404)
        await operator.post(f"{TEMPLATES}/never-made/apply", {}, 404)


class TestErrors:
    async def test_a_bad_member_is_named_and_nothing_is_sent(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        for body in ({}, {"value": 60}, {"value": "v" * 501}, {"value": "1", "force": True}):
            problem = await operator.put(path(charge_point, "/HeartbeatInterval"), body, 422)
            assert problem["member"] in ("value", "force")
        await operator.put(path(charge_point, "/" + "k" * 51), {"value": "1"}, 422)
        await operator.post(path(charge_point, "/refresh"), {"key": "HeartbeatInterval"}, 422)
        assert charge_point.socket.received(2) == []

    async def test_what_is_not_there_is_not_found(self, operator: Operator):
        unknown = "api/v1/charge-points/NEVER-REGISTERED/configuration"
        for method, verb, body in (
            ("GET", "", None), ("POST", "/refresh", {}), ("PUT", "/K", {"value": "1"}), ("GET", "/history", None),
            ("GET", "/drift", None),
        ):  # fmt: skip
            problem = await operator.ask(method, unknown + verb, 404, json=body)
            assert problem["type"].endswith("charge-point-not-found")

    async def test_a_charge_point_that_is_not_there_keeps_what_was_known(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        holds(charge_point, HeartbeatInterval="300")
        await refresh(operator, charge_point)
        await charge_point.close()

        async def gone() -> bool:
            return not (await operator.charge_point(charge_point.id))["connected"]

        await eventually(gone)
        problem = await operator.post(path(charge_point, "/refresh"), {}, 503)
        assert problem["outcome"] == "notConnected"
        await operator.put(path(charge_point, "/HeartbeatInterval"), {"value": "60"}, 503)
        assert (await shown(operator, charge_point))["HeartbeatInterval"]["value"] == "300"
