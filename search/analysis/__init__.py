"""Text to finished terms, once, for both engines: tokens, stems and acronyms in French, Creole, English and Spanish.

A finished term is a string without spaces: ``w:`` a folded word, ``s:<language>:`` its stem, ``a:`` an acronym.
"""

from search.analysis.folding import fold
from search.analysis.terms import all_terms, terms, token_terms
from search.analysis.tokens import Token, tokenise

__all__ = ["Token", "all_terms", "fold", "terms", "token_terms", "tokenise"]
