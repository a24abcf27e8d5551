"""From plain data to a structure file that can be imported, or to a list of what to mend."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from ..changes.rules import faults
from .lenient import read_leniently
from .mapping import AnyRow, identity_of, key_of_row
from .problems import Document, ImportRefused, Location, Problem
from .schema import ChangeRow, EarlierRow, EntityRow, OrganisationRow, StructureFile, TieRow, UnitRow
from .wording import message, near


def validated(document: Document, *, known_works: Collection[str], known_codes: Codes) -> StructureFile:
    """Return the file that ``document`` states.

    ``known_works`` are keys that the portal knows already, ``known_codes`` its reference data by list. Raises
    ``ImportRefused`` with every problem found: where a field is wrong, the rest of the file is still looked at.
    """
    file, errors = read_leniently(document.data)
    problems = list(document.problems)
    faulty = set(document.faulty)
    for error in errors:
        if not _is_within(error["loc"], document.faulty):
            problems.append(Problem(document.position(error["loc"]), message(error, document.labels, StructureFile)))
        faulty.add(error["loc"])
    for where, why in _References(file, known_works, known_codes) if file else ():
        if not _is_within(where, faulty):
            problems.append(Problem(document.position(where), why))
    if problems or file is None:
        raise ImportRefused(problems)
    file._document = document
    return file


def _is_within(location: Location, faulty: Collection[Location]) -> bool:
    return any(location[:length] in faulty for length in range(1, len(location) + 1))


Codes = Mapping[str, Collection[str]]


class _References:
    """Finds what names something that does not exist, stands twice, or stands before what it hangs from."""

    def __init__(self, file: StructureFile, known_works: Collection[str], known_codes: Codes) -> None:
        self.file = file
        self.rows = {row.key: row for _location, row in file.rows()}
        self.works = {row.key for _location, row in file.rows()} | set(known_works)
        self.codes = {
            name: {row.code for row in getattr(file.reference, name)} | set(known_codes.get(name, ()))
            for name in ("unit_kinds", "places", "legal_references")
        }

    def __iter__(self) -> Iterator[tuple[Location, str]]:
        for name in self.codes:
            codes = (row.code for row in getattr(self.file.reference, name))
            yield from _twice(("reference", name), "code", codes, _("Le code « %(value)s » est donné deux fois."))
        yield from self._identities()
        seen: set[str] = set()
        for location, row in self.file.rows():
            if isinstance(row, UnitRow):
                yield from self._unit(location, row, seen)
            seen.add(row.key)
            yield from self._entity(location, row)
            yield from self._ends(location, row)
        yield from self._twice_earlier()
        for index, earlier in enumerate(self.file.earlier):
            yield from self._earlier(("earlier", index), earlier)
        for index, change in enumerate(self.file.changes):
            yield from self._change(("changes", index), change)

    def _identities(self) -> Iterator[tuple[Location, str]]:
        """Yield the keys, the identities and, under one parent, the addresses that are given twice."""
        keys: set[str] = set()
        works: set[UUID] = set()
        slugs: set[tuple[str, str]] = set()
        for location, row, above in self._keyed():
            if row.key in keys:
                yield (*location, "key"), _("La clé « %(key)s » est donnée deux fois.") % {"key": row.key}
            elif key_of_row(row) in works:
                yield (*location, "id"), _("L’identifiant « %(id)s » est donné deux fois.") % {"id": key_of_row(row)}
            if row.slug and (above, row.slug) in slugs:
                yield (*location, "slug"), _("L’adresse « %(slug)s » est donnée deux fois.") % {"slug": row.slug}
            keys.add(row.key)
            works.add(key_of_row(row))
            slugs |= {(above, row.slug)} if row.slug else set()

    def _keyed(self) -> Iterator[tuple[Location, EntityRow | ChangeRow, str]]:
        """Yield everything that has a key of its own, with the key of what it stands below."""
        for location, row in self.file.rows():
            yield location, row, row.parent if isinstance(row, UnitRow) else ""
        for index, change in enumerate(self.file.changes):
            yield ("changes", index), change, self.file.organisation.key

    def _twice_earlier(self) -> Iterator[tuple[Location, str]]:
        said: set[tuple[str, object]] = set()
        for index, row in enumerate(self.file.earlier):
            known = (row.key, row.in_force.start if row.in_force else index)
            if known in said:
                yield (
                    ("earlier", index, "key"),
                    _("Deux textes antérieurs de « %(key)s » commencent le même jour.") % {"key": row.key},
                )
            said.add(known)

    def _earlier(self, location: Location, row: EarlierRow) -> Iterator[tuple[Location, str]]:
        """Yield what keeps an earlier text from standing before the present one."""
        present = self.rows.get(row.key)
        if present is None:
            yield from self._work((*location, "key"), row.key, self.rows)
            return
        if row.in_force is None:
            yield location, _("Dites depuis quand ce texte antérieur était en vigueur (in_force).")
        else:
            since = present.in_force or self.file.organisation.in_force
            if since and row.in_force.start >= since.start:
                yield (*location, "in_force", "start"), _("Un texte antérieur commence avant le texte présent.")
        if isinstance(present, UnitRow):
            for field in ("parent", "kind"):
                if not getattr(row, field):
                    yield (*location, field), _("Le champ « %(field)s » manque.") % {"field": field}
        for field in ("parent", "after"):
            if key := getattr(row, field):
                yield from self._work((*location, field), key)
        if row.kind:
            yield from self._code((*location, "kind"), "unit_kinds", row.kind)
        yield from self._entity(location, row)

    def _change(self, location: Location, row: ChangeRow) -> Iterator[tuple[Location, str]]:
        """Yield what keeps a change event from being published."""
        for field in ("predecessors", "successors"):
            for index, unit in enumerate(getattr(row, field)):
                yield from self._work((*location, field, index), unit.unit)
        before, after = ([unit.unit for unit in units] for units in (row.predecessors, row.successors))
        for fault in faults(row.nature, before=before, after=after, dated=True):
            yield (*location, fault.field), fault.message
        for index, code in enumerate(row.legal_basis):
            yield from self._code((*location, "legal_basis", index), "legal_references", code)

    def _ends(self, location: Location, row: OrganisationRow | UnitRow) -> Iterator[tuple[Location, str]]:
        dates = row.in_force
        if dates and dates.end and dates.end <= dates.start:
            yield (*location, "in_force", "end"), _("La fin vient avant le début.")

    def _unit(self, location: Location, row: UnitRow, seen: set[str]) -> Iterator[tuple[Location, str]]:
        if row.parent not in seen:
            words = {"parent": row.parent, "key": row.key}
            yield (
                (*location, "parent"),
                _("« %(parent)s » manque au-dessus de « %(key)s », ou vient après dans le fichier.") % words,
            )
        yield from self._code((*location, "kind"), "unit_kinds", row.kind)

    def _entity(self, location: Location, row: AnyRow) -> Iterator[tuple[Location, str]]:
        if row.place:
            yield from self._code((*location, "place"), "places", row.place)
        yield from self._row_identities(location, row)
        for index, duty in enumerate(row.responsibilities):
            where = (*location, "responsibilities", index)
            for position, key in enumerate(duty.shared_with):
                yield from self._work((*where, "shared_with", position), key)
            for position, code in enumerate(duty.legal_basis):
                yield from self._code((*where, "legal_basis", position), "legal_references", code)
        for index, tie in enumerate(row.ties):
            yield from self._work((*location, "ties", index, "to"), tie.to)
        for index, member in enumerate(getattr(row, "members", ())):
            if member.unit:
                yield from self._work((*location, "members", index, "unit"), member.unit)

    def _row_identities(self, location: Location, row: AnyRow) -> Iterator[tuple[Location, str]]:
        """Yield the rows of one unit that have no identity, or that of another row of it."""
        seen: set[UUID] = set()
        for name in ("responsibilities", "posts", "members", "ties"):
            for index, item in enumerate(getattr(row, name, ())):
                identity = identity_of(row.key, name, item)
                where = (*location, name, index)
                if identity is None:
                    yield where, _("Donnez une clé (key) à cette ligne : son adresse en dépend.")
                elif identity in seen and isinstance(item, TieRow):
                    yield where, _("Ce lien avec « %(key)s » est donné deux fois.") % {"key": item.to}
                elif identity in seen:
                    yield (*where, "key"), _("La clé « %(key)s » est donnée deux fois.") % {"key": item.key or item.id}
                seen |= {identity} if identity else set()

    def _work(
        self, location: Location, key: str, known: Collection[str] | None = None
    ) -> Iterator[tuple[Location, str]]:
        known = self.works if known is None else known
        if key not in known:
            words = {"key": key, "hint": near(key, known)}
            yield location, _("L’unité « %(key)s » est inconnue.%(hint)s") % words

    def _code(self, location: Location, name: str, code: str) -> Iterator[tuple[Location, str]]:
        if code not in self.codes[name]:
            hint = near(code, self.codes[name])
            yield (
                location,
                _("Le code « %(code)s » est inconnu (%(list)s).%(hint)s")
                % {
                    "code": code,
                    "list": name,
                    "hint": hint,
                },
            )


def _twice(location: Location, field: str, values: Iterable[str], message: str) -> Iterator[tuple[Location, str]]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield (*location, index, field), message % {"value": value}
        seen.add(value)
