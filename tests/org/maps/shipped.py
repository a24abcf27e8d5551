"""The places of the shipped content, as seats."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from django.conf import settings

from org.content import Seat


@cache
def shipped_seats() -> tuple[Seat, ...]:
    return tuple(_seat(place) for name in ("onm", "iom") for place in _places(name))


def haitian_seats() -> tuple[Seat, ...]:
    return tuple(seat for seat in shipped_seats() if seat.country == "HT")


def _places(name: str) -> list[dict[str, Any]]:
    path = settings.BASE_DIR / "content" / f"{name}.yaml"
    places: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["reference"]["places"]
    return places


def _seat(place: dict[str, Any]) -> Seat:
    degrees = {name: f"{place[name]:.4f}" for name in ("latitude", "longitude") if name in place}
    return Seat(place["code"], place["name"]["fr"], place["country"], place.get("department", ""), **degrees)
