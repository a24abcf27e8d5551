"""What templates of apps below show of the structure, which they do not know."""

from __future__ import annotations

from django import template

from org.cards import OrganisationCard
from org.cards import organisation_cards as cards_of
from portal.editions.reading import Reading

register = template.Library()


@register.simple_tag
def organisation_cards(reading: Reading) -> list[OrganisationCard]:
    """Return the organisations that this reader may see, with their missions and figures."""
    return cards_of(reading)
