"""The second factor: who gives it, how it is set up, and that nothing goes round it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client

from portal.editions.audiences import Audience
from portal.home.models import HomePage
from portal.setup import EDITORS
from portal.signing_in import second_factor, vault
from portal.signing_in.models import SecondFactor
from tests import factories as make

from .conftest import CODE, KEY, SET_UP, is_signed_in, shown_code, sign_in, with_phone

CODES = "/fr/compte/codes-de-secours/"


def key_on(client: Client, user: User) -> str:
    return vault.opened(client.session["second_factor_key"], owner=user.pk).hex()


def install(client: Client, user: User) -> str:
    """Set up the application as the page says; return its key."""
    client.get(SET_UP)
    key = key_on(client, user)
    assert client.post(SET_UP, {"code": shown_code(key)})["Location"] == CODES
    return key


@pytest.mark.usefixtures("production")
class TestInProduction:
    def test_whoever_approves_or_administrates_needs_one(
        self, lawyer: User, representative: User, reader: User
    ) -> None:
        editor, admin = make.UserFactory(in_groups=[EDITORS]), make.UserFactory(is_superuser=True)
        found = [second_factor.needs_second_factor(user) for user in (lawyer, representative, admin, editor, reader)]
        assert found == [True, True, True, False, False]

    def test_a_way_to_approve_that_another_app_knows_counts(
        self, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(second_factor, "_approving", [])
        second_factor.who_approves(lambda user: user.username == "personnel")
        assert second_factor.needs_second_factor(reader)

    def test_without_one_nothing_is_reached_before_it_is_set_up(self, client: Client, lawyer: User) -> None:
        assert sign_in(client, lawyer, next="/gestion/")["Location"] == SET_UP
        assert not is_signed_in(client)
        for address in ("/gestion/", "/gestion/account/", "/fr/compte/", "/fr/compte/second-facteur/", CODES):
            assert "/connexion/" in client.get(address)["Location"], address
        assert client.get("/gestion/api/main/pages/").status_code in (302, 403)

        install(client, lawyer)
        assert is_signed_in(client)
        assert client.post(CODES)["Location"] == "/gestion/"

    def test_with_one_the_code_is_asked(self, client: Client, lawyer: User) -> None:
        with_phone(lawyer)
        assert sign_in(client, lawyer, next="/gestion/")["Location"] == CODE
        assert not is_signed_in(client)
        assert client.get(SET_UP)["Location"] == CODE
        assert client.post(CODE, {"code": "000000"}).status_code == 422
        assert client.post(CODE, {"code": shown_code()})["Location"] == "/gestion/"
        assert client.get("/gestion/").status_code == 200

    def test_a_reader_enters_with_a_password(self, client: Client, reader: User) -> None:
        sign_in(client, reader)
        assert is_signed_in(client)

    def test_a_session_without_it_ends_when_the_right_is_given(self, client: Client, reader: User) -> None:
        sign_in(client, reader)
        reader.user_permissions.add(Permission.objects.get(codename="need_second_factor"))
        page = client.get("/fr/").content.decode()

        assert not is_signed_in(client)
        assert "demande désormais un second facteur" in page

    def test_a_session_ends_when_the_application_is_taken_away(self, client: Client, lawyer: User) -> None:
        with_phone(lawyer)
        sign_in(client, lawyer)
        client.post(CODE, {"code": shown_code()})
        SecondFactor.objects.all().delete()
        assert client.get("/gestion/").status_code == 302

    def test_who_must_have_it_cannot_take_it_away(self, client: Client, lawyer: User) -> None:
        codes = with_phone(lawyer)
        sign_in(client, lawyer)
        client.post(CODE, {"code": shown_code()})
        assert "Retirer" not in client.get("/fr/compte/second-facteur/").content.decode()
        client.post("/fr/compte/second-facteur/", {"code": codes[0], "action": "remove"})
        assert second_factor.has_second_factor(lawyer)


def test_on_a_laptop_nobody_must_and_anybody_may(client: Client, lawyer: User, later: Callable[[float], None]) -> None:
    sign_in(client, lawyer)
    assert client.get("/gestion/").status_code == 200
    key = install(client, lawyer)
    client.post("/fr/deconnexion/")
    assert sign_in(client, lawyer)["Location"] == CODE
    later(60)
    assert client.post(CODE, {"code": shown_code(key)}).status_code == 302
    assert is_signed_in(client)


def test_a_code_is_good_once(client: Client, lawyer: User, later: Callable[[float], None]) -> None:
    with_phone(lawyer)
    code = shown_code()
    for expected in (302, 422):
        client = Client()
        sign_in(client, lawyer)
        assert client.post(CODE, {"code": code}).status_code == expected
    later(30)
    assert client.post(CODE, {"code": shown_code()}).status_code == 302


def test_the_code_of_setting_up_is_good_once(client: Client, lawyer: User) -> None:
    sign_in(client, lawyer)
    key = install(client, lawyer)
    other = Client()
    sign_in(other, lawyer)
    assert other.post(CODE, {"code": shown_code(key)}).status_code == 422


def test_an_old_code_is_none(client: Client, lawyer: User, later: Callable[[float], None]) -> None:
    with_phone(lawyer)
    code = shown_code()
    later(120)
    sign_in(client, lawyer)
    assert client.post(CODE, {"code": code}).status_code == 422


def test_recovery_codes_are_good_once_each_and_not_kept_readable(client: Client, lawyer: User) -> None:
    codes = with_phone(lawyer)
    kept = str(list(second_factor.StaticToken.objects.values()))
    assert len(set(codes)) == 10 and all(re.fullmatch(r"\d{5} \d{5}", code) for code in codes)
    assert not any(code.replace(" ", "") in kept for code in codes)
    for expected in (302, 422):
        client = Client()
        sign_in(client, lawyer)
        assert client.post(CODE, {"code": codes[3]}).status_code == expected
    assert second_factor.recovery_codes_left(lawyer) == 9


def test_a_recovery_code_is_its_owners(lawyer: User, representative: User) -> None:
    codes = with_phone(lawyer)
    with_phone(representative)
    assert not second_factor.accepts(representative, codes[0])
    assert second_factor.accepts(lawyer, codes[0])


def test_wrong_codes_are_limited_also_over_sessions(client: Client, lawyer: User) -> None:
    with_phone(lawyer)
    found = []
    for number in range(6):
        client = Client()
        sign_in(client, lawyer)
        found.append(client.post(CODE, {"code": f"{number:06}"}).status_code)
    assert found == [422] * 5 + [429]
    assert client.post(CODE, {"code": shown_code()}).status_code == 429


def test_the_way_in_ends_after_half_an_hour_and_with_another_password(
    client: Client, lawyer: User, later: Callable[[float], None]
) -> None:
    with_phone(lawyer)
    sign_in(client, lawyer)
    lawyer.set_password("un autre mot de passe")
    lawyer.save()
    assert client.post(CODE, {"code": shown_code()})["Location"] == "/fr/connexion/"
    sign_in(client, lawyer, "un autre mot de passe")
    later(31 * 60)
    assert client.post(CODE, {"code": shown_code()})["Location"] == "/fr/connexion/"


def test_the_key_of_the_session_changes_at_each_step(client: Client, lawyer: User) -> None:
    with_phone(lawyer)
    client.get("/fr/connexion/")
    sign_in(client, lawyer)
    between = client.session.session_key
    client.post(CODE, {"code": shown_code()})
    assert client.session.session_key != between


def test_recovery_codes_come_again_until_they_are_kept(client: Client, lawyer: User) -> None:
    sign_in(client, lawyer)
    install(client, lawyer)
    first, again = client.get(CODES).content.decode(), client.get(CODES).content.decode()
    assert re.findall(r"<code>([\d ]+)</code>", first) == re.findall(r"<code>([\d ]+)</code>", again)
    assert len(re.findall(r"<code>[\d ]+</code>", first)) == 10
    client.post(CODES)
    assert client.get(CODES)["Location"] == "/fr/compte/"


def test_a_wrong_first_code_installs_nothing_and_keeps_the_key(client: Client, lawyer: User) -> None:
    sign_in(client, lawyer)
    client.get(SET_UP)
    key = key_on(client, lawyer)
    assert client.post(SET_UP, {"code": "123"}).status_code == 422
    assert key_on(client, lawyer) == key
    assert not SecondFactor.objects.exists()


def test_another_phone_needs_a_code_of_the_first(client: Client, lawyer: User) -> None:
    codes = with_phone(lawyer)
    sign_in(client, lawyer)
    client.post(CODE, {"code": shown_code()})
    assert client.get(SET_UP)["Location"] == "/fr/compte/second-facteur/"
    assert client.post("/fr/compte/second-facteur/", {"code": "1", "action": "replace"}).status_code == 422
    assert client.post("/fr/compte/second-facteur/", {"code": codes[0], "action": "replace"})["Location"] == SET_UP
    key = install(client, lawyer)

    assert [device.bin_key.hex() for device in SecondFactor.objects.all()] == [key] != [KEY]
    assert not second_factor.accepts(lawyer, codes[1])


def test_new_recovery_codes_and_doing_without_need_a_code_too(client: Client, lawyer: User) -> None:
    codes = with_phone(lawyer)
    sign_in(client, lawyer)
    client.post(CODE, {"code": shown_code()})
    client.post("/fr/compte/second-facteur/", {"code": codes[0], "action": "codes"})
    new = re.findall(r"<code>([\d ]+)</code>", client.get(CODES).content.decode())
    assert not second_factor.accepts(lawyer, codes[1])
    client.post("/fr/compte/second-facteur/", {"code": new[0], "action": "remove"})
    assert not second_factor.has_second_factor(lawyer)
    assert client.get("/gestion/").status_code == 200


def test_the_picture_and_the_link_are_the_key_drawn_here(client: Client, representative: User) -> None:
    sign_in(client, representative)
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page and "<title>" in page
    assert " style=" not in page and "data:" not in page
    assert 'href="otpauth://totp/Mandat%3Aministere?secret=' in page


@pytest.mark.usefixtures("production")
def test_the_administrator_resets_a_lost_phone(
    client: Client, lawyer: User, capsys: pytest.CaptureFixture[str]
) -> None:
    with_phone(lawyer)
    sign_in(client, lawyer)
    client.post(CODE, {"code": shown_code()})
    call_command("reset_second_factor", "juriste")

    assert "Second facteur retiré" in capsys.readouterr().out
    assert client.get("/gestion/").status_code == 302
    assert sign_in(client, lawyer)["Location"] == SET_UP
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("reset_second_factor", "personne")


def test_a_page_of_the_way_in_without_a_password_leads_back(client: Client, portal: HomePage) -> None:
    for address in (CODE, SET_UP):
        assert client.get(address)["Location"] == "/fr/connexion/"


@pytest.mark.usefixtures("production")
def test_halfway_in_one_reads_as_the_public(client: Client, lawyer: User) -> None:
    sign_in(client, lawyer)
    response = client.get("/fr/")
    assert response.context["user"].is_anonymous
    assert Audience.PUBLIC == 0
