"""`stationmaster simulate` as a process of its own."""

import signal
import subprocess
from pathlib import Path

from support.server import binary, environment


class Simulator:
    """Charge points of our own that do all that real ones do; can be stopped, killed and started again."""

    def __init__(self, folder: Path, url: str, *arguments: str, **options: object):
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "simulator.log"
        given = [part for name, value in options.items() for part in ("--" + name.replace("_", "-"), str(value))]
        self.command = [binary(), "simulate", "--url", url, *given, *arguments]
        self.process: subprocess.Popen | None = None

    def start(self) -> "Simulator":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment()
            )
        return self

    def said(self) -> str:
        return self.log.read_text(errors="replace")[-4000:]

    def stop(self, deadline: float = 20) -> None:
        """Asks it to end; it must end cleanly."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(deadline)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"the simulator did not stop within {deadline} s:\n{self.said()}") from None
        assert code == 0, f"the simulator ended with {code}:\n{self.said()}"

    def kill(self) -> None:
        """kill -9."""
        if self.process is not None:
            process, self.process = self.process, None
            process.kill()
            process.wait()
