"""What we encode validates against the JSON schemas of OCPP 1.6 and its security extension.

The Swift tests of the target OCPP16 write samples of every message, of every optional member and of every value of every
enumeration into a folder, one file `<schema>__<number>.json` each, when STATIONMASTER_SAMPLES_DIR names it.
"""

import json
import os
import re
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

VARIABLE = "STATIONMASTER_SAMPLES_DIR"
HOW_TO = f"run the Swift tests first: {VARIABLE}=DIR swift test --filter OCPP16Tests, then pytest with the same variable"

FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("date-time")
def is_rfc3339(text: object) -> bool:
    """Stricter than RFC 3339: what we send is in UTC."""
    return not isinstance(text, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", text))


@FORMATS.checks("uri")
def is_uri(text: object) -> bool:
    return not isinstance(text, str) or bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", text))


def load(text: str) -> object:
    # Decimals, because 8.1 is no multiple of 0.1 in binary.
    return json.loads(text, parse_float=Decimal)


def load_schemas() -> dict[str, dict]:
    """The schemas of the specification where they lie beside the repository, else the same ones as the package `ocpp` ships."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "spec" / "schemas"
    folder = beside if beside.is_dir() else files("ocpp") / "v16" / "schemas"
    return {
        file.name.removesuffix(".json"): load(file.read_text("utf-8-sig"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".json")
    }


SCHEMAS = load_schemas()


@pytest.fixture(scope="module")
def samples() -> dict[str, list[tuple[str, object]]]:
    """The samples of each schema, as file names and contents."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.fail(f"{VARIABLE} is not set; {HOW_TO}")
    if not Path(folder).is_dir():
        pytest.fail(f"{VARIABLE} names no folder: {folder}; {HOW_TO}")
    found: dict[str, list[tuple[str, object]]] = {}
    for file in sorted(Path(folder).glob("*__*.json")):
        found.setdefault(file.name.split("__")[0], []).append((file.name, load(file.read_text("utf-8"))))
    return found


def test_the_list_of_schemas_is_complete() -> None:
    requests = [name for name in SCHEMAS if not name.endswith("Response")]
    assert len(requests) == 39
    assert set(SCHEMAS) == {f"{name}{suffix}" for name in requests for suffix in ("", "Response")}


def test_every_sample_belongs_to_a_schema(samples) -> None:
    assert set(samples) <= set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_samples_are_valid(name: str, samples) -> None:
    schema = SCHEMAS[name]
    assert samples.get(name), f"no sample of {name} in the folder that {VARIABLE} names; {HOW_TO}"
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=FORMATS)
    for file, sample in samples[name]:
        errors = [f"{file}: {error.json_path}: {error.message}" for error in validator.iter_errors(sample)]
        assert not errors, "\n".join(errors)


@pytest.mark.parametrize("name", SCHEMAS)
def test_samples_cover_every_member_and_every_value(name: str, samples) -> None:
    expected = set(facts_of_schema(SCHEMAS[name], SCHEMAS[name]))
    shown = {fact for _, sample in samples.get(name, []) for fact in facts_of_sample(sample)}
    missing = sorted(f"{path} {value or ''}" for path, value in expected - shown)
    assert not missing, f"no sample of {name} has: " + ", ".join(missing)


def facts_of_schema(schema: dict, root: dict, path: str = "$"):
    """The members that a payload may have, as paths, and the values of those with an enumeration."""
    if reference := schema.get("$ref"):
        schema = root["definitions"][reference.removeprefix("#/definitions/")]
    for value in schema.get("enum", []):
        yield path, value
    for member, inner in schema.get("properties", {}).items():
        yield f"{path}.{member}", None
        yield from facts_of_schema(inner, root, f"{path}.{member}")
    if items := schema.get("items"):
        yield from facts_of_schema(items, root, f"{path}[]")


def facts_of_sample(sample: object, path: str = "$"):
    if isinstance(sample, dict):
        for member, inner in sample.items():
            yield f"{path}.{member}", None
            yield from facts_of_sample(inner, f"{path}.{member}")
    elif isinstance(sample, list):
        for inner in sample:
            yield from facts_of_sample(inner, f"{path}[]")
    elif isinstance(sample, str):
        yield path, sample
