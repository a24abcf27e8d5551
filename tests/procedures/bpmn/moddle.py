"""bpmn.io's reader of BPMN, run here: what its absence means, and what it finds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

TOOLS = Path(__file__).parents[3] / "tools/pages"
REASON = "Le lecteur de BPMN manque : apt install npm, puis make page-tools."


def read(files: list[Path]) -> list[dict[str, Any]]:
    """Return what the reader says of each file; without it skip the test, or fail it where services are required."""
    node = shutil.which("node")
    if not node or not (TOOLS / "node_modules/bpmn-moddle").exists():
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(REASON)
        pytest.skip(REASON)
    command = [node, str(TOOLS / "bpmn-warnings.mjs"), *map(str, files)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return [found[str(file)] for file in files]
