"""What templates of apps below show of the structure, which they do not know."""

from __future__ import annotations

from django import template

from org.cards import OrganisationCard
from org.cards import organisation_cards as cards_of
from portal.editions.reading import Reading

register = template.Library()


@register.simple_tag
def organisation_cards(reading: Reading, with_structure: bool = True) -> list[OrganisationCard]:
    """Return the organisations that this reader may see, with their missions and figures.

    ``with_structure``: those of which the portal knows the units, or else those that other texts only name.
    """
    return [card for card in cards_of(reading) if card.has_structure == with_structure]
