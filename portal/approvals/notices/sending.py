"""Sends what was noted: one mail a person, marked as sent once it went.

A crash between the two repeats one mail; none is lost. An address that fails is tried again ever more rarely.
"""

from __future__ import annotations

import datetime
import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Min
from django.utils import timezone
from django.utils.translation import override
from wagtail.users.models import UserProfile

from ..models import Notice
from .mails import mail_about

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(minutes=15)
MOST_MAILS = 50
FAILURES_IN_A_ROW = 3


def send_what_is_due(now: datetime.datetime) -> int:
    """Send each person one mail about all that is due to them; return how many went."""
    Notice.objects.outdated().delete()
    accounts = _waiting_accounts(now)
    if not accounts:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError):
        logger.exception("The mail server does not answer; %s people wait for a mail", len(accounts))
        return 0
    try:
        return _send_all(accounts, connection, now)
    finally:
        connection.close()


def _waiting_accounts(now: datetime.datetime) -> list[int]:
    due = Notice.objects.to_send(now).order_by().values("account").annotate(since=Min("due_at"))
    return list(due.order_by("since", "account").values_list("account", flat=True)[:MOST_MAILS])


def _send_all(accounts: list[int], connection: Any, now: datetime.datetime) -> int:
    languages = _languages(accounts)
    sent = failures = 0
    for account in accounts:
        notices = _claim(account, now)
        if not notices:
            continue
        went = _send(notices, connection, languages.get(account) or settings.LANGUAGE_CODE)
        sent, failures = (sent + 1, 0) if went else (sent, failures + 1)
        if failures == FAILURES_IN_A_ROW:
            logger.error("%s mails in a row failed; the others wait for the next time", failures)
            break
    return sent


def _claim(account: int, now: datetime.datetime) -> list[Notice]:
    """Return what is due to an account, and keep other servers from sending it too; nothing if one does."""
    due = Notice.objects.to_send(now).filter(account=account)
    keys = list(due.values_list("pk", flat=True))
    if due.filter(pk__in=keys).update(due_at=now + LEASE) != len(keys):
        return []
    rows = Notice.objects.filter(pk__in=keys).select_related("account", "review", "request__task", "verdict__task")
    return list(rows.order_by("request__due_on", "noted_at", "pk"))


def _send(notices: list[Notice], connection: Any, language: str) -> bool:
    """Send one mail, and mark what it tells; say whether it went."""
    account = notices[0].account
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    try:
        with override(language):
            mail = mail_about(notices)
        connection.send_messages([EmailMessage(mail.subject, mail.body, None, [account.email])])
    except Exception:  # whatever is wrong with one mail, the others go
        logger.exception("The mail to %s failed", account.get_username())
        connection.close()
        rows.update(attempts=F("attempts") + 1, due_at=timezone.now() + LEASE * 2 ** notices[0].attempts)
        return False
    rows.update(sent_at=timezone.now())
    return True


def _languages(accounts: list[int]) -> dict[int, str]:
    profiles = UserProfile.objects.filter(user__in=accounts)
    return dict(profiles.values_list("user", "preferred_language"))
