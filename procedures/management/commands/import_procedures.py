from pathlib import Path

from org.importing.command import RehearsedImportCommand
from procedures.importing import services
from procedures.importing.report import Report


class Command(RehearsedImportCommand):
    help = (
        "Importe des guides, protocoles, projets et documents (.yaml) en une transaction ; "
        "--dry-run dit ce qui changerait."
    )

    def imported(self, file: Path, *, dry_run: bool, verbosity: int) -> Report:
        return services.import_procedures(services.checked(services.read(file)), dry_run=dry_run)
