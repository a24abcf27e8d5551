"""How templates write days and languages."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from portal.templatetags.dates import day, last_day
from portal.templatetags.languages import lang, language_name


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (datetime.date(2022, 1, 1), '<time datetime="2022-01-01">1er janvier 2022</time>'),
        (datetime.date(2026, 11, 22), '<time datetime="2026-11-22">22 novembre 2026</time>'),
        (
            datetime.datetime(2026, 11, 22, 14, 46, 53, 3937, tzinfo=datetime.UTC),
            '<time datetime="2026-11-22T14:46:53+00:00">22 novembre 2026 à 14 h 46</time>',
        ),
        (None, ""),
    ],
)
def test_a_day_is_written_in_french(date: datetime.date | None, written: str) -> None:
    with override("fr"):
        assert day(date) == written


def test_a_day_in_creole_is_never_written_in_english() -> None:
    with override("ht"):
        assert "November" not in day(datetime.date(2026, 11, 22))


def test_a_time_says_its_hour() -> None:
    when = timezone.make_aware(datetime.datetime(2026, 11, 1, 9, 5))
    with override("fr"):
        assert "1er novembre 2026 à 9 h 05</time>" in day(when)


def test_the_last_day_is_the_one_before_an_interval_ends() -> None:
    assert last_day(datetime.date(2024, 3, 1)) == datetime.date(2024, 2, 29)
    assert last_day(datetime.date.max) is None


def test_only_text_in_another_language_is_marked() -> None:
    with override("ht"):
        assert lang("fr") == ' lang="fr"'
        assert lang("ht") == ""
        assert lang("") == ""


def test_languages_are_named_in_french() -> None:
    with override("fr"):
        assert [language_name(code) for code in ("fr", "ht", "en", "es")] == [
            "français",
            "créole haïtien",
            "anglais",
            "espagnol",
        ]
