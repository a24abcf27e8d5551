"""Phrases of asking, whose words may mean something elsewhere: « in charge of », « quel service », « ki biwo »."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_TEXTS: Final[dict[str, str]] = {
    "fr": """
        est ce que|qu est ce que|qui est ce qui|a qui|aupres de qui|chez qui|par qui|avec qui
        quel service|quels services|quelle direction|quelles directions|quelle unite|quel bureau|quelle section
        quelle division|quel departement|quelle entite|quelle instance|quel organisme|quelle personne|quel organe
        qui est responsable|qui est charge|qui est chargee|en charge de|en charge des|en charge du|est charge de
        service charge|service chargee|direction chargee|unite chargee|bureau charge|section chargee|division chargee
        service responsable|direction responsable|unite responsable|personne responsable|responsable de|responsable du
        service competent|a qui s adresser|ou s adresser|ou aller|ou puis je|que faire|comment faire|comment faire pour
        j ai besoin|il y a|y a t il|prend en charge|prendre en charge|personne en charge|point de contact
        qui fait quoi|qui peut|qui doit|qui s occupe|merci de
    """,
    "ht": """
        ki moun|ki sevis|ki biwo|ki direksyon|ki inite|ki seksyon|ki depatman|ki divizyon|ki enstitisyon|ki kote
        ki bo|ki jan|ki le|ki sa|ki es|ki yes|sou kont|nan men ki moun|bay ki moun|ak ki moun|pou ki moun
        ki moun ki|ki responsab|ki reskonsab|ki an chaj|an chaj|pran chaj|okipe zafe|zafe
        sevis ki|biwo ki|direksyon ki|moun ki|kote pou|kisa pou|sa ki
    """,
    "en": """
        in charge of|in charge|take care of|takes care of|taking care of|take charge of|deals with|deal with
        looks after|look after|responsible for|is responsible|which office|which unit|which department|which service
        which division|which section|which team|which directorate|what office|what unit|what department|what service
        what division|what section|what team|which body|who do i|whom do i|who should i|who can|where do i|where can i
        how do i|how can i|point of contact|person responsible|unit responsible|office responsible
        department responsible|service responsible|i need|i want|i would like|is there
    """,
    "es": """
        a quien|quien se|que oficina|que servicio|que unidad|que departamento|que direccion|que division|que seccion
        cual oficina|cual departamento|cual unidad|a cargo de|a cargo|se encarga de|se ocupa de|hacerse cargo
        donde puedo|con quien|como puedo|punto de contacto|quien es responsable|responsable de|por favor
        persona encargada|oficina encargada|unidad encargada|servicio encargado|departamento encargado
    """,
}


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(phrase.split()) for line in text.splitlines() for phrase in line.split("|") if phrase.strip()
    )


PHRASES: Final = {language: _phrases(text) for language, text in _TEXTS.items()}
_LONGEST: Final = max(len(phrase) for phrases in PHRASES.values() for phrase in phrases)


def asking(words: Sequence[str], languages: Sequence[str]) -> frozenset[int]:
    """Return the positions of ``words`` that belong to a phrase of asking, the longest phrase first."""
    known = _known(tuple(languages))
    found: set[int] = set()
    index = 0
    while index < len(words):
        size = _phrase_length(words, index, known)
        found.update(range(index, index + size))
        index += max(size, 1)
    return frozenset(found)


@lru_cache(maxsize=64)
def _known(languages: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset[tuple[str, ...]]().union(*(PHRASES.get(language, frozenset()) for language in languages))


def _phrase_length(words: Sequence[str], index: int, known: frozenset[tuple[str, ...]]) -> int:
    for size in range(min(_LONGEST, len(words) - index), 1, -1):
        if tuple(words[index : index + size]) in known:
            return size
    return 0
