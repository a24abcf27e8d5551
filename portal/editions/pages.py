"""Pages whose readers get editions: the desk's side of the gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, Revision

from . import services
from .audiences import AUDIENCE_CODES, Audience, audience_of
from .gate import Place, Proposal, PublicationRefused
from .kinds import Content
from .models import InForce, Work
from .panels import AudiencePanel, EditionsPanel
from .positions import position_between
from .reading import Reading

PREVIEWS = {"public": _("Comme le public"), "partners": _("Comme les partenaires"), "staff": _("Comme le personnel")}


class DraftRefused(PublicationRefused):
    """A refusal to publish the draft of ``page``: the draft itself stays as it was saved."""

    def __init__(self, reason: str, page: Page) -> None:
        super().__init__(reason)
        self.page = page


@dataclass(frozen=True, slots=True)
class DraftReading(Reading):
    """A preview: the texts around are those of today, but the draft stands where the desk has it."""

    draft: UUID
    above: tuple[UUID, ...]

    def chain_keys(self, work: UUID) -> list[UUID]:
        """Return the works above ``work``; above the draft, those of the desk, whatever is published."""
        return list(self.above) if work == self.draft else Reading.chain_keys(self, work)


class EditionedPage(Page):
    """A page that reaches readers only through editions.

    Whatever publishes it asks the gate first, in the same transaction: a refusal leaves nothing behind.
    """

    kind_name: ClassVar[str]
    # Wagtail's own privacy would close the page and leave the editions open: audiences are set by `AudiencePanel`.
    private_page_options: ClassVar[list[str]] = []

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
        EditionsPanel(heading=_("Éditions"), classname="collapsible"),
    ]
    audience_panels = [AudiencePanel(heading=_("Qui peut lire"), icon="view")]

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
        try:
            with transaction.atomic():
                if draft.go_live_at is None or draft.go_live_at <= timezone.now():
                    services.publish(proposal=draft.proposal(), author=author_name(user or revision.user))
                super().publish(revision, user=user, **options)
        except PublicationRefused as refusal:
            self._stay_a_draft()
            raise DraftRefused(str(refusal), self) from refusal

    def unpublish(self, *args: Any, user: Any = None, **options: Any) -> None:
        """Take the page off the site: its last edition stays, and is no longer in force from today."""
        with transaction.atomic():
            super().unpublish(*args, user=user, **options)
            language = self.locale.language_code
            services.abrogate(work=self.work, language=language, author=author_name(user), note=self.change_note)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Never show the live page: readers get editions, by their own address."""
        raise Http404

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The public page as each audience gets it; nobody previews more than they may read."""
        return list(PREVIEWS.items())

    @property
    def default_preview_mode(self) -> str:
        """Preview as the widest audience that the text is for."""
        level = self._drafted_work().effective_audience
        return next(code for code, audience in AUDIENCE_CODES.items() if audience == level)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft with the template that its edition would have; nothing is written."""
        from .views import show  # Wagtail's views, which it falls back to, need models to be loaded

        audience = min(AUDIENCE_CODES.get(mode_name, Audience.PUBLIC), audience_of(request.user))
        language = self.locale.language_code
        reading = DraftReading(
            language=language,
            date=timezone.localdate(),
            audience=audience,
            draft=self.translation_key,
            above=tuple(self._works_above()),
        )
        with override(language):
            return show(request, reading, self._drafted_work(), self.edition_content(), edition=None, current=False)

    def _drafted_work(self) -> Work:
        """Return the work of this draft; for a page that was never saved, one that is not saved either."""
        known = Work.objects.filter(key=self.translation_key).first()
        if known:
            return known
        above = Work.objects.filter(key__in=self._works_above()[-1:]).first()
        return Work(
            key=self.translation_key,
            kind=self.kind_name,
            source_language=self.locale.language_code,
            effective_audience=above.effective_audience if above else Audience.PUBLIC,
        )

    def _works_above(self) -> list[UUID]:
        """Return the works above the page in the desk's tree, from the top down."""
        if not self.path:
            return []
        keys = self.get_ancestors().order_by("depth").values_list("translation_key", flat=True)
        known = set(Work.objects.filter(key__in=keys).values_list("key", flat=True))
        return [key for key in keys if key in known]

    def _stay_a_draft(self) -> None:
        """Take back that the editor saved a new page as live before it asked to publish it."""
        never_live = type(self)._default_manager.filter(pk=self.pk, live=True, live_revision__isnull=True)
        never_live.update(live=False, has_unpublished_changes=True)

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
