"""Serves attached files: to who may read an edition that has them, and never for the browser to run."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

from ..models import Attachment
from ..readers import reading_of
from ..reading import Reading
from .keeping import file_of

_NOTHING_RUNS = "sandbox; default-src 'none'"


def attached_file(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """Serve the bytes with that digest under a name that an edition gives them; audiences are those of today."""
    attachment = attachments(reading_of(request)).filter(sha256=digest, name=name).first()
    if attachment is None or not file_of(attachment).is_file():
        raise Http404
    unchanged = get_conditional_response(request, etag=f'"{digest}"', response=HttpResponse())
    if unchanged.status_code in (304, 412):  # type: ignore[union-attr]
        return _guarded(unchanged, digest)  # type: ignore[arg-type]
    file = file_of(attachment).open("rb")
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=attachment.media_type)
    return _guarded(answer, digest)


def attachments(reading: Reading) -> QuerySet[Attachment]:
    """Return the files of editions that this reader may read; withdrawn ones have none."""
    return Attachment.objects.filter(edition__work__effective_audience__lte=reading.audience).order_by("pk")


def _guarded(answer: HttpResponseBase, digest: str) -> HttpResponseBase:
    answer["ETag"] = f'"{digest}"'
    answer["Content-Security-Policy"] = _NOTHING_RUNS
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
