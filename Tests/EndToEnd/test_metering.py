"""Timestamps, bad samples, units, registers, and transactionIds that do not fit (3.2 to 3.5)."""

from datetime import datetime, timedelta, timezone

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator
from support.peer import Peer


@pytest.fixture
async def peer(fleet: Fleet) -> Peer:
    return await fleet.peer()


async def start(peer: Peer, tag: str, **members) -> int:
    payload = {"connectorId": 1, "idTag": tag, "meterStart": 1000, "timestamp": moment(-1)} | members
    return (await peer.ask("StartTransaction", payload))["transactionId"]


async def stop(peer: Peer, transaction_id: int, meter_stop: int) -> None:
    payload = {"transactionId": transaction_id, "meterStop": meter_stop, "timestamp": moment()}
    await peer.ask("StopTransaction", payload)


async def report(peer: Peer, *samples: dict, connector: int = 1, timestamp: str | None = None, **members) -> None:
    """One MeterValue with these samples; must be acknowledged."""
    value = {"timestamp": timestamp or moment(), "sampledValue": list(samples)}
    assert await peer.ask("MeterValues", {"connectorId": connector, "meterValue": [value]} | members) == {}


async def stored(operator: Operator, peer: Peer, **query) -> list[dict]:
    return await operator.all(f"api/v1/charge-points/{peer.id}/meter-values", **query)


def parse(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class TestTimestamps:
    @pytest.mark.parametrize(
        ("text", "meant", "departs"),
        [
            ("2026-03-04T05:06:07Z", "2026-03-04T05:06:07+00:00", False),
            ("2026-03-04T05:06:07", "2026-03-04T05:06:07+00:00", True),
            ("2026-03-04T05:06:07+02", "2026-03-04T03:06:07+00:00", True),
            ("2026-03-04T05:06:07+02:00", "2026-03-04T03:06:07+00:00", False),
            ("2026-03-04T05:06:07.1234567-05:30", "2026-03-04T10:36:07.123+00:00", False),
        ],
    )
    async def test_forms_of_time(
        self, peer: Peer, operator: Operator, tag: str, text: str, meant: str, departs: bool
    ):
        transaction_id = await start(peer, tag, timestamp=text)
        transaction = await operator.transaction(transaction_id)
        assert transaction["startTimestampReceived"] == text
        assert abs(parse(transaction["startTimestamp"]) - datetime.fromisoformat(meant)) < timedelta(milliseconds=2)
        assert bool(await operator.deviation(peer.id, "timestamp", "zone")) is departs

    @pytest.mark.parametrize("text", ["1970-01-01T00:00:05Z", "yesterday", "", "2026-02-30T00:00:00Z"])
    async def test_a_time_that_cannot_be_is_replaced_by_the_time_of_receipt(
        self, peer: Peer, operator: Operator, tag: str, text: str
    ):
        transaction_id = await start(peer, tag, timestamp=text)
        assert transaction_id > 0
        transaction = await operator.transaction(transaction_id)
        assert transaction["startTimestampReceived"] == text
        assert abs(parse(transaction["startTimestamp"]) - datetime.now(timezone.utc)) < timedelta(minutes=1)
        assert await operator.deviation(peer.id, "timestamp", "clock", "1970")

    async def test_days_in_the_past_are_not_wrong(self, peer: Peer, operator: Operator, tag: str):
        text = moment(-24 * 9)
        transaction = await operator.transaction(await start(peer, tag, timestamp=text))
        assert transaction["startTimestamp"] == text
        assert (await operator.charge_point(peer.id))["deviations"] == []

    async def test_local_time_marked_as_utc_is_accepted_and_the_offset_is_shown(
        self, peer: Peer, operator: Operator, tag: str
    ):
        status = {"connectorId": 1, "errorCode": "NoError", "status": "Preparing"}
        for _ in range(3):
            assert await peer.ask("StatusNotification", status | {"timestamp": moment(2)}) == {}
        transaction = await operator.transaction(await start(peer, tag, timestamp=(sent := moment(2))))
        assert transaction["startTimestampReceived"] == sent
        assert parse(transaction["startTimestamp"]) <= datetime.now(timezone.utc) + timedelta(minutes=1)
        offset = (await operator.charge_point(peer.id))["clockOffsetSeconds"]
        assert 7000 < offset < 7400


class TestBadSamples:
    GOOD = {"value": "1500", "measurand": "Energy.Active.Import.Register", "unit": "Wh"}

    @pytest.mark.parametrize(
        ("sample", "unit"),
        [
            ({"value": "36.5", "measurand": "Temperature", "unit": "Celcius"}, "Celsius"),
            ({"value": "50.01", "measurand": "Frequency", "unit": "Hz"}, "Hertz"),
        ],
    )
    async def test_known_misspellings_are_mapped(
        self, peer: Peer, operator: Operator, tag: str, sample: dict, unit: str
    ):
        await report(peer, self.GOOD, sample, transactionId=await start(peer, tag))
        (value,) = await stored(operator, peer)
        assert value["sampledValue"] == [self.GOOD, sample], "as sent"
        mapped = value["samples"][1]
        assert (mapped["unit"], mapped["value"]) == (unit, float(sample["value"]))
        assert mapped["rule"]

    @pytest.mark.parametrize(
        "sample",
        [
            {"value": "NaN"},
            {"value": "fast"},
            {"value": ""},
            {"value": 1500},
            {"value": None},
            {"unit": "Wh"},
            {"value": "1", "unit": "bananas"},
            "1500",
            None,
        ],
    )
    async def test_a_sample_that_cannot_be_read_is_set_aside_and_the_rest_kept(
        self, peer: Peer, operator: Operator, tag: str, sample
    ):
        transaction_id = await start(peer, tag)
        await report(peer, self.GOOD, sample, transactionId=transaction_id)
        (value,) = await operator.meter_values(transaction_id)
        assert value["samples"][0]["value"] == 1500
        if sample == {"value": 1500}:  # a number where text belongs can be read after all
            assert len(value["samples"]) == 2 or value["setAside"]
        else:
            assert len(value["samples"]) == 1
            (aside,) = value["setAside"]
            assert aside["sample"] == sample
            assert aside["reason"]
        assert await operator.deviation(peer.id, "sample", "value", "unit", "meter")

    @pytest.mark.parametrize("member", ["measurand", "context", "location", "phase", "format"])
    async def test_an_unknown_word_does_not_lose_the_message(
        self, peer: Peer, operator: Operator, tag: str, member: str
    ):
        sample = {"value": "7", member: "Something.Of.The.Vendor"}
        await report(peer, self.GOOD, sample, transactionId=await start(peer, tag))
        (value,) = await stored(operator, peer)
        assert value["sampledValue"] == [self.GOOD, sample]
        assert len(value["samples"]) + len(value["setAside"]) == 2
        assert await operator.deviation(peer.id, member, "Something.Of.The.Vendor")

    @pytest.mark.parametrize("payload", [[], [{"timestamp": "2026-01-01T00:00:00Z", "sampledValue": []}]])
    async def test_meter_values_without_samples_are_acknowledged(self, peer: Peer, payload: list):
        assert await peer.ask("MeterValues", {"connectorId": 1, "meterValue": payload}) == {}

    async def test_a_value_without_a_time_is_taken_at_the_time_of_receipt(self, peer: Peer, operator: Operator):
        payload = {"connectorId": 1, "meterValue": [{"sampledValue": [self.GOOD]}]}
        assert await peer.ask("MeterValues", payload) == {}
        (value,) = await stored(operator, peer)
        assert abs(parse(value["timestamp"]) - datetime.now(timezone.utc)) < timedelta(minutes=1)


class TestUnits:
    async def test_a_bare_value_is_the_energy_register_in_wh(self, peer: Peer, operator: Operator):
        await report(peer, {"value": "1234"})
        (sample,) = (await stored(operator, peer))[0]["samples"]
        assert (sample["measurand"], sample["unit"]) == ("Energy.Active.Import.Register", "Wh")
        assert sample["value"] == 1234

    @pytest.mark.parametrize(
        ("sent", "value", "unit"),
        [
            ({"value": "1.5", "unit": "kWh"}, 1500, "Wh"),
            ({"value": "7.4", "unit": "kW", "measurand": "Power.Active.Import"}, 7400, "W"),
            ({"value": "2500", "unit": "Wh"}, 2500, "Wh"),
        ],
    )
    async def test_labelled_units_are_scaled(self, peer: Peer, operator: Operator, sent: dict, value: float, unit: str):
        await report(peer, sent)
        (stored_value,) = await stored(operator, peer)
        assert stored_value["sampledValue"] == [sent]
        (sample,) = stored_value["samples"]
        assert (sample["value"], sample["unit"]) == (value, unit)

    async def test_a_wrong_label_is_corrected_by_the_charge_points_own_rule(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer(await fleet.register(settings={"meterEnergyScale": 1000}))
        await report(peer, {"value": "12.5", "unit": "Wh"})
        (value,) = await stored(operator, peer)
        assert value["sampledValue"] == [{"value": "12.5", "unit": "Wh"}]
        assert value["samples"][0]["value"] == 12500
        assert value["samples"][0]["rule"]

    async def test_an_implausible_jump_is_flagged_and_not_corrected(self, peer: Peer, operator: Operator, tag: str):
        transaction_id = await start(peer, tag)
        for value, hours in (("1000", -0.5), ("1100", -0.4), ("900000000", -0.39)):
            await report(peer, {"value": value}, timestamp=moment(hours), transactionId=transaction_id)
        values = await operator.meter_values(transaction_id)
        assert [value["samples"][0]["value"] for value in values] == [1000, 1100, 900000000]
        assert [bool(value["flags"]) for value in values] == [False, False, True]

    @pytest.mark.parametrize("first", [0, 50000], ids=["session register", "lifetime register"])
    async def test_session_and_lifetime_registers_give_the_same_energy(
        self, peer: Peer, operator: Operator, tag: str, first: int
    ):
        transaction_id = await start(peer, tag, meterStart=50000)
        for step in range(4):
            value = {"value": str(first + 400 * step)}
            await report(peer, value, timestamp=moment(-0.8 + step / 10), transactionId=transaction_id)
        await stop(peer, transaction_id, -1)
        assert (await operator.transaction(transaction_id))["quarantine"]["proposedEnergyWh"] == 1200


async def test_meter_values_repeated_after_a_lost_answer_are_stored_once(
    peer: Peer, fleet: Fleet, operator: Operator, tag: str
):
    """The answer was lost with the connection: the same message comes again, on a new socket and under a new id."""
    transaction_id = await start(peer, tag)
    timestamp = moment(-0.5)
    await report(peer, {"value": "1500"}, timestamp=timestamp, transactionId=transaction_id)
    peer.socket.connection.transport.abort()
    peer = await fleet.peer(peer.id)
    await report(peer, {"value": "1500"}, timestamp=timestamp, transactionId=transaction_id)
    await report(peer, {"value": "1500"}, timestamp=moment(-0.4), transactionId=transaction_id)
    assert len(await operator.meter_values(transaction_id)) == 2


class TestTransactionIds:
    @pytest.mark.parametrize("sent", [0, -1, 2_000_000_003, None], ids=["0", "-1", "unknown", "absent"])
    async def test_samples_go_to_the_transaction_they_fit(
        self, peer: Peer, operator: Operator, tag: str, sent: int | None
    ):
        transaction_id = await start(peer, tag)
        members = {} if sent is None else {"transactionId": sent}
        await report(peer, {"value": "1500"}, timestamp=moment(-0.5), **members)
        (value,) = await operator.meter_values(transaction_id)
        assert value["transactionIdReceived"] == sent
        if sent is not None:
            assert value["flags"]

    @pytest.mark.parametrize("sent", [0, -1, 2_000_000_003], ids=["0", "-1", "unknown"])
    async def test_without_a_transaction_they_stay_with_the_connector(self, peer: Peer, operator: Operator, sent: int):
        await report(peer, {"value": "1500"}, transactionId=sent, connector=3)
        (value,) = await stored(operator, peer, connectorId=3)
        assert (value["connectorId"], value["transactionIdReceived"]) == (3, sent)
        assert value["flags"]
        assert await operator.deviation(peer.id, "transaction")

    async def test_samples_of_a_closed_transaction_are_acknowledged_and_kept(
        self, peer: Peer, operator: Operator, tag: str
    ):
        transaction_id = await start(peer, tag)
        await stop(peer, transaction_id, 2000)
        await report(peer, {"value": "1500"}, timestamp=moment(-0.5), transactionId=transaction_id)
        (value,) = await operator.meter_values(transaction_id)
        assert value["samples"][0]["value"] == 1500
        assert (await operator.transaction(transaction_id))["energyWh"] == 1000

    async def test_an_id_of_another_charge_point_does_not_reach_its_transaction(
        self, peer: Peer, fleet: Fleet, operator: Operator, tag: str
    ):
        transaction_id = await start(peer, tag)
        other = await fleet.peer()
        await report(other, {"value": "1500"}, transactionId=transaction_id)
        assert await operator.meter_values(transaction_id) == []
        assert len(await stored(operator, other)) == 1

    async def test_connector_0_measures_the_whole_charge_point(self, peer: Peer, operator: Operator):
        await report(peer, {"value": "99"}, connector=0)
        (value,) = await stored(operator, peer, connectorId=0)
        assert value["connectorId"] == 0
