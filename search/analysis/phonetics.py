"""The sound of a French or Creole word, roughly: « recrutement » and « rekritman » come close to each other.

One key for both languages and for every spelling habit: official Creole, French-like Creole, careless French.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CHANGES: Final = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"^h", ""),
        (r"(?<=[aeiou])h(?=[aeiou])", "y"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"rh", "r"),
        (r"([bdfklmnprtz])\1", r"\1"),
        (r"(?<=[^s])ti(?=on|el|eu)|ssi(?=on|el|eu)|[sc]i(?=on|el|eu)", "sy"),
        (r"ss|sc(?=[eiy])|c(?=[eiy])|z", "s"),
        (r"ck|qu|q|c(?!h)", "k"),
        (r"ueil", "ey"),
        (r"gu(?=[eiy])", "g#"),
        (r"g(?=[eiy])", "j"),
        (r"gn", "ny"),
        (r"#", ""),
        (r"x", "ks"),
        (r"eau|au", "o"),
        (r"oin", "wan"),
        (r"oy(?=[aeou])", "way"),
        (r"oi|oua|ua", "wa"),
        (r"oue|oui", "we"),
        (r"(?<=[aeou])ill?(?=e?s?$|[aeo])", "y"),
        (r"aiements?$", "eman"),
        (r"iements?$", "iman"),
        (r"ements?$", "man"),
        (r"(?:ai|ei|a|e|i)[nm](?=[^aeiouynm]|$)", "an"),
        (r"om(?=[pb])", "on"),
        (r"ay(?=[eo])|ai|ei", "e"),
        (r"oeu|eu", "e"),
        (r"(?<!o)u", "i"),
        (r"y(?![aeiou])", "i"),
        (r"i(?=[aeo])", "y"),
        (r"(?<=[bdfgkptv])w(?=[oei])|(?<=[bdfgkptv])w(?=a[^yz])|^w(?=o)|(?<=[aeiou])w(?=o)", "r"),
        (r"(?<=[aeiou])r(?=[^aeiouyrw])", ""),
        (r"e?s?$", ""),
        (r"(?<=[aeon])[rstdxp]s?$", ""),
        (r"(?<=[aeiou][^aeiouy])e(?=[^aeiouy][aeiouy])", ""),
        (r"(.)\1", r"\1"),
    ]
]
_SHORTEST: Final = 4


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return the sound key of a folded word; short words are their own key."""
    if len(word) < _SHORTEST or not word.isalpha() or not word.isascii():
        return word
    key = word
    for pattern, replacement in _CHANGES:
        key = pattern.sub(replacement, key)
    return key.rstrip("e") if len(key) > 3 else key or word
