"""Invented contents, of the types that real pages have: no text of the portal, no database."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from org.cards import OrganisationCard
from org.changes.presentation import ShownChange, ShownUnit, Side
from org.content import Kind, LegalBasis, Member, Post, Responsibility, Source, StructureContent
from org.content import Seat as Place
from org.holders import Act, Holder
from org.models import Capacity
from org.presentation import Duty, Seat, ShownMember, ShownTie
from portal.editions.audiences import Audience
from portal.editions.models import Edition, InForce, Work
from portal.editions.news import Item, News
from portal.editions.reading import Link, Reading
from search.facets import FacetValue
from search.highlighting import Segment
from search.ranking import FoundPassage
from search.who import Findings, PostLink, UnitAnswer

LANGUAGE = "fr"
NO_END = datetime.date.max
SOURCE = Source("Règlement du port imaginaire", "12-14")


def _key(number: int) -> UUID:
    return UUID(int=number, version=4)


def _link(number: int, title: str, acronym: str = "", kind: str = "") -> Link:
    facets = {"unit_kind_name": kind}
    return Link(_key(number), "unit", None, LANGUAGE, title, acronym, "#exemple", facets)


OFFICE = _link(1, "Office du port imaginaire", "OPI")
ARRIVALS = _link(2, "Direction des arrivées", "DA")
REGISTRY = _link(3, "Guichet du registre", kind="Bureau")
LOUNGE = _link(4, "Salle d’attente", kind="Section")

HEAD = Post(
    _key(21),
    "Directeur ou Directrice des arrivées",
    head=True,
    rank="directeur",
    phone="+509 2222 0000",
    source=SOURCE,
)
CLERK = Post(_key(22), "Greffier ou Greffière", headcount=3, qualifications="Savoir écrire droit.", source=SOURCE)
DUTY = Responsibility(
    _key(11),
    "Accueillir chaque navire à quai et tenir le registre des arrivées.",
    shared_with=(REGISTRY.work,),
    legal_basis=(LegalBasis("reglement", "Règlement du port imaginaire", "art. 3"),),
    doubt="Le règlement ne dit pas qui tient le registre la nuit.",
    source=SOURCE,
)
RULES = Responsibility(_key(12), "Attributions fixées par les règlements internes.", internal_rules=True)
CONTENT = StructureContent(
    title=ARRIVALS.title,
    acronym=ARRIVALS.acronym,
    kind=Kind("direction", "Direction"),
    mission="Direction qui reçoit les navires, leurs équipages et leurs passagers, et qui sait où chacun dort.",
    seat=Place("quai", "Quai du levant", "HT", "Ouest", "18.5435", "-72.3388"),
    sources=(SOURCE,),
    doubts=("Le plan du quai n’est pas daté.",),
    responsibilities=(DUTY, RULES),
    posts=(HEAD, CLERK),
)


def example_context() -> dict[str, Any]:
    """Return what the templates of components need."""
    today = timezone.localdate()
    work = Work(key=ARRIVALS.work, kind="unit", source_language=LANGUAGE)
    edition = _edition(work, today)
    return {
        "shown_language": LANGUAGE,
        "example_language": LANGUAGE,
        "here": ARRIVALS.title,
        "here_language": LANGUAGE,
        "work": work,
        "reserved": Work(key=_key(9), effective_audience=Audience.STAFF),
        "edition": edition,
        "intervals": [InForce(edition=edition, work=work, starts=edition.in_force_from, ends=NO_END)],
        "reading": Reading(language=LANGUAGE, date=today, audience=Audience.PUBLIC),
        "content": CONTENT,
        "chain": [OFFICE],
        "children": [REGISTRY, LOUNGE],
        "siblings": [_link(5, "Direction des départs", "DD")],
        "examples": ["qui tient le registre ?", "attendre son tour"],
        "changes": _changes(),
        **_rows(),
        **_home(today),
        **_search(),
    }


def _edition(work: Work, today: datetime.date) -> Edition:
    return Edition(
        work=work,
        language=LANGUAGE,
        number=3,
        title=ARRIVALS.title,
        seal="4f1d" * 16,
        in_force_from=today.replace(month=1, day=1),
        change_note="La nuit est comptée.",
        recorded_at=timezone.now(),
    )


def _rows() -> dict[str, Any]:
    since, until = datetime.date(2024, 3, 1), datetime.date(2024, 9, 30)
    holders = (
        Holder("Marie Exemple", Capacity.HOLDER, since, act=Act("Arrêté imaginaire", "AI-12")),
        Holder("Paul Exemple", Capacity.INTERIM, since, until),
        Holder("Rose Exemple", Capacity.DELEGATE, since, scope="tenir le registre la nuit"),
    )
    head = Seat(HEAD, holders)
    return {
        "seat": head,
        "posts": [head, Seat(CLERK, ())],
        "duties": [Duty(DUTY, (REGISTRY,)), Duty(RULES, ())],
        "members": [ShownMember(Member(_key(31), "Capitainerie"), None)],
        "ties": [ShownTie("travaille avec", REGISTRY, "Le registre commun.", str(_key(41)))],
    }


def _changes() -> list[ShownChange]:
    tower = ShownUnit(_key(51), "Bureau de la vigie", "#exemple")
    counter = ShownUnit(REGISTRY.work, "Guichet des rôles", "#exemple", REGISTRY.title, LANGUAGE)
    merged = (Side("Succède à", (tower, counter)),)
    return [
        ShownChange("La vigie rejoint le quai", LANGUAGE, "#exemple", "Fusion", "à partir du 1er mai 2031", True),
        ShownChange("La réforme", LANGUAGE, "#exemple", "Fusion", "vers 2024 (date approximative)", False, merged),
    ]


def _home(today: datetime.date) -> dict[str, Any]:
    items = tuple(Item(link.title, link.acronym, LANGUAGE, link.url, "") for link in (OFFICE, ARRIVALS, REGISTRY))
    revised = Item(ARRIVALS.title, "", LANGUAGE, ARRIVALS.url, "La nuit est comptée.")
    return {
        "card": OrganisationCard(OFFICE, "Faire que tout navire trouve un quai.", 12, 48),
        "news": [News(today, False, False, (revised,), 1), News(today, True, False, items, 13)],
    }


def _search() -> dict[str, Any]:
    words = (Segment("Accueillir chaque navire à quai et tenir le "), Segment("registre", True), Segment("."))
    passage = FoundPassage("responsibility", "", "", words, 1.0)
    head = PostLink(HEAD.title, "#exemple", HEAD.phone)
    answer = UnitAnswer(ARRIVALS, OFFICE, "Direction", head, (OFFICE,), passage, "#exemple", (), 1.0)
    chosen = {"facet": FacetValue("opi", "OPI", 1, True), "query": "q=registre"}
    other = {"facet": FacetValue("oqi", "Office du quai", 4), "query": "q=registre"}
    return {
        "answer": answer,
        "findings": Findings("rejistre", total=1, answers=(answer,), unknown=("zzyzx",)),
        "proposals": [{"text": "registre", "query": "q=registre"}],
        "filters": [chosen],
        "facets": [{"name": "Organisation", "shown": [chosen, other], "more": []}],
    }
