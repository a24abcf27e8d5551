"""What a file of guides, protocols, projects and registered documents says.

Identities come from keys: that of a text from its key, that of a step from its key in the text, that of a role from
who has which; what was made in the editor states its own (``id``). Organisations and units are named by the keys of
their structure files, posts as ``unit/post``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, PrivateAttr, StringConstraints

from org.importing.mapping import work_key
from org.importing.problems import Document, Location, Position
from org.importing.schema import (
    Day,
    InForceRow,
    Key,
    LegalReferenceRow,
    PlaceRow,
    Row,
    Short,
    Slug,
    SourceRow,
    Text,
    Title,
    TranslatedName,
)

from .rows import ConsulateRow, FileRow, GuaranteeRow, IdentifiedRow, Named, ResultRow, ReturnsRow, StepRow

FORMAT = "mandat-procedures/1"

Reference = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
# The editor makes longer addresses of titles than those of units, and takes « _ ».
Address = Annotated[str, StringConstraints(pattern=r"^[\w-]+$", max_length=255)]


class OrderedRow(Row):
    """A row of a short list with an order of its own."""

    code: Slug
    name: TranslatedName
    rank: int = 0


class ReferenceRows(Row):
    """The short lists that the file's texts choose from."""

    profiles: list[OrderedRow] = []
    channels: list[OrderedRow] = []
    document_types: list[OrderedRow] = []
    places: list[PlaceRow] = []
    legal_references: list[LegalReferenceRow] = []


class TextRow(IdentifiedRow):
    """What all texts have in common."""

    key: Key
    title: Title
    slug: Address | None = None
    reference: Reference = ""
    audience: Literal["public", "partners", "staff"] | None = None
    in_force: InForceRow | None = None

    @property
    def work(self) -> UUID:
        """The identity of the text: its own, or that of its key."""
        return self.id or work_key(self.key)


class DocumentRow(TextRow):
    """A document of the register; without a ``file`` the desk's stays. ``language`` is that of the file."""

    type: Slug | None = None
    summary: Text | None = None
    language: Literal["fr", "ht", "en", "es"] = "fr"
    version: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    dated: Day | None = None
    file: str | None = None


class SourcedRow(TextRow):
    """A text that says where it comes from, and what is doubtful in it."""

    sources: list[SourceRow] = []
    doubts: list[Text] = []


class ProcedureRow(SourcedRow):
    """A guide; without ``attachments`` those of the desk stay."""

    purpose: Text | None = None
    scope: Text | None = None
    owner: Named | None = None
    parties: list[Named] = []
    legal_basis: list[Slug] = []
    review_on: Day | None = None
    steps: list[StepRow] = []
    attachments: list[FileRow] | None = None


class ProtocolRow(ProcedureRow):
    """A procedure agreed, or to be agreed, with another government."""

    country: Country
    counterpart: Short = ""
    status: Literal["none", "obsolete", "proposed", "in_negotiation", "in_force"]
    status_note: Text | None = None
    returns: list[ReturnsRow] = []
    detention: list[GuaranteeRow] = []
    guarantees: list[GuaranteeRow] = []
    consulates: list[ConsulateRow] = []


class ProjectRow(SourcedRow):
    """A partner project; ``responsibilities`` are named as ``unit/responsibility``, ``texts`` by their keys."""

    type: Short = ""
    summary: Text | None = None
    status: Literal["planned", "active", "completed", "cancelled", ""] = "active"
    starts: Day | None = None
    ends_in: Annotated[int, Field(ge=1900, le=2200)] | None = None
    budget: Annotated[str, StringConstraints(pattern=r"^\d{1,12}(\.\d{1,2})?$")] | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = "USD"
    coverage: Short = ""
    region: Short = ""
    beneficiaries: list[Country] = []
    results: list[ResultRow] = []
    partners: list[Named] = []
    texts: list[Named] = []
    responsibilities: list[Named] = []


AnyText = DocumentRow | ProcedureRow | ProtocolRow | ProjectRow


class ProceduresFile(Row):
    """A whole file."""

    format: Literal["mandat-procedures/1"]
    reference: ReferenceRows = ReferenceRows()
    documents: list[DocumentRow] = []
    procedures: list[ProcedureRow] = []
    protocols: list[ProtocolRow] = []
    projects: list[ProjectRow] = []

    _document: Document = PrivateAttr(default=Document(None))

    def texts(self) -> Iterator[tuple[Location, Any]]:
        """Yield the texts with where each stands: documents first, which the others name, projects last."""
        for name in ("documents", "procedures", "protocols", "projects"):
            for index, row in enumerate(getattr(self, name)):
                yield (name, index), row

    def position(self, location: Location) -> Position:
        """Return where in the file ``location`` stands."""
        return self._document.position(location)

    @property
    def folder(self) -> Path | None:
        """The folder in which the file lies: its paths begin there."""
        return self._document.folder
