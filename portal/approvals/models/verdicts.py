"""What was decided, for ever."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task

from portal.editions.models import AppendOnlyError, Edition, Work

from .parties import Capacity
from .reviews import Review


class Choice(models.TextChoices):
    """What somebody who is asked may say."""

    AGREE = "agree", _("d’accord")
    RESERVE = "reserve", _("d’accord, avec des réserves")
    CHANGES = "changes", _("demande des changements")
    REFUSE = "refuse", _("refuse")
    ABSTAIN = "abstain", _("s’abstient")


class Member(models.TextChoices):
    """In which capacity somebody decides who represents no party."""

    MEMBER = "member", _("membre du groupe")


class Sealed(models.Model):
    """A row that is added, never changed; each carries the digest of the one before it."""

    number = models.PositiveIntegerField(unique=True)
    recorded_at = models.DateTimeField()
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["number"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not kwargs.get("force_insert"):
            raise AppendOnlyError("What was recorded is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("What was recorded is never deleted.")


class Verdict(Sealed):
    """One decision: by whom, for whom, in which capacity, on exactly which content.

    ``parts`` are the seals of all the parts of the text decided on, ``scope`` those that were asked about, ``base``
    the edition it was compared with; ``about`` is the part that a request for changes is tied to.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdicts")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Work, null=True, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice)
    text = models.TextField(blank=True)
    about = models.CharField(max_length=200, blank=True)
    base = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    seal = models.CharField(max_length=64)
    parts = models.JSONField()
    scope = models.JSONField()
    person = models.CharField(max_length=80)
    name = models.CharField(max_length=255)
    account = models.PositiveBigIntegerField()
    capacity = models.CharField(max_length=10, choices=[*Capacity.choices, *Member.choices])

    class Meta(Sealed.Meta):
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")

    def __str__(self) -> str:
        return f"{self.name}: {self.choice}"

    @property
    def is_agreement(self) -> bool:
        """Whether the person agreed, with reservations or without."""
        return self.choice in (Choice.AGREE, Choice.RESERVE)
