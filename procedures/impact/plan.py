"""From what a person chose to the drafts that it asks for, and what stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from wagtail.models import Page

from .choosing import TakersForm
from .drafts import source_pages
from .duties import OWN, giving
from .presentation import Impact
from .replacing import replacing
from .rows import KEEPS_NAMES, Row
from .shown import ShownText

ALL: Final = "all"


@dataclass(slots=True)
class Plan:
    """By page, who takes over in which row; by who takes over, which responsibilities of which units.

    ``left`` is what stays as it is, by text.
    """

    rows: dict[int, dict[Row, UUID]] = field(default_factory=lambda: defaultdict(dict))
    duties: dict[UUID, dict[UUID, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    left: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __bool__(self) -> bool:
        """Whether anything is to do."""
        return bool(self.rows or self.duties)

    def changes(self) -> Iterator[tuple[Page, Callable[[Any], None]]]:
        """Yield every page to draft, by title, with what changes in it."""
        keys = {key for rows in self.rows.values() for key in rows.values()} | set(self.duties)
        keys |= {unit for given in self.duties.values() for unit in given}
        pages = {page.translation_key: page for page in source_pages(keys)}
        for page in Page.objects.filter(pk__in=list(self.rows)).order_by("title", "pk"):
            yield page, replacing(_takers(self.rows[page.pk], pages))
        for key, page in pages.items():
            if key in self.duties:
                yield page, giving(self.duties[key], pages)


def plan_of(impact: Impact, form: TakersForm, asked: str) -> Plan | None:
    """Return what was ``asked`` for, a text, what units did, or all; None of what is not proposed."""
    if asked not in (ALL, OWN, *map(str, impact.pages)):
        return None
    plan = Plan()
    for text in (*impact.texts, *impact.drafts):
        if asked in (ALL, str(text.page)):
            _plan_text(plan, text, impact, form)
    if asked in (ALL, OWN):
        _plan_duties(plan, impact, form)
    return plan


def _plan_text(plan: Plan, text: ShownText, impact: Impact, form: TakersForm) -> None:
    may_stay = {each.unit.work for each in impact.taken if each.has_choice}
    for row in text.rows:
        key = row.place.key
        taker = form.taker(text.text.work, key) if text.page and row.place.can_be_taken else None
        if taker == key.unit and key.kind not in KEEPS_NAMES:
            continue
        stays = taker in (None, key.unit) and key.unit in may_stay
        if taker and text.page and not stays:
            plan.rows[text.page][key] = taker
        elif stays or not text.page:
            plan.left[text.text.title].append(row.told or row.place.how)


def _plan_duties(plan: Plan, impact: Impact, form: TakersForm) -> None:
    for each in impact.duties:
        key = each.duty.key
        taker = form.taker(key.unit, key)
        if taker and taker != key.unit:
            plan.duties[taker][key.unit].append(key.anchor)
        elif not each.duty.said_by:
            plan.left[each.unit].append(each.duty.text)


def _takers(rows: Mapping[Row, UUID], pages: Mapping[UUID, Page]) -> Callable[[Row], Page | None]:
    return lambda row: pages.get(rows[row]) if row in rows else None
