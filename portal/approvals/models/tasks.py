"""The steps of a workflow that the gate insists on. Wagtail's workflow carries a text from one to the next; whether
it is approved is told by verdicts alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from portal.editions.models import Work


class ApprovalTask(Task):
    """A step whose verdicts bind the gate. It is decided on its own page, never in the editor.

    The editor's form saves the text that it decides on: whoever approved there would become its co-author.
    """

    working_days = models.PositiveSmallIntegerField(
        _("délai en jours ouvrables"), default=10, help_text=_("Sans les fins de semaine ni les jours fériés.")
    )
    remind_before = models.PositiveSmallIntegerField(
        _("rappel, en jours ouvrables avant l’échéance"), default=2, help_text=_("0 : aucun rappel.")
    )
    asks_about_translations = models.BooleanField(
        _("demander aussi pour les traductions"),
        default=True,
        help_text=_("Sans cette case, seul le texte dans sa langue d’origine est soumis à cette étape."),
    )

    admin_form_fields: ClassVar[list[str]] = [
        *Task.admin_form_fields,
        "working_days",
        "remind_before",
        "asks_about_translations",
    ]

    class Meta:
        abstract = True

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Ask whom the change touches; the step is over at once where all that it needs was given already."""
        from ..reviewing import begin_step

        return begin_step(self, super().start(workflow_state, user=user), user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Offer nothing in the editor."""
        return []

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refuse what a forged form asks for."""


class LegalReviewTask(ApprovalTask):
    """A group gives a second pair of eyes: one of its members, never an author of the text."""

    groups = models.ManyToManyField(Group, verbose_name=_("groupes"), related_name="+")

    admin_form_fields: ClassVar[list[str]] = [*ApprovalTask.admin_form_fields, "groups"]
    admin_form_widgets: ClassVar[dict[str, Any]] = {"groups": forms.CheckboxSelectMultiple}

    class Meta:
        verbose_name = _("examen juridique")
        verbose_name_plural = _("examens juridiques")

    @classmethod
    def get_description(cls) -> str:
        """Say what the step asks for."""
        return str(_("Un membre des groupes choisis décide ; jamais un auteur du texte."))

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """Return what waits for a member of the groups."""
        if not self.groups.filter(pk__in=user.groups.all()).exists():
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)


class Rule(models.TextChoices):
    """How many parties must agree."""

    UNANIMITY = "unanimity", _("toutes les parties")
    QUORUM = "quorum", _("les parties obligatoires, et un quorum des autres")


class PartiesApprovalTask(ApprovalTask):
    """All parties that the change touches decide, at the same time."""

    rule = models.CharField(_("règle"), max_length=10, choices=Rule, default=Rule.UNANIMITY)
    quorum = models.PositiveSmallIntegerField(
        _("quorum"), default=0, help_text=_("Combien des parties non obligatoires doivent donner leur accord.")
    )
    may_abstain = models.BooleanField(
        _("l’abstention est permise"), default=False, help_text=_("Une partie qui s’abstient n’arrête pas le texte.")
    )
    asks_about_minor = models.BooleanField(
        _("demander aussi pour une modification mineure"),
        default=False,
        help_text=_("Sans cette case, une modification mineure n’est pas soumise aux parties."),
    )

    admin_form_fields: ClassVar[list[str]] = [
        *ApprovalTask.admin_form_fields,
        "rule",
        "quorum",
        "may_abstain",
        "asks_about_minor",
    ]

    class Meta:
        verbose_name = _("accord des parties prenantes")
        verbose_name_plural = _("accords des parties prenantes")

    @classmethod
    def get_description(cls) -> str:
        """Say what the step asks for."""
        return str(_("Les organisations que la modification touche décident, toutes en même temps."))


class MandatoryParty(models.Model):
    """A party without whose agreement a step never passes, once a change touches it."""

    task = models.ForeignKey(PartiesApprovalTask, on_delete=models.CASCADE, related_name="mandatory_parties")
    party = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("partie obligatoire")
        verbose_name_plural = _("parties obligatoires")
        constraints = [models.UniqueConstraint(fields=["task", "party"], name="one_mandatory_party")]

    def __str__(self) -> str:
        return f"{self.task}: {self.party_id}"
