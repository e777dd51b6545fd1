"""Validation against the JSON schemas of OCPP 1.6 with the security extension."""

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import ocpp.v16
from jsonschema import Draft4Validator, Draft6Validator, FormatChecker

REPOSITORY = Path(__file__).resolve().parents[3]
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")

CALL_ERROR_CODES = {
    "NotImplemented",
    "NotSupported",
    "InternalError",
    "ProtocolError",
    "SecurityError",
    "FormationViolation",
    "PropertyConstraintViolation",
    "OccurenceConstraintViolation",
    "TypeConstraintViolation",
    "GenericError",
}

formats = FormatChecker(formats=[])


@formats.checks("date-time")
def is_rfc3339_in_utc(value: object) -> bool:
    """Times that the Central System makes are RFC 3339, in UTC, with `Z`."""
    return not isinstance(value, str) or UTC.fullmatch(value) is not None


def folder() -> Path:
    """The specification's schemas where they lie beside the repository, else the same ones from the `ocpp` package."""
    beside = REPOSITORY.parent / "shared" / "spec" / "schemas"
    return beside if beside.is_dir() else Path(ocpp.v16.__file__).parent / "schemas"


@cache
def validator(name: str):
    # Decimals, because 6.1 is no multiple of 0.1 in binary floating point.
    schema = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8-sig"), parse_float=Decimal)
    kind = Draft6Validator if "draft-06" in schema["$schema"] else Draft4Validator
    return kind(schema, format_checker=formats)


def complaints(name: str, payload: object) -> list[str]:
    """What is wrong with a payload; `name` is a schema's, for example `Reset` or `ResetResponse`."""
    payload = json.loads(json.dumps(payload), parse_float=Decimal)
    return [f"{name}: {error.json_path} {error.message}" for error in validator(name).iter_errors(payload)]
