"""How templates lead to another text."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.editions.reading import Link

from .languages import lang

register = template.Library()


@register.simple_tag
def text_link(link: Link, brief: bool = False) -> SafeString:
    """Return a link to an organisation or a unit. ``brief``: its acronym stands for its name where it has one."""
    # A page of answers has some fifty of them: as a template of its own it took a fifth of the page's time.
    language = lang(link.language)
    if brief and link.acronym:
        words = (link.url, link.title, language, link.acronym)
        return format_html('<a href="{}"><abbr title="{}"{}>{}</abbr></a>', *words)
    name = f"{link.title} ({link.acronym})" if link.acronym else link.title
    return format_html('<a href="{}"{}>{}</a>', link.url, language, name)
