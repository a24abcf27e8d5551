"""Holidays come from a library once; then they are the administrators'."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from portal.approvals.loading_holidays import UnknownCountry, load_coming_holidays, load_holidays
from portal.approvals.models import Holiday
from portal.schedule import registered
from portal.setup import set_up_portal

pytestmark = pytest.mark.django_db

FLAG = datetime.date(2041, 5, 18)


def loaded(years: str = "2041", **options: str) -> str:
    out = StringIO()
    call_command("load_holidays", years=years, stdout=out, **options)
    return out.getvalue()


def test_holidays_of_haiti_are_loaded_in_the_portals_languages() -> None:
    assert "16" in loaded()
    flag = Holiday.objects.get(country="HT", date=FLAG)
    assert (flag.name_fr, flag.name_ht) == ("Fête du Drapeau et de l’Université", "Jounen Drapo ak Inivèsite")
    assert (flag.name_en, flag.name_es) == ("Flag Day and University Day", "Fiesta de la Bandera y la Universidad")
    with override("ht"):
        assert flag.name == flag.name_ht


def test_holidays_that_move_with_easter_are_among_them() -> None:
    loaded("2026")
    moving = {datetime.date(2026, 2, 17), datetime.date(2026, 4, 3), datetime.date(2026, 6, 4)}
    assert moving <= set(Holiday.objects.values_list("date", flat=True))


def test_what_an_administrator_changed_added_or_deleted_stays() -> None:
    own = datetime.date(2042, 5, 18)
    Holiday.objects.create(country="HT", date=own, name_fr="Ajouté avant")
    loaded("2041-2042")
    Holiday.objects.get(date=FLAG).delete()
    Holiday.objects.filter(date=datetime.date(2041, 1, 2)).update(name_fr="Les Aïeux")
    Holiday.objects.filter(date=datetime.date(2041, 12, 25)).update(date=datetime.date(2041, 12, 26))
    assert loaded("2041-2042").startswith("0 ")
    held = Holiday.objects.filter(country="HT", date__year=2041)
    assert held.count() == 15
    assert not held.filter(date__in=[FLAG, datetime.date(2041, 12, 25)]).exists()
    assert held.get(date=datetime.date(2041, 1, 2)).name_fr == "Les Aïeux"
    assert Holiday.objects.get(date=own).name_fr == "Ajouté avant"


def test_another_country_can_be_loaded() -> None:
    assert load_holidays(country="DO", years=[2041]) > 8
    assert Holiday.objects.filter(country="DO", name_fr="").exists() is False


def test_an_unknown_country_and_odd_years_are_refused_in_words() -> None:
    with pytest.raises(UnknownCountry):
        load_holidays(country="XX", years=[2041])
    with pytest.raises(CommandError, match="XX"):
        loaded(country="xx")
    for years in ("deux mille", "2042-2041", "2000-2999"):
        with pytest.raises(CommandError):
            loaded(years)


def test_setup_and_the_daily_job_fill_this_year_and_the_next_two(portal: object) -> None:
    this_year = datetime.date.today().year
    years = {day.year for day in Holiday.objects.filter(country="HT").values_list("date", flat=True)}
    assert years >= {this_year, this_year + 1, this_year + 2}
    assert load_coming_holidays() == 0
    set_up_portal()
    assert "load_holidays" in {job.name for job in registered()}
