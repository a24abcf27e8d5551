"""Public views of the structure that are not editions of their own."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.editions.freshness import kept_until_change
from portal.editions.models import Work
from portal.editions.readers import reading_of

from .content import StructureContent
from .presentation import posts_with_holders
from .sections import Around, sections_of


@kept_until_change
def post(request: HttpRequest, key: UUID, anchor: UUID) -> HttpResponse:
    """Show a post of the unit in force: what it is, who holds it, how to reach it, where it stands."""
    reading = reading_of(request)
    work = get_object_or_404(Work, key=key)
    row = reading.in_force(work)
    if row is None or not isinstance(content := row.edition.content, StructureContent):
        raise Http404
    chain = reading.chain_keys(work.key)
    relations = reading.relations_towards(work.key)
    links = reading.links_to([*chain, work.key, *(relation.edition.work_id for relation in relations)])
    # A unit in force below one that is not has no address: nor have its posts.
    unit = links.get(work.key)
    shown = next((seat for seat in posts_with_holders(content, work, reading) if seat.row.id == anchor), None)
    if shown is None or unit is None:
        raise Http404
    context = {
        "post": shown,
        "content": content,
        "work": work,
        "edition": row.edition,
        "reading": reading,
        "shown_language": row.language,
        "unit": unit,
        "chain": [links[key] for key in chain if key in links],
        "sections": sections_of(Around(work, relations, links, post=anchor)),
        "is_current": True,
    }
    return render(request, "org/post.html", context)
