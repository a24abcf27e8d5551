"""The same page in the other languages."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from portal.context_processors import alternates


@pytest.mark.parametrize(
    ("path", "creole"),
    [
        ("/fr/connexion/", "/ht/connexion/"),
        ("/fr/recherche/?q=paie+du+personnel", "/ht/recherche/?q=paie+du+personnel"),
        ("/gestion/", "/gestion/"),
    ],
)
def test_a_page_keeps_its_address_and_its_question(rf: RequestFactory, path: str, creole: str) -> None:
    with override("fr"):
        found = alternates(rf.get(path))["alternates"]

        assert list(found) == ["fr", "ht", "en", "es"]
        assert found["fr"] == path
        assert found["ht"] == creole
