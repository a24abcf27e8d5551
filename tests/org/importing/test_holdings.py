"""Holders come from a file of their own: all of them or none, again without doing anything twice."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from org.importing.holdings import import_holdings
from org.importing.problems import ImportRefused
from org.importing.yaml_file import write_yaml
from org.models import Capacity, Holding, OrganisationPage
from portal.home.models import HomePage
from portal.management.commands.demo import INVENTED, INVENTED_HOLDINGS, STRUCTURES

SHIPPED = settings.CONTENT_DIR / INVENTED_HOLDINGS


@pytest.fixture(autouse=True)
def _invented(portal: HomePage) -> None:
    call_command("import_structure", str(settings.CONTENT_DIR / INVENTED), verbosity=0)


def a_file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "titulaires.yaml"
    write_yaml({"format": "mandat-holdings/1", "holdings": list(rows)}, path)
    return path


def row(key: str = "a", **fields: Any) -> dict[str, Any]:
    said = {
        "unit": "exemple.unite",
        "post": "un",
        "person": "Personne d’exemple A",
        "start": datetime.date(2020, 1, 1),
    }
    return {"key": key, **said, **fields}


def test_the_demonstration_shows_past_present_and_coming_holders_in_each_capacity() -> None:
    assert import_holdings(SHIPPED) == 6
    today = datetime.date(2026, 11, 22)
    assert {Capacity(each.capacity) for each in Holding.objects.on(today)} == set(Capacity)
    assert Holding.objects.filter(ends__lt=today).exists()
    assert Holding.objects.filter(starts__gt=today).exists()
    assert all("exemple" in each.person.name for each in Holding.objects.all())


def test_what_is_invented_is_for_the_demonstration_alone() -> None:
    assert INVENTED not in STRUCTURES
    organisation = OrganisationPage.objects.get()
    assert organisation.title == "Exemple fictif"
    assert "inventé" in organisation.mission


def test_a_second_run_records_nothing_and_a_correction_supersedes(tmp_path: Path) -> None:
    assert import_holdings(a_file(tmp_path, row())) == 1
    assert import_holdings(a_file(tmp_path, row())) == 0
    assert import_holdings(a_file(tmp_path, row(end=datetime.date(2021, 1, 1)))) == 1
    now, before = Holding.objects.get(superseded_at=None).history()
    assert (now.ends, before.ends) == (datetime.date(2021, 1, 1), None)


def test_two_holders_are_refused_with_the_place_in_the_file_and_nothing_is_kept(tmp_path: Path) -> None:
    path = a_file(tmp_path, row(), row("b", person="Personne d’exemple B", start=datetime.date(2021, 1, 1)))
    with pytest.raises(ImportRefused) as refused:
        import_holdings(path)
    (problem,) = refused.value.problems
    assert problem.position.line == 8
    assert "Personne d’exemple A, à partir du 1er janvier 2020" in problem.message
    assert not Holding.objects.exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"post": "quatre"}, "« exemple.unite » n’a pas de poste « quatre »."),
        ({"act": "inconnu"}, "La base légale « inconnu » est inconnue."),
        ({"end": datetime.date(2019, 1, 1)}, "La fin précède le début."),
        ({"scope": "signer"}, "Seule une délégation dit pour quoi elle vaut."),
        ({"start": "bientôt"}, "« bientôt » ne convient pas au champ « start »."),
        ({"interim": True}, "Le champ « interim » est inconnu."),
    ],
)
def test_faults_are_told_in_words(tmp_path: Path, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        import_holdings(a_file(tmp_path, row(**fields)))
    assert [problem.message for problem in refused.value.problems] == [message]


def test_the_command_says_where_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_file(tmp_path, row(post="quatre"))
    with pytest.raises(CommandError, match="rien n’a été importé"):
        call_command("import_holdings", str(path))
    assert f"{path}:3:3: « exemple.unite » n’a pas de poste « quatre »." in capsys.readouterr().err
    with pytest.raises(CommandError, match="introuvable"):
        call_command("import_holdings", str(tmp_path / "absent.yaml"))
