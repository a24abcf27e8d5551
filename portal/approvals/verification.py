"""Are verdicts, minutes and approvals what was recorded? Three chains, where they end, and what approvals name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.editions.verification.faults import UNREADABLE, Fault, Place, What

from .chain import digest_of, kept_end, last_of
from .models import Approval, Minute, Review, Verdict
from .models.verdicts import Sealed
from .recording import left_out_of
from .sealing_checks import check_decided

CHAINS: Final[tuple[type[Sealed], ...]] = (Verdict, Approval, Minute)
_WHAT: Final[dict[type[Sealed], What]] = {
    Verdict: What.VERDICT,
    Approval: What.APPROVAL,
    Minute: What.MINUTE,
}


def check_records() -> Iterator[Fault]:
    """Yield what is wrong with the chains, with what reviews hold, and with what approvals say of all that."""
    for model in CHAINS:
        yield from _chain(model)
        yield from _check_end(model)
    yield from check_decided()
    verdicts, minutes = (dict(model.objects.values_list("number", "digest")) for model in (Verdict, Minute))
    for approval in _rows(Approval):
        if isinstance(approval, Approval):
            with suppress(*UNREADABLE, KeyError):  # what is unreadable was told with the chain
                yield from _check_approval(approval)
                yield from _check_named(approval, verdicts, minutes)


def state_of_records() -> str:
    """Return the ends of the chains, to write down elsewhere."""
    ends = [kept_end(model) for model in CHAINS]
    if not any(end.number for end in ends):
        return ""
    state = " ".join(map(str, ends))
    return _("État des décisions, des approbations et des procès-verbaux, à noter ailleurs : %(state)s") % {
        "state": state
    }


def went_through(noted: str) -> bool:
    """Whether one of the chains once ended as ``noted``: « number:digest », or the beginning of a digest."""
    number, _colon, digest = noted.rpartition(":")
    terms = {"digest__startswith": digest, **({"number": number} if number.isdecimal() else {})}
    return bool(digest) and any(model._default_manager.filter(**terms).exists() for model in CHAINS)


def _rows(model: type[Sealed]) -> Iterator[Any]:
    """Yield each row in order, or what cannot be read of it."""
    for key, number in list(model._default_manager.order_by("number").values_list("pk", "number")):
        try:
            row = model._default_manager.get(pk=key)
            assert digest_of(row)
        except UNREADABLE:
            yield Fault(_what(model), _("%(row)s : la ligne est illisible") % {"row": _called(model, number)})
        else:
            yield row


def _chain(model: type[Sealed]) -> Iterator[Fault]:
    expected, before = 1, ""
    for row in _rows(model):
        if isinstance(row, Fault):
            yield row
            expected, before = expected + 1, ""
            continue
        yield from _check_row(row, expected, before)
        expected, before = row.number + 1, row.digest


def _check_row(row: Any, expected: int, before: str) -> Iterator[Fault]:
    called, place = _called(type(row), row.number), _place(row)
    if row.number != expected:
        words = {"row": called, "number": expected}
        message = _("%(row)s : les numéros ne se suivent plus, on attendait le n° %(number)s")
        yield Fault(_what(type(row)), message % words, place)
    if digest_of(row) != row.digest:
        yield Fault(_what(type(row)), _("%(row)s : elle a été modifiée après coup") % {"row": called}, place)
    elif before and row.previous_digest != before:
        yield Fault(_what(type(row)), _("%(row)s : elle ne suit pas celle d’avant") % {"row": called}, place)


def _check_end(model: type[Sealed]) -> Iterator[Fault]:
    """Yield what is missing at the end of a chain, or that its end was written anew."""
    kept, (number, digest) = kept_end(model), last_of(model)
    if number < kept.number:
        words = {"row": _called(model, kept.number), "number": number}
        message = _("%(row)s : elle manque à la fin, la dernière qui existe est le n° %(number)s")
        yield Fault(_what(model), message % words)
    elif (number, digest) != (kept.number, kept.digest):
        words = {"row": _called(model, number), "end": str(kept)}
        yield Fault(_what(model), _("%(row)s : la fin notée de la chaîne est une autre (%(end)s)") % words)


def _check_approval(approval: Approval) -> Iterator[Fault]:
    called, place = _called(Approval, approval.number), _place(approval)
    edition = approval.edition
    if edition.seal != approval.record.get("seal"):
        yield Fault(What.APPROVAL, _("%(row)s : le sceau n’est pas celui de l’édition") % {"row": called}, place)
    if approval.review and approval.record.get("left_out", []) != _left_out(approval, approval.review):
        message = _("%(row)s : ce qui a été décidé des parties non consultées a été modifié")
        yield Fault(What.APPROVAL, message % {"row": called}, place)


def _check_named(approval: Approval, verdicts: dict[int, str], minutes: dict[int, str]) -> Iterator[Fault]:
    """Yield each verdict and each minute that an approval names, and that is not there as it was."""
    called, place = _called(Approval, approval.number), _place(approval)
    answers = [answer for step in approval.record.get("steps", []) for answer in step["answers"] if answer["verdict"]]
    for answer in answers:
        if verdicts.get(answer["verdict"]) != answer["digest"]:
            words = {"row": called, "number": answer["verdict"]}
            message = _("%(row)s : la décision n° %(number)s manque ou est une autre")
            yield Fault(What.APPROVAL, message % words, place)
    for minute in approval.record.get("minutes", []):
        if minutes.get(minute["number"]) != minute["digest"]:
            words = {"row": called, "number": minute["number"]}
            message = _("%(row)s : l’inscription n° %(number)s au procès-verbal manque ou est une autre")
            yield Fault(What.APPROVAL, message % words, place)


def _left_out(approval: Approval, review: Review) -> list[dict[str, str]]:
    """Return who was left out as an approval must say it: after an emergency, more of them may follow."""
    known = left_out_of(review)
    return known[: len(approval.record.get("left_out", []))] if approval.is_emergency else known


def _what(model: type[Sealed]) -> What:
    return _WHAT[model]


def _called(model: type[Sealed], number: int) -> str:
    words = {
        Verdict: _("décision n° %(number)s"),
        Approval: _("approbation n° %(number)s"),
        Minute: _("inscription n° %(number)s au procès-verbal"),
    }
    return words[model] % {"number": number}


def _place(row: Any) -> Place:
    """Return which text a row is about; nothing where the row no longer says."""
    about = row.edition if isinstance(row, Approval) else row.review
    return Place(about.title, about.work_id, about.language)
