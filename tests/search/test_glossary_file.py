"""Glossary files."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

from search.glossary_file import read_glossary
from search.models import GlossaryEntry

pytestmark = pytest.mark.django_db

GOOD = """\
format: mandat-glossary/1
entries:
  - key: paie
    topic: personnel
    fr: [paie, paiement du personnel]
    ht: [peye anplwaye]
    en: [payroll]
    es: [nómina, salario]
  - key: visa
    topic: migration
    fr: [visa]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def load(path: Path, *arguments: str) -> str:
    output = StringIO()
    call_command("import_glossary", str(path), *arguments, stdout=output)
    return output.getvalue()


def test_entries_are_loaded_in_four_languages(file: Path) -> None:
    load(file)
    entry = GlossaryEntry.objects.get(key="paie")
    assert entry.topic == "personnel"
    assert [entry.terms_in(language) for language in ("fr", "ht", "en", "es")] == [
        ["paie", "paiement du personnel"],
        ["peye anplwaye"],
        ["payroll"],
        ["nómina", "salario"],
    ]


def test_a_language_without_terms_does_not_borrow_those_of_another(file: Path) -> None:
    load(file)
    with translation.override("en"):
        assert GlossaryEntry.objects.get(key="visa").terms_in("en") == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_second_time_changes_nothing(file: Path, language: str) -> None:
    with translation.override(language):
        load(file)
        before = list(GlossaryEntry.objects.values_list("key", "updated_at"))
        told = load(file)
    assert ("inchangées : 2" if language == "fr" else "Unchanged entries : 2") in told
    assert list(GlossaryEntry.objects.values_list("key", "updated_at")) == before


def test_changes_are_made_and_other_entries_stay(file: Path) -> None:
    load(file)
    GlossaryEntry.objects.create(key="mine", topic="x", terms_fr="mien")
    file.write_text(GOOD.replace("[visa]", "[visa, visa d’entrée]"), encoding="utf-8")
    assert "modifiées : 1 (visa)" in load(file)
    assert GlossaryEntry.objects.get(key="visa").terms_in("fr") == ["visa", "visa d’entrée"]
    assert GlossaryEntry.objects.filter(key="mine").exists()


def test_a_dry_run_says_what_would_change_and_changes_nothing(file: Path) -> None:
    output = load(file, "--dry-run")
    assert "Nouvelles entrées : 2 (paie, visa)" in output
    assert not GlossaryEntry.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topic: migration", "tema: migration", ":10:5: Le champ « tema » est inconnu"),
        ("    topic: migration\n", "", ":9:5: Le champ « topic » manque"),
        ("[visa]", "[]", ":11:5: Le champ « fr » attend au moins un terme"),
        ("[visa]", "[visa, '']", ":11:16: Un terme est vide"),
        ("[visa]", "[visa, visa]", ":11:16: Le terme « visa » est donné deux fois"),
        ("[visa]", "visa", ":11:5: Le champ « fr » attend une liste"),
        ("[visa]", "[on]", "n’est pas du texte"),
        ("key: visa", "key: paie", ":9:5: La clé « paie » est donnée deux fois"),
        ("key: visa", "key: Visa!", ":9:5: « Visa! » ne convient pas"),
        ("glossary/1", "glossary/2", ":1:1: « mandat-glossary/2 » ne convient pas"),
        ("[visa]", "[visa", "YAML"),
    ],
)
def test_errors_are_told_by_line_and_column_and_nothing_is_loaded(
    file: Path, old: str, new: str, message: str
) -> None:
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        load(file)
    assert message in str(caught.value)
    assert not GlossaryEntry.objects.exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        load(tmp_path / "nothing.yaml")


def test_the_portal_s_glossary_is_correct() -> None:
    path = settings.CONTENT_DIR / "glossary.yaml"
    assert len(read_glossary(path).entries) >= 300
