"""What pages have in common that a file can bring."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from portal.editions.pages import EditionedPage


class ImportedPage(EditionedPage):
    """A page that knows the row of the file it came from."""

    # A copy is another page: with the key, the next import would take it for the one of the file.
    exclude_fields_in_copy: ClassVar[list[str]] = ["import_key"]

    import_key = models.CharField(
        _("clé d’import"),
        max_length=120,
        blank=True,
        db_index=True,
        help_text=_("Relie la page à sa ligne de fichier."),
    )

    setting_panels: ClassVar[list[Panel]] = [
        *EditionedPage.audience_panels,
        FieldPanel("slug", heading=_("Adresse")),
        FieldPanel("import_key", read_only=True),
        *Page.settings_panels,
    ]

    class Meta:
        abstract = True
