"""schemathesis makes requests up from the OpenAPI document: none may break the server or be answered otherwise than described."""

import os
import subprocess
import sys

import pytest

from support.server import TOKEN, Server

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# That a charge point is not connected is told with 503, and described.
CONFIGURATION = """
[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", 503]
"""


@pytest.mark.heavy
@pytest.mark.timeout(240)
def test_nothing_that_can_be_asked_is_answered_undescribed(make_server, tmp_path):
    server: Server = make_server().start()
    configuration = tmp_path / "schemathesis.toml"
    configuration.write_text(CONFIGURATION)
    result = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", configuration, "run", server.api_url + "openapi.json",
            "--header", f"Authorization: Bearer {TOKEN}", "--checks", CHECKS, "--phases", "coverage,fuzzing",
            "--max-examples", os.environ.get("SCHEMATHESIS_EXAMPLES", "3"), "--seed", "16",
            "--max-time", os.environ.get("SCHEMATHESIS_SECONDS", "75"), "--workers", "2",
            "--request-timeout", "20", "--continue-on-failure", "--no-color", "--no-shrink", "--suppress-health-check", "all",
            "--generation-database", "none", "--warnings", "off",
        ],
        capture_output=True, text=True, timeout=220, cwd=tmp_path,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-12000:] + result.stderr[-2000:]
    assert " 0 generated" not in result.stdout and "Tested: 0" not in result.stdout, result.stdout[-3000:]
