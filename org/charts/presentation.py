"""What the page of a chart shows around it: its forms, and the addresses of its wishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.editions.reading import Reading

from .drawings import size_in_words
from .options import Folding, Options, Paper, View
from .reading import Chart


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which the chart can be had."""

    label: str
    url: str
    current: bool = False
    download: bool = False


def page_of(chart: Chart, options: Options, reading: Reading) -> dict[str, Any]:
    """Return what the list and the drawing have in common."""
    chain = reading.chain_keys(chart.root.key)
    links = reading.links_to(chain)
    here = reverse("chart", args=[chart.root.key])
    return {
        "chart": chart,
        "size": size_in_words(chart),
        "options": options,
        "unit": chart.root.link,
        "chain": [links[key] for key in chain if key in links],
        "parent": links.get(chain[-1]) if chain else None,
        "views": list(_forms(chart, options)),
        "levels_offered": range(1, chart.deepest + 1),
        "is_cut": chart.levels < min(chart.deepest, options.levels or chart.deepest),
        "open_all": here + options.address(folding=Folding.ALL),
        "close_all": here + options.address(folding=Folding.NONE),
        "unfolded": here + options.address(folded=frozenset()),
        "as_list": here + options.address(view=View.LIST, folded=frozenset()),
    }


def _forms(chart: Chart, options: Options) -> Iterator[Form]:
    key = chart.root.key
    here = reverse("chart", args=[key])
    as_list = options.address(view=View.LIST, folded=frozenset())
    as_drawing = options.address(view=View.DRAWING, folding=Folding.FIRST)
    yield Form(_("Liste"), here + as_list, current=options.view is View.LIST)
    yield Form(_("Dessin"), here + as_drawing, current=options.view is View.DRAWING)
    wishes = options.address(view=View.LIST, folding=Folding.FIRST, paper=Paper.READABLE)
    yield Form(_("Imprimer en A3"), reverse("chart-print", args=[key]) + wishes)
    yield Form(_("Télécharger en SVG"), reverse("chart-svg", args=[key]) + wishes, download=True)
    yield Form(_("Télécharger en PNG"), reverse("chart-png", args=[key]) + wishes, download=True)
