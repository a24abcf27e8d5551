"""Imports in the background: the dry run, and, once its author has agreed to it, the import of exactly that.

A thread does the work, one at a time; the row says how far it is. What is imported and that it was imported are
written in one transaction: a server that is killed leaves a run that is shown as interrupted, and nothing of it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext, log
from wagtail.models import Page

from portal.editions.pages import author_name

from ..importing import services
from ..importing.mapping import key_of_row
from ..importing.plan import LANGUAGE, Plan
from ..importing.problems import ImportRefused, Position, Problem
from ..importing.report import digest_of, report_of
from ..models import ImportRun
from . import files, rights

logger = logging.getLogger(__name__)

State = ImportRun.State
Work = Callable[[ImportRun], None]
LOGGED = "mandat.import"


class BaseChanged(Exception):
    """Raised when the structure is not what it was when its author agreed to the import."""


def begin(*, upload: UploadedFile, user: Any) -> ImportRun:
    """Keep the file and start its dry run."""
    run = ImportRun(
        author=user,
        author_name=author_name(user),
        language=get_language() or LANGUAGE,
        file_name=(upload.name or "")[-255:],
        file_digest=files.keep(upload),
    )
    _start(run, _check, run.save)
    return run


def confirm(*, run: ImportRun, agreed: str) -> bool:
    """Start the import of what its author agreed to; return whether it is for this call to start it.

    A second click, an old page, or one of another dry run start nothing.
    """
    ready = ImportRun.objects.filter(pk=run.pk, state=State.READY, report_digest=agreed)
    return _start(run, _import, partial(ready.update, state=State.IMPORTING))


def discard(*, run: ImportRun) -> None:
    """Give up an import that was not confirmed."""
    open_runs = ImportRun.objects.filter(pk=run.pk, state__in=[State.READY, State.FAULTY])
    if open_runs.update(state=State.DISCARDED, ended_at=timezone.now()):
        files.forget(run)


def settle(*, run: ImportRun) -> None:
    """Mark a run as interrupted when nobody is at work on it any more."""
    lock = files.claim(run.pk) if run.is_under_way else None
    if lock:
        still = ImportRun.objects.under_way().filter(pk=run.pk)
        still.update(state=State.INTERRUPTED, ended_at=timezone.now())
        lock.release()
    run.refresh_from_db()


def _start(run: ImportRun, work: Work, mark: Callable[[], Any]) -> bool:
    """Have ``work`` done in the background if ``mark`` gives this call the run."""
    lock = files.claim(run.pk)
    if lock is None:
        return False
    try:
        if mark() == 0:
            lock.release()
            return False
        in_background(partial(_do, run.pk, work, lock.release))
    except BaseException:
        lock.release()
        raise
    return True


def in_background(work: Callable[[], None]) -> None:
    """Do ``work`` in a thread with a database connection of its own."""

    def do_and_disconnect() -> None:
        try:
            work()
        finally:
            connection.close()

    threading.Thread(target=do_and_disconnect, name="import", daemon=True).start()


def _do(pk: UUID, work: Work, release: Callable[[], Any]) -> None:
    try:
        run = ImportRun.objects.select_related("author").get(pk=pk)
        with files.turn(), override(run.language), LogContext(user=run.author):
            work(run)
    except Exception:
        logger.exception("Import %s failed", pk)
        ImportRun.objects.under_way().filter(pk=pk).update(state=State.FAILED, ended_at=timezone.now())
    finally:
        files.forget_progress(pk)
        release()


def _check(run: ImportRun) -> None:
    """Do the whole import and take it back: what the gate would refuse is known before anybody confirms."""

    def look(plan: Plan) -> None:
        rights.check(plan, run.author)
        run.report = report_of(plan)

    try:
        plan = _import_file(run, agree=look, dry_run=True)
    except ImportRefused as refusal:
        _refuse(run, refusal)
        return
    # What waits is known once the import was tried: it is no part of what is agreed to.
    report = {**run.report, "waiting": plan.waiting_notice}
    _end(run, State.READY, report=report, report_digest=digest_of(run.report))


def _import(run: ImportRun) -> None:
    def look(plan: Plan) -> None:
        rights.check(plan, run.author)
        if digest_of(report_of(plan)) != run.report_digest:
            raise BaseChanged

    try:
        with transaction.atomic():
            plan = _import_file(run, agree=look)
            _end(run, State.DONE, report={**run.report, "waiting": plan.waiting_notice})
            _log(run, plan)
    except BaseChanged:
        run.base_changed = True
        files.forget_progress(run.pk)
        _check(run)
    except ImportRefused as refusal:
        _refuse(run, refusal)
    else:
        files.forget(run)


def _import_file(run: ImportRun, *, agree: Callable[[Plan], None], dry_run: bool = False) -> Plan:
    path = files.file_of(run)
    if path is None:
        raise ImportRefused([Problem(Position(1, 1), _("Le fichier n’est plus gardé : versez-le de nouveau."))])
    file = services.checked(services.read(path))
    progress = partial(files.note_progress, run.pk)
    return services.import_structure(file, user=run.author, dry_run=dry_run, progress=progress, agree=agree)


def _end(run: ImportRun, state: str, **fields: Any) -> None:
    told = {"base_changed": run.base_changed, **fields}
    ImportRun.objects.filter(pk=run.pk).update(state=state, ended_at=timezone.now(), **told)


def _refuse(run: ImportRun, refusal: ImportRefused) -> None:
    _end(run, State.FAULTY, problems=_as_data(refusal))
    files.forget(run)


def _log(run: ImportRun, plan: Plan) -> None:
    """Note the import in the history of its organisation."""
    page = Page.objects.get(translation_key=key_of_row(plan.organisation), locale__language_code=LANGUAGE)
    words = {"file": run.file_name, "run": str(run.pk), **run.report["counts"]}
    log(instance=page.specific, action=LOGGED, user=run.author, data=words)


def _as_data(refusal: ImportRefused) -> list[dict[str, str]]:
    return [
        {"sheet": problem.position.sheet, "cell": problem.position.cell, "message": problem.message}
        for problem in refusal.problems
    ]
