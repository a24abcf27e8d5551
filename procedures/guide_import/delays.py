"""Delays as people write them: « dans les 24 heures à compter de l’arrivée », « sous trois jours ouvrables »."""

from __future__ import annotations

import re
from typing import Final

from ..choices import DelayUnit
from ..content.steps import Delay

_NAMES: Final = [
    *("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"),
    *("neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze"),
]
_WORDS: Final = {word: number for number, word in enumerate(_NAMES, start=1)} | {
    "une": 1,
    "vingt": 20,
    "trente": 30,
    "quarante-huit": 48,
    "soixante-douze": 72,
}
_UNITS: Final = {
    "minute": DelayUnit.MINUTE,
    "min": DelayUnit.MINUTE,
    "heure": DelayUnit.HOUR,
    "h": DelayUnit.HOUR,
    "jour": DelayUnit.DAY,
    "j": DelayUnit.DAY,
    "semaine": DelayUnit.DAY,
    "mois": DelayUnit.MONTH,
}
_NUMBER: Final = rf"(?P<amount>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_UNIT: Final = r"(?P<unit>minutes?|min|heures?|jours?|semaines?|mois|h|j)\b(?P<working>\s+ouvr(?:able|é)s?)?"
_SINCE: Final = (
    r"(?:\s*(?:à compter d[eu]s?|à partir d[eu]s?|après|suivant|qui suivent|dès)\s*(?P<since>[^.;,\n]{2,200}))?"
)
_LEADS: Final = (
    r"(?:dans\s+(?:un\s+délai\s+(?:maximum\s+)?de|les)|sous|en\s+moins\s+de|au\s+plus\s+tard|avant|délai\s*:)\s+"
)
_IN_TEXT: Final = re.compile(_LEADS + _NUMBER + r"\s*(?:\(\d+\)\s*)?" + _UNIT + _SINCE, re.IGNORECASE)
_ALONE: Final = re.compile(r"(?:" + _LEADS + r")?" + _NUMBER + r"\s*(?:\(\d+\)\s*)?" + _UNIT + _SINCE, re.IGNORECASE)
_DAYS_OF_A_WEEK: Final = 7


def delay_in(text: str) -> Delay | None:
    """Return the first delay that a sentence states."""
    return _delay(_IN_TEXT.search(text))


def delay_alone(text: str) -> Delay | None:
    """Return the delay of a cell or a line that says nothing else."""
    return _delay(_ALONE.search(text))


def _delay(found: re.Match[str] | None) -> Delay | None:
    if found is None:
        return None
    written, unit = found["amount"].lower(), found["unit"].lower()
    amount = int(written) if written.isdigit() else _WORDS[written]
    kind = _UNITS.get(unit) or _UNITS[unit.rstrip("s")]
    if unit.startswith("semaine"):
        amount *= _DAYS_OF_A_WEEK
    if kind == DelayUnit.DAY and found["working"]:
        kind = DelayUnit.WORKING_DAY
    return Delay(amount, kind.value, (found["since"] or "").strip()[:255]) if amount else None
