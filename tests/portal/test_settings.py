"""Settings: safe on a laptop with nothing set, refused in production where they would not be."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAFE = {
    "MANDAT_ENV": "production",
    "SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrst",
    "ALLOWED_HOSTS": "mandat.example.org",
    "BASE_URL": "https://mandat.example.org",
}
TELL = """
import json
from portal import settings
names = ["DEBUG", "ALLOWED_HOSTS", "HOST", "PORT", "SECRET_KEY", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
told = {name: getattr(settings, name) for name in names}
print(json.dumps({**told, "database": settings.DATABASES["default"]["ENGINE"], "data": str(settings.MANDAT_DATA)}))
"""


def run(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the checkout with an empty home directory and no other variable than those given."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"MANDAT_DATA": str(home / "data"), **variables}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def settings_with(home: Path, **variables: str) -> dict[str, Any]:
    done = run(home, "-c", TELL, **variables)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def refusal(home: Path, **variables: str) -> str:
    done = run(home, "-c", TELL, **{**SAFE, **variables})
    assert done.returncode != 0
    return done.stderr


def test_a_laptop_needs_no_variable(tmp_path: Path) -> None:
    told = settings_with(tmp_path)
    assert (told["DEBUG"], told["HOST"], told["PORT"]) == (False, "127.0.0.1", 8000)
    assert set(told["ALLOWED_HOSTS"]) == {"127.0.0.1", "localhost", "[::1]"}
    assert told["database"] == "django.db.backends.sqlite3"
    assert told["data"] == str(tmp_path / "data")


def test_a_laptop_passes_the_checks_with_an_empty_home(tmp_path: Path) -> None:
    # With the database, as `migrate` does before it makes the tables.
    done = run(tmp_path, "manage.py", "check", "--database", "default", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"data"}


def test_each_laptop_has_a_secret_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    first, again = settings_with(tmp_path), settings_with(tmp_path)
    other = settings_with(tmp_path, MANDAT_DATA=str(tmp_path / "other"))
    assert first["SECRET_KEY"] == again["SECRET_KEY"] != other["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) >= 50
    kept = tmp_path / "data" / "secret-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_an_empty_secret_is_none(tmp_path: Path) -> None:
    kept = tmp_path / "data" / "secret-key"
    kept.parent.mkdir()
    kept.write_text("")
    assert len(settings_with(tmp_path)["SECRET_KEY"]) >= 50


def test_a_misspelt_kind_of_installation_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", MANDAT_ENV="Production")
    assert done.returncode != 0
    assert "MANDAT_ENV vaut « Production » : écrivez laptop ou production." in done.stderr


def test_host_port_and_database_come_from_variables(tmp_path: Path) -> None:
    told = settings_with(tmp_path, HOST="192.0.2.7", PORT="8123", DATABASE_URL="postgres://u:p@db.example.org/mandat")
    assert (told["HOST"], told["PORT"]) == ("192.0.2.7", 8123)
    assert "192.0.2.7" in told["ALLOWED_HOSTS"]
    assert told["database"] == "django.db.backends.postgresql"


def test_a_safe_production_starts_and_passes_the_deployment_checks(tmp_path: Path) -> None:
    told = settings_with(tmp_path, **SAFE)
    assert told["SESSION_COOKIE_SECURE"] and told["SECURE_SSL_REDIRECT"]
    assert told["ALLOWED_HOSTS"] == ["mandat.example.org"]
    done = run(tmp_path, "manage.py", "check", "--deploy", "--database", "default", "--fail-level", "ERROR", **SAFE)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("unsafe", "reason"),
    [
        ({"DEBUG": "1"}, "DEBUG est activé"),
        ({"SECRET_KEY": ""}, "SECRET_KEY manque"),
        ({"SECRET_KEY": "court"}, "moins de 50 caractères"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS est vide"),
        ({"ALLOWED_HOSTS": "*"}, "accepte tous les domaines"),
        ({"BASE_URL": ""}, "BASE_URL doit être"),
        ({"BASE_URL": "http://mandat.example.org"}, "en https://"),
    ],
)
def test_an_unsafe_production_is_refused_and_says_why(tmp_path: Path, unsafe: dict[str, str], reason: str) -> None:
    said = refusal(tmp_path, **unsafe)
    assert "MANDAT_ENV=production refuse cette configuration" in said
    assert reason in said
    assert said.count("\n  - ") == 1


def test_a_production_with_nothing_set_says_everything_that_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", MANDAT_ENV="production")
    assert done.returncode != 0
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"):
        assert f"  - {name}" in done.stderr
    assert not (tmp_path / "data" / "secret-key").exists()


def test_a_production_is_never_a_demonstration(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "demo", "--no-serve", **SAFE)
    assert done.returncode != 0
    assert "MANDAT_ENV=production" in done.stderr
    assert not list(tmp_path.glob("data/demonstration-accounts.json"))


OFFICE = {
    "OIDC_ISSUER": "https://login.example.org/onm",
    "OIDC_CLIENT_ID": "mandat",
    "OIDC_CLIENT_SECRET": "secret",
    "OIDC_GROUPS": "agents=Personnel,4f1d-77=Service juridique",
}
SIGNING_IN = """
import json
from portal import settings
names = ["SECOND_FACTOR_REQUIRED", "OIDC_ISSUER", "OIDC_GROUPS", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SECURE"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def test_a_second_factor_is_required_in_production_and_the_provider_comes_from_variables(tmp_path: Path) -> None:
    laptop = json.loads(run(tmp_path, "-c", SIGNING_IN).stdout)
    office = json.loads(run(tmp_path, "-c", SIGNING_IN, **SAFE, **OFFICE).stdout)
    assert (laptop["SECOND_FACTOR_REQUIRED"], laptop["OIDC_ISSUER"], laptop["OIDC_GROUPS"]) == (False, "", {})
    assert office["SECOND_FACTOR_REQUIRED"] and office["SESSION_COOKIE_SECURE"] and office["SESSION_COOKIE_HTTPONLY"]
    assert office["OIDC_GROUPS"] == {"agents": "Personnel", "4f1d-77": "Service juridique"}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"OIDC_CLIENT_SECRET": ""}, "il faut aussi OIDC_CLIENT_ID et OIDC_CLIENT_SECRET"),
        ({"OIDC_SCOPE": "email"}, "« openid » dans OIDC_SCOPE"),
        ({"OIDC_ISSUER": "http://login.example.org"}, "OIDC_ISSUER doit être en https://"),
    ],
)
def test_half_a_provider_is_refused_and_says_why(tmp_path: Path, wrong: dict[str, str], reason: str) -> None:
    assert reason in refusal(tmp_path, **{**OFFICE, **wrong})
