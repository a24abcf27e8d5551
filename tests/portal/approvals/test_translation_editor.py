"""A translation that is published in wagtail-localize's editor, past any transaction of a test."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from portal.home.models import HomePage
from tests import factories

from .conftest import Stage, structure_of_a_stage
from .test_ways_in_desk import english_title, said

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def structure(transactional_db: None, portal: HomePage) -> Stage:
    """The pages, for a test that commits."""
    return structure_of_a_stage()


def test_a_translation_in_its_editor_is_refused_in_words(
    client: Client, structure: Stage, translation: Translation
) -> None:
    translation.save_target(user=structure.lawyer, publish=False)
    page = structure.unit.get_translation(translation.target_locale)
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(address, {"action": "publish"}, follow=True)
    assert "Examen juridique" in said(response)
    assert "publié(e)" not in " ".join(map(str, get_messages(response.wsgi_request)))
    assert english_title(structure) == ""
