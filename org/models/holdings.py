"""Who holds which post, in which capacity, from when until when; and all that was ever said of it."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.dates import written
from portal.editions import freshness
from portal.editions.pages import author_name
from portal.editions.turns import turn

from ..querysets import HoldingQuerySet
from .people import Person
from .reference import LegalReference

ONE_HOLDER: Final = "holding_one_holder"
SAID_ONCE: Final = "holding_said_once"
_SHORTEST = datetime.timedelta(microseconds=1)


class Capacity(models.TextChoices):
    """As what a person holds a post. One holds it in their own name; others may stand beside."""

    HOLDER = "holder", _("titulaire")
    INTERIM = "interim", _("intérim")
    DELEGATE = "delegate", _("délégation")


class HoldingRefused(ValidationError):
    """Raised when a holding cannot be recorded, with the reason in the reader's language."""


class Holding(models.Model):
    """A person holds a post of a work from ``starts`` until ``ends`` (both days included), by an act.

    A post is (translation key of its unit's page, block id): it exists when nobody holds it.

    Two times: what is said of a holding is a row of its own, recorded at a moment. To save a row again is to say
    something else from now on: the row is superseded by another of the same ``record``, and stays. So does what is
    deleted. ``superseded_at`` is null as long as we say so.
    """

    SAID = ("person_id", "work", "post", "starts", "ends", "capacity", "scope", "act_id")

    record = models.UUIDField(default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, verbose_name=_("personne"), on_delete=models.PROTECT, related_name="holdings")
    work = models.UUIDField(_("unité"))
    post = models.UUIDField(_("poste"))
    starts = models.DateField(_("à partir du"), default=datetime.date.today)
    ends = models.DateField(_("jusqu’au"), null=True, blank=True)
    capacity = models.CharField(_("qualité"), max_length=10, choices=Capacity, default=Capacity.HOLDER)
    scope = models.CharField(_("délégation pour"), max_length=255, blank=True)
    act = models.ForeignKey(
        LegalReference, verbose_name=_("acte de nomination"), null=True, blank=True, on_delete=models.PROTECT
    )
    recorded_at = models.DateTimeField(_("enregistré le"), editable=False)
    recorded_by = models.CharField(_("enregistré par"), max_length=255, editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)
    superseded_by = models.CharField(max_length=255, blank=True, editable=False)

    objects = models.Manager.from_queryset(HoldingQuerySet)()

    class Meta:
        ordering = ["-starts"]
        verbose_name = _("titulaire")
        verbose_name_plural = _("titulaires")
        indexes = [
            models.Index(fields=["work", "post"], name="holding_post"),
            models.Index(fields=["record"], name="holding_record"),
        ]
        # Two holders at a time are refused by the database too: see `org/append_only.py`.
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="holding_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("recorded_at")),
                name="holding_said_before_superseded",
            ),
            models.UniqueConstraint(fields=["record"], condition=Q(superseded_at__isnull=True), name=SAID_ONCE),
        ]

    def __str__(self) -> str:
        return f"{self.person}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Record what is said; of a row that is recorded already, supersede it and record another."""
        with turn() as moment:
            if self._state.adding:
                self._record(moment)
            elif (standing := self._standing()).said() != self.said():
                self._record(standing.close(moment))

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Stop saying so; the row stays, superseded by nothing."""
        with turn() as moment:
            self._standing().close(moment)
        freshness.renew()
        return 1, {self._meta.label: 1}

    def clean(self) -> None:
        if self.ends and self.starts and self.ends < self.starts:
            raise ValidationError({"ends": _("La fin précède le début.")})
        if self.scope and self.capacity != Capacity.DELEGATE:
            raise ValidationError({"scope": _("Seule une délégation dit pour quoi elle vaut.")})
        if self.starts and (rival := self._rival()):
            raise self._refused_for(rival)

    def said(self) -> tuple[Any, ...]:
        """Return what the row says."""
        return tuple(getattr(self, name) for name in self.SAID)

    def close(self, moment: datetime.datetime) -> datetime.datetime:
        """Supersede the row, for who has their turn; return the moment."""
        moment = max(moment, self.recorded_at + _SHORTEST)
        Holding.objects.filter(pk=self.pk).supersede(moment, author_name(None))
        return moment

    def history(self) -> HoldingQuerySet:
        """Return all that was said of this holding, the last first."""
        return Holding.objects.filter(record=self.record).order_by("-recorded_at")

    @property
    def is_current(self) -> bool:
        """Whether the person holds the post today."""
        today = timezone.localdate()
        return self.starts <= today and (self.ends is None or self.ends >= today)

    @property
    def term(self) -> str:
        """From when until when, in words."""
        words = {"starts": written(self.starts), "ends": written(self.ends) if self.ends else ""}
        return gettext("du %(starts)s au %(ends)s") % words if self.ends else gettext("à partir du %(starts)s") % words

    def _standing(self) -> Holding:
        """Return the row as it is recorded; refuse when it is not what we say any more."""
        row = Holding.objects.said_now().filter(pk=self.pk).first()
        if row is None:
            raise HoldingRefused(
                gettext("Cette fiche a été modifiée ou supprimée entre-temps : rouvrez-la avant de l’enregistrer.")
            )
        return row

    def _record(self, moment: datetime.datetime) -> None:
        before = (self.pk, self._state.adding)
        self.pk, self._state.adding = None, True
        self.recorded_at, self.recorded_by = moment, author_name(None)
        self.superseded_at, self.superseded_by = None, ""
        try:
            with transaction.atomic():
                super().save(force_insert=True)
        except IntegrityError as error:
            self.pk, self._state.adding = before
            rival = self._rival() if ONE_HOLDER in str(error) else None
            if rival is None:
                raise
            raise self._refused_for(rival) from error

    def _rival(self) -> Holding | None:
        """Return who holds the post in their own name on one of the days on which this person would."""
        if self.capacity != Capacity.HOLDER:
            return None
        others = Holding.objects.said_now().of_post(self.work, self.post).filter(capacity=Capacity.HOLDER)
        found = others.exclude(record=self.record).overlapping(self.starts, self.ends)
        return found.select_related("person").order_by("starts").first()

    def _refused_for(self, rival: Holding) -> HoldingRefused:
        words = {"name": rival.person.name, "term": rival.term}
        return HoldingRefused(
            gettext(
                "Ce poste a déjà un titulaire à ces dates : %(name)s, %(term)s. "
                "Un intérim ou une délégation peut s’y ajouter."
            )
            % words
        )
