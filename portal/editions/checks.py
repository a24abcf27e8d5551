"""Contracts of editions, as system checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from . import triggers
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


@register(Tags.database)
def every_trigger_is_there(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of rules that the database no longer keeps: no error, for `migrate` puts them back."""
    return [
        Warning(
            f"The trigger {trigger.name} on {trigger.table} is missing or was changed.",
            hint="Run `manage.py migrate`: it installs what is missing.",
            id="editions.W001",
        )
        for alias in databases or ()
        for trigger in triggers.missing(connections[alias])
    ]
