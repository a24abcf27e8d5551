"""What is left of a withdrawn edition, and how its words are known again without keeping them."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from ..gate import Proposal, PublicationRefused
from ..kinds import Content, Document, kind_named
from ..models import Edition, Withdrawal
from ..seals import canonical, normalised, seal_of


def redacted(edition: Edition, *, keep_title: bool) -> Document:
    """Return the document of ``edition`` without its words: what it is, where it stands, and at most its title."""
    kind, content = kind_named(edition.document["kind"]), edition.content
    title, acronym = content.title, content.acronym
    if not keep_title:
        with override(edition.language):
            title, acronym = _("Texte retiré"), ""
    left = kind.write(kind.without_words(content, title=title, acronym=acronym))
    document: Document = normalised({**edition.document, "schema": kind.schema, "content": left})
    return document


def words_in(edition: Edition) -> str:
    """Return a digest of what the content of an edition says, brought up to today's schema."""
    return _words_of(edition.document["kind"], edition.content)


def _words_of(kind: str, content: Content) -> str:
    """What a content leaves empty says nothing: a field that is new and empty changes no digest."""
    return seal_of(canonical(_said(kind_named(kind).write(content))))


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        said = {key: _said(item) for key, item in value.items()}
        return {key: item for key, item in said.items() if item not in (None, "", [], {}, False)}
    if isinstance(value, list):
        return [_said(item) for item in value]
    return value


def record_of(withdrawal: Withdrawal) -> dict[str, str]:
    """Return what the digest of a withdrawal covers."""
    return {
        "withdraws": withdrawal.edition.digest,
        "reason": withdrawal.reason,
        "author": withdrawal.author,
        "recorded_at": withdrawal.recorded_at.astimezone(datetime.UTC).isoformat(),
        "canonical": withdrawal.canonical,
        "title": withdrawal.title,
        "words": withdrawal.words,
    }


def digest_of(withdrawal: Withdrawal) -> str:
    """Return the digest that the record of a withdrawal must have."""
    return seal_of(canonical(record_of(withdrawal)))


def refuse_withdrawn_words(proposal: Proposal) -> None:
    """Guard: keep a text that was withdrawn from coming back word for word, out of a draft that still holds it."""
    known = Withdrawal.objects.filter(edition__work=proposal.work, edition__language=proposal.language)
    if not known.exists():
        return
    if known.filter(words=_words_of(proposal.kind, proposal.content)).exists():
        raise PublicationRefused(
            _("Ce texte a été retiré, mot pour mot : corrigez ce qui ne doit pas être lu avant de le publier.")
        )
