"""A light stemmer for Haitian Creole, which does not inflect: one key for its spellings, light endings removed.

Creole is written in the official orthography (« migrasyon »), in French-like ones (« migrasion ») and in between.
"""

from __future__ import annotations

import re
from typing import Final

_SPELLINGS: Final = [
    (re.compile(pattern), official)
    for pattern, official in [
        (r"ph", "f"),
        (r"(?<!c)h", ""),
        (r"([bdfgklmnprstz])\1", r"\1"),
        (r"(?:ti|si|ci|sy)(?=on)", "si"),
        (r"c(?=[eiy])", "s"),
        (r"qu|q|c(?!h)", "k"),
        (r"g(?=[eiy])", "j"),
        (r"x", "ks"),
        (r"eau|au", "o"),
        (r"oua|oi", "wa"),
        (r"oue", "we"),
        (r"oy(?=e)|wai(?=e)", "way"),
        (r"ain|ein", "en"),
        (r"im(?=[bp])|in(?=[^aeiouy]|$)", "en"),
        (r"(?:em|am)(?=[pb])", "an"),
        (r"aire?$|eurs?$", "e"),
        (r"(?<!o)u", "i"),
        (r"(?<=[bdfgkptv])w(?=o)|^w(?=o)|(?<=[aeiou])w(?=o)", "r"),
        (r"(?<=[aeou])i$", "y"),
        (r"(?<=[^aeiou])y(?=[aeo])", "i"),
        (r"(?:ris|riz|ez|et|e|z)$", ""),
        (r"e?ment$", "man"),
        (r"(?<=[^aeiou])eman$", "man"),
    ]
]
_SHORTEST: Final = 3


def creole_stem(word: str) -> str:
    """Return the key that the spellings and the light endings of a folded Creole word share."""
    key = word
    for pattern, official in _SPELLINGS:
        key = pattern.sub(official, key)
    return key if len(key) >= _SHORTEST else word
