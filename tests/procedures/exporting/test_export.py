"""What is exported imports back to the same, here and in a portal that has none of it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.documents.models import Document

from org.models import LegalReference, OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.files import store
from portal.editions.models import Edition, InForce
from portal.editions.services import set_audience
from portal.editions.withdrawal.services import withdraw
from procedures.exporting.services import export_procedures, exported
from procedures.importing.report import Report
from procedures.importing.services import checked, import_procedures, read
from procedures.models import DocumentPage, DocumentType, ProcedurePage
from tests.factories import LegalReferenceFactory, PlaceFactory
from tests.factories import procedures as make
from tests.factories.blocks import row, source
from tests.portal.uploads import good
from tests.procedures.importing.files import WHOLE, load

pytestmark = pytest.mark.django_db
Undone = Callable[[], AbstractContextManager[None]]
KINDS = ("document", "procedure", "protocol", "project")


def registered(title: str, data: bytes, name: str = "fiche.docx", **fields: Any) -> DocumentPage:
    file = Document.objects.create(title=title, file=ContentFile(data, name=name))
    return make.DocumentPageFactory(title=title, file=file, **fields)


def written_in_the_editor(onm: OrganisationPage, clinic: UnitPage) -> ProcedurePage:
    """Publish one text of each kind that no file has brought, with something in every field."""
    law = LegalReferenceFactory(code="loi-7", name_fr="Loi 7")
    guide = make.ProcedurePageFactory(
        title="Soigner",
        slug="soigner",
        reference="G-9",
        purpose="Soigner.",
        scope="Partout.",
        review_on=datetime.date(2027, 1, 1),
        owner_party=[make.party(clinic)],
        parties=[make.party(onm), make.party(clinic)],
        legal_basis=[row("text", law.pk)],
        sources=[source("003", "19")],
        doubts=[row("doubt", "Vraiment ?")],
        steps=_steps(onm, clinic, law),
        published=False,
    )
    annex = Document.objects.create(title="Plan", file=ContentFile(good.pdf("Plan"), name="plan.pdf"))
    guide.attachments = json.dumps([row("attachment", {"document": annex.pk, "title": ""})])
    guide.in_force_from, guide.in_force_approximate = datetime.date(2026, 2, 1), True
    guide.in_force_note = "Vers février."
    guide.save_revision().publish()
    set_audience(work=guide.work, audience=Audience.STAFF)
    _protocol_and_project(clinic, guide)
    return guide


def _steps(onm: OrganisationPage, clinic: UnitPage, law: LegalReference) -> list[Any]:
    """Return three steps, the first with something in every field."""
    form = _form()
    make.ChannelFactory(code="mer", name_fr="Voie maritime", rank=7)
    make.MigrantProfileFactory(code="malade", name_fr="Malade")
    place = PlaceFactory(code="gonaives", name_fr="Les Gonaïves", latitude="19.4500")
    last = make.step("Suivre", make.role(clinic))
    triage = make.step(
        "Repérer, soigner",
        make.role(onm, "A"),
        make.role(clinic, "R", post=clinic.posts[0].id),
        text="Regarder.\r\nInterroger :\n- fièvre",
        place=place.pk,
        where="à quai",
        delay={"amount": 2, "unit": "day", "since": "l’arrivée"},
        papers=[make.paper(document=form), make.paper("Liste", direction="in"), make.paper("Autre nom", form)],
        profiles=["malade"],
        channels=["mer"],
        branches=[make.branch("rien"), make.branch("grave", last), make.branch("rien d’autre")],
        legal_basis=[row("item", law.pk)],
        proposed=True,
        doubt="Qui ?",
        source={"document": "003", "lines": "19", "note": ""},
    )
    again = make.step("Repérer, soigner", make.role(onm), to=triage)
    return [triage, again, last]


def _form() -> DocumentPage:
    return registered(
        "Fiche de soins",
        good.word("Fiche"),
        reference="F-1",
        type=DocumentType.objects.create(code="formulaire", name_fr="Formulaire", rank=3),
        summary="Se remplit au triage.",
        file_language="ht",
        version="2",
        dated=datetime.date(2026, 3, 1),
        slug="fiche_de_soins",
    )


def _protocol_and_project(clinic: UnitPage, guide: ProcedurePage) -> None:
    air = make.ChannelFactory(code="air", name_fr="Voie aérienne")
    limit = {"amount": 3, "unit": "day", "since": ""}
    make.ProtocolPageFactory(
        title="Protocole",
        status="in_negotiation",
        status_note="En cours.",
        counterpart="Gouvernement",
        steps=[make.step("Annoncer", make.role(clinic))],
        returns=[row("returns", {"channel": air.pk, "days": ["3", "1"], "opens": "08:00", "proposed": True})],
        detention=[row("guarantee", {"text": "Trois jours.", "limit": limit})],
        guarantees=[row("guarantee", {"text": "Un repas."})],
        consulates=[row("consulate", {"name": "Consulat", "place": "Miami", "address": "1, rue\n2"})],
    )
    duty = {"unit": clinic.pk, "responsibility": clinic.responsibilities[0].id}
    make.ProjectPageFactory(
        title="Projet",
        status="",
        currency="",
        budget="10.50",
        beneficiaries=["HT", "DO"],
        results=[row("result", "Des soins.")],
        partners=[make.party(clinic)],
        texts=[row("text", guide.pk)],
        responsibilities=[row("responsibility", duty)],
    )


def contents() -> dict[str, Any]:
    """Return what readers get of every text, without what recording it adds."""
    held = InForce.objects.said_now().filter(work__kind__in=KINDS).select_related("edition", "work")
    return {
        str(row.work_id): (
            row.edition.document["content"],
            (row.starts, row.edition.approximate, row.edition.date_note),
            (row.slug, row.work.kind, row.work.audience),
        )
        for row in held.order_by("work")
    }


def taken(path: Path) -> Report:
    return import_procedures(checked(read(path)))


def test_an_export_makes_the_same_texts_in_another_portal(
    tmp_path: Path, undone: Undone, settings: Any, onm: OrganisationPage, clinic: UnitPage
) -> None:
    folder = tmp_path / "out"
    with undone():
        load(tmp_path, WHOLE)
        written_in_the_editor(onm, clinic)
        expected = contents()
        export = export_procedures(folder)
    settings.MEDIA_ROOT = tmp_path / "there"
    report = taken(folder / "procedures.yaml")
    assert len(report.created) == export.texts == len(expected) == 7
    assert contents() == expected
    assert all(store.path_of(file["sha256"]).exists() for text, *_rest in expected.values() for file in _files(text))
    assert taken(folder / "procedures.yaml").is_empty
    assert exported(tmp_path / "again").data == export.data


def _files(text: dict[str, Any]) -> list[dict[str, Any]]:
    return text.get("attachments", [])


def test_an_export_changes_nothing_where_it_comes_from(
    tmp_path: Path, onm: OrganisationPage, clinic: UnitPage
) -> None:
    load(tmp_path, WHOLE)
    guide = written_in_the_editor(onm, clinic)
    export_procedures(tmp_path / "out")
    export_procedures(tmp_path / "alone.yaml")
    editions, documents = Edition.objects.count(), Document.objects.count()
    guide.title = "Soigner mieux"
    draft = guide.save_revision()
    for name in ("out/procedures.yaml", "alone.yaml"):
        report = taken(tmp_path / name)
        assert report.is_empty, list(report.lines())
    assert (Edition.objects.count(), Document.objects.count()) == (editions, documents)
    guide.refresh_from_db()
    assert (guide.latest_revision_id, guide.import_key) == (draft.pk, "")


def test_a_renamed_unit_makes_no_new_edition_of_what_names_it(
    tmp_path: Path, onm: OrganisationPage, clinic: UnitPage
) -> None:
    written_in_the_editor(onm, clinic)
    clinic.title = "Clinique"
    clinic.save_revision().publish()
    export_procedures(tmp_path / "out")
    before = Edition.objects.count()
    assert taken(tmp_path / "out/procedures.yaml").is_empty
    assert Edition.objects.count() == before


def test_only_what_is_in_force_and_was_not_withdrawn_is_exported(onm: OrganisationPage) -> None:
    make.ProcedurePageFactory(title="Brouillon", published=False)
    make.ProcedurePageFactory(title="À venir", in_force_from=datetime.date(2100, 1, 1))
    gone = make.ProcedurePageFactory(title="Retiré", purpose="Un nom.")
    ended = make.ProcedurePageFactory(title="Abrogé")
    make.ProcedurePageFactory(title="En vigueur")
    ended.unpublish()
    withdraw(editions=Edition.objects.filter(work=gone.translation_key), reason="Un nom.", author="Moi")
    assert [row["title"] for row in exported().data["procedures"]] == ["En vigueur"]


def test_the_command_writes_to_the_output_a_file_or_a_folder(
    tmp_path: Path, onm: OrganisationPage, capsys: pytest.CaptureFixture[str]
) -> None:
    registered("Fiche", good.word("Fiche"), slug="fiche")
    call_command("export_procedures")
    told = capsys.readouterr()
    assert yaml.safe_load(told.out)["documents"][0]["title"] == "Fiche"
    assert "Fichier non repris : fiche.docx" in told.err
    call_command("export_procedures", output=tmp_path / "un.yaml", stdout=StringIO())
    assert "file" not in yaml.safe_load((tmp_path / "un.yaml").read_text())["documents"][0]
    call_command("export_procedures", output=tmp_path / "dossier", stdout=StringIO())
    path = yaml.safe_load((tmp_path / "dossier/procedures.yaml").read_text())["documents"][0]["file"]
    assert (tmp_path / "dossier" / path).read_bytes() == good.word("Fiche")
    with pytest.raises(CommandError, match="Impossible d’écrire"):
        call_command("export_procedures", output=tmp_path / "un.yaml" / "dedans", stdout=StringIO())
