"""`stationmaster certify --driver ask`: any central system can be tested by a person who operates it."""

import json
from pathlib import Path

import httpx
import pytest

from support.scripted_person import ScriptedPerson
from support.server import TOKEN, Server, run


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, program: str):
    server = Server(tmp_path_factory.mktemp("asked"), settings={"tls.serverName": "localhost"}).start()
    yield server
    server.stop()


def downloaded_roots(server: Server) -> bytes:
    """What charge points must trust, as an operator would download it."""
    path = server.api_url + "api/v1/certificate-authority/roots.pem"
    return httpx.get(path, headers={"Authorization": f"Bearer {TOKEN}"}).raise_for_status().content


def test_cases_of_every_kind_are_played_through_a_person(server: Server, tmp_path: Path):
    report = tmp_path / "report.json"
    roots = tmp_path / "roots.pem"
    roots.write_bytes(downloaded_roots(server))
    tls = server.tls_url.rstrip("/").replace("127.0.0.1", "localhost")
    only = "TC_003,TC_012,TC_013,TC_019,TC_023,TC_046,TC_056,TC_061,TC_073,TC_074,TC_079,TC_085,TC_086"
    person = ScriptedPerson(
        server, "--tls-url", tls, "--trust-roots", str(roots), "--only", only, "--json", str(report)
    )
    status = person.play()
    assert not person.wrong
    assert status == 0, person.said[-4000:]
    written = json.loads(report.read_text())
    assert {case["result"] for case in written["cases"]} == {"passed"}
    assert written["system"]["vendor"] == "ACME"
    assert written["configuration"]["driver"] == "a person, asked on the terminal"
    # What cannot be seen is not held against the system, but told.
    notes = [entry["text"] for case in written["cases"] for way in case["variants"] for entry in way["trace"]]
    assert any(note.startswith("not looked at") for note in notes)


def test_a_person_who_goes_away_proves_nothing(server: Server):
    ended = run("certify", "--driver", "ask", "--url", server.ocpp_url.rstrip("/"), "--only", "TC_003")
    assert ended.returncode == 2
    assert "? " in ended.stdout
    assert "the input has ended" in ended.stdout
