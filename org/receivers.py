"""What changes for readers without an edition: who holds which post, by which act; names of places and kinds."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.editions import freshness

from .models import Holding, LegalReference, Person, Place, UnitKind


@receiver([post_save, post_delete], sender=Holding)
@receiver([post_save, post_delete], sender=Person)
@receiver([post_save, post_delete], sender=LegalReference)
@receiver([post_save, post_delete], sender=Place)
@receiver([post_save, post_delete], sender=UnitKind)
def forget_what_is_kept(sender: type, **kwargs: Any) -> None:
    """Let what names holders, places and kinds be made again."""
    freshness.renew()
