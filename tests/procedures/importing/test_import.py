from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from org.importing.mapping import row_id, work_key
from org.importing.problems import ImportRefused
from portal.editions.models import Edition
from portal.home.models import HomePage
from procedures.content.procedures import ProcedureContent
from procedures.content.projects import ProjectContent
from procedures.content.protocols import ProtocolContent
from procedures.models import MigrantProfile, ProcedurePage

from .files import GUIDE, REFERENCE, WHOLE, load, structure

ONE = UUID(int=1)


@pytest.fixture(autouse=True)
def _structure(portal: HomePage) -> None:
    structure()


def content(key: str) -> object:
    return Edition.objects.get(work=work_key(key)).content


def test_a_file_becomes_guides_protocols_and_projects_in_force(tmp_path: Path) -> None:
    report = load(tmp_path)

    assert [row.key for row in report.created] == ["guide.accueil", "protocole.us", "projet.essai"]
    guide, protocol, project = content("guide.accueil"), content("protocole.us"), content("projet.essai")
    assert isinstance(guide, ProcedureContent)
    first, family, host = guide.steps
    assert [(role.role, role.name, role.post_title) for role in first.roles] == [
        ("R", "Service d’accueil", "Chef ou Cheffe"),
        ("A", "Office National de la Migration", ""),
    ]
    assert (first.delay.amount, first.delay.unit) == (24, "hour") if first.delay else False
    assert [paper.title for paper in first.papers] == ["Fiche d’inscription"]
    assert (family.branches[0].to, family.afterwards, host.to) == (host.id, "end", family.id)
    assert [term.name for term in (*guide.profiles, *guide.channels)] == ["Mineur", "Voie terrestre"]
    assert isinstance(protocol, ProtocolContent)
    assert (protocol.returns[0].days, protocol.returns[0].opens) == ((1, 3), "08:00")
    assert isinstance(project, ProjectContent)
    assert (project.budget, project.responsibilities[0].text) == ("78350.00", "Accueillir.")
    assert [text.name for text in project.texts] == ["Protocole", "Accueillir"]


def test_a_second_import_publishes_nothing_and_a_changed_text_keeps_its_identities(tmp_path: Path) -> None:
    load(tmp_path)
    before = Edition.objects.count()

    assert load(tmp_path).is_empty
    assert Edition.objects.count() == before
    report = load(tmp_path, WHOLE.replace("Inscrire la personne", "Enregistrer la personne"))
    assert [(row.key, fields) for row, fields in report.changed] == [("guide.accueil", ["steps"])]
    latest = Edition.objects.filter(work=work_key("guide.accueil")).order_by("number").last()
    assert latest is not None
    assert latest.content.steps[0].id == row_id("guide.accueil", "steps", "inscrire")
    assert latest.content.steps[0].title == "Enregistrer la personne"


def test_a_dry_run_tells_and_keeps_nothing(tmp_path: Path) -> None:
    told = "\n".join(load(tmp_path, dry_run=True).lines())

    assert "+ profil « mineur »" in told
    assert "+ guide.accueil « Accueillir »" in told
    assert not ProcedurePage.objects.exists()
    assert not MigrantProfile.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("to: heberger", "to: hebergement", "L’étape « hebergement » est inconnue. Vouliez-vous dire « heberger » ?"),
        ("owner: onm.accueil", "owner: onm.acceuil", "L’unité « onm.acceuil » est inconnue."),
        ("onm.accueil/chef", "onm.accueil/cheffe", "« onm.accueil » n’a pas de ligne « cheffe »."),
        ("profiles: [mineur]", "profiles: [mineure]", "Le code « mineure » est inconnu (profiles)."),
        ("key: heberger", "key: famille", "La clé « famille » est donnée deux fois."),
        ("amount: 24", "amount: vite", "Le champ « amount » attend un nombre entier."),
        ("    owner: onm.accueil", "    owners: onm.accueil", "Le champ « owners » est inconnu."),
        ("roles: {R: onm.accueil}", "roles: {I: onm}", "« Héberger » : Personne ne réalise cette étape"),
        ("then: end", "then: famille", "on n’arrive jamais à la fin"),
        ("{makes: Fiche d’inscription}", "[{direction: out, document: f-01}]", "Le texte « f-01 » est inconnu."),
        ("{makes: Fiche d’inscription}", "[{direction: out}]", "Le champ « title » manque."),
        ("{R: onm.accueil/chef, A: onm}", "[{role: Z, named: onm}]", "« Z » ne convient pas au champ « role »"),
        ("{R: onm.accueil/chef, A: onm}", "[{role: R, named: ONM}]", "« ONM » ne va pas dans « named »"),
        ("parties: [onm]", "parties: [ONM]", "« ONM » ne va pas dans « parties »"),
        (
            "parties: [onm]",
            f"parties: [{{named: onm, id: {ONE}}}, {{named: onm, id: {ONE}}}]",
            "donné deux fois",
        ),
        ("key: guide.accueil", f"key: guide.accueil\n    id: {work_key('onm')}", "est un texte d’une autre sorte"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands_and_nothing_is_imported(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    text = (REFERENCE + GUIDE).replace(before, after)

    with pytest.raises(ImportRefused) as refused:
        load(tmp_path, text)
    messages = {problem.message: problem.position for problem in refused.value.problems}
    position = next(place for message, place in messages.items() if said in message)
    line = (REFERENCE + GUIDE).splitlines()[: position.line]
    assert position.line > 1, line
    assert not ProcedurePage.objects.exists()


def test_the_command_names_file_line_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "faux.yaml"
    path.write_text((REFERENCE + GUIDE).replace("then: end", "then: fin"), encoding="utf-8")

    with pytest.raises(CommandError, match="rien n’a été importé"):
        call_command("import_procedures", str(path))
    line = next(number for number, text in enumerate(path.read_text().splitlines(), start=1) if "then: fin" in text)
    assert f"faux.yaml:{line}:9: L’étape « fin » est inconnue." in capsys.readouterr().err
