"""The Nu HTML checker (validator.w3.org's), run here: where it is, and what its absence means."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

JAR = Path(__file__).parents[2] / "tools/pages/node_modules/vnu-jar/build/dist/vnu.jar"
REASON = "Le vérificateur HTML manque : apt install default-jre-headless npm, puis make page-tools."


def java() -> str:
    """Return where Java is; without it or the checker, skip the test, or fail it where services are required."""
    path = shutil.which("java")
    if path and JAR.exists():
        return path
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(REASON)
    pytest.skip(REASON)


def problems(pages: Mapping[str, str], directory: Path) -> dict[str, list[str]]:
    """Return what is wrong in the HTML of each page, by its name; nothing when all are valid."""
    names = {f"{number}.html": name for number, name in enumerate(pages)}
    directory = directory / "html"
    directory.mkdir()
    for file, name in names.items():
        (directory / file).write_text(pages[name])
    command = [java(), "-jar", str(JAR), "--format", "json", "--exit-zero-always", str(directory)]
    messages = json.loads(subprocess.run(command, capture_output=True, check=True).stderr)["messages"]
    found: dict[str, list[str]] = defaultdict(list)
    for message in messages:
        words = f"{message['type']}: {message['message']} — {message.get('extract', '').strip()}"
        found[names[Path(message["url"]).name]].append(words)
    return dict(found)
