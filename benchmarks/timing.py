"""Times of HTTP requests: sorted seconds in, figures out."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit


def percentile(seconds: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of ``seconds`` lie, in milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


def figures(seconds: Sequence[float]) -> str:
    """Return median, 95th and 99th percentile in milliseconds."""
    parts = (f"p{int(share * 100)} {percentile(seconds, share):.1f} ms" for share in (0.5, 0.95, 0.99))
    return ", ".join(parts)


def timed(address: str, paths: Sequence[str], *, clients: int = 1) -> list[float]:
    """Get every path once, spread over ``clients`` kept-alive connections; return the seconds each took."""
    with ThreadPoolExecutor(clients) as pool:
        parts = pool.map(lambda share: _one_client(address, share), [paths[n::clients] for n in range(clients)])
        return [seconds for part in parts for seconds in part]


def rate(address: str, path: str, *, clients: int, requests: int) -> float:
    """Return how many requests a second the server answers."""
    start = time.perf_counter()
    timed(address, [path] * requests, clients=clients)
    return requests / (time.perf_counter() - start)


def _one_client(address: str, paths: Sequence[str]) -> list[float]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    return [_seconds(lambda path=path: _get(connection, path)) for path in paths]


def _seconds(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _get(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
