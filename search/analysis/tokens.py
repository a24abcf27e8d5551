"""Text to tokens: words with their place, elision removed, inclusive forms and hyphenated words understood.

Places are kept so that the words that matched can be marked in the text as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from search.analysis.folding import fold
from search.analysis.inclusive import both_genders, is_ending, takes_ending

_MARKS: Final = "\u0300-\u036f"
_WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")

_APOSTROPHES: Final = frozenset("'’‘ʼ`´′＇")
_HYPHENS: Final = frozenset("-\u2010\u2011")
_INCLUSIVE_POINTS: Final = frozenset("·•⋅‧∙.")

_ELIDED: Final = frozenset(
    [
        "l",
        "d",
        "j",
        "m",
        "t",
        "s",
        "n",
        "c",
        "k",
        "y",
        "w",
        "z",
        "g",
        "qu",
        "jusqu",
        "lorsqu",
        "puisqu",
        "quoiqu",
        "quelqu",
        "presqu",
    ]
)
_AFTER_APOSTROPHE: Final = frozenset(["ll", "re", "ve", *"stmldnwyk"])
_WHOLE: Final = frozenset({("aujourd", "hui"), ("prud", "homme"), ("prud", "hommes"), ("entr", "aide")})
_LONGEST_COMPOUND: Final = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, its folded forms (two when it is inclusive) and what it may be part of.

    ``acronym`` is the folded acronym when the word is written as one; ``compound`` the whole hyphenated word.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    acronym: str = ""
    compound: str = ""


class _Piece(NamedTuple):
    start: int
    end: int
    raw: str
    folded: str


@lru_cache(maxsize=20_000)
def tokenise(text: str) -> tuple[Token, ...]:
    """Return the words of ``text`` in order; never fails, whatever the text."""
    return tuple(_with_compounds(text, list(_single_tokens(text, _pieces(text)))))


def _pieces(text: str) -> list[_Piece]:
    found = (_Piece(m.start(), m.end(), m.group(), fold(m.group())) for m in _WORD.finditer(text))
    return [piece for piece in found if piece.folded]


def _single_tokens(text: str, pieces: list[_Piece]) -> Iterator[Token]:
    index = 0
    while index < len(pieces):
        token, taken = _read(text, pieces, index)
        if token:
            yield token
        index += taken


def _read(text: str, pieces: list[_Piece], index: int) -> tuple[Token | None, int]:
    """Return the token at ``index`` (none for an elided article) and how many pieces it takes."""
    for reader in (_dotted_acronym, _around_apostrophe, _inclusive):
        found = reader(text, pieces, index)
        if found:
            return found
    return _plain(pieces[index]), 1


def _plain(piece: _Piece) -> Token:
    return Token(piece.start, piece.end, (piece.folded,), _acronym(piece.raw))


def _acronym(raw: str) -> str:
    """Return a word written as an acronym (two to ten capitals or digits, « ONGs » too) folded; else nothing."""
    core = raw[:-1] if len(raw) > 3 and raw.endswith("s") else raw
    return fold(core) if 2 <= len(core) <= 10 and core.isupper() and core.isalnum() else ""


def _gap(text: str, pieces: list[_Piece], index: int) -> str:
    """Return what stands between a piece and the next one; a line break when there is none."""
    return text[pieces[index].end : pieces[index + 1].start] if index + 1 < len(pieces) else "\n"


def _dotted_acronym(text: str, pieces: list[_Piece], index: int) -> tuple[Token, int] | None:
    last = index
    while len(pieces[last].raw) == 1 and pieces[last].raw.isupper() and _gap(text, pieces, last) == ".":
        last += 1
    if last == index or len(pieces[last].raw) > 1 or not pieces[last].raw.isupper():
        return None
    letters = "".join(piece.folded for piece in pieces[index : last + 1])
    return Token(pieces[index].start, pieces[last].end, (letters,), letters), last + 1 - index


def _around_apostrophe(text: str, pieces: list[_Piece], index: int) -> tuple[Token | None, int] | None:
    if _gap(text, pieces, index) not in _APOSTROPHES:
        return None
    piece, following = pieces[index], pieces[index + 1]
    if (piece.folded, following.folded) in _WHOLE:
        return Token(piece.start, following.end, (piece.folded + following.folded,)), 2
    if piece.folded in _ELIDED:
        return None, 1
    if following.folded in _AFTER_APOSTROPHE and _gap(text, pieces, index + 1) not in _APOSTROPHES:
        return _plain(piece), 2
    return None


def _inclusive(text: str, pieces: list[_Piece], index: int) -> tuple[Token, int] | None:
    if index + 1 >= len(pieces) or not takes_ending(pieces[index].folded):
        return None
    closed = _ending_closes(text, pieces, index)
    if not closed:
        return None
    base, ending = pieces[index], pieces[index + 1].folded
    plural, last = _plural_after(text, pieces, index + 1)
    end = pieces[last].end + (1 if closed == ")" and last == index + 1 else 0)
    return Token(base.start, end, both_genders(base.folded, ending, plural=plural)), last + 1 - index


def _ending_closes(text: str, pieces: list[_Piece], index: int) -> str:
    """Return the sign that makes the next piece the ending of this one, empty when it is a word of its own."""
    gap, ending = _gap(text, pieces, index), pieces[index + 1]
    if not is_ending(ending.folded, after_hyphen=gap in _HYPHENS) or (ending.raw.isupper() and len(ending.raw) > 1):
        return ""
    if gap.strip() == "(" and len(gap) <= 2:
        return ")" if text[ending.end : ending.end + 1] == ")" else ""
    if gap in _HYPHENS:
        return gap if len(pieces[index].folded) > 3 else ""
    return gap if gap == "/" or gap in _INCLUSIVE_POINTS else ""


def _plural_after(text: str, pieces: list[_Piece], index: int) -> tuple[bool, int]:
    """Tell whether a plural sign follows the ending (« technicien(ne)s », « agent·e·s ») and where the form ends."""
    gap = _gap(text, pieces, index)
    if gap in {")", *_INCLUSIVE_POINTS, *_HYPHENS} and pieces[index + 1].raw in {"s", "x"}:
        return True, index + 1
    return False, index


def _with_compounds(text: str, tokens: list[Token]) -> Iterator[Token]:
    index = 0
    while index < len(tokens):
        last = index
        while last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] in _HYPHENS:
            last += 1
        yield from _joined(tokens[index : last + 1])
        index = last + 1


def _joined(parts: list[Token]) -> list[Token]:
    if not 1 < len(parts) <= _LONGEST_COMPOUND:
        return parts
    whole = "-".join(part.forms[0] for part in parts)
    return [Token(part.start, part.end, part.forms, part.acronym, whole) for part in parts]
