"""Write the projections anew from editions alone."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from tqdm import tqdm

from portal.editions.models import Edition
from portal.editions.rebuilding import rebuild


class Command(BaseCommand):
    """Replay every edition in the order of recording; readers see nothing of it until it is done."""

    help = gettext_noop("Refait, à partir des seules éditions, ce qui est en vigueur, les adresses et les liens.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with a bar."""
        with tqdm(total=Edition.objects.count(), desc=_("Projections"), unit=_(" éditions"), disable=None) as bar:
            count = rebuild(bar.update)
        self.stdout.write(_("Projections refaites à partir de %(count)d éditions.") % {"count": count})
