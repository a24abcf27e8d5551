"""What is asked, without who asks: kept so that editors see which questions find nothing.

Questions are noted in memory and written now and then by the drainer, so that no search waits for the database.
"""

from __future__ import annotations

import datetime
import re
import threading
import unicodedata
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .models import Question

LONGEST = 200
MOST_PENDING = 1000

_EMAIL = re.compile(r"\S@\S")
_MANY_DIGITS = re.compile(r"(?:\d[\s().+/_-]*){7}")


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    language: str
    day: datetime.date


_pending: Counter[_Asked] = Counter()
_answers: dict[_Asked, int] = {}
_lock = threading.Lock()


def note(*, text: str, language: str, answers: int) -> None:
    """Note that a question was asked and how many answers it found; forget what may name a person."""
    normalised = normalise(text)
    if not normalised or may_identify(text):
        return
    asked = _Asked(normalised, language, timezone.localdate())
    with _lock:
        if asked in _pending or len(_pending) < MOST_PENDING:
            _pending[asked] += 1
            _answers[asked] = answers


def flush() -> int:
    """Write what was noted; return how many questions. What cannot be written now is kept for the next time."""
    with _lock:
        noted = {asked: (count, _answers[asked]) for asked, count in _pending.items()}
        _pending.clear()
        _answers.clear()
    if not noted:
        return 0
    try:
        with transaction.atomic():
            for asked, (count, answers) in noted.items():
                _write(asked, count, answers)
    except Exception:
        _put_back(noted)
        raise
    return sum(count for count, _answers in noted.values())


def normalise(text: str) -> str:
    """Return a question as it is kept: one form of its letters and spaces, lower case, cut."""
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("\x00", "").split())[:LONGEST].strip()


def may_identify(text: str) -> bool:
    """Whether a text looks as if it held an e-mail address, or a number of a telephone or a person's papers."""
    compatible = unicodedata.normalize("NFKC", text)
    return bool(_EMAIL.search(compatible) or _MANY_DIGITS.search(compatible))


def _write(asked: _Asked, count: int, answers: int) -> None:
    row, _made = Question.objects.get_or_create(text=asked.text, language=asked.language, day=asked.day)
    Question.objects.filter(pk=row.pk).update(count=F("count") + count, answers=answers)


def _put_back(noted: dict[_Asked, tuple[int, int]]) -> None:
    with _lock:
        for asked, (count, answers) in noted.items():
            _pending[asked] += count
            _answers.setdefault(asked, answers)
