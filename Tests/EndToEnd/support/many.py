"""A database with many charge points and sessions, written past the program, for measurements."""

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

STATES = ["charging", "available", "faulted", "unavailable", "occupied", None]
STATUSES = {"charging": "Charging", "available": "Available", "faulted": "Faulted", "unavailable": "Unavailable", "occupied": "Preparing"}
OPEN, STALE, CLOSED = 0, 1, 2
# Between two sessions of the network.
SPACING = 2_000


def identity(number: int) -> str:
    return f"CP-{number:05}"


class Filling:
    """Fills the database of a server that is stopped. Times go back from now, in milliseconds."""

    def __init__(self, data: Path, charge_points: int = 20_000, sessions: int = 1_000_000, messages: int = 500_000):
        self.database = sqlite3.connect(data / "stationmaster.sqlite")
        self.charge_points, self.sessions, self.messages = charge_points, sessions, messages
        self.now = int(time.time() * 1000)
        self.keys: list[int] = []

    def run(self) -> None:
        self.database.execute("PRAGMA synchronous = OFF")
        with self.database:
            self._charge_points()
            self.keys = [key for (key,) in self.database.execute("SELECT key FROM charge_points WHERE id LIKE 'CP-%' ORDER BY key")]
            self._connectors()
            self._id_tags()
            self._sessions()
            self._meter_values()
            self._messages()
            self._events()
            self._configurations()
            self._local_lists()
        # The planner knows no more than it would after months of use: what the program does not analyse, this does not either.
        self.database.close()

    def _insert(self, table: str, rows: Iterator[dict]) -> None:
        first = next(rows)
        columns = ", ".join(first)
        values = ", ".join(f":{name}" for name in first)

        def every() -> Iterator[dict]:
            yield first
            yield from rows

        self.database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", every())

    def _charge_points(self) -> None:
        self._insert("charge_points", (
            {
                "id": identity(i), "registration_status": "Accepted", "vendor": f"Vendor {i % 7}", "model": f"Model {i % 11}",
                "firmware_version": f"1.{i % 40}", "charge_group": "north" if i % 3 else None, "booted_at": self.now - i * 1000,
                "connected_at": self.now - i * 1000, "disconnected_at": self.now - i * 900, "last_seen_at": self.now - i * 900,
                "state": STATES[i % 6], "created_at": 1, "updated_at": 1,
            }
            for i in range(self.charge_points)
        ))  # fmt: skip

    def _connectors(self) -> None:
        self._insert("connectors", (
            {
                "charge_point_key": key, "connector_id": connector, "status": STATUSES.get(STATES[i % 6], "Available"),
                "error_code": "NoError", "received_at": self.now, "created_at": 1,
            }
            for i, key in enumerate(self.keys) for connector in (1, 2)
        ))  # fmt: skip

    def _id_tags(self) -> None:
        self._insert("id_tags", (
            {
                "id_tag_key": f"tag{i}", "id_tag": f"TAG{i}", "status": "Blocked" if i % 50 == 0 else "Accepted",
                "parent_id_tag": f"GROUP{i % 300}" if i % 2 else None, "created_at": 1, "updated_at": 1,
            }
            for i in range(50_000)
        ))  # fmt: skip

    def _sessions(self) -> None:
        def session(i: int) -> dict:
            at = self.now - (self.sessions - i) * SPACING
            # The newest go on, one for each of some charge points; a few have no end, or energy in doubt.
            state = OPEN if i >= self.sessions - self.charge_points // 6 else STALE if i % 10_000 == 5 else CLOSED
            doubt = state == CLOSED and i % 10_000 == 7
            ended = state == CLOSED
            energy = 500 + i * 7919 % 40_000
            return {
                "charge_point_key": self.keys[i % len(self.keys)], "connector_id": 1, "state": state, "id_tag_key": f"tag{i % 50_000}",
                "id_tag": f"TAG{i % 50_000}", "authorization_status": "Accepted", "meter_start": i, "start_at": at,
                "start_at_received": str(i), "start_received_at": at, "start_last_received_at": at,
                "meter_stop": i + energy if ended else None, "stop_at": at + 1_800_000 if ended else None,
                "stop_at_received": str(i) if ended else None, "stop_received_at": at + 1_800_000 if ended else None,
                "stop_last_received_at": at + 1_800_000 if ended else None,
                "energy": energy if ended and not doubt else None, "energy_source": "registers" if ended and not doubt else None,
                "stale_since": at if state == STALE else None, "stale_reason": "its connector started another" if state == STALE else None,
                "quarantined": int(doubt), "quarantine_reason": "meterStop is below meterStart" if doubt else None,
                "quarantine_since": at if doubt else None, "proposed_energy": 11_000 if doubt else None,
            }

        self._insert("transactions", (session(i) for i in range(self.sessions)))

    def _meter_values(self) -> None:
        """A day of minutes for the newest session, and a quarter of an hour for each of those before it."""
        newest = self.database.execute("SELECT id, charge_point_key, start_at FROM transactions ORDER BY id DESC LIMIT 2000").fetchall()

        def values() -> Iterator[dict]:
            for position, (transaction, key, start) in enumerate(newest):
                for minute in range(1440 if position == 0 else 15):
                    at = start + minute * 60_000
                    samples = [
                        {"value": str(1000 + minute * 120), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
                        {"value": str(7000 + minute % 60), "measurand": "Power.Active.Import", "unit": "W"},
                    ]
                    yield {
                        "charge_point_key": key, "transaction_id": transaction, "id": at * 1000 + position, "connector_id": 1, "origin": 0,
                        "timestamp_at": at, "timestamp_received": str(at), "received_at": at, "sampled_value": json.dumps(samples),
                    }

        self._insert("meter_values", values())

    def _messages(self) -> None:
        def message(i: int) -> dict:
            at = self.now - (self.messages - i) * 1000
            action = ("Heartbeat", "StatusNotification", "MeterValues", "Authorize")[i % 4]
            return {
                "charge_point_key": self.keys[i % len(self.keys)], "time": at, "sent": 0, "type": 2, "action": action,
                "frame": f'[2,"{i}","{action}",{{"connectorId":1,"errorCode":"NoError","status":"Available"}}]',
                "answer_time": at + 5, "answer_type": 3, "answer": f'[3,"{i}",{{}}]',
            }

        self._insert("messages", (message(i) for i in range(self.messages)))

    def _configurations(self) -> None:
        """A template for the charge points of one vendor, of which one in fifty departs from it."""
        names = [f"Key{number:02}" for number in range(40)]
        self._insert("configuration_templates", iter([{
            "name": "Kind", "vendor": "Vendor 3", "created_at": 1, "updated_at": 1,
        }]))  # fmt: skip
        self._insert("configuration_template_values", (
            {"template": "Kind", "number": number, "name": name, "value": "1"} for number, name in enumerate(names)
        ))  # fmt: skip
        self._insert("configuration_states", ({"charge_point_key": key, "read_at": self.now} for key in self.keys[3::7]))
        self._insert("configuration_entries", (
            {
                "charge_point_key": key, "name_key": name.lower(), "name": name, "standing": "held", "is_readonly": 0, "is_assumed": 0,
                "value": "2" if i % 50 == 0 and number % 3 == 0 else "1", "source": "GetConfiguration", "updated_at": 1,
            }
            for i, key in enumerate(self.keys[3::7]) for number, name in enumerate(names)
        ))  # fmt: skip

    def _local_lists(self) -> None:
        """A list of 5,000 idTags for the charge points of a group."""
        named = [f"TAG{i}" for i in range(5_000)]
        self._insert("local_list_definitions", iter([{
            "charge_group": "north", "selects_all": 0, "id_tags": json.dumps({"idTags": named, "parentIdTags": []}), "created_at": 1,
            "updated_at": 1,
        }]))  # fmt: skip
        holders = [key for i, key in enumerate(self.keys) if i % 3]
        self._insert("local_lists", (
            {
                "charge_point_key": key, "is_supported": 1, "version": 7, "is_content_known": 1, "highest_version": 8, "accepted_at": self.now,
                "content_count": 5_000, "content_sum": i % 10,
            }
            for i, key in enumerate(holders)
        ))  # fmt: skip
        self._insert("local_list_entries", (
            {"charge_point_key": self.keys[self.charge_points // 2], "id_tag_key": tag.lower(), "id_tag": tag, "status": "Accepted"}
            for tag in named
        ))  # fmt: skip
        self._insert("local_list_updates", (
            {
                "charge_point_key": key, "command_id": i + 1, "list_version": 8, "update_type": "Full", "entry_count": 500,
                "requested_at": self.now, "requested_by": "user", "outcome": "answered", "status": "Failed", "concluded_at": self.now,
            }
            for i, key in enumerate(holders)
        ))  # fmt: skip

    def _events(self) -> None:
        count = 100_000
        self._insert("audit", (
            {
                "at": self.now - (count - i) * 60_000, "actor": f"user{i % 40}", "actor_kind": "user", "action": "changeChargePoint",
                "target": identity(i % self.charge_points), "status": 200, "outcome": "done",
            }
            for i in range(count)
        ))  # fmt: skip
        self._insert("security_events", (
            {
                "charge_point_key": self.keys[i % len(self.keys)], "type": "InvalidMessages" if i % 10 else "TamperDetectionActivated",
                "type_key": "invalidmessages" if i % 10 else "tamperdetectionactivated", "is_critical": int(i % 10 == 0),
                "received_at": self.now - (count - i) * 60_000, "acknowledged_at": None if i % 20 else self.now, "acknowledged_by": "user",
            }
            for i in range(count)
        ))  # fmt: skip
        self._insert("commands", (
            {
                "charge_point_key": self.keys[i % len(self.keys)], "action": "Reset", "payload": '{"type":"Soft"}',
                "requested_at": self.now - (count - i) * 60_000, "requested_by": "user", "sent_at": self.now, "answered_at": self.now,
                "outcome": "answered", "response": '{"status":"Accepted"}',
            }
            for i in range(count)
        ))  # fmt: skip
        self._insert("reservations", (
            {
                "charge_point_key": self.keys[i % len(self.keys)], "reservation_id": i + 1, "connector_id": 1, "id_tag_key": f"tag{i % 50_000}",
                "id_tag": f"TAG{i % 50_000}", "expiry_date": self.now - (count - i) * 60_000, "state": "expired",
                "requested_at": self.now - (count - i + 60) * 60_000, "requested_by": "user", "command_id": i + 1, "answer": "Accepted",
                "ended_at": self.now - (count - i) * 60_000,
            }
            for i in range(count)
        ))  # fmt: skip
        self._insert("refused_connections", (
            {
                "time": self.now - i * 60_000, "remote_address": "192.0.2.1", "target": f"/ocpp/X-{i}", "identity": f"X-{i}", "status": 404,
                "reason": "not registered",
            }
            for i in range(5_000)
        ))  # fmt: skip
        self._insert("handshake_failures", (
            {
                "time": self.now - i * 60_000, "address": "192.0.2.1", "remote_address": "192.0.2.1:1", "offered_versions": "TLS 1.0",
                "offered_cipher_suites": "", "reason": "no protocol in common",
            }
            for i in range(5_000)
        ))  # fmt: skip
