"""Every way in which a reader may ask for something: addresses made at random, some of what must not be shown."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import quote

from portal.editions.models import Address, Edition

from .world import COMMON, Hidden, World

Channel = Callable[[random.Random, World, Hidden], str]
LANGUAGES = ("fr", "fr", "fr", "ht", "en")


def prefix(draw: random.Random) -> str:
    """Return today, a date, or a date as it was said at a moment."""
    day = f"{draw.choice([2014, 2016, 2020, 2024, 2027, 2030])}-0{draw.randint(1, 9)}-11"
    if draw.random() < 0.4:
        return ""
    if draw.random() < 0.7:
        return f"/@{day}"
    moments = list(Edition.objects.values_list("recorded_at", flat=True))
    return f"/@{day}~{draw.choice(moments):%Y-%m-%dT%H:%M:%S.%fZ}"


def page(draw: random.Random, world: World, text: Hidden) -> str:
    paths = list(Address.objects.filter(work=text.key).values_list("path", flat=True))
    return draw.choice(paths) if paths else "rien/"


def _of_text(pattern: str) -> Channel:
    return lambda draw, world, text: pattern.format(key=text.key)


def row(draw: random.Random, world: World, text: Hidden) -> str:
    anchor = draw.choice(text.anchors) if text.anchors else text.key
    return draw.choice([f"id/{text.key}/{anchor}/", f"poste/{text.key}/{anchor}/"])


def edition(draw: random.Random, world: World, text: Hidden) -> str:
    return f"edition/{text.key}/{draw.choice(LANGUAGES)}/{draw.randint(1, 6)}/"


def compared(draw: random.Random, world: World, text: Hidden) -> str:
    return f"historique/{text.key}/comparer/?de={draw.randint(1, 4)}&a={draw.randint(1, 4)}"


def _word_of(draw: random.Random, text: Hidden) -> str:
    """Return a word of the text, whole, mistyped or begun; or a word that many texts say."""
    word = draw.choice(sorted(text.words))
    mistyped = word[:-2] + draw.choice("aeiou") + word[-1]
    return draw.choice([word, mistyped, word[:-1], word[:4], COMMON, "chef", "unité"])


def _profile(draw: random.Random, world: World, text: Hidden) -> str:
    """Return whom a guide is asked about: its own profile, or that of another."""
    known = [code for each in world.texts.values() for code in each.profiles]
    return draw.choice(["", *text.profiles, *known, "mineur"])


def steps(draw: random.Random, world: World, text: Hidden) -> str:
    form = draw.choice(["/", "/", "/raci/", "/liste/", ".svg", ".bpmn"])
    return f"etapes/{text.key}{form}?profil={_profile(draw, world, text)}"


def guides(draw: random.Random, world: World, text: Hidden) -> str:
    return f"guides/?profil={_profile(draw, world, text)}"


def question(draw: random.Random, world: World, text: Hidden) -> str:
    facet = draw.choice(["", "", f"&organisation={text.key.hex}", "&unit_kind=service", "&all=1", "&profil=mineur"])
    return f"recherche/?q={quote(_word_of(draw, text))}{facet}"


def attached(draw: random.Random, world: World, text: Hidden) -> str:
    return draw.choice(text.files) if text.files else "fichier/rien/rien.txt"


CHANNELS: dict[str, Channel] = {
    "file": attached,
    "page": page,
    "permanent": _of_text("id/{key}/"),
    "row": row,
    "edition": edition,
    "timeline": _of_text("historique/{key}/"),
    "diff": compared,
    "chart": _of_text("organigramme/{key}/?posts=1&ties=1"),
    "drawing": _of_text("organigramme/{key}/?view=drawing&posts=1&ties=1"),
    "sheets": _of_text("organigramme/{key}/impression/"),
    "svg": _of_text("organigramme/{key}.svg"),
    "report": _of_text("signaler/{key}/"),
    "search": question,
    "steps": steps,
    "guides": guides,
    "home": lambda draw, world, text: "",
    "error": lambda draw, world, text: f"rien-{draw.randint(1, 9)}/",
    "date": lambda draw, world, text: f"date/?date={draw.choice(['hier', '1900-01-01', '2020-01-01'])}",
}
PROGRAMS: dict[str, Channel] = {
    "api": lambda draw, world, text: f"api/who?q={quote(_word_of(draw, text))}&limit=50&lang={draw.choice(LANGUAGES)}",
    "suggestion": lambda draw, world, text: (
        f"api/suggest?q={quote(_word_of(draw, text))}&lang={draw.choice(LANGUAGES)}"
    ),
}
UNDATED: dict[str, Channel] = {
    "sitemap": lambda draw, world, text: draw.choice(["sitemap.xml", "sitemap-textes.xml", "sitemap-pages.xml"]),
    "robots": lambda draw, world, text: "robots.txt",
}
ALL = {**CHANNELS, **PROGRAMS, **UNDATED}


def address(draw: random.Random, world: World, text: Hidden, channel: str) -> str:
    """Return an address of one channel."""
    rest = ALL[channel](draw, world, text)
    if channel in UNDATED:
        return f"/{rest}"
    language = "" if channel in PROGRAMS else f"{draw.choice(LANGUAGES)}/"
    return f"{prefix(draw)}/{language}{rest}"
