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


async def security_is_shown(operator: Operator) -> bool:
    """One charge point with a password over TLS, one with a certificate; the others as charge points always were."""
    connected = await operator.all("api/v1/charge-points", connected="true")
    profiles = {item["id"]: item["connection"]["securityProfile"] for item in connected}
    expected = {"DEMO-0001": 0, "DEMO-0002": 0, "DEMO-0003": 0, "DEMO-0004": 2, "DEMO-0005": 3}
    expected |= {"DEMO-0006": 0, "DEMO-0007": 0}
    (certificate,) = await operator.all("api/v1/certificates", chargePoint="DEMO-0005") or [None]
    return profiles == expected and certificate["state"] == "active"


@pytest.mark.timeout(120)
async def test_the_demonstration_shows_charging_within_a_minute(make_server):
    server: Server = make_server(arguments=["--demo"]).start()
    operator = Operator(server)
    await eventually(lambda: charging(operator), within=60)
    connected = await operator.all("api/v1/charge-points", connected="true")
    assert len(connected) >= 2
    assert {item["registrationStatus"] for item in connected} == {"Accepted"}
    assert all(item["bootNotification"] and len(item["connectors"]) >= 2 for item in connected)
    odd = {item["id"]: [deviation["rule"] for deviation in item["deviations"]] for item in connected}
    assert {"missingSubprotocol", "oddURL", "timestampNotRFC3339"} <= set(odd.pop("DEMO-0006")), "one has its own idea of it"
    odd.pop("DEMO-0007", None)
    assert not any(odd.values()), "our own simulator follows the standard"
    await eventually(lambda: features_are_shown(operator), within=30)
    await eventually(lambda: security_is_shown(operator), within=20)
    said = server.output.read_text()
    assert server.ocpp_url in said and server.api_url in said
    await operator.close()


@pytest.mark.timeout(120)
async def test_the_demonstration_starts_again_with_the_same_data(make_server):
    server: Server = make_server(arguments=["--demo"]).start()
    operator = Operator(server)

    async def all_connected() -> bool:
        return len(await operator.all("api/v1/charge-points", connected="true")) == 7

    async def certified() -> bool:
        shown = await operator.charge_point("DEMO-0005")
        return shown["connected"] and shown["connection"]["securityProfile"] == 3

    await eventually(certified, within=60)
    await operator.close()
    server.stop()
    server.start()
    operator = Operator(server)
    await eventually(certified, within=60)
    await eventually(all_connected, within=20)
    await operator.close()
    server.stop()
    server.variables["STATIONMASTER_TLS_ENABLED"] = "false"
    server.start()
    operator = Operator(server)
    await eventually(all_connected, within=60)
    shown = await operator.charge_point("DEMO-0005")
    assert (shown["connection"]["securityProfile"], shown["hasPassword"]) == (0, False)
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
