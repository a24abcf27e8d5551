"""Verify every edition: seals, records, chains, ledger, projections."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from tqdm import tqdm

from portal.dates import written
from portal.editions.models import Edition
from portal.editions.verification.copies import editions_under_the_seal_of
from portal.editions.verification.faults import Fault, place_of
from portal.editions.verification.run import Report, verify


class Command(BaseCommand):
    """Report each fault with its place; exit with 1 if there is any."""

    help = gettext_noop("Vérifie chaque édition : contenu, sceau, ordre, auteur, dates, registre, projections.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form of the report, what to leave out, and what was written down."""
        parser.add_argument("--json", action="store_true", help=_("écrit le rapport en JSON"))
        parser.add_argument(
            "--noted",
            default="",
            metavar="N:EMPREINTE",
            help=_("un état du registre que vous aviez noté ailleurs, ou plusieurs entre guillemets"),
        )
        parser.add_argument(
            "--no-projections",
            action="store_true",
            help=_("ne rejoue pas les éditions : les publications n’attendent pas pendant la vérification"),
        )

        parser.add_argument(
            "--copy",
            type=Path,
            metavar=_("FICHIER"),
            help=_("dit de quelle édition ce fichier est le texte scellé, même retirée ; ne vérifie rien d’autre"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and report."""
        if options["copy"]:
            self._name_the_copy(options["copy"])
            return
        with tqdm(total=Edition.objects.count(), desc=_("Vérification"), unit=_(" éditions"), disable=None) as bar:
            report = verify(noted=options["noted"], with_projections=not options["no_projections"], done=bar.update)
        self.stdout.write(_as_json(report) if options["json"] else _in_words(report))
        if report.faults:
            sys.exit(1)

    def _name_the_copy(self, file: Path) -> None:
        """Say which editions a file is a copy of; fail if it is of none."""
        try:
            found = editions_under_the_seal_of(file.read_bytes())
        except OSError as error:
            raise CommandError(_("Le fichier ne se lit pas : %(error)s") % {"error": error}) from error
        for edition in found:
            self.stdout.write(_copied(edition))
        if not found:
            raise CommandError(_("Ce fichier n’est le texte scellé d’aucune édition."))


def _copied(edition: Edition) -> str:
    words = {"place": place_of(edition), "seal": edition.seal, "day": written(timezone.localtime(edition.recorded_at))}
    told = _("%(place)s : c’est le texte scellé, enregistré le %(day)s (sceau %(seal)s).") % words
    if withdrawal := edition.withdrawn:
        words = {"day": written(timezone.localtime(withdrawal.recorded_at)), "author": withdrawal.author}
        told = f"{told} {_('Cette édition a été retirée le %(day)s par %(author)s.') % words}"
    return told


def _in_words(report: Report) -> str:
    count, faults = report.editions, report.faults
    verified = ngettext("%(count)d édition vérifiée", "%(count)d éditions vérifiées", count) % {"count": count}
    if report.withdrawn:
        withdrawn = ngettext("dont %(count)d retirée", "dont %(count)d retirées", report.withdrawn)
        verified = f"{verified}, {withdrawn % {'count': report.withdrawn}}"
    if report.files:
        files = ngettext("%(count)d pièce jointe", "%(count)d pièces jointes", report.files)
        verified = f"{verified}, {files % {'count': report.files}}"
    lines = [f"{verified} ({report.seconds:.1f} s)."]
    lines += [f"  - {fault}" for fault in faults]
    if faults:
        found = ngettext("%(count)d anomalie.", "%(count)d anomalies.", len(faults))
        lines.append(found % {"count": len(faults)})
    else:
        lines.append(_("Aucune anomalie."))
    state = {"state": str(report.head)}
    lines.append(_("État du registre, à noter ailleurs : %(state)s") % state)
    lines += report.states
    return "\n".join(lines)


def _as_json(report: Report) -> str:
    return json.dumps(
        {
            "editions": report.editions,
            "withdrawn": report.withdrawn,
            "files": report.files,
            "seconds": round(report.seconds, 3),
            "ledger": {"count": report.head.count, "digest": report.head.digest},
            "states": report.states,
            "faults": [_plain(fault) for fault in report.faults],
        },
        ensure_ascii=False,
        indent=2,
    )


def _plain(fault: Fault) -> dict[str, Any]:
    place = fault.place
    return {
        "what": fault.what,
        "message": fault.message,
        "title": place.title,
        "work": str(place.work) if place.work else None,
        "language": place.language,
        "number": place.number,
    }
