import functools
from pathlib import Path

from tqdm import tqdm

from org.importing import services
from org.importing.command import RehearsedImportCommand
from org.importing.plan import Plan


class Command(RehearsedImportCommand):
    help = "Importe une structure (.yaml ou .xlsx) en une transaction ; --dry-run dit ce qui changerait."

    def imported(self, file: Path, *, dry_run: bool, verbosity: int) -> Plan:
        bar = functools.partial(tqdm, disable=None if verbosity else True)
        return services.import_structure(services.checked(services.read(file)), dry_run=dry_run, progress=bar)
