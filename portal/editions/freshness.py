"""What may be kept between requests: until a text, a place, an address or an audience changes,
or anything else that public pages show."""

from __future__ import annotations

import functools
import threading
import uuid
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from django.http.response import HttpResponseBase

from .models import LastChange

KEPT_UNTIL_CHANGE = "kept_until_change"
_ONLY_ROW = 1

View = Callable[..., HttpResponseBase]


def kept_until_change(view: View) -> View:
    """Mark what ``view`` answers: it depends on the address, the reader and what is published alone."""

    @functools.wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        setattr(response, KEPT_UNTIL_CHANGE, True)
        return response

    return marked


def renew() -> None:
    """Let everything kept be forgotten when the transaction under way commits.

    The token is random and not a number: one that was rolled back never comes again.
    """
    token = uuid.uuid4()
    if not LastChange.objects.filter(pk=_ONLY_ROW).update(token=token):
        LastChange.objects.create(pk=_ONLY_ROW, token=token)


def current_token() -> uuid.UUID | None:
    """Return the token of the last change, None before the first: one query."""
    return LastChange.objects.filter(pk=_ONLY_ROW).values_list("token", flat=True).first()


@dataclass(slots=True)
class Memory:
    """Answers kept in this process under one token, a dictionary for each of the ``most`` readers asked for last."""

    most: int
    _token: uuid.UUID | None = None
    _answers: dict[Hashable, dict[Any, Any]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answers(self, reader: Hashable) -> dict[Any, Any]:
        """Return what is kept for ``reader``, empty after any change; to be read and completed."""
        token = current_token()
        with self._lock:
            if token != self._token:
                self._token = token
                self._answers.clear()
            if reader not in self._answers and len(self._answers) >= self.most:
                self._answers.pop(next(iter(self._answers)))
            return self._answers.setdefault(reader, {})
