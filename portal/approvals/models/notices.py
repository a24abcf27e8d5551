"""What somebody is to be told by e-mail: kept until it went, so that nothing is lost and nothing goes twice."""

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .reviews import Request, Review, State
from .verdicts import Verdict

MOST_ATTEMPTS = 8


class Told(models.TextChoices):
    """What a notice says."""

    ASKED = "asked", _("votre décision est attendue")
    REMINDED = "reminded", _("l’échéance approche")
    LATE = "late", _("l’échéance est passée")
    RESERVED = "reserved", _("accord avec des réserves")
    CHANGES = "changes", _("des changements sont demandés")
    REFUSED = "refused", _("refus")
    PUBLISHED = "published", _("publié")
    STUCK = "stuck", _("approuvé, mais pas publié")


TO_DECIDE = (Told.ASKED, Told.REMINDED)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """What is to be sent."""

    def to_send(self, now: datetime.datetime) -> Self:
        """Those that did not go yet, and are not given up."""
        return self.filter(sent_at=None, due_at__lte=now, attempts__lt=MOST_ATTEMPTS)

    def given_up(self) -> Self:
        """Those that could not be sent."""
        return self.filter(sent_at=None, attempts__gte=MOST_ATTEMPTS)

    def outdated(self) -> Self:
        """Those that would ask for what waits no more."""
        asks = self.filter(sent_at=None, kind__in=[*TO_DECIDE, Told.LATE])
        waiting = Request.objects.filter(state=State.WAITING, is_current=True, review__closed_at=None)
        return asks.exclude(request__in=waiting)


class Notice(models.Model):
    """One thing that one account is told; those that are due to one account go in one mail.

    ``due_at`` moves on when somebody starts to send it, and after a failure.
    """

    kind = models.CharField(max_length=10, choices=Told)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="notices")
    request = models.ForeignKey(Request, null=True, on_delete=models.CASCADE, related_name="notices")
    verdict = models.ForeignKey(Verdict, null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("avis")
        verbose_name_plural = _("avis")
        ordering: ClassVar[list[str]] = ["noted_at", "pk"]
        indexes = [models.Index(fields=["sent_at", "due_at"], name="notices_to_send")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.account_id}"


class Reached(models.Model):
    """How far the authors were told of verdicts and of publications: the number of the last one."""

    what = models.CharField(max_length=20, unique=True)
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.what}: {self.number}"
