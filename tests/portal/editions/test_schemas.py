"""What was written under an old schema reads, renders and stands for what it said, whatever the schema is now.

The documents in `tests/data/editions` are those of the demonstration, as each schema wrote them: never change them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from portal.editions import kinds, services
from portal.editions.gate import Place, Proposal
from portal.editions.models import Edition, Work
from portal.editions.seals import canonical
from portal.editions.verification.run import verify
from portal.home.models import HomePage

from .texts import KIND, Text, proposal, publish

DATA = Path(__file__).parents[2] / "data" / "editions"
DOCUMENTS = sorted(DATA.glob("schema-*/*.json"))
ids = [f"{path.parent.name}/{path.stem}" for path in DOCUMENTS]


def recorded(path: Path) -> Edition:
    """Write an edition as the portal of then did: the text is that of the file, byte for byte."""
    text = path.read_text()
    document = json.loads(text)
    if document["place"]["parent"]:
        stand_above(UUID(document["place"]["parent"]))
    work = Work.objects.create(key=uuid4(), kind=document["kind"], source_language="fr")
    edition = Edition(work=work, language=document["language"], canonical=text, title=document["content"]["title"])
    edition.seal = hashlib.sha256(text.encode()).hexdigest()
    edition.in_force_from, edition.author = timezone.localdate(), "essai"
    with transaction.atomic():
        services._project(work, services._chain(edition, None))
    return edition


def stand_above(parent: UUID) -> None:
    services.publish(proposal=replace(proposal("dessus"), work=parent), author="essai")


def as_proposed(edition: Edition) -> Proposal:
    """Return the text of an edition as the desk of today would propose it."""
    document, place = edition.document, edition.document["place"]
    return Proposal(
        work=edition.work_id,
        kind=document["kind"],
        language=document["language"],
        place=Place(UUID(place["parent"]) if place["parent"] else None, place["position"], place["slug"]),
        content=edition.content,
        renders=document["renders"],
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_a_kept_document_is_the_one_that_was_sealed(path: Path) -> None:
    seals = dict(reversed(line.split()) for line in (path.parent / "seals.txt").read_text().splitlines())
    assert hashlib.sha256(path.read_bytes()).hexdigest() == seals[path.name]
    assert canonical(json.loads(path.read_bytes())) == path.read_bytes()


def in_html(text: str) -> str:
    return " ".join(str(escape(text)).split())


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_an_edition_of_any_schema_renders_on_its_public_page(path: Path, portal: HomePage, client: Client) -> None:
    edition = recorded(path)
    response = client.get(reverse("edition", args=[edition.work_id, edition.language, edition.number]))
    page = " ".join(response.content.decode().split())
    assert response.status_code == 200
    body = edition.document["content"]
    rows = [row["text"] for row in body["responsibilities"]] + [row["title"] for row in body["posts"]]
    for said in (body["title"], *rows):
        assert in_html(said) in page


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_publishing_what_an_edition_of_any_schema_says_makes_no_other(path: Path, portal: HomePage) -> None:
    edition = recorded(path)
    assert services.publish(proposal=as_proposed(edition), author="autre") == edition


@dataclass(frozen=True, slots=True)
class LongerText(Text):
    """A text of the next schema: its title is another field's, and there is a new one."""

    pages: int = 1


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Brings the kind of the tests' texts to its second schema."""

    def change() -> None:
        upcasters = {1: lambda body: {**body, "pages": 1}}
        later = replace(KIND, content_class=LongerText, schema=2, upcasters=upcasters)
        monkeypatch.setitem(kinds._kinds, KIND.name, later)

    return change


def longer(name: str, **fields: Any) -> Edition:
    content = LongerText(title=name, **fields)
    return services.publish(proposal=replace(proposal(name), content=content), author="autre")


@pytest.mark.django_db
def test_a_new_schema_alone_makes_no_new_edition(next_schema: Callable[[], None]) -> None:
    written = publish("texte")
    next_schema()
    assert longer("texte") == written
    assert longer("texte", pages=2).number == 2
    assert [edition.content for edition in Edition.objects.all()] == [
        LongerText("texte"),
        LongerText("texte", pages=2),
    ]
    assert verify().faults == []
