"""What is written about requests: received, followed up, forgotten."""

from __future__ import annotations

import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.editions.models import Edition

from .models import CLOSED, CorrectionRequest, State, StateChange

SAME = datetime.timedelta(hours=1)


class HandledMeanwhile(Exception):
    """Raised when somebody else has changed the state since the person last looked."""


@transaction.atomic
def receive(
    *, edition: Edition, anchor: str, language: str, wrong: str, right: str, email: str = ""
) -> CorrectionRequest:
    """Put what a reader reports into the queue; the same once more, from a second click, is the same request."""
    said = {"edition": edition, "anchor": anchor, "language": language, "wrong": wrong, "right": right, "email": email}
    lately = CorrectionRequest.objects.open().filter(received_at__gte=timezone.now() - SAME)
    return lately.filter(**said).first() or CorrectionRequest.objects.create(work_id=edition.work_id, **said)


@transaction.atomic
def set_state(
    *, request: CorrectionRequest, state: State, by: str, answer: str = "", seen: int | None = None
) -> StateChange:
    """Record that ``by`` sets the request to ``state``; ``seen``: how many changes the person knew of.

    Raises ``HandledMeanwhile`` if there are others by now; nothing is written then.
    """
    held = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
    if seen is not None and held.changes.count() != seen:
        raise HandledMeanwhile
    change = StateChange.objects.create(request=held, state=state, answer=answer, by=by)
    held.state, held.closed_at = state, change.at if state in CLOSED else None
    held.save(update_fields=["state", "closed_at"])
    request.refresh_from_db(fields=["state", "closed_at"])
    return change


def send_answer(*, change: StateChange) -> bool:
    """Send an answer to the reader who left an address, in their language; return whether it went."""
    request = change.request
    if not (change.answer and request.email and settings.EMAIL_IS_SET_UP):
        return False
    with override(request.language):
        words = {"title": request.edition.title}
        subject = _("Votre signalement sur « %(title)s »") % words
        body = render_to_string("corrections/answer.txt", {"request": request, "change": change})
    try:
        send_mail(" ".join(subject.split()), body, None, [request.email])
    except (SMTPException, OSError):
        return False
    request.answer_sent_at = timezone.now()
    request.save(update_fields=["answer_sent_at"])
    return True


def erase_old_addresses() -> int:
    """Erase the e-mail addresses that were kept long enough; return how many."""
    now = timezone.now()
    return CorrectionRequest.objects.with_email_to_erase(now).update(email="", email_erased_at=now)


@transaction.atomic
def erase_old_texts() -> int:
    """Erase what readers wrote and were answered, once kept long enough; return of how many requests.

    That something was reported on a text, when, and who dealt with it stay.
    """
    now = timezone.now()
    keys = list(CorrectionRequest.objects.with_text_to_erase(now).values_list("pk", flat=True))
    StateChange.objects.filter(request__in=keys).update(answer="")
    return CorrectionRequest.objects.filter(pk__in=keys).update(wrong="", right="", text_erased_at=now)


def erase_what_is_old() -> tuple[int, int]:
    """Erase addresses and texts that were kept long enough; return how many of each."""
    return erase_old_addresses(), erase_old_texts()
