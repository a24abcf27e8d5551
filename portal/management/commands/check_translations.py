import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

CATALOGUE = Path("LC_MESSAGES") / "django.po"
SOURCES = ("portal", "org", "procedures", "search", "templates")


class Command(BaseCommand):
    help = "Vérifie les catalogues : à jour avec le code, entiers, sans entrée incertaine (fuzzy)."

    def handle(self, *args: Any, **options: Any) -> None:
        messages = _extracted()
        languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        problems = [problem for code in languages for problem in _problems(code, messages)]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(
            _("%(count)d messages, traduits en : %(list)s.")
            % {
                "count": len(messages),
                "list": ", ".join(languages),
            }
        )


def _problems(code: str, messages: set[str]) -> list[str]:
    path = Path(settings.LOCALE_PATHS[0]) / code / CATALOGUE
    if not path.exists():
        return [_("Catalogue absent : %s") % path]
    catalogue = polib.pofile(str(path))
    translated = {entry.msgid for entry in catalogue.translated_entries()}
    missing = sorted(messages - translated)
    fuzzy = [entry.msgid for entry in catalogue.fuzzy_entries()]
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(path.with_suffix(".mo")))}
    stale = [entry.msgid for entry in catalogue.translated_entries() if compiled.get(entry.msgid) != entry.msgstr]
    return [
        f"{code}: {label} : {message[:80]!r}"
        for label, found in ((_("à traduire"), missing), (_("incertain"), fuzzy), (_("à compiler"), stale))
        for message in found
    ]


def _extracted() -> set[str]:
    """Return every message of the code and the templates."""
    if shutil.which("xgettext") is None:
        raise CommandError(_("Il manque gettext (Debian : apt install gettext)."))
    with tempfile.TemporaryDirectory() as directory:
        for name in SOURCES:
            shutil.copytree(settings.BASE_DIR / name, Path(directory) / name)
        (Path(directory) / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-location"]
        subprocess.run(command, cwd=directory, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin"})  # noqa: S603
        catalogue = polib.pofile(str(Path(directory) / "locale" / "en" / CATALOGUE))
        return {entry.msgid for entry in catalogue if not entry.obsolete}
