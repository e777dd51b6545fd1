"""Every certification case that is listed here has a test that is named after it."""

import re
from pathlib import Path

CASES = {
    "Core": "001 003 004_1 004_2 005_1 007 010 011_1 011_2 012 013 014 017_1 017_2 018_1 019_1 019_2 021 023_1 023_2 "
    "023_3 024 026 028 030 031 032_1 037_1 037_3 039 040_1 040_2 061 064",
    "Firmware Management": "044_1 044_2 044_3 045_1 045_2",
    "Smart Charging": "056 057 059 066 067",
    "Reservation": "046 047 048_1 048_2 048_3 048_4 049 051 052 053",
    "Local Auth List Management": "042_1 042_2 043_1 043_3 043_4 043_5",
    "Remote Trigger": "054 055",
    "Security": "073 074 075_1 075_2 076 077 078 079 080 081 083 085 086 087 088",
}
COUNTS = {
    "Core": 34,
    "Firmware Management": 5,
    "Smart Charging": 5,
    "Reservation": 10,
    "Local Auth List Management": 6,
    "Remote Trigger": 2,
    "Security": 15,
}


def test_every_case_has_a_test():
    assert {profile: len(cases.split()) for profile, cases in CASES.items()} == COUNTS
    assert sum(COUNTS.values()) == 77
    texts = [path.read_text() for path in Path(__file__).parent.glob("test_certification_*.py")]
    tests = {name for text in texts for name in re.findall(r"def test_tc_(\d+(?:_\d)?)_", text)}
    assert {case for cases in CASES.values() for case in cases.split()} - tests == set()


def test_every_case_of_security_runs_over_tls():
    text = (Path(__file__).parent / "test_certification_security_tls.py").read_text()
    assert set(CASES["Security"].split()) - set(re.findall(r"def test_tc_(\d+(?:_\d)?)_", text)) == set()
