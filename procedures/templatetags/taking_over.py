"""The fields of a form by names that are only known to what is listed."""

from __future__ import annotations

from uuid import UUID

from django import template
from django.forms import BoundField, Form

from ..impact.choosing import unit_name

register = template.Library()


@register.filter
def field_named(form: Form, name: str) -> BoundField | None:
    """Return a field; None where nothing is to choose."""
    return form[name] if name in form.fields else None


@register.filter
def field_of_unit(form: Form, unit: UUID) -> BoundField | None:
    """Return the field that holds for all rows of a unit."""
    return field_named(form, unit_name(unit))
