"""Any guide survives being written as YAML and read again: its words, the order of its rows, their identities."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from org.importing.mapping import without_blanks
from org.importing.yaml_file import as_yaml
from portal.home.models import HomePage
from procedures.content.procedures import Party, ProcedureContent
from procedures.content.steps import Branch, Delay, Paper, Role, Step
from procedures.exporting.files import Shelf
from procedures.exporting.names import Names
from procedures.exporting.texts import procedure_row
from procedures.importing import desk
from procedures.importing.files import Library
from procedures.importing.filling import fill
from procedures.importing.schema import ProcedureRow
from procedures.importing.stating import stated_in
from procedures.models import ProcedurePage
from tests.factories import OrganisationPageFactory, UnitPageFactory

pytestmark = pytest.mark.django_db
ACTORS = (UUID(int=1), UUID(int=2))
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t"), min_size=1, max_size=30)
WORDS = TEXT.map(str.strip).filter(bool)
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
ROLES = st.builds(
    Role,
    id=st.uuids(),
    role=st.sampled_from("RACI"),
    actor=st.sampled_from(ACTORS),
    name=st.just(""),
    post=st.none() | st.uuids(),
)
PAPERS = st.builds(Paper, id=st.uuids(), direction=st.sampled_from(["in", "out"]), title=LINE.filter(bool))
DELAYS = st.builds(Delay, amount=st.integers(1, 999), unit=st.sampled_from(["minute", "working_day"]), since=LINE)


@st.composite
def guides(draw: st.DrawFn) -> ProcedureContent:
    ids = draw(st.lists(st.uuids(), unique=True, max_size=4))
    targets = st.none() | st.sampled_from(ids) if ids else st.none()
    branches = st.builds(Branch, id=st.uuids(), condition=LINE.filter(bool), to=targets)
    return ProcedureContent(
        title="Guide",
        purpose=draw(WORDS),
        parties=tuple(Party(draw(st.uuids()), actor, "") for actor in draw(st.lists(st.sampled_from(ACTORS)))),
        doubts=tuple(draw(st.lists(WORDS, max_size=2))),
        steps=tuple(
            Step(
                id=identity,
                title=draw(LINE.filter(bool)),
                text=draw(WORDS),
                roles=tuple(draw(st.lists(ROLES, max_size=3))),
                papers=tuple(draw(st.lists(PAPERS, max_size=3))),
                delay=draw(st.none() | DELAYS),
                branches=tuple(draw(st.lists(branches, max_size=2))),
                **draw(_after(ids)),
                proposed=draw(st.booleans()),
            )
            for identity in ids
        ),
    )


def _after(ids: list[UUID]) -> st.SearchStrategy[dict[str, object]]:
    others = st.builds(dict, afterwards=st.just("step"), to=st.sampled_from(ids))
    return others | st.builds(dict, afterwards=st.sampled_from(["next", "end", "nothing"]), to=st.none())


@pytest.fixture
def _actors(portal: HomePage) -> None:
    onm = OrganisationPageFactory(translation_key=ACTORS[0], published=False)
    UnitPageFactory(parent=onm, translation_key=ACTORS[1], published=False)


@given(guide=guides())
@pytest.mark.usefixtures("_actors")
def test_any_guide_survives_yaml(guide: ProcedureContent) -> None:
    row = {"key": "g", "title": guide.title, **procedure_row("g", guide, Names(desk.keys(desk.ACTORS)), Shelf(None))}
    written = yaml.safe_load(as_yaml(without_blanks(row)))
    page = ProcedurePage(locale=Locale.objects.get(language_code="fr"))
    fill(page, ProcedureRow.model_validate(written), desk.read(), Library(Path(), None))
    assert stated_in(page.edition_content()) == stated_in(guide)
