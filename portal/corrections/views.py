"""« Signaler une erreur »: the public form."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.editions.models import Edition, Work
from portal.editions.readers import reading_of
from portal.editions.reading import Reading

from . import spam
from .forms import ReportForm
from .passages import passage_of
from .services import receive


@dataclass(frozen=True, slots=True)
class Subject:
    """What a reader reports on: an edition, a passage in it or the whole text."""

    edition: Edition
    asked: str
    passage: str

    @property
    def anchor(self) -> str:
        """Return the passage that the edition has; empty for the whole text."""
        return self.asked if self.passage else ""

    @property
    def is_lost(self) -> bool:
        """Whether a passage was asked for that the edition does not have."""
        return bool(self.asked and not self.passage)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the form, or take what a reader reports; a refusal keeps what was typed."""
    reading = reading_of(request)
    subject = _subject(request, key, reading)
    if request.method != "POST":
        return _form(request, reading, subject, ReportForm())
    form = ReportForm(request.POST)
    refusal = spam.refusal_of(request, str(key))
    if refusal is None and not form.is_valid():
        return _form(request, reading, subject, form, status=422)
    refusal = refusal or spam.over_the_rate(request)
    if refusal:
        return _form(request, reading, subject, form, refusal=refusal, status=refusal.status)
    receive(edition=subject.edition, anchor=subject.anchor, language=reading.language, **form.cleaned_data)
    return redirect("reported", key)


@never_cache
def reported(request: HttpRequest, key: UUID) -> HttpResponse:
    """Thank, and say what happens next."""
    reading = reading_of(request)
    subject = _subject(request, key, reading)
    return render(request, "corrections/reported.html", _about(reading, subject))


def _subject(request: HttpRequest, key: UUID, reading: Reading) -> Subject:
    """Return what is reported on, if this reader may read it: the text in force, or the edition that was named."""
    edition = _edition(request, get_object_or_404(Work, key=key), reading)
    anchor = request.GET.get("passage", "")[:64]
    return Subject(edition, anchor, passage_of(edition, anchor))


def _edition(request: HttpRequest, work: Work, reading: Reading) -> Edition:
    language, _dot, number = request.GET.get("edition", "").partition(".")
    if language in dict(settings.LANGUAGES) and number.isascii() and number.isdecimal() and reading.may_read(work):
        named = Edition.objects.select_related("work").filter(work=work, language=language, number=number[:9])
        return get_object_or_404(named)
    row = reading.in_force(work)
    if row is None:
        raise Http404
    return row.edition


def _form(
    request: HttpRequest,
    reading: Reading,
    subject: Subject,
    form: ReportForm,
    *,
    refusal: spam.Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    key = str(subject.edition.work_id)
    kept = request.POST.get("opened", "")
    context = {
        **_about(reading, subject),
        "form": form,
        "refusal": refusal,
        "trap": spam.TRAP,
        "opened": spam.opened_now(key) if not kept or (refusal and refusal.renews) else kept,
        "days": settings.CORRECTIONS_EMAIL_DAYS,
        "days_at_most": settings.CORRECTIONS_EMAIL_DAYS_AT_MOST,
    }
    response = render(request, "corrections/report.html", context, status=status)
    if refusal and refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _about(reading: Reading, subject: Subject) -> dict[str, object]:
    back = reverse("permanent", args=[subject.edition.work_id])
    return {
        "subject": subject,
        "edition": subject.edition,
        "shown_language": subject.edition.language,
        "reading": reading,
        "back_url": f"{back}#{subject.anchor}" if subject.anchor else back,
    }
