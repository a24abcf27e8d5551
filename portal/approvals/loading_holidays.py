"""Public holidays from the library `holidays` (decision record): each year of a country is filled once.

What an administrator changes, adds or deletes afterwards stays as they left it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Holiday, HolidayYear

YEARS_AHEAD = 2


class UnknownCountry(ValueError):
    """The library knows no holidays of a country."""


def load_coming_holidays() -> int:
    """Fill this year and the next ones of the portal's country; return how many days are new."""
    this_year = timezone.localdate().year
    years = range(this_year, this_year + YEARS_AHEAD + 1)
    return load_holidays(country=settings.MANDAT_COUNTRY, years=years)


@transaction.atomic
def load_holidays(*, country: str, years: Iterable[int]) -> int:
    """Fill the years that never were; return how many days are new.

    Raises ``UnknownCountry`` where the library does not know the country.
    """
    filled = set(HolidayYear.objects.filter(country=country).values_list("year", flat=True))
    missing = sorted(set(years) - filled)
    if not missing:
        return 0
    known = set(Holiday.objects.filter(country=country).values_list("date", flat=True))
    rows = [row for row in _holidays(country, missing) if row.date not in known]
    # Two servers may start at once.
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)
    HolidayYear.objects.bulk_create(
        [HolidayYear(country=country, year=year) for year in missing], ignore_conflicts=True
    )
    return len(rows)


def _holidays(country: str, years: list[int]) -> Iterator[Holiday]:
    names = {code: _names(country, years, code) for code, _name in settings.LANGUAGES}
    for day, name in sorted(names[settings.LANGUAGE_CODE].items()):
        translated = {f"name_{code}": held.get(day, "") for code, held in names.items()}
        yield Holiday(country=country, date=day, **{**translated, f"name_{settings.LANGUAGE_CODE}": name})


def _names(country: str, years: list[int], language: str) -> dict[datetime.date, str]:
    """Return the holidays as a language names them; in the country's own where that is not known."""
    # The library is large, and only needed once a year.
    from holidays import country_holidays

    try:
        offered = country_holidays(country).supported_languages
    except NotImplementedError:
        raise UnknownCountry(country) from None
    spoken = next((code for code in offered if code.partition("_")[0] == language), None)
    if spoken is None and language != settings.LANGUAGE_CODE:
        return {}
    held = country_holidays(country, years=years, language=spoken)
    return {day: " · ".join(held.get_list(day)).replace("'", "’") for day in held}
