"""Synthetic structures, for measuring how the portal carries a large organisation. Never part of a demonstration."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from uuid import UUID, uuid5

from django.utils import timezone

from org.content import Kind, Post, Responsibility, StructureContent
from portal.editions import services
from portal.editions.gate import Place, Proposal
from portal.editions.positions import STEP

NAMESPACE = UUID("0b0e6b26-8a1c-5d7e-9b55-3f6f1a4a7f10")
BRANCHES = 12
SYLLABLES = [consonant + vowel for consonant in "bcdfgjlmnprs" for vowel in "aeio"]
VERBS = ["Contrôler", "Préparer", "Suivre", "Organiser", "Tenir", "Vérifier", "Coordonner", "Transmettre", "Évaluer"]
OBJECTS = ["les dossiers", "les paiements", "l’accueil", "les statistiques", "les visas", "le registre", "les achats"]


def make_units(count: int, *, seed: int = 1, editions: int = 1) -> Iterator[UUID]:
    """Publish an organisation of ``count`` units, eight passages each, straight through the gate; yield each key.

    With more ``editions``, each unit has another text every second year, the last from today on.
    """
    chance = random.Random(seed)  # noqa: S311 - a repeatable structure, no secret
    keys: list[UUID] = []
    for number in range(count + 1):
        key = uuid5(NAMESPACE, f"{seed}/{number}")
        parent = keys[(number - 1) // BRANCHES] if number else None
        place = Place(parent=parent, position=number * STEP, slug=f"synthetique-{seed}-{number}")
        kind = "unit" if number else "organisation"
        for since in _starts(editions):
            proposal = Proposal(key, kind, "fr", place, _content(number, key, chance), in_force_from=since)
            services.publish(proposal=proposal, author="benchmark")
        keys.append(key)
        yield key


def _starts(editions: int) -> Iterator[datetime.date | None]:
    """Yield from when on each edition holds, the last from today on."""
    this_year = timezone.localdate().year
    for before in range(editions - 1, 0, -1):
        yield datetime.date(this_year - 2 * before, 1, 1)
    yield None


def _content(number: int, key: UUID, chance: random.Random) -> StructureContent:
    word = "".join(chance.choices(SYLLABLES, k=3))
    duties = tuple(Responsibility(uuid5(key, f"r{row}"), _duty(chance)) for row in range(5))
    head = Post(uuid5(key, "head"), f"Chef ou Cheffe de l’unité {word}", head=True)
    kind = Kind("unite", "Unité") if number else None
    return StructureContent(
        title=f"Unité {word} {number}", kind=kind, mission=_duty(chance), responsibilities=duties, posts=(head,)
    )


def _duty(chance: random.Random) -> str:
    words = " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _word in range(4))
    return f"{chance.choice(VERBS)} {chance.choice(OBJECTS)} de {words}."
