"""What was published is never lost: editions are added, never changed nor deleted, whatever the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from portal.editions.models import AppendOnlyError, Edition, Work

from .texts import publish, work

pytestmark = pytest.mark.django_db

WAYS = {
    "save": lambda edition: edition.save(),
    "save of one field": lambda edition: edition.save(update_fields=["author"]),
    "delete": lambda edition: edition.delete(),
    "update": lambda edition: Edition.objects.filter(pk=edition.pk).update(author="autre"),
    "update through the text": lambda edition: edition.work.editions.update(author="autre"),
    "bulk update": lambda edition: Edition.objects.bulk_update([edition], ["author"]),
    "update or create": lambda edition: Edition.objects.update_or_create(pk=edition.pk, defaults={"author": "autre"}),
    "delete many": lambda edition: Edition.objects.all().delete(),
    "delete through the text": lambda edition: edition.work.editions.all().delete(),
    "bulk create over it": lambda edition: Edition.objects.bulk_create(
        [edition], update_conflicts=True, unique_fields=["pk"], update_fields=["author"]
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_no_way_changes_an_edition(way: Callable[[Edition], object]) -> None:
    edition = publish("texte")
    edition.author = "autre"
    with pytest.raises(AppendOnlyError), transaction.atomic():
        way(edition)
    assert Edition.objects.get().author == "essai"


def test_an_edition_cannot_take_the_place_of_another() -> None:
    edition = publish("texte")
    copy = Edition(**{field.attname: getattr(edition, field.attname) for field in Edition._meta.concrete_fields})
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_a_text_with_editions_cannot_be_deleted() -> None:
    publish("texte")
    with pytest.raises(ProtectedError):
        work("texte").delete()
    with pytest.raises(ProtectedError):
        Work.objects.all().delete()
