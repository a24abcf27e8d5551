"""What a reorganisation touches, on the desk, for who may edit it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from org.models import ChangeEventPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.setup import EDITORS
from procedures.models import ProcedurePage
from tests import factories as make
from tests.factories import blocks
from tests.factories import procedures as make_text

from ..conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, world: World) -> Client:
    client.force_login(make.UserFactory(in_groups=[EDITORS]))
    return client


@pytest.fixture
def arrivals(world: World) -> UnitPage:
    return make.UnitPageFactory(parent=world.onm, title="Service des arrivées", slug="arrivees")


def event(world: World, *after: Page, nature: str = "merged") -> ChangeEventPage:
    other = make.UnitPageFactory(parent=world.onm, title="Service du transport", slug="transport")
    before = [world.reception, other] if nature == "merged" else [world.reception]
    return make.ChangeEventPageFactory(parent=world.onm, nature=nature, title="Fusion", before=before, after=after)


def shown(client: Client, page: ChangeEventPage) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse("impact", args=[page.pk])).content, "html.parser")


def words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())


def rows_below(page: BeautifulSoup, told: str) -> list[str]:
    """Return the rows that are listed below a line."""
    line = next(tag for tag in page.main.find_all("p") if words(tag) == told)
    return [words(link) for link in line.find_next_sibling("ul").find_all("a")]


def field(unit: Page, text: Page | None = None, kind: str = "", anchor: str = "") -> str:
    """Return what the field of a row is called, or the one that holds for all rows of a unit."""
    key = unit.translation_key
    return f"{text.translation_key}.{key}.{kind}.{anchor}" if text else f"all.{key}"


def chosen(page: BeautifulSoup, name: str) -> str:
    """Return what a field proposes."""
    option = page.find("select", attrs={"name": name}).find("option", selected=True)
    return words(option) if option else ""


def browser_posts(client: Client, page: ChangeEventPage, text: str, **changes: str) -> Any:
    """Send the form as a browser would: every field as it is proposed, but for the changes."""
    found = shown(client, page)
    sent = {}
    for select in found.find_all("select", attrs={"name": True}):
        option = select.find("option", selected=True)
        sent[select["name"]] = option["value"] if option else ""
    return client.post(reverse("impact", args=[page.pk]), {**sent, **changes, "text": text}, follow=True)


def draft_of(page: Page) -> Any:
    return page.__class__.objects.get(pk=page.pk).get_latest_revision_as_object().edition_content()


def test_it_lists_every_step_responsibility_post_and_tie(world: World, arrivals: UnitPage, editor: Client) -> None:
    duty = make.responsibility("Tenir le registre.", shared_with=(world.reception,))
    make.UnitPageFactory(parent=world.onm, title="Archives", slug="archives", responsibilities=[duty])
    make_text.ProjectPageFactory(title="L48", slug="l48", partners=[make_text.party(world.reception)])
    make.HoldingFactory(
        work=world.reception.translation_key,
        post=world.reception.posts[0].id,
        person=make.PersonFactory(name="Anne"),
        starts=datetime.date(2024, 1, 1),
    )
    found = shown(editor, event(world, arrivals))
    page = words(found.main)
    assert "« Service des arrivées » prend la suite de « Service d’accueil »" in page
    assert rows_below(found, "Service d’accueil agit dans l’étape") == [
        "Enregistrer la personne",
        "Remettre le mineur",
        "Conduire à la sortie",
    ]
    assert "tient le texte à jour" in page
    assert "partage l’attribution Tenir le registre." in page
    assert "participe au projet" in page
    assert "Chef de service — Anne" in page


def test_one_press_opens_a_draft(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals)
    response = browser_posts(editor, page, str(world.guide.pk))
    assert "1 brouillon ouvert : Accueillir les migrants retournés." in response.content.decode()
    guide = ProcedurePage.objects.get(pk=world.guide.pk)
    assert guide.has_unpublished_changes
    assert guide.get_latest_revision_as_object().change_note == "Fusion"
    again = browser_posts(editor, page, str(world.guide.pk)).content.decode()
    assert "son brouillon est déjà à jour" in again
    assert guide.revisions.count() == ProcedurePage.objects.get(pk=guide.pk).revisions.count()


def test_of_several_successors_each_row_gets_its_own(world: World, arrivals: UnitPage, editor: Client) -> None:
    arrivals.responsibilities = [make.responsibility("Enregistrer les personnes.")]
    arrivals.save_revision().publish()
    page = event(world, arrivals, world.ibesr, nature="split")
    first, second, third = (field(world.reception, world.guide, "acts", str(block.id)) for block in world.guide.steps)
    found = shown(editor, page)
    assert [chosen(found, name) for name in (field(world.reception), first)] == ["Choisissez", "Service des arrivées"]
    response = browser_posts(editor, page, "all", **{third: str(world.ibesr.translation_key)})
    told = words(BeautifulSoup(response.content, "html.parser"))
    assert "1 brouillon ouvert" in told
    assert "« Accueillir les migrants retournés » garde tel quel : tient le texte à jour ; Remettre le mineur" in told
    content = draft_of(world.guide)
    assert [step.roles[-1 if n == 1 else 0].name for n, step in enumerate(content.steps)] == [
        "Service des arrivées",
        "Service d’accueil",
        world.ibesr.title,
    ]
    assert second


def test_without_a_choice_nothing_is_opened(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals, world.ibesr, nature="split")
    response = browser_posts(editor, page, "all")
    assert response.status_code == 422
    assert "Choisissez d’abord qui prend la suite." in response.content.decode()


def test_nothing_that_was_chosen_is_lost_on_bad_input(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals, world.ibesr, nature="split")
    step = field(world.reception, world.guide, "acts", str(world.guide.steps[0].id))
    typed = {field(world.reception): str(world.ibesr.translation_key), step: "nonsense"}
    response = browser_posts(editor, page, "all", **typed)
    found = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert "Ce choix n’est plus proposé" in words(found.main)
    assert chosen(found, field(world.reception)) == world.ibesr.title
    assert not ProcedurePage.objects.get(pk=world.guide.pk).has_unpublished_changes


def test_of_an_abolished_unit_the_one_above_is_proposed_and_any_other_can_be_chosen(
    world: World, arrivals: UnitPage, editor: Client
) -> None:
    page = event(world, nature="abolished")
    found = shown(editor, page)
    assert "« Service d’accueil » n’a pas de successeur" in words(found.main)
    assert chosen(found, field(world.reception)) == f"{world.onm.title} (au-dessus)"
    step = field(world.reception, world.guide, "acts", str(world.guide.steps[0].id))
    chosen_for = {field(world.reception): str(arrivals.translation_key), step: "-"}
    told = browser_posts(editor, page, str(world.guide.pk), **chosen_for).content.decode()
    assert "« Accueillir les migrants retournés » garde tel quel : Enregistrer la personne" in told
    assert [step.roles[-1].name for step in draft_of(world.guide).steps] == [
        world.onm.title,
        arrivals.title,
        arrivals.title,
    ]


def test_what_the_unit_had_to_do_is_given_once_to_whoever_takes_over(
    world: World, arrivals: UnitPage, editor: Client
) -> None:
    world.reception.responsibilities = [
        make.responsibility("Tenir le registre des arrivées.", shared_with=(arrivals, world.ibesr)),
        make.responsibility("Accueillir les personnes à la descente."),
        make.internal_rules("Le reste par règlement interne."),
    ]
    world.reception.save_revision().publish()
    arrivals.responsibilities = [make.responsibility("Accueillir les personnes à la descente de l’avion.")]
    arrivals.save_revision().publish()
    page = event(world, arrivals)
    told = words(shown(editor, page).main)
    assert "« Service des arrivées » le dit déjà" in told
    assert "règlement interne" not in told
    for _time in range(2):
        browser_posts(editor, page, "own")
    duties = draft_of(arrivals).responsibilities
    assert [duty.text for duty in duties] == [
        "Accueillir les personnes à la descente de l’avion.",
        "Tenir le registre des arrivées.",
    ]
    assert duties[1].shared_with == (world.ibesr.translation_key,)
    assert UnitPage.objects.get(pk=arrivals.pk).revisions.count() == 3


def test_a_project_keeps_what_it_strengthens_and_it_is_named(world: World, arrivals: UnitPage, editor: Client) -> None:
    duty = make.responsibility("Tenir le registre.")
    world.reception.responsibilities = [duty]
    world.reception.save_revision().publish()
    row = {"unit": world.reception.pk, "responsibility": duty["id"]}
    strengthened = [blocks.row("responsibility", row)]
    make_text.ProjectPageFactory(title="L48", slug="l48", responsibilities=strengthened)
    told = browser_posts(editor, event(world, arrivals), "all").content.decode()
    assert "« L48 » garde tel quel : Tenir le registre." in told


def test_who_may_not_edit_a_text_gets_no_draft_of_it(world: World, arrivals: UnitPage, client: Client) -> None:
    page = event(world, arrivals)
    group = Group.objects.create(name="Réorganisations")
    for codename in ("change_page", "access_admin"):
        permission = Permission.objects.get(codename=codename)
        if codename == "access_admin":
            group.permissions.add(permission)
        else:
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = make.UserFactory()
    user.groups.add(group)
    client.force_login(user)
    found = shown(client, page)
    assert "vous ne pouvez pas modifier ce texte" in words(found.main)
    assert not found.find("button", attrs={"value": str(world.guide.pk)})
    assert browser_posts(client, page, str(world.guide.pk)).status_code == 422
    assert not ProcedurePage.objects.get(pk=world.guide.pk).has_unpublished_changes


def test_what_only_a_draft_says_is_listed_apart(world: World, arrivals: UnitPage, editor: Client) -> None:
    steps = [make_text.step("Accueillir", make_text.role(world.reception))]
    make_text.ProcedurePageFactory(title="À venir", slug="a-venir", steps=steps, published=False).save_revision()
    make_text.ProcedurePageFactory(title="Ailleurs", slug="ailleurs", published=False).save_revision()
    page = words(shown(editor, event(world, arrivals)).main)
    assert "À venir" in page
    assert "Service d’accueil agit dans l’étape Accueillir" in page.partition("Brouillons seulement")[2]
    assert "Ailleurs" not in page


@pytest.mark.parametrize("text", ["", "x", "0", "999999999"])
def test_a_forged_choice_opens_nothing(world: World, arrivals: UnitPage, editor: Client, text: str) -> None:
    response = browser_posts(editor, event(world, arrivals), text)
    assert response.status_code == 422
    assert "Choisissez un des textes proposés." in response.content.decode()


def test_what_one_may_not_read_is_not_listed(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals)
    partner = make.UserFactory(in_groups=[EDITORS])
    set_audience(work=Work.objects.get(key=world.guide.translation_key), audience=Audience.STAFF)
    from procedures.impact.texts import published_texts

    assert not published_texts({world.reception.translation_key}, Audience.PUBLIC)
    assert published_texts({world.reception.translation_key}, Audience.STAFF)
    assert partner and page


def test_it_is_for_who_may_edit_the_event(world: World, arrivals: UnitPage, client: Client) -> None:
    address = reverse("impact", args=[event(world, arrivals).pk])
    assert client.get(address).status_code == 302
    client.force_login(make.UserFactory())
    assert client.get(address).status_code in (302, 403)


def test_it_is_reached_from_the_event_and_from_a_dead_link(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals)
    address = reverse("impact", args=[page.pk])
    assert address in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    by_unit = reverse("impact-of-unit", args=[world.reception.translation_key])
    assert editor.get(by_unit).headers["Location"] == address


def test_more_texts_and_translations_cost_no_more_queries(world: World, arrivals: UnitPage, editor: Client) -> None:
    make.translated(world.guide, "en")
    address = reverse("impact", args=[event(world, arrivals).pk])
    editor.get(address)
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            editor.get(address)
        costs.append(len(queries))
        for number in range(2):
            steps = [make_text.step("Accueillir", make_text.role(world.reception))]
            make.translated(make_text.ProcedurePageFactory(slug=f"g-{_round}-{number}", steps=steps), "en")
    assert costs[0] == costs[1]
