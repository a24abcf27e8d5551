"""A kind of text that needs approval: a file brings a draft, whatever Wagtail set on the root of the tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail.models import Page, WorkflowPage

from org.importing.mapping import work_key
from portal.approvals.models import KindWorkflow
from portal.editions.models import Edition
from portal.home.models import HomePage
from procedures.models import ProcedurePage
from tests.factories import OrganisationPageFactory
from tests.factories import approvals as make

from .files import load

GUIDE = """\
format: mandat-procedures/1
procedures:
  - key: guide
    title: Guide
    steps:
      - {key: un, title: Faire, roles: {R: onm}}
"""


@pytest.fixture
def governed(portal: HomePage) -> None:
    """Set a workflow on guides, and on the root one that binds nobody, as Wagtail does."""
    OrganisationPageFactory(import_key="onm", translation_key=work_key("onm"))
    root = Page.objects.get(depth=1)
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": make.workflow(name="Moderators approval")})
    KindWorkflow.objects.create(kind="procedure", workflow=make.workflow(make.legal_review()))


@pytest.mark.usefixtures("governed")
def test_what_needs_approval_is_drafted_and_told(tmp_path: Path) -> None:
    report = load(tmp_path, GUIDE)

    assert [row.key for row in report.waiting] == ["guide"]
    assert report.waiting_notice.startswith("1 page attend une approbation")
    assert not Edition.objects.filter(work=work_key("guide")).exists()
    assert not ProcedurePage.objects.get().live
    assert load(tmp_path, GUIDE).is_empty
