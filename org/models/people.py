"""The people who hold posts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
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


class PersonAccount(models.Model):
    """An account that a person signs in with: whoever has two has one pair of eyes for both."""

    person = models.ForeignKey(Person, verbose_name=_("personne"), on_delete=models.PROTECT, related_name="accounts")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("compte"), on_delete=models.CASCADE, related_name="of_person"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("compte d’une personne")
        verbose_name_plural = _("comptes d’une personne")

    def __str__(self) -> str:
        return f"{self.person}: {self.user}"


def person_behind(user: Any) -> str | None:
    """Return the identity of the person who uses an account, where it is known."""
    known = PersonAccount.objects.filter(user=user.pk).values_list("person", flat=True).first()
    return f"person:{known}" if known else None
