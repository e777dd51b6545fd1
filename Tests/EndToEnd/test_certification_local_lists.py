"""Certification cases of Local Auth List Management, through the generic command and through the resource."""

import pytest

from support.certification import THROUGH_BOTH, order
from support.charge_point import ChargePoint
from support.operator_api import Operator, unique


def path(station: ChargePoint, verb: str = "") -> str:
    return f"api/v1/charge-points/{station.id}/local-list{verb}"


async def read_version(through: str, operator: Operator, station: ChargePoint, version: int) -> dict:
    """GetLocalListVersion, answered with `version`. Returns the local list's state."""
    station.answers["GetLocalListVersion"] = {"list_version": version}
    if through == "command":
        assert await order(operator, station, "GetLocalListVersion", {}) == {"listVersion": version}
    else:
        await operator.post(path(station, "/read-version"))
        assert await station.expect("GetLocalListVersion") == {}
    return await operator.get(path(station))


@THROUGH_BOTH
async def test_tc_042_1_get_list_version_not_supported(station: ChargePoint, operator: Operator, through: str):
    state = await read_version(through, operator, station, -1)
    assert (state["supported"], state["reportedVersion"]) == (False, -1)
    assert state["version"] is None, "-1 is no number to count from"


@THROUGH_BOTH
async def test_tc_042_2_get_list_version_empty(station: ChargePoint, operator: Operator, through: str):
    state = await read_version(through, operator, station, 0)
    assert state["supported"] is True
    assert (state["version"], state["held"]["count"]) == (0, 0)


class Sender:
    """Sends lists of idTags to one charge point."""

    def __init__(self, through: str, operator: Operator, station: ChargePoint):
        self.through = through
        self.operator = operator
        self.station = station
        self.version = 0

    async def send(self, update_type: str, tags: list[str], wanted: list[str]) -> dict:
        """Sends `tags`, after which the charge point is to hold `wanted`. Returns SendLocalList as it was sent."""
        if self.through == "command":
            self.version += 1
            entries = [{"idTag": tag, "idTagInfo": {"status": "Accepted"}} for tag in tags]
            payload = {"listVersion": self.version, "updateType": update_type, "localAuthorizationList": entries}
            await order(self.operator, self.station, "SendLocalList", payload)
            return payload
        await self.operator.save(path(self.station), {"idTags": wanted})
        await self.operator.post(path(self.station, "/send"), {"updateType": update_type})
        return await self.station.expect("SendLocalList")

    async def state(self) -> dict:
        return await self.operator.get(path(self.station))


@pytest.fixture(params=["command", "resource"])
def sender(request: pytest.FixtureRequest, operator: Operator, station: ChargePoint) -> Sender:
    return Sender(request.param, operator, station)


async def send_full(sender: Sender, status: str) -> dict:
    tags = [await sender.operator.add_tag() for _ in range(3)]
    sender.station.answers["SendLocalList"] = {"status": status}
    sent = await sender.send("Full", tags, tags)
    assert sent["updateType"] == "Full"
    assert sent["listVersion"] > 0
    assert {entry["idTag"] for entry in sent["localAuthorizationList"]} == set(tags)
    assert all(entry["idTagInfo"]["status"] == "Accepted" for entry in sent["localAuthorizationList"])
    return sent


async def test_tc_043_1_send_local_list_not_supported(sender: Sender):
    await send_full(sender, "NotSupported")
    state = await sender.state()
    assert state["supported"] is False
    assert (state["version"], state["held"]) == (None, None)
    assert state["updates"][0]["status"] == "NotSupported"


async def test_tc_043_3_send_local_list_failed(sender: Sender):
    await send_full(sender, "Failed")
    state = await sender.state()
    assert (state["version"], state["held"]) == (None, None)
    assert state["updates"][0]["status"] == "Failed"


async def test_tc_043_4_send_local_list_full(sender: Sender):
    sent = await send_full(sender, "Accepted")
    state = await sender.state()
    assert state["supported"] is True
    assert (state["version"], state["held"]["count"]) == (sent["listVersion"], 3)


@pytest.mark.parametrize("full_first", [True, False], ids=["after a Full", "without a Full"])
@pytest.mark.parametrize("reads", [True, False], ids=["version read", "version not read"])
async def test_tc_043_5_send_local_list_differential(sender: Sender, full_first: bool, reads: bool):
    operator, station = sender.operator, sender.station
    before, held = 0, []
    if full_first:
        sent = await send_full(sender, "Accepted")
        before, held = sent["listVersion"], [entry["idTag"] for entry in sent["localAuthorizationList"]]
    if reads:
        await read_version(sender.through, operator, station, before)
    added = await operator.add_tag()
    sent = await sender.send("Differential", [added], [*held, added])
    assert sent["updateType"] == "Differential"
    assert sent["localAuthorizationList"] == [{"idTag": added, "idTagInfo": {"status": "Accepted"}}]
    assert sent["listVersion"] > before
    state = await sender.state()
    assert state["version"] == sent["listVersion"]
    if full_first or reads:
        assert {entry["idTag"] for entry in state["held"]["entries"]} == {*held, added}
    else:
        assert state["held"] is None, "nobody knows what was there before"


async def test_a_version_that_is_not_above_the_last_reaches_the_wire(station: ChargePoint, operator: Operator):
    """Several cases send version 1 whatever the charge point holds."""
    entry = {"idTag": unique("LISTED"), "idTagInfo": {"status": "Accepted"}}
    for version in (7, 1, 1):
        payload = {"listVersion": version, "updateType": "Full", "localAuthorizationList": [entry]}
        assert await order(operator, station, "SendLocalList", payload) == {"status": "Accepted"}
