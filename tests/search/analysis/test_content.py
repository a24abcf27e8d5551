import pytest

from search.analysis import tokenise
from search.analysis.content import content, spoken


def meant(text: str, language: str) -> str:
    return " ".join(token.forms[0] for token in content(tokenise(text), (language,)))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Qui s’occupe de l’hébergement ?", "hebergement"),
        ("fr", "qui est responsable de la paie", "paie"),
        ("fr", "À qui s'adresser pour un passeport ?", "passeport"),
        ("fr", "quel service gère les achats", "gere achats"),
        ("fr", "prise en charge médicale", "prise medicale"),
        ("ht", "kiyès ki responsab peye anplwaye yo?", "peye anplwaye"),
        ("ht", "Ki biwo m ka ale pou paspò", "paspo"),
        ("en", "Who is in charge of payroll?", "payroll"),
        ("en", "which office deals with deported minors", "deported minors"),
        ("es", "¿Quién se encarga de los salarios?", "salarios"),
        ("es", "a quién me dirijo para un pasaporte", "pasaporte"),
        ("fr", "Bureau du Nord-Est", "bureau nord est"),
        ("fr", "qui est responsable ?", "responsable"),
        ("fr", "de la", "de la"),
        ("fr", "DES", "des"),
    ],
)
def test_only_what_is_meant_remains(language: str, text: str, expected: str) -> None:
    assert meant(text, language) == expected


@pytest.mark.parametrize(
    ("text", "reader", "expected"),
    [
        ("who is in charge of payroll", "fr", "en"),
        ("chef de la section des assurances", "en", "fr"),
        ("oficina sur", "es", "es"),
        ("payroll", "fr", "fr"),
        ("", "ht", "ht"),
    ],
)
def test_the_language_of_a_question(text: str, reader: str, expected: str) -> None:
    assert spoken(tokenise(text), reader) == expected
