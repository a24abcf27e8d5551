"""Between the desk and the text: reads a draft into the content that an edition would seal, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.utils.translation import override

from .attachments import attached
from .content import Kind, LegalBasis, Member, Post, Responsibility, Seat, Source, StructureContent, Tie
from .models import reference as references

if TYPE_CHECKING:
    from .models import StructurePage


def content_of(page: StructurePage) -> StructureContent:
    """Return the content of a draft; names of reference data in the page's own language."""
    with override(page.locale.language_code):
        return StructureContent(
            title=page.title,
            acronym=page.acronym,
            kind=kind_of(getattr(page, "kind", None)),
            mission=page.mission,
            seat=seat_of(page.seat),
            website=getattr(page, "website", ""),
            sources=tuple(source_of(block.value) for block in page.sources),
            doubts=tuple(block.value for block in page.doubts),
            responsibilities=tuple(_responsibility(block) for block in page.responsibilities),
            posts=tuple(_post(block) for block in page.posts),
            members=tuple(_member(block) for block in getattr(page, "members", ())),
            ties=tuple(_tie(block) for block in page.ties if block.value["to"]),
            attachments=tuple(attached(page.attachments)),
        )


def kind_of(kind: references.UnitKind | None) -> Kind | None:
    return Kind(code=kind.code, name=kind.name) if kind else None


def seat_of(place: references.Place | None) -> Seat | None:
    if place is None:
        return None
    return Seat(
        code=place.code,
        name=place.name,
        country=str(place.country),
        department=place.department,
        latitude="" if place.latitude is None else f"{place.latitude:.4f}",
        longitude="" if place.longitude is None else f"{place.longitude:.4f}",
    )


def source_of(value: Any) -> Source:
    return Source(document=value["document"], lines=value["lines"] or "", note=value["note"] or "")


def own_source_of(value: Any) -> Source | None:
    return source_of(value) if value and value["document"] else None


def legal_basis_of(reference: references.LegalReference) -> LegalBasis:
    return LegalBasis(code=reference.code, name=reference.name, citation=reference.citation, url=reference.url)


def _responsibility(block: Any) -> Responsibility:
    value = block.value
    return Responsibility(
        id=UUID(block.id),
        text=value["text"],
        internal_rules=block.block_type == "internal_rules",
        shared_with=tuple(page.translation_key for page in value["shared_with"] if page),
        legal_basis=tuple(legal_basis_of(reference) for reference in value["legal_basis"] if reference),
        doubt=value["doubt"] or "",
        source=own_source_of(value["source"]),
    )


def _post(block: Any) -> Post:
    value = block.value
    return Post(
        id=UUID(block.id),
        title=value["title"],
        head=bool(value["head"]),
        headcount=value["headcount"],
        source=own_source_of(value["source"]),
        **{name: value[name] or "" for name in ("rank", "qualifications", "phone", "email", "office", "doubt")},
    )


def _member(block: Any) -> Member:
    unit = block.value["unit"]
    return Member(id=UUID(block.id), title=block.value["title"], unit=unit.translation_key if unit else None)


def _tie(block: Any) -> Tie:
    value = block.value
    return Tie(id=UUID(block.id), to=value["to"].translation_key, kind=value["kind"], note=value["note"] or "")


@dataclass(frozen=True, slots=True)
class Choices:
    """The reference data that drafts choose from, by code."""

    kinds: Mapping[str, references.UnitKind]
    places: Mapping[str, references.Place]
    laws: Mapping[str, int]

    @classmethod
    def read(cls) -> Choices:
        """Return all there is: three queries."""
        return cls(
            kinds={kind.code: kind for kind in references.UnitKind.objects.all()},
            places={place.code: place for place in references.Place.objects.all()},
            laws=dict(references.LegalReference.objects.values_list("code", "pk")),
        )


def fill(
    page: StructurePage, content: StructureContent, pages: Mapping[UUID, int], choices: Choices | None = None
) -> None:
    """Write ``content`` into a draft: the inverse of ``content_of``.

    ``pages`` gives the primary key of the page of every work that the content names; reference data are found
    by code, in ``choices`` where they were read before.
    """
    choices = choices or Choices.read()
    page.title, page.acronym, page.mission = content.title, content.acronym, content.mission
    page.seat = choices.places[content.seat.code] if content.seat else None
    if hasattr(type(page), "kind") and content.kind:
        page.kind = choices.kinds[content.kind.code]
    if hasattr(page, "website"):
        page.website = content.website
    page.responsibilities = [_raw_responsibility(duty, choices.laws, pages) for duty in content.responsibilities]
    page.posts = [_raw("post", post.id, _raw_post(post)) for post in content.posts]
    page.ties = [_raw_tie(tie, pages) for tie in content.ties]
    page.sources = _anonymous(page.sources, "source", [asdict(source) for source in content.sources])
    page.doubts = _anonymous(page.doubts, "doubt", list(content.doubts))
    if hasattr(page, "members"):
        page.members = [
            _raw("member", row.id, {"title": row.title, "unit": pages[row.unit] if row.unit else None})
            for row in content.members
        ]


def _raw(kind: str, identity: UUID | str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(identity), "value": value}


def _raw_tie(tie: Tie, pages: Mapping[UUID, int]) -> dict[str, Any]:
    return _raw("tie", tie.id, {"kind": tie.kind, "to": pages[tie.to], "note": tie.note})


def _anonymous(stream: Any, kind: str, values: list[Any]) -> list[dict[str, Any]]:
    """Return rows for values that nothing points at; a row that stays keeps its id."""
    ids = [block.id for block in stream] + [str(uuid4()) for _value in values]
    return [_raw(kind, identity, value) for identity, value in zip(ids, values, strict=False)]


def _raw_responsibility(duty: Responsibility, laws: Mapping[str, int], pages: Mapping[UUID, int]) -> dict[str, Any]:
    value = {
        "text": duty.text,
        "legal_basis": [_item(f"{duty.id}/law/{basis.code}", laws[basis.code]) for basis in duty.legal_basis],
        "shared_with": [_item(f"{duty.id}/unit/{work}", pages[work]) for work in duty.shared_with],
        "doubt": duty.doubt,
        "source": asdict(duty.source) if duty.source else {"document": "", "lines": "", "note": ""},
    }
    return _raw("internal_rules" if duty.internal_rules else "responsibility", duty.id, value)


def _item(name: str, value: int) -> dict[str, Any]:
    return {"type": "item", "id": str(uuid5(NAMESPACE_URL, name)), "value": value}


def _raw_post(post: Post) -> dict[str, Any]:
    source = asdict(post.source) if post.source else {"document": "", "lines": "", "note": ""}
    return {**{name: value for name, value in asdict(post).items() if name != "id"}, "source": source}
