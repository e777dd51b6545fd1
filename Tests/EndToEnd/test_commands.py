"""Every message of the operator reaches the wire exactly; every outcome is told and recorded (2.1)."""

import asyncio

import pytest
from ocpp.exceptions import NotSupportedError

from support import schemas
from support.fleet import Fleet
from support.operator_api import Operator, eventually
from support.payloads import REQUESTS

CASES = [(action, number) for action, payloads in REQUESTS.items() for number in range(len(payloads))]


@pytest.mark.parametrize(("action", "number"), CASES, ids=lambda value: str(value))
async def test_every_message_reaches_the_wire_exactly(fleet: Fleet, operator: Operator, action: str, number: int):
    payload = REQUESTS[action][number]
    assert schemas.complaints(action, payload) == []
    charge_point = await fleet.charge_point()
    answer = await operator.command(charge_point.id, action, payload)
    assert await charge_point.expect(action) == payload
    assert charge_point.socket.complaints == []
    assert answer.keys() == {"commandId", "outcome", "response"}
    assert answer["outcome"] == "answered"
    record = await operator.command_record(answer["commandId"])
    assert (record["chargePointId"], record["action"]) == (charge_point.id, action)
    assert (record["payload"], record["response"]) == (payload, answer["response"])
    assert record["requestedAt"] <= record["sentAt"] <= record["answeredAt"]
    assert (record["outcome"], record["error"]) == ("answered", None)


async def test_an_empty_body_is_an_empty_payload(fleet: Fleet, operator: Operator):
    charge_point = await fleet.charge_point()
    answer = await operator.http.post(f"api/v1/charge-points/{charge_point.id}/commands/ClearCache")
    assert answer.status_code == 200, answer.text
    assert await charge_point.expect("ClearCache") == {}


MOST = [
    ("ChangeConfiguration", {"key": "k" * 50, "value": "v" * 500}),
    ("DataTransfer", {"vendorId": "v" * 255, "messageId": "m" * 50, "data": "d" * 40000}),
    ("CertificateSigned", {"certificateChain": "c" * 10000}),
    ("InstallCertificate", {"certificateType": "CentralSystemRootCertificate", "certificate": "c" * 5500}),
    ("RemoteStartTransaction", {"idTag": "t" * 20, "connectorId": 2147483647}),
    ("SendLocalList", {"listVersion": 5, "updateType": "Full",
                       "localAuthorizationList": [{"idTag": f"T{n}", "idTagInfo": {"status": "Accepted"}}
                                                  for n in range(2000)]}),
]  # fmt: skip


@pytest.mark.parametrize(("action", "payload"), MOST, ids=[action for action, _ in MOST])
async def test_the_longest_payloads_are_sent_whole(fleet: Fleet, operator: Operator, action: str, payload: dict):
    charge_point = await fleet.charge_point()
    await operator.command(charge_point.id, action, payload)
    assert await charge_point.expect(action) == payload


class TestOutcomes:
    async def test_a_call_error_is_told_with_its_details(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        charge_point.answers["Reset"] = NotSupportedError(description="no reset here", details={"why": "old"})
        problem = await operator.command(charge_point.id, "Reset", {"type": "Hard"}, expect=502)
        assert (problem["outcome"], problem["errorCode"]) == ("callError", "NotSupported")
        assert problem["errorDescription"] == "no reset here"
        assert problem["errorDetails"] == {"why": "old"}
        assert problem["type"].endswith("call-error")
        record = await operator.command_record(problem["commandId"])
        assert record["outcome"] == "callError"
        assert record["error"] == {"code": "NotSupported", "description": "no reset here", "details": {"why": "old"}}

    @pytest.mark.parametrize(
        "code", ["FormatViolation", "FormationViolation", "OccurrenceConstraintViolation", "VendorSpecificError", ""]
    )
    async def test_every_spelling_of_an_error_code_is_understood(self, fleet: Fleet, operator: Operator, code: str):
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "ClearCache", expect=502))
        message_id, _ = await peer.expect("ClearCache")
        await peer.answer_error(message_id, code)
        assert (await command)["outcome"] == "callError"
        assert await peer.is_alive()

    @pytest.mark.parametrize("rest", [["GenericError"], ["GenericError", ""], ["GenericError", None, None]])
    async def test_a_sloppy_call_error_is_understood(self, fleet: Fleet, operator: Operator, rest: list):
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "ClearCache", expect=502))
        message_id, _ = await peer.expect("ClearCache")
        await peer.send([4, message_id, *rest])
        assert (await command)["outcome"] == "callError"
        assert await peer.is_alive()

    async def test_no_answer_in_time_is_told_and_the_queue_goes_on(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "ClearCache", expect=504, timeout=1))
        await peer.expect("ClearCache")
        following = asyncio.create_task(operator.command(peer.id, "Reset", {"type": "Soft"}))
        problem = await command
        assert problem["outcome"] == "timedOut"
        assert problem["type"].endswith("command-timed-out")
        message_id, _ = await peer.expect("Reset")
        await peer.answer(message_id, {"status": "Accepted"})
        assert (await following)["outcome"] == "answered"

    async def test_a_charge_point_that_is_not_connected_is_told_so(self, fleet: Fleet, operator: Operator):
        identity = await fleet.register()
        problem = await operator.command(identity, "ClearCache", expect=503)
        assert problem["outcome"] == "notConnected"
        assert problem["type"].endswith("charge-point-not-connected")
        (record,) = await operator.all(f"api/v1/charge-points/{identity}/commands")
        assert (record["outcome"], record["sentAt"]) == ("notConnected", None)

    async def test_a_connection_lost_while_waiting_is_told_at_once(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "Reset", {"type": "Hard"}, expect=503))
        await peer.expect("Reset")
        peer.socket.connection.transport.abort()
        problem = await asyncio.wait_for(command, 3)
        assert problem["outcome"] == "disconnected"
        assert problem["type"].endswith("charge-point-disconnected")

    @pytest.mark.parametrize("payload", [{}, {"status": "Maybe"}, {"status": 5}, [], "Accepted", None])
    async def test_an_answer_that_does_not_conform_is_passed_on_and_noted(
        self, fleet: Fleet, operator: Operator, payload
    ):
        """An answer is an answer; the charge point gets no CALLERROR for a CALLRESULT."""
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "ClearCache"))
        message_id, _ = await peer.expect("ClearCache")
        await peer.answer(message_id, payload)
        answer = await command
        assert answer["outcome"] == "answered"
        assert (await operator.command_record(answer["commandId"]))["deviation"]
        assert await peer.is_alive()
        assert peer.socket.received(4) == []


class TestQueue:
    async def test_one_request_is_outstanding_and_the_rest_wait_in_order(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer()
        commands = []
        for number in range(4):
            payload = {"key": f"Key{number}", "value": ""}
            commands.append(asyncio.create_task(operator.command(peer.id, "ChangeConfiguration", payload)))
            await asyncio.sleep(0.05)
        for number in range(4):
            message_id, payload = await peer.expect("ChangeConfiguration")
            assert payload["key"] == f"Key{number}"
            assert await peer.is_alive(), "their messages never wait for our queue"
            assert await peer.stays_silent(0.1), "nothing more while one is outstanding"
            await peer.answer(message_id, {"status": "Accepted"})
        assert {(await command)["outcome"] for command in commands} == {"answered"}

    async def test_charge_points_do_not_wait_for_each_other(self, fleet: Fleet, operator: Operator):
        slow = await fleet.peer()
        waiting = asyncio.create_task(operator.command(slow.id, "ClearCache"))
        message_id, _ = await slow.expect("ClearCache")
        quick = await fleet.charge_point()
        assert (await operator.command(quick.id, "ClearCache"))["outcome"] == "answered"
        await slow.answer(message_id, {"status": "Accepted"})
        await waiting

    async def test_a_full_queue_refuses_clearly(self, make_server):
        server = make_server(settings={"call.queueLimit": 2}).start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        peer = await fleet.peer()
        waiting = [asyncio.create_task(operator.command(peer.id, "ClearCache")) for _ in range(3)]
        message_id, _ = await peer.expect("ClearCache")

        async def all_recorded() -> bool:
            return len(await operator.all(f"api/v1/charge-points/{peer.id}/commands")) == 3

        await eventually(all_recorded)
        problem = await operator.command(peer.id, "Reset", {"type": "Soft"}, expect=429)
        assert problem["outcome"] == "queueFull"
        assert problem["type"].endswith("command-queue-full")
        for remaining in (2, 1, 0):
            await peer.answer(message_id, {"status": "Accepted"})
            if remaining:
                message_id, _ = await peer.expect("ClearCache")
        assert [(await command)["outcome"] for command in waiting] == ["answered"] * 3
        await fleet.disband()
        await operator.close()
