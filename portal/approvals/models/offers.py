"""Somebody is asked to act for a party; nothing holds before they have accepted."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.editions.models import Work


class OfferQuerySet(models.QuerySet["DelegationOffer"]):
    """Which delegations are offered."""

    def open(self) -> Self:
        """Those whose last day has not passed."""
        return self.filter(last_day__gte=timezone.localdate())

    def waiting_for(self, user: Any) -> Self:
        """Those that a person may accept, the oldest first."""
        return self.open().filter(to=user, declined_at=None).order_by("offered_at", "pk")


class DelegationOffer(models.Model):
    """A delegation to whoever is called as somebody ``typed``; ``to``, the account of that name, is told to nobody.

    Whether there is such an account is learnt from its owner alone, when they answer.
    """

    party = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    typed = models.CharField(max_length=254)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    last_day = models.DateField()
    act = models.CharField(max_length=255, blank=True)
    offered_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("délégation proposée")
        verbose_name_plural = _("délégations proposées")
        ordering: ClassVar[list[str]] = ["offered_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.typed} ({self.last_day})"
