"""What is wrong with the steps of a procedure, and where: what keeps it from being published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from ..choices import Afterwards, Raci
from ..content.steps import Step
from ..content.terms import Term
from .chart import END, Flowchart, NodeKind, chart_of
from .selection import Selection

Alone = Sequence[tuple[Term, Flowchart]]


class Fault(NamedTuple):
    """What is wrong with one field of one step, in words."""

    step: UUID
    field: str
    message: str


def faults(steps: Sequence[Step]) -> list[Fault]:
    """Return every fault, in the order of the steps."""
    chart = chart_of(steps)
    alone = [(term, chart_of(steps, selection)) for term, selection in _each_alone(steps)]
    found = [
        *_of_roles(steps),
        *_of_targets(steps),
        *_unreached(steps, chart, alone),
        *_endless(chart, alone),
    ]
    places = {step.id: place for place, step in enumerate(steps)}
    return sorted(found, key=lambda fault: places[fault.step])


def _of_roles(steps: Iterable[Step]) -> Iterator[Fault]:
    for step in steps:
        if not any(step.held_by(Raci.RESPONSIBLE)):
            yield Fault(step.id, "roles", _("Personne ne réalise cette étape : donnez au moins un rôle R."))
        if len(list(step.held_by(Raci.ACCOUNTABLE))) > 1:
            yield Fault(step.id, "roles", _("Une seule partie répond d’une étape : gardez un seul rôle A."))
        if any(role.post and not role.post_title for role in step.roles):
            yield Fault(
                step.id, "roles", _("Ce poste n’est pas, ou n’est plus, de cette unité : choisissez-le de nouveau.")
            )
        counts = Counter((role.role, role.actor, role.post) for role in step.roles)
        if any(count > 1 for count in counts.values()):
            yield Fault(step.id, "roles", _("Le même rôle est donné deux fois à la même partie."))


def _of_targets(steps: Iterable[Step]) -> Iterator[Fault]:
    known = {step.id for step in steps}
    for step in steps:
        for branch in step.branches:
            if branch.to is not None and branch.to not in known:
                words = {"condition": branch.condition}
                message = _("La branche « %(condition)s » mène à une étape qui n’existe plus.") % words
                yield Fault(step.id, "branches", message)
        if step.afterwards == Afterwards.STEP and step.to not in known:
            yield Fault(step.id, "to", _("Choisissez l’étape qui suit."))
        if step.afterwards == Afterwards.NOTHING and not step.branches:
            yield Fault(step.id, "afterwards", _("Rien ne suit : donnez des branches, une suite, ou la fin."))


def _unreached(steps: Iterable[Step], chart: Flowchart, alone: Alone) -> Iterator[Fault]:
    """Yield the steps to which nothing leads, or nothing leads those whom they are for.

    What follows a step follows it for those too whom it does not concern: it may lead them past a step of theirs.
    """
    reached = {step.id for step in chart.steps()}
    for step in steps:
        if step.id not in reached:
            yield Fault(step.id, "title", _("Aucune étape ne mène à celle-ci."))
    for term, own in alone:
        met = {step.id for step in own.steps()}
        for step in steps:
            if term in (*step.profiles, *step.channels) and step.id in reached - met:
                words = {"name": term.name}
                message = _("Aucune étape ne mène à celle-ci quand il s’agit de : %(name)s.") % words
                yield Fault(step.id, "title", message)


def _endless(chart: Flowchart, alone: Alone) -> Iterator[Fault]:
    """Yield the steps from which nobody, or nobody of some profile or channel, ever gets to the end."""
    lost = _without_exit(chart)
    yield from (Fault(step.id, "afterwards", _("De cette étape, on n’arrive jamais à la fin.")) for step in lost)
    told = {step.id for step in lost}
    for term, own in alone:
        for step in _without_exit(own):
            if step.id not in told:
                told.add(step.id)
                words = {"name": term.name}
                message = _("De cette étape, on n’arrive jamais à la fin quand il s’agit de : %(name)s.") % words
                yield Fault(step.id, "afterwards", message)


def _each_alone(steps: Sequence[Step]) -> Iterator[tuple[Term, Selection]]:
    for term in dict.fromkeys(term for step in steps for term in step.profiles):
        yield term, Selection(profiles=frozenset({term.code}))
    for term in dict.fromkeys(term for step in steps for term in step.channels):
        yield term, Selection(channels=frozenset({term.code}))


def _without_exit(chart: Flowchart) -> list[Step]:
    """Return the steps from which the end is never reached."""
    ways: dict[str, list[str]] = {}
    for flow in chart.flows:
        ways.setdefault(flow.target, []).append(flow.source)
    leads_out, waiting = {END}, [END]
    while waiting:
        new = [source for source in ways.get(waiting.pop(), ()) if source not in leads_out]
        leads_out.update(new)
        waiting += new
    return [step for step in chart.steps() if f"{NodeKind.STEP}:{step.id}" not in leads_out]
