"""Any content of a structure page, made at random: all that an editor or a file can put there."""

from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import strategies as st

from org.content import Kind, LegalBasis, Member, Post, Responsibility, Seat, Source, StructureContent, Tie

KINDS = [Kind("direction", "Direction"), Kind("service", "Service")]
SEATS = [Seat("les-cayes", "Les Cayes", "HT", "Sud", "18.1933", "-73.7460"), Seat("geneve", "Genève", "CH")]
LAWS = [
    LegalBasis("decret-1", "Décret de création", "Décret du 1er mai 1995, art. 3"),
    LegalBasis("loi-2", "Loi", "", "https://example.org/loi"),
]
WORKS: list[UUID] = [UUID(int=number) for number in (1, 2)]

# What spreadsheets and YAML like to take for something else.
TRAPS = ["=1+1", "'quoted", '"double"', "-5", "+5", "@ici", "oui", "non", "yes", "null", "~", "12", "1.50", "1e5"]
TRAPS += ["2022-01-01", "a, b", "# dièse", "clé: valeur", "- tiret", "TRUE", "#REF!", "{}", "[x]", "|", ">"]
TRAPS += ["ligne\nsuivante", "retour\r\nchariot", "seul\rretour", "tab\tulation", "_x000D_", "_x0041_"]
TRAPS += ["<b>&amp;</b>", "«\u202fà\u00a0»", "e\u0301", "🙂"]
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"], include_characters="\n\t")

texts = st.one_of(st.sampled_from(TRAPS), st.text(LETTERS, max_size=30)).map(str.strip)
words = texts.filter(bool)
ids = st.builds(uuid4)
sources = st.builds(Source, document=words, lines=texts, note=texts)
no_or_source = st.none() | sources
works = st.lists(st.sampled_from(WORKS), unique=True, max_size=2).map(tuple)
responsibilities = st.builds(
    Responsibility,
    id=ids,
    text=words,
    internal_rules=st.booleans(),
    shared_with=works,
    legal_basis=st.lists(st.sampled_from(LAWS), unique=True, max_size=2).map(tuple),
    doubt=texts,
    source=no_or_source,
)
posts = st.builds(
    Post,
    id=ids,
    title=words,
    head=st.booleans(),
    rank=texts,
    headcount=st.none() | st.integers(1, 2000),
    qualifications=texts,
    phone=texts,
    email=st.sampled_from(["", "chef@example.org", "a+b@localhost"]),
    office=texts,
    doubt=texts,
    source=no_or_source,
)
ties = st.builds(Tie, id=ids, to=st.sampled_from(WORKS), kind=st.sampled_from(["supports", "hosts"]), note=texts)
members = st.builds(Member, id=ids, title=words, unit=st.none() | st.sampled_from(WORKS))
contents = st.builds(
    StructureContent,
    title=words,
    acronym=texts,
    kind=st.sampled_from(KINDS),
    mission=texts,
    seat=st.none() | st.sampled_from(SEATS),
    sources=st.lists(sources, max_size=2).map(tuple),
    doubts=st.lists(words, max_size=2).map(tuple),
    responsibilities=st.lists(responsibilities, max_size=3).map(tuple),
    posts=st.lists(posts, max_size=2).map(tuple),
    members=st.lists(members, max_size=2).map(tuple),
    ties=st.lists(ties, max_size=2, unique_by=lambda tie: (tie.kind, tie.to)).map(tuple),
)
