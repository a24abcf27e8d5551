"""What search engines are told: where not to go, and the public texts in force in each language."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.generic import RedirectView
from wagtail.models import Page

from portal.editions.audiences import Audience
from portal.editions.models import InForce
from portal.home.models import ContentPage, HomePage


class Texts(Sitemap):
    """Every text in force that anyone may read, in each language that it is written in."""

    limit = 5_000

    def items(self) -> QuerySet[Any]:
        """Return the versions in force today with their addresses."""
        today = timezone.localdate()
        rows = InForce.objects.on(today).readable_by(Audience.PUBLIC).filter(edition__withdrawal=None)
        rows = rows.addressed_in(F("language"), today).order_by("pk")
        return rows.values("language", "edition__recorded_at", path=F("path"))

    def location(self, item: dict[str, Any]) -> str:
        """Return the address in the language of the version."""
        with override(item["language"]):
            return reverse("text", args=[item["path"]])

    def lastmod(self, item: dict[str, Any]) -> datetime.datetime:
        """Return when the version was recorded."""
        recorded: datetime.datetime = item["edition__recorded_at"]
        return recorded


class Pages(Sitemap):
    """The home pages and the simple pages."""

    def items(self) -> QuerySet[Page]:
        """Return what is live and public."""
        return Page.objects.live().public().type(HomePage, ContentPage).order_by("pk").select_related("locale")

    def location(self, item: Page) -> str:
        """Return the address of the page, without the site's own."""
        with override(item.locale.language_code):
            parts = item.get_url_parts()
            return parts[2] if parts and parts[2] else reverse("text", args=[""])

    def lastmod(self, item: Page) -> datetime.datetime | None:
        """Return when the page was last published."""
        return item.last_published_at


class Lists(Sitemap):
    """The lists of texts that are pages of their own, in each language: their words are the portal's."""

    i18n = True
    alternates = True

    def items(self) -> list[str]:
        """Return the names of the lists' addresses."""
        return ["guides", "register"]

    def location(self, item: str) -> str:
        """Return the address of the list."""
        return reverse(item)


SITEMAPS = {"textes": Texts, "pages": Pages, "listes": Lists}
_OF_ONE_READER = ("connexion", "compte", "mot-de-passe-oublie", "date", "recherche", "signaler")
NOT_TO_CRAWL = ("/gestion/", "/@", "/api/", "/oidc/", *(f"/*/{name}/" for name in _OF_ONE_READER))


def robots(request: HttpRequest) -> HttpResponse:
    """Say where crawlers have no business, and where the list of texts is."""
    rules = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_TO_CRAWL)]
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse("\n".join([*rules, "", f"Sitemap: {sitemap}", ""]), content_type="text/plain; charset=utf-8")


class Icon(RedirectView):
    """Browsers that ask for /favicon.ico get the icon."""

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        """Return the address of the icon."""
        return static("portal/icon.svg")
