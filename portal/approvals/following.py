"""A translation stands where its source does: where that was approved to go, it follows, and nobody is asked twice."""

from __future__ import annotations

from django.utils import timezone

from portal.editions.gate import Place
from portal.editions.models import InForce, Work

from .parts import PLACE
from .standing import Standing


def follows_its_source(standing: Standing) -> bool:
    """Whether all that changes is that a translation goes to where its source stands already."""
    proposal, base = standing.proposal, standing.base
    if base is None or standing.changed != {PLACE}:
        return False
    language = Work.objects.values_list("source_language", flat=True).get(key=proposal.work)
    source = InForce.objects.on(timezone.localdate()).filter(work=proposal.work, language=language).first()
    if source is None or language == proposal.language:
        return False
    return proposal.place == Place(source.parent_id, source.position, base.document["place"]["slug"])
