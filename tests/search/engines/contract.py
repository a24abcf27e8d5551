"""What every engine must do: inherit ``EngineContract`` and give an ``engine`` fixture that makes an empty one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.base import Engine
from tests.search.engines.documents import BLANK, FOREVER, TODAY, ids, passage, question, word


class MatchingContract:
    """Which passages match, and in which order."""

    def test_nothing_is_found_in_an_empty_index(self, engine: Engine) -> None:
        result = engine.search(question("visa"))
        assert (list(result.hits), result.works) == ([], 0)

    def test_a_word_is_found_and_comes_back_whole(self, engine: Engine) -> None:
        document = replace(
            passage("a:1", "payer le personnel", title="finances", context="onm"),
            acronym="DAF",
            anchor="x",
            position=7,
        )
        engine.rebuild([document, passage("b:1", "délivrer le visa")])
        result = engine.search(question("personnel"))
        assert [hit.document for hit in result.hits] == [document]
        assert result.works == 1

    def test_a_question_without_concepts_finds_nothing(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa")])
        assert ids(engine.search(question()).hits) == []

    def test_tokens_are_matched_whole_and_as_they_are(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "accueil-écoute É+(x) AND")])
        for asked, found in {"accueil-écoute": 1, "accueil": 0, "É+(x)": 1, "AND": 1, "and": 0, "*": 0}.items():
            assert len(engine.search(question(asked)).hits) == found, asked

    def test_the_passage_comes_before_its_unit_s_title_and_that_before_what_is_above(self, engine: Engine) -> None:
        engine.rebuild([
            passage("c:1", "autre", title="chose", context="visa"),
            passage("a:1", "visa", title="chose", context="rien"),
            passage("b:1", "autre", title="visa", context="rien"),
        ])  # fmt: skip
        hits = engine.search(question("visa")).hits
        assert ids(hits) == ["a:1", "b:1", "c:1"]
        assert hits[2].score < hits[0].score / 2

    def test_the_best_way_to_match_counts_and_not_the_sum(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa autre"), passage("b:1", "rien visa", title="visa", context="visa")])
        first, second = engine.search(question(word("visa", ("visa", 0.5)))).hits
        assert first.score == pytest.approx(second.score)

    def test_a_synonym_is_worth_its_weight_even_if_it_is_rarer(self, engine: Engine) -> None:
        common = [passage(f"c{n}:1", "salaire autre") for n in range(20)]
        engine.rebuild([passage("rare:1", "paie autre"), *common])
        hits = engine.search(question(word("salaire", ("paie", 0.7)))).hits
        assert ids(hits)[-1] == "rare:1"
        assert hits[-1].score == pytest.approx(0.7 * hits[0].score, rel=1e-3)

    def test_a_rarer_concept_weighs_more_when_it_says_so(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa rien"), passage("b:1", "agent rien")])
        assert ids(engine.search(question(word("visa"), word("agent", weight=3.0))).hits) == ["b:1", "a:1"]

    def test_an_alternative_of_several_terms_needs_them_all(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "paiement du personnel"), passage("b:1", "paiement du loyer")])
        payroll = word("peye", ("paiement personnel", 1.0))
        assert ids(engine.search(question(payroll)).hits) == ["a:1"]

    def test_the_terms_of_an_alternative_may_be_spread_over_passage_and_title_for_less(self, engine: Engine) -> None:
        engine.rebuild([
            passage("c:1", "autre", title="chose", context="paiement personnel"),
            passage("d:1", "paiement", title="chose", context="personnel"),
            passage("b:1", "paiement autre", title="personnel"),
            passage("a:1", "paiement personnel", title="autre"),
        ])  # fmt: skip
        assert ids(engine.search(question(word("paiement personnel"))).hits) == ["a:1", "b:1", "c:1"]

    def test_an_alternative_of_several_terms_is_worth_no_more_than_one(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "retour volontaire assisté"), passage("b:1", "un retour simple")])
        hits = engine.search(question(word("simple", ("retour volontaire assisté", 1.0)))).hits
        assert hits[0].score == pytest.approx(hits[1].score, rel=1e-3)

    @pytest.mark.parametrize(
        ("minimum", "found"), [(1, ["a:1", "b:1", "c:1"]), (2, ["a:1", "b:1"]), (3, ["a:1"]), (4, [])]
    )
    def test_a_passage_must_match_enough_concepts(self, engine: Engine, minimum: int, found: list[str]) -> None:
        engine.rebuild([
            passage("a:1", "accueil des mineurs refoulés"),
            passage("b:1", "accueil des mineurs voyageurs"),
            passage("c:1", "accueil des visiteurs"),
        ])  # fmt: skip
        hits = engine.search(question("accueil", "mineurs", "refoulés", minimum=minimum)).hits
        assert ids(hits) == found

    def test_concepts_may_be_matched_in_different_places(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "payer", title="personnel"), passage("b:1", "payer", title="loyer")])
        assert ids(engine.search(question("payer", "personnel", minimum=2)).hits) == ["a:1"]

    def test_a_short_passage_comes_before_a_long_one(self, engine: Engine) -> None:
        engine.rebuild([passage("b:1", "visa"), passage("a:1", "visa " + " ".join(f"mot{n}" for n in range(30)))])
        assert ids(engine.search(question("visa")).hits) == ["b:1", "a:1"]

    def test_the_best_come_first_up_to_the_limit_and_equals_by_id(self, engine: Engine) -> None:
        engine.rebuild([passage(f"{n:02}:1", "visa") for n in reversed(range(30))])
        result = engine.search(question("visa", limit=5))
        assert len(result.hits) == 5
        assert ids(result.hits) == sorted(ids(result.hits))
        assert result.works == 30


class FilterContract:
    """What a reader may see."""

    @pytest.mark.parametrize(("audience", "found"), [(0, ["a:0"]), (1, ["a:0", "a:1"]), (2, ["a:0", "a:1", "a:2"])])
    def test_the_audience(self, engine: Engine, audience: int, found: list[str]) -> None:
        engine.rebuild([passage(f"a:{level}", "visa", audience=level) for level in range(3)])
        assert ids(engine.search(question("visa", audience=audience)).hits) == found

    def test_the_language_that_is_served(self, engine: Engine) -> None:
        engine.rebuild([passage("a:fr", "visa", served=("fr", "en")), passage("a:ht", "visa", served=("ht",))])
        found = {
            language: ids(engine.search(question("visa", language=language)).hits) for language in ("fr", "ht", "es")
        }
        assert found == {"fr": ["a:fr"], "ht": ["a:ht"], "es": []}

    @pytest.mark.parametrize(("day", "found"), [(-1, []), (0, ["a:1"]), (9, ["a:1"]), (10, ["a:2"]), (99999, ["a:2"])])
    def test_the_date_half_open(self, engine: Engine, day: int, found: list[str]) -> None:
        engine.rebuild([
            passage("a:1", "visa", starts=TODAY, ends=TODAY + 10),
            passage("a:2", "visa", starts=TODAY + 10, ends=FOREVER),
        ])  # fmt: skip
        assert ids(engine.search(question("visa", on=TODAY + day)).hits) == found

    def test_facets_narrow_together(self, engine: Engine) -> None:
        engine.rebuild([
            passage("a:1", "visa", unit_kind="bureau", place="belladère"),
            passage("b:1", "visa", unit_kind="bureau"),
            passage("c:1", "visa", organisation="oim", unit_kind="bureau", place="belladère"),
        ])  # fmt: skip
        narrow = question("visa", organisation="onm", unit_kind="bureau", place="belladère")
        assert ids(engine.search(narrow).hits) == ["a:1"]

    def test_families_are_told_apart(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa"), passage("g:1", "visa autre", family="procedures")])
        found = {family: ids(engine.search(question("visa", family=family)).hits) for family in ("", "procedures")}
        assert found == {"": ["a:1", "g:1"], "procedures": ["g:1"]}
        reader = question("visa", family="procedures").filters
        assert dict(engine.vocabulary(reader)) == {"visa": 1, "autre": 1}

    def test_what_concerns_nobody_in_particular_is_found_whoever_is_asked_about(self, engine: Engine) -> None:
        engine.rebuild([
            passage("g:all", "visa"),
            passage("g:minor", "visa", profiles=("mineur", "malade")),
            passage("g:minor-by-land", "visa", profiles=("mineur",), channels=("terre",)),
        ])  # fmt: skip

        def found(*profiles: str, channels: tuple[str, ...] = ()) -> list[str]:
            return ids(engine.search(question("visa", profiles=profiles, channels=channels)).hits)

        assert found() == ["g:all", "g:minor", "g:minor-by-land"]
        assert found("mineur") == ["g:all", "g:minor", "g:minor-by-land"]
        assert found("malade", "adulte") == ["g:all", "g:minor"]
        assert found("mineur", channels=("air",)) == ["g:all", "g:minor"]
        assert found("\x00") == found("") == ["g:all"]

    def test_filters_do_not_change_scores(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa")])
        plain = engine.search(question("visa")).hits[0].score
        asked = question("visa", organisation="onm", family="structure", profiles=("mineur",), audience=2)
        narrow = engine.search(asked).hits[0].score
        assert narrow == pytest.approx(plain)

    def test_facets_count_distinct_works_over_everything_that_matched(self, engine: Engine) -> None:
        bureaux = [passage(f"b{n}:{m}", "visa", unit_kind="bureau", place="") for n in range(300) for m in range(3)]
        engine.rebuild([passage("a:1", "visa"), passage("secret:1", "visa", audience=2), *bureaux])
        result = engine.search(question("visa", limit=1))
        assert result.works == 301
        assert {name: dict(counts) for name, counts in result.facets.items()} == {
            "organisation": {"onm": 301},
            "unit_kind": {"direction": 1, "bureau": 300},
            "place": {"port-au-prince": 1},
        }


class VocabularyContract:
    """The words of the passages."""

    def test_plain_words_with_the_number_of_passages(self, engine: Engine) -> None:
        stems = replace(passage("c:1", "visa"), terms=("w:visa", "s:fr:vis", "a:onm"), title_terms=("w:titre",))
        engine.rebuild([passage("a:1", "visa visa agent"), stems])
        assert dict(engine.vocabulary()) == {"visa": 2, "agent": 1}

    def test_words_of_replaced_passages_are_gone(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "ancien"), passage("b:1", "autre")])
        engine.replace(["a"], [passage("a:1", "nouveau")])
        assert dict(engine.vocabulary()) == {"nouveau": 1, "autre": 1}

    def test_only_of_the_passages_that_a_reader_may_see(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa"), passage("b:1", "visa secret", audience=2)])
        assert dict(engine.vocabulary(question().filters)) == {"visa": 1}
        assert dict(engine.vocabulary(question(audience=2).filters)) == {"visa": 2, "secret": 1}


class WritingContract:
    """Replacing, rebuilding, and reading everything back."""

    def test_replace_makes_documents_the_only_ones_of_a_work(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa"), passage("a:2", "visa"), passage("b:1", "visa")])
        engine.replace(["a"], [passage("a:2", "visa")])
        assert ids(engine.search(question("visa")).hits) == ["a:2", "b:1"]

    def test_replace_by_nothing_removes_a_work(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa"), passage("b:1", "visa")])
        engine.replace(["a", "unknown"], [])
        assert ids(engine.documents()) == ["b:1"]

    def test_replace_twice_is_as_once(self, engine: Engine) -> None:
        for _time in range(2):
            engine.replace(["a", "b"], [passage("a:1", "visa"), passage("b:1", "agent")])
        assert sorted(ids(engine.documents())) == ["a:1", "b:1"]

    def test_a_replacement_that_fails_changes_nothing(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa")])
        with pytest.raises(ZeroDivisionError):
            engine.replace(["a"], (passage(f"a:{1 // n}", "autre") for n in (1, 0)))
        assert ids(engine.search(question("visa")).hits) == ["a:1"]
        engine.replace(["a"], [passage("a:9", "visa")])
        assert ids(engine.documents()) == ["a:9"]

    def test_a_rebuild_that_fails_changes_nothing(self, engine: Engine) -> None:
        engine.rebuild([passage("a:1", "visa")])
        before = engine.version()
        with pytest.raises(ZeroDivisionError):
            engine.rebuild(passage(f"b:{1 // n}", "autre") for n in (1, 0))
        assert (ids(engine.documents()), engine.version()) == (["a:1"], before)

    def test_the_version_changes_with_the_content_only(self, engine: Engine) -> None:
        versions = [engine.version()]
        engine.replace(["a"], [passage("a:1", "visa")])
        versions.append(engine.version())
        engine.search(question("visa"))
        assert engine.version() == versions[1]
        engine.rebuild([passage("a:1", "visa")])
        versions.append(engine.version())
        assert len(set(versions)) == 3

    def test_documents_come_back_as_they_were(self, engine: Engine) -> None:
        written = [
            replace(BLANK, id=f"{n}:fr", work=str(n), text="é·’\n\x1f «»", terms=("w:a", "w:a"), ends=n)
            for n in range(500)
        ]
        engine.rebuild(written)
        assert sorted(engine.documents(), key=lambda each: int(each.work)) == written


class EngineContract(MatchingContract, FilterContract, VocabularyContract, WritingContract):
    """All of it."""
