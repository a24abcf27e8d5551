"""Who may import.

An import writes pages, reference data and audiences at once, which no right on one of them covers: it has a
permission of its own. It opens nothing else: each page that a file touches must be one that its author may publish.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.home.models import HomePage

from ..importing.changes import ChangeStep
from ..importing.earlier import EarlierStep
from ..importing.mapping import key_of_row
from ..importing.plan import LANGUAGE, Plan
from ..importing.problems import ImportRefused, Problem

PERMISSION = "org.import_structure"
AUDIENCES = "editions.change_work"


def import_permissions() -> QuerySet[Permission]:
    """Return the permission, so that administrators can give it to groups in Wagtail's admin."""
    return Permission.objects.filter(content_type__app_label="org", codename="import_structure")


def may_import(user: Any) -> bool:
    """Whether ``user`` may import at all."""
    allowed: bool = user.has_perm(PERMISSION)
    return allowed


def check(plan: Plan, user: Any) -> None:
    """Raise ``ImportRefused`` for what ``user`` may not change by hand either."""
    if problems := list(_problems(plan, user)):
        raise ImportRefused(problems)


def _problems(plan: Plan, user: Any) -> Iterator[Problem]:
    policy = PagePermissionPolicy()
    allowed = set(policy.instances_user_has_permission_for(user, "publish").values_list("pk", flat=True))
    home = HomePage.objects.get(locale__language_code=LANGUAGE).pk
    new = {step.key for step in plan.steps if step.is_new}
    above = _page_keys({step.parent for step in plan.steps if step.parent and step.parent not in new})
    for step in plan.steps:
        around = {above[step.parent]} if step.parent in above else {home} if step.parent is None else set()
        pages = {step.page.pk} if step.page else around
        if "parent" in step.changed:
            pages |= around
        if not pages <= allowed:
            words = {"title": step.row.title}
            yield Problem(step.position, _("« %(title)s » : vous n’avez pas le droit de publier cette page.") % words)
        if step.row.audience and (step.is_new or "audience" in step.changed) and not user.has_perm(AUDIENCES):
            yield Problem(step.position, _("Vous n’avez pas le droit de changer qui peut lire."))
    yield from _beside(plan, allowed)


def _beside(plan: Plan, allowed: set[int]) -> Iterator[Problem]:
    """Yield the earlier texts and the events that touch a page which ``user`` may not publish."""
    steps: list[EarlierStep | ChangeStep] = [*plan.earlier, *plan.changes]
    known = _page_keys({key_of_row(plan.organisation), *(step.key for step in steps)})
    organisation = known.get(key_of_row(plan.organisation))
    for step in steps:
        page = known.get(step.key, organisation)
        if page is not None and page not in allowed:
            words = {"title": step.content.title}
            yield Problem(step.position, _("« %(title)s » : vous n’avez pas le droit de publier cette page.") % words)


def _page_keys(works: set[Any]) -> dict[Any, int]:
    pages = Page.objects.filter(translation_key__in=works, locale__language_code=LANGUAGE)
    return dict(pages.values_list("translation_key", "pk"))
