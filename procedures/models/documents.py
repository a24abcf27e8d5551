"""The register of documents and forms: each version of a file is an edition."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail_localize.fields import SynchronizedField

from org.attachments import bytes_of_document
from org.models.imported import ImportedPage
from portal.approvals.pages import ReviewedPage
from portal.corrections.panels import RequestsPanel
from portal.editions.files.attached import Bytes

from ..comparison.desk import DocumentInterface
from ..content.documents import DocumentContent
from ..drafts.documents import content_of
from .reference import DocumentType


class DocumentPage(ImportedPage, ReviewedPage):
    """A document or a form: its number, its type, and the file; to replace the file is to publish an edition."""

    kind_name: ClassVar[str] = "document"

    reference = models.CharField(
        _("référence"), max_length=80, blank=True, help_text=_("Le numéro par lequel on cite le document.")
    )
    type = models.ForeignKey(
        DocumentType, verbose_name=_("type"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    summary = models.TextField(_("résumé"), blank=True, help_text=_("À quoi il sert, en une ou deux phrases."))
    file = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("fichier"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("PDF, Word (.docx) ou OpenDocument (.odt). Remplacer le fichier fait une nouvelle version."),
    )
    file_language = models.CharField(
        _("langue du fichier"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    version = models.CharField(_("version"), max_length=40, blank=True, help_text=_("Telle que le document la donne."))
    dated = models.DateField(_("daté du"), null=True, blank=True)

    override_translatable_fields = [
        SynchronizedField("reference"),
        SynchronizedField("version"),
        SynchronizedField("import_key"),
        SynchronizedField("in_force_note"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Un document ou un formulaire du registre.")
    template = "procedures/document.html"

    edit_handler = DocumentInterface(
        [
            ObjectList(
                [
                    RequestsPanel(heading=_("Ce que des lecteurs signalent"), icon="comment"),
                    MultiFieldPanel(
                        [
                            TitleFieldPanel("title", help_text=_("Le nom du document, sans son numéro.")),
                            FieldRowPanel([FieldPanel("reference"), FieldPanel("type")]),
                            FieldPanel("summary"),
                        ],
                        heading=_("Document"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("file"),
                            FieldRowPanel([FieldPanel("file_language"), FieldPanel("version"), FieldPanel("dated")]),
                        ],
                        heading=_("Fichier"),
                    ),
                ],
                heading=_("Document"),
            ),
            ObjectList(ReviewedPage.edition_panels, heading=_("Édition")),
            ObjectList(ImportedPage.setting_panels, heading=_("Réglages")),
        ]
    )

    class Meta:
        verbose_name = _("document du registre")
        verbose_name_plural = _("documents du registre")

    def edition_content(self) -> DocumentContent:
        """Return what readers would get of this draft."""
        return content_of(self)

    def edition_files(self) -> tuple[Bytes, ...]:
        """Return the bytes of the file."""
        return tuple(bytes_of_document(self.file)) if self.file else ()
