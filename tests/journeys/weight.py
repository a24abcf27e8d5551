"""What a page weighs, compressed, beside its budget."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders

FIRST_VISIT = 30_000
FIRST_FLIGHT = 14_000
ASSETS = re.compile(r'(?:<link rel="stylesheet"[^>]* href|<script[^>]* src)="/static/([^"]+)"')
SHEETS = re.compile(r'<link rel="stylesheet"[^>]* href="/static/([^"]+)"')


def too_heavy(source: str) -> str:
    """Return the bytes of a first visit and of its first flight where one is over its budget."""
    page = len(brotli.compress(source.encode()))
    first_visit = page + sum(map(_compressed, set(ASSETS.findall(source))))
    first_flight = page + sum(map(_compressed, set(SHEETS.findall(source))))
    return "" if first_visit <= FIRST_VISIT and first_flight <= FIRST_FLIGHT else f"{first_visit}, {first_flight}"


@cache
def _compressed(name: str) -> int:
    return len(brotli.compress(Path(finders.find(name)).read_bytes()))
