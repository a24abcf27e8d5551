"""What an import did, or would do, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from org.importing.reference_data import ReferenceChange

from .schema import TextRow


@dataclass(slots=True)
class Report:
    """The texts that are new, those that changed and in what, those that stayed, and those that wait."""

    reference: list[ReferenceChange] = field(default_factory=list)
    created: list[TextRow] = field(default_factory=list)
    changed: list[tuple[TextRow, list[str]]] = field(default_factory=list)
    unchanged: int = 0
    waiting: list[TextRow] = field(default_factory=list)
    """What is a draft only: its publication needs approval."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.reference or self.created or self.changed)

    def lines(self) -> Iterator[str]:
        """Yield what changed, a line each, and the sum."""
        yield from map(str, self.reference)
        yield from (f"+ {row.key} « {row.title} »" for row in self.created)
        yield from (f"~ {row.key} « {row.title} » ({', '.join(fields)})" for row, fields in self.changed)
        for row in self.waiting:
            yield _("… attend une approbation : « %(title)s »") % {"title": row.title}
        words = {"new": len(self.created), "changed": len(self.changed), "same": self.unchanged}
        yield _("%(new)d à créer, %(changed)d à modifier, %(same)d sans changement.") % words

    @property
    def waiting_notice(self) -> str:
        """What is said of the texts that wait; empty without any."""
        if not (count := len(self.waiting)):
            return ""
        told = ngettext(
            "%(count)d page attend une approbation : elle est en brouillon, soumettez-la.",
            "%(count)d pages attendent une approbation : elles sont en brouillon, soumettez-les.",
            count,
        )
        return told % {"count": count}
