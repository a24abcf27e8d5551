"""The people who hold posts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """A person who can hold posts. Contact data are personal: for staff only, never indexed nor exported."""

    name = models.CharField(_("nom"), max_length=255)
    email = models.EmailField(_("courriel personnel"), blank=True, help_text=_("Visible du personnel seulement."))
    phone = models.CharField(
        _("téléphone personnel"), max_length=40, blank=True, help_text=_("Visible du personnel seulement.")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")

    def __str__(self) -> str:
        return self.name
