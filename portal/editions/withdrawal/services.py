"""The only code that takes the words out of an edition."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from .. import ledger, projections
from ..files.attached import files_of
from ..files.keeping import forget_files
from ..gate import PublicationRefused
from ..models import Edition, Withdrawal
from ..pages import EditionedPage, author_name
from ..seals import canonical
from ..services import announce
from ..turns import turn
from .redaction import digest_of, redacted, words_in

WITHDRAWN = "editions.withdrawn"


@transaction.atomic
@turn()
def withdraw(*, editions: Collection[Edition], reason: str, author: str, keep_title: bool = True) -> list[Withdrawal]:
    """Take the words out of ``editions`` and of those of the same texts that say the same, for every reader and date.

    That they were published, when, under which seal, and that they were withdrawn stays. Raises
    ``PublicationRefused`` without a reason.
    """
    if not reason.strip():
        raise PublicationRefused(_("Dites pourquoi ce texte est retiré : les lecteurs le verront."))
    with turn() as moment:
        _overwrite_what_is_freed()
        chosen = [edition for edition in with_the_same_words(editions) if not edition.withdrawn]
        files = {file.sha256 for edition in chosen for file in files_of(edition.content)}
        done = [_withdrawn(edition, reason.strip(), author, moment, keep_title=keep_title) for edition in chosen]
        if done:
            announce(set[UUID]().union(*(projections.forget_words(each.edition) for each in done)))
        forget_files(files)
    return done


@transaction.atomic
@turn()
def withdraw_from_desk(
    *, page: EditionedPage, editions: Collection[Edition], reason: str, by: Any, keep_title: bool, old_drafts: bool
) -> list[Withdrawal]:
    """Withdraw editions of the text of ``page``; note it in its history; delete its ``old_drafts`` with them."""
    done = withdraw(editions=editions, reason=reason, author=author_name(by), keep_title=keep_title)
    numbers = [f"{each.edition.language} {each.edition.number}" for each in done]
    log(instance=page, action=WITHDRAWN, user=by, data={"reason": reason, "editions": ", ".join(numbers)})
    if old_drafts:
        _delete(old_revisions(page, {each.edition.language for each in done}))
    return done


def with_the_same_words(editions: Iterable[Edition]) -> list[Edition]:
    """Return ``editions`` and the others of their texts whose content is the same, in the order of recording."""
    chosen = list(editions)
    pairs = Q()
    for work, language in {(each.work_id, each.language) for each in chosen}:
        pairs |= Q(work=work, language=language)
    if not chosen:
        return []
    said = {(each.work_id, words_in(each)) for each in chosen}
    around = Edition.objects.filter(pairs).select_related("withdrawal").order_by("recorded_at", "pk")
    keys = {each.pk for each in chosen}
    return [each for each in around if each.pk in keys or (each.work_id, words_in(each)) in said]


def old_revisions(page: EditionedPage, languages: Collection[str]) -> QuerySet[Revision]:
    """Return the revisions of the pages of a text that hold earlier drafts: not the last of each, nor one in use."""
    pages = Page.objects.filter(translation_key=page.translation_key, locale__language_code__in=languages)
    ids = [str(pk) for pk in pages.values_list("pk", flat=True)]
    found = Revision.objects.page_revisions().filter(object_id__in=ids, approved_go_live_at__isnull=True)
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    return found.exclude(pk__in=pages.values("latest_revision")).exclude(pk__in=waiting)


def _withdrawn(
    edition: Edition, reason: str, author: str, moment: datetime.datetime, *, keep_title: bool
) -> Withdrawal:
    document = redacted(edition, keep_title=keep_title)
    withdrawal = Withdrawal(
        edition=edition,
        reason=reason,
        author=author,
        recorded_at=moment,
        canonical=canonical(document).decode(),
        title=document["content"]["title"],
        words=words_in(edition),
    )
    withdrawal.digest = digest_of(withdrawal)
    withdrawal.save()
    ledger.append(withdrawal)
    # Past the manager that refuses: the database lets this one change through.
    QuerySet(Edition).filter(pk=edition.pk).update(canonical=withdrawal.canonical, title=withdrawal.title)
    withdrawal.edition = Edition.objects.select_related("withdrawal").get(pk=edition.pk)
    return withdrawal


def _overwrite_what_is_freed() -> None:
    """Have SQLite fill with zeros what the old text leaves free in the file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _delete(revisions: Iterable[Revision]) -> None:
    for revision in list(revisions):
        try:
            with transaction.atomic():
                revision.delete()
        except ProtectedError:
            continue
