"""Stems of folded words: snowball for French, English and Spanish, mended where folding needs it; Creole's own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import snowballstemmer

from search.analysis.creole import creole_stem
from search.analysis.folding import fold

_SNOWBALL: Final = {"fr": "french", "en": "english", "es": "spanish"}
_local = threading.local()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; a language without rules leaves it as it is."""
    if word.isdigit() or len(word) < 3:
        return word
    found = _STEMMERS[language](word) if language in _STEMMERS else word
    return fold(found) or word


def _snowball(word: str, language: str) -> str:
    """Stem with this thread's own stemmer, because a snowball stemmer keeps its state in itself."""
    stemmers: dict[str, Callable[[str], str]] | None = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = {code: snowballstemmer.stemmer(name).stemWord for code, name in _SNOWBALL.items()}
        _local.stemmers = stemmers
    return stemmers[language](word)


def _families(text: str) -> dict[str, str]:
    """Read lines « head: word word » into word → head."""
    lines = (line.split(":") for line in text.splitlines() if line.strip())
    return {word: head.strip() for head, words in lines for word in words.split()}


_FAMILIES: Final = _families("""
    gerer: gestion gestions gestionnaire gestionnaires gerance
    protection: protege protegees proteges proteger protegee protegent
    accueil: accueille accueillent accueillir accueillis accueilli accueillies accueillie accueillant
    soutenir: soutien soutiens soutient soutiennent
    maintenir: maintien maintient maintiennent
    entretenir: entretien entretiens entretient entretiennent
    suivi: suit suivre suivent suivis suivies
    acheter: achat achats acheteur acheteurs
    reception: recevoir recoit recoivent recu recue recus recues
    redaction: rediger redige redigent rediges
    direction: diriger dirige dirigent dirigee dirigees diriges
    elaboration: elaborer elabore elaborent elabores
    coordonner: coordination coordinations
    chef: cheffe cheffes chefs
""")
"""French families that no rule of endings joins; each word is stemmed as the head of its family."""

_INVARIABLE: Final = frozenset(
    word
    for line in (
        "pays mois temps corps cours avis acces proces succes repas colis bois poids permis devis secours parcours",
        "recours concours discours abus refus donnee donnees virus campus bus tiers heros dos fonds sante sens",
        "paix prix choix voix loyer foyer",
    )
    for word in line.split()
)


_NOT_VERBS: Final = frozenset(
    word
    for line in (
        "absent accident adherent adolescent agent apparent ardent argent client coherent competent concurrent",
        "conscient content continent contingent convalescent couvent decadent decent deficient delinquent",
        "detergent different dissident divergent efficient eloquent emergent eminent equivalent evident excellent",
        "exigent expedient frequent gradient imminent impatient impudent incident incoherent incompetent",
        "inconscient indecent indigent indulgent inherent innocent insolent intelligent intermittent latent",
        "negligent occident opulent orient parent patient permanent pertinent precedent present president prudent",
        "quotient recent referent regent resident resilient sergent serpent souvent strident talent torrent",
        "transparent turbulent urgent violent virulent",
    )
    for word in line.split()
)
"""Nouns and adjectives in -ent. Any other word in -ent, -ment aside, is taken for a verb's plural (« examinent »)."""

_SHORTEST_VERB: Final = 6


def _french(word: str) -> str:
    if word in _INVARIABLE:
        return "donnee" if word == "donnees" else word
    head = _FAMILIES.get(word) or _french_masculine(word.removesuffix("nt") if _is_plural_verb(word) else word)
    return _french_ending(head, _snowball(head, "fr"))


def _is_plural_verb(word: str) -> bool:
    """Tell whether a folded word is a verb's third person plural, which snowball leaves as it is."""
    return (
        len(word) >= _SHORTEST_VERB and word.endswith("ent") and not word.endswith("ment") and word not in _NOT_VERBS
    )


def _french_masculine(word: str) -> str:
    """Return the form under which snowball knows a word whose accents are gone: masculine, participles in -e."""
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    if singular.endswith("trice") and len(singular) > 7:
        return singular.removesuffix("trice") + "teur"
    if singular.endswith(("leuse", "teuse", "cheuse", "geuse")):
        return singular.removesuffix("euse") + "eur"
    if singular.endswith("ee") and len(singular) > 4:
        return singular[:-1]
    return _trade(singular)


def _trade(singular: str) -> str:
    """Bring a trade together with who follows it: « infirmière, infirmerie », « informaticien, informatique »."""
    if singular.endswith("erie") and len(singular) > 8:
        return singular.removesuffix("erie") + "ier"
    for ending, shared in (("iere", "ier"), ("icienne", "ique"), ("icien", "ique")):
        if singular.endswith(ending):
            return singular.removesuffix(ending) + shared
    return singular


_INFLECTED: Final = {
    "fr": [("eaux", "eau"), ("aux", "al"), ("eux", "eu"), ("ees", ""), ("es", ""), ("ee", ""), ("s", ""), ("e", "")],
    "en": [("ies", "y"), ("es", ""), ("s", ""), ("e", "")],
    "es": [("es", ""), ("as", ""), ("os", ""), ("a", ""), ("o", ""), ("s", ""), ("e", "")],
}


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """Return what number and gender leave of a folded word, far less than a stem: « assurances », not « assurer »."""
    for ending, left in _INFLECTED.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending) + left
    return word


_ACTION: Final = ("ation", "atoire", "ateur", "atif")


def _french_ending(word: str, found: str) -> str:
    """Bring together what snowball leaves apart: « migrat|migr », « recruteur|recrut », « rapatri|rapatr »."""
    if found.endswith("at") and len(found) > 4 and any(ending in word[-7:] for ending in _ACTION):
        return found[:-2]
    if found.endswith("eur") and len(found) > 7:
        return found[:-3]
    if found.endswith("atoir") and len(found) > 7:
        return found[:-5]
    if found.endswith("air") and len(found) > 6:
        return found[:-3]
    return _without_last_vowel(found)


def _without_last_vowel(found: str) -> str:
    shorter = found.rstrip("eiy")
    if len(shorter) > 3:
        return shorter
    return found[:-1] + "i" if found.endswith("y") else found


def _english(word: str) -> str:
    return _snowball(word, "en")


def _spanish(word: str) -> str:
    """Give -ción its accent back, without which snowball does not see the ending."""
    accented = word[:-3] + "ión" if word.endswith("ion") else word
    return _snowball(accented, "es")


_STEMMERS: Final[dict[str, Callable[[str], str]]] = {
    "fr": _french,
    "en": _english,
    "es": _spanish,
    "ht": creole_stem,
}
