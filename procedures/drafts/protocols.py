"""Reads the draft of a protocol into its content."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import override

from org.drafts import own_source_of

from ..content.protocols import Consulate, Guarantee, ProtocolContent, Returns
from ..content.terms import Term
from ..steps.reading import delay_of
from .procedures import common

if TYPE_CHECKING:
    from ..models.protocols import ProtocolPage


def content_of(page: ProtocolPage) -> ProtocolContent:
    """Return the content of a draft; names of reference data in the page's own language."""
    with override(page.locale.language_code):
        return ProtocolContent(
            **common(page),
            country=str(page.country),
            counterpart=page.counterpart,
            status=page.status,
            status_note=page.status_note,
            returns=tuple(_returns(block) for block in page.returns if block.value["channel"]),
            detention=tuple(_guarantee(block) for block in page.detention),
            guarantees=tuple(_guarantee(block) for block in page.guarantees),
            consulates=tuple(_consulate(block) for block in page.consulates),
        )


def _returns(block: Any) -> Returns:
    value = block.value
    return Returns(
        id=UUID(block.id),
        channel=Term(value["channel"].code, value["channel"].name),
        days=tuple(sorted(int(day) for day in value["days"] or ())),
        opens=_hour(value["opens"]),
        closes=_hour(value["closes"]),
        where=value["where"] or "",
        proposed=bool(value["proposed"]),
        source=own_source_of(value["source"]),
    )


def _hour(value: datetime.time | None) -> str:
    return value.strftime("%H:%M") if value else ""


def _guarantee(block: Any) -> Guarantee:
    value = block.value
    return Guarantee(
        id=UUID(block.id),
        text=value["text"],
        limit=delay_of(value["limit"]),
        proposed=bool(value["proposed"]),
        source=own_source_of(value["source"]),
    )


def _consulate(block: Any) -> Consulate:
    value = block.value
    return Consulate(
        id=UUID(block.id),
        proposed=bool(value["proposed"]),
        source=own_source_of(value["source"]),
        **{name: value[name] or "" for name in ("name", "place", "address", "phone", "email")},
    )
