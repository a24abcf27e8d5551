"""From plain data to a structure file that can be imported, or to a list of what to mend."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from .problems import Document, ImportRefused, Location, Problem
from .schema import EntityRow, OrganisationRow, StructureFile, UnitRow


def validated(document: Document, *, known_works: Collection[str], known_codes: Codes) -> StructureFile:
    """Return the file that ``document`` states.

    ``known_works`` are keys that the portal knows already, ``known_codes`` its reference data by list. Raises
    ``ImportRefused`` with every problem found.
    """
    try:
        file = StructureFile.model_validate(document.data)
    except ValidationError as error:
        raise ImportRefused(
            [Problem(document.position(_location(item["loc"])), _message(dict(item))) for item in error.errors()]
        ) from error
    problems = [Problem(document.position(where), why) for where, why in _References(file, known_works, known_codes)]
    if problems:
        raise ImportRefused(problems)
    return file


Codes = Mapping[str, Collection[str]]


def _location(loc: tuple[str | int, ...]) -> Location:
    return tuple(part for part in loc if isinstance(part, int) or not part.startswith("function-"))


def _message(error: dict[str, Any]) -> str:
    field = str(error["loc"][-1]) if error["loc"] else ""
    value = str(error.get("input", ""))[:60]
    context = error.get("ctx", {})
    words = {"field": field, "value": value, "expected": str(context.get("expected", "")).replace(" or ", _(" ou "))}
    return (_known_messages().get(error["type"]) or _("« %(value)s » ne convient pas au champ « %(field)s ».")) % {
        **words,
        "hint": _hint(field),
    }


def _known_messages() -> dict[str, str]:
    return {
        "missing": _("Le champ « %(field)s » manque."),
        "extra_forbidden": _("Le champ « %(field)s » est inconnu.%(hint)s"),
        "string_type": _("Le champ « %(field)s » attend du texte."),
        "string_too_short": _("Le champ « %(field)s » est vide."),
        "string_too_long": _("Le champ « %(field)s » est trop long."),
        "string_pattern_mismatch": _("« %(value)s » ne va pas dans « %(field)s » : minuscules, chiffres, tirets."),
        "literal_error": _("« %(value)s » ne convient pas au champ « %(field)s » : %(expected)s."),
        "uuid_parsing": _("« %(value)s » n’est pas un identifiant (UUID)."),
        "list_type": _("Le champ « %(field)s » attend une liste."),
        "model_type": _("Le champ « %(field)s » attend des champs, pas une valeur seule."),
        "bool_parsing": _("Le champ « %(field)s » attend oui ou non (true ou false)."),
        "int_parsing": _("Le champ « %(field)s » attend un nombre entier."),
        "date_from_datetime_parsing": _("« %(value)s » n’est pas une date (AAAA-MM-JJ)."),
        "date_parsing": _("« %(value)s » n’est pas une date (AAAA-MM-JJ)."),
    }


def _hint(field: str) -> str:
    names = {name for model in _models(StructureFile) for name in model.model_fields}
    near = difflib.get_close_matches(field, sorted(names), n=1)
    return " " + _("Vouliez-vous dire « %(near)s » ?") % {"near": near[0]} if near else ""


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in BaseModel.__subclasses__():
        if child.__module__ == model.__module__:
            yield from _with_subclasses(child)


def _with_subclasses(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for child in model.__subclasses__():
        yield from _with_subclasses(child)


class _References:
    """Finds what names something that does not exist, stands twice, or stands before what it hangs from."""

    def __init__(self, file: StructureFile, known_works: Collection[str], known_codes: Codes) -> None:
        self.file = file
        self.entities: list[tuple[Location, OrganisationRow | UnitRow]] = [(("organisation",), file.organisation)]
        self.entities += [(("units", index), unit) for index, unit in enumerate(file.units)]
        self.works = {row.key for _location, row in self.entities} | set(known_works)
        self.codes = {
            name: {row.code for row in getattr(file.reference, name)} | set(known_codes.get(name, ()))
            for name in ("unit_kinds", "places", "legal_references")
        }

    def __iter__(self) -> Iterator[tuple[Location, str]]:
        seen: set[str] = set()
        for location, row in self.entities:
            if row.key in seen:
                yield (*location, "key"), _("La clé « %(key)s » est donnée deux fois.") % {"key": row.key}
            if isinstance(row, UnitRow):
                yield from self._unit(location, row, seen)
            seen.add(row.key)
            yield from self._entity(location, row)

    def _unit(self, location: Location, row: UnitRow, seen: set[str]) -> Iterator[tuple[Location, str]]:
        if row.parent not in seen:
            words = {"parent": row.parent, "key": row.key}
            yield (
                (*location, "parent"),
                _("« %(parent)s » manque au-dessus de « %(key)s », ou vient après dans le fichier.") % words,
            )
        yield from self._code((*location, "kind"), "unit_kinds", row.kind)
        yield from self._rows((*location, "members"), row.members)
        for index, member in enumerate(row.members):
            if member.unit:
                yield from self._work((*location, "members", index, "unit"), member.unit)

    def _entity(self, location: Location, row: EntityRow) -> Iterator[tuple[Location, str]]:
        if row.place:
            yield from self._code((*location, "place"), "places", row.place)
        for name in ("responsibilities", "posts"):
            yield from self._rows((*location, name), getattr(row, name))
        for index, duty in enumerate(row.responsibilities):
            where = (*location, "responsibilities", index)
            for position, key in enumerate(duty.shared_with):
                yield from self._work((*where, "shared_with", position), key)
            for position, code in enumerate(duty.legal_basis):
                yield from self._code((*where, "legal_basis", position), "legal_references", code)
        for index, tie in enumerate(row.ties):
            yield from self._work((*location, "ties", index, "to"), tie.to)

    def _rows(self, location: Location, rows: Any) -> Iterator[tuple[Location, str]]:
        seen: set[object] = set()
        for index, row in enumerate(rows):
            identity = row.id or row.key
            if identity is None:
                yield (*location, index), _("Donnez une clé (key) à cette ligne : son adresse en dépend.")
            elif identity in seen:
                yield (*location, index, "key"), _("La clé « %(key)s » est donnée deux fois.") % {"key": identity}
            seen.add(identity)

    def _work(self, location: Location, key: str) -> Iterator[tuple[Location, str]]:
        if key not in self.works:
            words = {"key": key, "hint": _near(key, self.works)}
            yield location, _("L’unité « %(key)s » est inconnue.%(hint)s") % words

    def _code(self, location: Location, name: str, code: str) -> Iterator[tuple[Location, str]]:
        if code not in self.codes[name]:
            hint = _near(code, self.codes[name])
            yield (
                location,
                _("Le code « %(code)s » est inconnu (%(list)s).%(hint)s")
                % {
                    "code": code,
                    "list": name,
                    "hint": hint,
                },
            )


def _near(word: str, words: Collection[str]) -> str:
    near = difflib.get_close_matches(word, sorted(words), n=1)
    return " " + _("Vouliez-vous dire « %(near)s » ?") % {"near": near[0]} if near else ""
