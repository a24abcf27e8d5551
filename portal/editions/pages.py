"""Pages whose readers get editions: the desk's side of the gate."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page, Revision

from . import previews, services
from .files.attached import Bytes
from .gate import Place, Proposal, PublicationRefused, ask_guards
from .kinds import Content
from .models import InForce, Work
from .panels import AudiencePanel, EditionsPanel
from .positions import position_between

SCHEDULED = "wagtail.publish.scheduled"
REFUSED = "editions.refused"
ENDING_REFUSED = "editions.ending_refused"

_publisher: ContextVar[Any] = ContextVar("publisher", default=None)
_publishing: ContextVar[int | None] = ContextVar("publishing", default=None)


class DraftRefused(PublicationRefused):
    """A refusal to publish the draft of ``page``: the draft itself stays as it was saved."""

    def __init__(self, reason: PublicationRefused, page: Page) -> None:
        super().__init__(str(reason))
        self.page = page
        self.awaits_approval, self.entry = reason.awaits_approval, reason.entry


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
                FieldPanel("in_force_note", help_text=_("D’où vient la date, ou pourquoi elle est approximative.")),
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

    def with_content_json(self, content: Any) -> Any:
        """Return the page as a revision has it, live or not as it is now: Wagtail would go by what it was."""
        page = super().with_content_json(content)
        page.live_revision_id = self.live_revision_id
        return page

    def edition_content(self) -> Content:
        """Return what readers would get of this draft, as typed content."""
        raise NotImplementedError

    def edition_files(self) -> tuple[Bytes, ...]:
        """Return the bytes of the files that this draft attaches."""
        return ()

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
            files=self.edition_files(),
        )

    def place(self) -> Place:
        """Return where the page stands in the tree, in terms that outlive pages.

        A translation stands where its source does: there is one hierarchy, whatever the language.
        """
        source = self._source_in_force()
        if source:
            return Place(parent=source.parent_id, position=source.position, slug=self.slug)
        return Place(parent=self.parent_key(), position=self._position(), slug=self.slug)

    def move(self, target: Page, pos: str | None = None, user: Any = None) -> None:
        """Move the page on the desk and, as the gate allows, for readers: both or neither."""
        with transaction.atomic():
            super().move(target, pos=pos, user=user)

    def draft_its_place(self) -> None:
        """Keep a new place as a draft: readers find the text where it was until it is published there."""
        user = get_active_log_context().user
        self.get_latest_revision_as_object().save_revision(user=user, clean=False)

    def stands_elsewhere(self) -> bool:
        """Whether readers find the text below another one than the desk has it."""
        held = InForce.objects.on(timezone.localdate()).filter(
            work=self.translation_key, language=self.locale.language_code
        )
        row = held.first()
        return row is not None and (row.parent_id, row.position) != (self.place().parent, self.place().position)

    def publish(self, revision: Revision, user: Any = None, **options: Any) -> None:
        """Publish through the gate, under the name of ``user``; a schedule for later only keeps its date."""
        publisher, publishing = _publisher.set(user), _publishing.set(self.pk)
        try:
            with transaction.atomic():
                super().publish(revision, user=user, **options)
        except PublicationRefused as refusal:
            self._stay_a_draft()
            self._note_refusal(refusal, revision)
            if options.get("log_action") != SCHEDULED:
                raise
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        finally:
            _publisher.reset(publisher)
            _publishing.reset(publishing)

    def save(self, *args: Any, **options: Any) -> None:
        """Save; what makes a revision live asks the gate first, in the same transaction.

        Wagtail's editor and its admin API run their publishing action past ``publish()``: this is where all ways
        meet. A refusal leaves the draft as it was.
        """
        if options.get("update_fields") is not None:
            super().save(*args, **options)
            return
        if not self._goes_live():
            self.ask_to_leave()
            super().save(*args, **options)
            return
        try:
            with transaction.atomic():
                by = _publisher.get() or get_active_log_context().user or self.live_revision.user
                # What is asked about is the revision: the page may have been read from elsewhere.
                services.publish(proposal=self.live_revision.as_object().proposal(), author=author_name(by))
                services.take_translations_along(work=self.work, author=author_name(by))
                super().save(*args, **options)
                self._forget_what_holds_once(self.live_revision)
        except PublicationRefused as refusal:
            self._stay_a_draft()
            self._note_refusal(refusal, self.live_revision)
            raise DraftRefused(refusal, self) from refusal

    def _goes_live(self) -> bool:
        """Whether the page is about to be saved with a revision that is not the live one yet.

        An alias never is: its words are the text's that it is an alias of, and readers find them there.
        """
        if self.alias_of_id or not (self.pk and self.live and self.live_revision_id):
            return False
        if _publishing.get() == self.pk:
            return True  # also where the editor wrote over the revision that is live
        held = type(self)._default_manager.filter(pk=self.pk, live=True, live_revision=self.live_revision_id)
        return not held.exists()

    def ask_to_leave(self) -> None:
        """Ask, before the page is saved as live no more, whether the person may end what is in force of it."""
        if self.live or not type(self)._default_manager.filter(pk=self.pk, live=True).exists():
            return
        language = self.locale.language_code
        try:
            services.ask_to_end(work=self.work, language=language, by=_who())
        except PublicationRefused as refusal:
            self.note_refusal_to_end(refusal)
            raise

    def unpublish(self, *args: Any, user: Any = None, **options: Any) -> None:
        """Take the page off the site: its last edition stays, and is no longer in force from today."""
        publisher = _publisher.set(user)
        try:
            with transaction.atomic():
                self.abrogate(user)
                super().unpublish(*args, user=user, **options)
        except PublicationRefused as refusal:
            self.note_refusal_to_end(refusal)
            raise
        finally:
            _publisher.reset(publisher)

    def abrogate(self, user: Any = None) -> None:
        """Have the gate end the force of what is published of this page."""
        language, by = self.locale.language_code, user or _who()
        services.abrogate(work=self.work, language=language, author=author_name(by), by=by, note=self.change_note)

    def note_refusal_to_end(self, refusal: PublicationRefused) -> None:
        """Say in the page's history who was refused to end the text, and why."""
        words = {"reason": str(refusal)}
        refusal.entry = refusal.entry or log(instance=self, action=ENDING_REFUSED, user=_who(), data=words)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Never show the live page: readers get editions, by their own address."""
        raise Http404

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The public page as each audience gets it."""
        return list(previews.MODES.items())

    @property
    def default_preview_mode(self) -> str:
        """Preview as the widest audience that the text is for."""
        return previews.widest_mode(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft with the template that its edition would have; nothing is written."""
        return previews.show_draft(request, self, mode_name)

    def refuse_to_wait_in_vain(self, user: Any) -> None:
        """Refuse now to plan a publication that the gate would refuse as things stand: who plans it can read why."""
        if not (self.go_live_at and self.go_live_at > timezone.now()):
            return
        try:
            ask_guards(self.proposal())
        except PublicationRefused as refusal:
            self._stay_a_draft()
            log(instance=self, action=REFUSED, user=user, data={"reason": str(refusal)})
            raise DraftRefused(refusal, self) from refusal

    def _stay_a_draft(self) -> None:
        """Take back that the editor saved a new page as live before it asked to publish it."""
        never_live = type(self)._default_manager.filter(pk=self.pk, live=True, live_revision__isnull=True)
        never_live.update(live=False, has_unpublished_changes=True)

    def _note_refusal(self, refusal: PublicationRefused, revision: Revision | None) -> None:
        """Say in the page's history who was refused what, and why; the draft stays."""
        words = {"reason": str(refusal)}
        refusal.entry = log(instance=self, action=REFUSED, user=_who(), data=words, revision=revision)

    def _forget_what_holds_once(self, revision: Revision) -> None:
        """Keep the reason of one change, and its mark that it corrects the past, from passing on to the next."""
        once: dict[str, Any] = {"corrects_the_past": False, "change_note": ""}
        type(self)._default_manager.filter(pk=self.pk).update(**once)
        revision.content = {**revision.content, **once}
        revision.save(update_fields=["content"])

    def _source_edition(self) -> int | None:
        source_language = self.work.source_language
        if source_language == self.locale.language_code:
            return None
        latest = services.latest_edition(work=self.work, language=source_language)
        return latest.number if latest else None

    def _source_in_force(self) -> InForce | None:
        """Return the present place of the source that this page translates, if it is in force or to come."""
        work = self.work
        if work.source_language == self.locale.language_code:
            return None
        held = InForce.objects.said_now().filter(
            work=work, language=work.source_language, ends__gt=timezone.localdate()
        )
        return held.order_by("starts").first()

    def _position(self) -> int:
        siblings = self.get_siblings(inclusive=False).filter(locale=self.locale)
        below = InForce.objects.said_now().filter(parent=self.parent_key(), language=self.locale.language_code)
        today = timezone.localdate()
        # What has ended keeps its place among the others; what is in force counts before what is to come.
        ordered = (below.filter(ends__lte=today).order_by("starts"), below.filter(ends__gt=today).order_by("-starts"))
        positions = dict(row for rows in ordered for row in rows.values_list("work", "position"))

        def nearest(keys: Any) -> int | None:
            return next((positions[key] for key in keys if key in positions), None)

        before = siblings.filter(path__lt=self.path).order_by("-path").values_list("translation_key", flat=True)
        after = siblings.filter(path__gt=self.path).order_by("path").values_list("translation_key", flat=True)
        return position_between(nearest(before), nearest(after), positions.get(self.translation_key))


def _who() -> Any:
    return _publisher.get() or get_active_log_context().user


def author_name(user: Any) -> str:
    """Return the name under which an edition is recorded; it outlives the account."""
    user = user or get_active_log_context().user
    return (user.get_full_name() or user.get_username()) if user else str(_("Le portail"))
