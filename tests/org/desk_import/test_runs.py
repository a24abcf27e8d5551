"""Imports in the background: one at a time, once each, whole or not at all, and only by those who may."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from org.desk_import import files, runs
from org.importing import services
from org.models import ImportRun, OrganisationPage, UnitPage
from portal.editions.models import Edition
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from tests import factories as make
from tests.org.importing.files import load, organisation, page, small, structure, unit

from .browser import INDEX, as_yaml, confirm, problems, the_run, upload

State = ImportRun.State


def made(state: str, user: User | None = None, **fields: Any) -> ImportRun:
    """Return a run that an earlier process left."""
    return ImportRun.objects.create(
        state=state, author=user, language="fr", file_name="f.yaml", file_digest="0" * 64, **fields
    )


# Who may


@pytest.mark.parametrize("groups", [[LEGAL], []])
def test_only_those_with_the_permission_see_it(portal: HomePage, groups: list[str]) -> None:
    client = Client()
    client.force_login(make.UserFactory(in_groups=groups))
    assert client.get(reverse(INDEX)).status_code in (302, 403)
    assert not client.get(reverse("wagtailadmin_home")).content.decode().count("/gestion/importer/")
    assert client.post(reverse(INDEX), {"file": SimpleUploadedFile("f.yaml", b"a: b")}).status_code in (302, 403)
    assert not ImportRun.objects.exists()


def test_the_menu_leads_there(editor: Client) -> None:
    assert "/gestion/importer/" in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_whoever_has_no_session_signs_in_and_nothing_is_lost(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path))
    run = the_run()
    url = reverse("import_structure:confirm", args=[run.pk])
    response = Client().post(url, {"agreed": run.report_digest})
    assert (response.status_code, "next=" in response.url) == (302, True)
    back = editor.get(url, follow=True)
    assert "Confirmer et publier" in back.content.decode()
    assert the_run().state == State.READY


def test_another_editor_sees_an_import_and_cannot_confirm_it(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path))
    other = Client()
    other.force_login(make.UserFactory(in_groups=[EDITORS]))
    shown = other.get(reverse("import_structure:run", args=[the_run().pk])).content.decode()
    assert "Seul l’auteur de l’essai, redaction, peut confirmer." in shown
    confirm(other, the_run())
    assert not Edition.objects.exists()


def test_an_import_opens_no_page_that_its_author_may_not_publish(editor: Client, author: User, tmp_path: Path) -> None:
    load(structure(unit("u"), unit("v")))
    rights = GroupPagePermission.objects.filter(group=author.groups.get())
    rights.exclude(page=Page.objects.get(locale__language_code="fr", depth=2)).delete()
    rights.update(page=page("u").pk)
    changed = structure(unit("u", title="Autre u"), unit("v", title="Autre v"), unit("w", parent="u"))
    response = upload(editor, as_yaml(changed, tmp_path))
    (row,) = problems(response)
    assert "« Autre v » : vous n’avez pas le droit de publier cette page." in row[2]


def test_an_import_changes_no_audience_that_its_author_may_not_change(
    editor: Client, author: User, tmp_path: Path
) -> None:
    author.groups.get().permissions.filter(codename="change_work").delete()
    response = upload(editor, as_yaml(structure(unit("u", audience="staff")), tmp_path))
    assert "Vous n’avez pas le droit de changer qui peut lire." in problems(response)[0][2]


# What was agreed to


def test_what_changed_meanwhile_is_shown_before_anything_is_imported(editor: Client, tmp_path: Path) -> None:
    load(structure(unit("u")))
    upload(editor, as_yaml(structure(unit("u", title="Du fichier")), tmp_path))
    agreed = the_run()
    load(structure(unit("u", title="D’ailleurs")))
    response = confirm(editor, agreed)
    assert "La structure a changé depuis l’essai que vous avez vu" in response.content.decode()
    assert "<del>D’ailleurs</del>" in response.content.decode()
    assert page("u").title == "D’ailleurs"
    confirm(editor, the_run())
    assert page("u").title == "Du fichier"


def test_a_change_elsewhere_does_not_disturb(editor: Client, tmp_path: Path) -> None:
    load(structure(unit("u")))
    upload(editor, as_yaml(small(), tmp_path))
    load(structure(unit("u", title="Autre")))
    confirm(editor, the_run())
    assert the_run().state == State.DONE


def test_a_second_click_imports_nothing_twice(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path))
    run = the_run()
    confirm(editor, run)
    editions, revisions = Edition.objects.count(), page("onm.compta").revisions.count()
    again = confirm(editor, run)
    assert "Importé et publié." in again.content.decode()
    assert (Edition.objects.count(), page("onm.compta").revisions.count()) == (editions, revisions)


def test_agreeing_to_another_table_than_the_last_imports_nothing(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path))
    confirm(editor, the_run(), agreed="an older one")
    assert the_run().state == State.READY
    assert not Edition.objects.exists()


def test_a_file_that_is_gone_or_another_is_not_imported(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path))
    (kept,) = files.folder().glob("*.yaml")
    kept.write_text("format: autre\n")
    assert "n’est plus gardé" in confirm(editor, the_run()).content.decode()
    assert not Edition.objects.exists()


def test_files_that_nobody_confirmed_are_deleted_after_a_day(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path))
    (kept,) = files.folder().glob("*.yaml")
    files.forget_old()
    assert kept.exists()
    old = time.time() - files.KEPT.total_seconds() - 1
    os.utime(kept, (old, old))
    files.forget_old()
    assert not kept.exists()


# Whole or not at all


def test_a_failure_leaves_nothing_and_is_told(editor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(editor, as_yaml(small(), tmp_path))

    def fail(*args: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(runs, "_log", fail)
    response = confirm(editor, the_run())
    assert "Une erreur inattendue a arrêté l’import" in response.content.decode()
    assert the_run().state == State.FAILED
    assert not Edition.objects.exists()
    assert not OrganisationPage.objects.exists()


def test_a_run_whose_server_was_killed_is_shown_as_interrupted(editor: Client, author: User) -> None:
    run = made(State.IMPORTING, author)
    response = editor.get(reverse("import_structure:run", args=[run.pk]))
    assert "Le serveur s’est arrêté pendant le travail" in response.content.decode()
    run.refresh_from_db()
    assert run.state == State.INTERRUPTED


def test_a_run_that_is_alive_shows_its_progress_and_reloads_without_javascript(editor: Client, author: User) -> None:
    run = made(State.IMPORTING, author)
    lock = files.claim(run.pk)
    assert lock
    list(zip(files.note_progress(run.pk, [None] * 8), range(1), strict=False))  # type: ignore[list-item]
    shown = editor.get(reverse("import_structure:run", args=[run.pk])).content.decode()
    lock.release()
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in shown
    assert "0 pages sur 8." in shown
    assert '<progress aria-label="Avancement" value="0" max="8">' in shown


# In the background


@pytest.fixture
def in_thread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Undo that work is done at once; return what waits until it is done."""
    threads: list[threading.Thread] = []

    def start(work: Callable[[], None]) -> None:
        def do() -> None:
            try:
                work()
            finally:
                runs.connection.close()

        threads.append(threading.Thread(target=do))
        threads[-1].start()

    monkeypatch.setattr(runs, "in_background", start)

    def wait() -> None:
        for thread in threads:
            thread.join(120)
            assert not thread.is_alive()

    return wait


@pytest.mark.django_db(transaction=True)
def test_two_imports_work_one_after_the_other(
    in_thread: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, author: User
) -> None:
    at_work: list[int] = []
    most: list[int] = []
    real = services.import_structure

    def watched(*args: Any, **kwargs: Any) -> Any:
        at_work.append(1)
        most.append(len(at_work))
        try:
            return real(*args, **kwargs)
        finally:
            at_work.pop()

    monkeypatch.setattr(services, "import_structure", watched)
    content = as_yaml(small(), tmp_path)
    for name in ("a.yaml", "b.yaml"):
        runs.begin(upload=SimpleUploadedFile(name, content), user=author)
    in_thread()
    assert most == [1, 1]
    assert set(ImportRun.objects.values_list("state", flat=True)) == {State.READY}


@pytest.mark.django_db(transaction=True)
def test_of_many_confirmations_at_once_one_counts(in_thread: Callable[[], None], tmp_path: Path, author: User) -> None:
    runs.begin(upload=SimpleUploadedFile("a.yaml", as_yaml(small(), tmp_path)), user=author)
    in_thread()
    run = the_run()
    assert [runs.confirm(run=run, agreed=run.report_digest) for _click in range(3)] == [True, False, False]
    in_thread()
    assert the_run().state == State.DONE
    assert Edition.objects.filter(work=organisation("onm").translation_key).count() == 1


def test_what_is_done_says_when_it_ended(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path))
    confirm(editor, the_run())
    assert the_run().ended_at and the_run().ended_at <= timezone.now()
    assert UnitPage.objects.count() == 2
