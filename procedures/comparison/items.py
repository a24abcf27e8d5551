"""Things in the lists of a row: told by their names, told apart by their identities too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from org.content import LegalBasis, Seat
from portal.editions.comparing import joined

from ..choices import Afterwards
from ..content.procedures import Party
from ..content.steps import Branch, Paper, Role, Step
from ..content.terms import Term


@dataclass(frozen=True, slots=True)
class Called:
    """Something that has a name; two of one name may be two things."""

    name: str
    identity: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows a step; which step is told by its ``title``, and is another only if ``to`` is."""

    condition: str
    ends: bool
    to: UUID | None = None
    title: str = field(default="", compare=False)

    def __str__(self) -> str:
        words = {"condition": self.condition, "title": self.title}
        if not self.condition:
            return _("la fin de la procédure") if self.ends else self.title or _("rien d’autre que les branches")
        return _("si %(condition)s : fin") % words if self.ends else _("si %(condition)s : « %(title)s »") % words


def labelled(name: str, acronym: str) -> str:
    """Return a name with its acronym."""
    return f"{name} ({acronym})" if acronym else name


def party(row: Party) -> Called:
    """Return an organisation or a text that a row names."""
    return Called(labelled(row.name, row.acronym), str(row.work))


def holder(row: Role) -> Called:
    """Return who has a role, with the post that has it."""
    return Called(joined([labelled(row.name, row.acronym), row.post_title]), f"{row.actor} {row.post or ''}")


def document(row: Paper) -> Called:
    """Return a document; one of the register is another than one that is only named."""
    title = _("%(title)s (registre)") % {"title": row.title} if row.document else row.title
    return Called(title, str(row.document or ""))


def terms(found: Iterable[Term]) -> tuple[Called, ...]:
    """Return words of a short list."""
    return tuple(Called(term.name, term.code) for term in found)


def bases(found: Iterable[LegalBasis]) -> tuple[Called, ...]:
    """Return legal texts."""
    return tuple(Called(joined([basis.name, basis.citation, basis.url]), basis.code) for basis in found)


def place(seat: Seat | None) -> tuple[Called, ...]:
    """Return where something is, if that is said."""
    if seat is None:
        return ()
    return (
        Called(joined([seat.name, seat.department, seat.country]), f"{seat.code} {seat.latitude} {seat.longitude}"),
    )


def branch(row: Branch, titles: dict[UUID, str]) -> Follows:
    """Return where a branch leads."""
    return Follows(row.condition, row.to is None, row.to, titles.get(row.to, "") if row.to else "")


def afterwards(step: Step, titles: dict[UUID, str]) -> tuple[Follows, ...]:
    """Return what follows where no branch is taken; nothing is told of the next step."""
    if step.afterwards == Afterwards.NEXT:
        return ()
    return (Follows("", step.afterwards == Afterwards.END, step.to, titles.get(step.to, "") if step.to else ""),)
