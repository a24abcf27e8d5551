"""What the page of a registered document shows besides the text itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from portal.editions.models import Work
from portal.editions.reading import Reading

from ..content.documents import DocumentContent
from ..content.procedures import PAPER


def document_context(*, content: DocumentContent, work: Work, reading: Reading) -> dict[str, Any]:
    """Return what the template of documents needs: the file's language in words, and the guides that use it."""
    guides = {relation.edition.work_id for relation in reading.relations_towards(work.key) if relation.kind == PAPER}
    return {
        "chain": (),
        "file_language": _(dict(settings.LANGUAGES).get(content.language, content.language)),
        "used_by": list(reading.links_to(guides).values()),
    }
