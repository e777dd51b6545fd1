"""A peer that speaks frame by frame, so that it can say what no well-behaved charge point says."""

import asyncio
import json
from collections import deque
from itertools import count

from support.recording import RecordedSocket


class Peer:
    """One WebSocket of a charge point, driven by hand."""

    def __init__(self, identity: str, socket: RecordedSocket):
        self.id = identity
        self.socket = socket
        self._numbers = count(1)
        self._put_back: deque = deque()

    async def close(self) -> None:
        await self.socket.close()

    async def send(self, frame: object) -> None:
        """Sends a text frame: a string as it is, anything else as JSON."""
        await self.socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    async def receive(self, timeout: float = 5) -> list:
        """The next frame."""
        if self._put_back:
            return self._put_back.popleft()
        return json.loads(await asyncio.wait_for(self.socket.recv(), timeout))

    async def stays_silent(self, seconds: float = 0.4) -> bool:
        """True when nothing more comes for a while."""
        try:
            self._put_back.appendleft(await self.receive(seconds))
        except TimeoutError:
            return True
        return False

    async def answer_to(self, message_id: str, timeout: float = 5) -> list:
        """The CALLRESULT or CALLERROR for one of our CALLs; other frames wait for their turn."""
        others: list = []
        try:
            while True:
                frame = await self.receive(timeout)
                if frame[0] in (3, 4) and frame[1] == message_id:
                    return frame
                others.append(frame)
        finally:
            self._put_back.extendleft(reversed(others))

    async def call(self, action: str, payload: object, message_id: str | None = None, timeout: float = 5) -> list:
        """Sends a CALL and returns the frame that answers it."""
        message_id = message_id or f"{self.id}-{next(self._numbers)}"
        await self.send([2, message_id, action, payload])
        return await self.answer_to(message_id, timeout)

    async def ask(self, action: str, payload: object, message_id: str | None = None) -> dict:
        """Sends a CALL that must be answered with a CALLRESULT; returns its payload."""
        frame = await self.call(action, payload, message_id)
        assert frame[0] == 3, f"{action} {payload} was answered with {frame}"
        return frame[2]

    async def refused(self, action: str, payload: object) -> tuple[str, str]:
        """Sends a CALL that must be answered with a CALLERROR; returns its code and description."""
        frame = await self.call(action, payload)
        assert frame[0] == 4, f"{action} {payload} was answered with {frame}"
        return frame[2], frame[3]

    async def expect(self, action: str, timeout: float = 5) -> tuple[str, dict]:
        """Waits for a CALL of the Central System; returns its message id and payload."""
        while True:
            frame = await self.receive(timeout)
            if frame[0] == 2:
                assert frame[2] == action, f"{frame} came instead of {action}"
                return frame[1], frame[3]

    async def answer(self, message_id: str, payload: object) -> None:
        await self.send([3, message_id, payload])

    async def answer_error(self, message_id: str, code: str, description: str = "", details=None) -> None:
        await self.send([4, message_id, code, description, details or {}])

    async def is_alive(self) -> bool:
        """The connection works: a Heartbeat is answered."""
        return "currentTime" in await self.ask("Heartbeat", {})
