"""A portal of its own for benchmarks: a data directory, the shipped content, and a server on the loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


def environment(data: Path, port: int = 0) -> dict[str, str]:
    """Return the variables under which the portal uses ``data`` and nothing of the person who runs this."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "DATABASE_URL") if name in os.environ}
    settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "MANDAT_DATA": str(data), "PORT": str(port)}
    return {**kept, **settings, "HOME": str(data)}


def manage(data: Path, *arguments: str) -> str:
    """Run a management command and return what it printed."""
    command = [sys.executable, "manage.py", *arguments]
    result = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{' '.join(arguments)}:\n{result.stdout}{result.stderr}")
    return result.stdout


def load_content(data: Path) -> None:
    """Make the shipped content in ``data``, without serving it, and without what the demonstration invents."""
    manage(data, "demo", "--no-serve", "--no-example")


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve ``data`` from another process; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment(data, port),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/vide/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(300):
        if server.poll() is not None:
            raise SystemExit(f"the server ended: {server.stderr.read().decode() if server.stderr else ''}")
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not answer within 30 s")
