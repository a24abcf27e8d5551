"""One unit translated end to end with wagtail-localize: what readers of each language get, and where."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from copy import deepcopy
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from org.content import Member, Post, Responsibility, Source, StructureContent, Tie
from org.drafts import fill, legal_basis_of
from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Edition, InForce
from portal.editions.services import set_audience
from tests import factories as make

TODAY = datetime.date(2026, 6, 1)
TEXTS = {
    "Service de la paie": "Payroll service",
    "paie": "payroll",
    "Verser les salaires.": "Pay the salaries.",
    "Chef ou Cheffe de service": "Head of service",
    "Payer le personnel.": "Pay the staff.",
}


@pytest.fixture(autouse=True)
def _in_2026(today: Callable[[datetime.date], None]) -> None:
    today(TODAY)


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    return make.OrganisationPageFactory()


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture(scope="module")
def _unit(_organisation: OrganisationPage) -> UnitPage:
    other = make.UnitPageFactory(parent=_organisation, title="Trésor", slug="tresor")
    law = legal_basis_of(make.LegalReferenceFactory(name_fr="Loi de finances", name_en="Finance act"))
    content = StructureContent(
        title="Service de la paie",
        mission="Payer le personnel.",
        responsibilities=(
            Responsibility(uuid4(), "Verser les salaires.", shared_with=(other.translation_key,), legal_basis=(law,)),
        ),
        posts=(Post(uuid4(), "Chef ou Cheffe de service", head=True, phone="+509 2222 0000"),),
        ties=(Tie(uuid4(), other.translation_key, "works_with", "Pour les virements."),),
        members=(Member(uuid4(), "Un membre", other.translation_key),),
        sources=(Source("000", "12-14"),),
    )
    kind = make.UnitKindFactory(code="service", name_fr="Service", name_en="Service (en)")
    dated = {"in_force_from": datetime.date(2022, 1, 1), "in_force_approximate": True}
    page = make.UnitPageFactory(parent=_organisation, kind=kind, title="Paie", slug="paie", published=False, **dated)
    fill(page, content, {other.translation_key: other.pk})
    page.save_revision().publish()
    return UnitPage.objects.get(pk=page.pk)


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


Translate = Callable[..., UnitPage]


@pytest.fixture
def translate(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Translate:
    """Translates a page as translators do: its segments filled in, then published."""

    def translated(page: UnitPage, texts: dict[str, str]) -> UnitPage:
        english = Locale.objects.get(language_code="en")
        source, _created = TranslationSource.get_or_create_from_instance(page)
        source.update_from_db()
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=english)
        for segment in source.stringsegment_set.all():
            if segment.string.data in texts:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    locale=english,
                    context=segment.context,
                    defaults={"data": texts[segment.string.data]},
                )
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(user=User.objects.first(), publish=True)
        return page.get_translation(english)

    return translated


def test_a_translation_is_an_edition_that_says_what_it_renders(unit: UnitPage, translate: Translate) -> None:
    english = translate(unit, TEXTS)
    edition = Edition.objects.get(work=unit.translation_key, language="en")
    assert english.translation_key == unit.translation_key
    assert (edition.number, edition.document["renders"]) == (1, 1)
    assert edition.content.title == "Payroll service"
    assert edition.content.mission == "Pay the staff."
    assert edition.content.kind.name == "Service (en)"
    assert edition.content.responsibilities[0].legal_basis[0].name == "Finance act"
    assert edition.content.posts[0].phone == "+509 2222 0000"
    assert edition.content.sources[0].lines == "12-14"
    assert (edition.in_force_from, edition.approximate) == (datetime.date(2022, 1, 1), True)


def test_rows_keep_their_identity_in_every_language(unit: UnitPage, translate: Translate) -> None:
    translate(unit, TEXTS)
    french, english = (
        Edition.objects.get(work=unit.translation_key, language=language).content for language in ("fr", "en")
    )
    for rows in ("responsibilities", "posts", "ties", "members"):
        assert [row.id for row in getattr(french, rows)] == [row.id for row in getattr(english, rows)]
    assert french.responsibilities[0].shared_with == english.responsibilities[0].shared_with
    assert list(french.relations()) == list(english.relations())


def test_each_reader_gets_the_page_in_their_language_or_is_told_why_not(
    client: Client, unit: UnitPage, translate: Translate
) -> None:
    translate(unit, TEXTS)
    english = client.get("/en/onm/payroll/").content.decode()
    assert "Pay the salaries." in english
    assert "Verser les salaires." not in english
    assert 'role="note"' not in english
    french = client.get("/fr/onm/paie/").content.decode()
    assert "Verser les salaires." in french
    assert 'role="note"' not in french
    for language in ("es", "ht"):
        shown = client.get(f"/{language}/onm/paie/").content.decode()
        assert "Verser les salaires." in shown
        assert 'role="note"' in shown


def test_anchors_and_permanent_addresses_lead_to_the_reader_s_language(
    client: Client, unit: UnitPage, translate: Translate
) -> None:
    translate(unit, TEXTS)
    duty = unit.responsibilities[0].id
    for address in ("/en/onm/payroll/", "/fr/onm/paie/", "/es/onm/paie/"):
        assert f'id="{duty}"' in client.get(address).content.decode()
    with override("en"):
        permanent = reverse("permanent-row", args=[unit.translation_key, duty])
    assert client.get(permanent).url == f"/en/onm/payroll/#{duty}"
    page = client.get("/fr/onm/paie/").content.decode()
    assert 'hreflang="en" href="http://testserver/en/onm/payroll/"' in page
    assert 'hreflang="es" href="http://testserver/es/onm/paie/"' in page


def test_a_translation_published_again_shows_what_it_renders_now(unit: UnitPage, translate: Translate) -> None:
    translate(unit, TEXTS)
    unit.mission = "Payer le personnel à temps."
    unit.save_revision().publish()
    page = UnitPage.objects.get(pk=unit.pk)
    translate(page, {**TEXTS, "Payer le personnel à temps.": "Pay the staff on time."})
    held = InForce.objects.on(TODAY).get(work=unit.translation_key, language="en").edition
    assert (held.number, held.document["renders"]) == (2, 2)
    assert held.content.mission == "Pay the staff on time."
    assert str(held.content.responsibilities[0].id) == unit.responsibilities[0].id


def test_the_translation_stands_where_the_source_stands(
    client: Client, unit: UnitPage, organisation: OrganisationPage, translate: Translate
) -> None:
    direction = make.UnitPageFactory(parent=organisation, title="Direction", slug="direction")
    translate(unit, TEXTS)
    held = InForce.objects.on(TODAY).filter(work=unit.translation_key)
    french, english = held.get(language="fr"), held.get(language="en")
    assert (french.parent_id, french.position) == (english.parent_id, english.position)
    unit.move(direction, pos="last-child")
    assert client.get("/en/onm/direction/payroll/").status_code == 200
    assert client.get("/en/onm/payroll/").status_code == 301
    listed = client.get("/en/onm/direction/").content.decode()
    assert "Payroll service" in listed
    assert "Payroll service" not in client.get("/en/onm/").content.decode()


def test_the_structure_has_one_order_whatever_the_language(unit: UnitPage, translate: Translate) -> None:
    translate(unit, TEXTS)
    orders = []
    for language in ("fr", "en", "es"):
        rows = InForce.objects.served_in(language, TODAY).filter(parent__isnull=False).order_by("position", "title")
        orders.append(list(rows.values_list("work", flat=True)))
    assert orders[0] == orders[1] == orders[2]


def test_unpublishing_the_source_ends_its_translations(client: Client, unit: UnitPage, translate: Translate) -> None:
    english = translate(unit, TEXTS)
    UnitPage.objects.get(pk=english.pk).unpublish()
    assert 'role="note"' in client.get("/en/onm/paie/").content.decode()
    translate(unit, TEXTS)
    unit.unpublish()
    assert client.get("/en/onm/payroll/").status_code == 410
    assert client.get("/fr/onm/paie/").status_code == 410


def test_an_audience_closes_every_language(client: Client, unit: UnitPage, translate: Translate) -> None:
    translate(unit, TEXTS)
    set_audience(work=unit.work, audience=Audience.STAFF)
    for address in ("/en/onm/payroll/", "/fr/onm/paie/", "/es/onm/paie/"):
        assert client.get(address).status_code == 404
