"""Which workflow governs a kind of text, wherever it stands; one set on a subtree comes first."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Workflow


class KindWorkflow(models.Model):
    """The workflow of every text of a kind that no workflow of a subtree governs."""

    kind = models.CharField(_("type de texte"), max_length=40, unique=True)
    workflow = models.ForeignKey(Workflow, verbose_name=_("circuit"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("circuit d’un type de texte")
        verbose_name_plural = _("circuits par type de texte")

    def __str__(self) -> str:
        return f"{self.kind}: {self.workflow}"
