"""How templates name a language, and mark text that is not in the page's own."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Django knows no Haitian Creole, and would name it in English.
NAMES = {"fr": _("français"), "ht": _("créole haïtien"), "en": _("anglais"), "es": _("espagnol")}


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language, as a word inside a sentence of the page's language."""
    return str(NAMES.get(code, code))


@register.simple_tag
def lang(code: str) -> str | SafeString:
    """Return a ``lang`` attribute for an element in ``code``; nothing where it is the page's language."""
    return format_html(' lang="{}"', code) if code and code != get_language() else ""
