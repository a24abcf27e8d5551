"""From plain data to a file that can be imported, or to a list of what to mend."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django_countries import countries
from pydantic import ValidationError

from org.importing.problems import Document, ImportRefused, Location, Problem
from org.importing.wording import message, near

from .raw import named_row
from .schema import (
    END,
    NEXT,
    NOTHING,
    ProcedureRow,
    ProceduresFile,
    ProjectRow,
    ProtocolRow,
    StepRow,
)

LISTS = ("profiles", "channels", "document_types", "places", "legal_references")
Found = Iterator[tuple[Location, str]]
Rows = Mapping[str, Collection[UUID]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the portal has already; ``posts`` and ``responsibilities`` are identities, by key of the unit."""

    posts: Rows
    responsibilities: Rows
    texts: Collection[str]
    codes: Mapping[str, Collection[str]]

    @property
    def actors(self) -> Collection[str]:
        """The keys of the organisations and units."""
        return self.posts.keys()


def shaped(document: Document) -> ProceduresFile:
    """Return the file that ``document`` states, whatever it names; raise ``ImportRefused`` with every problem."""
    problems = list(document.problems)
    try:
        file = ProceduresFile.model_validate(document.data)
    except ValidationError as error:
        for item in error.errors():
            where = tuple(part for part in item["loc"] if isinstance(part, int) or not part.startswith("function-"))
            words = message({**item, "loc": where}, document.labels, ProceduresFile)
            problems.append(Problem(document.position(where), words))
    if problems:
        raise ImportRefused(problems)
    file._document = document
    return file


def check(file: ProceduresFile, known: Known) -> None:
    """Raise ``ImportRefused`` with everything that the file names and that is not there, or that stands twice."""
    found = [Problem(file.position(where), why) for where, why in _References(file, known)]
    if found:
        raise ImportRefused(found)


class _References:
    def __init__(self, file: ProceduresFile, known: Known) -> None:
        self.file, self.known = file, known
        self.texts = {row.key for _location, row in file.texts()} | set(known.texts)
        self.codes = {
            name: {row.code for row in getattr(file.reference, name)} | set(known.codes.get(name, ()))
            for name in LISTS
        }

    def __iter__(self) -> Found:
        for name in LISTS:
            yield from self._twice(
                ("reference", name), "code", [row.code for row in getattr(self.file.reference, name)]
            )
        seen: set[str] = set()
        for location, row in self.file.texts():
            if row.key in seen or row.key in self.known.actors:
                yield (*location, "key"), _("La clé « %(key)s » est donnée deux fois.") % {"key": row.key}
            seen.add(row.key)
            yield from self._project(location, row) if isinstance(row, ProjectRow) else self._text(location, row)

    def _text(self, location: Location, row: ProcedureRow) -> Found:
        if row.owner:
            yield from self._actor((*location, "owner"), row.owner)
        yield from self._actors((*location, "parties"), row.parties)
        yield from self._codes((*location, "legal_basis"), "legal_references", row.legal_basis)
        yield from self._twice((*location, "steps"), "key", [step.key for step in row.steps])
        keys = {step.key for step in row.steps}
        for index, step in enumerate(row.steps):
            yield from self._step((*location, "steps", index), step, keys)
        if isinstance(row, ProtocolRow):
            yield from self._protocol(location, row)

    def _protocol(self, location: Location, row: ProtocolRow) -> Found:
        yield from self._country((*location, "country"), row.country)
        for name in ("returns", "detention", "guarantees", "consulates"):
            yield from self._twice((*location, name), "key", [each.key for each in getattr(row, name)])
        for index, returns in enumerate(row.returns):
            yield from self._codes((*location, "returns", index, "channel"), "channels", returns.channel)

    def _project(self, location: Location, row: ProjectRow) -> Found:
        for index, code in enumerate(row.beneficiaries):
            yield from self._country((*location, "beneficiaries", index), code)
        yield from self._actors((*location, "partners"), row.partners)
        for index, key in enumerate(row.texts):
            if key not in self.texts:
                words = {"key": key, "hint": near(key, self.texts)}
                yield (*location, "texts", index), _("Le texte « %(key)s » est inconnu.%(hint)s") % words
        yield from self._twice((*location, "results"), "key", [each.key for each in row.results])
        for index, named in enumerate(row.responsibilities):
            yield from self._row(
                (*location, "responsibilities", index), named, "responsibilities", self.known.responsibilities
            )

    def _step(self, location: Location, step: StepRow, keys: Collection[str]) -> Found:
        said: set[tuple[str, str]] = set()
        for letter, named, where in step.roles.named():
            yield from self._row((*location, "roles", *where), named, "posts", self.known.posts)
            if (letter, named) in said:
                message = _("Le même rôle est donné deux fois à la même partie.")
                yield (*location, "roles", *where), message
            said.add((letter, named))
        yield from self._codes((*location, "place"), "places", step.place or ())
        for name in ("profiles", "channels"):
            yield from self._codes((*location, name), name, getattr(step, name))
        yield from self._codes((*location, "legal_basis"), "legal_references", step.legal_basis)
        targets = [((*location, "branches", index, "to"), each.to) for index, each in enumerate(step.branches)]
        for where, key in [*targets, ((*location, "then"), step.then)]:
            if key not in keys and key not in (END, NOTHING, NEXT):
                words = {"key": key, "hint": near(key, keys)}
                yield where, _("L’étape « %(key)s » est inconnue.%(hint)s") % words

    def _actors(self, location: Location, keys: list[str]) -> Found:
        for index, key in enumerate(keys):
            yield from self._actor((*location, index), key)

    def _actor(self, location: Location, key: str) -> Found:
        if key not in self.known.actors:
            words = {"key": key, "hint": near(key, self.known.actors)}
            yield location, _("L’unité « %(key)s » est inconnue.%(hint)s") % words

    def _row(self, location: Location, named: str, field: str, rows: Rows) -> Found:
        """Yield what is wrong with « unit/row »; a role may name the unit alone."""
        unit, slash, key = named.partition("/")
        yield from self._actor(location, unit)
        if unit in rows and (slash or field != "posts") and named_row(named, field) not in rows[unit]:
            yield location, _("« %(unit)s » n’a pas de ligne « %(key)s ».") % {"key": key, "unit": unit}

    def _codes(self, location: Location, name: str, codes: str | Collection[str]) -> Found:
        listed = [codes] if isinstance(codes, str) else codes
        for index, code in enumerate(listed):
            if code not in self.codes[name]:
                where = location if isinstance(codes, str) else (*location, index)
                words = {"code": code, "list": name, "hint": near(code, self.codes[name])}
                yield where, _("Le code « %(code)s » est inconnu (%(list)s).%(hint)s") % words

    def _country(self, location: Location, code: str) -> Found:
        if code not in countries:
            yield location, _("« %(code)s » n’est pas un pays (code ISO 3166).") % {"code": code}

    def _twice(self, location: Location, field: str, keys: list[str]) -> Found:
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield (*location, index, field), _("La clé « %(key)s » est donnée deux fois.") % {"key": key}
