"""Contracts of editions, as system checks."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from .kinds import kind_named
from .pages import EditionedPage


@register()
def every_editioned_page_has_a_kind(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report pages with editions whose kind was not registered."""
    problems: list[CheckMessage] = []
    for model in apps.get_models():
        if not issubclass(model, EditionedPage):
            continue
        try:
            kind_named(model.kind_name)
        except (AttributeError, KeyError):
            problems.append(Error(f"{model.__name__} has no registered kind.", obj=model, id="editions.E001"))
    return problems
