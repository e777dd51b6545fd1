"""The simulator and the demonstration mode: a newcomer sees charge points charging."""

import asyncio
import signal
import subprocess

import pytest

from support.operator_api import Operator, eventually
from support.server import Server, binary, environment


async def charging(operator: Operator) -> list[dict]:
    """Open transactions that have meter values."""
    return [item for item in await operator.transactions(state="Open") if item["lastMeterValueAt"]]


async def features_are_shown(operator: Operator) -> bool:
    """A reservation in force, a charging profile, and firmware that was installed."""
    profiles = [
        profile
        for item in await operator.all("api/v1/charge-points")
        for profile in await operator.all(f"api/v1/charge-points/{item['id']}/charging-profiles", state="installed")
    ]
    return bool(
        profiles
        and await operator.all("api/v1/reservations", state="active")
        and await operator.all("api/v1/firmware/updates", state="installed")
    )


@pytest.mark.timeout(120)
async def test_the_demonstration_shows_charging_within_a_minute(make_server):
    server: Server = make_server(arguments=["--demo"]).start()
    operator = Operator(server)
    await eventually(lambda: charging(operator), within=60)
    connected = await operator.all("api/v1/charge-points", connected="true")
    assert len(connected) >= 2
    assert {item["registrationStatus"] for item in connected} == {"Accepted"}
    assert all(item["bootNotification"] and len(item["connectors"]) >= 2 for item in connected)
    assert [item["deviations"] for item in connected] == [[]] * len(connected), "our own simulator follows the standard"
    await eventually(lambda: features_are_shown(operator), within=30)
    said = server.output.read_text()
    assert server.ocpp_url in said and server.api_url in said
    await operator.close()


@pytest.mark.timeout(120)
async def test_the_simulator_charges_against_a_server(make_server):
    server: Server = make_server(arguments=["--registration", "open"]).start()
    operator = Operator(server)
    tag = await operator.add_tag(maximumConcurrentTransactions=0)
    options = ["--url", server.ocpp_url, "--count", "3", "--connectors", "2", "--id-tag", tag]
    options += ["--meter-interval", "1", "--acceleration", "60"]
    with subprocess.Popen(
        [binary(), "simulate", *options],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment(),
    ) as simulator:  # fmt: skip
        try:
            await eventually(lambda: charging(operator), within=60)
            assert len(await operator.all("api/v1/charge-points", connected="true")) == 3
            assert {item["idTag"] for item in await operator.transactions()} == {tag}
            (first, *_) = await operator.all("api/v1/charge-points")
            answer = await operator.command(first["id"], "GetConfiguration", {})
            assert answer["response"]["configurationKey"]
        finally:
            simulator.send_signal(signal.SIGTERM)
            _, errors = await asyncio.to_thread(simulator.communicate, timeout=20)
    assert simulator.returncode == 0, errors
    await operator.close()
