"""The REST API: authentication, problems, lists, and the life of charge points and idTags."""

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator, eventually, unique
from support.server import Server

PROTECTED = [
    ("GET", "charge-points"), ("POST", "charge-points"), ("GET", "charge-points/X"), ("DELETE", "charge-points/X"),
    ("POST", "charge-points/X/commands/Reset"), ("GET", "charge-points/X/commands"), ("GET", "commands/1"),
    ("GET", "id-tags"), ("GET", "id-tags/X"), ("PUT", "id-tags/X"), ("GET", "transactions"), ("GET", "transactions/1"),
    ("GET", "transactions/1/meter-values"), ("GET", "messages"), ("GET", "refused-connections"),
    ("GET", "orphaned-stops"), ("GET", "nothing-like-this"), ("GET", "charge-points/X/configuration"),
    ("PUT", "charge-points/X/configuration/K"), ("GET", "configuration-templates"), ("POST", "reservations"),
    ("GET", "charge-points/X/local-list"), ("GET", "local-lists"), ("GET", "charging-profiles"),
    ("POST", "charge-points/X/charging-profiles"), ("GET", "charge-points/X/composite-schedule"),
    ("POST", "firmware/images"), ("GET", "firmware/updates"), ("POST", "firmware/campaigns"), ("GET", "diagnostics/1"),
    ("GET", "diagnostics/1/file"), ("POST", "charge-points/X/diagnostics"), ("POST", "bulk-operations"),
    ("POST", "remote-starts"), ("POST", "remote-stops"), ("GET", "data-transfer-vendors"),
]  # fmt: skip


class TestAuthentication:
    @pytest.mark.parametrize(("method", "path"), PROTECTED)
    async def test_everything_needs_the_token(self, server: Server, method: str, path: str):
        stranger = Operator(server, token=None)
        problem = await stranger.ask(method, f"api/v1/{path}", 401)
        assert problem["type"] == "urn:stationmaster:problem:unauthorized"
        await stranger.close()

    @pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Basic YTpi", "end-to-end-administrator"])
    async def test_a_wrong_token_is_refused(self, server: Server, header: str):
        stranger = Operator(server, token=None)
        answer = await stranger.http.get("api/v1/charge-points", headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].lower().startswith("bearer")
        stranger.check_problem(answer)
        await stranger.close()

    @pytest.mark.parametrize("path", ["healthz", "readyz", "metrics", "openapi.json"])
    async def test_health_metrics_and_the_document_need_none(self, server: Server, path: str):
        stranger = Operator(server, token=None)
        answer = await stranger.http.get(path)
        assert answer.status_code == 200
        await stranger.close()


class TestProblems:
    @pytest.mark.parametrize(
        ("method", "path", "status", "slug"),
        [
            ("GET", "nothing-like-this", 404, "not-found"),
            ("GET", "charge-points/NOBODY", 404, "charge-point-not-found"),
            ("GET", "id-tags/NOBODY", 404, "id-tag-not-found"),
            ("GET", "transactions/2000000000", 404, "transaction-not-found"),
            ("GET", "transactions/seven", 404, None),
            ("GET", "commands/2000000000", 404, "not-found"),
            ("GET", "charge-points?limit=0", 400, "invalid-request"),
            ("GET", "charge-points?limit=1001", 400, "invalid-request"),
            ("GET", "charge-points?limit=many", 400, "invalid-request"),
            ("GET", "charge-points?cursor=nonsense", 400, "invalid-request"),
            ("GET", "transactions?state=Sleeping", 400, "invalid-request"),
            ("GET", "transactions?from=yesterday", 400, "invalid-request"),
            ("GET", "messages?direction=sideways", 400, "invalid-request"),
        ],
    )
    async def test_every_error_is_a_problem(self, operator: Operator, method: str, path: str, status: int, slug):
        problem = await operator.ask(method, f"api/v1/{path}", status)
        if slug:
            assert problem["type"] == f"urn:stationmaster:problem:{slug}"

    async def test_a_method_that_does_not_exist_is_405(self, operator: Operator):
        problem = await operator.ask("DELETE", "api/v1/charge-points", 405)
        assert problem["type"].endswith("method-not-allowed")

    async def test_a_body_over_four_mebibytes_is_413(self, operator: Operator):
        body = b'{"id": "' + b"x" * (4 << 20) + b'"}'
        headers = {"Content-Type": "application/json"}
        await operator.ask("POST", "api/v1/charge-points", 413, content=body, headers=headers)

    @pytest.mark.parametrize("body", [b"", b"{", b"[1,2]", b"\xff"])
    async def test_a_body_that_is_no_json_object_is_refused(self, operator: Operator, body: bytes):
        answer = await operator.http.post("api/v1/charge-points", content=body)
        assert answer.status_code in (400, 422)
        operator.check_problem(answer)

    @pytest.mark.parametrize(
        ("path", "body", "member"),
        [
            ("charge-points", {}, "id"),
            ("charge-points", {"id": ""}, "id"),
            ("charge-points", {"id": 5}, "id"),
            ("charge-points", {"id": "A", "registrationStatus": "Maybe"}, "registrationStatus"),
            ("charge-points", {"id": "A", "password": ""}, "password"),
            ("charge-points", {"id": "A", "password": "x" * 129}, "password"),
            ("charge-points", {"id": "A", "settings": {"heartbeatIntervalSeconds": -1}}, "heartbeatIntervalSeconds"),
            ("charge-points", {"id": "A", "settings": {"pingIntervalSeconds": "often"}}, "pingIntervalSeconds"),
            ("id-tags", {}, "idTag"),
            ("id-tags", {"idTag": "x" * 21}, "idTag"),
            ("id-tags", {"idTag": "A", "status": "ConcurrentTx"}, "status"),
            ("id-tags", {"idTag": "A", "expiryDate": "soon"}, "expiryDate"),
            ("id-tags", {"idTag": "A", "parentIdTag": "x" * 21}, "parentIdTag"),
            ("id-tags", {"idTag": "A", "maximumConcurrentTransactions": -1}, "maximumConcurrentTransactions"),
        ],
    )
    async def test_a_bad_member_is_named(self, operator: Operator, path: str, body: dict, member: str):
        problem = await operator.post(f"api/v1/{path}", body, 422)
        assert problem["type"].endswith("invalid-member")
        assert member in problem["member"]


class TestLists:
    async def test_pages_follow_one_another_without_gaps_or_doubles(self, operator: Operator):
        prefix = unique("PAGE")
        made = [await operator.add_tag(f"{prefix}-{number:02}") for number in range(13)]
        for limit in (1, 4, 13, 100):
            items = await operator.all("api/v1/id-tags", search=prefix, limit=limit)
            assert sorted(item["idTag"] for item in items) == made
        first = await operator.get("api/v1/id-tags", search=prefix, limit=5)
        assert len(first["items"]) == 5 and first["nextCursor"]

    async def test_transactions_come_newest_first_over_all_pages(self, fleet: Fleet, operator: Operator, tag: str):
        peer = await fleet.peer()
        ids = []
        for meter in range(7):
            payload = {"connectorId": 1, "idTag": tag, "meterStart": meter, "timestamp": moment()}
            ids.append((await peer.ask("StartTransaction", payload))["transactionId"])
        listed = await operator.transactions(chargePoint=peer.id, limit=2)
        assert [item["id"] for item in listed] == ids[::-1]
        (open_one,) = await operator.transactions(chargePoint=peer.id, state="Open")
        assert open_one["id"] == ids[-1]
        assert len(await operator.transactions(chargePoint=peer.id, state="Stale")) == 6
        assert len(await operator.transactions(idTag=tag.lower())) == 7
        assert await operator.transactions(chargePoint=peer.id, connectorId=2) == []
        assert await operator.transactions(chargePoint=peer.id, **{"from": moment(1)}) == []

    async def test_charge_points_can_be_filtered(self, fleet: Fleet, operator: Operator):
        prefix = unique("FILTER")
        for number, status in enumerate(["Accepted", "Pending", "Rejected"]):
            await operator.add_charge_point(f"{prefix}-{number}", registrationStatus=status)
        await fleet.peer(f"{prefix}-0")

        async def ids(**query) -> list[str]:
            return [item["id"] for item in await operator.all("api/v1/charge-points", search=prefix, **query)]

        assert len(await ids()) == 3
        assert await ids(registrationStatus="Pending") == [f"{prefix}-1"]
        assert await eventually(lambda: ids(connected="true")) == [f"{prefix}-0"]
        assert len(await ids(connected="false")) == 2

    async def test_every_frame_is_listed_both_ways_with_times(self, fleet: Fleet, operator: Operator):
        charge_point = await fleet.charge_point()
        await charge_point.boot()
        await operator.command(charge_point.id, "Reset", {"type": "Soft"})

        async def complete():
            frames = await operator.messages(charge_point.id)
            return len(frames) == 4 and frames

        frames = await eventually(complete, within=2)
        said = [(item["direction"], item["messageType"], item["action"]) for item in frames]
        assert said == [
            ("received", "Call", "BootNotification"),
            ("sent", "CallResult", "BootNotification"),
            ("sent", "Call", "Reset"),
            ("received", "CallResult", "Reset"),
        ]
        wire = {frame.text for frame in charge_point.socket.frames}
        assert {item["frame"] for item in frames} == wire, "exactly as it went over the wire"
        assert [item["time"] for item in frames] == sorted(item["time"] for item in frames)
        assert len(await operator.messages(charge_point.id, direction="sent", messageType="Call")) == 1
        assert len(await operator.messages(charge_point.id, action="BootNotification")) == 2


class TestChargePoints:
    async def test_the_life_of_a_charge_point(self, operator: Operator):
        identity = unique("LIFE")
        path = f"api/v1/charge-points/{identity}"
        created = await operator.add_charge_point(identity, note="first")
        assert (created["registrationStatus"], created["connected"], created["note"]) == ("Accepted", False, "first")
        assert (created["hasPassword"], created["bootNotification"], created["connectors"]) == (False, None, [])
        assert created.pop("password") is None, "shown only when it was generated"
        assert await operator.get(path) == created
        await operator.post("api/v1/charge-points", {"id": identity}, 409)
        changed = await operator.patch(path, {"registrationStatus": "Rejected", "settings": {"pingIntervalSeconds": 5}})
        assert (changed["registrationStatus"], changed["note"]) == ("Rejected", "first")
        assert changed["settings"]["pingIntervalSeconds"] == 5
        replaced = await operator.put(path, {"id": identity, "note": "second"})
        assert (replaced["note"], replaced["settings"]["pingIntervalSeconds"]) == ("second", None)
        await operator.delete(path)
        await operator.get(path, 404)
        await operator.delete(path, 404)

    async def test_deleting_closes_the_connection(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer()
        await operator.delete(f"api/v1/charge-points/{peer.id}")
        await peer.socket.connection.wait_closed()

    async def test_one_with_an_open_transaction_is_not_deleted(self, fleet: Fleet, operator: Operator, tag: str):
        peer = await fleet.peer()
        payload = {"connectorId": 1, "idTag": tag, "meterStart": 0, "timestamp": moment()}
        started = await peer.ask("StartTransaction", payload)
        await operator.delete(f"api/v1/charge-points/{peer.id}", 409)
        payload = {"transactionId": started["transactionId"], "meterStop": 5, "timestamp": moment()}
        await peer.ask("StopTransaction", payload)
        await operator.delete(f"api/v1/charge-points/{peer.id}")
        assert (await operator.transaction(started["transactionId"]))["chargePointId"] == peer.id


async def test_the_life_of_an_id_tag(operator: Operator):
    tag = unique("LIFE")
    path = f"api/v1/id-tags/{tag}"
    created = await operator.post("api/v1/id-tags", {"idTag": tag}, 201)
    assert (created["status"], created["effectiveStatus"], created["parentIdTag"]) == ("Accepted", "Accepted", None)
    changed = await operator.patch(path, {"expiryDate": "2021-01-01T00:00:00Z", "note": "old card"})
    assert (changed["status"], changed["effectiveStatus"]) == ("Accepted", "Expired")
    assert changed["expiryDate"].startswith("2021-01-01T00:00:00")
    replaced = await operator.put(path, {"idTag": tag, "status": "Blocked"})
    assert (replaced["status"], replaced["expiryDate"], replaced["note"]) == ("Blocked", None, None)
    await operator.delete(path)
    await operator.get(path, 404)
    assert (await operator.put(path, {"idTag": tag}, 201))["idTag"] == tag
