"""What every installation needs before its content: languages, home pages, groups. Safe to run again."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Locale, Page, Site

from portal.home.models import HomePage

EDITORS, LEGAL, STAFF, PARTNERS = "Rédaction", "Service juridique", "Personnel", "Partenaires"

READING = {
    PARTNERS: ["read_as_partner"],
    STAFF: ["read_as_staff"],
    EDITORS: ["read_as_staff", "import_structure"],
    LEGAL: ["read_as_staff", "withdraw_edition"],
}
PAGE_PERMISSIONS = {EDITORS: ["add", "change", "publish"], LEGAL: ["change", "publish"]}
EDITED_MODELS = {
    EDITORS: [
        *("person", "holding", "place", "legalreference", "unitkind"),
        *("glossaryentry", "work", "correctionrequest"),
    ],
    LEGAL: ["legalreference"],
}
# Texts come with their pages, and requests from readers.
NOT_BY_HAND = {f"{action}_{model}" for action in ("add", "delete") for model in ("work", "correctionrequest")}


@transaction.atomic
def set_up_portal() -> HomePage:
    """Make what is missing of languages, home pages, site and groups; return the French home page."""
    home = _french_home(_locales())
    _translated_homes(home)
    for name in READING:
        _group(name, home)
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


def _group(name: str, home: HomePage) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    codenames = set(READING[name])
    if name in PAGE_PERMISSIONS:
        codenames.add("access_admin")
    for model in EDITED_MODELS.get(name, []):
        codenames |= {f"{action}_{model}" for action in ("view", "add", "change", "delete")}
    group.permissions.add(*Permission.objects.filter(codename__in=codenames - NOT_BY_HAND))
    for action in PAGE_PERMISSIONS.get(name, []):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        for root in Page.objects.filter(depth=2):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
