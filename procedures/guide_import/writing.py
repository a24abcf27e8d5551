"""Writes what was understood as a draft: never published, and not over another one without being told to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.home.models import HomePage
from portal.tasks import once_each

from ..choices import Direction
from ..models import ProcedurePage
from .guide import FoundGuide, FoundStep, Unplaced
from .matching import Desk

PREFIX: Final = "word:"
_LONGEST: Final = 255


class DraftExists(Exception):
    """Raised where the draft of that file is there already."""


@dataclass(frozen=True, slots=True)
class Written:
    """The draft, whether it is a new page, and what found no place."""

    page: ProcedurePage
    created: bool
    unplaced: list[Unplaced]


@transaction.atomic
def write_draft(*, guide: FoundGuide, name: str, again: bool = False, user: Any = None) -> Written:
    """Write ``guide`` as a draft; ``name`` is that of its file, by which a second run knows the page again.

    Raises ``DraftExists`` where there is one, unless ``again``: then it gets a new revision; the history keeps those
    before, and what readers get is not touched.
    """
    key = f"{PREFIX}{slugify(name)}"[:120]
    page = ProcedurePage.objects.filter(import_key=key, locale__language_code="fr").first()
    if page and not again:
        raise DraftExists(key)
    unplaced = list(guide.unplaced)
    fields = _fields(guide, key, Desk(), unplaced)
    with once_each():
        draft = page.get_latest_revision_as_object() if page else _new_page(guide, key)
        for field, value in fields.items():
            setattr(draft, field, value)
        draft.clean()
        draft.save_revision(user=user)
    return Written(draft, page is None, sorted(unplaced, key=lambda each: each.number))


def _new_page(guide: FoundGuide, key: str) -> ProcedurePage:
    home = HomePage.objects.get(locale__language_code="fr")
    title = (guide.title or _("Guide sans titre"))[:_LONGEST]
    page = ProcedurePage(title=title, import_key=key, locale=home.locale, live=False)
    home.add_child(instance=page)
    return page


def _fields(guide: FoundGuide, key: str, desk: Desk, unplaced: list[Unplaced]) -> dict[str, Any]:
    seen: Counter[str] = Counter()
    steps = [_step(step, _identity(key, step.title, seen), desk, unplaced) for step in guide.steps]
    return {
        "title": (guide.title or _("Guide sans titre"))[:_LONGEST],
        "reference": guide.reference,
        "purpose": "\n".join(guide.purpose),
        "scope": "\n".join(guide.scope),
        "parties": json.dumps(list(_parties(guide, key, desk, unplaced))),
        "legal_basis": json.dumps(list(_texts(guide, key, desk, unplaced))),
        "steps": json.dumps(steps),
    }


def _identity(key: str, title: str, seen: Counter[str]) -> str:
    """Return the same identity for the same step in a second run."""
    seen[title] += 1
    return str(uuid5(NAMESPACE_URL, f"{key}/{title}/{seen[title]}"))


def _step(step: FoundStep, identity: str, desk: Desk, unplaced: list[Unplaced]) -> dict[str, Any]:
    roles, unknown = [], []
    for letter, text in step.actors:
        named = desk.actors(text)
        roles += [(letter, choice.pk) for choice in named.found]
        unknown += named.unknown
    for words in unknown:
        unplaced.append(Unplaced(step.number, words, _("personne de ce nom dans la structure ; noté à l’étape")))
    value: dict[str, Any] = {
        "title": step.title[:_LONGEST],
        "text": "\n".join(step.text),
        "roles": [_item(identity, {"role": letter, "actor": pk}) for letter, pk in dict.fromkeys(roles)],
        "where": step.where,
        "papers": [_item(identity, _paper(title, desk)) for title in dict.fromkeys(step.papers)],
        "doubt": _("Le document nomme : %(names)s.") % {"names": ", ".join(unknown)} if unknown else "",
    }
    if step.delay:
        value["delay"] = {"amount": step.delay.amount, "unit": step.delay.unit, "since": step.delay.since}
    return {"type": "step", "id": identity, "value": value}


def _item(step: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "item", "id": str(uuid5(NAMESPACE_URL, f"{step}/{json.dumps(value)}")), "value": value}


def _paper(title: str, desk: Desk) -> dict[str, Any]:
    document = desk.document(title)
    return {"title": "" if document else title[:_LONGEST], "document": document, "direction": Direction.OUT.value}


def _parties(guide: FoundGuide, key: str, desk: Desk, unplaced: list[Unplaced]) -> Iterator[dict[str, Any]]:
    found: dict[int, None] = {}
    for number, text in guide.parties:
        named = desk.actors(text)
        found |= dict.fromkeys(choice.pk for choice in named.found)
        unplaced += [Unplaced(number, words, _("aucune organisation de ce nom")) for words in named.unknown]
    for pk in found:
        yield {"type": "party", "id": str(uuid5(NAMESPACE_URL, f"{key}/party/{pk}")), "value": {"unit": pk}}


def _texts(guide: FoundGuide, key: str, desk: Desk, unplaced: list[Unplaced]) -> Iterator[dict[str, Any]]:
    found: dict[int, None] = {}
    for number, words in guide.legal_basis:
        text = desk.text(words)
        if text is None:
            unplaced.append(Unplaced(number, words, _("aucun texte de ce nom parmi les bases légales")))
        else:
            found[text.pk] = None
    for pk in found:
        yield {"type": "text", "id": str(uuid5(NAMESPACE_URL, f"{key}/text/{pk}")), "value": pk}
