"""idTags: what Authorize, StartTransaction and StopTransaction say of them, and ConcurrentTx."""

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator, unique
from support.peer import Peer


@pytest.fixture
async def peer(fleet: Fleet) -> Peer:
    return await fleet.peer()


async def authorize(peer: Peer, tag: str) -> dict:
    return (await peer.ask("Authorize", {"idTag": tag}))["idTagInfo"]


async def start(peer: Peer, tag: str, connector: int = 1, meter: int = 0) -> dict:
    payload = {"connectorId": connector, "idTag": tag, "meterStart": meter, "timestamp": moment()}
    return await peer.ask("StartTransaction", payload)


async def stop(peer: Peer, transaction_id: int, **members) -> dict:
    payload = {"transactionId": transaction_id, "meterStop": 10, "timestamp": moment()} | members
    return await peer.ask("StopTransaction", payload)


STATES = {
    "Accepted": {},
    "Blocked": {"status": "Blocked"},
    "Expired by status": {"status": "Expired"},
    "Expired by date": {"expiryDate": "2020-02-02T00:00:00Z"},
    "Invalid": {"status": "Invalid"},
    "Blocked, not Expired": {"status": "Blocked", "expiryDate": "2020-02-02T00:00:00Z"},
}


class TestStatus:
    @pytest.mark.parametrize("state", STATES)
    async def test_every_message_tells_the_same(self, peer: Peer, operator: Operator, state: str):
        tag = await operator.add_tag(**STATES[state])
        wanted = state.split(" ")[0].rstrip(",")
        assert (await authorize(peer, tag))["status"] == wanted
        started = await start(peer, tag)
        assert started["idTagInfo"]["status"] == wanted
        assert started["transactionId"] > 0
        stored = await operator.transaction(started["transactionId"])
        assert stored["authorizationStatus"] == wanted
        assert (await stop(peer, started["transactionId"], idTag=tag))["idTagInfo"]["status"] == wanted
        assert (await operator.get(f"api/v1/id-tags/{tag}"))["effectiveStatus"] == wanted

    async def test_an_expiry_date_to_come_is_told_in_utc(self, peer: Peer, operator: Operator):
        tag = await operator.add_tag(expiryDate="2040-01-01T02:00:00+02:00")
        told = await authorize(peer, tag)
        assert told["status"] == "Accepted"
        assert told["expiryDate"].startswith("2040-01-01T00:00:00") and told["expiryDate"].endswith("Z")

    async def test_the_parent_is_told(self, peer: Peer, operator: Operator):
        parent = unique("PARENT")
        tags = [await operator.add_tag(parentIdTag=parent) for _ in range(2)]
        for connector, tag in enumerate(tags, 1):
            assert (await authorize(peer, tag))["parentIdTag"] == parent
            started = await start(peer, tag, connector)
            assert started["idTagInfo"] == {"status": "Accepted", "parentIdTag": parent}
            assert (await operator.transaction(started["transactionId"]))["parentIdTag"] == parent

    async def test_what_is_not_set_is_not_told(self, peer: Peer, tag: str):
        assert await authorize(peer, tag) == {"status": "Accepted"}

    @pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase, str.title])
    async def test_tags_are_compared_without_regard_to_case(self, peer: Peer, operator: Operator, change):
        tag = await operator.add_tag(unique("MixedCase"))
        assert (await authorize(peer, change(tag)))["status"] == "Accepted"
        assert (await operator.get(f"api/v1/id-tags/{change(tag)}"))["idTag"] == tag
        await operator.post("api/v1/id-tags", {"idTag": change(tag)}, 409)

    async def test_a_change_takes_effect_at_once(self, peer: Peer, operator: Operator, tag: str):
        for status in ("Blocked", "Expired", "Accepted"):
            await operator.patch(f"api/v1/id-tags/{tag}", {"status": status})
            assert (await authorize(peer, tag))["status"] == status
        await operator.delete(f"api/v1/id-tags/{tag}")
        assert (await authorize(peer, tag))["status"] == "Invalid"

    @pytest.mark.parametrize("tag", ["", "ä€😀", " spaced ", "a/b?c#d%", "x" * 20])
    async def test_odd_tags_are_answered(self, peer: Peer, tag: str):
        assert (await authorize(peer, tag))["status"] in ("Invalid", "Accepted")


class TestConcurrency:
    async def test_a_tag_in_use_elsewhere_is_concurrent_but_recorded(
        self, peer: Peer, fleet: Fleet, operator: Operator, tag: str
    ):
        other = await fleet.peer()
        first = await start(peer, tag)
        second = await start(other, tag)
        assert second["idTagInfo"]["status"] == "ConcurrentTx"
        assert second["transactionId"] > 0
        assert second["transactionId"] != first["transactionId"]
        stored = await operator.transaction(second["transactionId"])
        assert stored["authorizationStatus"] == "ConcurrentTx"
        await stop(other, second["transactionId"])
        assert (await operator.transaction(second["transactionId"]))["state"] == "Closed"

    async def test_another_connector_of_the_same_charge_point_counts(self, peer: Peer, tag: str):
        await start(peer, tag, connector=1)
        assert (await start(peer, tag, connector=2))["idTagInfo"]["status"] == "ConcurrentTx"

    async def test_authorize_never_says_concurrent(self, peer: Peer, fleet: Fleet, tag: str):
        await start(peer, tag)
        assert (await authorize(peer, tag))["status"] == "Accepted"
        assert (await authorize(await fleet.peer(), tag))["status"] == "Accepted"

    async def test_an_open_transaction_on_the_same_connector_does_not_count(self, peer: Peer, tag: str):
        first = await start(peer, tag, meter=1)
        second = await start(peer, tag, meter=2)
        assert first["transactionId"] != second["transactionId"]
        assert second["idTagInfo"]["status"] == "Accepted"

    async def test_a_stale_transaction_does_not_count(self, peer: Peer, fleet: Fleet, tag: str):
        await start(peer, tag)
        await peer.ask("StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"})
        assert (await start(await fleet.peer(), tag))["idTagInfo"]["status"] == "Accepted"

    async def test_a_closed_transaction_does_not_count(self, peer: Peer, fleet: Fleet, tag: str):
        await stop(peer, (await start(peer, tag))["transactionId"])
        assert (await start(await fleet.peer(), tag))["idTagInfo"]["status"] == "Accepted"

    async def test_a_transaction_that_was_itself_refused_does_not_count(
        self, peer: Peer, fleet: Fleet, operator: Operator, tag: str
    ):
        first = await start(peer, tag)
        other = await fleet.peer()
        assert (await start(other, tag))["idTagInfo"]["status"] == "ConcurrentTx"
        await stop(peer, first["transactionId"])
        assert (await start(await fleet.peer(), tag))["idTagInfo"]["status"] == "Accepted"

    async def test_a_repeated_start_is_not_concurrent_with_itself(self, peer: Peer, tag: str):
        payload = {"connectorId": 1, "idTag": tag, "meterStart": 0, "timestamp": moment()}
        first = await peer.ask("StartTransaction", payload)
        assert await peer.ask("StartTransaction", payload) == first

    @pytest.mark.parametrize(("limit", "accepted"), [(1, 1), (2, 2), (0, 4)])
    async def test_the_limit_is_the_tags_own(self, peer: Peer, operator: Operator, limit: int, accepted: int):
        tag = await operator.add_tag(maximumConcurrentTransactions=limit)
        told = [(await start(peer, tag, connector))["idTagInfo"]["status"] for connector in range(1, 5)]
        assert told == ["Accepted"] * accepted + ["ConcurrentTx"] * (4 - accepted)

    async def test_case_does_not_help_around_the_limit(self, peer: Peer, fleet: Fleet, operator: Operator):
        tag = await operator.add_tag(unique("CaseTag"))
        await start(peer, tag.lower())
        assert (await start(await fleet.peer(), tag.upper()))["idTagInfo"]["status"] == "ConcurrentTx"
