"""In which steps of guides in force a unit, or one of its posts, acts: what its page says of procedures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from org.sections import Around, Section
from portal.editions.models import Relation
from portal.editions.reading import Link

from ..choices import Raci
from ..content.procedures import ACTS, ProcedureContent
from ..content.steps import Role
from .steps import delay_in_words


@dataclass(frozen=True, slots=True)
class ActingStep:
    """A step, what there is to do with it in words, and the post that does it, if one is named."""

    guide: Link
    number: int
    title: str
    roles: tuple[str, ...]
    posts: tuple[str, ...]
    delay: str
    url: str


def acting_steps(around: Around) -> list[ActingStep]:
    """Return the steps of guides that the reader may read, guide by guide, in their order: no query."""
    found: dict[UUID, Relation] = {}
    for relation in around.relations:
        if relation.kind == ACTS and relation.edition.work_id in around.linked:
            found.setdefault(relation.edition.work_id, relation)
    guides = sorted((around.linked[work] for work in found), key=lambda link: (link.title, link.work))
    return [step for guide in guides for step in _steps(guide, found[guide.work].edition.content, around)]


def _steps(guide: Link, content: object, around: Around) -> Iterator[ActingStep]:
    for number, step in enumerate(content.steps if isinstance(content, ProcedureContent) else (), start=1):
        if held := [role for role in step.roles if _is_held(role, around)]:
            yield ActingStep(
                guide=guide,
                number=number,
                title=step.title,
                roles=tuple(str(role.label) for role in Raci if any(each.role == role for each in held)),
                posts=tuple(dict.fromkeys(role.post_title for role in held if role.post_title and not around.post)),
                delay=delay_in_words(step.delay),
                url=f"{guide.url}#{step.id}",
            )


def _is_held(role: Role, around: Around) -> bool:
    return role.actor == around.work.key and around.post in (None, role.post)


STEPS: Final = Section("etapes", _("Étapes où elle agit"), "procedures/unit_steps.html", acting_steps)
