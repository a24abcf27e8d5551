"""What let an edition through the gate."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.editions.models import Edition

from .reviews import Review
from .verdicts import Sealed


class Approval(Sealed):
    """By what an edition of a text under approval became public: its review, or an emergency, for ever.

    ``record`` says it as it stood: who was asked, who decided, with the digest of each verdict, who was left out.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="approval")
    review = models.ForeignKey(Review, null=True, on_delete=models.PROTECT, related_name="approvals")
    is_emergency = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=255, blank=True)
    record = models.JSONField(default=dict)

    class Meta(Sealed.Meta):
        verbose_name = _("approbation")
        verbose_name_plural = _("approbations")
        permissions = [
            ("publish_in_emergency", _("Peut publier en urgence, avant les approbations")),
            ("end_approved_text", _("Peut mettre fin à un texte soumis à approbation")),
        ]

    def __str__(self) -> str:
        return str(self.edition)
