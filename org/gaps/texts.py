"""What an edition lacks by itself. An edition never changes: what was read once is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from portal.editions.models import Edition

from ..content import StructureContent
from .kinds import Gap

Found = Mapping[Gap, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Review:
    """What one edition lacks, each in the words of its row; its posts; the source edition that it renders."""

    lacks: Found
    posts: Mapping[UUID, str]
    renders: int | None


# More parameters than this are too many for some databases.
MANY = 10_000

_known: dict[str, Review] = {}


def reviews(editions: Iterable[str]) -> Mapping[str, Review]:
    """Return what each of the ``editions`` lacks, by their digests: at most one query.

    A digest names one content for ever; a primary key may come back after a transaction that was undone.
    """
    global _known  # one assignment: whoever reads in another thread has the old one or the new one
    wanted = set(editions)
    known = {digest: review for digest, review in _known.items() if digest in wanted}
    if unknown := wanted - known.keys():
        found = Edition.objects.filter(digest__in=unknown) if len(unknown) < MANY else Edition.objects.all()
        known.update({edition.digest: _review(edition) for edition in found.iterator() if edition.digest in unknown})
    _known = known
    return known


def _review(edition: Edition) -> Review:
    content = edition.content
    if not isinstance(content, StructureContent):
        return Review({}, {}, None)
    posts = {post.id: post.title for post in content.posts}
    return Review(lacks_of(content), posts, edition.document["renders"])


def lacks_of(content: StructureContent) -> Found:
    """Return what a text lacks."""
    found = {
        Gap.NO_DUTY: () if content.responsibilities else (content.title,),
        Gap.NO_HEAD: () if content.head or content.members else (content.title,),
        Gap.NO_BASIS: tuple(duty.text for duty in content.responsibilities if not duty.legal_basis),
        Gap.NO_SOURCE: () if content.sources else _without_source(content),
        Gap.DOUBT: (*content.doubts, *_doubtful(content)),
    }
    return {gap: rows for gap, rows in found.items() if rows}


def _without_source(content: StructureContent) -> tuple[str, ...]:
    rows = [(duty.text, duty.source) for duty in content.responsibilities]
    rows += [(post.title, post.source) for post in content.posts]
    return tuple(text for text, source in rows if source is None) if rows else (content.title,)


def _doubtful(content: StructureContent) -> Iterable[str]:
    rows = [(duty.text, duty.doubt) for duty in content.responsibilities]
    rows += [(post.title, post.doubt) for post in content.posts]
    return (f"{text} — {doubt}" for text, doubt in rows if doubt)
