from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold
from search.analysis.stemming import stem


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("fr", "rapatrié rapatriée rapatriés rapatriées rapatrier rapatriement"),
        ("fr", "paie paye payer paiement paiements"),
        ("fr", "recruter recrutement recruteur recrute"),
        ("fr", "directeur directrice directeurs direction"),
        ("fr", "coordonnateur coordonnatrice coordination"),
        ("fr", "financier financière finances"),
        ("fr", "gestion gérer gère gestionnaire"),
        ("fr", "migrants migrante migration migratoire"),
        ("fr", "général générale généraux"),
        ("fr", "chef cheffe chefs cheffes"),
        ("fr", "examine examiner examinent"),
        ("fr", "contrôle contrôlent"),
        ("en", "recruit recruits recruiting recruited"),
        ("es", "migración migraciones"),
        ("es", "salario salarios"),
        ("ht", "migrasyon migrasion"),
        ("ht", "anplwaye anplwayé employé"),
        ("ht", "wanament ouanaminthe"),
        ("ht", "direktè direkteur direktris"),
        ("ht", "gwoup group"),
    ],
)
def test_a_family_has_one_stem(language: str, family: str) -> None:
    assert len({stem(fold(word), language) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pays", "paie"),
        ("données", "dons"),
        ("mois", "moi"),
        ("cours", "courir"),
        ("agent", "âge"),
        ("parent", "paré"),
    ],
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(fold(one), "fr") != stem(fold(other), "fr")


@given(st.text(min_size=1), st.sampled_from(["fr", "ht", "en", "es", "xx"]))
def test_every_folded_word_has_a_stem(text: str, language: str) -> None:
    word = fold(text)

    assert bool(stem(word, language)) == bool(word)


def test_threads_do_not_disturb_each_other() -> None:
    words = [f"administrati{ending}{number}a" for number in range(300) for ending in ("on", "ve", "f")]
    expected = [stem.__wrapped__(word, "fr") for word in words]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda word: stem.__wrapped__(word, "fr"), words)) == expected
