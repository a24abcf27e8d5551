"""What is wrong with a field of a file, in plain words."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

# Fields with another form than keys, codes and addresses have.
OTHER_FORMS = {"website", "url", "email", "country"}


def message(error: dict[str, Any], labels: Mapping[str, str], file: type[BaseModel]) -> str:
    """Return what is wrong with a field of ``file``, in words; ``error`` is one of pydantic's."""
    if not error["loc"]:
        names = ", ".join(file.model_fields)
        return _("Le fichier doit contenir des champs : %(names)s.") % {"names": names}
    field = next(str(part) for part in reversed(error["loc"]) if isinstance(part, str))
    expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", _(" ou "))
    words = {
        "field": labels.get(field, field),
        "value": str(error.get("input", ""))[:60],
        "expected": expected,
        "hint": _hint(field, file),
    }
    is_other_form = error["type"] == "string_pattern_mismatch" and field in OTHER_FORMS
    known = None if is_other_form else _known_messages().get(error["type"])
    return (known or _("« %(value)s » ne convient pas au champ « %(field)s ».")) % words


def _known_messages() -> dict[str, str]:
    date = _("« %(value)s » n’est pas une date (AAAA-MM-JJ).")
    integer = _("Le champ « %(field)s » attend un nombre entier.")
    number = _("Le champ « %(field)s » attend un nombre.")
    return {
        "missing": _("Le champ « %(field)s » manque."),
        "extra_forbidden": _("Le champ « %(field)s » est inconnu.%(hint)s"),
        "string_type": _("Le champ « %(field)s » attend du texte."),
        "string_too_short": _("Le champ « %(field)s » est vide."),
        "string_too_long": _("Le champ « %(field)s » est trop long."),
        "string_pattern_mismatch": _("« %(value)s » ne va pas dans « %(field)s » : minuscules, chiffres, tirets."),
        "literal_error": _("« %(value)s » ne convient pas au champ « %(field)s » : %(expected)s."),
        "uuid_parsing": _("« %(value)s » n’est pas un identifiant (UUID)."),
        "uuid_type": _("« %(value)s » n’est pas un identifiant (UUID)."),
        "list_type": _("Le champ « %(field)s » attend une liste."),
        "model_type": _("Le champ « %(field)s » attend des champs, pas une valeur seule."),
        "bool_parsing": _("Le champ « %(field)s » attend oui ou non."),
        "bool_type": _("Le champ « %(field)s » attend oui ou non."),
        "int_parsing": integer,
        "int_type": integer,
        "int_from_float": integer,
        "float_parsing": number,
        "float_type": number,
        "finite_number": number,
        "greater_than_equal": _("« %(value)s » est trop petit pour le champ « %(field)s »."),
        "less_than_equal": _("« %(value)s » est trop grand pour le champ « %(field)s »."),
        "date_parsing": date,
    }


def _hint(field: str, file: type[BaseModel]) -> str:
    return near(field, {name for model in _models(file) for name in model.model_fields})


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in BaseModel.__subclasses__():
        if child.__module__ == model.__module__:
            yield from _with_subclasses(child)


def _with_subclasses(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for child in model.__subclasses__():
        yield from _with_subclasses(child)


def near(word: str, words: Collection[str]) -> str:
    """Return a question that proposes the nearest of ``words``, with a space before it; empty without any."""
    found = difflib.get_close_matches(word, sorted(words), n=1)
    return " " + _("Vouliez-vous dire « %(near)s » ?") % {"near": found[0]} if found else ""
