"""Are verdicts and approvals what was recorded? Two chains, and what each approval names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _

from portal.editions.verification.faults import UNREADABLE, Fault, Place, What

from .chain import digest_of
from .models import Approval, Verdict
from .models.verdicts import Sealed
from .recording import left_out_of


def check_records() -> Iterator[Fault]:
    """Yield what is wrong with the chains, and with what approvals say of verdicts and editions."""
    yield from _chain(Verdict)
    yield from _chain(Approval)
    known = dict(Verdict.objects.values_list("number", "digest"))
    for approval in _rows(Approval):
        if isinstance(approval, Approval):
            with suppress(*UNREADABLE, KeyError):  # what is unreadable was told with the chain
                yield from _check_approval(approval, known)


def state_of_records() -> str:
    """Return the ends of both chains, to write down elsewhere: a row cut off at the end is missed by nothing else."""
    ends = [_end(model) for model in (Verdict, Approval)]
    if not any(ends):
        return ""
    return _("État des décisions et des approbations, à noter ailleurs : %(state)s") % {"state": " ".join(ends)}


def _end(model: type[Sealed]) -> str:
    last = model._default_manager.order_by("number").values_list("number", "digest").last()
    return f"{last[0]}:{last[1]}" if last else "0:"


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


def _check_approval(approval: Approval, known: dict[int, str]) -> Iterator[Fault]:
    called, place = _called(Approval, approval.number), _place(approval)
    edition = approval.edition
    if edition.seal != approval.record.get("seal"):
        yield Fault(What.APPROVAL, _("%(row)s : le sceau n’est pas celui de l’édition") % {"row": called}, place)
    for step in approval.record.get("steps", []):
        for answer in step["answers"]:
            if answer["verdict"] and known.get(answer["verdict"]) != answer["digest"]:
                words = {"row": called, "number": answer["verdict"]}
                yield Fault(
                    What.APPROVAL, _("%(row)s : la décision n° %(number)s manque ou est une autre") % words, place
                )
    if approval.review and approval.record.get("left_out", []) != _left_out(approval):
        words = {"row": called}
        yield Fault(
            What.APPROVAL, _("%(row)s : ce qui a été décidé des parties non consultées a été modifié") % words, place
        )


def _left_out(approval: Approval) -> list[dict[str, str]]:
    assert approval.review is not None
    return left_out_of(approval.review)


def _what(model: type[Sealed]) -> What:
    return What.APPROVAL if model is Approval else What.VERDICT


def _called(model: type[Sealed], number: int) -> str:
    words = _("approbation n° %(number)s") if model is Approval else _("décision n° %(number)s")
    return words % {"number": number}


def _place(row: Any) -> Place:
    """Return which text a row is about; nothing where the row no longer says."""
    about = row.edition if isinstance(row, Approval) else row.review
    return Place(about.title, about.work_id, about.language)
