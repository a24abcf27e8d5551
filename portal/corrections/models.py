"""What a reader reports as wrong in an edition, and who did what about it."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.editions.models import Edition, Work

from .passages import passage_of
from .querysets import CorrectionRequestQuerySet

LONGEST_TEXT = 2000


class State(models.TextChoices):
    """Where a request stands."""

    NEW = "new", _("nouvelle")
    IN_PROGRESS = "in_progress", _("en cours")
    ANSWERED = "answered", _("répondue")
    REFUSED = "refused", _("refusée")


OPEN = (State.NEW, State.IN_PROGRESS)
CLOSED = (State.ANSWERED, State.REFUSED)


class CorrectionRequest(models.Model):
    """A reader says that something in ``edition`` is wrong (``anchor``: in which passage; empty: the whole text).

    ``email`` is the only personal datum that is asked for: it is erased some time after the answer, and later what
    the reader wrote and was answered, for it may name people.
    """

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="+", verbose_name=_("texte"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", verbose_name=_("édition"))
    anchor = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("langue du lecteur"), max_length=8)
    wrong = models.TextField(_("ce qui est faux"), max_length=LONGEST_TEXT)
    right = models.TextField(_("ce qu’il faudrait lire"), max_length=LONGEST_TEXT)
    email = models.EmailField(_("courriel du lecteur"), blank=True)
    state = models.CharField(_("état"), max_length=12, choices=State, default=State.NEW)
    received_at = models.DateTimeField(_("reçue le"), default=timezone.now)
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    answer_sent_at = models.DateTimeField(_("réponse envoyée le"), null=True, blank=True)
    email_erased_at = models.DateTimeField(_("courriel effacé le"), null=True, blank=True)

    text_erased_at = models.DateTimeField(_("texte effacé le"), null=True, blank=True)

    objects = models.Manager.from_queryset(CorrectionRequestQuerySet)()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("demande de correction")
        verbose_name_plural = _("demandes de correction")
        indexes = [models.Index(fields=["state", "received_at"], name="correction_queue")]

    def __str__(self) -> str:
        return str(_("Demande n° %(number)s") % {"number": self.pk})

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer."""
        return self.state in OPEN

    @property
    def said(self) -> str:
        """Return what the reader says is wrong, for as long as it is kept."""
        return str(_("Texte effacé")) if self.text_erased_at else self.wrong

    @cached_property
    def passage(self) -> str:
        """Return the sentence that the reader saw; empty when the request is about the whole text."""
        return passage_of(self.edition, self.anchor)


class StateChange(models.Model):
    """Who set a request to ``state``, when, and what was answered. ``by`` outlives the account."""

    request = models.ForeignKey(CorrectionRequest, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(_("état"), max_length=12, choices=State)
    answer = models.TextField(_("réponse"), blank=True)
    by = models.CharField(_("par"), max_length=255)
    at = models.DateTimeField(_("le"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("suivi d’une demande")
        verbose_name_plural = _("suivi des demandes")

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.by})"
