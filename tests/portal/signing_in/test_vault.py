"""A copy of the database tells no key of a phone; another SECRET_KEY has a clear outcome."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from portal.signing_in import checks, second_factor, vault
from portal.signing_in.models import SecondFactor

from .conftest import CODE, KEY, SET_UP, is_signed_in, shown_code, sign_in, with_phone

pytestmark = pytest.mark.django_db

OTHER = "un autre secret du portail, assez long pour en être un, vraiment"


def in_the_database() -> str:
    """Return everything that the database keeps of second factors and of sessions."""
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return str([*SecondFactor.objects.values(), *second_factor.StaticToken.objects.values(), *sessions])


def rotated(settings: Settings, *, with_fallback: bool) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if with_fallback else []
    settings.SECRET_KEY = OTHER


def test_what_is_closed_opens_for_its_account_alone() -> None:
    kept = vault.closed(b"secret", owner=1)
    assert vault.opened(kept, owner=1) == b"secret"
    assert kept != vault.closed(b"secret", owner=1)
    for wrong, owner in ((kept, 2), (kept[:-4] + "AAAA", 1), (KEY, 1), ("1:", 1), ("1:é", 1), ("", 1)):
        with pytest.raises(vault.Unreadable):
            vault.opened(wrong, owner=owner)


def test_a_key_fits_the_column_of_the_library() -> None:
    longest = SecondFactor._meta.get_field("key").max_length
    assert longest is not None
    assert len(vault.closed(bytes.fromhex(KEY), owner=10**12)) <= longest


def test_a_copy_of_the_database_tells_no_key_and_no_code(client: Client, lawyer: User) -> None:
    sign_in(client, lawyer)
    client.get(SET_UP)
    key = vault.opened(client.session["second_factor_key"], owner=lawyer.pk).hex()
    assert key not in in_the_database()
    client.post(SET_UP, {"code": shown_code(key)})
    page = client.get("/fr/compte/codes-de-secours/").content.decode()
    codes = [part.split("</code>")[0] for part in page.split("<code>")[1:]]
    assert len(codes) == 10
    assert not any(secret in in_the_database() for secret in (key, *codes, *(code.replace(" ", "") for code in codes)))


def test_a_key_written_into_the_database_is_none(client: Client, lawyer: User) -> None:
    with_phone(lawyer)
    SecondFactor.objects.update(key=KEY)
    sign_in(client, lawyer)
    assert client.post(CODE, {"code": shown_code()}).status_code == 422
    assert not is_signed_in(client)


def test_after_a_change_of_secret_the_old_one_opens_and_the_key_is_kept_under_the_new(
    client: Client, lawyer: User, settings: Settings
) -> None:
    codes = with_phone(lawyer)
    rotated(settings, with_fallback=True)
    assert second_factor.accepts(lawyer, codes[0])
    assert not second_factor.accepts(lawyer, codes[0])
    sign_in(client, lawyer)
    assert client.post(CODE, {"code": shown_code()}).status_code == 302
    settings.SECRET_KEY_FALLBACKS = []
    assert SecondFactor.objects.get().bin_key.hex() == KEY


def test_without_the_old_secret_the_person_is_told_and_the_administrator_resets(
    client: Client, lawyer: User, settings: Settings
) -> None:
    codes = with_phone(lawyer)
    rotated(settings, with_fallback=False)
    sign_in(client, lawyer)
    answer = client.post(CODE, {"code": shown_code()})
    assert answer.status_code == 422
    assert "ne peut plus lire la clé de votre application" in answer.content.decode()
    assert client.post(CODE, {"code": codes[0]}).status_code == 422
    assert not is_signed_in(client)
    (warning,) = checks.keys_of_phones_can_be_read(["default"])
    assert lawyer.username in warning.msg
    assert checks.keys_of_phones_can_be_read(None) == []
    call_command("reset_second_factor", lawyer.username)
    assert checks.keys_of_phones_can_be_read(["default"]) == []


def test_all_keys_are_renewed_at_once_and_lost_ones_named(
    lawyer: User, representative: User, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with_phone(lawyer)
    rotated(settings, with_fallback=True)
    call_command("renew_second_factors")
    assert "1 clé rechiffrée." in capsys.readouterr().out
    settings.SECRET_KEY_FALLBACKS = []
    assert SecondFactor.objects.get().bin_key.hex() == KEY

    with_phone(representative)
    SecondFactor.objects.filter(user=representative).update(key=KEY)
    with pytest.raises(SystemExit):
        call_command("renew_second_factors")
    told = capsys.readouterr().out
    assert "0 clé" in told
    assert "Clé illisible : ministere" in told


def test_keys_from_before_are_closed_by_the_migration_and_opened_again_by_going_back(lawyer: User) -> None:
    with_phone(lawyer)
    SecondFactor.objects.update(key=KEY)
    migration = import_module("portal.signing_in.migrations.0002_close_keys")
    for _twice in range(2):
        migration.close(apps, None)
    assert SecondFactor.objects.get().bin_key.hex() == KEY
    migration.open_again(apps, None)
    assert SecondFactor.objects.get().key == KEY
