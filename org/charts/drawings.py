"""From a chart and its options to a drawing, for each place where it is shown."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.templatetags.dates import day

from .boxes import named
from .options import Options
from .reading import Chart
from .sheets import laid_out, scale_of
from .svg import Drawing
from .tree import Unit, folded

ON_SCREEN: Final = 0.08  # rem: the smallest text is then 11.5 px, or as much larger as readers set theirs


def on_screen(chart: Chart, options: Options) -> Drawing:
    """Return the drawing of the page, with signs that fold."""

    def fold(unit: Unit) -> str:
        if unit.children:
            return options.address(folded=options.folded | {unit.key})
        if unit.key in options.folded:
            return options.address(folded=options.folded - {unit.key})
        return reverse("chart", args=[unit.key]) + options.address(folded=frozenset(), levels=None)

    return Drawing(
        layout=laid_out(folded(chart.root, options.folded)),
        title=title_of(chart.root),
        description=size_in_words(chart),
        address=lambda unit: unit.link.url,
        ties=chart.ties,
        fold=fold,
        rems=ON_SCREEN,
    )


def on_paper(chart: Chart, root: Unit, date: datetime.date, *, within: str = "", sheet: str = "") -> Drawing:
    """Return the drawing of a sheet or a file: it says by itself what it is, of what, of which day and from where."""
    dated = _("Structure en vigueur le %(day)s") % {"day": strip_tags(day(date))}
    source = absolute(reverse("permanent", args=[root.key]))
    return Drawing(
        layout=laid_out(root),
        title=title_of(root),
        description=size_in_words(chart),
        address=lambda unit: absolute(unit.link.url),
        ties=chart.ties,
        heading=f"{title_of(root)} — {within}" if within and within != named(root.link) else title_of(root),
        note=" · ".join(filter(None, (dated, source, sheet))),
    )


def on_a_sheet(drawing: Drawing) -> Drawing:
    """Return the drawing as large as an A3 sheet allows."""
    return replace(drawing, points=scale_of(drawing.width, drawing.height))


def title_of(root: Unit) -> str:
    """Return the title of a chart."""
    return _("Organigramme : %(unit)s") % {"unit": named(root.link)}


def size_in_words(chart: Chart) -> str:
    """Say how large a chart is."""
    units, levels = chart.shown - 1, chart.levels
    said = ngettext("%(count)s unité", "%(count)s unités", units) % {"count": units}
    on = ngettext("sur %(count)s niveau", "sur %(count)s niveaux", levels) % {"count": levels}
    return f"{said} {on}" if levels else said


def file_name(chart: Chart, date: datetime.date, extension: str) -> str:
    """Return a name that says what the file is: « organigramme-onm-2026-11-22.svg »."""
    name = slugify(chart.root.link.acronym or chart.root.link.title)[:60]
    return f"organigramme-{name}-{date.isoformat()}.{extension}"


def absolute(address: str) -> str:
    """Return an address that also works in a file that was taken away."""
    return urljoin(settings.BASE_URL, address)
