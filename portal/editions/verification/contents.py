"""The sealed text: in canonical form, under its seal, and saying what the columns beside it say."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..models import Edition, Work
from ..seals import canonical, seal_of
from .faults import Fault, What, place_of
from .records import digest_of
from .withdrawals import check_withdrawal


def check_content(edition: Edition, work: Work | None) -> Iterator[Fault]:
    """Yield what is wrong with the text of an edition, or with what its withdrawal left of it."""
    if edition.withdrawn:
        yield from check_withdrawal(edition, edition.withdrawn)
    elif seal_of(edition.canonical.encode()) != edition.seal:
        yield _broken_seal(edition)
        return
    if not _is_canonical(edition.canonical):
        yield Fault(What.CONTENT, _("le contenu n’est pas sous sa forme canonique"), place_of(edition))
    else:
        yield from _check_columns(edition, work)


def _broken_seal(edition: Edition) -> Fault:
    """Tell whether the text or its seal was changed: the record's digest still covers the seal of then."""
    place = place_of(edition)
    if digest_of(edition) == edition.digest:
        return Fault(What.CONTENT, _("le contenu a été modifié : il ne correspond plus à son sceau"), place)
    if digest_of(edition, seal=seal_of(edition.canonical.encode())) == edition.digest:
        return Fault(What.SEAL, _("le sceau a été modifié : le contenu est celui qui avait été scellé"), place)
    return Fault(What.CONTENT, _("le contenu et son sceau ne correspondent pas"), place)


def _is_canonical(text: str) -> bool:
    try:
        return canonical(json.loads(text)) == text.encode()
    except (ValueError, RecursionError):
        return False


def _check_columns(edition: Edition, work: Work | None) -> Iterator[Fault]:
    place, document = place_of(edition), edition.document
    if work is None or document.get("kind") != work.kind:
        yield Fault(What.KIND, _("la sorte de texte n’est pas celle que dit le contenu"), place)
    if document.get("language") != edition.language:
        yield Fault(What.LANGUAGE, _("la langue n’est pas celle que dit le contenu"), place)
    try:
        title = edition.content.title
    except Exception as error:  # whatever an upcaster does with a text it does not know
        yield Fault(What.CONTENT, _("le contenu ne se lit plus : %(error)s") % {"error": error}, place)
        return
    if title != edition.title:
        yield Fault(What.TITLE, _("le titre n’est pas celui que dit le contenu"), place)
