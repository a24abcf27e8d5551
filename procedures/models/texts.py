"""The words of a file: derived from its bytes, never a source of anything."""

from __future__ import annotations

from django.db import models


class FileText(models.Model):
    """What was read of the bytes under a digest; ``fault`` says why there is nothing, where that is no emptiness."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    pages = models.JSONField(default=list)
    extractor = models.CharField(max_length=40, blank=True)
    fault = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({len(self.pages)})"
