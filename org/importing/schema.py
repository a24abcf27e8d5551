"""What a structure file says, whatever its format: the shape that YAML and spreadsheets are read into.

Identities: a row carries a ``key``, from which its identity is derived, or an explicit ``id`` when it was made
in the editor. Unit keys are unique in a file; keys of responsibilities and posts are unique in their unit.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, StringConstraints
from pydantic_core import PydanticCustomError

from .problems import Document, Location, Position

FORMAT = "mandat-structure/1"

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=120)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=255)]
Address = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^((https?|ftps?)://\S+)?$")
]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=255, pattern=r"^([^@\s]+@[^@\s]+)?$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


def _as_flag(value: object) -> object:
    return {"oui": True, "non": False}.get(value, value) if isinstance(value, str) else value


def _as_day(value: object) -> object:
    """Take a day, as a date or as text; never a number, which would count seconds, nor a time of the day."""
    if isinstance(value, str):
        with suppress(ValueError):
            return datetime.datetime.strptime(value.strip(), "%Y-%m-%d").date()
    if type(value) is datetime.date:
        return value
    raise PydanticCustomError("date_parsing", "not a date")


Flag = Annotated[bool, BeforeValidator(_as_flag)]
Day = Annotated[datetime.date, BeforeValidator(_as_day)]

TieKind = Literal["works_with", "reports_to", "supervises", "supports", "advises", "hosts", "serves"]


class Row(BaseModel):
    """Anything a file states; an unknown field is an error, so that a typing mistake is never swallowed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRow(Row):
    """Where a statement comes from: the document and its lines."""

    document: Title
    lines: Short = ""
    note: Text | None = None


class TranslatedName(Row):
    """A short name in the portal's four languages; French is required."""

    fr: Title
    ht: Short = ""
    en: Short = ""
    es: Short = ""


class UnitKindRow(Row):
    """A kind of unit: direction, service, section…"""

    code: Slug
    name: TranslatedName
    rank: int = 0


class PlaceRow(Row):
    """A seat: a town, with its country's ISO 3166 code and, where known, its position in degrees."""

    code: Slug
    name: TranslatedName
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    department: Short = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


class LegalReferenceRow(Row):
    """A text that founds a responsibility: law, statute, regulation, agreement."""

    code: Slug
    name: TranslatedName
    citation: Short = ""
    url: Address = ""


class ReferenceRows(Row):
    """The short lists that the file's units choose from."""

    unit_kinds: list[UnitKindRow] = []
    places: list[PlaceRow] = []
    legal_references: list[LegalReferenceRow] = []


class Contact(Row):
    """How to reach a post (never a person)."""

    phone: Short = ""
    email: Email = ""
    office: Short = ""


class KeyedRow(Row):
    """A row of a unit, with its identity."""

    key: Key | None = None
    id: UUID | None = None


class ResponsibilityRow(KeyedRow):
    """One thing that a unit must do. ``internal_rules``: the source only says that internal rules define it."""

    text: Text
    internal_rules: Flag = False
    shared_with: list[Key] = []
    legal_basis: list[Slug] = []
    doubt: Text | None = None
    source: SourceRow | None = None


class PostRow(KeyedRow):
    """A post of the unit; ``title`` is inclusive (« Directeur ou Directrice »)."""

    title: Title
    head: Flag = False
    rank: Short = ""
    headcount: Annotated[int, Field(ge=1)] | None = None
    qualifications: Text | None = None
    contact: Contact = Contact()
    doubt: Text | None = None
    source: SourceRow | None = None


class MemberRow(KeyedRow):
    """A member of a committee: a unit of the portal, or a function named in words."""

    unit: Key | None = None
    title: Title


class TieRow(Row):
    """A functional tie beside the hierarchy, read from this unit towards ``to``."""

    id: UUID | None = None
    to: Key
    kind: TieKind
    note: Text | None = None


class InForceRow(Row):
    """From when the text was in force; ``approximate`` when the source gives no date, with the reason.

    ``end`` is the first day on which the unit is no more.
    """

    start: Day
    approximate: Flag = False
    note: Text | None = None
    end: Day | None = None
    end_approximate: Flag = False
    end_note: Text | None = None


class EntityRow(Row):
    """What organisations and units have in common."""

    key: Key
    id: UUID | None = None
    title: Title
    acronym: Short = ""
    slug: Slug | None = None
    mission: Text | None = None
    place: Slug | None = None
    audience: Literal["public", "partners", "staff"] | None = None
    in_force: InForceRow | None = None
    sources: list[SourceRow] = []
    doubts: list[Text] = []
    responsibilities: list[ResponsibilityRow] = []
    posts: list[PostRow] = []
    ties: list[TieRow] = []


class OrganisationRow(EntityRow):
    """The organisation that the file describes."""

    website: Address = ""


class UnitRow(EntityRow):
    """A unit; ``parent`` is the key of a unit or of the organisation. The order of rows is the order of the tree."""

    parent: Key
    kind: Slug
    members: list[MemberRow] = []


class EarlierRow(EntityRow):
    """What the organisation or a unit of the file said before: the text that held until the next one.

    ``after`` names the unit that it came after then, under the same parent.
    """

    parent: Key | None = None
    kind: Slug | None = None
    after: Key | None = None
    website: Address = ""
    members: list[MemberRow] = []


def _named(value: object) -> object:
    """Take « key » or « key = the name that it bore »."""
    if not isinstance(value, str):
        return value
    key, _equals, name = value.partition("=")
    return {"unit": key.strip(), "name": name.strip()}


class ChangedUnitRow(Row):
    """A unit before or after a change, under the name that it bore; without one, that of the file on the day."""

    unit: Key
    name: Short = ""


ChangedUnit = Annotated[ChangedUnitRow, BeforeValidator(_named)]


class ChangeRow(Row):
    """A change event of the organisation."""

    key: Key
    id: UUID | None = None
    title: Short = ""
    slug: Slug | None = None
    nature: Literal["created", "renamed", "merged", "split", "moved", "abolished"]
    date: Day
    approximate: Flag = False
    date_note: Text | None = None
    predecessors: list[ChangedUnit] = []
    successors: list[ChangedUnit] = []
    legal_basis: list[Slug] = []
    note: Text | None = None
    sources: list[SourceRow] = []


class StructureFile(Row):
    """A whole file."""

    format: Literal["mandat-structure/1"]
    reference: ReferenceRows = ReferenceRows()
    organisation: OrganisationRow
    units: list[UnitRow] = []
    earlier: list[EarlierRow] = []
    changes: list[ChangeRow] = []

    _document: Document = PrivateAttr(default=Document(None))

    def rows(self) -> Iterator[tuple[Location, OrganisationRow | UnitRow]]:
        """Yield the organisation and its units with where each stands in the data."""
        yield ("organisation",), self.organisation
        for index, unit in enumerate(self.units):
            yield ("units", index), unit

    def position(self, location: Location) -> Position:
        """Return where in the file ``location`` stands."""
        return self._document.position(location)
