"""« Cherché en vain », on the desk's front page: what was asked of late and not answered, the most asked first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import override
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from .models import GlossaryEntry, Question

PERIOD = datetime.timedelta(days=30)
MOST = 8


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question without answer: how often it was asked, where to give it words, where to try it."""

    text: str
    language: str
    language_name: str
    times: int
    glossary_url: str
    search_url: str


def asked_in_vain(since: datetime.date) -> QuerySet[Any]:
    """Return the questions asked since a day that found nothing when they were last asked."""
    same = Question.objects.filter(text=OuterRef("text"), language=OuterRef("language")).order_by("-day")
    rows = Question.objects.order_by().filter(day__gte=since).values("text", "language")
    counted = rows.annotate(times=Sum("count"), last=Max("day"), found=Subquery(same.values("answers")[:1]))
    return counted.filter(found=0).order_by("-times", "-last", "text")


def _unanswered(row: dict[str, Any]) -> Unanswered:
    text, language = row["text"], row["language"]
    with override(language):
        search_url = f"{reverse('search')}?{urlencode({'q': text})}"
    add = reverse("wagtailsnippets_search_glossaryentry:add")
    return Unanswered(
        text=text,
        language=language,
        language_name=dict(settings.LANGUAGES).get(language, language),
        times=row["times"],
        glossary_url=f"{add}?{urlencode({'term': text, 'language': language})}",
        search_url=search_url,
    )


class UnansweredPanel(Component):
    """The questions that found nothing in the last thirty days."""

    name = "unanswered"
    template_name = "search/desk/unanswered.html"
    order = 130

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the most asked of them."""
        since = timezone.localdate() - PERIOD
        return {
            "questions": [_unanswered(row) for row in asked_in_vain(since)[:MOST]],
            "days": PERIOD.days,
            "url": f"{reverse('questions:index')}?found=none",
        }


def show_unanswered(request: HttpRequest, panels: list[Any]) -> None:
    """Add the panel for those who edit the glossary."""
    if policy_registry.get_by_type(GlossaryEntry).user_has_any_permission(request.user, ["add", "change"]):
        panels.append(UnansweredPanel())
