"""Whom a change touches: the parties of a text, who acts in the steps that change, who keeps it up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from portal.approvals.parts import PLACE, field_of
from portal.approvals.subjects import Touched

from ..content.procedures import Party, ProcedureContent
from ..content.projects import ProjectContent
from ..content.steps import Step
from .weight import BESIDE

_NO_PARTY_IS_ASKED = BESIDE | {PLACE}
Found = Iterator[Touched]


def parties_to_consult(before: ProcedureContent | None, after: ProcedureContent, parts: Collection[str]) -> Found:
    """Yield who acts in a step that changes, before or after, who keeps the text, and every party of it.

    A government across the border is no party of the portal: its agreement is the protocol's ``status``.
    """
    yield from _actors(before, after, parts)
    yield from _owners(before, after, parts)
    yield from _all_of(before.parties if before else (), after.parties, parts)


def partners_to_consult(before: ProjectContent | None, after: ProjectContent, parts: Collection[str]) -> Found:
    """Yield the organisations of a project, and the units of which it strengthens what changes."""
    contents = [content for content in (after, before) if content]
    for touched in dict.fromkeys(row for content in contents for row in content.responsibilities):
        part = f"responsibilities:{touched.id}"
        if part in parts:
            why = _("Le projet touche une de ses attributions : « %(text)s »") % {"text": touched.text}
            yield Touched(touched.work, part, why)
    yield from _all_of(before.partners if before else (), after.partners, parts)


def _actors(before: ProcedureContent | None, after: ProcedureContent, parts: Collection[str]) -> Found:
    was, now = _by_part(before.steps if before else ()), _by_part(after.steps)
    for part in sorted(parts):
        old, new = was.get(part), now.get(part)
        step = new or old
        if step is None:
            continue
        had, has = _acting(old), _acting(new)
        for work in dict.fromkeys((*has, *had)):
            yield Touched(work, part, _why(step, acted=work in had, acts=work in has))


def _why(step: Step, *, acted: bool, acts: bool) -> str:
    words = {"title": step.title}
    if acted and acts:
        return _("Change une étape où elle agit : « %(title)s »") % words
    if acts:
        return _("Elle agirait dans l’étape : « %(title)s »") % words
    return _("Elle n’agirait plus dans l’étape : « %(title)s »") % words


def _owners(before: ProcedureContent | None, after: ProcedureContent, parts: Collection[str]) -> Found:
    if "owner" not in parts:
        return
    if after.owner:
        yield Touched(after.owner.work, "owner", _("Elle tiendrait le texte à jour."))
    if before and before.owner and (after.owner is None or after.owner.work != before.owner.work):
        yield Touched(before.owner.work, "owner", _("Elle ne tiendrait plus le texte à jour."))


def _all_of(was: Iterable[Party], now: Iterable[Party], parts: Collection[str]) -> Found:
    """Yield the parties of a text for everything that it says, once each part."""
    asked = sorted(part for part in parts if field_of(part) not in _NO_PARTY_IS_ASKED)
    remain = {party.work for party in now}
    for work in dict.fromkeys(party.work for party in (*now, *was)):
        why = _("Partie au texte.") if work in remain else _("Elle ne serait plus partie au texte.")
        yield from (Touched(work, part, why) for part in asked)


def _by_part(steps: Iterable[Step]) -> dict[str, Step]:
    return {f"steps:{step.id}": step for step in steps}


def _acting(step: Step | None) -> dict[UUID, None]:
    return dict.fromkeys(role.actor for role in step.roles) if step else {}
