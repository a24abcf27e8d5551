"""What every installation needs before its content: languages, home pages, groups. Safe to run again."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from portal.approvals.loading_holidays import load_coming_holidays
from portal.home.models import HomePage
from portal.roles import EDITORS, LEGAL, PARTNERS, REPRESENTATIVES, STAFF, TRANSLATORS, set_up_roles

__all__ = ["EDITORS", "LEGAL", "PARTNERS", "REPRESENTATIVES", "STAFF", "TRANSLATORS", "set_up_portal"]


@transaction.atomic
def set_up_portal() -> HomePage:
    """Make what is missing of languages, home pages, site and groups; return the French home page."""
    home = _french_home(_locales())
    _translated_homes(home)
    set_up_roles()
    load_coming_holidays()
    return home


def _locales() -> Locale:
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def _french_home(french: Locale) -> HomePage:
    home: HomePage | None = HomePage.objects.filter(locale=french).first()
    if home is None:
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=french)
        Page.objects.filter(depth=2, slug="home").exclude(content_type__model="homepage").delete()
        root.refresh_from_db()
        home = HomePage(title="Mandat", slug="accueil", locale=french, introduction=_introduction())
        root.add_child(instance=home)
        home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "port": settings.PORT, "site_name": "Mandat"},
    )
    return home


def _introduction() -> str:
    with override(settings.LANGUAGE_CODE):
        return _("Qui est responsable de quoi, par quel texte, à quelle date, et comment on procède.")


def _translated_homes(home: HomePage) -> None:
    for locale in Locale.objects.exclude(pk=home.locale_id):
        if not home.has_translation(locale):
            copy = home.copy_for_translation(locale)
            copy.slug = f"accueil-{locale.language_code}"
            copy.save_revision().publish()
