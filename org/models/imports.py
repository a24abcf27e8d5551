"""Imports from the browser: who brought which file, how far it is, and what it changed."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import ImportRunQuerySet


class ImportRun(models.Model):
    """One import: from the upload through the dry run and its approval by the author to the result."""

    class State(models.TextChoices):
        """How far it is."""

        CHECKING = "checking", _("essai à blanc en cours")
        FAULTY = "faulty", _("fichier à corriger")
        READY = "ready", _("à confirmer")
        IMPORTING = "importing", _("importation en cours")
        DONE = "done", _("importé")
        INTERRUPTED = "interrupted", _("interrompu")
        FAILED = "failed", _("échoué")
        DISCARDED = "discarded", _("abandonné")

    UNDER_WAY: ClassVar[tuple[str, ...]] = (State.CHECKING, State.IMPORTING)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    state = models.CharField(max_length=12, choices=State, default=State.CHECKING)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(_("auteur"), max_length=255)
    language = models.CharField(max_length=8)
    file_name = models.CharField(_("fichier"), max_length=255)
    file_digest = models.CharField(max_length=64)
    started_at = models.DateTimeField(_("commencé le"), auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)
    report_digest = models.CharField(max_length=64, blank=True)
    problems = models.JSONField(default=list)
    base_changed = models.BooleanField(default=False)

    objects = models.Manager.from_queryset(ImportRunQuerySet)()

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()
        permissions = [("import_structure", _("Peut importer une structure depuis un fichier"))]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"

    @property
    def is_under_way(self) -> bool:
        """Whether it says that the server is at work on it."""
        return self.state in self.UNDER_WAY
