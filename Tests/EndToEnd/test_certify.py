"""`stationmaster certify`: the runner of the certification cases, as a user starts it."""

import json
import signal
import subprocess
import time
import urllib.request
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from support.schemas import complaints
from support.server import TOKEN, Server, binary, environment, run
from test_certification_is_complete import CASES, COUNTS

# The issue's own bound for a run on one's own.
LIMIT_SECONDS = 180
# A run on one's own takes half a minute, on a busy machine more.
pytestmark = pytest.mark.timeout(300)


def certify(*arguments: object, variables=None, timeout: float = LIMIT_SECONDS) -> subprocess.CompletedProcess:
    return run("certify", *map(str, arguments), variables=variables, timeout=timeout)


def report_of(path: Path) -> dict:
    return json.loads(path.read_text())


def against(server: Server) -> list[str]:
    tls = server.tls_url.replace("127.0.0.1", "localhost")
    return ["--url", server.ocpp_url, "--tls-url", tls, "--api", server.api_url, "--token", TOKEN]


def ask(server: Server, method: str, path: str, body: dict | None = None) -> dict:
    """A request to the API, which must succeed."""
    request = urllib.request.Request(
        server.api_url + "api/v1" + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or b"{}")


def not_passed(report: dict) -> list[str]:
    return [f"{case['id']}: {case['result']}: {case['reason']}" for case in report["cases"] if case["result"] != "passed"]


def frames(report: dict):
    """Every frame of every case, in order, with its direction."""
    for case in report["cases"]:
        for variant in case["variants"]:
            for entry in variant["trace"]:
                if entry["kind"] in ("sent", "received"):
                    yield case["id"], entry["kind"], json.loads(entry["text"])


def has_no_samples_on_purpose(case: str, frame: list) -> bool:
    """TC_054 wants MeterValues answered even without samples, which the schema does not allow."""
    return case.startswith("TC_054") and frame[2] == "MeterValues" and not frame[3]["meterValue"][0]["sampledValue"]


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory, program: str):
    """All cases against a server of the runner's own."""
    folder = tmp_path_factory.mktemp("certify")
    paths = {kind: folder / f"report.{kind}" for kind in ("json", "junit", "html")}
    began = time.monotonic()
    result = certify(*(part for kind, path in paths.items() for part in (f"--{kind}", path)))
    return result, paths, time.monotonic() - began


def test_without_arguments_all_77_cases_pass_in_under_three_minutes(whole_run):
    result, paths, seconds = whole_run
    report = report_of(paths["json"])
    assert not_passed(report) == []
    assert result.returncode == 0, result.stdout + result.stderr
    assert seconds < LIMIT_SECONDS
    names = [f"TC_{case}_CSMS" for cases in CASES.values() for case in cases.split()]
    assert [case["id"] for case in report["cases"]] == names
    assert all(case["durationMs"] >= 0 and case["functionality"] for case in report["cases"])


def test_the_report_counts_each_functionality(whole_run):
    report = report_of(whole_run[1]["json"])
    counts = {item["name"].replace("Authorization", "Auth"): item["cases"] for item in report["functionalities"]}
    assert counts == COUNTS
    assert {item["result"] for item in report["functionalities"]} == {"passed"}


def test_every_frame_of_the_run_conforms_to_the_schemas_that_others_wrote(whole_run):
    """The runner and the server share their message types: a mistake in both must not pass itself."""
    wrong: list[str] = []
    actions: dict[tuple[str, str], str] = {}
    seen: set[str] = set()
    for case, _, frame in frames(report_of(whole_run[1]["json"])):
        if frame[0] == 2:
            actions[case, frame[1]] = frame[2]
            seen.add(frame[2])
            if not has_no_samples_on_purpose(case, frame):
                wrong += [f"{case}: {text}" for text in complaints(frame[2], frame[3])]
        else:
            assert frame[0] == 3, f"{case}: {frame}"
            wrong += [f"{case}: {text}" for text in complaints(actions[case, frame[1]] + "Response", frame[2])]
    assert wrong == []
    # 25 kinds of requests of the Central System and 14 of the charge point; DataTransfer is needed in one direction only.
    assert len(seen) == 39, sorted(seen)


def test_the_other_reports_tell_the_same(whole_run):
    _, paths, _ = whole_run
    suites = ElementTree.parse(paths["junit"]).getroot()
    assert len(list(suites.iter("testcase"))) == 77
    assert not list(suites.iter("failure"))
    page = paths["html"].read_text()
    assert page.count("TC_") >= 77
    for needed in ("Open Charge Alliance", "JSON", *COUNTS.keys() - {"Local Auth List Management"}):
        assert needed in page
    assert "<script" not in page


def test_performance_is_measured_over_all_messages_and_authorize(whole_run):
    result, paths, _ = whole_run
    text = json.dumps(report_of(paths["json"])["performance"])
    assert "Authorize" in text and "p99Ms" in text and "slowestMs" in text
    assert "Authorize" in result.stdout


def test_no_password_and_no_key_stands_in_a_report(whole_run):
    _, paths, _ = whole_run
    for path in paths.values():
        assert "PRIVATE KEY" not in path.read_text()


def test_a_running_server_passes_what_is_selected_and_again_and_again(make_server, tmp_path: Path):
    server = make_server(settings={"heartbeat.intervalSeconds": 300}).start()
    for attempt in range(3):
        file = tmp_path / f"{attempt}.json"
        result = certify(*against(server), "--only", "TC_001,TC_044,Reservation,TC_083", "--json", file)
        report = report_of(file)
        assert not_passed(report) == [], attempt
        assert result.returncode == 0, result.stdout + result.stderr
        assert len(report["cases"]) == 1 + 3 + 10 + 1


def test_background_load_is_measured_beside_the_cases(make_server, tmp_path: Path):
    server = make_server().start()
    file = tmp_path / "report.json"
    result = certify(*against(server), "--only", "TC_003,TC_023", "--load", 200, "--json", file)
    assert result.returncode == 0, result.stdout + result.stderr
    load = json.dumps(report_of(file)["performance"])
    assert "load" in load.lower()
    assert not_passed(report_of(file)) == []


def test_a_central_system_that_is_not_there_is_inconclusive(tmp_path: Path):
    file = tmp_path / "report.json"
    nowhere = ["--url", "ws://127.0.0.1:1/ocpp", "--api", "http://127.0.0.1:1", "--token", "x" * 20]
    result = certify(*nowhere, "--only", "TC_003", "--json", file)
    assert result.returncode == 2, result.stdout + result.stderr
    assert [case["result"] for case in report_of(file)["cases"]] == ["inconclusive"]


def test_what_cannot_be_tested_without_tls_does_not_apply_and_leaves_its_functionality_incomplete(make_server, tmp_path: Path):
    server = make_server().start()
    file = tmp_path / "report.json"
    plain = ["--url", server.ocpp_url, "--api", server.api_url, "--token", TOKEN]
    result = certify(*plain, "--only", "TC_087,TC_088", "--json", file)
    cases = {case["id"]: case for case in report_of(file)["cases"]}
    assert cases["TC_087_CSMS"]["result"] == "notApplicable"
    assert "--tls-url" in cases["TC_087_CSMS"]["reason"]
    assert cases["TC_088_CSMS"]["result"] == "passed"
    results = {item["name"]: item["result"] for item in report_of(file)["functionalities"]}
    assert results["Security"] == report_of(file)["result"] == "incomplete"
    assert "Nothing failed, but not everything could be tested" in result.stdout
    assert result.returncode == 2, result.stdout + result.stderr


def test_a_token_that_is_refused_ends_the_test_before_it_begins(make_server, tmp_path: Path):
    server = make_server().start()
    file = tmp_path / "report.json"
    result = certify("--url", server.ocpp_url, "--api", server.api_url, "--token", "nobody's", "--json", file, timeout=30)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1 and "token" in result.stderr, result.stderr
    assert "nobody's" not in result.stderr
    assert not file.exists()


def test_a_report_that_cannot_be_written_keeps_no_other_back(make_server, tmp_path: Path):
    server = make_server().start()
    result = certify(*against(server), "--only", "TC_003", "--json", tmp_path, timeout=30)
    assert result.returncode == 64 and "folder" in result.stderr
    # /dev/full takes nothing.
    page = tmp_path / "report.html"
    result = certify(*against(server), "--only", "TC_003", "--json", "/dev/full", "--html", page)
    assert result.returncode == 2, result.stdout + result.stderr
    assert "/dev/full could not be written" in result.stderr
    assert "TC_003" in page.read_text()


def test_a_run_that_is_broken_off_says_so_and_measures_nothing_that_did_not_happen(make_server, tmp_path: Path):
    server = make_server().start()
    file = tmp_path / "report.json"
    with subprocess.Popen(
        [binary(), "certify", *map(str, against(server)), "--json", str(file)],
        stdout=subprocess.PIPE, env=environment(), text=True,
    ) as process:
        # The first case waits for heartbeats.
        for line in process.stdout:
            if "TC_003" in line:
                process.send_signal(signal.SIGINT)
                break
        rest = process.stdout.read()
        assert process.wait(timeout=30) == 2, rest
    report = report_of(file)
    assert report["isInterrupted"] and report["result"] == "inconclusive" and not report["isComplete"]
    assert report["performance"]["alone"]["anyMessage"]["slowestMs"] < 5000
    assert report["performance"]["alone"]["anyMessage"]["unanswered"] == 0
    assert "broken off" in rest


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--only", "TC_999"], "TC_999"),
        (["--only", ""], "names no case"),
        (["--url", "http://127.0.0.1/", "--api", "http://127.0.0.1/", "--token", "x"], "ws://"),
        (["--load", "-1"], "load"),
        (["--driver", "guess"], "driver"),
    ],
)
def test_bad_arguments_are_refused_with_words(arguments: list[str], said: str):
    result = certify(*arguments, timeout=30)
    assert result.returncode == 64, result.stdout + result.stderr
    assert said in result.stdout + result.stderr


def test_all_cases_pass_on_a_data_directory_with_a_month_of_traffic(make_server, tmp_path: Path):
    server = make_server(settings={"registration.policy": "open", "tls.serverName": "localhost"}).start()
    for number in range(1, 41):
        ask(server, "PUT", f"/id-tags/MONTH-{number:04}", {})
    scenario = tmp_path / "month.yaml"
    scenario.write_text(MONTH)
    summary = tmp_path / "summary.json"
    result = run("simulate", str(scenario), "--url", server.ocpp_url, "--json", str(summary), timeout=150)
    assert result.returncode == 0, result.stdout + result.stderr
    assert report_of(summary)["sessions"]["finished"] > 1000, result.stdout
    oldest = ask(server, "GET", "/transactions?limit=1&to=" + time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() - 25 * 86400)))
    assert oldest["items"], "no transaction of three weeks ago"
    file = tmp_path / "report.json"
    result = certify(*against(server), "--json", file)
    assert not_passed(report_of(file)) == []
    assert result.returncode == 0, result.stdout + result.stderr


MONTH = """
end: {after: 90 s}
time: {begins: 30 days ago, acceleration: 80000}
fleets:
  - count: 20
    prefix: MONTH-CP-
    idTags: {pattern: "MONTH-{number}", count: 40}
    meterInterval: 1 h
    drivers: {stay: 1 h to 10 h, pause: 30 min to 8 h}
    faults:
      losesLink: {every: 5 days, for: 1 h to 6 h}
      neverStops: 1 %
"""
