"""Pages whose readers get editions: the desk's side of the gate."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, Revision

from . import services
from .gate import Place, Proposal
from .kinds import Content
from .models import InForce, Work
from .positions import position_between


class EditionedPage(Page):
    """A page that reaches readers only through editions.

    Whatever publishes it asks the gate first, in the same transaction: a refusal leaves nothing behind.
    """

    kind_name: ClassVar[str]

    in_force_from = models.DateField(
        _("en vigueur à partir du"),
        null=True,
        blank=True,
        help_text=_("Laissez vide pour le jour de la publication. Une date déjà publiée ne compte pas deux fois."),
    )
    in_force_approximate = models.BooleanField(
        _("date approximative"),
        default=False,
        help_text=_("Cochez si la source ne donne pas la date : la page l’affichera avec « vers »."),
    )
    in_force_note = models.TextField(_("ce que l’on sait de la date"), blank=True)
    corrects_the_past = models.BooleanField(
        _("corrige ce qui était en vigueur à cette date"),
        default=False,
        help_text=_("Sans cette case, une modification vaut à partir d’aujourd’hui."),
    )
    change_note = models.CharField(
        _("ce qui change"), max_length=255, blank=True, help_text=_("Une phrase pour l’historique de l’édition.")
    )

    edition_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_approximate")]),
                FieldPanel("in_force_note"),
                FieldPanel("corrects_the_past"),
            ],
            heading=_("Entrée en vigueur"),
        ),
        FieldPanel("change_note"),
    ]

    class Meta:
        abstract = True

    def edition_content(self) -> Content:
        """Return what readers would get of this draft, as typed content."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        if self.in_force_approximate and not self.in_force_from:
            raise ValidationError({"in_force_from": _("Donnez la date approximative.")})

    @property
    def work(self) -> Work:
        """The work that this page is a draft of."""
        return services.work_of(key=self.translation_key, kind=self.kind_name, language=self.locale.language_code)

    def parent_key(self) -> UUID | None:
        """Return the work above this page; None at the top."""
        parent = self.get_parent().specific_deferred
        return parent.translation_key if isinstance(parent, EditionedPage) else None

    def proposal(self) -> Proposal:
        """Return this draft as what the gate is asked to publish."""
        return Proposal(
            work=self.translation_key,
            kind=self.kind_name,
            language=self.locale.language_code,
            place=self.place(),
            content=self.edition_content(),
            in_force_from=self.in_force_from,
            approximate=self.in_force_approximate,
            date_note=self.in_force_note,
            change_note=self.change_note,
            corrects_the_past=self.corrects_the_past,
            renders=self._source_edition(),
        )

    def place(self) -> Place:
        """Return where the page stands in the tree, in terms that outlive pages."""
        return Place(parent=self.parent_key(), position=self._position(), slug=self.slug)

    def publish(self, revision: Revision, user: Any = None, **options: Any) -> None:
        """Publish through the gate; a schedule for later only keeps its date until it is due."""
        draft = revision.as_object()
        with transaction.atomic():
            if draft.go_live_at is None or draft.go_live_at <= timezone.now():
                services.publish(proposal=draft.proposal(), author=author_name(user or revision.user))
            super().publish(revision, user=user, **options)

    def unpublish(self, *args: Any, user: Any = None, **options: Any) -> None:
        """Take the page off the site: its last edition stays, and is no longer in force from today."""
        with transaction.atomic():
            super().unpublish(*args, user=user, **options)
            language = self.locale.language_code
            services.abrogate(work=self.work, language=language, author=author_name(user), note=self.change_note)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Never show the live page: readers get editions, by their own address."""
        raise Http404

    def _source_edition(self) -> int | None:
        source_language = self.work.source_language
        if source_language == self.locale.language_code:
            return None
        latest = services.latest_edition(work=self.work, language=source_language)
        return latest.number if latest else None

    def _position(self) -> int:
        siblings = self.get_siblings(inclusive=False).filter(locale=self.locale)
        below = InForce.objects.filter(parent=self.parent_key(), language=self.locale.language_code)
        positions = dict(below.values_list("work", "position"))

        def nearest(keys: Any) -> int | None:
            return next((positions[key] for key in keys if key in positions), None)

        before = siblings.filter(path__lt=self.path).order_by("-path").values_list("translation_key", flat=True)
        after = siblings.filter(path__gt=self.path).order_by("path").values_list("translation_key", flat=True)
        return position_between(nearest(before), nearest(after), positions.get(self.translation_key))


def author_name(user: Any) -> str:
    """Return the name under which an edition is recorded; it outlives the account."""
    return (user.get_full_name() or user.get_username()) if user else str(_("Le portail"))
