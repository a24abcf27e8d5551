"""Importing a structure: what it makes, what it leaves alone, and that doing it again changes nothing."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Revision

from org.importing.problems import ImportRefused
from org.models import UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Edition, InForce
from portal.home.models import HomePage
from tests import factories as make
from tests.clock import Clock

from .files import complete, desk_tree, load, organisation, page, public_tree, structure, unit

pytestmark = pytest.mark.usefixtures("portal")

TODAY = datetime.date(2026, 6, 1)
LATER = datetime.date(2027, 6, 1)
SINCE = {"start": "2022-01-01", "approximate": True, "note": "Date de convention."}


@pytest.fixture(autouse=True)
def _in_2026(today: Clock) -> None:
    today(TODAY)


def counts() -> dict[str, int]:
    """Return how many rows every table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_everything_that_a_file_states_reaches_readers(client: Client) -> None:
    load(complete())
    held = InForce.objects.said_now().get(work=page("a").translation_key)
    content = held.edition.content
    assert (content.title, content.acronym, content.mission) == ("Unité a", "UA", "Servir.")
    assert (content.kind.name, content.seat.name, content.seat.latitude) == ("Service", "Les Cayes", "18.1933")
    duty, rules = content.responsibilities
    assert (duty.text, duty.doubt, duty.legal_basis[0].citation) == ("Payer.", "Quand ?", "art. 3")
    assert duty.shared_with == (page("b").translation_key,)
    assert (rules.internal_rules, duty.internal_rules) == (True, False)
    assert content.head.email == "chef@example.org"
    assert (content.members[0].unit, content.ties[0].to) == (page("b").translation_key,) * 2
    assert (held.edition.in_force_from, held.edition.approximate) == (datetime.date(2023, 5, 1), False)
    assert page("a").work.effective_audience == page("b").work.effective_audience == Audience.PARTNERS
    assert held.slug == "premiere"
    assert client.get("/fr/essai/premiere/").status_code == 404
    assert client.get("/fr/essai/").status_code == 200


def test_a_first_import_dates_what_has_no_date_as_the_organisation() -> None:
    load(structure(unit("a"), in_force=SINCE))
    edition = Edition.objects.get(work=page("a").translation_key)
    assert (edition.in_force_from, edition.approximate) == (datetime.date(2022, 1, 1), True)
    assert edition.date_note == "Date de convention."


def test_a_unit_that_a_later_import_adds_is_not_dated_back(today: Clock) -> None:
    load(structure(unit("a"), in_force=SINCE))
    today(LATER)
    load(structure(unit("a"), unit("b"), in_force=SINCE))
    edition = Edition.objects.get(work=page("b").translation_key)
    assert (edition.in_force_from, edition.approximate) == (LATER, False)


def test_a_second_import_writes_nothing_at_all(today: Clock) -> None:
    load(complete())
    before = counts()
    today(LATER)
    plan = load(complete())
    assert (plan.is_empty, plan.unchanged) == (True, 3)
    assert counts() == before


def test_a_dry_run_tells_everything_and_writes_nothing() -> None:
    before = counts()
    plan = load(complete(), dry_run=True)
    assert counts() == before
    assert [step.row.key for step in plan.steps] == ["essai", "a", "b"]
    assert list(plan.lines())[-1] == "3 à créer, 0 à modifier, 0 sans changement."
    load(complete())
    changed = complete()
    changed["units"][1]["title"] = "Autre titre"
    changed["reference"]["places"][0]["name"]["fr"] = "Aux Cayes"
    before = counts()
    lines = list(load(changed, dry_run=True).lines())
    assert counts() == before
    assert "~ b « Autre titre » (title)" in lines
    assert any("les-cayes" in line for line in lines)
    assert page("b").title == "Unité b"


def test_only_what_changed_gets_an_edition_and_a_revision() -> None:
    load(complete())
    editions, revisions = Edition.objects.count(), Revision.objects.count()
    changed = complete()
    changed["units"][0]["responsibilities"][0]["text"] = "Payer à temps."
    plan = load(changed)
    assert [str(step) for step in plan.steps] == ["~ a « Unité a » (responsibilities)"]
    assert (Edition.objects.count(), Revision.objects.count()) == (editions + 1, revisions + 1)


def test_identities_stay_when_texts_titles_and_places_change() -> None:
    load(complete())
    before = page("a")
    ids = [block.id for name in ("responsibilities", "posts", "members", "ties") for block in getattr(before, name)]
    changed = complete()
    changed["units"] = [unit("b"), {**changed["units"][0], "parent": "b", "title": "Tout autre"}]
    row = changed["units"][1]
    row["responsibilities"][0]["text"], row["posts"][0]["title"] = "Autre texte.", "Autre titre"
    row["responsibilities"].reverse()
    load(changed)
    after = page("a").get_latest_revision_as_object()
    assert (after.pk, after.translation_key) == (before.pk, before.translation_key)
    rows = [block.id for name in ("responsibilities", "posts", "members", "ties") for block in getattr(after, name)]
    assert (sorted(rows), rows[:2]) == (sorted(ids), ids[1::-1])


def test_identities_are_the_same_in_every_portal() -> None:
    load(complete())
    assert str(page("a").translation_key) == "c04a9a9a-db55-54e7-87bd-2a0471272e98"


def test_a_changed_text_holds_from_the_day_of_the_import(today: Clock) -> None:
    load(complete())
    today(LATER)
    changed = complete()
    changed["units"][0]["mission"] = "Servir mieux."
    load(changed)
    starts = (
        InForce.objects.said_now()
        .filter(work=page("a").translation_key)
        .order_by("starts")
        .values_list("starts", flat=True)
    )
    assert list(starts) == [datetime.date(2023, 5, 1), LATER]


def test_what_the_file_does_not_name_stays_and_is_told() -> None:
    load(structure(unit("a"), unit("b")))
    plan = load(structure(unit("b")))
    assert [page.import_key for page in plan.absent] == ["a"]
    assert "= absent du fichier, gardé : « Unité a »" in plan.lines()
    assert InForce.objects.said_now().filter(work=page("a").translation_key).exists()


def test_a_draft_on_the_desk_gives_way_to_the_file() -> None:
    load(complete())
    draft = page("a")
    draft.title = "Un brouillon"
    draft.save_revision()
    assert [step.changed for step in load(complete()).steps] == [["title"]]
    assert page("a").get_latest_revision_as_object().title == "Unité a"


def test_a_new_address_is_taken_and_the_old_one_redirects(client: Client) -> None:
    load(structure(unit("a", slug="avant")))
    load(structure(unit("a", slug="apres")))
    assert client.get("/fr/essai/avant/").url == "/fr/essai/apres/"


def test_an_audience_closes_and_opens_without_an_edition() -> None:
    load(structure(unit("a", audience="public")))
    load(structure(unit("a", audience="staff")))
    assert page("a").work.effective_audience == Audience.STAFF
    load(structure(unit("a")))
    assert page("a").work.effective_audience == Audience.STAFF
    load(structure(unit("a", audience="public")))
    assert page("a").work.effective_audience == Audience.PUBLIC
    assert Edition.objects.filter(work=page("a").translation_key).count() == 1


def test_a_later_date_and_what_is_known_of_it_are_taken() -> None:
    load(structure(unit("a", in_force={"start": "2023-01-01"})))
    load(structure(unit("a", in_force={"start": "2022-01-01", "approximate": True, "note": "Vers 2022."})))
    last = Edition.objects.filter(work=page("a").translation_key).last()
    assert (last.in_force_from, last.approximate, last.date_note) == (datetime.date(2022, 1, 1), True, "Vers 2022.")


def test_a_unit_can_move_below_one_that_the_same_file_adds() -> None:
    load(structure(unit("a"), unit("b", parent="a")))
    load(structure(unit("c"), unit("a", parent="c"), unit("b", parent="a")))
    assert desk_tree() == [("essai", "c"), ("c", "a"), ("a", "b")]
    assert public_tree("essai", organisation().translation_key) == desk_tree()


def test_a_unit_added_between_two_others_moves_neither() -> None:
    load(structure(unit("a"), unit("c"), unit("d")))
    plan = load(structure(unit("a"), unit("b"), unit("c"), unit("d")))
    assert [step.row.key for step in plan.steps] == ["b"]
    assert [key for _parent, key in desk_tree()] == ["a", "b", "c", "d"]
    assert public_tree("essai", organisation().translation_key) == desk_tree()


def test_one_unit_put_last_moves_alone() -> None:
    keys = [f"u{number}" for number in range(8)]
    load(structure(*map(unit, keys)))
    plan = load(structure(*map(unit, [*keys[1:], keys[0]])))
    assert [(step.row.key, step.changed) for step in plan.steps] == [("u0", ["order"])]
    assert [key for _parent, key in desk_tree()] == [*keys[1:], keys[0]]


NAMES = ["a", "b", "c", "d", "e"]


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Draw units in the order of a file, each below one that comes before it."""
    keys = draw(st.permutations(NAMES))[: draw(st.integers(1, len(NAMES)))]
    parents = [draw(st.sampled_from(["essai", *keys[:number]])) for number in range(len(keys))]
    return list(zip(parents, keys, strict=True))


def depth_first(tree: list[tuple[str, str]], parent: str = "essai") -> list[tuple[str, str]]:
    found = []
    for above, key in tree:
        if above == parent:
            found += [(above, key), *depth_first(tree, key)]
    return found


@settings(max_examples=settings.default.max_examples // 5)
@given(trees(), trees())
def test_any_tree_becomes_any_other(
    undone: Callable[[], AbstractContextManager[None]], first: list[Any], second: list[Any]
) -> None:
    # A unit that the second file leaves out stays where it is, which may be below one that moves below it.
    second = [*second, *((above, key) for above, key in first if key not in dict(map(reversed, second)))]
    with undone():
        for tree in (first, second):
            data = structure(*(unit(key, parent=parent) for parent, key in tree))
            load(data)
            assert desk_tree() == depth_first(tree)
            assert public_tree("essai", organisation().translation_key) == depth_first(tree)
            assert load(copy.deepcopy(data)).is_empty


def test_two_pages_cannot_take_one_address_and_nothing_is_half_loaded() -> None:
    load(structure(unit("a", slug="ici")))
    before = counts()
    with pytest.raises(ImportRefused, match="« Unité b »"):
        load(structure(unit("c"), unit("b", slug="ici")))
    assert counts() == before


def test_an_address_of_a_page_made_in_the_editor_is_respected() -> None:
    load(structure(unit("a")))
    make.UnitPageFactory(parent=organisation(), title="Faite à la main", slug="b")
    load(structure(unit("a"), unit("b")))
    assert page("b").slug == "b-2"


def test_an_organisation_cannot_become_a_unit() -> None:
    load(structure())
    other = structure(unit("essai", parent="autre"))
    other["organisation"] = {"key": "autre", "title": "Autre"}
    with pytest.raises(ImportRefused, match="l’inverse"):
        load(other)


def test_a_unit_can_pass_from_one_organisation_to_another() -> None:
    load(structure(unit("a")))
    other = structure(unit("a", parent="autre"))
    other["organisation"] = {"key": "autre", "title": "Autre"}
    load(other)
    assert page("a").get_parent().specific == organisation("autre")
    assert UnitPage.objects.count() == 1


def test_a_file_can_name_units_of_another_organisation() -> None:
    load(structure(unit("a")))
    other = structure(unit("b", parent="autre", ties=[{"to": "a", "kind": "works_with"}]))
    other["organisation"] = {"key": "autre", "title": "Autre"}
    load(other)
    assert page("b").ties[0].value["to"].specific == page("a")


def test_imports_are_for_the_home_page_in_french(portal: HomePage) -> None:
    load(structure(unit("a")))
    assert organisation().get_parent().specific == portal
