"""Reconnects, half-open sockets, pings and silence (1.6 to 1.9)."""

import asyncio
import time

import pytest

from support.fleet import Fleet
from support.operator_api import Operator, eventually
from support.raw_socket import CLOSE, PING, PONG, TEXT, RawSocket
from support.server import Server

HEARTBEAT = b'[2,"beat","Heartbeat",{}]'


async def raw(server: Server, identity: str) -> RawSocket:
    socket = await RawSocket.open(server.ocpp_url)
    assert (await socket.upgrade(f"/ocpp/{identity}")).status == 101
    return socket


class TestReconnect:
    async def test_the_newest_socket_wins(self, fleet: Fleet, operator: Operator):
        old = await fleet.peer()
        new = await fleet.peer(old.id)
        command = asyncio.create_task(operator.command(old.id, "ClearCache"))
        message_id, _ = await new.expect("ClearCache")
        await new.answer(message_id, {"status": "Accepted"})
        assert (await command)["response"] == {"status": "Accepted"}
        assert (await operator.charge_point(old.id))["connected"] is True

    async def test_the_old_socket_is_closed_and_cannot_unregister_the_new_one(self, fleet: Fleet, operator: Operator):
        old = await fleet.peer()
        new = await fleet.peer(old.id)
        await asyncio.wait_for(old.socket.connection.wait_closed(), 5)
        assert await new.is_alive()
        assert (await operator.charge_point(old.id))["connected"] is True

    async def test_a_pending_request_of_the_old_socket_fails_at_once(self, fleet: Fleet, operator: Operator):
        old = await fleet.peer()
        waiting = [asyncio.create_task(operator.command(old.id, "ClearCache", expect=503)) for _ in range(3)]
        await old.expect("ClearCache")
        # All three stand in the old socket's queue, the second and third not yet on the wire.
        while len(await operator.all(f"api/v1/charge-points/{old.id}/commands")) < 3:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        begin = time.monotonic()
        new = await fleet.peer(old.id)
        problems = [await command for command in waiting]
        assert time.monotonic() - begin < 2
        assert {problem["outcome"] for problem in problems} == {"disconnected"}
        command = asyncio.create_task(operator.command(old.id, "ClearCache"))
        message_id, _ = await new.expect("ClearCache")
        await new.answer(message_id, {"status": "Accepted"})
        await command

    async def test_an_answer_over_the_old_socket_counts_no_more(self, fleet: Fleet, server: Server, operator: Operator):
        identity = await fleet.register()
        old = await raw(server, identity)
        waiting = asyncio.create_task(operator.command(identity, "ClearCache", expect=503))
        opcode, _ = await old.frame()
        assert opcode == TEXT
        new = await fleet.peer(identity)
        await waiting
        command = asyncio.create_task(operator.command(identity, "ClearCache"))
        message_id, _ = await new.expect("ClearCache")
        await old.send(TEXT, f'[3,"{message_id}",{{"status":"Rejected"}}]'.encode())
        await new.answer(message_id, {"status": "Accepted"})
        assert (await command)["response"] == {"status": "Accepted"}

    async def test_the_supersession_is_recorded(self, fleet: Fleet, operator: Operator):
        old = await fleet.peer()
        await old.is_alive()
        await fleet.peer(old.id)
        assert await eventually(lambda: operator.deviation(old.id, "supersed"))

    async def test_a_half_open_socket_does_not_delay_the_new_one(
        self, fleet: Fleet, server: Server, operator: Operator
    ):
        """The old peer is dead without a word: it reads nothing, answers nothing, closes nothing."""
        identity = await fleet.register()
        dead = await raw(server, identity)
        await dead.send(TEXT, HEARTBEAT)
        dead.reader._transport.pause_reading()
        begin = time.monotonic()
        charge_point = await fleet.charge_point(identity)
        assert (await charge_point.boot()).status == "Accepted"
        await charge_point.all_available(connectors=2)
        assert time.monotonic() - begin < 2
        assert (await operator.command(identity, "ClearCache"))["response"] == {"status": "Accepted"}
        dead.close()
        assert (await charge_point.heartbeat()).current_time

    async def test_reconnecting_a_hundred_times_leaves_one_connection(self, make_server):
        server = make_server(settings={"limits.reconnectsPerMinute": 0}).start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        identity = await fleet.register()
        sockets = [await raw(server, identity) for _ in range(100)]
        await sockets[-1].send(TEXT, HEARTBEAT)
        assert (await sockets[-1].frame())[0] == TEXT
        for socket in sockets[:-1]:
            assert await socket.close_code() != 1011
        assert (await operator.charge_point(identity))["connected"] is True
        for socket in sockets:
            socket.close()
        await operator.close()

    async def test_a_loss_without_a_close_frame_is_recorded(self, fleet: Fleet, server: Server, operator: Operator):
        identity = await fleet.register()
        socket = await raw(server, identity)
        await eventually(lambda: is_connected(operator, identity, True))
        socket.writer.transport.abort()
        await eventually(lambda: is_connected(operator, identity, False))

        async def ended():
            connection = (await operator.charge_point(identity))["connection"]
            return connection and connection["disconnectReason"] and connection

        connection = await eventually(ended, within=15)
        assert connection["disconnectedAt"] >= connection["connectedAt"]

    async def test_the_operator_can_close_a_connection(self, fleet: Fleet, operator: Operator):
        peer = await fleet.peer()
        await operator.ask("POST", f"api/v1/charge-points/{peer.id}/disconnect", 204)
        await asyncio.wait_for(peer.socket.connection.wait_closed(), 5)
        assert await (await fleet.peer(peer.id)).is_alive()


async def is_connected(operator: Operator, identity: str, wanted: bool) -> bool:
    return (await operator.charge_point(identity))["connected"] is wanted


class TestPings:
    async def test_pings_come_at_the_charge_points_own_interval(self, fleet: Fleet, server: Server):
        identity = await fleet.register(settings={"pingIntervalSeconds": 1})
        socket = await raw(server, identity)
        for _ in range(2):
            opcode, payload = await socket.frame(timeout=4)
            assert opcode == PING
            await socket.send(PONG, payload)

    async def test_pings_can_be_switched_off(self, fleet: Fleet, make_server):
        server = make_server(settings={"ping.intervalSeconds": 1}).start()
        operator = Operator(server)
        without = (await operator.add_charge_point(settings={"pingIntervalSeconds": 0}))["id"]
        quiet = await raw(server, without)
        loud = await raw(server, (await operator.add_charge_point())["id"])
        assert (await loud.frame(timeout=4))[0] == PING
        try:
            frame = await quiet.frame(timeout=2.5)
        except TimeoutError:
            frame = "none"
        assert frame == "none"
        await operator.close()


class TestSilence:
    @pytest.mark.timeout(120)
    async def test_only_a_dead_peer_is_cut_and_not_before_three_heartbeat_intervals(self, make_server):
        """One peer is dead, one only answers pings, one is idle with a long heartbeat and without pings."""
        server = make_server(settings={"heartbeat.intervalSeconds": 1, "ping.intervalSeconds": 1}).start()
        operator = Operator(server)
        fleet = Fleet(server, operator)
        dead = await raw(server, await fleet.register())
        living = await raw(server, await fleet.register())
        long = {"heartbeatIntervalSeconds": 3600, "pingIntervalSeconds": 0}
        idle = await fleet.charge_point(await fleet.register(settings=long))
        assert (await idle.boot()).interval == 3600
        begin = time.monotonic()

        async def answer_pings() -> None:
            while (frame := await living.frame(timeout=60)) is not None:
                assert frame[0] != CLOSE, "the living peer was cut"
                if frame[0] == PING:
                    await living.send(PONG, frame[1])

        answering = asyncio.create_task(answer_pings())
        while (await dead.frame(timeout=60) or (CLOSE, b""))[0] != CLOSE:
            pass
        assert 2.9 <= time.monotonic() - begin < 50
        await asyncio.sleep(2)
        assert not answering.done()
        answering.cancel()
        assert (await operator.command(idle.id, "ClearCache"))["outcome"] == "answered"
        await fleet.disband()
        await operator.close()
