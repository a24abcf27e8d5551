"""Ordinary Wagtail pages: the home page, help, news. They have no editions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from portal.editions import news
from portal.editions.freshness import kept_until_change
from portal.editions.readers import reading_of


class HomePage(Page):
    """The front of the portal: the search box first, then the organisations."""

    introduction = models.TextField(_("introduction"), blank=True)
    examples = models.TextField(
        _("exemples de questions"), blank=True, help_text=_("Une question par ligne ; chacune devient un lien.")
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("examples")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home.html"

    class Meta:
        verbose_name = _("accueil")

    @property
    def questions(self) -> list[str]:
        """The examples, one by one."""
        return [line.strip() for line in self.examples.splitlines() if line.strip()]

    @method_decorator(kept_until_change)
    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; it is the same for all visitors until something is published."""
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the reader, the examples, and what changed or is coming that this reader may see."""
        reading = reading_of(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "reading": reading,
            "latest": news.latest(reading),
            "coming": news.coming(reading),
            "examples": self.questions,
        }


def example_questions(language: str) -> list[str]:
    """Return the questions that the home page of ``language`` gives as examples."""
    home = HomePage.objects.live().filter(locale__language_code=language).first()
    return home.questions if home else []


class ContentPage(Page):
    """A simple page: help, news, legal notice."""

    body = RichTextField(_("texte"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    template = "home/content.html"

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")
