"""The shipped structures in a portal: all of it there, read by everyone, and out again without loss."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Revision

from org.importing import reference_data
from org.importing.endings import endings
from org.importing.export import export_structure
from org.importing.mapping import content_from_row, key_of_row
from org.importing.plan import LANGUAGE, dates_of, existing_pages, keys_of
from org.importing.schema import StructureFile, UnitRow
from org.importing.services import checked, read
from org.models import OrganisationPage, StructurePage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Address, Edition, InForce
from portal.editions.reading import Reading
from portal.editions.services import set_audience
from tests.undoing import taken_back

from .importing.files import load
from .test_content import COUNTS, KINDS, NAMES

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="what is looked at here is the content; importing is tried on every database"
)
FORMATS = [(name, suffix) for name in NAMES for suffix in (".yaml", ".xlsx")]


@pytest.fixture(scope="module", autouse=True)
def _shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load both structures once, for all tests of this file."""
    with django_db_blocker.unblock(), taken_back():
        for name in NAMES:
            call_command("import_structure", str(settings.CONTENT_DIR / f"{name}.yaml"), verbosity=0)
        yield


@pytest.fixture(autouse=True)
def _each_test_apart(db: None) -> None:
    """Take back what one test writes."""


def organisation(name: str) -> OrganisationPage:
    return OrganisationPage.objects.get(import_key=name)


def pages(name: str) -> list[StructurePage]:
    """Return the organisation and its units, in the order of the tree."""
    found = organisation(name).get_descendants(inclusive=True).type(OrganisationPage, UnitPage).specific()
    return list(found.order_by("path"))


def live_pages(name: str) -> list[StructurePage]:
    """Return those of today."""
    return [page for page in pages(name) if page.live]


def addresses(name: str) -> dict[UUID, str]:
    """Return where the organisation and the units of today are."""
    held = Address.objects.said_now().filter(language="fr", ends__year=9999)
    return dict(held.filter(work__in=[page.translation_key for page in live_pages(name)]).values_list("work", "path"))


@pytest.mark.parametrize("name", NAMES)
def test_all_that_the_sources_say_is_in_force(name: str) -> None:
    held = InForce.objects.said_now().filter(work__in=[page.translation_key for page in pages(name)], ends__year=9999)
    contents = [row.edition.content for row in held.select_related("edition")]
    duties = [duty for content in contents for duty in content.responsibilities]
    assert COUNTS[name] == {
        "units": len(contents) - 1,
        "responsibilities": sum(not duty.internal_rules for duty in duties),
        "internal rules": sum(duty.internal_rules for duty in duties),
        "posts": sum(len(content.posts) for content in contents),
        "members": sum(len(content.members) for content in contents),
    }
    assert Counter(content.kind.code for content in contents if content.kind) == KINDS[name]
    assert all(content.sources for content in contents)


@pytest.mark.parametrize("name", NAMES)
def test_no_date_is_shown_as_sure_that_no_source_gives(name: str) -> None:
    for edition in Edition.objects.filter(work__in=[page.translation_key for page in pages(name)]):
        assert edition.approximate and edition.date_note, edition


@pytest.mark.parametrize("name", NAMES)
def test_every_page_answers_the_public_with_its_title(client: Client, name: str) -> None:
    paths = addresses(name)
    for page in live_pages(name):
        response = client.get(f"/fr/{paths[page.translation_key]}")
        assert response.status_code == 200, page
        assert page.title in unescape(response.content.decode()), page


@pytest.mark.parametrize("name", NAMES)
def test_addresses_are_short_and_each_has_one_text(name: str) -> None:
    paths = list(addresses(name).values())
    assert all(path.startswith(f"{organisation(name).slug}/") for path in paths)
    assert len(paths) == len(set(paths)) == COUNTS[name]["units"] + 1
    assert max(map(len, paths)) <= 100


@pytest.mark.parametrize("name", NAMES)
def test_a_second_import_changes_nothing(name: str) -> None:
    before = Edition.objects.count(), Revision.objects.count()
    plan = load(Path(settings.CONTENT_DIR / f"{name}.yaml"))
    assert (plan.is_empty, plan.absent) == (True, [])
    assert (Edition.objects.count(), Revision.objects.count()) == before


def exported(name: str, path: Path) -> StructureFile:
    """Export a structure with some audiences of its own, and read the file back."""
    for page, audience in zip(pages(name)[3:6], (Audience.STAFF, Audience.PARTNERS, Audience.PUBLIC), strict=True):
        set_audience(work=page.work, audience=audience)
    export_structure(organisation(name), path)
    return checked(read(path))


@pytest.mark.parametrize(("name", "suffix"), FORMATS)
def test_an_export_states_everything(tmp_path: Path, name: str, suffix: str) -> None:
    file = exported(name, tmp_path / f"f{suffix}")
    rows = [row for _location, row in file.rows()]
    on_the_desk = existing_pages()
    keys, ends = keys_of(on_the_desk), endings(LANGUAGE)
    lists = reference_data.lists(LANGUAGE)
    assert [key_of_row(row) for row in rows] == [page.translation_key for page in pages(name)]
    for row in rows:
        page = on_the_desk[key_of_row(row)]
        assert content_from_row(row, lists) == page.edition_content()
        dates = dates_of(page, ends.get(page.translation_key))
        assert (row.key, row.slug, row.in_force) == (page.import_key, page.slug, dates)
        assert row.audience == Audience(page.work.audience).name.lower()
        if isinstance(row, UnitRow):
            assert row.parent == keys[page.parent_key()]


@pytest.mark.parametrize(("name", "suffix"), FORMATS)
def test_importing_an_export_changes_nothing(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"f{suffix}"
    exported(name, path)
    editions = Edition.objects.count()
    plan = load(path)
    assert (plan.reference, plan.steps, plan.absent) == ([], [], [])
    assert Edition.objects.count() == editions


def test_the_earlier_office_stands_on_its_date_with_all_its_units_in_the_order_of_the_source() -> None:
    reading = Reading("fr", datetime.date(2019, 5, 1), Audience.PUBLIC)
    office = reading.links(Q(title="Bureau du Directeur général"))[0]
    assert [link.title for link in reading.children(office.parent)] == ["Bureau du Directeur général"]
    assert [link.title for link in reading.children(office.work)] == [
        "Bureau du Chef de Cabinet",
        "Bureau de l’Inspecteur général",
        "Bureau des affaires juridiques",
        "Conseillers régionaux principaux",
        "Porte-parole",
        "Unité de coordination des questions de sexospécificité",
        "Médiateur",
        "Unité de sécurité du personnel",
        "Bureau de la déontologie",
    ]


def test_what_a_source_does_not_say_of_a_unit_is_said_where_it_stood(client: Client) -> None:
    said = client.get("/fr/oim/executif/bdg-mediateur/")
    assert said.status_code == 410
    assert "ne dit pas ce qu’il est devenu" in unescape(said.content.decode())


def test_the_commands_write_and_read_a_file(tmp_path: Path) -> None:
    out = StringIO()
    call_command("export_structure", "ONM", str(tmp_path / "onm.xlsx"), stdout=out)
    call_command("import_structure", str(tmp_path / "onm.xlsx"), "--dry-run", stdout=out, verbosity=0)
    assert "0 à créer, 0 à modifier, 56 sans changement." in out.getvalue()
    assert "rien n’a été écrit" in out.getvalue()
