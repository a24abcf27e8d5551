"""What a reorganisation touches, as its page on the desk shows it to one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from org.changes.content import PREDECESSOR, ChangeContent
from org.models import ChangeEventPage
from portal.approvals.models import Representation
from portal.editions.audiences import audience_of
from portal.editions.models import InForce

from .approvals import Pending, pending
from .around import HeldPost, holdings_of, representatives_of
from .choosing import LEAVE, Choosable, Others, TakersForm, row_name
from .duties import Contents, OwnDuty, last_contents, nearest, own_duties
from .shown import ShownText, ShownTranslation, shown_texts, shown_translations
from .succession import Taken, taken_by
from .texts import drafted_texts, published_texts
from .translations import renderings


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """What a unit had to do; ``name`` is that of the field to choose in."""

    duty: OwnDuty
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that a reorganisation touches, as far as the person may know.

    ``translations`` are those that name the units though their source does not, or no more.
    """

    event: ChangeContent
    audience: int
    taken: Sequence[Taken]
    contents: Contents
    texts: Sequence[ShownText]
    drafts: Sequence[ShownText]
    duties: Sequence[ShownDuty]
    translations: Sequence[ShownTranslation]
    holdings: Sequence[HeldPost]
    representatives: Sequence[Representation]
    pending: Sequence[Pending]

    @property
    def pages(self) -> list[int]:
        """The pages for which a draft can be opened."""
        return list(dict.fromkeys(each.page for each in (*self.texts, *self.drafts) if each.page))


def impact_of(page: ChangeEventPage, user: Any) -> Impact:
    """Return what the event touches, as it is drafted."""
    event: ChangeContent = page.get_latest_revision_as_object().edition_content()
    audience = audience_of(user)
    taken = taken_by(event, audience)
    works = {each.unit.work for each in taken}
    names = {each.unit.work: each.unit.name for each in taken}
    texts = published_texts(works, audience) if works else []
    drafts = drafted_texts(works, user, texts) if works else []
    touched = {text.work for text in (*texts, *drafts)}
    translations = shown_translations(renderings(touched, works, audience), names, user) if works else []
    shown = shown_texts([*texts, *drafts], names, translations, user)
    contents = last_contents(works | {unit.work for each in taken for unit in each.proposed}, audience)
    return Impact(
        event=event,
        audience=audience,
        taken=taken,
        contents=contents,
        texts=shown[: len(texts)],
        drafts=shown[len(texts) :],
        duties=[
            ShownDuty(duty, names[duty.key.unit], row_name(duty.key.unit, duty.key))
            for duty in own_duties(taken, contents)
        ],
        translations=[each for each in translations if each.rendering.work not in touched],
        holdings=holdings_of(works, audience),
        representatives=representatives_of(works),
        pending=pending(works, touched, user),
    )


def takers_form(impact: Impact, data: Any = None) -> TakersForm:
    """Return the form in which who takes over is chosen, with proposals."""
    in_force = InForce.objects.on(timezone.localdate()).readable_by(impact.audience)
    structure = in_force.filter(language=F("work__source_language"), work__kind__in=("organisation", "unit"))
    return TakersForm(data, taken=impact.taken, rows=_choosable(impact), others=Others(structure))


def _choosable(impact: Impact) -> Iterator[Choosable]:
    """Yield the rows where somebody may take over, each with who is proposed for it alone."""
    taken = {each.unit.work: each for each in impact.taken}
    for text in (*impact.texts, *impact.drafts):
        for row in text.rows if text.page else ():
            if row.place.can_be_taken:
                told = row.told or row.place.how
                yield Choosable(text.text.work, row.place.key, told, _near(told, taken[row.place.unit], impact))
    for each in impact.duties:
        duty = each.duty
        proposal = LEAVE if duty.said_by else _near(duty.text, taken[duty.key.unit], impact)
        yield Choosable(duty.key.unit, duty.key, duty.text, proposal)


def _near(told: str, taken: Taken, impact: Impact) -> str:
    return str(nearest(told, taken, impact.contents) or "")


def event_that_ended(work: UUID) -> ChangeEventPage | None:
    """Return the last event on the desk that names a unit among those before."""
    held = InForce.objects.said_now().filter(
        edition__relations__kind=PREDECESSOR, edition__relations__target=work, language=F("work__source_language")
    )
    keys = held.values("work")
    return ChangeEventPage.objects.filter(translation_key__in=keys).order_by("date", "pk").last()
