"""A server, its operator and simulated charge points that outlive its restarts."""

import asyncio
from pathlib import Path

from support.operator_api import Operator, eventually
from support.server import Server, free_port
from support.simulator import Simulator


class Site:
    """A server that keeps its port over restarts, its operator, and simulated charge points."""

    def __init__(self, folder: Path, make_server, **settings):
        self.folder = folder
        options = {"arguments": ["--registration", "open"], "settings": settings or None}
        self.server: Server = make_server(ocpp_port=free_port(), files_port=free_port(), **options)
        self.operator: Operator | None = None
        self.simulators: list[Simulator] = []

    async def open(self) -> Operator:
        await asyncio.to_thread(self.server.start)
        self.operator = Operator(self.server)
        return self.operator

    async def kill(self) -> None:
        """kill -9 of the server."""
        self.server.kill()
        await self.operator.close()

    async def simulate(self, connected: int = 1, **options) -> Simulator:
        """Starts charge points and waits until so many are connected and have introduced themselves."""
        name = f"simulator-{len(self.simulators)}"
        simulator = Simulator(self.folder / name, self.server.ocpp_url, **options).start()
        self.simulators.append(simulator)
        await self.connected(connected)
        return simulator

    async def connected(self, count: int) -> list[dict]:
        async def all_there() -> list[dict] | None:
            found = await self.operator.all("api/v1/charge-points", connected="true")
            there = [item for item in found if item["connectors"]]
            return there if len(there) >= count else None

        return await eventually(all_there, within=30)

    async def close(self) -> None:
        for simulator in self.simulators:
            simulator.stop()
        await self.operator.close()


async def becomes(operator: Operator, path: str, within: float = 30, **wanted) -> dict:
    """Waits until the resource has these members."""

    async def reached() -> dict | None:
        shown = await operator.get(path)
        return shown if all(shown[member] == value for member, value in wanted.items()) else None

    return await eventually(reached, within)
