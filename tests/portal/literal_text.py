"""Finds the words of a template that no translator would ever see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

READ_ALOUD = {
    "alt",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "content",
    "label",
    "placeholder",
    "title",
}
LETTER = re.compile(r"[^\W\d_]")
NOT_FOR_PEOPLE = {"viewport", "color-scheme", "robots"}
WORDS_IN_FILTER = re.compile(
    r"\|(?:default|default_if_none|yesno|pluralize|add|join):[\"'][^\"']*[^\W\d_]{2}[^\"']*[\"']"
)


def literal_texts(source: str) -> list[str]:
    """Return the literal words of a template's `source` that stand outside translate and blocktranslate."""
    reader = _Reader()
    reader.feed("".join(_text_outside_translation(source)))
    reader.close()
    return [*reader.found, *WORDS_IN_FILTER.findall(source)]


def _text_outside_translation(source: str) -> Iterator[str]:
    inside = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if name in ("blocktranslate", "comment"):
            inside = name
        elif name == f"end{inside}":
            inside = ""
        elif token.token_type == TokenType.TEXT and not inside:
            yield token.contents


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("name") in NOT_FOR_PEOPLE:
            return
        self.found += [value for name, value in attrs if name in READ_ALOUD and value and LETTER.search(value)]

    def handle_data(self, data: str) -> None:
        if LETTER.search(data):
            self.found.append(data.strip())
