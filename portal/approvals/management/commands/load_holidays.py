import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.approvals.loading_holidays import YEARS_AHEAD, UnknownCountry, load_holidays

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
MOST_YEARS = 50


class Command(BaseCommand):
    help = "Remplit les jours fériés, chaque année une seule fois : ce qui a été corrigé ou supprimé le reste."

    def add_arguments(self, parser: Any) -> None:
        about = "Code ISO à deux lettres, par exemple HT."
        parser.add_argument("--country", default=settings.MANDAT_COUNTRY, help=about)
        about = "Une année ou plusieurs : 2026 ou 2026-2030 ; sans option, les prochaines."
        parser.add_argument("--years", help=about)

    def handle(self, *args: Any, country: str, years: str | None, **options: Any) -> None:
        try:
            new = load_holidays(country=country.upper(), years=_asked(years))
        except UnknownCountry:
            told = _("La bibliothèque ne connaît pas les jours fériés de « %s ».") % country.upper()
            raise CommandError(told) from None
        told = ngettext("%(count)d jour férié ajouté.", "%(count)d jours fériés ajoutés.", new)
        self.stdout.write(told % {"count": new})


def _asked(years: str | None) -> range:
    if years is None:
        first = timezone.localdate().year
        return range(first, first + YEARS_AHEAD + 1)
    found = _YEARS.fullmatch(years)
    if not found:
        raise CommandError(_("Donnez une année ou deux : 2026 ou 2026-2030."))
    first, last = int(found[1]), int(found[2] or found[1])
    if not 0 <= last - first < MOST_YEARS:
        raise CommandError(_("La première année vient avant la dernière, et pas plus de cinquante ans à la fois."))
    return range(first, last + 1)
