"""Puts those who take over in the place of a unit, row by row: in steps, parties, partners, and in the structure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page

from org.models.pages import StructurePage

from ..content.procedures import ACTS, OWNS, PARTY
from ..content.projects import PARTNER
from .drafts import NotOpened
from .rows import Row, Takers
from .structure import drop_repeated, replace_units

_STREAMS = {"owner_party": OWNS, "parties": PARTY, "partners": PARTNER}


def replacing(takers: Takers) -> Callable[[Any], None]:
    """Return what puts ``takers`` into a draft. Rows keep their identities."""

    def change(draft: Any) -> None:
        if not _replace(draft, takers):
            raise NotOpened(_("Ce texte ne nomme pas ces unités, ou son brouillon est déjà à jour."))

    return change


def _replace(draft: Any, takers: Takers) -> bool:
    """Put those after in the place of those before; tell whether anything changed."""
    if isinstance(draft, StructurePage):
        return replace_units(draft, takers)
    done = [_replace_roles(block, takers) for block in getattr(draft, "steps", ())]
    for name, kind in _STREAMS.items():
        if stream := getattr(draft, name, None):
            done.append(_replace_parties(stream, kind, takers))
    return any(done)


def _replace_roles(step: Any, takers: Takers) -> bool:
    changed, roles = False, step.value["roles"]
    for role in roles:
        after = _after(role["actor"], ACTS, str(step.id), takers)
        if after is None:
            continue
        if after.translation_key != role["actor"].translation_key:
            # The posts of a unit are its own: who takes over names theirs.
            role["actor"], role["post"], role["post_title"] = after, "", ""
        elif role["name"] == after.title:
            continue
        changed = True
    if changed:
        drop_repeated(roles, lambda role: (role["role"], _key(role["actor"]), role["post"]))
    return changed


def _replace_parties(stream: Any, kind: str, takers: Takers) -> bool:
    changed = False
    for block in stream:
        after = _after(block.value["unit"], kind, "", takers)
        if after and (_key(block.value["unit"]), block.value["name"]) != (after.translation_key, after.title):
            block.value["unit"] = after
            changed = True
    if changed:
        drop_repeated(stream, lambda block: _key(block.value["unit"]))
    return changed


def _after(actor: Page | None, kind: str, anchor: str, takers: Takers) -> Page | None:
    return takers(Row(actor.translation_key, kind, anchor)) if actor else None


def _key(actor: Page | None) -> UUID | None:
    return actor.translation_key if actor else None
