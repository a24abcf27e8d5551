"""What holds for every template of the project."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.template import TemplateSyntaxError, engines
from django.template.loader import get_template

from .literal_text import literal_texts

ROOT = settings.BASE_DIR / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:")
ELSEWHERE = re.compile(r"(?:src|href)=[\"'](?:https?:)?//")


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_word_can_be_translated(name: str) -> None:
    assert literal_texts((ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_inline_nor_from_elsewhere(name: str) -> None:
    source = (ROOT / name).read_text()

    assert not INLINE.search(source)
    assert not ELSEWHERE.search(source)


def test_the_project_has_templates() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Bonjour</p>", ["Bonjour"]),
        ('<a title="Lire la suite">{{ name }}</a>', ["Lire la suite"]),
        ("{% if x %}oui{% else %}{{ y }}{% endif %}", ["oui"]),
        ("{{ held|yesno:'oui,non' }}", ["|yesno:'oui,non'"]),
    ],
)
def test_literal_words_are_found(source: str, found: list[str]) -> None:
    assert literal_texts(source) == found


@pytest.mark.parametrize(
    "source",
    [
        '<p class="badge">{% translate "Bonjour" %}</p>',
        "<p>{% blocktranslate trimmed with name=x %}Bonjour {{ name }}{% endblocktranslate %}</p>",
        '{% comment %}Why it is so.{% endcomment %}<meta name="viewport" content="width=device-width">',
        "<li>{{ a }} › {{ b }} · {{ c|default:'' }}</li>",
    ],
)
def test_translated_words_pass(source: str) -> None:
    assert literal_texts(source) == []


def test_a_broken_template_does_not_compile() -> None:
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% translate %}")
