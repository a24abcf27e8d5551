"""Reference data in four languages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from org.models import Place
from tests import factories as make

from .answers import soup


def reference_form(**fields: str) -> dict[str, str]:
    names = {f"name_{code}": "" for code in ("fr", "ht", "en", "es")}
    return {
        **names,
        "code": "hinche",
        "country": "HT",
        "department": "Centre",
        "latitude": "",
        "longitude": "",
        **fields,
    }


def test_a_place_is_named_in_four_languages_and_french_is_required(editor: Client) -> None:
    url = reverse(Place.snippet_viewset.get_url_name("add"))
    form = soup(editor.get(url))
    assert [form.select_one(f"[name=name_{code}]") is not None for code in ("fr", "ht", "en", "es")] == [True] * 4
    assert form.select_one("[name=name]") is None
    refused = editor.post(url, reference_form(name_ht="Ench"))
    assert refused.status_code == 200
    assert not Place.objects.exists()
    editor.post(url, reference_form(name_fr="Hinche", name_ht="Ench"))
    place = Place.objects.get(code="hinche")
    assert (place.name_fr, place.name_ht, place.name_en or "") == ("Hinche", "Ench", "")


@pytest.mark.parametrize("query", ["belladere", "BELLAD", "centre bellad", "beladè"])
def test_reference_data_is_found_without_accents(editor: Client, query: str) -> None:
    make.PlaceFactory(code="x-1", name_fr="Belladère", name_ht="Beladè", department="Centre")
    make.PlaceFactory(code="x-2", name_fr="Malpasse", name_ht="Malpas", department="Ouest")
    found = soup(editor.get(reverse(Place.snippet_viewset.get_url_name("list")), {"q": query}))
    assert [row.get_text(strip=True) for row in found.select("td.title .title-wrapper")] == ["Belladère"]


def test_a_legal_text_is_chosen_by_its_name_without_accents(editor: Client) -> None:
    make.LegalReferenceFactory(code="x-1", name="Décret du 17 novembre 2005", citation="art. 4")
    make.LegalReferenceFactory(code="x-2", name="Loi de finances", citation="")
    url = reverse("wagtailsnippetchoosers_org_legalreference:choose_results")
    assert "Décret du 17" in editor.get(url, {"q": "decret 2005"}).content.decode()
    assert "Loi de finances" not in editor.get(url, {"q": "decret"}).content.decode()


# People and who holds what
