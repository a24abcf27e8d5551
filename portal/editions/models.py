"""What was published when: works, their editions, and the projections by which a date is answered."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple, NoReturn, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .audiences import Audience
from .intervals import FOREVER_RECORDED
from .kinds import Content, Document, kind_named
from .passages import Passage
from .querysets import DatedQuerySet, InForceQuerySet


class Work(models.Model):
    """A text under all its versions and languages (ELI: LegalResource); ``key`` is the pages' translation key.

    It holds what is policy of today: the audience. ``effective_audience`` is the strictest of its own and of
    everything above it.
    """

    key = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    source_language = models.CharField(max_length=8)
    audience = models.PositiveSmallIntegerField(_("public visé"), choices=Audience, default=Audience.PUBLIC)
    effective_audience = models.PositiveSmallIntegerField(choices=Audience, default=Audience.PUBLIC)

    class Meta:
        verbose_name = _("texte")
        verbose_name_plural = _("textes")
        permissions = [
            ("read_as_partner", _("Peut lire ce qui est réservé aux partenaires")),
            ("read_as_staff", _("Peut lire ce qui est réservé au personnel")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Nature(models.TextChoices):
    """What an edition does."""

    PUBLICATION = "publication", _("publication")
    ABROGATION = "abrogation", _("abrogation")


class AppendOnlyError(TypeError):
    """Raised when code tries to change or delete what was recorded for ever."""


class Notes(NamedTuple):
    """What an author writes beside the text of an edition: what changes, and what is known of its date."""

    change: str = ""
    date: str = ""


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions are read and added, never changed."""

    def recorded_by(self, moment: datetime.datetime | None) -> Self:
        """Keep what had been recorded at ``moment``; everything without one."""
        return self.filter(recorded_at__lte=moment) if moment else self

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("An edition is never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("An edition is never deleted.")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_conflicts"):
            raise AppendOnlyError("An edition is never changed.")
        return super().bulk_create(objs, *args, **kwargs)


class Edition(models.Model):
    """An immutable, numbered, dated, sealed publication of one work in one language.

    Two times: in force from/until, and recorded at. ``canonical`` is the exact text under the ``seal``;
    ``digest`` covers the seal, the dates, the author and the ``previous_digest``, so that rows form a chain.
    """

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    nature = models.CharField(max_length=12, choices=Nature, default=Nature.PUBLICATION)
    title = models.CharField(max_length=255)
    canonical = models.TextField()
    seal = models.CharField(max_length=64, db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    previous_digest = models.CharField(max_length=64, blank=True)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    approximate = models.BooleanField(default=False)
    date_note = models.TextField(blank=True)
    change_note = models.TextField(blank=True)
    author = models.CharField(max_length=255)
    recorded_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = models.Manager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = _("édition")
        verbose_name_plural = _("éditions")
        ordering = ["work", "language", "number"]
        constraints = [
            models.UniqueConstraint(fields=["work", "language", "number"], name="one_edition_a_number"),
        ]
        permissions = [("withdraw_edition", _("Peut retirer un texte publié"))]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, {self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("An edition is never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("An edition is never deleted.")

    @cached_property
    def document(self) -> Document:
        """The sealed document: schema, kind, language, place, content, and what it renders."""
        document: Document = json.loads(self.canonical)
        return document

    @cached_property
    def content(self) -> Content:
        """The typed content, brought up to the present schema."""
        return kind_named(self.document["kind"]).read(self.document["content"], self.document["schema"])

    def passages(self) -> Iterable[Passage]:
        """Return what search can find in it."""
        kind = kind_named(self.document["kind"])
        return kind.passages(self) if kind.passages else self.content.passages()

    @property
    def withdrawn(self) -> Withdrawal | None:
        """The withdrawal of this edition, if it was withdrawn; no query where ``withdrawal`` was selected with it."""
        return getattr(self, "withdrawal", None)

    @property
    def notes(self) -> Notes:
        """What its author wrote beside the text; of a withdrawn edition nothing, for it may say the same."""
        return Notes() if self.withdrawn else Notes(self.change_note, self.date_note)


class Withdrawal(models.Model):
    """That a published text must not be seen: who says so, when, why, and what is left of the edition.

    ``canonical`` replaces the edition's own; ``words`` is a digest by which its content is known if it is proposed
    again; ``digest`` covers all of this and stands in the ledger.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    author = models.CharField(max_length=255)
    recorded_at = models.DateTimeField(db_index=True)
    canonical = models.TextField()
    title = models.CharField(max_length=255)
    words = models.CharField(max_length=64, db_index=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("retrait")
        verbose_name_plural = _("retraits")

    def __str__(self) -> str:
        return f"{self.title} ({self.edition_id})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("A withdrawal is never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("A withdrawal is never deleted.")


class Projection(models.Model):
    """A row derived from editions: it holds from ``starts`` until ``ends``, and was said so from ``recorded_from``
    until ``recorded_until``. What another edition supersedes is closed, never deleted: every date has one answer,
    and what the answer was can still be asked."""

    starts = models.DateField()
    ends = models.DateField()
    recorded_from = models.DateTimeField()
    recorded_until = models.DateTimeField(default=FOREVER_RECORDED)

    class Meta:
        abstract = True


class InForce(Projection):
    """From when until when each edition is in force, and its place in the tree meanwhile."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="in_force")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="in_force")
    language = models.CharField(max_length=8)
    parent = models.ForeignKey(Work, on_delete=models.PROTECT, null=True, related_name="children_in_force")
    position = models.BigIntegerField()
    slug = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    acronym = models.CharField(max_length=255, blank=True)
    facets = models.JSONField(default=dict)

    objects = models.Manager.from_queryset(InForceQuerySet)()

    class Meta:
        verbose_name = _("texte en vigueur")
        verbose_name_plural = _("textes en vigueur")
        ordering = ["position", "title"]
        indexes = [
            models.Index(fields=["work", "language", "starts", "ends"], name="in_force_work"),
            models.Index(fields=["parent", "starts", "ends"], name="in_force_children"),
        ]

    def __str__(self) -> str:
        return f"{self.title} [{self.starts}, {self.ends})"


class Address(Projection):
    """Which work answers at ``path`` for readers of ``language``; one that was superseded redirects for ever."""

    language = models.CharField(max_length=8)
    path = models.CharField(max_length=1000)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="addresses")

    objects = models.Manager.from_queryset(DatedQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["path", "language"], name="address_path"),
            models.Index(fields=["work", "language"], name="address_work"),
        ]

    def __str__(self) -> str:
        return f"/{self.language}/{self.path}"


class Relation(models.Model):
    """A projection: a link from a place in an edition to another work, to be asked from the other end."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=40)
    anchor = models.CharField(max_length=64, blank=True)
    target = models.UUIDField(db_index=True)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.kind} {self.target}"


class Attachment(models.Model):
    """A projection: a file that an edition has, to be asked by its digest; the bytes are in the store (``files``)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="attachments")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=127)

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"


class LastChange(models.Model):
    """One row: a token that is another one after every change of what readers get."""

    token = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.token)


class LedgerHead(models.Model):
    """One row: how many editions and withdrawals were recorded, and the digest over all of theirs (``ledger``)."""

    count = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.count}:{self.digest}"
