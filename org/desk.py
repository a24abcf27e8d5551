"""How the desk names organisations and units.

Two units may bear the same title: a unit is always named with the chain above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from portal.editions.listings import begins_with_all, plain_words

PAGE_TYPES = ["org.UnitPage", "org.OrganisationPage"]
CHAIN_SEPARATOR = " › "


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation or a unit as the desk names it, with the titles above it from the top down."""

    pk: int
    work: UUID
    title: str
    acronym: str
    kind: str
    above: tuple[str, ...]

    def __str__(self) -> str:
        return _named(self.title, self.acronym)

    @property
    def chain(self) -> str:
        """Return the titles above it, in one line."""
        return CHAIN_SEPARATOR.join(self.above)

    def relevance(self, asked: list[str]) -> int | None:
        """Return how well the beginnings ``asked`` name it, 0 the best; None when they do not."""
        own = plain_words(str(self))
        if asked == plain_words(self.acronym) or asked == plain_words(self.title):
            return 0
        if begins_with_all(asked, own):
            return 1
        around = plain_words(self.chain)
        names_it = any(begins_with_all([word], own) for word in asked)
        return 2 if names_it and begins_with_all(asked, own + around) else None


def structure_pages() -> QuerySet[Page]:
    """Return organisations and units in the source language, in the order of the tree, with their acronyms."""
    pages = Page.objects.type(*page_models()).filter(locale=Locale.get_default())
    return _with_acronyms(pages).order_by("path")


def choices() -> Iterator[Choice]:
    """Yield every organisation and unit of the source language, each below the one it belongs to: one query."""
    titles: dict[str, str] = {}
    rows = structure_pages().values_list(
        "pk", "translation_key", "path", "draft_title", "acronym", "unitpage__kind__name_fr"
    )
    for pk, work, path, title, acronym, kind in rows:
        titles[path] = title
        yield Choice(pk, work, title, acronym, kind or str(_("Organisation")), tuple(_titles_above(path, titles)))


def chain_of(page: Page) -> str:
    """Return the title of ``page`` below the titles above it: « ONM › Direction › Service »: one query."""
    within = _with_acronyms(page.get_ancestors(inclusive=True).type(*page_models()))
    rows = list(within.order_by("depth").values_list("draft_title", "acronym"))
    return CHAIN_SEPARATOR.join([*(title for title, _acronym in rows[:-1]), *(_named(*row) for row in rows[-1:])])


def page_models() -> tuple[type[Page], ...]:
    """Return what can be chosen: organisations and units."""
    return tuple(map(apps.get_model, PAGE_TYPES))


def _with_acronyms(pages: QuerySet[Page]) -> QuerySet[Page]:
    return pages.annotate(acronym=Coalesce("unitpage__acronym", "organisationpage__acronym", Value("")))


def _named(title: str, acronym: str) -> str:
    return f"{title} ({acronym})" if acronym else title


def _titles_above(path: str, titles: dict[str, str]) -> Iterator[str]:
    for length in range(Page.steplen, len(path), Page.steplen):
        if path[:length] in titles:
            yield titles[path[:length]]


def best(found: Iterable[Choice], query: str) -> list[Choice]:
    """Return what ``query`` names, the best first; all of it, in its order, when nothing is asked."""
    asked = plain_words(query)
    if not asked:
        return list(found)
    ranked = [(choice.relevance(asked), choice) for choice in found]
    kept = [(rank, choice) for rank, choice in ranked if rank is not None]
    return [choice for _rank, choice in sorted(kept, key=lambda item: item[0])]
