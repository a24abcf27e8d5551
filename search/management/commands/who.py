import json
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.editions.audiences import Audience
from portal.editions.reading import Reading
from search.api import who_out
from search.engines.base import IndexUnavailable
from search.unavailable import explanation
from search.who import Findings, who


class Command(BaseCommand):
    help = "Répond à « qui est responsable de… ? » comme le portail public."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--lang", choices=[code for code, _name in settings.LANGUAGES], default="fr")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._answer(**options)
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever reads has seen enough (``| head``): what is still to be written goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _answer(self, *, question: str, lang: str, limit: int, **options: Any) -> None:
        reading = Reading(language=lang, date=timezone.localdate(), audience=Audience.PUBLIC)
        try:
            findings = who(question, reading, limit=limit, log=False)
        except IndexUnavailable as error:
            raise CommandError(explanation(error)) from error
        if options["json"]:
            data = who_out(findings, settings.BASE_URL).model_dump()
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            with override(lang):
                self._print(findings)

    def _print(self, findings: Findings) -> None:
        for number, answer in enumerate(findings.answers, start=1):
            chain = " › ".join(link.acronym or link.title for link in answer.chain)
            self.stdout.write(f"{number}. {answer.unit.title}  ({chain})")
            self.stdout.write(f"   {answer.passage.text}")
            if answer.head:
                self.stdout.write(f"   → {answer.head.title}")
            self.stdout.write(f"   {settings.BASE_URL}{answer.passage_url}")
        self._print_steps(findings)
        self._print_papers(findings)
        if not (findings.answers or findings.steps or findings.papers):
            self.stdout.write(_("Rien trouvé. Essayez d’autres mots."))

    def _print_steps(self, findings: Findings) -> None:
        if findings.steps:
            self.stdout.write(_("Comment on procède"))
        for answer in findings.steps:
            actors = ", ".join(actor.short for actor in answer.responsible)
            self.stdout.write(f"-  {answer.guide.title}" + (f" › {answer.number}" if answer.number else ""))
            self.stdout.write(f"   {answer.passage.text}")
            if told := ", ".join(part for part in (actors, answer.delay) if part):
                self.stdout.write(f"   → {told}")
            self.stdout.write(f"   {settings.BASE_URL}{answer.url}")

    def _print_papers(self, findings: Findings) -> None:
        if findings.papers:
            self.stdout.write(_("Documents, formulaires et projets"))
        for answer in findings.papers:
            page = _("p. %(number)s") % {"number": answer.page} if answer.page else ""
            self.stdout.write(f"-  {answer.document.title}" + (f", {page}" if page else ""))
            self.stdout.write(f"   {settings.BASE_URL}{answer.url}")
