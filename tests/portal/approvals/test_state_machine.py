"""Whatever is done, in whatever order: every edition of a text under approval was agreed to, exactly as it is.

What must have been agreed to is worked out here from what each person saw; the portal is only asked for its rows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.approvals import people
from portal.approvals.models import Approval, Exemption, Invitation, Verdict
from portal.editions.models import Edition, Nature
from tests.factories import approvals as make

from .conftest import Stage
from .random_desk import FIRST_DAY as TODAY
from .random_desk import PERSONS, RandomDesk, Text, of_edition

pytestmark = pytest.mark.django_db

# 20,000 moves take hours: `MANDAT_EXAMPLES` does them in parts, other ones each time.
EXAMPLES, STEPS = (int(os.environ.get("MANDAT_EXAMPLES", "500")), 45) if os.environ.get("MANDAT_LONG") else (4, 30)
WORDS = st.sampled_from(["a", "bb", "ccc"])
WHO = st.sampled_from(sorted(PERSONS))
WRITERS = st.sampled_from(["editor", "editor", "editor", "second", "partner"])
Doing = Callable[..., None]


class Machine(RuleBasedStateMachine):
    """Random moves; the rule is checked after each."""

    start: Callable[[], RandomDesk]

    def __init__(self) -> None:
        super().__init__()
        self.held = transaction.atomic()
        self.held.__enter__()
        self.desk = type(self).start()
        self.first = set(Edition.objects.values_list("pk", flat=True))
        self.good: set[int] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.held.__exit__(None, None, None)

    @rule(
        who=WRITERS,
        what=st.sampled_from(["title", "text", "text", "share", "drop", "add", "note", "slug", "basis"]),
        word=WORDS,
    )
    def edit(self, **terms: Any) -> None:
        self.desk.do("edit", **terms)

    @rule(who=st.sampled_from(["editor", "partner"]))
    def submit(self, **terms: Any) -> None:
        self.desk.do("submit", **terms)

    @rule(
        who=WHO,
        party=st.sampled_from(["", "neighbour", "partner"]),
        choice=st.sampled_from(["agree", "agree", "agree", "reserve", "changes", "refuse"]),
        late=st.booleans(),
    )
    def decide(self, late: bool, **terms: Any) -> None:
        self.desk.do("decide", late=late and terms["who"] == "lawyer", **terms)

    @rule(word=WORDS)
    def revise(self, word: str) -> None:
        """Go the whole way; whatever is drawn between goes on from where this leaves the text."""
        self.desk.do("edit", who="editor", what="text", word=word)
        self.desk.do("submit", who="editor")
        self.all_agree()

    @rule()
    def all_agree(self) -> None:
        """Ask those whose answer is awaited, in order."""
        for who, party in (("lawyer", ""), ("neighbour", "neighbour"), ("partner", "partner"), ("second", "")):
            self.desk.do("decide", who=who, party=party, choice="agree", late=False)

    @rule(way=st.sampled_from(["revision", "script", "save", "first"]), who=WHO)
    def publish(self, **terms: Any) -> None:
        self.desk.do("publish", **terms)

    @rule(move=st.sampled_from(["cancel", "force"]))
    def workflow(self, move: str) -> None:
        self.desk.do(move)

    @rule(who=st.sampled_from(["editor", "double"]), days=st.integers(1, 4))
    def plan(self, who: str, days: int) -> None:
        self.desk.do("plan", who=who)
        self.desk.do("wait", days=days)

    @rule(
        below=st.sampled_from(["office", "neighbour"]), position=st.sampled_from(["first-child", "last-child", "left"])
    )
    def move(self, **terms: Any) -> None:
        self.desk.do("move", **terms)

    @rule(move=st.sampled_from(["tamper", "rename", "rename", "copy", "alias", "translate"]), word=WORDS)
    def beside(self, move: str, word: str) -> None:
        self.desk.do(move, word=word)

    @rule(party=st.sampled_from(["neighbour", "partner"]), who=st.sampled_from(["", "lawyer", "double"]))
    def consult(self, party: str, who: str) -> None:
        self.desk.do("leave_out", party=party, who=who) if who else self.desk.do("invite", party=party)

    @rule(
        move=st.sampled_from(["end", "hurry", "stop_representing"]),
        who=st.sampled_from(["editor", "lawyer", "partner"]),
    )
    def by_right(self, move: str, who: str) -> None:
        self.desk.do(move, who=who)

    @invariant()
    def every_edition_was_agreed_to(self) -> None:
        for edition in Edition.objects.exclude(pk__in=self.first | self.good).order_by("pk"):
            if edition.nature == Nature.PUBLICATION:
                check(self.desk, edition)
                RandomDesk.published += 1
            self.good.add(edition.pk)

    @invariant()
    def the_desk_says_what_readers_get(self) -> None:
        page = self.desk.page()
        assert bool(self.desk.stage.text_of()) == page.live
        if page.live:
            live, edition = page.live_revision.as_object(), self.desk.stage.edition()
            assert (live.title, live.slug) == (edition.content.title, edition.document["place"]["slug"])
            said = {str(row.id): row.text for row in edition.content.responsibilities}
            assert {str(row.id): row.value["text"] for row in live.responsibilities} == said


def check(desk: RandomDesk, edition: Edition) -> None:
    """Fail unless an edition was agreed to by all who had to, as it is."""
    if edition.language != "fr":
        assert edition.seal in Approval.objects.values_list("edition__seal", flat=True) or only_moved(edition)
        return
    approval = Approval.objects.filter(edition=edition).first()
    assert approval is not None, "published without approval"
    if approval.is_emergency:
        assert (approval.reason, approval.by) == ("Inondation", desk.people["lawyer"].get_full_name())
        return
    assert edition.work_id == desk.stage.unit.translation_key
    last = {(v.task_id, v.party_id): v for v in Verdict.objects.filter(review=approval.review_id).order_by("number")}
    authors = written_by(desk, edition) | {desk.asked_for.get(approval.review.workflow_state_id)}
    legal = [v for (_task, party), v in last.items() if party is None]
    (verdict,) = legal
    assert verdict.is_agreement
    assert verdict.seal == edition.seal
    assert person(verdict) not in authors
    assert agreed(desk, verdict) == of_edition(edition)
    for party, rows in touched(edition, approval).items():
        (verdict,) = [v for (_task, asked), v in last.items() if str(asked) == party]
        assert verdict.is_agreement, "a party that did not agree"
        assert person(verdict) not in authors
        seen, now = dict(agreed(desk, verdict).rows), dict(of_edition(edition).rows)
        assert all(seen.get(row) == now.get(row) for row in rows)


def only_moved(edition: Edition) -> bool:
    before = Edition.objects.filter(work=edition.work_id, language=edition.language, number__lt=edition.number)
    last: Any = before.order_by("number").last()
    return last is not None and last.document["content"] == edition.document["content"]


def person(verdict: Verdict) -> str:
    return PERSONS[next(name for name, pk in ACCOUNTS.items() if pk == verdict.account)]


def agreed(desk: RandomDesk, verdict: Verdict) -> Text:
    return desk.agreed[verdict.number]


def touched(edition: Edition, approval: Approval) -> dict[str, set[str]]:
    """Return the parties that a change touches, by the rows that do."""
    before = standing_before(edition)
    was, now = (dict(of_edition(each).rows) if each else {} for each in (before, edition))
    found: dict[str, set[str]] = {}
    for row in {*was, *now}:
        if was.get(row) != now.get(row) or basis_of(before, row) != basis_of(edition, row):
            for party in {*was.get(row, ("", frozenset()))[1], *now.get(row, ("", frozenset()))[1]}:
                found.setdefault(party, set()).add(row)
    for invited in Invitation.objects.filter(review=approval.review_id):
        found.setdefault(str(invited.party_id), set())
    for left_out in Exemption.objects.filter(review=approval.review_id):
        found.pop(str(left_out.party_id), None)
    return found


def basis_of(edition: Edition | None, row: str) -> Any:
    content: Any = edition.content if edition else None
    return next((each.legal_basis for each in content.responsibilities if str(each.id) == row), ()) if content else ()


def standing_before(edition: Edition) -> Edition | None:
    """Return what was in force when an edition came: the one before it, unless that ended the text."""
    before = Edition.objects.filter(work=edition.work_id, language="fr", number__lt=edition.number)
    last = before.order_by("number").last()
    return last if last and last.nature == Nature.PUBLICATION else None


def written_by(desk: RandomDesk, edition: Edition) -> set[str]:
    """Return who wrote since the edition before."""
    count = Edition.objects.filter(work=edition.work_id, number__lt=edition.number, language="fr").count()
    return {who for editions, who in desk.wrote if editions >= count}


ACCOUNTS: dict[str, int] = {}


@pytest.fixture(autouse=True)
def _from_the_first_day(today: Any) -> None:
    today(TODAY)


@pytest.fixture
def one_person() -> Iterator[None]:
    """Has the portal know that two accounts are the editor's."""
    known = list(people._ways)

    @people.register_identity
    def same(user: Any) -> str | None:
        return "person:editor" if user.username in ("editor", "double") else None

    yield
    people._ways[:] = known


@pytest.mark.usefixtures("one_person")
def test_every_edition_was_agreed_to_whatever_was_done(structure: Stage, today: Any) -> None:
    make.workflow(make.legal_review(), make.parties_approval(asks_about_minor=True), over=structure.office)

    def start() -> RandomDesk:
        desk = RandomDesk(structure, today)
        ACCOUNTS.update({name: user.pk for name, user in desk.people.items()})
        assert get_user_model().objects.filter(pk__in=ACCOUNTS.values()).count() == len(ACCOUNTS)
        return desk

    Machine.start = staticmethod(start)  # type: ignore[method-assign, assignment]
    sizes = settings(max_examples=EXAMPLES, stateful_step_count=STEPS)
    try:
        run_state_machine_as_test(Machine, settings=sizes)
    finally:
        sys.stdout.write(f"{RandomDesk.moves} moves, {RandomDesk.published} editions\n")
