"""The texts that name a unit: in force, to come, or only drafted; with the rows that do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from org.changes.content import PREDECESSOR, SUCCESSOR
from org.gaps.around import row_called
from org.models import ChangeEventPage
from portal.editions.kinds import Content, RelationTo
from portal.editions.models import InForce, Relation
from portal.editions.pages import EditionedPage

from ..content.procedures import ACTS, OWNS, PARTY
from ..content.projects import PARTNER, STRENGTHENS, ProjectContent
from .drafts import source_pages
from .rows import STAYS_AS_IT_IS, Row

# Other reorganisations tell what was: they stay as they are.
HISTORY: Final = frozenset({PREDECESSOR, SUCCESSOR})
HOW: Final = {
    ACTS: _("agit dans l’étape"),
    OWNS: _("tient le texte à jour"),
    PARTY: _("est partie au texte"),
    PARTNER: _("participe au projet"),
    STRENGTHENS: _("a une attribution que le projet renforce"),
    "shared_with": _("partage l’attribution"),
    "member": _("y a un membre"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text names a unit; ``how`` in words, and what the row says."""

    key: Row
    how: str
    row: str

    @property
    def unit(self) -> UUID:
        """The unit."""
        return self.key.unit

    @property
    def anchor(self) -> str:
        """The row."""
        return self.key.anchor

    @property
    def can_be_taken(self) -> bool:
        """Whether a draft can put somebody else there."""
        return self.key.kind not in STAYS_AS_IT_IS


@dataclass(frozen=True, slots=True)
class TouchedText:
    """A text that names a unit; ``language`` is its own, ``is_draft``: only the draft does."""

    work: UUID
    kind: str
    title: str
    language: str
    places: tuple[Place, ...]
    is_draft: bool = False


def published_texts(works: Collection[UUID], audience: int) -> list[TouchedText]:
    """Return the texts in force or to come that name ``works``, as they were first written: two queries."""
    held = InForce.objects.said_now().filter(ends__gt=timezone.localdate(), language=F("work__source_language"))
    held = held.readable_by(audience).filter(edition__withdrawal=None)
    related = Relation.objects.filter(target__in=list(works), edition__in=held.values("edition"))
    rows = related.exclude(kind__in=HISTORY).select_related("edition__work").order_by("edition", "pk")
    by_edition: dict[int, list[Relation]] = defaultdict(list)
    for relation in rows:
        by_edition[relation.edition_id].append(relation)
    found: dict[UUID, TouchedText] = {}
    for relations in by_edition.values():
        edition = relations[0].edition
        said = [RelationTo(each.kind, each.target, each.anchor) for each in relations]
        text = _text(edition.work_id, edition.work.kind, edition.content, edition.language, said)
        found[text.work] = text
    return sorted(found.values(), key=lambda text: (text.kind, text.title))


def drafted_texts(works: Collection[UUID], user: Any, published: Iterable[TouchedText]) -> list[TouchedText]:
    """Return the texts whose draft alone names ``works``: those that the person may edit."""
    known = {(text.work, place) for text in published for place in text.places}
    found = []
    for page in _with_a_draft(works):
        if not page.permissions_for_user(user).can_edit():
            continue
        content = page.get_latest_revision_as_object().edition_content()
        said = [each for each in content.relations() if each.target in works and each.kind not in HISTORY]
        text = _text(page.translation_key, page.kind_name, content, page.locale.language_code, said, is_draft=True)
        new = tuple(place for place in text.places if (text.work, place) not in known)
        if new:
            found.append(TouchedText(text.work, text.kind, text.title, text.language, new, is_draft=True))
    return found


def _with_a_draft(works: Collection[UUID]) -> Iterator[Any]:
    """Yield the pages whose last draft may name ``works``: of all drafts, only those are made into pages."""
    own = Page.objects.filter(translation_key__in=list(works)).values_list("pk", flat=True)
    named = re.compile(rf"\b(?:{'|'.join(map(str, own)) or '-'})\b")
    drafts = Page.objects.filter(Q(has_unpublished_changes=True) | Q(live=False), alias_of=None)
    rows = drafts.exclude(latest_revision=None).values_list("pk", "latest_revision__content")
    found = [pk for pk, content in rows.order_by("path").iterator() if _mentions(content, named)]
    pages: Any = Page.objects.filter(pk__in=found).order_by("path")
    drafted = list(pages.specific())
    # The draft of a translation follows its source: it is told with the translations.
    sources = {page.pk for page in source_pages({page.translation_key for page in drafted})}
    for page in drafted:
        if page.pk in sources and isinstance(page, EditionedPage) and not isinstance(page, ChangeEventPage):
            yield page


def _mentions(content: Any, named: re.Pattern[str]) -> bool:
    """Whether the rows of a draft may name a page: they are kept as text."""
    rows = (value for value in content.values() if isinstance(value, str) and value.startswith("["))
    return any(named.search(text) for text in rows)


def _text(
    work: UUID, kind: str, content: Content, language: str, said: Iterable[RelationTo], *, is_draft: bool = False
) -> TouchedText:
    places = tuple(dict.fromkeys(_place(content, relation) for relation in said))
    return TouchedText(work, kind, content.title, language, places, is_draft)


def _place(content: Content, relation: RelationTo) -> Place:
    how = str(HOW.get(relation.kind, _("a un lien avec elle")))
    key = Row(relation.target, relation.kind, relation.anchor)
    return Place(key, how, _strengthened(content, relation) or row_called(content, relation.anchor))


def _strengthened(content: Content, relation: RelationTo) -> str:
    """Return the responsibility, a row of another text, that a project strengthens."""
    rows = content.responsibilities if isinstance(content, ProjectContent) else ()
    return next((row.text for row in rows if str(row.responsibility) == relation.anchor), "")
