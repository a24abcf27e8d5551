"""The roles of a portal, as Wagtail groups with their rights. Setting them up again adds, and takes nothing away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS, LEGAL, STAFF, PARTNERS = "Rédaction", "Service juridique", "Personnel", "Partenaires"
REPRESENTATIVES, TRANSLATORS = "Représentants", "Traduction"

_EVERYTHING: Final = ("view", "add", "change", "delete")
_CORRECTED: Final = ("view", "change")  # texts come with their pages, and requests from readers


@dataclass(frozen=True, slots=True)
class Role:
    """A group: what it may do anywhere, with pages (of one set of languages), documents and reference data."""

    name: str
    rights: tuple[str, ...]
    pages: tuple[str, ...] = ()
    only_translations: bool = False
    documents: tuple[str, ...] = ()
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def codenames(self) -> set[str]:
        """Return the codenames of the group's permissions."""
        of_models = {f"{action}_{model}" for model, actions in self.models.items() for action in actions}
        return {*self.rights, *of_models, *(("access_admin",) if self.pages else ())}


ROLES: Final = (
    Role(PARTNERS, ("read_as_partner",)),
    Role(STAFF, ("read_as_staff",)),
    Role(REPRESENTATIVES, ("read_as_partner", "need_second_factor")),
    Role(
        TRANSLATORS,
        ("read_as_staff", "submit_translation"),
        pages=("change",),
        only_translations=True,
        models={"glossaryentry": ("view", "change")},
    ),
    Role(
        EDITORS,
        ("read_as_staff", "import_structure"),
        pages=("add", "change", "publish"),
        documents=("add", "change", "choose"),
        models={
            **dict.fromkeys(
                ("person", "holding", "place", "legalreference", "unitkind", "glossaryentry"), _EVERYTHING
            ),
            **dict.fromkeys(("migrantprofile", "channel", "documenttype"), _EVERYTHING),
            **dict.fromkeys(("work", "correctionrequest"), _CORRECTED),
        },
    ),
    Role(
        LEGAL,
        ("read_as_staff", "withdraw_edition", "end_approved_text", "need_second_factor"),
        pages=("change", "publish"),
        documents=("choose",),
        models={
            **dict.fromkeys(("legalreference", "holiday"), _EVERYTHING),
            "representation": ("view", "add", "change"),  # it ends, but stays known
            "review": ("view",),
        },
    ),
)


@transaction.atomic
def set_up_roles() -> list[str]:
    """Make the groups and rights that are missing; return what was added, a line each."""
    return [line for role in ROLES for line in _set_up(role)]


def _set_up(role: Role) -> Iterator[str]:
    group, created = Group.objects.get_or_create(name=role.name)
    if created:
        yield role.name
    had = set(group.permissions.values_list("pk", flat=True))
    for permission in Permission.objects.filter(codename__in=role.codenames()).order_by("codename"):
        if permission.pk not in had:
            group.permissions.add(permission)
            yield f"{role.name} : {permission.codename}"
    for action in role.pages:
        yield from _over_pages(group, action, only_translations=role.only_translations)
    for action in role.documents:
        yield from _over_documents(group, action)


def _over_documents(group: Group, action: str) -> Iterator[str]:
    permission = Permission.objects.get(content_type__app_label="wagtaildocs", codename=f"{action}_document")
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    _right, created = GroupCollectionPermission.objects.get_or_create(
        group=group, collection=root, permission=permission
    )
    if created:
        yield f"{group.name} : {action} document"


def _over_pages(group: Group, action: str, *, only_translations: bool) -> Iterator[str]:
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
    roots = Page.objects.filter(depth=2).order_by("path")
    if only_translations:
        roots = roots.exclude(locale__language_code=settings.LANGUAGE_CODE)
    for root in roots:
        _right, created = GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        if created:
            yield f"{group.name} : {action} {root.slug}"
