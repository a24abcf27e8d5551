"""The texts that a reorganisation touches, with where each is mended and how its translations stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from .choosing import row_name
from .drafts import CAN_BE_DRAFTED, source_pages
from .texts import Place, TouchedText
from .translations import Rendering


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row where a unit is named, ``told`` in its own words; ``name`` is that of the field to choose in."""

    place: Place
    told: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownPlaces:
    """What a unit does in a text, « agit dans l’étape », and the rows where it does."""

    unit: str
    how: str
    rows: Sequence[ShownRow]


@dataclass(frozen=True, slots=True)
class ShownTranslation:
    """A translation, the units that it ``names``, and its draft, if the person may write it."""

    rendering: Rendering
    language: str
    names: Sequence[str]
    edit_url: str
    has_draft: bool


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
    translations: Sequence[ShownTranslation]

    @property
    def rows(self) -> Iterator[ShownRow]:
        """Every row where a unit is named."""
        return (row for each in self.places for row in each.rows)


def shown_texts(
    texts: Sequence[TouchedText],
    names: Mapping[UUID, str],
    translations: Iterable[ShownTranslation],
    user: Any,
) -> list[ShownText]:
    """Return ``texts`` as the desk shows them to one person; ``names`` are those of the units."""
    pages = {page.translation_key: page for page in source_pages({text.work for text in texts})}
    rendered: dict[UUID, list[ShownTranslation]] = {}
    for each in translations:
        rendered.setdefault(each.rendering.work, []).append(each)
    return [
        ShownText(
            text=text,
            places=list(_places(text, names)),
            kind=str(page.specific_class._meta.verbose_name) if page and page.specific_class else text.kind,
            language=_language(text.language),
            edit_url=_edit_url(page) if page else "",
            page=page.pk if page and _can_be_drafted(page, user) else None,
            has_draft=bool(page and page.has_unpublished_changes),
            translations=rendered.get(text.work, []),
        )
        for text in texts
        for page in [pages.get(text.work)]
    ]


def shown_translations(
    renderings: Sequence[Rendering], names: Mapping[UUID, str], user: Any
) -> list[ShownTranslation]:
    """Return translations with the way to their drafts: one query for their pages."""
    rows = Page.objects.filter(translation_key__in={each.work for each in renderings}, alias_of=None)
    pages = {(page.translation_key, page.locale.language_code): page for page in rows.select_related("locale")}
    return [
        ShownTranslation(
            rendering=each,
            language=_language(each.language),
            names=sorted(names[unit] for unit in each.names if unit in names),
            edit_url=_edit_url(page) if page and page.permissions_for_user(user).can_edit() else "",
            has_draft=bool(page and page.has_unpublished_changes),
        )
        for each in renderings
        for page in [pages.get((each.work, each.language))]
    ]


def _places(text: TouchedText, names: Mapping[UUID, str]) -> Iterator[ShownPlaces]:
    grouped: dict[tuple[UUID, str], list[ShownRow]] = {}
    for place in text.places:
        row = ShownRow(place, place.row, row_name(text.work, place.key))
        grouped.setdefault((place.unit, place.how), []).append(row)
    for (unit, how), rows in grouped.items():
        yield ShownPlaces(names.get(unit, ""), how, rows)


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _language(code: str) -> str:
    return _(dict(settings.LANGUAGES).get(code, code))


def _can_be_drafted(page: Page, user: Any) -> bool:
    model = page.specific_class
    fits = model is not None and issubclass(model, CAN_BE_DRAFTED)
    return bool(fits and page.permissions_for_user(user).can_edit())
