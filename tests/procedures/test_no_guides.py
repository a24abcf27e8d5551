"""Before the first guide is published, nothing leads to guides."""

from __future__ import annotations

import pytest
from django.test import Client

from .test_pages import words


@pytest.mark.usefixtures("portal")
def test_a_home_page_without_guides_says_nothing_of_them(client: Client) -> None:
    html = client.get("/fr/").content.decode()
    assert "guides/" not in html
    assert "procedures.css" not in html
    assert "Aucun guide n’est encore publié" in words(client.get("/fr/guides/").content.decode())
