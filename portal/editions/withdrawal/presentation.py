"""What the desk says before a text is withdrawn: what will be erased, and what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Page

from ..models import Edition
from ..pages import EditionedPage
from .services import old_revisions, with_the_same_words

LONGEST_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Erased:
    """One edition and the first words of it that go; ``unasked``: it says the same as one that was ticked."""

    edition: Edition
    passages: Sequence[str]
    unasked: bool


@dataclass(frozen=True, slots=True)
class Consequences:
    """All that a withdrawal would erase, and the drafts on the desk that keep the words."""

    erased: Sequence[Erased]
    old_drafts: int
    drafts: Sequence[Page]


def consequences(page: EditionedPage, chosen: Sequence[Edition]) -> Consequences:
    """Return what withdrawing ``chosen`` would erase."""
    asked = {edition.pk for edition in chosen}
    editions = [edition for edition in with_the_same_words(chosen) if not edition.withdrawn]
    languages = {edition.language for edition in editions}
    drafts = Page.objects.filter(translation_key=page.translation_key, locale__language_code__in=languages)
    return Consequences(
        [Erased(edition, _passages(edition), edition.pk not in asked) for edition in editions],
        old_revisions(page, languages).count(),
        list(drafts),
    )


def _passages(edition: Edition) -> list[str]:
    return [passage.text[:LONGEST_SHOWN] for passage in edition.content.passages()]
