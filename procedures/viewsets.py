"""« Procédures » in the admin: the texts by kind, and the short lists that they choose from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.query import PageQuerySet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from org.viewsets import NAMES, ReferenceViewSet, name_panels
from portal.editions.listings import DayColumn

from .guide_import.desk import GuideImportViewSet
from .models import Channel, DocumentPage, DocumentType, MigrantProfile, ProcedurePage, ProjectPage, ProtocolPage

_REFERENCE = Column("reference", label=_("Référence"), sort_key="reference")


class TextListing(PageListingViewSet):
    """Pages of one kind, with their numbers."""

    # Guides and documents all stand below the home page: what is above says nothing.
    columns = [
        *PageListingViewSet.columns[:2],
        _REFERENCE,
        *(column for column in PageListingViewSet.columns[2:] if column.name != "parent"),
    ]


class ProcedureListing(TextListing):
    """Guides."""

    name, url_prefix = "guides_listing", "guides"
    model = ProcedurePage
    icon = "list-ol"
    menu_label = _("Guides")


class ProtocolListing(TextListing):
    """Protocols."""

    name, url_prefix = "protocols_listing", "protocoles"
    model = ProtocolPage
    icon = "globe"
    menu_label = _("Protocoles")


class ProjectListing(TextListing):
    """Projects."""

    name, url_prefix = "projects_listing", "projets"
    model = ProjectPage
    icon = "form"
    menu_label = _("Projets")


class DocumentIndex(IndexView):
    """Documents with their types: one query for all of them."""

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        """Read the types beside the pages."""
        return super().annotate_queryset(pages).prefetch_related("type")


class DocumentListing(TextListing):
    """The register of documents and forms."""

    index_view_class = DocumentIndex
    name, url_prefix = "register_listing", "registre"
    model = DocumentPage
    icon = "doc-full"
    menu_label = _("Documents et formulaires")
    columns = [
        *TextListing.columns[:3],
        Column("type", label=_("Type"), accessor="type.name_fr", sort_key="type__name_fr"),
        Column("file_language", label=_("Langue"), accessor="get_file_language_display", sort_key="file_language"),
        Column("version", label=_("Version"), sort_key="version"),
        DayColumn("dated", label=_("Daté du"), sort_key="dated"),
        *TextListing.columns[3:],
    ]


class RankedViewSet(ReferenceViewSet):
    """A short list in an order of its own."""

    list_display: list[Any] = ["name_fr", "name_ht", "name_en", "name_es", "rank"]
    list_export = ["code", *NAMES, "rank"]
    search_fields = ["code", *NAMES]
    panels = [*name_panels(), FieldPanel("rank")]


class ProfileViewSet(RankedViewSet):
    """Whom a step concerns."""

    model = MigrantProfile
    icon = "group"
    export_filename = "profils"


class ChannelViewSet(RankedViewSet):
    """Which way people come."""

    model = Channel
    icon = "globe"
    export_filename = "voies"


class DocumentTypeViewSet(RankedViewSet):
    """What a document of the register is."""

    model = DocumentType
    icon = "tag"
    export_filename = "types-de-document"


class ProcedureGroup(SnippetViewSetGroup):
    """« Procédures » in the menu."""

    menu_label = _("Procédures")
    menu_name = "procedures"
    menu_icon = "list-ol"
    menu_order = 155
    items = (
        ProcedureListing,
        ProtocolListing,
        ProjectListing,
        DocumentListing,
        ProfileViewSet,
        ChannelViewSet,
        DocumentTypeViewSet,
        GuideImportViewSet,
    )
