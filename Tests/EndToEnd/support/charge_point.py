"""A charge point of the `ocpp` package that a test drives step by step."""

import asyncio
from datetime import datetime, timedelta, timezone

from ocpp.routing import on
from ocpp.v16 import ChargePoint as LibraryChargePoint
from ocpp.v16 import call, call_result

from support.payloads import ANSWERS
from support.recording import RecordedSocket


def moment(hours: float = 0, digits: int = 3) -> str:
    """A time in RFC 3339, `hours` away from now, with 0, 3 or 6 digits of a second's fraction."""
    time = datetime.now(timezone.utc) + timedelta(hours=hours)
    fraction = f".{time.microsecond:06}"[: digits + 1] if digits else ""
    return time.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"


def instant(text: str) -> datetime:
    """The point in time that a text in RFC 3339 means."""
    return datetime.fromisoformat(text)


class ChargePoint(LibraryChargePoint):
    """Answers what `answers` says (members in snake_case) and remembers what it was asked."""

    def __init__(self, identity: str, socket: RecordedSocket):
        super().__init__(identity, socket, response_timeout=10)
        self.socket = socket
        self.answers: dict[str, dict | Exception] = dict(ANSWERS)
        self.asked: asyncio.Queue[tuple[str, dict]] = asyncio.Queue()
        # Cleared by tests that want answers to wait.
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.running: asyncio.Task | None = None

    def run(self) -> None:
        self.running = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        try:
            await self.start()
        except Exception as reason:  # the connection ended
            self.asked.put_nowait(("closed", {"reason": str(reason)}))

    async def close(self) -> None:
        if self.running is not None:
            self.running.cancel()
            await asyncio.wait([self.running])
        await self.socket.close()

    async def say(self, request):
        """Sends a CALL; anything but a valid confirmation is an exception."""
        return await self.call(request, suppress=False)

    async def expect(self, action: str, timeout: float = 5) -> dict:
        """Waits for the next CALL of the Central System, which must be `action`; returns the payload as it came."""
        asked, payload = await asyncio.wait_for(self.asked.get(), timeout)
        assert asked == action, f"{asked} {payload} came instead of {action}"
        return payload

    def not_expected(self) -> list[tuple[str, dict]]:
        """The CALLs of the Central System that came and that no `expect` waited for."""
        waiting = [self.asked.get_nowait() for _ in range(self.asked.qsize())]
        return [call for call in waiting if call[0] != "closed"]

    # The messages of a session

    async def boot(self, vendor: str = "Vendor", model: str = "Model", **members) -> call_result.BootNotification:
        return await self.say(call.BootNotification(charge_point_vendor=vendor, charge_point_model=model, **members))

    async def heartbeat(self) -> call_result.Heartbeat:
        return await self.say(call.Heartbeat())

    async def status(self, connector_id: int, status: str, error_code: str = "NoError", **members) -> None:
        await self.say(
            call.StatusNotification(connector_id=connector_id, error_code=error_code, status=status, **members)
        )

    async def all_available(self, connectors: int = 1) -> None:
        for connector_id in range(connectors + 1):
            await self.status(connector_id, "Available")

    async def authorize(self, tag: str) -> dict:
        return (await self.say(call.Authorize(id_tag=tag))).id_tag_info

    async def start_transaction(
        self, tag: str, connector_id: int = 1, meter_start: int = 1000, timestamp: str | None = None, **members
    ) -> call_result.StartTransaction:
        return await self.say(
            call.StartTransaction(
                connector_id=connector_id,
                id_tag=tag,
                meter_start=meter_start,
                timestamp=timestamp or moment(),
                **members,
            )
        )

    async def stop_transaction(
        self, transaction_id: int, meter_stop: int = 2000, timestamp: str | None = None, **members
    ) -> call_result.StopTransaction:
        return await self.say(
            call.StopTransaction(
                transaction_id=transaction_id, meter_stop=meter_stop, timestamp=timestamp or moment(), **members
            )
        )

    async def charging(self, tag: str, connector_id: int = 1, meter_start: int = 1000) -> int:
        """Goes to the certification cases' start state *Charging*; returns the transactionId."""
        assert (await self.authorize(tag))["status"] == "Accepted"
        await self.status(connector_id, "Preparing")
        started = await self.start_transaction(tag, connector_id, meter_start)
        assert started.id_tag_info["status"] == "Accepted"
        assert started.transaction_id > 0
        await self.status(connector_id, "Charging")
        return started.transaction_id


def _handler(action: str):
    async def handle(self: ChargePoint, **_members):
        # Read from the wire, because the library renames members.
        payload = self.socket.received(2)[-1][3]
        self.asked.put_nowait((action, payload))
        await self.may_answer.wait()
        answer = self.answers[action]
        if isinstance(answer, Exception):
            raise answer
        return getattr(call_result, action)(**answer)

    # The library finds handlers by the names that they have when they are marked.
    handle.__name__ = f"on_{action}"
    return on(action)(handle)


for _action in ANSWERS:
    setattr(ChargePoint, f"on_{_action}", _handler(_action))
