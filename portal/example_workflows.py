"""The demonstration's workflows: legal approves the structure; legal, then the parties, approve procedures.

The invented organisation has the second one too, so that it can be tried: its partner is decided for by the account
« representant », and a revision that touches them waits for « juridique ».
"""

from __future__ import annotations

import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from org.models import OrganisationPage, UnitPage
from portal.approvals.models import KindWorkflow, LegalReviewTask, PartiesApprovalTask, Representation
from portal.roles import LEGAL

STRUCTURES = ("onm", "iom")
PROCEDURES = ("procedure", "protocol")
INVENTED, INVENTED_UNIT, INVENTED_PARTY = "exemple", "exemple.unite", "exemple.partie"
SINCE = datetime.date(2018, 1, 1)


@transaction.atomic
def set_up_example_workflows() -> None:
    """Make the workflows, once: what an administrator changes or takes away later stays so."""
    if LegalReviewTask.objects.exists():
        return
    legal = LegalReviewTask.objects.create(name=_("Examen juridique"), working_days=5)
    legal.groups.add(Group.objects.get(name=LEGAL))
    parties = PartiesApprovalTask.objects.create(name=_("Accord des parties prenantes"), asks_about_translations=False)
    for key in STRUCTURES:
        _set_on(_workflow(_("Approbation de la structure"), legal), key)
    both = _workflow(_("Approbation des procédures"), legal, parties)
    _set_on(both, INVENTED)
    for kind in PROCEDURES:
        KindWorkflow.objects.get_or_create(kind=kind, defaults={"workflow": both})
    _represent(INVENTED_PARTY, "representant")
    _ask_about_a_revision(INVENTED_UNIT, "redaction")


def _workflow(name: str, *tasks: Task) -> Workflow:
    workflow, created = Workflow.objects.get_or_create(name=name)
    for order, task in enumerate(tasks if created else ()):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow


def _set_on(workflow: Workflow, key: str) -> None:
    for page in OrganisationPage.objects.filter(import_key=key, locale__language_code="fr"):
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})


def _represent(key: str, username: str) -> None:
    party = UnitPage.objects.filter(import_key=key, locale__language_code="fr").first()
    user = get_user_model().objects.filter(username=username).first()
    if party and user:
        Representation.objects.get_or_create(party=party.work, user=user, defaults={"starts": SINCE})


def _ask_about_a_revision(key: str, username: str) -> None:
    """Submit a change of the first responsibility, so that there is something to decide on."""
    page = UnitPage.objects.filter(import_key=key, locale__language_code="fr").first()
    editor = get_user_model().objects.filter(username=username).first()
    workflow = page.get_workflow() if page else None
    if page is None or editor is None or workflow is None or not page.responsibilities:
        return
    words = _("Tenir le registre fictif de l’exemple et en donner copie, chaque mois, à la partie prenante d’exemple.")
    page.responsibilities[0].value["text"], page.in_force_from = words, None
    page.change_note = _("La partie prenante d’exemple reçoit une copie du registre.")
    page.save_revision(user=editor)
    workflow.start(page, editor)
