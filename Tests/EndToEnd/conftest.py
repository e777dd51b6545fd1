"""Fixtures. Most tests share one server and make charge points and idTags of their own on it."""

import os
import resource
import tempfile
from pathlib import Path

import pytest

from support.charge_point import ChargePoint
from support.fleet import Fleet
from support.operator_api import Operator
from support.server import Server, binary
from support.site import Site


def pytest_configure() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@pytest.fixture(scope="session")
def program() -> str:
    path = binary()
    assert os.access(path, os.X_OK), f"{path} is missing: build first (make test), or set STATIONMASTER_BINARY"
    return path


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory, program: str):
    """One server with the default registration policy for all tests that leave it as they found it."""
    # Receivers of webhooks in these tests are on this machine.
    settings = {"webhook.allowPrivateAddresses": True}
    server = Server(tmp_path_factory.mktemp("shared"), settings=settings).start()
    yield server
    server.stop()


@pytest.fixture
def make_server(tmp_path: Path, program: str):
    """Makes servers of a test's own; they are stopped, and must stop cleanly, at its end."""
    servers: list[Server] = []

    def make(name: str = "server", **options) -> Server:
        server = Server(tmp_path / name, **options)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.stop()


@pytest.fixture
def server(shared_server: Server) -> Server:
    """The server that the test's operator and charge points talk to; test files override it to have their own."""
    return shared_server


@pytest.fixture
async def operator(server: Server):
    client = Operator(server)
    yield client
    await client.close()


@pytest.fixture
async def fleet(server: Server, operator: Operator):
    charge_points = Fleet(server, operator)
    yield charge_points
    await charge_points.disband()


@pytest.fixture(params=["booted", "not booted"])
async def station(request: pytest.FixtureRequest, fleet: Fleet) -> ChargePoint:
    """Certification cases run with and without a BootNotification on the current socket: both must work."""
    charge_point = await fleet.charge_point()
    if request.param == "booted":
        assert (await charge_point.boot()).status == "Accepted"
        await charge_point.all_available()
    yield charge_point
    assert charge_point.not_expected() == [], "the Central System asked for what no operator wanted"


@pytest.fixture
async def make_site(tmp_path: Path, make_server):
    sites: list[Site] = []

    async def make(**settings) -> Site:
        site = Site(tmp_path, make_server, **settings)
        sites.append(site)
        await site.open()
        return site

    yield make
    for site in sites:
        await site.close()


@pytest.fixture
async def tag(operator: Operator) -> str:
    """An idTag that the Central System accepts."""
    return await operator.add_tag()


@pytest.fixture
def short_folder():
    """A temporary folder outside pytest's own, for mounts."""
    with tempfile.TemporaryDirectory(prefix="stationmaster-") as folder:
        yield Path(folder)
