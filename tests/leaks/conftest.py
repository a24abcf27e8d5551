"""The index that searches ask."""

from tests.search.conftest import engine_of_portal

__all__ = ["engine_of_portal"]
