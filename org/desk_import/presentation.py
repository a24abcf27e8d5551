"""The report of an import in the words of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page

from portal.editions.audiences import AUDIENCE_CODES, Audience
from portal.editions.reading import Reading

from ..importing.plan import LANGUAGE

FIELDS = {
    "title": _("Titre"),
    "acronym": _("Sigle"),
    "kind": _("Type"),
    "mission": _("Mission"),
    "seat": _("Siège"),
    "website": _("Site"),
    "key": _("Clé"),
    "slug": _("Adresse"),
    "in_force": _("En vigueur depuis"),
    "audience": _("Qui peut lire"),
    "parent": _("Au-dessus"),
    "order": _("Place parmi ses voisines"),
    "responsibilities": _("Attribution"),
    "posts": _("Poste"),
    "members": _("Membre"),
    "ties": _("Lien"),
    "sources": _("Source"),
    "doubts": _("Doute"),
    "nature": _("Changement"),
    "date": _("Date du changement"),
    "approximate": _("Date approximative"),
    "date_note": _("Ce que l’on sait de la date"),
    "predecessors": _("Avant"),
    "successors": _("Après"),
    "legal_basis": _("Base légale"),
    "note": _("Remarque"),
}
PARTS = {
    "text": _("texte"),
    "internal_rules": _("par règlement interne"),
    "shared_with": _("partagée avec"),
    "legal_basis": _("base légale"),
    "doubt": _("doute"),
    "source": _("source"),
    "title": _("titre"),
    "head": _("dirige"),
    "rank": _("rang"),
    "headcount": _("effectif"),
    "qualifications": _("qualifications"),
    "phone": _("téléphone"),
    "email": _("courriel"),
    "office": _("bureau"),
    "unit": _("unité du membre"),
    "to": _("vers"),
    "kind": _("lien"),
    "note": _("en quoi"),
}
NATURES = {
    "created": _("créée"),
    "changed": _("modifiée"),
    "moved": _("déplacée"),
    "earlier": _("texte antérieur"),
    "event": _("réorganisation"),
}
LISTS = {"unitkind": _("Type d’unité"), "place": _("Lieu"), "legalreference": _("Base légale")}
AUDIENCES = {code: Audience(level).label for code, level in AUDIENCE_CODES.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a unit: ``added``, ``removed``, ``moved``, or from ``before`` to ``after``."""

    label: str
    nature: str
    before: str
    after: str
    row: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of the table."""

    title: str
    key: str
    above: str
    natures: list[tuple[str, str]]
    holds: list[str]
    changes: list[Change]
    edit_url: str
    public_url: str


def rows_of(data: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows of a report with where each unit is edited and read: three queries for all of them."""
    rows = list(data)
    works = [UUID(row["work"]) for row in rows]
    pages = Page.objects.filter(translation_key__in=works, locale__language_code=LANGUAGE)
    keys = {str(key): pk for key, pk in pages.values_list("translation_key", "pk")}
    reading = Reading(LANGUAGE, timezone.localdate(), Audience.STAFF)
    links = {str(work): link.url for work, link in reading.links_to(works).items()}
    return [_row(row, keys.get(row["work"]), links.get(row["work"], "")) for row in rows]


def _row(data: Mapping[str, Any], page: int | None, public_url: str) -> Row:
    return Row(
        title=data["title"],
        key=data["key"],
        above=data["above"],
        natures=[(nature, str(NATURES[nature])) for nature in data["natures"]],
        holds=list(_holds(data["holds"])) if "created" in data["natures"] else [],
        changes=[_change(change) for change in data["changes"]],
        edit_url=reverse("wagtailadmin_pages:edit", args=[page]) if page else "",
        public_url=public_url,
    )


def _change(data: Mapping[str, str]) -> Change:
    label = str(FIELDS[data["field"]])
    if data["part"]:
        label = f"{label}, {PARTS[data['part']]}"
    texts = (data["before"], data["after"])
    if data["field"] == "audience":
        texts = (str(AUDIENCES.get(texts[0], texts[0])), str(AUDIENCES.get(texts[1], texts[1])))
    row = "" if data["row"] == data["before"] else data["row"]
    return Change(label, data["nature"], *texts, row)


def _holds(counts: Mapping[str, int]) -> Iterable[str]:
    words = {
        "responsibilities": ngettext(
            "%(count)d attribution", "%(count)d attributions", counts.get("responsibilities", 0)
        ),
        "posts": ngettext("%(count)d poste", "%(count)d postes", counts.get("posts", 0)),
        "members": ngettext("%(count)d membre", "%(count)d membres", counts.get("members", 0)),
        "ties": ngettext("%(count)d lien", "%(count)d liens", counts.get("ties", 0)),
    }
    return (words[name] % {"count": counts[name]} for name in words if name in counts)


def reference_of(data: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of reference data with the names of their lists and of what changes in them."""
    return [
        {
            **row,
            "list": LISTS[row["list"]],
            "changes": [(_property(row["list"], field), *values) for field, values in row["changes"].items()],
        }
        for row in data
    ]


def _property(model_name: str, field: str) -> str:
    """Return what the desk calls a property, with the language of one that is translated: « Nom (Français) »."""
    name, _underscore, code = field.rpartition("_")
    language = dict(settings.LANGUAGES).get(code, "")
    model = apps.get_model("org", model_name)
    label = capfirst(str(model._meta.get_field(name if language else field).verbose_name))
    return f"{label} ({language})" if language else label
