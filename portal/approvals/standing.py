"""Where a text stands: who must be asked about it, what they said, and whether that is enough.

Nothing is written here: the guard asks the same question as the pages do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.contrib.auth import get_user_model

from portal.editions.gate import Proposal
from portal.editions.kinds import Content
from portal.editions.models import Edition, InForce
from portal.editions.services import effective_date

from .demands import Demand, Judged, demands_of
from .models import Choice, Review, Verdict, Weighing, Weight
from .models.reviews import State
from .models.tasks import ApprovalTask, PartiesApprovalTask, Rule
from .parts import Parts, Submission, changed, parts_of_edition, submission_of
from .people import person_of
from .policy import anything_binds, binding_tasks, governing_workflows
from .subjects import subject_of


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody who must be asked, and their last verdict; ``again`` are the parts that changed since it."""

    demand: Demand
    state: State
    verdict: Verdict | None = None
    again: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StepStanding:
    """How a step of the workflow stands."""

    task: ApprovalTask
    answers: tuple[Answer, ...]

    @property
    def is_satisfied(self) -> bool:
        """Whether the step's rule is met."""
        if any(answer.state != State.AGREED and not _may_pass(answer, self.task) for answer in self.answers):
            return False
        if isinstance(self.task, PartiesApprovalTask) and self.task.rule == Rule.QUORUM:
            others = [answer for answer in self.answers if not answer.demand.mandatory]
            agreed = sum(answer.state == State.AGREED for answer in others)
            return agreed >= min(self.task.quorum, len(others))
        return True

    @property
    def is_stopped(self) -> bool:
        """Whether nobody is waited for any more, and the rule is not met: the text must change."""
        return not self.is_satisfied and all(answer.state != State.WAITING for answer in self.answers)


def _may_pass(answer: Answer, task: ApprovalTask) -> bool:
    """Whether the rule lets a text pass although this one did not agree."""
    if not isinstance(task, PartiesApprovalTask):
        return False
    if answer.state == State.ABSTAINED and task.may_abstain:
        return True
    return task.rule == Rule.QUORUM and not answer.demand.mandatory


class Standing:
    """How a text stands with everybody who must be asked about it."""

    def __init__(self, proposal: Proposal, review: Review | None) -> None:
        self.proposal = proposal
        self.review = review

    @cached_property
    def submission(self) -> Submission:
        """What is decided on."""
        return submission_of(self.proposal)

    @cached_property
    def base(self) -> Edition | None:
        """The edition that the draft is compared with."""
        if self.review and self.review.after_the_fact:
            return self.review.base
        held = InForce.objects.on(effective_date(self.proposal)).filter(
            work=self.proposal.work, language=self.proposal.language
        )
        row = held.select_related("edition").first()
        return row.edition if row else None

    @cached_property
    def before(self) -> Content | None:
        """What the text said until now."""
        return self.base.content if self.base else None

    @cached_property
    def changed(self) -> frozenset[str]:
        """The parts that the draft changes; all of them where it changes none, put to the vote again as it is."""
        before: Parts = parts_of_edition(self.base)
        return changed(before, self.submission.parts) or frozenset(self.submission.parts)

    @cached_property
    def material(self) -> tuple[str, ...]:
        """The reasons for which the portal calls the change material; none for a minor one."""
        subject = subject_of(self.proposal.kind)
        return tuple(subject.material(self.before, self.proposal.content, self.changed))

    @cached_property
    def weighing(self) -> Weighing | None:
        """What persons said of exactly this draft, where they said otherwise than the portal."""
        if self.review is None:
            return None
        said = self.review.weighings.filter(token=self.submission.token).order_by("at", "pk")
        return next((each for each in reversed(said) if each.holds), None)

    @property
    def weight(self) -> Weight:
        """How much the change matters."""
        if self.weighing:
            return Weight(self.weighing.weight)
        return Weight.MATERIAL if self.material else Weight.MINOR

    @cached_property
    def steps(self) -> list[StepStanding]:
        """The steps of every workflow that governs the text, in order."""
        proposal = self.proposal
        if not anything_binds():
            return []
        workflows = governing_workflows(work=proposal.work, kind=proposal.kind, parent=proposal.place.parent)
        tasks = [task for workflow in workflows for task in binding_tasks(workflow, proposal)]
        return [self._step(task) for task in {task.pk: task for task in tasks}.values()]

    @property
    def is_complete(self) -> bool:
        """Whether everything that the text needs was given to it as it is."""
        return all(step.is_satisfied for step in self.steps)

    def step(self, task_id: int) -> StepStanding | None:
        """Return how a step stands; None where the text does not need it."""
        return next((step for step in self.steps if step.task.pk == task_id), None)

    @cached_property
    def authors(self) -> frozenset[str]:
        """The persons who wrote at the draft."""
        if self.review is None:
            return frozenset()
        rows = list(self.review.contributions.all())
        users = get_user_model().objects.filter(pk__in=[row.account for row in rows])
        return frozenset([*(row.person for row in rows), *(person_of(user) for user in users)])

    def _step(self, task: ApprovalTask) -> StepStanding:
        is_minor = self.weight == Weight.MINOR
        judged = Judged(self.proposal, self.before, self.changed, self.review, is_minor)
        return StepStanding(task, tuple(self._answer(demand) for demand in demands_of(task, judged)))

    def _answer(self, demand: Demand) -> Answer:
        verdict = self._last_verdicts.get((demand.task, demand.party))
        if verdict is None or self._is_by_an_author(verdict):
            return Answer(demand, State.WAITING, again=demand.parts)
        asked = {*demand.parts, *verdict.scope} if demand.party else {*self.submission.parts, *verdict.parts}
        again = changed(_only(verdict.parts, asked), _only(self.submission.parts, asked))
        if demand.party is None and verdict.seal != self.submission.seal:
            again = again or demand.parts
        if verdict.base_id != (self.base.pk if self.base else None):
            again = demand.parts
        return Answer(demand, State.WAITING if again else _STATES[Choice(verdict.choice)], verdict, again)

    def _is_by_an_author(self, verdict: Verdict) -> bool:
        """Whether the person wrote at the draft, under whatever account, known then or since as theirs."""
        accounts = get_user_model().objects.filter(pk=verdict.account)
        return not self.authors.isdisjoint([verdict.person, *map(person_of, accounts)])

    @cached_property
    def _last_verdicts(self) -> Mapping[tuple[int, UUID | None], Verdict]:
        given: Iterable[Verdict] = self.review.verdicts.order_by("number") if self.review else ()
        return {(verdict.task_id, verdict.party_id): verdict for verdict in given}


_STATES = {
    Choice.AGREE: State.AGREED,
    Choice.RESERVE: State.AGREED,
    Choice.CHANGES: State.AGAINST,
    Choice.REFUSE: State.AGAINST,
    Choice.ABSTAIN: State.ABSTAINED,
}


def _only(parts: Parts, names: Collection[str]) -> Parts:
    return {name: seal for name, seal in parts.items() if name in names}


def open_review(work: UUID, language: str) -> Review | None:
    """Return the review that a text is under."""
    return Review.objects.filter(work=work, language=language, closed_at=None).first()


def standing_of(proposal: Proposal) -> Standing:
    """Return how ``proposal`` stands."""
    return Standing(proposal, open_review(proposal.work, proposal.language))
