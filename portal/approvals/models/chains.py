"""Where each chain of sealed rows ends."""

from __future__ import annotations

from django.db import models


class ChainEnd(models.Model):
    """The last row of a chain, kept beside it: one that was cut off at the end is missed, and never numbered again."""

    chain = models.CharField(max_length=20, unique=True)
    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"
