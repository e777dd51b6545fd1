"""Repeated message ids, collisions, unsolicited and late answers (2.3, 2.4, 2.5), overlapping CALLs (2.2)."""

import asyncio

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator, eventually


def start(tag: str, **members) -> dict:
    return {"connectorId": 1, "idTag": tag, "meterStart": 100, "timestamp": moment()} | members


class TestRetries:
    async def test_start_transaction_retried_under_the_same_id_is_answered_as_before(self, fleet: Fleet, tag: str):
        peer = await fleet.peer()
        payload = start(tag)
        first = await peer.call("StartTransaction", payload, "retried")
        second = await peer.call("StartTransaction", payload, "retried")
        assert first == second
        assert first[2]["transactionId"] > 0
        assert len(await fleet.operator.transactions(chargePoint=peer.id)) == 1
        assert await fleet.operator.deviation(peer.id, "retr", "repeat")

    async def test_a_retry_that_overtakes_the_answer_is_answered_as_well(self, fleet: Fleet, tag: str):
        peer = await fleet.peer()
        payload = start(tag)
        await peer.send([2, "hasty", "StartTransaction", payload])
        await peer.send([2, "hasty", "StartTransaction", payload])
        first, second = await peer.receive(), await peer.receive()
        assert first == second
        assert first[0] == 3
        assert len(await fleet.operator.transactions(chargePoint=peer.id)) == 1

    async def test_meter_values_retried_under_the_same_id_are_stored_once(self, fleet: Fleet, tag: str):
        peer = await fleet.peer()
        transaction_id = (await peer.ask("StartTransaction", start(tag)))["transactionId"]
        sample = {"timestamp": moment(), "sampledValue": [{"value": "150"}]}
        payload = {"connectorId": 1, "transactionId": transaction_id, "meterValue": [sample]}
        for _ in range(3):
            assert await peer.ask("MeterValues", payload, "metered") == {}
        assert len(await fleet.operator.meter_values(transaction_id)) == 1

    async def test_a_retried_heartbeat_gets_the_same_time(self, fleet: Fleet):
        peer = await fleet.peer()
        first = await peer.call("Heartbeat", {}, "beat")
        await asyncio.sleep(0.01)
        assert await peer.call("Heartbeat", {}, "beat") == first

    async def test_a_refusal_is_repeated_too(self, fleet: Fleet):
        peer = await fleet.peer()
        first = await peer.call("Authorize", {}, "refused")
        assert first[0] == 4
        assert await peer.call("Authorize", {}, "refused") == first


class TestCollisions:
    async def test_the_same_id_with_another_payload_is_a_new_message(self, fleet: Fleet, tag: str):
        peer = await fleet.peer()
        first = await peer.ask("StartTransaction", start(tag), "reused")
        second = await peer.ask("StartTransaction", start(tag, connectorId=2, meterStart=7), "reused")
        assert first["transactionId"] != second["transactionId"]
        assert await fleet.operator.deviation(peer.id, "collision")

    async def test_the_same_id_with_another_action_is_a_new_message(self, fleet: Fleet, tag: str):
        peer = await fleet.peer()
        assert "currentTime" in await peer.ask("Heartbeat", {}, "1")
        assert (await peer.ask("Authorize", {"idTag": tag}, "1"))["idTagInfo"]["status"] == "Accepted"
        assert await fleet.operator.deviation(peer.id, "collision")

    async def test_a_charge_point_that_uses_one_id_for_everything_is_served(self, fleet: Fleet, tag: str):
        peer = await fleet.peer()
        started = await peer.ask("StartTransaction", start(tag), "0")
        for value in range(5):
            sample = {"timestamp": moment(), "sampledValue": [{"value": str(200 + value)}]}
            await peer.ask(
                "MeterValues",
                {"connectorId": 1, "transactionId": started["transactionId"], "meterValue": [sample]},
                "0",
            )
        assert len(await fleet.operator.meter_values(started["transactionId"])) == 5

    async def test_the_same_id_on_a_new_connection_is_a_new_message(self, fleet: Fleet, tag: str):
        peer = await fleet.peer()
        await peer.ask("Heartbeat", {}, "1")
        await peer.close()
        again = await fleet.peer(peer.id)
        assert (await again.ask("Authorize", {"idTag": tag}, "1"))["idTagInfo"]["status"] == "Accepted"

    async def test_our_id_may_equal_theirs(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "ClearCache"))
        message_id, _ = await peer.expect("ClearCache")
        assert "currentTime" in await peer.ask("Heartbeat", {}, message_id)
        await peer.answer(message_id, {"status": "Accepted"})
        assert (await command)["response"] == {"status": "Accepted"}


class TestUnsolicited:
    @pytest.mark.parametrize(
        "frame",
        [
            [3, "never-sent", {"status": "Accepted"}],
            [4, "never-sent", "GenericError", "", {}],
            [4, "never-sent", "InternalError"],
            [3, "never-sent", None],
            [3, "never-sent"],
            [3, 17, {}],
        ],
    )
    async def test_an_unsolicited_answer_is_logged_and_ignored(self, fleet: Fleet, frame: list):
        peer = await fleet.peer()
        await peer.send(frame)
        assert await peer.is_alive()
        assert not peer.socket.received(4)
        frames = await eventually(lambda: fleet.operator.messages(peer.id, direction="received"))
        assert "never-sent" in frames[0]["frame"] or "17" in frames[0]["frame"]

    async def test_a_late_answer_does_not_touch_the_request_now_outstanding(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer()
        late = asyncio.create_task(operator.command(peer.id, "ClearCache", expect=504, timeout=1))
        late_id, _ = await peer.expect("ClearCache")
        problem = await late
        current = asyncio.create_task(operator.command(peer.id, "Reset", {"type": "Soft"}))
        current_id, _ = await peer.expect("Reset")
        await peer.answer(late_id, {"status": "Rejected"})
        assert await peer.stays_silent()
        assert not current.done()
        await peer.answer(current_id, {"status": "Accepted"})
        assert (await current)["response"] == {"status": "Accepted"}
        assert (await operator.command_record(problem["commandId"]))["outcome"] == "timedOut"

        async def noted():
            frames = await operator.messages(peer.id, direction="received")
            return [frame for frame in frames if frame["messageId"] == late_id and frame["note"]]

        (frame,) = await eventually(noted)
        assert "late" in frame["note"].lower() or "ClearCache" in frame["note"]

    async def test_an_answer_given_twice_counts_once(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "ClearCache"))
        message_id, _ = await peer.expect("ClearCache")
        await peer.answer(message_id, {"status": "Accepted"})
        await peer.answer(message_id, {"status": "Rejected"})
        assert (await command)["response"] == {"status": "Accepted"}
        assert await peer.is_alive()


class TestCrossing:
    async def test_their_calls_are_answered_while_ours_is_outstanding(self, fleet: Fleet, operator: Operator, tag: str):
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "TriggerMessage", {"requestedMessage": "Heartbeat"}))
        message_id, _ = await peer.expect("TriggerMessage")
        await peer.ask("Heartbeat", {})
        await peer.ask("StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Preparing"})
        started = await peer.ask("StartTransaction", start(tag))
        assert started["idTagInfo"]["status"] == "Accepted"
        await peer.ask("SignCertificate", {"csr": "-----BEGIN CERTIFICATE REQUEST-----"})
        assert not command.done()
        await peer.answer(message_id, {"status": "Accepted"})
        assert (await command)["outcome"] == "answered"

        async def complete():
            frames = await operator.messages(peer.id)
            return len(frames) == 10 and frames

        order = [(frame["direction"], frame["messageType"]) for frame in await eventually(complete)]
        assert order[0] == ("sent", "Call")
        assert order[1:9] == [("received", "Call"), ("sent", "CallResult")] * 4
        assert order[9] == ("received", "CallResult")
