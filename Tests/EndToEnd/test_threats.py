"""THREATS.md: every row of its tables names tests, and they exist."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "THREATS.md"
REFERENCE = re.compile(r"`([A-Za-z0-9_+]+\.(?:swift|py))::(\w+)`")
FOLDERS = [REPOSITORY / "Tests", REPOSITORY / "Fuzz" / "Sources"]


def rows() -> list[str]:
    """The rows of all tables, without heads and rulers."""
    lines = PAGE.read_text().splitlines()
    tables = [line for line in lines if line.startswith("|")]
    return [line for line in tables if not line.startswith(("| threat |", "|---"))]


def files(name: str) -> list[Path]:
    return [path for folder in FOLDERS for path in folder.rglob(name)]


def holds(path: Path, test: str) -> bool:
    text = path.read_text()
    if path.suffix == ".py":
        return test.startswith("test_") and bool(re.search(rf"^\s*(?:async )?def {test}\(", text, re.M))
    return bool(re.search(rf"\bfunc {test}\(", text))


def test_there_are_rows() -> None:
    assert len(rows()) > 40


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.split("|")[1].strip()[:60])
def test_every_row_names_tests_that_exist(row: str) -> None:
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert len(cells) == 3 and all(cells), "threat, defence, tests"
    references = REFERENCE.findall(cells[2])
    assert references, "no test"
    assert REFERENCE.sub("", cells[2]).replace(",", "").strip() == "", "something other than tests"
    for name, test in references:
        found = files(name)
        assert found, f"there is no file {name}"
        assert any(holds(path, test) for path in found), f"{name} has no test {test}"
