"""The rows of which texts are made: steps with their roles, papers and branches, and what protocols add.

A row has a ``key``, from which its identity is derived, or an explicit ``id`` where it was made in the editor. What is
written by letter or direction has the identities of its keys; a list says them, and keeps another order.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from org.importing.problems import Location
from org.importing.schema import Email, Flag, Key, Row, Short, Slug, SourceRow, Text, Title

END, NOTHING, NEXT = "end", "nothing", "next"
Letter = Literal["R", "A", "C", "I"]
LETTERS: tuple[Letter, ...] = ("R", "A", "C", "I")

ActorName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*(/[a-z0-9]+([.-][a-z0-9]+)*)?$")]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_listed(value: object) -> object:
    return {"listed": value} if isinstance(value, list) else value


def _as_named(value: object) -> object:
    return {"named": value} if isinstance(value, str) else value


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


class IdentifiedRow(Row):
    """A row that may state its identity."""

    id: UUID | None = None


class NamedRow(IdentifiedRow):
    """A row that names another text by its key, or a row of it: « key », or « key » and the identity of this one."""

    named: ActorName


Named = Annotated[NamedRow, BeforeValidator(_as_named)]


class RoleRow(NamedRow):
    """What somebody has to do with a step."""

    role: Letter


class RolesRow(Row):
    """Who does a step, who answers for it, who is consulted, who is informed."""

    R: Actors = []
    A: Actors = []
    C: Actors = []
    I: Actors = []  # noqa: E741 - the letter of RACI
    listed: list[RoleRow] = []

    def rows(self) -> Iterator[tuple[RoleRow, Location]]:
        """Yield each role with where it stands."""
        for letter in LETTERS:
            for index, actor in enumerate(getattr(self, letter)):
                yield RoleRow.model_construct(role=letter, named=actor), (letter, index)
        yield from ((row, (index,)) for index, row in enumerate(self.listed))


class DelayRow(Row):
    """Within how many of what, counted from what."""

    amount: Annotated[int, Field(ge=1, le=999)]
    unit: Literal["minute", "hour", "day", "working_day", "month"] = "hour"
    since: Short = ""


class PaperRow(IdentifiedRow):
    """A paper that a step needs (``in``) or makes (``out``); ``document`` is the key of one of the register."""

    direction: Literal["in", "out"]
    title: Short = ""
    document: Key | None = None


class PapersRow(Row):
    """The documents that a step needs and those that it makes: by title, or as the key of a registered document."""

    needs: Titles = []
    makes: Titles = []
    listed: list[PaperRow] = []


class BranchRow(IdentifiedRow):
    """Under which condition which step follows; ``end``: the procedure ends."""

    condition: Title
    to: Key = END


class StatedRow(Row):
    """Something that a source says, or that is only proposed."""

    proposed: Flag = False
    source: SourceRow | None = None


class StepRow(StatedRow, IdentifiedRow):
    """One action; ``then`` is what follows where no branch is taken."""

    key: StepKey
    title: Title
    text: Text | None = None
    roles: Annotated[RolesRow, BeforeValidator(_as_listed)] = RolesRow()
    place: Slug | None = None
    where: Short = ""
    delay: DelayRow | None = None
    papers: Annotated[PapersRow, BeforeValidator(_as_listed)] = PapersRow()
    profiles: list[Slug] = []
    channels: list[Slug] = []
    branches: list[BranchRow] = []
    then: Key = NEXT
    legal_basis: list[Slug] = []
    doubt: Text | None = None


class KeyedRow(IdentifiedRow):
    """A row that nothing in the file names: with a key, or with its identity alone."""

    key: Key | None = None


class ReturnsRow(StatedRow, KeyedRow):
    """When people are returned by a channel; Monday is 1."""

    channel: Slug
    days: list[Annotated[int, Field(ge=1, le=7)]] = []
    opens: Hour = ""
    closes: Hour = ""
    where: Short = ""


class GuaranteeRow(StatedRow, KeyedRow):
    """Something that both sides warrant."""

    text: Text
    limit: DelayRow | None = None


class ConsulateRow(StatedRow, KeyedRow):
    """A consulate: the contact data of the office, never of a person."""

    name: Title
    place: Short = ""
    address: Text | None = None
    phone: Short = ""
    email: Email = ""


class ResultRow(KeyedRow):
    """Something that a project should bring about."""

    text: Text


class FileRow(IdentifiedRow):
    """A file beside this one, by its path, and what it is called."""

    file: str
    title: Short = ""


def identities(row: Any, location: Location = ()) -> Iterator[tuple[Location, UUID]]:
    """Yield every identity that a row and the rows in it state, with where."""
    if isinstance(row, Row):
        if isinstance(given := getattr(row, "id", None), UUID):
            yield (*location, "id"), given
        for name in type(row).model_fields:
            # What is listed stands in the file where the row around it does.
            yield from identities(getattr(row, name), location if name == "listed" else (*location, name))
    elif isinstance(row, list):
        for index, item in enumerate(row):
            yield from identities(item, (*location, index))
