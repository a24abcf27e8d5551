"""Nobody gets through one channel what the page would not show, on any date, however an audience was just changed."""

from __future__ import annotations

import os
import random
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from portal.editions.audiences import Audience
from portal.setup import PARTNERS, STAFF
from search.drain import drain
from search.engines.base import Engine
from tests import factories as make

from .channels import ALL, PROGRAMS, address
from .world import Hidden, World

SEEDS, DRAWS = (20, 1000) if os.environ.get("MANDAT_LONG") else (2, 250)
GROUPS = {Audience.PUBLIC: None, Audience.PARTNERS: PARTNERS, Audience.STAFF: STAFF}
OWN_PAGES = {
    "page",
    "permanent",
    "row",
    "edition",
    "timeline",
    "diff",
    "chart",
    "drawing",
    "sheets",
    "svg",
    "report",
    "file",
    "steps",
}
WORDLESS = ("error", "date", "robots", "permanent", "home", "row", "report")
"""The channels whose answers may hold no word of a text."""
SHUFFLES = 0.03

pytestmark = pytest.mark.django_db


def clients() -> dict[Audience, Client]:
    found = {}
    for audience, group in GROUPS.items():
        found[audience] = Client()
        if group:
            found[audience].force_login(make.UserFactory(in_groups=[group]))
    return found


def shuffle(draw: random.Random, world: World, text: Hidden) -> None:
    """Change who may read something, or withdraw it; the index learns of it at once or only later."""
    if draw.random() < 0.6:
        world.close(text, draw.choice(list(Audience)))
    else:
        world.withdraw(text, keep_title=draw.random() < 0.5)
    if draw.random() < 0.5:
        drain()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_channel_says_more_than_the_page(engine_of_portal: Engine, seed: int) -> None:
    world = World(seed)
    for hidden in world.random.sample(list(world.texts.values()), 3):
        world.withdraw(hidden, keep_title=world.random.random() < 0.5)
    assert world.withdrawn
    drain()
    readers, draw = clients(), world.random
    for _number in range(DRAWS):
        text = draw.choice(list(world.texts.values()))
        if draw.random() < SHUFFLES:
            shuffle(draw, world, text)
        audience, channel = draw.choice(list(Audience)), draw.choice(list(ALL))
        url = address(draw, world, text, channel)
        secrets = world.secrets(audience)
        response = readers[audience].get(url, headers={"Accept-Encoding": "identity"})
        _says_nothing_of(secrets, url, response, f"seed {seed}, {audience.name}, {channel}: {url}")
        if str(text.key) in secrets and channel in OWN_PAGES:
            assert response.status_code in (404, 301, 302), f"{audience.name}: {url} {response.status_code}"


def _says_nothing_of(secrets: dict[str, str], url: str, response: object, told: str) -> None:
    asked = unquote(url).casefold().replace("-", "")
    # Words of the question come back to who asked it: whole words that one typed are no news.
    body = _body(response) + str(response.headers)  # type: ignore[attr-defined]
    said = body.casefold().replace("-", "")
    for word, owner in secrets.items():
        plain = word.casefold().replace("-", "")
        if plain not in asked and plain in said:
            at = body.casefold().find(word.casefold())
            raise AssertionError(f"{told} says {word!r} of {owner}: …{body[max(at - 200, 0) : at + 60]}…")


def _body(response: Any) -> str:
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def test_every_channel_says_something_to_who_may_read(engine_of_portal: Engine) -> None:
    """A channel that answers nobody would prove nothing."""
    world = World(1)
    drain()
    staff, draw = clients()[Audience.STAFF], world.random
    texts = list(world.texts.values())
    words = {word for text in texts for word in text.words}
    for channel in ALL:
        answers = (staff.get(address(draw, world, draw.choice(texts), channel)) for _draw in range(40))
        assert any(_tells(channel, response, words) for response in answers), channel


def _tells(channel: str, response: Any, words: set[str]) -> bool:
    allowed = (200,) if channel in PROGRAMS else (200, 301, 302, 400, 404)
    said = _body(response)
    return response.status_code in allowed and (channel in WORDLESS or any(word in said for word in words))
