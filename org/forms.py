"""Forms of the admin: who holds which post, the post chosen by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.editions.models import Edition, InForce, Nature

from .content import StructureContent
from .desk import CHAIN_SEPARATOR, choices

Grouped = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post by its identity: the unit's work, and the row in it."""

    work: UUID
    post: UUID

    def __str__(self) -> str:
        return f"{self.work}/{self.post}"

    @classmethod
    def read(cls, text: str) -> HeldPost:
        """Return the post that ``text`` names."""
        work, _slash, post = text.partition("/")
        return cls(UUID(work), UUID(post))


def posts_in_force() -> dict[UUID, dict[HeldPost, str]]:
    """Return the posts of the editions in force today or later, by unit: each with its title."""
    rows = InForce.objects.said_now().filter(ends__gt=timezone.localdate(), language=F("work__source_language"))
    return _posts_of(row.edition for row in rows.order_by("starts").select_related("edition"))


def posts_ever(works: Iterable[UUID]) -> dict[HeldPost, str]:
    """Return the posts that the editions of ``works`` ever had, by their last title."""
    editions = Edition.objects.filter(work__in=set(works), nature=Nature.PUBLICATION).order_by("recorded_at")
    found = _posts_of(edition for edition in editions if edition.language == edition.work.source_language)
    return {post: title for titles in found.values() for post, title in titles.items()}


def unit_names() -> dict[UUID, str]:
    """Return each organisation and unit by the chain that leads to it."""
    return {choice.work: CHAIN_SEPARATOR.join([*choice.above, str(choice)]) for choice in choices()}


def _posts_of(editions: Iterable[Edition]) -> dict[UUID, dict[HeldPost, str]]:
    found: dict[UUID, dict[HeldPost, str]] = defaultdict(dict)
    for edition in editions:
        if isinstance(edition.content, StructureContent):
            for post in edition.content.posts:
                found[edition.work_id][HeldPost(edition.work_id, post.id)] = post.title
    return found


def post_choices(held: HeldPost | None = None) -> Grouped:
    """Return the posts to choose from, by unit in the order of the structure; ``held`` stays even if abolished."""
    posts, names = posts_in_force(), unit_names()
    grouped = [(name, _options(posts[work], name)) for work, name in names.items() if work in posts]
    if held and all(held not in titles for titles in posts.values()):
        title = posts_ever([held.work]).get(held) or str(_("Poste inconnu"))
        gone = _options({held: title}, names.get(held.work, ""))
        grouped.insert(0, (str(_("Poste qui n’existe plus")), gone))
    return grouped


def _options(titles: dict[HeldPost, str], unit: str) -> list[tuple[str, str]]:
    """Return the posts of a unit, each with the unit: once chosen, nothing else says which it is."""
    return [(str(post), post_in_words(title, unit.rpartition(CHAIN_SEPARATOR)[2])) for post, title in titles.items()]


def post_in_words(title: str, unit: str) -> str:
    """Return a post and where it is."""
    return f"{title} — {unit}" if unit else title


class HoldingForm(WagtailAdminModelForm):
    """A person holds a post: the post is chosen among those in force, by unit."""

    held_post = forms.ChoiceField(
        label=_("Poste"), help_text=_("Les postes des unités en vigueur. Tapez le début du titre pour le trouver.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = HeldPost(self.instance.work, self.instance.post) if self.instance.work else None
        field = self.fields["held_post"]
        field.choices = [("", _("Choisir un poste")), *post_choices(held)]
        field.initial = str(held) if held else ""

    def clean(self) -> dict[str, Any]:
        """Give the post to the holding before the model checks that nobody else holds it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if chosen := cleaned.get("held_post"):
            held = HeldPost.read(chosen)
            self.instance.work, self.instance.post = held.work, held.post
        return cleaned
