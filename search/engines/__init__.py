"""The engines behind one small interface; ``get_engine`` gives the one that the settings name."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import snowballstemmer
from django.conf import settings

from search.engines.base import Engine


def get_engine() -> Engine:
    """Return the portal's engine, one a process for each index directory."""
    return _tantivy(Path(settings.SEARCH_INDEX_DIR))


@cache
def _tantivy(directory: Path) -> Engine:
    from search.engines.tantivy import TantivyEngine

    return TantivyEngine(directory, analysis=analysis_fingerprint())


@cache
def analysis_fingerprint() -> str:
    """Return a digest of the code that makes terms: an index made by other code asks to be rebuilt."""
    digest = hashlib.sha256(str(getattr(snowballstemmer, "__version__", "")).encode())
    for path in sorted((Path(__file__).parents[1] / "analysis").glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
