"""How the process starts, refuses to start, stops, and comes back."""

import asyncio
import re
import signal
import socket
import sqlite3
import subprocess
import urllib.request
from pathlib import Path

import pytest

from support.charge_point import moment
from support.fleet import Fleet
from support.operator_api import Operator
from support.server import binary, environment, run
from support.storage import make_read_only, mounted

LOCAL = ["--host", "127.0.0.1", "--ocpp-port", "0", "--http-port", "0"]


def refuses(*arguments: str, says: list[str], variables: dict[str, str] | None = None) -> str:
    """The program ends by itself with an error that contains these texts, and without a crash."""
    ended = run(*arguments, variables=variables)
    said = ended.stdout + ended.stderr
    assert 0 < ended.returncode < 128, f"{ended.returncode}: {said}"
    for text in says:
        assert text in said, said
    assert "Fatal error" not in said
    return said


class TestRefusals:
    @pytest.mark.parametrize(
        ("variable", "key", "value", "allowed"),
        [
            ("STATIONMASTER_CALL_TIMEOUT_SECONDS", "call.timeoutSeconds", "0", "600"),
            ("STATIONMASTER_CALL_TIMEOUT_SECONDS", "call.timeoutSeconds", "soon", "600"),
            ("STATIONMASTER_HEARTBEAT_INTERVAL_SECONDS", "heartbeat.intervalSeconds", "-5", "86"),
            ("STATIONMASTER_REGISTRATION_POLICY", "registration.policy", "maybe", "closed"),
            ("STATIONMASTER_OCPP_PORT", "ocpp.port", "70000", "65535"),
            ("STATIONMASTER_LOG_LEVEL", "log.level", "loud", "debug"),
        ],
    )
    def test_a_bad_value_is_named_with_its_key_and_what_is_allowed(
        self, program: str, tmp_path: Path, variable: str, key: str, value: str, allowed: str
    ):
        refuses("serve", "--data", str(tmp_path), variables={variable: value}, says=[key, value, allowed])
        file = tmp_path / "stationmaster.yaml"
        section, name = key.split(".")
        file.write_text(f"{section}:\n  {name}: {value}\n")
        refuses("serve", "--data", str(tmp_path), "--config", str(file), says=[key, value, allowed])

    def test_a_misspelt_key_in_the_file_is_named(self, program: str, tmp_path: Path):
        file = tmp_path / "stationmaster.yaml"
        file.write_text("call:\n  timeoutSecond: 5\n")
        refuses("serve", "--data", str(tmp_path), "--config", str(file), *LOCAL, says=["call.timeoutSecond"])

    def test_a_missing_file_is_named(self, program: str, tmp_path: Path):
        refuses("serve", "--config", str(tmp_path / "missing.yaml"), *LOCAL, says=["missing.yaml"])

    def test_a_short_administrator_token_is_refused_and_not_repeated(self, program: str, tmp_path: Path):
        variables = {"STATIONMASTER_ADMIN_TOKEN": "tooshort"}
        said = refuses("serve", "--data", str(tmp_path), *LOCAL, variables=variables, says=["admin.token", "16"])
        assert "tooshort" not in said

    def test_a_bad_flag_is_a_usage_error(self, program: str):
        refuses("serve", "--ocpp-port", "many", says=["ocpp.port", "many", "65535"])
        refuses("serve", "--registration", "maybe", says=["open", "pending", "closed"])
        refuses("serve", "--no-such-flag", says=["no-such-flag"])

    @pytest.mark.parametrize("flag", ["--ocpp-port", "--http-port"])
    def test_a_port_that_is_taken_is_named(self, program: str, tmp_path: Path, flag: str):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            ports = {"--ocpp-port": "0", "--http-port": "0"} | {flag: port}
            arguments = [part for pair in ports.items() for part in pair]
            data = str(tmp_path / "data")
            refuses("serve", "--data", data, "--host", "127.0.0.1", *arguments, says=[port, "by another program"])

    def test_a_data_directory_that_cannot_be_made_is_named(self, program: str, tmp_path: Path):
        (tmp_path / "file").write_text("in the way")
        data = str(tmp_path / "file" / "data")
        refuses("serve", "--data", data, *LOCAL, says=[data])

    def test_a_data_directory_that_cannot_be_written_is_named(self, program: str, short_folder: Path):
        with mounted(short_folder / "mount") as data:
            make_read_only(data)
            refuses("serve", "--data", str(data), *LOCAL, says=[str(data)])

    def test_a_newer_database_is_refused_and_left_alone(self, make_server):
        server = make_server().start()
        server.stop()
        (file,) = [path for path in server.data.iterdir() if path.suffix in (".sqlite", ".db", ".sqlite3")]
        with sqlite3.connect(file) as database:
            database.execute("INSERT INTO schema_migrations VALUES (9999, 'from the future', 0)")
        database.close()
        refuses("serve", "--data", str(server.data), *LOCAL, says=["newer", "from the future"])

    def test_a_file_that_is_no_database_is_refused(self, make_server):
        server = make_server().start()
        server.stop()
        (file,) = [path for path in server.data.iterdir() if path.suffix in (".sqlite", ".db", ".sqlite3")]
        file.write_bytes(b"this is no database at all, but long enough to be looked at" * 100)
        refuses("serve", "--data", str(server.data), *LOCAL, says=[str(file)])


class TestSettings:
    async def test_a_flag_wins_over_the_environment_and_that_over_the_file(self, make_server):
        server = make_server(
            settings={"heartbeat.intervalSeconds": 111, "registration.retryIntervalSeconds": 7,
                      "registration.policy": "closed"},
            variables={"STATIONMASTER_HEARTBEAT_INTERVAL_SECONDS": "222",
                       "STATIONMASTER_REGISTRATION_POLICY": "closed"},
            arguments=["--registration", "pending"],
        ).start()  # fmt: skip
        operator = Operator(server)
        fleet = Fleet(server, operator)
        known = await fleet.charge_point()
        assert (await known.boot()).interval == 222
        stranger = await fleet.charge_point("STRANGER")
        boot = await stranger.boot()
        assert (boot.status, boot.interval) == ("Pending", 7)
        await fleet.disband()
        await operator.close()

    def test_help_version_and_the_table_of_settings(self, program: str):
        for arguments in (["--help"], ["serve", "--help"], ["simulate", "--help"], ["--version"], ["settings"]):
            ended = run(*arguments)
            assert ended.returncode == 0 and ended.stdout.strip(), arguments
        assert "`call.timeoutSeconds`" in run("settings").stdout

    def test_a_generated_token_is_printed_once_and_works_later(self, program: str, tmp_path: Path):
        variables = environment()
        del variables["STATIONMASTER_ADMIN_TOKEN"]
        said = []
        for _ in range(2):
            with subprocess.Popen(
                [binary(), "serve", "--data", str(tmp_path / "data"), *LOCAL],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=variables,
            ) as process:  # fmt: skip
                text = ""
                while "Ctrl-C" not in text:
                    text += (line := process.stdout.readline())
                    assert line, "ended before it listened"
                said.append(text)
                found = re.search(r"token +(\S+)\n", said[0])
                assert found, said[0]
                api = re.search(r"API listening on (\S+)", text).group(1)
                asked = urllib.request.Request(
                    api + "api/v1/charge-points", headers={"Authorization": f"Bearer {found.group(1)}"}
                )
                with urllib.request.urlopen(asked, timeout=5) as answer:
                    assert answer.status == 200
                process.send_signal(signal.SIGINT)
                assert process.wait(20) == 0, "Ctrl-C ends it cleanly"
        assert "token" not in said[1].lower()


class TestStopping:
    @pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
    async def test_charge_points_get_a_close_frame(self, make_server, how: signal.Signals):
        server = make_server().start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        peers = [await fleet.peer() for _ in range(5)]
        assert await peers[0].is_alive()
        process = server.process
        process.send_signal(how)
        for peer in peers:
            await asyncio.wait_for(peer.socket.connection.wait_closed(), 10)
            assert peer.socket.connection.close_code == 1001
        assert await asyncio.to_thread(process.wait, 20) == 0
        assert server.error_lines() == []
        server.process = None
        await operator.close()

    async def test_a_command_that_waits_is_told(self, make_server):
        server = make_server().start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "ClearCache", expect=503))
        await peer.expect("ClearCache")
        await asyncio.to_thread(server.stop)
        assert (await command)["outcome"] in ("disconnected", "interrupted")
        await operator.close()

    async def test_a_command_cut_off_by_a_crash_is_not_pending_for_ever(self, make_server):
        server = make_server().start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        peer = await fleet.peer()
        command = asyncio.create_task(operator.command(peer.id, "ClearCache"))
        await peer.expect("ClearCache")
        server.kill()
        await asyncio.wait([command])
        command.exception()
        await operator.close()
        server.start()
        operator = Operator(server)
        (record,) = await operator.all(f"api/v1/charge-points/{peer.id}/commands")
        assert record["outcome"] == "interrupted"
        assert (await operator.charge_point(peer.id))["connected"] is False
        await operator.close()


@pytest.mark.parametrize("how", ["stopped", "killed"])
async def test_a_transaction_goes_on_after_a_restart(make_server, how: str):
    server = make_server().start()
    operator = Operator(server)
    fleet = Fleet(server, operator)
    tag = await operator.add_tag()
    charge_point = await fleet.charge_point()
    timestamp = moment(-1)
    started = await charge_point.start_transaction(tag, meter_start=1000, timestamp=timestamp)
    await charge_point.status(1, "Charging")
    await operator.close()
    await asyncio.to_thread(server.stop if how == "stopped" else server.kill)
    await asyncio.to_thread(server.start)
    operator = Operator(server)
    fleet = Fleet(server, operator)
    again = await fleet.charge_point(charge_point.id)
    repeated = await again.start_transaction(tag, meter_start=1000, timestamp=timestamp)
    assert repeated.transaction_id == started.transaction_id
    assert (await operator.connector(again.id, 1))["status"] == "Charging"
    stopped = await again.stop_transaction(started.transaction_id, meter_stop=4000, id_tag=tag)
    assert stopped.id_tag_info["status"] == "Accepted"
    (stored,) = await operator.transactions(chargePoint=again.id)
    assert (stored["state"], stored["energyWh"]) == ("Closed", 3000)
    following = await again.start_transaction(tag, meter_start=4000)
    assert following.transaction_id > started.transaction_id
    await fleet.disband()
    await operator.close()
