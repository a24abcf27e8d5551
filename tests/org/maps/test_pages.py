"""Maps where people meet them: on a unit's page, and on the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractUser
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from org.content import Seat
from org.models import Place
from tests import factories as make

LES_CAYES = Seat("les-cayes", "Les Cayes", "HT", "Sud", "18.1933", "-73.7460")


def section(seat: Seat) -> str:
    return render_to_string("components/seat.html", {"seat": seat, "shown_language": "fr"})


def test_the_facts_say_what_the_map_says() -> None:
    text = section(LES_CAYES)
    assert 'role="img"' in text
    assert '<a href="geo:18.1933,-73.7460">18,19° N, 73,75° O</a>' in text


def test_without_position_the_facts_stand_alone() -> None:
    text = section(Seat("geneve", "Genève", "CH"))
    assert "<svg" not in text
    assert "Suisse" in text


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False])
def test_the_desk_shows_the_map_of_a_place_whose_position_is_known(
    known: bool, admin_user: AbstractUser, client: Client
) -> None:
    degrees = {"latitude": "18.1933", "longitude": "-73.7460"} if known else {"latitude": None, "longitude": None}
    place = make.PlaceFactory(code="cayes", name_fr="Les Cayes", country="HT", department="Sud", **degrees)
    client.force_login(admin_user)
    page = client.get(reverse(Place.snippet_viewset.get_url_name("edit"), args=[place.pk]))
    assert ("map-marker" in page.content.decode()) is known
    assert client.get(reverse(Place.snippet_viewset.get_url_name("add"))).status_code == 200
