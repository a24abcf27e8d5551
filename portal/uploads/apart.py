"""Reads a file that somebody brought in a process of its own, with little time and memory: it can only fail there."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.conf import settings

MOST_MEMORY: Final = 1024 * 1024 * 1024
MOST_ANSWER: Final = 32 * 1024 * 1024
_ROOT: Final = Path(__file__).resolve().parents[2]


class ReadingFailed(Exception):
    """Raised where a file could not be read within the limits."""


def read_apart(function: Callable[..., Any], data: bytes, *arguments: str, seconds: int) -> Any:
    """Return what ``function`` (of a module, giving what JSON holds) makes of ``data``; raise ``ReadingFailed``."""
    if not settings.READ_UPLOADS_APART:
        return function(data, *arguments)
    command = [sys.executable, "-m", __name__, function.__module__, function.__qualname__, str(seconds), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=seconds + 5, check=True, cwd=_ROOT
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise ReadingFailed(type(error).__name__) from error


def main(module: str, name: str, seconds: str, *arguments: str) -> None:
    """Do in the process apart what was asked."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_ANSWER, MOST_ANSWER))
    function = getattr(importlib.import_module(module), name)
    answer = json.dumps(function(sys.stdin.buffer.read(), *arguments))
    sys.stdout.write(answer[:MOST_ANSWER])


if __name__ == "__main__":
    main(*sys.argv[1:])
