"""The page of components."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.home.models import HomePage


def test_components_are_shown_without_any_content(
    client: Client, portal: HomePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(1):  # whether pages kept before are still good
        page = BeautifulSoup(client.get("/fr/composants/").content, "html.parser")

    assert page.select_one('meta[name="robots"][content="noindex"]')
    assert page.select_one(".answer mark").get_text() == "registre"
    assert len(page.select("#attributions ~ .rows > li")) == 2
    assert page.select_one(".errorlist")
    ids = [each["id"] for each in page.select("[id]")]
    assert len(ids) == len(set(ids))
