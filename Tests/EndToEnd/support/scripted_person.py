"""A person at the terminal of `stationmaster certify --driver ask`, who works with Stationmaster's REST API."""

import json
import re
import secrets
import subprocess
import threading
from urllib.parse import quote

import httpx

from support.operator_api import no_tls
from support.server import TOKEN, Server, binary, environment

CHARGE_POINT = re.compile(r"- charge point (\S+): security profile (\d), (?:password (\S+)|no password)")
SERIAL_NUMBER = re.compile(r"serial number (\S+), heartbeat interval (\d+) s")
ID_TAG = re.compile(r"- idTag (\S+): (accepted|blocked|expired)([^\n]*)")
PARENT = re.compile(r"its parent \(group\) is (\S+)")
ROOT = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
REQUEST = re.compile(r"Send (\w+) .*?to (\S+?)[, ]")
JSON = re.compile(r"As JSON: (.*)")
PROMPT = re.compile(r"(\? |[\])] )$")


class ScriptedPerson:
    """Reads what the test asks for, does it, and types the answers."""

    def __init__(self, server: Server, *arguments: str):
        self.http = httpx.Client(
            base_url=server.api_url + "api/v1/", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60, verify=no_tls()
        )
        self.process = subprocess.Popen(
            [binary(), "certify", "--driver", "ask", "--url", server.ocpp_url.rstrip("/"), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(),
        )
        self.said = ""
        self.outcome: list[str] = []
        self.wrong: list[str] = []

    def play(self) -> int:
        """Answers until the test ends; its exit status."""
        asked = ""
        while chunk := self.process.stdout.read1(65536):
            text = chunk.decode()
            self.said += text
            asked += text
            if PROMPT.search(asked):
                answer = self.answer(asked)
                asked = ""
                self.process.stdin.write((answer + "\n").encode())
                self.process.stdin.flush()
        self.http.close()
        return self.process.wait()

    def answer(self, asked: str) -> str:
        if asked.endswith("Who makes the central system under test? "):
            return "ACME"
        if "Make this known" in asked:
            return self.make_known(asked)
        if "(return = sent" in asked:
            return self.send(asked)
        if "Which status does the central system show" in asked:
            # Not before the charge point has answered.
            self.sending.join()
            return self.outcome.pop() if self.outcome else ""
        if "How many open transactions" in asked or "[y/n, s = cannot be seen]" in asked:
            return "s"
        return ""

    def make_known(self, asked: str) -> str:
        for tag, state, more in ID_TAG.findall(asked):
            parent = PARENT.search(more)
            body = {"status": "Blocked" if state == "blocked" else "Accepted", "parentIdTag": parent and parent[1]}
            if "by its status" in more:
                body["status"] = "Expired"
            elif state == "expired":
                body["expiryDate"] = "2020-01-01T00:00:00Z"
            self.put(f"id-tags/{quote(tag)}", body)
        for root in ROOT.findall(asked):
            self.http.post("trusted-authorities", json={"certificate": root + "\n"}).raise_for_status()
        serials = SERIAL_NUMBER.findall(asked)
        for (identity, profile, password), (serial, seconds) in zip(CHARGE_POINT.findall(asked), serials, strict=True):
            settings = {"heartbeatIntervalSeconds": int(seconds), "automation": False}
            body = {"securityProfile": int(profile), "password": password or None, "serialNumber": serial}
            self.put(f"charge-points/{quote(identity)}", body | {"settings": settings})
        return ""

    def put(self, path: str, body: dict) -> None:
        self.http.put(path, json=body).raise_for_status()

    def send(self, asked: str) -> str:
        action, identity = REQUEST.search(asked).groups()
        found = JSON.search(asked)
        payload = json.loads(found[1]) if found else {}
        if "chooses, or you do: value" in asked:
            payload["value"] = secrets.token_hex(20)

        def ask() -> None:
            answer = self.http.post(f"charge-points/{identity}/commands/{action}", json=payload)
            if answer.status_code != 200:
                self.wrong.append(f"{action}: {answer.text}")
            else:
                self.outcome = [answer.json()["response"].get("status", "")]

        self.sending = threading.Thread(target=ask)
        self.sending.start()
        return ""
