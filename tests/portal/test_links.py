from uuid import uuid4

from django.utils.translation import override

from portal.editions.reading import Link
from portal.templatetags.links import text_link


def link(acronym: str = "", language: str = "fr") -> Link:
    return Link(uuid4(), "unit", None, language, "Paie & <primes>", acronym, "/fr/onm/paie/", {})


def test_a_link_has_the_whole_name_and_nothing_of_it_is_markup() -> None:
    assert text_link(link("SP")) == '<a href="/fr/onm/paie/">Paie &amp; &lt;primes&gt; (SP)</a>'


def test_a_brief_link_explains_its_acronym() -> None:
    assert text_link(link("SP"), brief=True) == (
        '<a href="/fr/onm/paie/"><abbr title="Paie &amp; &lt;primes&gt;">SP</abbr></a>'
    )
    assert text_link(link(), brief=True) == '<a href="/fr/onm/paie/">Paie &amp; &lt;primes&gt;</a>'


def test_a_name_in_another_language_says_so() -> None:
    with override("en"):
        assert text_link(link()) == '<a href="/fr/onm/paie/" lang="fr">Paie &amp; &lt;primes&gt;</a>'
