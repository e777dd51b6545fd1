"""A WebSocket that remembers every frame and checks everything the Central System says."""

import json
import time
from dataclasses import dataclass, field

from support import schemas


@dataclass
class Frame:
    """One text frame, as it went over the wire."""

    direction: str  # "sent" by the charge point, or "received" by it
    text: str
    at: float = field(default_factory=time.monotonic)

    @property
    def content(self):
        return json.loads(self.text)


class RecordedSocket:
    """Wraps a connection of `websockets`; charge points of the `ocpp` package and ours speak through it."""

    def __init__(self, connection):
        self.connection = connection
        self.frames: list[Frame] = []
        self.complaints: list[str] = []
        self._actions: dict[str, str] = {}

    async def send(self, text: str) -> None:
        self.frames.append(Frame("sent", text))
        self._remember_action(text)
        await self.connection.send(text)

    async def recv(self) -> str:
        text = await self.connection.recv()
        self.frames.append(Frame("received", text))
        self.complaints += self._judge(text)
        return text

    async def close(self) -> None:
        await self.connection.close()

    def received(self, message_type: int) -> list:
        """Every frame of one type (2 CALL, 3 CALLRESULT, 4 CALLERROR) that came from the Central System."""
        frames = [frame.content for frame in self.frames if frame.direction == "received"]
        return [frame for frame in frames if frame[0] == message_type]

    def _remember_action(self, text: str) -> None:
        try:
            frame = json.loads(text)
            if frame[0] == 2 and isinstance(frame[1], str):
                self._actions[frame[1]] = frame[2]
        except (ValueError, LookupError, TypeError, RecursionError):
            pass  # an odd frame, sent on purpose

    def _judge(self, text: str) -> list[str]:
        if not isinstance(text, str):
            return [f"a binary frame: {text!r}"]
        try:
            frame = json.loads(text)
        except ValueError:
            return [f"no JSON: {text}"]
        match frame:
            case [2, str(), str() as action, dict() as payload]:
                return schemas.complaints(action, payload)
            case [3, str() as message_id, dict() as payload]:
                action = self._actions.get(message_id)
                return schemas.complaints(f"{action}Response", payload) if action else [f"unasked answer: {text}"]
            case [4, str(), str() as code, str() as description, dict()]:
                wrong = [] if code in schemas.CALL_ERROR_CODES else [f"{code} is no error code of OCPP 1.6"]
                return wrong + ([] if len(description) <= 255 else ["errorDescription is longer than 255 characters"])
        return [f"not an OCPP-J 1.6 frame: {text}"]
