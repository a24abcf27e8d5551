"""French words that an English or Spanish word is akin to: « statistics », « organización » → « statistique »…

Only spellings that languages share by rule; a guess counts only when the index knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_Rules = list[tuple[re.Pattern[str], str]]


def _rules(pairs: list[tuple[str, str]]) -> _Rules:
    return [(re.compile(pattern), french) for pattern, french in pairs]


_ENDINGS: Final[dict[str, _Rules]] = {
    "en": _rules(
        [
            (r"ics?$", "ique"),
            (r"ical(?:ly)?$", "ique"),
            (r"(?<=[^ou])ity$|ities$", "ite"),
            (r"ary$", "aire"),
            (r"ory$", "oire"),
            (r"or$|er$", "eur"),
            (r"ncy$", "nce"),
            (r"nt$", "nte"),
            (r"ous$", "eux"),
            (r"ive$", "if"),
            (r"(?<=[a-z]{3})y$", "ie"),
            (r"ize$|ise$", "iser"),
            (r"ization$|isation$", "isation"),
            (r"ism$", "isme"),
            (r"ist$", "iste"),
            (r"ate$", "er"),
            (r"ating$", "ation"),
            (r"al$", "el"),
            (r"ian$", "ien"),
            (r"s$", ""),
            (r"ogy$", "ogie"),
            (r"able$", "able"),
            (r"ing$", "er"),
        ]
    ),
    "es": _rules(
        [
            (r"cion(?:es)?$", "tion"),
            (r"sion(?:es)?$", "sion"),
            (r"(?:i)?dad(?:es)?$", "ite"),
            (r"ari[oa]s?$", "aire"),
            (r"ori[oa]s?$", "oire"),
            (r"ador(?:es|as?)?$", "ateur"),
            (r"or(?:es|as?)?$", "eur"),
            (r"ncias?$", "nce"),
            (r"ic[oa]s?$", "ique"),
            (r"os[oa]s?$", "eux"),
            (r"iv[oa]s?$", "if"),
            (r"ias?$", "ie"),
            (r"izar$", "iser"),
            (r"(?:ar|er|ir)$", "er"),
            (r"mientos?$", "ment"),
            (r"mentos?$", "ment"),
            (r"[oa]s?$", "e"),
            (r"[oa]s?$", ""),
            (r"al(?:es)?$", "al"),
            (r"al(?:es)?$", "el"),
            (r"ente?s?$", "ent"),
            (r"ista?s?$", "iste"),
            (r"aje?s?$", "age"),
            (r"ismo$", "isme"),
            (r"ad[oa]s?$", "e"),
            (r"logia$", "logie"),
        ]
    ),
}
_INSIDE: Final[dict[str, _Rules]] = {
    "en": _rules([(r"z(?=a|e|i)", "s"), (r"ct(?=u)", "ct"), (r"(?<=[aeou])k", "qu")]),
    "es": _rules(
        [
            (r"^es(?=[tpc])", "s"),
            (r"^es(?=[tpc])", "e"),
            (r"z(?=a)", "s"),
            (r"f(?=[aeio])", "ph"),
            (r"cu(?=a|e)", "qu"),
        ]
    ),
}
_SHORTEST: Final = 4


def cognates(word: str, language: str) -> Iterator[str]:
    """Yield folded words that may be the French for a folded word of ``language``."""
    if len(word) < _SHORTEST or language not in _ENDINGS:
        return
    ended = [word, *_rewritten(word, _ENDINGS[language])]
    yield from dict.fromkeys([*ended[1:], *(other for each in ended for other in _rewritten(each, _INSIDE[language]))])


def _rewritten(word: str, rules: _Rules) -> Iterator[str]:
    for pattern, french in rules:
        changed, times = pattern.subn(french, word)
        if times and len(changed) >= _SHORTEST - 1:
            yield changed
