"""What signing in keeps: failed attempts for a day, and which account of the provider is whose."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import vault


class SecondFactor(TOTPDevice):
    """The application on somebody's phone, as the library keeps it; the permission says who cannot do without.

    The library's column ``key`` holds what the vault made of the key, never the key.
    """

    class Meta:
        proxy = True
        default_permissions = ()
        permissions = [("need_second_factor", _("Se connecte avec un second facteur"))]
        verbose_name = _("second facteur")

    @property
    def bin_key(self) -> bytes:
        """Return the key that the phone knows too; raises ``vault.Unreadable``."""
        return vault.opened(self.key, owner=self.user_id)

    def take_key(self, key: bytes) -> None:
        """Have this be the key."""
        self.key = vault.closed(key, owner=self.user_id)

    def renew(self) -> bool:
        """Keep the key under the present SECRET_KEY; return whether it was under one from before."""
        if vault.is_current(self.key, owner=self.user_id):
            return False
        self.take_key(self.bin_key)
        self.save(update_fields=["key"])
        return True


class Attempt(models.Model):
    """A try to sign in that failed, or is under way, under names that tell neither account nor address."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["key", "at"], name="attempt_by_key"), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%H:%M:%S}"


class ProviderAccount(models.Model):
    """Whose account here an account of the office's provider is: by its number there, which no one gets again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="provider_accounts")
    issuer = models.URLField(max_length=255)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_for_each_subject"),
            models.UniqueConstraint(fields=["issuer", "user"], name="one_subject_for_each_account"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.issuer})"
