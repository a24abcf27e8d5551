"""Notes and sends, each few minutes; where no mail server is set up, nothing is noted."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from .asking import note_requests
from .outcomes import note_outcomes
from .sending import send_what_is_due


def send_notices() -> int:
    """Tell everybody what they do not know yet; return how many mails went."""
    if not settings.EMAIL_IS_SET_UP:
        return 0
    now = timezone.now()
    note_requests(now)
    note_outcomes(now)
    return send_what_is_due(now)
