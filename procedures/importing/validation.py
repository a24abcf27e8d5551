"""From plain data to a file that can be imported, or to a list of what to mend."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django_countries import countries
from pydantic import ValidationError

from org.importing.problems import Document, ImportRefused, Location, Problem
from org.importing.wording import message, near

from ..models import DocumentPage, ProcedurePage, ProjectPage, ProtocolPage
from .files import fault
from .naming import named_row
from .rows import END, NEXT, NOTHING, KeyedRow, NamedRow, PapersRow, StepRow, identities
from .schema import DocumentRow, ProcedureRow, ProceduresFile, ProjectRow, ProtocolRow, TextRow

LISTS = ("profiles", "channels", "document_types", "places", "legal_references")
KINDS: dict[type[TextRow], str] = {
    DocumentRow: DocumentPage.kind_name,
    ProcedureRow: ProcedurePage.kind_name,
    ProtocolRow: ProtocolPage.kind_name,
    ProjectRow: ProjectPage.kind_name,
}
_SHOWN = 100
Found = Iterator[tuple[Location, str]]
Rows = Mapping[str, Collection[UUID]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the portal has already; ``posts`` and ``responsibilities`` are identities, by key of the unit.

    ``kinds`` says of what kind the text of each identity is.
    """

    posts: Rows
    responsibilities: Rows
    texts: Collection[str]
    codes: Mapping[str, Collection[str]]
    documents: Collection[str] = ()
    kinds: Mapping[UUID, str] = field(default_factory=dict)

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
            where = _written(document.data, item["loc"])
            words = message({**item, "loc": where}, document.labels, ProceduresFile)
            problems.append(Problem(document.position(where), words))
    if problems:
        raise ImportRefused(problems)
    file._document = document
    return file


def _written(data: Any, loc: Location) -> Location:
    """Return where in ``data`` a place of the schema is: what is written short has no places of its own."""
    where: list[str | int] = []
    for part in loc:
        if isinstance(data, list) and isinstance(part, str):
            continue
        if not isinstance(data, list | dict):
            break
        if not (isinstance(part, str) and part.startswith("function-")):
            where.append(part)
            data = data.get(part, {}) if isinstance(data, dict) else data[int(part)]
    return tuple(where)


def check(file: ProceduresFile, known: Known) -> None:
    """Raise ``ImportRefused`` with everything that the file names and that is not there, or that stands twice."""
    found = [Problem(file.position(where), why) for where, why in _References(file, known)]
    if found:
        raise ImportRefused(found)


class _References:
    def __init__(self, file: ProceduresFile, known: Known) -> None:
        self.file, self.known = file, known
        self.texts = {row.key for _location, row in file.texts()} | set(known.texts)
        self.documents = {row.key for row in file.documents} | set(known.documents)
        self.codes = {
            name: {row.code for row in getattr(file.reference, name)} | set(known.codes.get(name, ()))
            for name in LISTS
        }

    def __iter__(self) -> Found:
        for name in LISTS:
            yield from self._twice(
                ("reference", name), "code", [row.code for row in getattr(self.file.reference, name)]
            )
        yield from self._identities()
        for location, row in self.file.texts():
            if isinstance(row, DocumentRow):
                yield from self._document(location, row)
            elif isinstance(row, ProjectRow):
                yield from self._project(location, row)
            else:
                yield from self._text(location, row)

    def _identities(self) -> Found:
        """Yield the keys and the identities that are given twice, or that are those of another text."""
        keys: set[str] = set()
        stated: set[UUID] = set()
        for location, row in self.file.texts():
            if row.key in keys or row.key in self.known.actors:
                yield (*location, "key"), _("La clé « %(key)s » est donnée deux fois.") % {"key": row.key}
            elif self.known.kinds.get(row.work, KINDS[type(row)]) != KINDS[type(row)]:
                field = "id" if row.id else "key"
                message = _("Dans le portail, « %(key)s » est un texte d’une autre sorte.")
                yield (*location, field), message % {"key": row.key}
            keys.add(row.key)
            for where, identity in identities(row, location):
                if identity in stated:
                    yield where, _("L’identifiant « %(id)s » est donné deux fois.") % {"id": identity}
                stated.add(identity)

    def _document(self, location: Location, row: DocumentRow) -> Found:
        yield from self._codes((*location, "type"), "document_types", row.type or ())
        if row.file is not None:
            yield from self._file((*location, "file"), row.file)

    def _file(self, location: Location, path: str) -> Found:
        if why := fault(self.file.folder, path):
            yield location, _("« %(path)s » : %(reason)s") % {"path": path[:_SHOWN], "reason": why}

    def _text(self, location: Location, row: ProcedureRow) -> Found:
        if row.owner:
            yield from self._actor((*location, "owner"), row.owner.named)
        yield from self._actors((*location, "parties"), row.parties)
        yield from self._codes((*location, "legal_basis"), "legal_references", row.legal_basis)
        yield from self._twice((*location, "steps"), "key", [step.key for step in row.steps])
        keys = {step.key for step in row.steps}
        for index, step in enumerate(row.steps):
            yield from self._step((*location, "steps", index), step, keys)
        for index, attachment in enumerate(row.attachments or ()):
            yield from self._file((*location, "attachments", index, "file"), attachment.file)
        if isinstance(row, ProtocolRow):
            yield from self._protocol(location, row)

    def _protocol(self, location: Location, row: ProtocolRow) -> Found:
        yield from self._country((*location, "country"), row.country)
        for name in ("returns", "detention", "guarantees", "consulates"):
            yield from self._keyed((*location, name), getattr(row, name))
        for index, returns in enumerate(row.returns):
            yield from self._codes((*location, "returns", index, "channel"), "channels", returns.channel)

    def _project(self, location: Location, row: ProjectRow) -> Found:
        for index, code in enumerate(row.beneficiaries):
            yield from self._country((*location, "beneficiaries", index), code)
        yield from self._actors((*location, "partners"), row.partners)
        for index, text in enumerate(row.texts):
            yield from self._known_text((*location, "texts", index), text.named, self.texts)
        yield from self._keyed((*location, "results"), row.results)
        for index, duty in enumerate(row.responsibilities):
            yield from self._row(
                (*location, "responsibilities", index), duty.named, "responsibilities", self.known.responsibilities
            )

    def _known_text(self, location: Location, key: str, texts: Collection[str]) -> Found:
        if key not in texts:
            yield location, _("Le texte « %(key)s » est inconnu.%(hint)s") % {"key": key, "hint": near(key, texts)}

    def _papers(self, location: Location, rows: PapersRow) -> Found:
        for index, paper in enumerate(rows.listed):
            if paper.document:
                yield from self._known_text((*location, index, "document"), paper.document, self.documents)
            elif not paper.title:
                yield (*location, index), _("Le champ « %(field)s » manque.") % {"field": "title"}

    def _step(self, location: Location, step: StepRow, keys: Collection[str]) -> Found:
        said: set[tuple[str, str]] = set()
        for role, where in step.roles.rows():
            yield from self._row((*location, "roles", *where), role.named, "posts", self.known.posts)
            if (role.role, role.named) in said:
                message = _("Le même rôle est donné deux fois à la même partie.")
                yield (*location, "roles", *where), message
            said.add((role.role, role.named))
        yield from self._papers((*location, "papers"), step.papers)
        yield from self._codes((*location, "place"), "places", step.place or ())
        for name in ("profiles", "channels"):
            yield from self._codes((*location, name), name, getattr(step, name))
        yield from self._codes((*location, "legal_basis"), "legal_references", step.legal_basis)
        targets = [((*location, "branches", index, "to"), each.to) for index, each in enumerate(step.branches)]
        for where, key in [*targets, ((*location, "then"), step.then)]:
            if key not in keys and key not in (END, NOTHING, NEXT):
                words = {"key": key, "hint": near(key, keys)}
                yield where, _("L’étape « %(key)s » est inconnue.%(hint)s") % words

    def _actors(self, location: Location, rows: Sequence[NamedRow]) -> Found:
        for index, row in enumerate(rows):
            yield from self._actor((*location, index), row.named)

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

    def _keyed(self, location: Location, rows: Sequence[KeyedRow]) -> Found:
        """Yield the rows that have neither key nor identity, and the keys that are given twice."""
        for index, row in enumerate(rows):
            if not (row.key or row.id):
                yield (*location, index), _("Le champ « %(field)s » manque.") % {"field": "key"}
        yield from self._twice(location, "key", [row.key for row in rows])

    def _twice(self, location: Location, field: str, keys: Sequence[str | None]) -> Found:
        for index, key in enumerate(keys):
            if key and key in keys[:index]:
                yield (*location, index, field), _("La clé « %(key)s » est donnée deux fois.") % {"key": key}
