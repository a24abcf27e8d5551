"""Whom a change of a guide touches, what its parts are called, and what makes it material."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

import pytest

from org.content import LegalBasis, Source
from portal.approvals.parts import changed, parts_of
from portal.editions.kinds import Content, kind_named
from portal.editions.seals import normalised
from procedures.approval.consulted import parties_to_consult, partners_to_consult
from procedures.approval.weight import material
from procedures.approval.wording import name_part
from procedures.content.procedures import Party, ProcedureContent
from procedures.content.projects import ProjectContent, Touched
from procedures.content.protocols import Guarantee, ProtocolContent
from procedures.content.steps import Delay, Paper, Step
from tests.procedures.guides import GUIDE, HAND_OVER, IBESR, ONM, PNH, REGISTER, SERVICE, acting

FIRST, SECOND = GUIDE.steps


def sealed(kind: str, content: Content) -> dict[str, str]:
    body = normalised(kind_named(kind).write(content))
    return parts_of({"place": {"slug": "a"}, "renders": None, "content": body})


def difference(before: Content, after: Content, kind: str = "procedure") -> frozenset[str]:
    return changed(sealed(kind, before), sealed(kind, after))


def asked(before: ProcedureContent, after: ProcedureContent) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for touched in parties_to_consult(before, after, difference(before, after)):
        found[touched.work].add(touched.why)
    return found


def with_first(step: Step) -> ProcedureContent:
    return replace(GUIDE, steps=(step, SECOND))


def test_every_row_is_a_part_and_the_owner_is_one() -> None:
    parts = sealed("procedure", GUIDE)
    assert {"owner", "steps", f"steps:{REGISTER}", f"parties:{UUID(int=91)}"} <= parts.keys()


def test_who_acts_in_a_step_that_changes_is_asked_with_the_parties_of_the_text() -> None:
    found = asked(GUIDE, with_first(replace(FIRST, delay=Delay(48, "hour"))))
    assert found == {
        SERVICE: {"Change une étape où elle agit : « Enregistrer »"},
        ONM: {"Partie au texte."},
        IBESR: {"Partie au texte."},
    }


def test_who_takes_a_step_over_and_who_loses_it_are_asked() -> None:
    found = asked(GUIDE, with_first(replace(FIRST, roles=(acting(PNH, "Police"),))))
    assert found[PNH] == {"Elle agirait dans l’étape : « Enregistrer »"}
    assert found[SERVICE] == {"Elle n’agirait plus dans l’étape : « Enregistrer »"}


def test_the_order_of_the_steps_concerns_the_parties() -> None:
    assert asked(GUIDE, replace(GUIDE, steps=(SECOND, FIRST))).keys() == {ONM, IBESR}


def test_a_party_that_would_be_left_out_is_asked() -> None:
    found = asked(GUIDE, replace(GUIDE, parties=GUIDE.parties[:1]))
    assert found[IBESR] == {"Elle ne serait plus partie au texte."}


def test_the_unit_that_keeps_the_text_is_asked_before_it_changes() -> None:
    found = asked(GUIDE, replace(GUIDE, owner=Party(UUID(int=90), PNH, "Police")))
    assert found[PNH] == {"Elle tiendrait le texte à jour."}
    assert found[SERVICE] == {"Elle ne tiendrait plus le texte à jour."}


def test_nobody_is_asked_about_a_source() -> None:
    assert not asked(GUIDE, replace(GUIDE, sources=(Source("003"),), reference="G-2"))


def test_partners_and_strengthened_units_are_asked_about_a_project() -> None:
    touched = Touched(UUID(int=5), SERVICE, "Service", UUID(int=6), "Accueillir.")
    project = ProjectContent(title="P", partners=(GUIDE.parties[0],), responsibilities=(touched,))
    found = list(partners_to_consult(None, project, sealed("project", project).keys()))
    assert {each.work for each in found} == {ONM, SERVICE}


@pytest.mark.parametrize(
    ("step", "is_material"),
    [
        (replace(FIRST, title="enregistrer !"), False),
        (replace(FIRST, source=Source("003", "12")), False),
        (replace(FIRST, doubt="À confirmer."), False),
        (replace(FIRST, delay=Delay(48, "hour")), True),
        (replace(FIRST, papers=(Paper(UUID(int=7), "out", "Fiche"),)), True),
        (replace(FIRST, legal_basis=(LegalBasis("d", "Décret"),)), True),
        (replace(FIRST, roles=(acting(PNH, "Police"),)), True),
        (replace(FIRST, afterwards="end"), True),
        (replace(FIRST, proposed=True), True),
    ],
)
def test_what_is_material_in_a_step(step: Step, is_material: bool) -> None:
    after = with_first(step)
    assert bool(list(material(GUIDE, after, difference(GUIDE, after)))) is is_material


def test_the_order_is_material() -> None:
    after = replace(GUIDE, steps=(SECOND, FIRST))
    assert list(material(GUIDE, after, difference(GUIDE, after))) == ["Ordre des étapes"]


def test_a_guarantee_spelt_otherwise_is_minor() -> None:
    row = Guarantee(UUID(int=8), "Pas de menottes.")
    before, after = (
        ProtocolContent(title="P", guarantees=(each,)) for each in (row, replace(row, text="pas de menottes"))
    )
    assert not list(material(before, after, difference(before, after, "protocol")))


def test_parts_are_called_by_what_they_say() -> None:
    assert name_part(None, GUIDE, f"steps:{HAND_OVER}") == "Étape : « Remettre »"
    assert name_part(None, GUIDE, f"parties:{UUID(int=92)}") == "Partie prenante : « Institut »"
    assert name_part(None, GUIDE, "owner") == "Tenue à jour par"
    assert name_part(None, GUIDE, "terms") == "Entrée en vigueur"
