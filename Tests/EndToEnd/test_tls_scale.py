"""Thousands of charge points over TLS: what they cost in memory, and that all of them can come back at once."""

import asyncio
import resource
from pathlib import Path

import pytest

from support.certificates import EC, ServerCertificates, self_signed
from support.crowd import Crowd
from support.operator_api import Operator
from support.server import Server
from support.tls import client_context

CHARGE_POINTS = 5_000


@pytest.mark.heavy
@pytest.mark.timeout(600)
@pytest.mark.parametrize("with_certificate", [False, True], ids=["without a certificate", "with a certificate"])
async def test_five_thousand_charge_points_over_tls(
    make_server, tmp_path: Path, record_property, with_certificate: bool
):
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft >= CHARGE_POINTS + 1000, f"only {soft} file descriptors are allowed; raise `ulimit -n`"
    certificates = ServerCertificates(tmp_path / "certificates")
    server: Server = make_server(settings=certificates.settings, arguments=["--registration", "open"]).start()
    operator = Operator(server)
    empty = server.resident_kibibytes()
    identities = [f"CROWD-{number:05}" for number in range(CHARGE_POINTS)]
    context = client_context(certificates.authority.pem, self_signed("CROWD", EC) if with_certificate else None)

    crowd = Crowd(server.tls_url, identities, context)
    try:
        first = await asyncio.to_thread(crowd.introduce_all, 240)
        await asyncio.to_thread(crowd.serve_for, 5)
        each = (server.resident_kibibytes() - empty) / CHARGE_POINTS
        sessions = crowd.take_sessions()
    finally:
        crowd.close()

    again = Crowd(server.tls_url, identities, context, sessions)
    try:
        second = await asyncio.to_thread(again.introduce_all, 240)
        print(
            f"\n{CHARGE_POINTS} charge points booted over TLS in {first:.1f} s, {each:.1f} KiB each; "
            f"with resumed sessions in {second:.1f} s"
        )
        record_property("kibibytes_per_tls_connection", round(each, 1))
        assert again.resumed() == CHARGE_POINTS
        assert each < 60, "kibibytes of resident memory per idle connection"
        assert await operator.metric("stationmaster_handshake_failures_total") == 0
        for cause in ("tooManyHandshakes", "tooManyHandshakesFromAddress", "tooFastFromAddress"):
            assert await operator.metric("stationmaster_connections_dropped_total", cause=cause) == 0
        known = await operator.all("api/v1/charge-points", limit=1000, connected="true")
        assert len(known) == CHARGE_POINTS
    finally:
        again.close()
    await operator.close()
