"""What search keeps in the database: changes still to be indexed, the glossary, and what was asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """A work whose passages are to be indexed again; written in the transaction of the change itself."""

    work = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("modification à indexer")
        verbose_name_plural = _("modifications à indexer")

    def __str__(self) -> str:
        return f"{self.id} {self.work}"


class GlossaryEntry(models.Model):
    """One concept of the field and the ways to name it, interchangeable in a question, in each language."""

    key = models.SlugField(_("clé"), max_length=80, unique=True)
    topic = models.SlugField(_("thème"), max_length=40, db_index=True)
    terms = models.TextField(
        _("termes"), help_text=_("Un terme par ligne, le plus courant d’abord ; plusieurs mots sont permis.")
    )
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    objects: ClassVar[models.Manager[GlossaryEntry]] = models.Manager()

    class Meta:
        ordering = ["topic", "key"]
        verbose_name = _("entrée du glossaire")
        verbose_name_plural = _("glossaire")

    def __str__(self) -> str:
        return self.key

    def terms_in(self, language: str) -> list[str]:
        """Return the terms of one language, without falling back to another."""
        lines: str = getattr(self, f"terms_{language}") or ""
        return [line.strip() for line in lines.splitlines() if line.strip()]


class Question(models.Model):
    """How often a question was asked on a day and how much it found; never who asked."""

    text = models.CharField(_("question"), max_length=200)
    language = models.CharField(_("langue"), max_length=8)
    day = models.DateField(_("jour"))
    count = models.PositiveIntegerField(_("fois"), default=0)
    answers = models.PositiveIntegerField(_("réponses"), default=0)

    class Meta:
        ordering = ["-day", "-count", "text"]
        verbose_name = _("question posée")
        verbose_name_plural = _("questions posées")
        constraints = [
            models.UniqueConstraint(fields=["text", "language", "day"], name="one_question_a_day"),
        ]
        indexes = [models.Index(fields=["answers", "-day"], name="question_without_answer")]

    def __str__(self) -> str:
        return f"{self.text} ({self.language}, {self.day})"
