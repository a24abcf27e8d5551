"""A file whose texts need approval: drafted, not published, counted; the rest goes through as ever."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import WorkflowState

from org.importing.yaml_file import write_yaml
from org.models import UnitPage
from portal.editions.models import InForce
from portal.home.models import HomePage
from tests.factories import approvals as make

from .files import Data, load, organisation, page, structure, unit

pytestmark = pytest.mark.usefixtures("portal")

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _in_2026(today: Callable[[datetime.date], None]) -> None:
    today(TODAY)


@pytest.fixture
def governed(portal: HomePage) -> None:
    """Two units; what is below the first needs approval."""
    load(structure(unit("a"), unit("b")))
    make.workflow(make.legal_review(), over=page("a"))


def change() -> Data:
    """Return a file that changes both units and adds two below the first."""
    return structure(
        unit("a", mission="Servir."), unit("aa", parent="a"), unit("aaa", parent="aa"), unit("b", mission="Aider.")
    )


def missions() -> dict[str, str]:
    rows = InForce.objects.on(TODAY).select_related("edition")
    return {row.title: row.edition.content.mission for row in rows if row.title.startswith("Unité")}


@pytest.mark.usefixtures("governed")
def test_what_needs_approval_is_drafted_and_the_rest_is_published() -> None:
    plan = load(change())
    assert missions() == {"Unité a": "", "Unité b": "Aider."}
    assert page("a").get_latest_revision_as_object().mission == "Servir."
    assert page("a").has_unpublished_changes
    assert plan.waiting_notice.startswith("3 pages attendent une approbation")
    assert not WorkflowState.objects.exists()
    assert not UnitPage.objects.get(pk=page("aaa").pk).live


@pytest.mark.usefixtures("governed")
def test_a_second_import_of_the_same_file_finds_nothing_to_do() -> None:
    load(change())
    assert load(change()).is_empty


@pytest.mark.usefixtures("governed")
def test_the_drafts_are_published_once_they_are_approved() -> None:
    load(change())
    lawyer = make.lawyer()
    for key in ("a", "aa", "aaa"):
        assert make.decides(lawyer, make.submitted(page(key).get_latest_revision_as_object())).is_published
    assert missions()["Unité a"] == "Servir."
    assert {"Unité aa", "Unité aaa"} <= set(missions())


@pytest.mark.usefixtures("governed")
def test_an_end_needs_its_own_right() -> None:
    plan = load(structure(unit("a", in_force={"start": "2020-01-01", "end": "2026-05-01"}), unit("b")))
    assert plan.waiting_notice.startswith("1 page attend")
    assert "Unité a" in missions()


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("dry_run", [True, False])
def test_the_command_says_how_many_wait_also_before(tmp_path: Path, dry_run: bool) -> None:
    path, out = tmp_path / "f.yaml", StringIO()
    write_yaml(change(), path)
    call_command("import_structure", str(path), dry_run=dry_run, stdout=out, verbosity=1)
    assert "3 pages attendent une approbation" in out.getvalue()
    assert page("a").has_unpublished_changes is not dry_run


def test_a_whole_structure_under_approval_waits(today: Callable[[datetime.date], None]) -> None:
    load(structure(unit("a")))
    make.workflow(make.legal_review(), over=organisation())
    today(datetime.date(2026, 7, 1))
    plan = load(structure(unit("a", mission="Servir."), unit("c"), website="https://essai.example"))
    assert len(plan.waiting) == 3
    assert set(missions()) == {"Unité a"}
