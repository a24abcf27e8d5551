"""How long a reader waits, from an editor's publishing (in another process) to the answer of the public API."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.site import ROOT, environment, load_content, served
from benchmarks.timing import figures

ROUNDS = 20
PUBLISH = """
import sys, time, django
django.setup()
from org.models import UnitPage
page = UnitPage.objects.get(import_key="onm.daf-comptabilite")
for number in range(int(sys.argv[1])):
    sys.stdin.readline()
    page = page.get_latest_revision_as_object()
    page.mission = f"Tenir le registre zanmitay{number}."
    page.save_revision().publish()
    print(time.time(), flush=True)
"""


def main() -> None:
    """Print the seconds between the commit and the first answer that has the new word."""
    with tempfile.TemporaryDirectory(prefix="mandat-found-") as directory:
        data = Path(directory)
        load_content(data)
        with served(data) as address:
            urllib.request.urlopen(f"{address}/api/who?q=registre").read()  # a server at work, not one that starts
            command = [sys.executable, "-c", PUBLISH, str(ROUNDS)]
            editor = subprocess.Popen(
                command, cwd=ROOT, env=environment(data), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            waits = [_wait(editor, address, number) for number in range(ROUNDS)]
            editor.wait(20)
        print(f"publish to found: {figures(waits)}, longest {max(waits) * 1000:.0f} ms ({ROUNDS} times)")


def _wait(editor: subprocess.Popen[str], address: str, number: int) -> float:
    assert editor.stdin and editor.stdout
    editor.stdin.write("\n")
    editor.stdin.flush()
    committed = float(editor.stdout.readline())
    while True:
        with urllib.request.urlopen(f"{address}/api/who?q=zanmitay{number}&limit=1") as response:
            found = json.load(response)["results"]
        if found and f"zanmitay{number}." in found[0]["passage"]["text"]:
            return time.time() - committed
        time.sleep(0.01)
