"""Changes in the words of the interface, ready to be shown: on the desk, and wherever two texts are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.editions.redline import Fate, Fragment, ShownDetail, ShownPart, ShownRow, redline

from ..blocks import TieKind
from ..content import LegalBasis
from .changes import Change, Detail, FactChange, Item, ListDetail, MarkDetail, Nature, Part, RowChange, TextDetail

Names = Mapping[UUID, str]

PARTS: dict[Part, Any] = {
    Part.TITLE: gettext_lazy("Titre"),
    Part.ACRONYM: gettext_lazy("Sigle"),
    Part.KIND: gettext_lazy("Type"),
    Part.MISSION: gettext_lazy("Mission"),
    Part.RESPONSIBILITY: gettext_lazy("Attributions"),
    Part.POST: gettext_lazy("Postes"),
    Part.MEMBER: gettext_lazy("Membres"),
    Part.TIE: gettext_lazy("Liens fonctionnels"),
    Part.SEAT: gettext_lazy("Siège"),
    Part.WEBSITE: gettext_lazy("Site"),
    Part.SOURCE: gettext_lazy("Sources"),
    Part.ATTACHMENT: gettext_lazy("Pièces jointes"),
    Part.DOUBT: gettext_lazy("Ce qui est douteux"),
}
HEADLINES = {
    Part.RESPONSIBILITY: "text",
    Part.POST: "title",
    Part.MEMBER: "title",
    Part.TIE: "to",
    Part.SOURCE: "document",
    Part.ATTACHMENT: "title",
    Part.DOUBT: "text",
}
FIELDS: dict[str, Any] = {
    "internal_rules": gettext_lazy("Définie par règlement interne"),
    "shared_with": gettext_lazy("Partagée avec"),
    "legal_basis": gettext_lazy("Base légale"),
    "doubt": gettext_lazy("Ce qui est douteux"),
    "source_document": gettext_lazy("Source"),
    "source_lines": gettext_lazy("Lignes de la source"),
    "source_note": gettext_lazy("Remarque sur la source"),
    "head": gettext_lazy("Dirige l’unité"),
    "rank": gettext_lazy("Rang"),
    "headcount": gettext_lazy("Effectif"),
    "qualifications": gettext_lazy("Qualifications"),
    "phone": gettext_lazy("Téléphone du poste"),
    "email": gettext_lazy("Courriel du poste"),
    "office": gettext_lazy("Bureau"),
    "unit": gettext_lazy("Unité"),
    "kind": gettext_lazy("Lien"),
    "note": gettext_lazy("Remarque"),
    "lines": gettext_lazy("Lignes ou pages"),
    "file": gettext_lazy("Fichier"),
    "size": gettext_lazy("Taille (octets)"),
    "sha256": gettext_lazy("Empreinte du fichier (SHA-256)"),
}


def shown(changes: Iterable[Change], names: Names) -> list[ShownPart]:
    """Return the changes by part; ``names`` says what to call other works."""
    grouped = groupby(changes, key=lambda change: change.part)
    return [ShownPart(part, str(PARTS[part]), tuple(_row(each, names) for each in rows)) for part, rows in grouped]


def works_in(changes: Iterable[Change]) -> set[UUID]:
    """Return the other works that the changes name."""
    return {item for change in changes for item in _items(change) if isinstance(item, UUID)}


def _items(change: Change) -> Iterator[Item]:
    if isinstance(change, RowChange):
        yield change.name
        for detail in change.details:
            if isinstance(detail, ListDetail):
                yield from (*detail.removed, *detail.added, *detail.kept)


def _row(change: Change, names: Names) -> ShownRow:
    if isinstance(change, FactChange):
        return ShownRow("", "", change.words)
    headline = HEADLINES[change.part]
    main = next((detail for detail in change.details if detail.field == headline), None)
    rest = tuple(ShownDetail(_label(each), _words(each, names)) for each in change.details if each != main)
    title = _words(main, names) if main else (Fragment(Fate.SAME, _named(change.name, names)),)
    return ShownRow(change.nature, _told(change), title, rest, change.id)


def _told(change: RowChange) -> str:
    words = {Nature.ADDED: _("Ajout"), Nature.REMOVED: _("Suppression"), Nature.CHANGED: _("Modification")}
    moved = ""
    if change.move:
        places = {"before": change.move.before, "after": change.move.after}
        moved = _("Déplacement de la place %(before)d à la place %(after)d") % places
    return " · ".join(filter(None, [words.get(change.nature, ""), moved]))


def _label(detail: Detail) -> str:
    return str(FIELDS[detail.field])


def _words(detail: Detail, names: Names) -> tuple[Fragment, ...]:
    if isinstance(detail, TextDetail):
        if detail.field == "kind":
            return redline(_tie(detail.before), _tie(detail.after))
        return detail.words
    if isinstance(detail, MarkDetail):
        return (Fragment(Fate.ADDED if detail.marked else Fate.REMOVED, _("oui")),)
    return tuple(_list(detail, names))


def _tie(kind: str) -> str:
    return str(TieKind(kind).label) if kind in TieKind else kind


def _list(detail: ListDetail, names: Names) -> Iterator[Fragment]:
    """Yield the things of a list, one after the other."""
    fates = [
        *((Fate.SAME, item) for item in detail.kept),
        *((Fate.REMOVED, item) for item in detail.removed),
        *((Fate.ADDED, item) for item in detail.added),
    ]
    for number, (fate, item) in enumerate(fates):
        if number:
            yield Fragment(Fate.SAME, " ; ")
        yield Fragment(fate, _named(item, names))
    if detail.reordered:
        yield Fragment(Fate.SAME, f" ({_('dans un autre ordre')})")


def _named(item: Item, names: Names) -> str:
    if isinstance(item, UUID):
        return names.get(item) or _("Unité inconnue")
    if isinstance(item, LegalBasis):
        return ", ".join(filter(None, [item.name, item.citation, item.url]))
    return item
