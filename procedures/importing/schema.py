"""What a file of guides, protocols and projects says.

Identities come from keys: that of a text from its key, that of a step from its key in the text, that of a role from
who has which. Organisations and units are named by the keys of their structure files, posts as ``unit/post``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, StringConstraints
from pydantic_core import PydanticCustomError

from org.importing.problems import Document, Location, Position
from org.importing.schema import (
    Day,
    Email,
    Flag,
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

FORMAT = "mandat-procedures/1"
END, NOTHING, NEXT = "end", "nothing", "next"

Reference = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
ActorName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*(/[a-z0-9]+([.-][a-z0-9]+)*)?$")]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_hour(value: object) -> object:
    """Take « 08:00 »; never the number that YAML makes of it without quotation marks."""
    if value == "" or (isinstance(value, str) and _is_hour(value)):
        return value
    raise PydanticCustomError("hour", "not an hour")


def _is_hour(value: str) -> bool:
    try:
        datetime.datetime.strptime(value, "%H:%M")
    except ValueError:
        return False
    return True


def _not_reserved(value: str) -> str:
    if value in (END, NOTHING, NEXT):
        raise PydanticCustomError("reserved", "reserved")
    return value


Actors = Annotated[list[ActorName], BeforeValidator(_as_list)]
Titles = Annotated[list[Title], BeforeValidator(_as_list)]
Hour = Annotated[str, BeforeValidator(_as_hour)]
StepKey = Annotated[Key, AfterValidator(_not_reserved)]


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


class RolesRow(Row):
    """Who does a step, who answers for it, who is consulted, who is informed."""

    R: Actors = []
    A: Actors = []
    C: Actors = []
    I: Actors = []  # noqa: E741 - the letter of RACI

    def named(self) -> Iterator[tuple[str, str, Location]]:
        """Yield the letter and the actor of each role, with where it stands."""
        for letter in ("R", "A", "C", "I"):
            yield from ((letter, actor, (letter, index)) for index, actor in enumerate(getattr(self, letter)))


class DelayRow(Row):
    """Within how many of what, counted from what."""

    amount: Annotated[int, Field(ge=1, le=999)]
    unit: Literal["minute", "hour", "day", "working_day", "month"] = "hour"
    since: Short = ""


class PapersRow(Row):
    """The documents that a step needs and those that it makes: by title, or as the key of a registered document."""

    needs: Titles = []
    makes: Titles = []


class BranchRow(Row):
    """Under which condition which step follows; ``end``: the procedure ends."""

    condition: Title
    to: Key = END


class StatedRow(Row):
    """Something that a source says, or that is only proposed."""

    proposed: Flag = False
    source: SourceRow | None = None


class StepRow(StatedRow):
    """One action; ``then`` is what follows where no branch is taken."""

    key: StepKey
    title: Title
    text: Text | None = None
    roles: RolesRow = RolesRow()
    place: Slug | None = None
    where: Short = ""
    delay: DelayRow | None = None
    papers: PapersRow = PapersRow()
    profiles: list[Slug] = []
    channels: list[Slug] = []
    branches: list[BranchRow] = []
    then: Key = NEXT
    legal_basis: list[Slug] = []
    doubt: Text | None = None


class TextRow(Row):
    """What guides, protocols and projects have in common."""

    key: Key
    title: Title
    slug: Slug | None = None
    reference: Reference = ""
    audience: Literal["public", "partners", "staff"] | None = None
    in_force: InForceRow | None = None
    sources: list[SourceRow] = []
    doubts: list[Text] = []


class ProcedureRow(TextRow):
    """A guide."""

    purpose: Text | None = None
    scope: Text | None = None
    owner: Key | None = None
    parties: list[Key] = []
    legal_basis: list[Slug] = []
    review_on: Day | None = None
    steps: list[StepRow] = []


class ReturnsRow(StatedRow):
    """When people are returned by a channel; Monday is 1."""

    key: Key
    channel: Slug
    days: list[Annotated[int, Field(ge=1, le=7)]] = []
    opens: Hour = ""
    closes: Hour = ""
    where: Short = ""


class GuaranteeRow(StatedRow):
    """Something that both sides warrant."""

    key: Key
    text: Text
    limit: DelayRow | None = None


class ConsulateRow(StatedRow):
    """A consulate: the contact data of the office, never of a person."""

    key: Key
    name: Title
    place: Short = ""
    address: Text | None = None
    phone: Short = ""
    email: Email = ""


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


class ResultRow(Row):
    """Something that a project should bring about."""

    key: Key
    text: Text


class ProjectRow(TextRow):
    """A partner project; ``responsibilities`` are named as ``unit/responsibility``, ``texts`` by their keys."""

    type: Short = ""
    summary: Text | None = None
    status: Literal["planned", "active", "completed", "cancelled"] = "active"
    starts: Day | None = None
    ends_in: Annotated[int, Field(ge=1900, le=2200)] | None = None
    budget: Annotated[str, StringConstraints(pattern=r"^\d{1,12}(\.\d{1,2})?$")] | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    coverage: Short = ""
    region: Short = ""
    beneficiaries: list[Country] = []
    results: list[ResultRow] = []
    partners: list[Key] = []
    texts: list[Key] = []
    responsibilities: list[ActorName] = []


AnyText = ProcedureRow | ProtocolRow | ProjectRow


class ProceduresFile(Row):
    """A whole file."""

    format: Literal["mandat-procedures/1"]
    reference: ReferenceRows = ReferenceRows()
    procedures: list[ProcedureRow] = []
    protocols: list[ProtocolRow] = []
    projects: list[ProjectRow] = []

    _document: Document = PrivateAttr(default=Document(None))

    def texts(self) -> Iterator[tuple[Location, Any]]:
        """Yield the texts with where each stands; projects last, as they name the others."""
        for name in ("procedures", "protocols", "projects"):
            for index, row in enumerate(getattr(self, name)):
                yield (name, index), row

    def position(self, location: Location) -> Position:
        """Return where in the file ``location`` stands."""
        return self._document.position(location)
