"""The shipped structures, whole: counted against the table of docs/contenu.md, which was made by reading the seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from org.importing.schema import OrganisationRow, StructureFile, UnitRow

NAMES = ("onm", "iom")
COUNTS = {
    "onm": {"units": 55, "responsibilities": 99, "internal rules": 16, "posts": 88, "members": 0},
    "iom": {"units": 153, "responsibilities": 410, "internal rules": 0, "posts": 16, "members": 18},
}
KINDS = {
    "onm": {"coordination": 1, "direction": 5, "service": 11, "bureau-departemental": 7, "section": 31},
    "iom": {
        "siege": 1,
        "bureau": 3,
        "secretariat": 1,
        "representation": 2,
        "direction-generale": 2,
        "departement": 10,
        "division": 19,
        "unite": 46,
        "fonction": 12,
        "domaine": 7,
        "centre": 7,
        "institut": 1,
        "equipe": 14,
        "groupe": 7,
        "bureau-regional": 9,
        "bureau-liaison": 2,
        "bureau-pays": 6,
        "comite": 4,
    },
}
EARLIER = {
    "Organisation internationale pour les migrations",
    "Bureau du Directeur général",
    "Bureau du Chef de Cabinet",
    "Bureau de l’Inspecteur général",
    "Bureau des affaires juridiques",
    "Conseillers régionaux principaux",
    "Porte-parole",
    "Division Médias et communication",
    "Unité de coordination des questions de sexospécificité",
    "Médiateur",
    "Unité de sécurité du personnel",
    "Bureau de la déontologie",
}
SEATS = {"ouanaminthe", "port-de-paix", "belladere", "anses-a-pitres", "malpasse", "saint-marc", "les-cayes"}


def shipped(name: str) -> StructureFile:
    return StructureFile.model_validate(yaml.safe_load(Path(settings.CONTENT_DIR / f"{name}.yaml").read_text()))


def of_today(file: StructureFile) -> list[UnitRow]:
    """Return the units less those that have ended."""
    return [unit for unit in file.units if not (unit.in_force and unit.in_force.end)]


def rows(file: StructureFile) -> Iterator[OrganisationRow | UnitRow]:
    yield file.organisation
    yield from of_today(file)


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_the_source_says_is_there(name: str) -> None:
    file = shipped(name)
    duties = [duty for row in rows(file) for duty in row.responsibilities]
    assert COUNTS[name] == {
        "units": len(of_today(file)),
        "responsibilities": sum(not duty.internal_rules for duty in duties),
        "internal rules": sum(duty.internal_rules for duty in duties),
        "posts": sum(len(row.posts) for row in rows(file)),
        "members": sum(len(unit.members) for unit in of_today(file)),
    }


@pytest.mark.parametrize("name", NAMES)
def test_units_are_of_the_kinds_that_the_source_names(name: str) -> None:
    assert Counter(unit.kind for unit in of_today(shipped(name))) == KINDS[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_names_its_source_and_lines(name: str) -> None:
    for row in rows(shipped(name)):
        assert row.sources, row.key
        assert all(source.document and source.lines for source in row.sources), row.key


def test_the_seven_departmental_offices_have_seats_posts_and_responsibilities() -> None:
    offices = [unit for unit in shipped("onm").units if unit.kind == "bureau-departemental"]
    assert {office.place for office in offices} == SEATS
    assert {(len(office.responsibilities), len(office.posts)) for office in offices} == {(8, 6)}
    assert all(any(post.head for post in office.posts) for office in offices)


def test_dates_that_no_source_gives_are_approximate_and_say_why() -> None:
    for name in NAMES:
        in_force = shipped(name).organisation.in_force
        assert in_force is not None and in_force.approximate and in_force.note


def test_what_is_doubtful_in_the_sources_is_marked() -> None:
    units = {unit.key: unit for unit in shipped("onm").units}
    assert units["onm.dbd"].doubts
    assert all(duty.doubt for duty in units["onm.dbd"].responsibilities)
    for key in ("onm.dam-reintegration", "onm.dam-main-oeuvre"):
        assert all(duty.doubt for duty in units[key].responsibilities)


def test_the_earlier_office_of_the_director_general_is_whole() -> None:
    file = shipped("iom")
    ended = [unit for unit in file.units if unit not in of_today(file)]
    assert {unit.title for unit in ended} | {row.title for row in file.earlier} == EARLIER
    assert sum(len(row.responsibilities) for row in (*ended, *file.earlier)) == 38
    for row in (*ended, *file.earlier):
        assert all(source.lines and "source 002" in source.document for source in row.sources), row.key
        assert row.in_force and row.in_force.approximate and row.in_force.note


def test_every_change_says_from_what_it_is_deduced_and_that_its_date_is_a_convention() -> None:
    file = shipped("iom")
    assert Counter(change.nature for change in file.changes) == {"merged": 2, "renamed": 3, "moved": 1}
    for change in file.changes:
        assert change.approximate and change.date_note and change.note and change.title, change.key
        assert {source.document[-5:-1] for source in change.sources} == {" 001", " 002"}, change.key


def test_what_no_source_says_of_a_unit_is_told_and_no_change_invented() -> None:
    file = shipped("iom")
    named = {unit.unit for change in file.changes for unit in change.predecessors}
    untold = [unit for unit in file.units if unit not in of_today(file) and unit.key not in named]
    assert [unit.title for unit in untold] == ["Bureau de l’Inspecteur général", "Médiateur"]
    for unit in untold:
        assert unit.in_force and "ne dit pas ce qu’il est devenu" in (unit.in_force.end_note or "")


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_has_one_head_at_most(name: str) -> None:
    assert not [row.key for row in rows(shipped(name)) if sum(post.head for post in row.posts) > 1]
