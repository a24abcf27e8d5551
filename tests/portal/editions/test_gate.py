"""The gate: what it writes, what it refuses, and from when what it writes holds."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from uuid import UUID

import pytest

from portal.editions.gate import PublicationRefused
from portal.editions.models import Address, Edition, InForce, Nature
from portal.editions.seals import canonical, seal_of
from portal.editions.services import record_of

from .conftest import Refusal
from .texts import abrogate, address, in_force, key, move, proposal, publish, work

pytestmark = pytest.mark.django_db

PAST, TODAY, FUTURE = (datetime.date(year, 6, 1) for year in (2020, 2026, 2030))
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_2026(today: Callable[[datetime.date], None]) -> None:
    today(TODAY)


def test_an_edition_carries_its_seal_and_joins_the_chain() -> None:
    first, second = publish("texte", title="Un"), publish("texte", title="Deux")
    assert (first.number, second.number) == (1, 2)
    assert second.seal == proposal("texte", title="Deux").seal() == seal_of(second.canonical.encode())
    assert second.previous_digest == first.digest
    stored = Edition.objects.get(number=2)
    assert stored.digest == seal_of(canonical(record_of(stored)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", "autre"),
        ("in_force_from", PAST),
        ("in_force_until", FUTURE),
        ("approximate", True),
        ("date_note", "autre"),
        ("change_note", "autre"),
        ("seal", "0" * 64),
        ("nature", Nature.ABROGATION),
        ("previous_digest", "0" * 64),
        ("recorded_at", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)),
    ],
)
def test_the_digest_tells_any_change_of_what_was_recorded(field: str, value: object) -> None:
    edition = publish("texte")
    setattr(edition, field, value)
    assert seal_of(canonical(record_of(edition))) != edition.digest


def test_publishing_the_same_twice_makes_no_second_edition() -> None:
    first = publish("texte", in_force_from=PAST, approximate=True, date_note="Vers 2020.")
    assert publish("texte", in_force_from=PAST, approximate=True, date_note="Vers 2020.") == first
    assert publish("texte") == first
    assert Edition.objects.count() == 1


def test_a_date_left_as_it_was_is_no_claim_about_the_past() -> None:
    for title in ("Un", "Deux", "Trois"):
        publish("texte", title=title, in_force_from=PAST)
    assert in_force("texte", PAST) == 1
    assert in_force("texte", TODAY - DAY) == 1
    assert in_force("texte", TODAY) == 3
    publish("texte", title="Trois", in_force_from=PAST)
    assert Edition.objects.count() == 3


def test_a_correction_holds_from_the_date_that_it_corrects() -> None:
    publish("texte", title="Avec une faute", in_force_from=PAST)
    corrected = {"title": "Sans faute", "in_force_from": PAST, "corrects_the_past": True}
    edition = publish("texte", **corrected)
    assert in_force("texte", PAST) == in_force("texte", TODAY) == 2
    assert publish("texte", **corrected) == edition


def test_what_is_known_of_a_date_can_be_corrected_alone() -> None:
    publish("texte", in_force_from=PAST)
    edition = publish(
        "texte", in_force_from=PAST, approximate=True, date_note="Date de convention.", corrects_the_past=True
    )
    assert (edition.number, edition.approximate, edition.date_note) == (2, True, "Date de convention.")


def test_a_text_of_today_is_not_marked_with_an_approximate_date_of_the_past() -> None:
    publish("texte", in_force_from=PAST, approximate=True, date_note="Vers 2020.")
    edition = publish("texte", title="Autre", in_force_from=PAST, approximate=True, date_note="Vers 2020.")
    assert (edition.in_force_from, edition.approximate, edition.date_note) == (TODAY, False, "")


def test_a_text_to_come_stays_to_come_when_its_wording_changes() -> None:
    publish("texte", title="Aujourd’hui")
    publish("texte", title="Demain", in_force_from=FUTURE)
    publish("texte", title="Demain, mieux dit", in_force_from=FUTURE)
    assert in_force("texte", FUTURE - DAY) == 1
    assert in_force("texte", FUTURE) == 3


def test_a_text_to_come_can_be_brought_forward_to_today() -> None:
    publish("texte", in_force_from=FUTURE)
    publish("texte")
    assert in_force("texte", TODAY) == 2


def test_an_earlier_date_is_a_new_claim() -> None:
    publish("texte", in_force_from=TODAY)
    publish("texte", in_force_from=PAST)
    assert in_force("texte", PAST) == 2
    assert Edition.objects.count() == 2


def test_an_abrogated_text_can_come_back_with_the_date_it_had() -> None:
    publish("texte", in_force_from=PAST)
    abrogate("texte")
    publish("texte", in_force_from=PAST)
    assert in_force("texte", PAST) == 1
    assert in_force("texte", TODAY) == 3


def test_abrogation_ends_the_text_and_keeps_its_history() -> None:
    publish("texte", in_force_from=PAST)
    abrogate("texte")
    assert in_force("texte", TODAY - DAY) == 1
    assert in_force("texte", TODAY) is None
    last = Edition.objects.get(number=2)
    assert (last.nature, last.canonical) == (Nature.ABROGATION, Edition.objects.get(number=1).canonical)
    abrogate("texte")
    assert Edition.objects.count() == 2


def test_abrogation_ends_what_was_to_come_too() -> None:
    publish("texte", title="Un", in_force_from=PAST)
    publish("texte", title="Deux", in_force_from=FUTURE)
    abrogate("texte")
    assert not InForce.objects.said_now().filter(ends__gt=TODAY).exists()


def test_abrogation_planned_for_later_can_be_brought_forward() -> None:
    publish("texte", in_force_from=PAST)
    abrogate("texte", on=FUTURE)
    assert in_force("texte", FUTURE - DAY) == 1
    assert in_force("texte", FUTURE) is None
    abrogate("texte")
    assert in_force("texte", TODAY) is None


def test_abrogating_the_source_ends_its_translations_and_not_the_other_way_round() -> None:
    publish("texte")
    publish("texte", language="en", title="Text", renders=1)
    abrogate("texte", language="en")
    assert (in_force("texte", TODAY), in_force("texte", TODAY, "en")) == (1, None)
    publish("texte", language="en", title="Text", renders=1)
    abrogate("texte")
    assert (in_force("texte", TODAY), in_force("texte", TODAY, "en")) == (None, None)


def test_a_move_takes_along_what_is_to_come_and_the_translations() -> None:
    for name in ("daf", "drh"):
        publish(name)
    publish("paie", parent="daf")
    publish("paie", parent="daf", title="Paie, demain", in_force_from=FUTURE)
    publish("paie", parent="daf", language="en", slug="payroll", title="Payroll", renders=1)
    move("paie", parent="drh")
    assert address("paie", TODAY) == address("paie", FUTURE) == "drh/paie/"
    assert address("paie", FUTURE, "en") == "drh/payroll/"
    assert in_force("paie", TODAY) != in_force("paie", FUTURE)


def test_a_move_of_what_is_not_published_publishes_nothing() -> None:
    publish("daf")
    publish("paie", parent="daf", in_force_from=PAST)
    abrogate("paie")
    assert move("paie") is None
    assert in_force("paie", TODAY) is None


def test_a_text_cannot_stand_below_one_that_is_not_in_force() -> None:
    with pytest.raises(PublicationRefused, match="au-dessus"):
        publish("paie", parent="daf")
    publish("daf", in_force_from=PAST)
    abrogate("daf")
    with pytest.raises(PublicationRefused, match="au-dessus"):
        publish("paie", parent="daf")


def test_a_text_cannot_stand_below_itself() -> None:
    publish("onm")
    publish("daf", parent="onm")
    publish("paie", parent="daf")
    with pytest.raises(PublicationRefused, match="sous elle-même"):
        move("onm", parent="paie")
    assert address("paie", TODAY) == "onm/daf/paie/"


def test_two_texts_cannot_have_one_address_at_the_same_time() -> None:
    publish("daf", slug="finances", in_force_from=PAST)
    with pytest.raises(PublicationRefused, match="finances/"):
        publish("drh", slug="finances")
    abrogate("daf")
    publish("drh", slug="finances")
    assert (address("daf", TODAY - DAY), address("drh", TODAY)) == ("finances/", "finances/")


def test_an_address_that_is_too_long_is_refused_in_words() -> None:
    publish("a" * 250)
    publish("b" * 250, parent="a" * 250)
    publish("c" * 250, parent="b" * 250)
    with pytest.raises(PublicationRefused, match="trop longue"):
        publish("d" * 250, parent="c" * 250)


def test_a_refusal_leaves_nothing_behind(refuse_when: Refusal, announced: set[UUID]) -> None:
    publish("texte", title="Un")
    announced.clear()
    refuse_when(lambda asked: asked.content.title == "Deux")
    with pytest.raises(PublicationRefused, match="Il manque un accord"):
        publish("texte", title="Deux")
    with pytest.raises(PublicationRefused):
        publish("autre", title="Deux")
    assert not announced
    assert [edition.title for edition in Edition.objects.all()] == ["Un"]
    assert Address.objects.said_now().values_list("work", flat=True).distinct().get() == work("texte").key


def test_guards_are_asked_about_moves_as_about_any_publication(refuse_when: Refusal) -> None:
    publish("daf")
    publish("paie")
    asked: list[str] = []
    refuse_when(lambda seen: bool(asked.append(seen.seal())) or True)
    with pytest.raises(PublicationRefused):
        move("paie", parent="daf", position=9)
    assert asked == [proposal("paie", parent="daf", position=9).seal()]
    assert address("paie", TODAY) == "paie/"


def test_a_text_says_which_edition_of_its_source_it_renders() -> None:
    publish("texte")
    edition = publish("texte", language="en", title="Text", renders=1)
    assert edition.document["renders"] == 1


def test_text_in_any_unicode_form_is_sealed_and_shown_in_one() -> None:
    edition = publish("texte", title="De\u0301charge")
    assert edition.content.title == "D\u00e9charge"
    assert publish("texte", title="D\u00e9charge") == edition
    assert InForce.objects.said_now().get().title == edition.title == "D\u00e9charge"


def test_another_wording_at_the_same_place_touches_nothing_below(
    today: Callable[[datetime.date], None], announced: set[UUID]
) -> None:
    publish("onm")
    publish("daf", parent="onm")
    addresses = set(Address.objects.said_now().values_list("pk", flat=True))
    today(TODAY + DAY)
    announced.clear()
    publish("onm", names=(key("daf"),))
    assert announced == {key("onm")}
    assert set(Address.objects.said_now().values_list("pk", flat=True)) == addresses


def test_a_move_announces_everything_whose_address_it_changes(announced: set[UUID]) -> None:
    for name, parent in [("onm", ""), ("daf", "onm"), ("paie", "daf"), ("caisse", "paie")]:
        publish(name, parent=parent)
    announced.clear()
    move("paie", parent="onm")
    assert announced == {key("paie"), key("caisse")}


def test_another_title_announces_the_pages_that_show_it(announced: set[UUID]) -> None:
    for name, parent in [("onm", ""), ("daf", "onm"), ("paie", "daf")]:
        publish(name, parent=parent)
    announced.clear()
    publish("daf", parent="onm", title="Direction financière")
    assert announced == {key("daf"), key("paie")}
