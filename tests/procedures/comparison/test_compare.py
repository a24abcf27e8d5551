"""Two guides are compared by step: whatever their seals tell apart is told."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import pytest

from org.content import LegalBasis, Seat, Source
from portal.editions.comparing import Anatomy, RowChange, compare, shown
from portal.editions.redline import Fate, ShownPart
from procedures.comparison.anatomy import DOCUMENTS, PROCEDURES, PROJECTS, PROTOCOLS
from procedures.content.documents import DocumentContent
from procedures.content.procedures import ProcedureContent
from procedures.content.projects import ProjectContent
from procedures.content.protocols import Consulate, Guarantee, ProtocolContent, Returns
from procedures.content.steps import Branch, Delay, Paper, Step
from procedures.content.terms import Term
from procedures.content.withdrawn import reduced
from tests.procedures.guides import GUIDE, HAND_OVER, PNH, REGISTER, acting

FIRST, SECOND = GUIDE.steps
OTHERWISE: dict[str, Any] = {
    "title": "Autre",
    "text": "Autrement.",
    "roles": (acting(PNH, "Police"),),
    "place": Seat("cap", "Cap", "HT"),
    "where": "à quai",
    "delay": Delay(48, "hour"),
    "papers": (Paper(UUID(int=7), "in", "Fiche", UUID(int=70)),),
    "profiles": (Term("mineur", "Mineur"),),
    "channels": (Term("air", "Air"),),
    "branches": (Branch(UUID(int=8), "il pleut", HAND_OVER),),
    "afterwards": "end",
    "legal_basis": (LegalBasis("d", "Décret"),),
    "proposed": True,
    "doubt": "Sûr ?",
    "source": Source("003"),
}


def told(anatomy: Anatomy, before: Any, after: Any) -> dict[str, ShownPart]:
    return {each.part: each for each in shown(compare(anatomy, before, after), {}, anatomy.script)}


def words(part: ShownPart, fate: Fate) -> list[str]:
    found = [fragment for row in part.rows for fragment in row.headline]
    found += [fragment for row in part.rows for detail in row.details for fragment in detail.words]
    return [fragment.text for fragment in found if fragment.fate == fate]


def test_every_property_of_a_step_is_told_where_it_changed() -> None:
    assert {field.name for field in fields(Step)} == {"id", "to", *OTHERWISE}
    for name, value in OTHERWISE.items():
        after = replace(GUIDE, steps=(replace(FIRST, **{name: value}), SECOND))
        (change,) = compare(PROCEDURES, GUIDE, after)
        assert isinstance(change, RowChange)
        assert change.id == REGISTER, name


def test_a_step_is_told_with_who_came_and_who_went() -> None:
    after = replace(GUIDE, steps=(replace(FIRST, roles=(acting(PNH, "Police"),), delay=Delay(48, "hour")), SECOND))
    part = told(PROCEDURES, GUIDE, after)["steps"]
    assert words(part, Fate.REMOVED) == ["Service d’accueil", "24"]
    assert words(part, Fate.ADDED) == ["Police", "48"]
    assert [detail.label for detail in part.rows[0].details] == ["Réalise", "Délai"]


def test_a_step_that_only_moved_is_told_as_moved() -> None:
    (row,) = told(PROCEDURES, GUIDE, replace(GUIDE, steps=(SECOND, FIRST)))["steps"].rows
    assert row.nature == "moved"


def test_renaming_a_step_tells_nothing_of_those_that_lead_to_it() -> None:
    leading = replace(GUIDE, steps=(replace(FIRST, branches=(Branch(UUID(int=8), "il pleut", HAND_OVER),)), SECOND))
    after = replace(leading, steps=(leading.steps[0], replace(SECOND, title="Confier")))
    assert [row.id for row in told(PROCEDURES, leading, after)["steps"].rows] == [HAND_OVER]


def test_the_parties_and_who_keeps_the_text_are_told() -> None:
    after = replace(GUIDE, owner=None, parties=GUIDE.parties[:1], scope="Par terre.")
    assert list(told(PROCEDURES, GUIDE, after)) == ["scope", "parties", "owner"]


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"country": "DO"}, "country"),
        ({"status": "in_force"}, "status"),
        ({"returns": (Returns(UUID(int=1), Term("air", "Air"), (1, 3), "08:00", "12:00"),)}, "returns"),
        ({"detention": (Guarantee(UUID(int=1), "72 heures.", Delay(72, "hour")),)}, "detention"),
        ({"guarantees": (Guarantee(UUID(int=1), "Pas de menottes."),)}, "guarantees"),
        ({"consulates": (Consulate(UUID(int=1), "Consulat", "Miami"),)}, "consulates"),
    ],
)
def test_clauses_of_a_protocol_are_told(changed: dict[str, Any], part: str) -> None:
    before = ProtocolContent(title="P", country="US")
    assert list(told(PROTOCOLS, before, replace(before, **changed))) == [part]


def test_projects_and_documents_are_compared() -> None:
    project = ProjectContent(title="P", budget="10.00", currency="USD")
    assert list(told(PROJECTS, project, replace(project, currency="EUR", ends_in=2027))) == ["dates", "budget"]
    document = DocumentContent(title="F", language="fr")
    assert list(told(DOCUMENTS, document, replace(document, version="2"))) == ["version"]


@pytest.mark.parametrize(
    ("anatomy", "kind"),
    [
        (PROCEDURES, ProcedureContent),
        (PROTOCOLS, ProtocolContent),
        (PROJECTS, ProjectContent),
        (DOCUMENTS, DocumentContent),
    ],
)
def test_a_new_text_is_compared_with_nothing(anatomy: Anatomy, kind: type[Any]) -> None:
    content = kind(title="Neuf")
    assert list(told(anatomy, reduced(content, title="", acronym=""), content)) == ["title"]
