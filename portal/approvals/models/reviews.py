"""A text under review: who wrote it, who is asked, who was left out and why."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, WorkflowState

from portal.editions.models import Edition, Work

from .parties import Representation


class Outcome(models.TextChoices):
    """How a review ended."""

    OPEN = "", _("en cours")
    PUBLISHED = "published", _("publié")
    RATIFIED = "ratified", _("régularisé après publication en urgence")
    ABANDONED = "abandoned", _("abandonné")


class Review(models.Model):
    """The examination of one text in one language, from its submission to its publication.

    ``base`` is the edition that the draft is compared with where it is not the one in force: after an emergency,
    the one before it. ``position`` is the order that the text was submitted with, while its page stays at
    ``desk_path``: what is published beside it meanwhile changes nothing of what was approved.
    """

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="reviews")
    language = models.CharField(max_length=8)
    page = models.PositiveBigIntegerField()
    title = models.CharField(max_length=1000)
    workflow_state = models.ForeignKey(WorkflowState, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=255)
    after_the_fact = models.BooleanField(default=False)
    base = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.BigIntegerField()
    desk_path = models.CharField(max_length=255)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN, blank=True)

    class Meta:
        verbose_name = _("examen")
        verbose_name_plural = _("examens")
        ordering: ClassVar[list[str]] = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "language"], condition=Q(closed_at=None), name="one_open_review_a_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Contribution(models.Model):
    """Somebody who wrote at the text under review; outlives the revisions and the account."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="contributions")
    account = models.PositiveBigIntegerField()
    person = models.CharField(max_length=80)
    name = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [models.UniqueConstraint(fields=["review", "account"], name="one_contribution_an_account")]

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    """How somebody who is asked stands to the text as it is now."""

    WAITING = "waiting", _("attendu")
    AGREED = "agreed", _("d’accord")
    AGAINST = "against", _("demande des changements ou refuse")
    ABSTAINED = "abstained", _("s’abstient")
    LEFT_OUT = "left_out", _("n’est pas consultée")


class RequestQuerySet(models.QuerySet["Request"]):
    """What is asked of whom."""

    def waiting(self) -> Self:
        """What waits for an answer, in reviews that are open and at that step."""
        return self.filter(state=State.WAITING, is_current=True, review__closed_at=None)

    def for_person(self, user: Any, date: datetime.date) -> Self:
        """What a person may answer on a day: for a group of theirs, or for a party that they represent."""
        parties = Representation.objects.of(user).on(date).values("party")
        tasks = Task.objects.filter(legalreviewtask__groups__in=user.groups.all())
        return self.filter(Q(party__in=parties) | Q(party=None, task__in=tasks))


class Request(models.Model):
    """Somebody who is asked: a party, or the group of a step (no party). What follows from drafts and verdicts.

    ``reasons`` are the parts that they are asked about, with why; ``is_current``: the text is at that step;
    ``changes`` says in a few words of every language what they are asked about (``naming``).
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="requests")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Work, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    is_current = models.BooleanField(default=True)
    mandatory = models.BooleanField(default=True)
    reasons = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande")
        verbose_name_plural = _("demandes")
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "task", "party"], name="one_request_a_party"),
            models.UniqueConstraint(fields=["review", "task"], condition=Q(party=None), name="one_request_a_group"),
        ]
        indexes = [models.Index(fields=["state", "is_current", "party"], name="waiting_for_a_party")]

    def __str__(self) -> str:
        return f"{self.review} → {self.party_id or self.task_id}"


class Invitation(models.Model):
    """A party that legal added to those that the change touches."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="invitations")
    party = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="+")
    mandatory = models.BooleanField(default=True)
    reason = models.TextField(_("raison"))
    by = models.CharField(max_length=255)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("partie ajoutée")
        verbose_name_plural = _("parties ajoutées")
        constraints = [models.UniqueConstraint(fields=["review", "party"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.review} + {self.party_id}"


class Exemption(models.Model):
    """A party that legal left out, and why: shown with the edition, never changed."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="exemptions")
    party = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("raison"))
    by = models.CharField(max_length=255)
    person = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("partie non consultée")
        verbose_name_plural = _("parties non consultées")
        constraints = [models.UniqueConstraint(fields=["review", "party"], name="left_out_once")]

    def __str__(self) -> str:
        return f"{self.review} − {self.party_id}"


class Weight(models.TextChoices):
    """How much a change matters."""

    MINOR = "minor", _("mineure")
    MATERIAL = "material", _("de fond")


class Weighing(models.Model):
    """Somebody weighs a change otherwise than the portal proposes; to make it lighter takes a second person.

    It holds for exactly the draft named by ``token``: any edit voids it.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="weighings")
    weight = models.CharField(_("portée"), max_length=8, choices=Weight)
    token = models.CharField(max_length=64)
    reason = models.TextField(_("raison"))
    name = models.CharField(max_length=255)
    person = models.CharField(max_length=80)
    at = models.DateTimeField()
    confirmed_name = models.CharField(max_length=255, blank=True)
    confirmed_person = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("portée d’une modification")
        verbose_name_plural = _("portées des modifications")
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "weight", "token"], name="weighed_once")]

    def __str__(self) -> str:
        return f"{self.review}: {self.weight}"

    @property
    def holds(self) -> bool:
        """Whether it counts."""
        return self.weight == Weight.MATERIAL or self.confirmed_at is not None
