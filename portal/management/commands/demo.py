from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import activate
from django.utils.translation import gettext as _

from org.models import OrganisationPage
from portal.accounts import demonstration_accounts
from portal.example_workflows import set_up_example_workflows
from portal.home.models import HomePage
from portal.settings.environment import PRODUCTION
from portal.setup import set_up_portal
from procedures.models import ProcedurePage
from search.engines import get_engine
from search.engines.base import IndexUnavailable

# Each after those that it names.
PARTNERS = [
    f"partenaires/{key}.yaml" for key in ["mast", "mict", "mae", "mhave", "mjsp", "mspp", "pnh", "mce", "ibesr"]
]
STRUCTURES = ["onm.yaml", *PARTNERS, "iom.yaml"]
PROCEDURES = ["procedures.yaml", "protocoles.yaml", "projets.yaml"]
INVENTED, INVENTED_HOLDINGS = "exemple.yaml", "exemple-titulaires.yaml"
EXAMPLES = {
    "fr": [
        "payer les salaires du personnel",
        "hébergement des refoulés",
        "qui recrute ?",
        "soutien psychosocial",
        "accords avec les donateurs",
    ],
    "ht": ["peye salè anplwaye", "kote pou moun yo voye tounen dòmi", "kiyès ki anboche ?", "sipò sikososyal"],
    "en": ["pay staff salaries", "housing for returnees", "who recruits?", "psychosocial support"],
    "es": ["pagar los salarios del personal", "alojamiento de los deportados", "apoyo psicosocial"],
}


class Command(BaseCommand):
    help = "Prépare la démonstration (base, contenu, index, comptes) puis sert le portail."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--no-serve", action="store_true", help="Prépare seulement.")
        parser.add_argument("--no-example", action="store_true", help="Sans l’organisation inventée.")

    def handle(self, *args: Any, no_serve: bool, no_example: bool, **options: Any) -> None:
        if PRODUCTION:
            raise CommandError(_("La démonstration ne se lance pas avec MANDAT_ENV=production."))
        activate(settings.LANGUAGE_CODE)
        call_command("migrate", verbosity=0)
        set_up_portal()
        self._load_content([*STRUCTURES, *([] if no_example else [INVENTED])])
        self._print_accounts()
        set_up_example_workflows()
        if not no_serve:
            call_command("serve")

    def _load_content(self, structures: list[str]) -> None:
        """Load what is missing; what people have changed since the first start is left alone."""
        known = set(OrganisationPage.objects.values_list("import_key", flat=True))
        missing = [name for name in structures if Path(name).stem not in known]
        for name in missing:
            self.stdout.write(_("Chargement de %s…") % name)
            call_command("import_structure", str(settings.CONTENT_DIR / name))
        if INVENTED in missing:
            call_command("import_holdings", str(settings.CONTENT_DIR / INVENTED_HOLDINGS), verbosity=0)
        if not ProcedurePage.objects.exclude(import_key="").exists():
            self._load_procedures()
        if not known:
            call_command("import_glossary", str(settings.CONTENT_DIR / "glossary.yaml"))
            for language, questions in EXAMPLES.items():
                HomePage.objects.filter(locale__language_code=language).update(examples="\n".join(questions))
        try:
            get_engine().version()
        except IndexUnavailable:
            call_command("rebuild_search")

    def _load_procedures(self) -> None:
        for name in PROCEDURES:
            self.stdout.write(_("Chargement de %s…") % name)
            call_command("import_procedures", str(settings.CONTENT_DIR / name))

    def _print_accounts(self) -> None:
        self.stdout.write(_("\nComptes de démonstration :"))
        for account in demonstration_accounts():
            self.stdout.write(f"  {account.role:<18} {account.username:<16} {account.password}")
        self.stdout.write(_("Rédaction et administration : /gestion/ ; les autres : « Se connecter ».\n"))
