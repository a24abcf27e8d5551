"""Who may read. Audiences are policy of today: they are kept on the work, never sealed in an edition."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.IntegerChoices):
    """The level that a reader needs; a higher level reads everything below it."""

    PUBLIC = 0, _("Public")
    PARTNERS = 1, _("Partenaires")
    STAFF = 2, _("Personnel")


AUDIENCE_CODES = {"public": Audience.PUBLIC, "partners": Audience.PARTNERS, "staff": Audience.STAFF}


def audience_of(user: AbstractBaseUser | AnonymousUser) -> Audience:
    """Return the strictest audience that ``user`` belongs to."""
    if not isinstance(user, PermissionsMixin):
        return Audience.PUBLIC
    if user.has_perm("editions.read_as_staff"):
        return Audience.STAFF
    if user.has_perm("editions.read_as_partner"):
        return Audience.PARTNERS
    return Audience.PUBLIC
