"""From the blocks of a draft to the steps that an edition would seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from org.drafts import legal_basis_of, own_source_of, seat_of

from ..choices import Afterwards
from ..content.procedures import Party
from ..content.steps import Branch, Delay, Paper, Role, Step
from ..content.terms import Term
from ..models import reference


class Terms:
    """The short lists that steps choose from, each read once when it is needed."""

    @cached_property
    def profiles(self) -> Mapping[str, Term]:
        """The profiles by code, in their order."""
        return _terms(reference.MigrantProfile)

    @cached_property
    def channels(self) -> Mapping[str, Term]:
        """The channels by code, in their order."""
        return _terms(reference.Channel)


def _terms(model: type[reference.OrderedReferenceData]) -> Mapping[str, Term]:
    return {row.code: Term(row.code, row.name) for row in model.objects.all()}


def steps_of(stream: Iterable[Any]) -> tuple[Step, ...]:
    """Return the steps of a draft; names of reference data in the active language."""
    terms = Terms()
    return tuple(_step(block, terms) for block in stream)


def parties_of(stream: Iterable[Any]) -> tuple[Party, ...]:
    """Return the parties of a draft."""
    return tuple(_party(block) for block in stream if block.value["unit"])


def delay_of(value: Any) -> Delay | None:
    """Return a delay, if one is given."""
    if not value or not value["amount"]:
        return None
    return Delay(amount=value["amount"], unit=value["unit"], since=value["since"] or "")


def _party(block: Any) -> Party:
    unit, value = block.value["unit"], block.value
    name, acronym = value["name"] or unit.title, value["acronym"] or ""
    return Party(id=UUID(block.id), work=unit.translation_key, name=name, acronym=acronym)


def _step(block: Any, terms: Terms) -> Step:
    value = block.value
    afterwards = value["afterwards"] or Afterwards.NEXT.value
    return Step(
        id=UUID(block.id),
        title=value["title"],
        text=value["text"] or "",
        roles=tuple(_role(item) for item in value["roles"].bound_blocks if item.value["actor"]),
        place=seat_of(value["place"]),
        where=value["where"] or "",
        delay=delay_of(value["delay"]),
        papers=tuple(_paper(item) for item in value["papers"].bound_blocks),
        profiles=tuple(_chosen(value["profiles"], terms.profiles)) if value["profiles"] else (),
        channels=tuple(_chosen(value["channels"], terms.channels)) if value["channels"] else (),
        branches=tuple(_branch(item) for item in value["branches"].bound_blocks),
        afterwards=afterwards,
        to=identity(value["to"]) if afterwards == Afterwards.STEP else None,
        legal_basis=tuple(legal_basis_of(reference) for reference in value["legal_basis"] if reference),
        proposed=bool(value["proposed"]),
        doubt=value["doubt"] or "",
        source=own_source_of(value["source"]),
    )


def _chosen(codes: Iterable[str], terms: Mapping[str, Term]) -> Iterator[Term]:
    wanted = set(codes)
    return (term for code, term in terms.items() if code in wanted)


def _role(item: Any) -> Role:
    value = item.value
    actor = value["actor"]
    return Role(
        id=UUID(item.id),
        role=value["role"],
        actor=actor.translation_key,
        name=value["name"] or actor.title,
        acronym=value["acronym"] or "",
        post=identity(value["post"]),
        post_title=value["post_title"] or "",
    )


def _paper(item: Any) -> Paper:
    value = item.value
    document = value["document"]
    title = value["title"] or (document.title if document else "")
    return Paper(
        id=UUID(item.id),
        direction=value["direction"],
        title=title,
        document=document.translation_key if document else None,
    )


def _branch(item: Any) -> Branch:
    return Branch(id=UUID(item.id), condition=item.value["condition"], to=identity(item.value["to"]))


def identity(text: str | None) -> UUID | None:
    """Return the identity that a token says; of nothing, or of what is none, nothing."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
