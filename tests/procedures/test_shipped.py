"""The shipped guide, protocols and project: read as files, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest
import yaml
from django.conf import settings

from org.importing.mapping import row_id, work_key
from org.importing.schema import StructureFile
from org.importing.yaml_file import read_yaml
from portal.management.commands.demo import PARTNERS, PROCEDURES, STRUCTURES
from procedures.content.steps import Branch, Role, Step
from procedures.content.terms import Term
from procedures.flow import Selection, chart_of
from procedures.flow.faults import faults
from procedures.importing.naming import step_id
from procedures.importing.rows import StepRow
from procedures.importing.schema import ProcedureRow, ProceduresFile, ProjectRow, ProtocolRow
from procedures.importing.validation import Known, check, shaped

# Those of line 19 of source 003, and the IOM.
NAMED = {"onm", "mast", "mict", "mae", "mhave", "mjsp", "mspp", "pnh", "mce", "ibesr", "iom"}


@cache
def shipped(name: str) -> ProceduresFile:
    return shaped(read_yaml(settings.CONTENT_DIR / name))


@cache
def structures() -> list[StructureFile]:
    files = (yaml.load((settings.CONTENT_DIR / name).read_bytes(), yaml.CSafeLoader) for name in STRUCTURES)
    return [StructureFile.model_validate(data) for data in files]


def known() -> Known:
    """Return what the portal has once the structures and all these files are imported."""
    rows = [row for file in structures() for _location, row in file.rows()]
    files = [shipped(name) for name in PROCEDURES]
    codes = {
        name: {each.code for file in (*files, *structures()) for each in getattr(file.reference, name, ())}
        for name in ("profiles", "channels", "document_types", "places", "legal_references")
    }
    return Known(
        posts={row.key: {row_id(row.key, "posts", each.key or "") for each in row.posts} for row in rows},
        responsibilities={
            row.key: {row_id(row.key, "responsibilities", each.key or "") for each in row.responsibilities}
            for row in rows
        },
        texts={row.key for file in files for _location, row in file.texts()},
        codes=codes,
    )


def texts() -> Iterator[ProcedureRow]:
    files = (shipped(name) for name in PROCEDURES)
    return chain.from_iterable((*file.procedures, *file.protocols) for file in files)


def guide() -> ProcedureRow:
    return next(row for row in texts() if row.key == "onm-g-01")


def steps(row: ProcedureRow) -> list[Step]:
    """Return the steps as an edition would have them, as far as their flow goes."""
    return [
        Step(
            id=step_id(row.key, step.key),
            title=step.key,
            roles=tuple(_roles(step)),
            profiles=tuple(Term(code, code) for code in step.profiles),
            channels=tuple(Term(code, code) for code in step.channels),
            branches=tuple(
                Branch(step_id(step.key, each.condition), each.condition, _target(row, each.to))
                for each in step.branches
            ),
            afterwards=step.then if step.then in ("next", "end", "nothing") else "step",
            to=_target(row, step.then),
        )
        for step in row.steps
    ]


def _roles(step: StepRow) -> Iterator[Role]:
    for role, _where in step.roles.rows():
        letter, named = role.role, role.named
        unit, _slash, post = named.partition("/")
        held = row_id(unit, "posts", post) if post else None
        yield Role(row_id(step.key, letter, named), letter, work_key(unit), unit, post=held, post_title=post)


def _target(row: ProcedureRow, key: str) -> object:
    return None if key in ("next", "end", "nothing") else step_id(row.key, key)


@pytest.mark.parametrize("name", PROCEDURES)
def test_everything_named_is_in_the_structure_files(name: str) -> None:
    check(shipped(name), known())


def test_every_partner_has_a_file_of_its_key() -> None:
    keys = {file.organisation.key for file in structures()}
    assert keys >= NAMED
    assert len(PARTNERS) == len(NAMED) - 2


def test_no_step_is_without_somebody_dead_or_endless() -> None:
    assert {row.key: [fault.message for fault in faults(steps(row))] for row in texts()} == {
        row.key: [] for row in texts()
    }


def test_the_guide_has_20_to_30_steps_and_every_organisation_of_the_source_acts_in_it() -> None:
    row = guide()
    assert 20 <= len(row.steps) <= 30
    actors = {role.named.split("/")[0].split(".")[0] for step in row.steps for role, _where in step.roles.rows()}
    assert actors == NAMED == {party.named for party in row.parties}


def test_an_unaccompanied_minor_by_land_meets_the_steps_for_it_in_order() -> None:
    selection = Selection(profiles=frozenset({"mineur-non-accompagne"}), channels=frozenset({"terre"}))
    met = [step.title for step in chart_of(steps(guide()), selection).steps()]
    own = ["arrivee-terre", "enregistrer", "mineur-protection", "mineur-recherche", "mineur-remise", "psychosocial"]
    assert [key for key in met if key in own] == own
    assert not {"arrivee-air", "arrivee-mer", "papiers", "vulnerable", "hebergement"} & set(met)


def test_what_no_source_says_is_marked_as_a_proposal() -> None:
    stated = [(row.key, step.key, step) for row in texts() for step in row.steps]
    assert [(text, key) for text, key, step in stated if not (step.proposed or step.source)] == []
    protocols = [row for row in texts() if isinstance(row, ProtocolRow)]
    rows = [
        each
        for row in protocols
        for each in (*row.steps, *row.returns, *row.detention, *row.guarantees, *row.consulates)
    ]
    assert all(each.proposed or each.source for each in rows)
    assert {row.status for row in protocols} == {"proposed"}


def test_there_is_a_protocol_for_each_country_of_the_source_with_all_that_it_asks_for() -> None:
    protocols = [row for row in texts() if isinstance(row, ProtocolRow)]
    assert [row.country for row in protocols] == ["US", "DO", "BS", "TC"]
    assert all(row.returns and row.detention and row.guarantees and row.consulates for row in protocols)
    assert all(any(each.limit for each in row.detention) for row in protocols)
    assert not any(each.phone or each.email or each.address for row in protocols for each in row.consulates)


def test_every_text_names_its_sources_with_lines_and_what_is_doubtful() -> None:
    rows = [row for name in PROCEDURES for _location, row in shipped(name).texts()]
    assert all(row.sources and row.doubts and all(source.lines for source in row.sources) for row in rows)


def test_the_project_states_the_facts_of_its_source() -> None:
    (project,) = (row for name in PROCEDURES for row in shipped(name).projects)
    assert isinstance(project, ProjectRow)
    assert (project.reference, project.budget, project.currency, project.ends_in) == (
        "L48-805",
        "78350.00",
        "USD",
        2024,
    )
    assert (project.status, project.coverage, project.beneficiaries) == ("completed", "National", ["HT"])
    assert len(project.results) == 3


def test_delays_read_well_after_a_compter_de() -> None:
    delays = [step.delay for row in texts() for step in row.steps if step.delay]
    assert [delay.since for delay in delays if delay.since.startswith(("le ", "les "))] == []
