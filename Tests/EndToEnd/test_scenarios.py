"""`stationmaster simulate` with scenario files: what they describe is played, and what is wrong with them is told."""

import asyncio
import json
import subprocess
from pathlib import Path

import pytest

from support.operator_api import Operator
from support.server import Server, binary, environment

FAULTY = """
seed: 11
end: {after: 8 s}
time: {acceleration: 600}
fleets:
  - count: 8
    prefix: FAULTY-
    idTags: {pattern: "FAULTY-{number}", count: 40}
    meterInterval: 1 s
    drivers: {stay: 10 min to 30 min, pause: 1 min to 10 min, unknownIdTag: 5 %}
    reconnect: 100 ms to 1 s
    faults:
      losesLink: {every: 20 min, for: 1 min to 5 min}
      halfOpen: {every: 30 min}
      powerFails: {every: 40 min, for: 5 min}
      repeatsMessages: 20 %
      losesAnswers: 20 %
      neverStops: 10 %
  - identities: [ODD-1]
    idTags: [ODD-TAG-1, ODD-TAG-2]
    meterInterval: 1 s
    drivers: {stay: 10 min to 20 min, pause: 1 min to 5 min}
    quirks: [noSubprotocol, trailingSlash, hourOffsets, celcius, textForNumber, emptySamples, meterValuesForTransaction0]
  - identities: [ODD-2]
    idTags: [ODD-TAG-3, ODD-TAG-4]
    meterInterval: 1 s
    drivers: {stay: 10 min to 20 min, pause: 1 min to 5 min}
    quirks: [startsIn1970, nullPayload, reusesMessageIDs, unsolicitedAnswers, stopsTransactionMinus1, meterStopMinus1]
"""

MONTH = """
end: {after: 60 s}
time: {begins: 30 days ago, acceleration: 200000}
fleets:
  - count: 60
    prefix: MONTH-
    idTags: {pattern: "MONTH-{number}", count: 120}
    meterInterval: 0
    drivers: {stay: 4 h to 12 h, pause: 1 h to 8 h}
"""


def simulate(*arguments: str, folder: Path, scenario: str | None = None) -> subprocess.CompletedProcess:
    """Plays a scenario to its end."""
    if scenario is not None:
        (folder / "scenario.yaml").write_text(scenario)
        arguments = (str(folder / "scenario.yaml"), *arguments)
    return subprocess.run(
        [binary(), "simulate", *arguments],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, env=environment(),
    )  # fmt: skip


async def played(server: Server, folder: Path, scenario: str, *arguments: str) -> dict:
    """Plays a scenario against a server, and returns the summary."""
    summary = folder / "summary.json"
    options = ["--url", server.ocpp_url, "--json", str(summary), *arguments]
    done = await asyncio.to_thread(simulate, *options, folder=folder, scenario=scenario)
    assert done.returncode == 0, done.stderr
    assert "sessions started" in done.stdout
    return json.loads(summary.read_text())


async def add_tags(operator: Operator, pattern: str, count: int) -> None:
    for number in range(1, count + 1):
        await operator.ask("PUT", f"api/v1/id-tags/{pattern.format(number)}", 201, json={})


def rules(charge_point: dict) -> set[str]:
    return {deviation["rule"] for deviation in charge_point["deviations"]}


@pytest.mark.timeout(120)
async def test_no_session_is_lost_whatever_goes_wrong_and_quirks_show_as_deviations(make_server, tmp_path):
    server: Server = make_server(arguments=["--registration", "open"]).start()
    operator = Operator(server)
    await add_tags(operator, "FAULTY-{:04}", 40)
    await add_tags(operator, "ODD-TAG-{}", 4)
    summary = await played(server, tmp_path, FAULTY)
    faults = {"losesLink", "halfOpen", "powerFails", "repeatsMessages", "losesAnswers", "neverStops"}
    assert set(summary["faults"]) == faults, "every fault was played"
    sessions = summary["sessions"]
    assert sessions["started"] > 30 and sessions["messagesGivenUp"] == 0
    transactions = await operator.transactions()
    assert len(transactions) == sessions["started"], "as many as the charge points know"
    assert sessions["finished"] == sessions["started"] - sessions["neverStopped"]
    # A stop for transaction -1 can fit several transactions, and is then left to the operator.
    certain = [item for item in transactions if item["chargePointId"] != "ODD-2"]
    assert sum(item["closedBy"] != "chargePoint" for item in certain) == sessions["neverStopped"]
    of_odd_2 = [item for item in transactions if item["chargePointId"] == "ODD-2" and item["state"] == "Closed"]
    assert of_odd_2 and all(item["quarantine"] for item in of_odd_2), "a meterStop of -1 is not billed"

    calls = {item["action"]: item for item in summary["calls"]}
    assert calls["StartTransaction"]["answers"] >= sessions["started"]
    assert not any(item["callErrors"] for item in calls.values())
    assert summary["refusedConnections"] == 0

    first, second = [await operator.charge_point(identity) for identity in ("ODD-1", "ODD-2")]
    assert rules(first) >= {
        "missingSubprotocol", "oddURL", "timestampNotRFC3339", "sampleRepaired", "sampleSetAside",
        "invalidTransactionIdInMeterValues",
    }  # fmt: skip
    assert rules(second) >= {"timestampFromUnsetClock", "unsolicitedAnswer", "messageIDCollision", "invalidTransactionIdInStop"}
    of_faulty = set().union(*[rules(await operator.charge_point(f"FAULTY-000{number}")) for number in range(1, 9)])
    assert "repeatedMessage" in of_faulty and "reconnectWithoutClose" in of_faulty
    await operator.close()


@pytest.mark.timeout(120)
async def test_a_month_of_traffic_is_written_within_seconds(make_server, tmp_path):
    server: Server = make_server(arguments=["--registration", "open"]).start()
    operator = Operator(server)
    await add_tags(operator, "MONTH-{:04}", 120)
    summary = await played(server, tmp_path, MONTH)
    transactions = await operator.all("api/v1/transactions", limit=1000)
    assert len(transactions) == summary["sessions"]["started"] == summary["sessions"]["finished"]
    assert len(transactions) > 500
    days = {item["startTimestamp"][:10] for item in transactions}
    assert len(days) >= 28, days
    assert all(item["startTimestamp"] <= item["stopTimestamp"] for item in transactions)
    energies = sorted(item["energyWh"] for item in transactions)
    assert energies[len(energies) // 2] > 5000, "energies are those of life"
    deviations = set().union(*[rules(item) for item in await operator.all("api/v1/charge-points")])
    assert not deviations
    await operator.close()


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        ("fleets:\n  - count: 3\n    colour: red\n", "scenario.yaml, line 3: fleets[0].colour does not exist; fleets[0] can have count"),
        ("fleets:\n  - drivers: {stay: often}\n", 'line 2: fleets[0].drivers.stay is "often"; allowed: a time such as 20 min'),
        ("fleets:\n  - quirks: [noWheels]\n", 'line 2: fleets[0].quirks[0] is "noWheels"; allowed: noSubprotocol'),
        ("fleets: [\n", "the scenario is no valid YAML"),
    ],
    ids=["unknown member", "wrong value", "unknown quirk", "no YAML"],
)
def test_a_wrong_file_is_refused_before_anything_starts(tmp_path, scenario, message):
    done = simulate("--url", "ws://127.0.0.1:9/ocpp", folder=tmp_path, scenario=scenario)
    assert done.returncode == 64
    assert message in done.stderr, done.stderr
    assert done.stdout == ""


def test_options_that_do_not_go_with_a_scenario_are_refused(tmp_path):
    two = "centralSystem: {url: ws://127.0.0.1:9/ocpp}\nfleets: [{prefix: A-}, {prefix: B-}]\n"
    assert "with one fleet" in simulate("--count", "3", folder=tmp_path, scenario=two).stderr
    assert "scenario file" in simulate("--password", "x", folder=tmp_path, scenario=two).stderr
    assert "cannot be read" in simulate("nowhere.yaml", folder=tmp_path).stderr


@pytest.mark.timeout(60)
async def test_the_example_can_be_played(make_server, tmp_path):
    example = simulate("--example", folder=tmp_path).stdout
    server: Server = make_server(arguments=["--registration", "open"]).start()
    summary = await played(server, tmp_path, example, "--seconds", "2")
    assert summary["chargePoints"] == 27
    calls = {item["action"]: item["answers"] for item in summary["calls"]}
    assert calls["BootNotification"] >= 27
