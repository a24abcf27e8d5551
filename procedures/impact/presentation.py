"""What a reorganisation touches, as its page on the desk shows it to one person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from org.changes.content import PREDECESSOR, ChangeContent
from org.models import ChangeEventPage
from portal.approvals.models import Representation
from portal.editions.audiences import audience_of
from portal.editions.models import InForce, Work

from .around import HeldPost, Waiting, holdings_of, representatives_of, waiting_for
from .drafts import CAN_BE_DRAFTED, source_pages
from .succession import Taken, taken_by
from .texts import Place, TouchedText, drafted_texts, lagging_languages, published_texts


@dataclass(frozen=True, slots=True)
class ShownPlaces:
    """What a unit does in a text, « agit dans l’étape », and the rows where it does."""

    unit: str
    how: str
    rows: Sequence[Place]


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text with where it is mended; ``page`` is the key for a draft, where one can be opened for it."""

    text: TouchedText
    places: Sequence[ShownPlaces]
    kind: str
    language: str
    edit_url: str
    page: int | None
    has_draft: bool
    translations: Sequence[str]


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that a reorganisation touches, as far as the person may know."""

    event: ChangeContent
    taken: Sequence[Taken]
    texts: Sequence[ShownText]
    drafts: Sequence[ShownText]
    holdings: Sequence[HeldPost]
    representatives: Sequence[Representation]
    waiting: Sequence[Waiting]

    @property
    def pages(self) -> list[int]:
        """The pages for which a draft can be opened."""
        return list(dict.fromkeys(each.page for each in (*self.texts, *self.drafts) if each.page))


def impact_of(page: ChangeEventPage, user: Any) -> Impact:
    """Return what the event touches, as it is drafted."""
    event: ChangeContent = page.get_latest_revision_as_object().edition_content()
    audience = audience_of(user)
    taken = _known(taken_by(event), audience)
    works = {each.unit.work for each in taken}
    texts = published_texts(works, audience) if works else []
    drafts = drafted_texts(works, user, texts) if works else []
    names = {each.unit.work: each.unit.name for each in taken}
    shown = _shown([*texts, *drafts], names, user, audience)
    return Impact(
        event=event,
        taken=taken,
        texts=shown[: len(texts)],
        drafts=shown[len(texts) :],
        holdings=holdings_of(works, audience),
        representatives=representatives_of(works),
        waiting=waiting_for(works, audience),
    )


def event_that_ended(work: UUID) -> ChangeEventPage | None:
    """Return the last event on the desk that names a unit among those before."""
    held = InForce.objects.said_now().filter(
        edition__relations__kind=PREDECESSOR, edition__relations__target=work, language=F("work__source_language")
    )
    keys = held.values("work")
    return ChangeEventPage.objects.filter(translation_key__in=keys).order_by("date", "pk").last()


def _known(taken: Sequence[Taken], audience: int) -> list[Taken]:
    """Leave out the units that the person may not know of."""
    works = {unit.work for each in taken for unit in (each.unit, *each.successors)}
    readable = Work.objects.filter(key__in=works, effective_audience__lte=audience)
    known = set(readable.values_list("key", flat=True))
    return [
        Taken(each.unit, tuple(unit for unit in each.successors if unit.work in known))
        for each in taken
        if each.unit.work in known
    ]


def _shown(texts: Sequence[TouchedText], names: Mapping[UUID, str], user: Any, audience: int) -> list[ShownText]:
    works = {text.work for text in texts}
    pages = {page.translation_key: page for page in source_pages(works)}
    translations = lagging_languages(works, audience)
    languages = dict(settings.LANGUAGES)
    return [
        ShownText(
            text=text,
            places=list(_places(text, names)),
            kind=str(page.specific_class._meta.verbose_name) if page and page.specific_class else text.kind,
            language=_(languages.get(text.language, text.language)),
            edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
            page=page.pk if page and _can_be_drafted(page, user) else None,
            has_draft=bool(page and page.has_unpublished_changes),
            translations=[_(languages.get(code, code)) for code in translations.get(text.work, ())],
        )
        for text in texts
        for page in [pages.get(text.work)]
    ]


def _places(text: TouchedText, names: Mapping[UUID, str]) -> Iterator[ShownPlaces]:
    grouped: dict[tuple[UUID, str], list[Place]] = {}
    for place in text.places:
        grouped.setdefault((place.unit, place.how), []).append(place)
    for (unit, how), rows in grouped.items():
        yield ShownPlaces(names.get(unit, ""), how, [row for row in rows if row.row])


def _can_be_drafted(page: Page, user: Any) -> bool:
    model = page.specific_class
    fits = model is not None and issubclass(model, CAN_BE_DRAFTED)
    return bool(fits and page.permissions_for_user(user).can_edit())


def successors_in(taken: Collection[Taken], chosen: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
    """Return who acts in whose place: the only one, or the one that was ``chosen`` of those proposed."""
    found = {}
    for each in taken:
        proposed = {unit.work for unit in each.successors}
        after = chosen.get(each.unit.work) if chosen.get(each.unit.work) in proposed else each.only
        if after:
            found[each.unit.work] = after
    return found
