"""Firmware as operators upload it and charge points report about it."""

import os

from ocpp.v16 import call

from support.charge_point import ChargePoint
from support.operator_api import Operator, unique

IMAGES, UPDATES = "api/v1/firmware/images", "api/v1/firmware/updates"
CONTENT = b"version: 2.1.0\n" + os.urandom(300_000)


async def upload(operator: Operator, content: bytes = CONTENT, expect: int = 201, **query) -> dict:
    query = {"fileName": f"{unique('firmware')}.bin", "version": "2.1.0"} | query
    headers = {"Content-Type": "application/octet-stream"}
    return await operator.ask("POST", IMAGES, expect, params=query, content=content, headers=headers)


async def update(operator: Operator, charge_point: ChargePoint, expect: int = 201, **members) -> dict:
    return await operator.post(UPDATES, {"chargePointId": charge_point.id} | members, expect)


async def location(charge_point: ChargePoint) -> str:
    """The URL that the charge point was told to fetch the firmware from."""
    return (await charge_point.expect("UpdateFirmware"))["location"]


async def report(charge_point: ChargePoint, status: str) -> None:
    await charge_point.say(call.FirmwareStatusNotification(status=status))
