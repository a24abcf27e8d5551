"""Does random things with a text under approval, and keeps beside it, in plain words, who agreed to what."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone
from wagtail.models import Locale, Page, Revision, WorkflowState

from org.models import LegalReference, UnitPage
from portal.approvals import consulting
from portal.approvals.deciding import DecisionRefused
from portal.approvals.emergency.services import publish_in_emergency
from portal.approvals.models import Representation, Verdict
from portal.approvals.standing import open_review
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, Nature
from portal.setup import EDITORS
from tests import factories
from tests.clock import Clock
from tests.factories import approvals as make
from tests.factories.blocks import responsibility

from .conftest import Stage

FIRST_DAY = datetime.date(2026, 1, 1)
REFUSALS = (PublicationRefused, DecisionRefused, PermissionDenied, ProtectedError, ValidationError)
Rows = dict[str, tuple[str, frozenset[str]]]
"""By the identity of a row: its words, and with whom it is shared."""


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody sees of a draft: everything that is published of it."""

    title: str
    slug: str
    parent: str
    note: str
    basis: str
    rows: tuple[tuple[str, tuple[str, frozenset[str]]], ...]


def of_edition(edition: Edition) -> Text:
    """Return what an edition says, as a person who looks at a draft sees it."""
    content: Any = edition.content
    rows = tuple(
        (str(row.id), (row.text, frozenset(str(key) for key in row.shared_with))) for row in content.responsibilities
    )
    basis = {law.name for row in content.responsibilities for law in row.legal_basis}
    place = edition.document["place"]
    return Text(content.title, place["slug"], place["parent"], edition.change_note, "".join(sorted(basis)), rows)


@dataclass
class RandomDesk:
    """The text, the people around it, and what each of them agreed to."""

    stage: Stage
    clock: Clock
    day: datetime.date = FIRST_DAY
    agreed: dict[int, Text] = field(default_factory=dict)
    """By the number of a verdict: what its author had before them."""
    wrote: list[tuple[int, str]] = field(default_factory=list)
    """Who wrote what readers have not got, as pairs of how many editions there were and the person."""
    asked_for: dict[int, str] = field(default_factory=dict)
    """Who asked for approval, by the workflow that it began."""
    moves: ClassVar[int] = 0
    published: ClassVar[int] = 0

    def __post_init__(self) -> None:
        self.clock(self.day)
        self.law = factories.LegalReferenceFactory(name_fr="Décret")
        self.people = _people(self.stage)
        self.copies: list[int] = []

    # What is there

    def page(self) -> UnitPage:
        return UnitPage.objects.get(pk=self.stage.unit.pk)

    def draft(self) -> UnitPage:
        return self.page().get_latest_revision_as_object()

    def seen(self, page: UnitPage | None = None) -> Text:
        """Return what a draft says, read from its fields alone."""
        draft = page or self.draft()
        rows = draft.responsibilities
        basis = {law.name_fr for row in rows for law in row.value.get("legal_basis") or ()}
        said = tuple((str(row.id), (row.value["text"], _shared(row.value))) for row in rows)
        above = str(draft.get_parent().translation_key)
        return Text(draft.title, draft.slug, above, draft.change_note, "".join(sorted(basis)), said)

    # What people do

    def do(self, move: str, **terms: Any) -> None:
        """Do one thing; what the portal refuses is not done."""
        RandomDesk.moves += 1
        try:
            getattr(self, move)(**terms)
        except REFUSALS:
            return
        finally:
            self._forget_what_changed_nothing()

    def _forget_what_changed_nothing(self) -> None:
        """Forget who wrote where the draft says what is in force: nothing of theirs is left to agree to."""
        last = self._editions().last()
        if last and last.nature == Nature.PUBLICATION and self.seen() == of_edition(last):
            self.wrote.clear()

    def edit(self, who: str, what: str, word: str) -> None:
        page, user = self.draft(), self.people[who]
        rows = page.responsibilities.get_prep_value()
        if what in ("text", "share", "drop", "basis") and not rows:
            return
        if what == "title":
            page.title = f"Direction {word}"
        elif what == "slug":
            page.slug = f"direction-{word}"
        elif what == "note":
            page.change_note = word
        elif what == "add":
            rows.append(responsibility(f"Aider {word}.", shared_with=(self.stage.partner,)))
        elif what == "text":
            rows[len(word) % len(rows)]["value"]["text"] = f"Tenir {word}."
        elif what == "share":
            rows[0]["value"]["shared_with"] = [self.stage.partner.pk] * (word != "a")
        elif what == "basis":
            rows[0]["value"]["legal_basis"] = [self.law.pk]
        else:
            rows.pop()
        page.responsibilities = rows
        page.save_revision(user=user)
        self._wrote(who)

    def _wrote(self, who: str) -> None:
        self.wrote.append((self._editions().count(), PERSONS[who]))

    def _editions(self) -> QuerySet[Edition]:
        return Edition.objects.filter(work=self.stage.unit.translation_key, language="fr").order_by("number")

    def tamper(self, word: str) -> None:
        """Change the draft in the database."""
        page = self.page()
        revision = page.get_latest_revision()
        if revision.pk == page.live_revision_id:
            return
        content = {**revision.content, "title": f"Glissé {word}"}
        Revision.objects.filter(pk=revision.pk).update(content=content)

    def rename(self, word: str) -> None:
        law = LegalReference.objects.get(pk=self.law.pk)
        law.name_fr = f"Décret {word}"
        law.save()

    def submit(self, who: str) -> None:
        page, state = self.draft(), self._workflow()
        if state is None:
            self.asked_for[page.get_workflow().start(page, self.people[who]).pk] = PERSONS[who]
        elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(user=self.people[who])

    def cancel(self) -> None:
        if state := self._workflow():
            state.cancel(user=self.people["editor"])

    def _workflow(self) -> WorkflowState | None:
        return WorkflowState.objects.active().for_instance(self.page()).first()

    def force(self) -> None:
        """End Wagtail's step past the verdicts."""
        if (state := self._workflow()) and state.status == WorkflowState.STATUS_IN_PROGRESS:
            state.current_task_state.approve(user=self.people["superuser"])

    def decide(self, who: str, party: str, choice: str, late: bool) -> None:
        review = open_review(self.stage.unit.translation_key, "fr")
        if review is None:
            return
        seen, token = self.seen(), make.token_of(review)
        if late:
            self.edit("editor", "title", "en retard")
        asked = {"neighbour": self.stage.neighbour, "partner": self.stage.partner}.get(party)
        known = set(Verdict.objects.values_list("number", flat=True))
        try:
            make.decides(self.people[who], review, choice, party=asked, token=token)
        except StopIteration:
            return  # nobody asks them
        finally:
            for verdict in Verdict.objects.exclude(number__in=known):
                self.agreed[verdict.number] = seen

    def invite(self, party: str) -> None:
        if review := open_review(self.stage.unit.translation_key, "fr"):
            key = getattr(self.stage, party).translation_key
            consulting.add_party(review=review, party=key, mandatory=True, reason="Utile", by=self.people["lawyer"])

    def leave_out(self, party: str, who: str) -> None:
        if review := open_review(self.stage.unit.translation_key, "fr"):
            key = getattr(self.stage, party).translation_key
            consulting.leave_out_party(review=review, party=key, reason="Inutile", by=self.people[who])

    def stop_representing(self, who: str) -> None:
        Representation.objects.filter(user=self.people[who]).update(until=self.day)

    def publish(self, way: str, who: str) -> None:
        page, user = self.page(), self.people[who]
        if way == "revision":
            page.get_latest_revision().publish(user=user, skip_permission_checks=True)
        elif way == "script":
            self.draft().save_revision().publish()
        elif way == "save":
            page.live, page.live_revision = True, page.get_latest_revision()
            page.save()
        else:
            page.revisions.order_by("pk").first().publish()

    def plan(self, who: str) -> None:
        page = self.draft()
        page.go_live_at = timezone.now() + datetime.timedelta(days=2)
        revision = page.save_revision(user=self.people[who])
        self._wrote(who)
        revision.publish()
        page = self.draft()
        page.go_live_at = None
        page.save_revision(user=self.people[who])

    def wait(self, days: int) -> None:
        self.day += datetime.timedelta(days=days)
        self.clock(self.day)
        call_command("publish_scheduled")

    def move(self, below: str, position: str) -> None:
        target: Page = Page.objects.get(pk=getattr(self.stage, below).pk)
        if position == "left" and below != "neighbour":
            return
        self.page().move(target, pos=position)

    def copy(self, word: str) -> None:
        made = self.page().copy(update_attrs={"slug": f"copie-{word}-{len(self.copies)}"}, keep_live=True)
        self.copies.append(made.pk)
        made.specific.get_latest_revision().publish()

    def alias(self, word: str) -> None:
        made = self.page().create_alias(update_slug=f"renvoi-{word}-{self.moves}", parent=self.stage.partner)
        self.copies.append(made.pk)
        self.draft().update_aliases()

    def translate(self, word: str) -> None:
        english = Locale.objects.get(language_code="en")
        page = self.page().get_translation_or_none(english)
        if page is None:
            page = self.page().copy_for_translation(english, copy_parents=True)
        page = page.get_latest_revision_as_object() if page.latest_revision_id else page
        page.title = f"Directorate {word}"
        page.save_revision().publish()

    def end(self, who: str) -> None:
        self.page().unpublish(user=self.people[who])

    def hurry(self, who: str) -> None:
        publish_in_emergency(page=self.page(), reason="Inondation", by=self.people[who])


PERSONS = {
    **{name: name for name in ("editor", "lawyer", "second", "superuser", "neighbour", "partner", "delegate")},
    "double": "editor",
}
"""Who uses each account: the editor has one in the legal service too."""


def _people(stage: Stage) -> dict[str, User]:
    people = {
        "editor": factories.UserFactory(username="editor", in_groups=[EDITORS]),
        "lawyer": stage.lawyer,
        "second": make.lawyer(username="second"),
        "double": make.lawyer(username="double"),
        "superuser": factories.UserFactory(username="superuser", is_superuser=True),
        "neighbour": make.representative(stage.neighbour),
        "partner": make.representative(stage.partner),
        "delegate": make.representative(stage.partner, capacity="delegate", until=datetime.date(2030, 1, 1)),
    }
    people["lawyer"].user_permissions.add(Permission.objects.get(codename="publish_in_emergency"))
    return people


def _shared(value: Any) -> frozenset[str]:
    return frozenset(str(page.translation_key) for page in value.get("shared_with") or ())
