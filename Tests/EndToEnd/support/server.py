"""The real binary as a process of its own."""

import os
import random
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from support.schemas import REPOSITORY

TOKEN = "end-to-end-administrator"
LISTENER = re.compile(r"^(OCPP|API) listening on (\S+)$", re.MULTILINE)
ERROR_LINE = re.compile(r"^\S+ (error|critical)\b.*$|^.*Fatal error.*$", re.MULTILINE | re.IGNORECASE)


def binary() -> str:
    """The program under test: `STATIONMASTER_BINARY`, else the debug build."""
    return os.environ.get("STATIONMASTER_BINARY") or str(REPOSITORY / ".build-debug" / "debug" / "stationmaster")


def environment(**additional: str) -> dict[str, str]:
    """This process's environment without settings of Stationmaster, and with the given ones."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("STATIONMASTER_")}
    free = {"STATIONMASTER_FILES_PORT": "0", "STATIONMASTER_TLS_PORT": "0", "STATIONMASTER_TLS_HOST": "127.0.0.1"}
    return inherited | {"STATIONMASTER_ADMIN_TOKEN": TOKEN} | free | additional


def yaml(settings: dict[str, object]) -> str:
    """`{"call.timeoutSeconds": 2}` as a configuration file; keys have two parts."""
    lines: list[str] = []
    for section in dict.fromkeys(key.split(".", 1)[0] for key in settings):
        lines.append(f"{section}:")
        for key, value in settings.items():
            if key.split(".", 1)[0] == section:
                shown = str(value).lower() if isinstance(value, bool) else value
                lines.append(f"  {key.split('.', 1)[1]}: {shown}")
    return "\n".join(lines) + "\n"


_given_ports: set[int] = set()


def free_port() -> int:
    """A port that nobody listens on, for a server that must have the same one after a restart.

    Outside the range from which the system gives ports to outgoing connections, so that none of those takes it meanwhile.
    """
    while True:
        port = random.randint(20000, 30000)
        with socket.socket() as probe:
            try:
                probe.bind(("0.0.0.0", port))
            except OSError:
                continue
        if port not in _given_ports:
            _given_ports.add(port)
            return port


class Server:
    """`stationmaster serve` on one data directory; can be stopped, killed and started again."""

    def __init__(
        self,
        folder: Path,
        *,
        data: Path | None = None,
        settings=None,
        variables=None,
        arguments=(),
        ocpp_port: int = 0,
        files_port: int = 0,
    ):
        self.folder = folder
        self.data = data or folder / "data"
        self.log = folder / "server.log"
        self.output = folder / "server.out"
        self.variables = variables or {}
        self.arguments = list(arguments)
        self.ocpp_port = ocpp_port
        self.files_port = files_port
        folder.mkdir(parents=True, exist_ok=True)
        if settings:
            configuration = folder / "stationmaster.yaml"
            configuration.write_text(yaml(settings))
            self.arguments += ["--config", str(configuration)]
        self.process: subprocess.Popen | None = None
        self.ocpp_url = ""
        # Empty when the server has no endpoint with TLS.
        self.tls_url = ""
        self.api_url = ""

    @property
    def command(self) -> list[str]:
        listeners = ["--host", "127.0.0.1", "--ocpp-port", str(self.ocpp_port)]
        listeners += ["--http-port", "0", "--files-port", str(self.files_port)]
        return [binary(), "serve", "--data", str(self.data), *listeners, *self.arguments]

    def launch(self) -> subprocess.Popen:
        """Starts the process without waiting for anything."""
        with self.log.open("ab") as log, self.output.open("wb") as output:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=output, stderr=log, env=environment(**self.variables)
            )
        return self.process

    def start(self, deadline: float = 30) -> "Server":
        """Starts the process and waits until it is ready to serve."""
        self.launch()
        end = time.monotonic() + deadline
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with {self.process.returncode}:\n{self.said()}")
            # The announcement comes in one piece, so that whoever sees one listener sees all.
            found = LISTENER.findall(self.output.read_text(errors="replace"))
            urls = {"TLS" if url.startswith("wss:") else kind: url for kind, url in found}
            if {"OCPP", "API"} <= urls.keys():
                self.ocpp_url, self.api_url, self.tls_url = urls["OCPP"], urls["API"], urls.get("TLS", "")
                if self._is_ready():
                    return self
            time.sleep(0.02)
        self.kill()
        raise AssertionError(f"not ready after {deadline} s:\n{self.said()}")

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(self.api_url + "readyz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def said(self) -> str:
        """Everything that the server printed and logged."""
        parts = [path.read_text(errors="replace") for path in (self.output, self.log) if path.exists()]
        return "\n".join(parts)[-8000:]

    def error_lines(self) -> list[str]:
        text = self.log.read_text(errors="replace") + self.output.read_text(errors="replace")
        return [match.group(0) for match in ERROR_LINE.finditer(text)]

    def stop(self, *, allow_errors: bool = False, deadline: float = 30) -> None:
        """Asks the server to stop, as systemd and Ctrl-C do; it must end cleanly and have nothing to complain about."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(deadline)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"did not stop within {deadline} s of SIGTERM:\n{self.said()}") from None
        assert code == 0, f"ended with {code} after SIGTERM:\n{self.said()}"
        if not allow_errors:
            assert not self.error_lines(), "the server logged errors:\n" + "\n".join(self.error_lines()[:20])

    def kill(self) -> None:
        """kill -9."""
        if self.process is not None:
            process, self.process = self.process, None
            process.kill()
            process.wait()

    def resident_kibibytes(self) -> int:
        """Resident memory of the process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1))

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


def run(*arguments: str, variables=None, timeout: float = 30) -> subprocess.CompletedProcess:
    """Runs the program to its end; for starts that must fail."""
    return subprocess.run(
        [binary(), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        env=environment(**(variables or {})),
    )
