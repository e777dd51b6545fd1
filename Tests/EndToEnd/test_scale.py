"""Ten thousand charge points on one process."""

import asyncio
import resource
import time

import pytest

from support.crowd import Crowd
from support.fleet import Fleet
from support.operator_api import Operator
from support.schemas import complaints
from support.server import Server

CHARGE_POINTS = 10_000


@pytest.mark.heavy
@pytest.mark.timeout(420)
async def test_ten_thousand_idle_charge_points_stay_connected(make_server, record_property):
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft >= CHARGE_POINTS + 1000, f"only {soft} file descriptors are allowed; raise `ulimit -n`"
    server: Server = make_server(arguments=["--registration", "open"]).start()
    operator = Operator(server)
    tag = await operator.add_tag()
    fleet = Fleet(server, operator)
    early = await fleet.charge_point()
    empty = server.resident_kibibytes()

    crowd = Crowd(server.ocpp_url, [f"CROWD-{number:05}" for number in range(CHARGE_POINTS)])
    try:
        seconds = await asyncio.to_thread(crowd.introduce_all, 240)
        for member in (crowd.members[0], crowd.members[-1], crowd.members[CHARGE_POINTS // 2]):
            boot, *statuses = member.answers
            assert boot[2]["status"] == "Accepted" and complaints("BootNotificationResponse", boot[2]) == []
            assert [answer[2] for answer in statuses] == [{}, {}, {}]
        assert all(len(member.answers) == 4 for member in crowd.members)
        assert {answer[0] for member in crowd.members for answer in member.answers} == {3}

        await asyncio.to_thread(crowd.serve_for, 5)
        each = (server.resident_kibibytes() - empty) / CHARGE_POINTS
        begin = time.monotonic()
        assert (await early.authorize(tag))["status"] == "Accepted"
        authorize = time.monotonic() - begin
        print(f"\n{CHARGE_POINTS} charge points booted in {seconds:.1f} s, {each:.1f} KiB each, "
              f"Authorize in {authorize * 1000:.0f} ms")  # fmt: skip
        record_property("kibibytes_per_connection", round(each, 1))
        assert authorize < 1
        assert each < 20, "kibibytes of resident memory per idle connection"

        assert crowd.closed == []
        assert server.is_alive()
        known = await operator.all("api/v1/charge-points", limit=1000, connected="true")
        assert len(known) == CHARGE_POINTS + 1
        assert {len(item["connectors"]) for item in known if item["id"].startswith("CROWD-")} == {3}
    finally:
        crowd.close()
    await fleet.disband()
    await operator.close()
