"""Steps that certification cases share."""

import pytest

from support.charge_point import ChargePoint
from support.operator_api import Operator

# Every verb that has a resource of its own works through it and through the generic command, with the same result.
THROUGH_BOTH = pytest.mark.parametrize("through", ["command", "resource"])


async def order(operator: Operator, station: ChargePoint, action: str, payload: dict) -> dict:
    """The operator orders; the payload must reach the charge point exactly. Returns the charge point's answer."""
    outcome = await operator.command(station.id, action, payload)
    assert await station.expect(action) == payload
    assert outcome["outcome"] == "answered"
    record = await operator.command_record(outcome["commandId"])
    assert (record["outcome"], record["response"]) == ("answered", outcome["response"])
    return outcome["response"]


async def session(
    station: ChargePoint, tag: str, authorizes: bool = True, preparing: bool = False, connector_id: int = 1, **members
) -> int:
    """What a charge point does after a remote start, or when the driver of a reservation comes; the transactionId."""
    if authorizes:
        assert (await station.authorize(tag))["status"] == "Accepted"
    if preparing:
        await station.status(connector_id, "Preparing")
    started = await station.start_transaction(tag, connector_id, **members)
    assert started.id_tag_info["status"] == "Accepted"
    assert started.transaction_id > 0
    await station.status(connector_id, "Charging")
    return started.transaction_id
