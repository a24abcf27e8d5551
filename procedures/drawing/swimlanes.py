"""From what a page shows of a procedure to its drawings, for each place where they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..flow import Flowchart
from ..presentation.steps import ShownStep
from .drawing import Drawing
from .layout import layout_of
from .plan import column_of, plan_of
from .routes import routes_of, tracks_in
from .sizes import ColumnSizes, Sizes
from .words import by_step

FORM: Final = "forme"  # how addresses call which drawing is meant
ON_SCREEN: Final = 1.12  # pixels to a unit: the smallest text is 11.8 px, or as much larger as readers set theirs
IN_COLUMN: Final = 8 / 7  # it is 12 px, and the column 328
_BREADTH: Final = 287.0
_PAPER: Final = (720.0, 900.0)  # units, as large as printed, on a sheet of A4 below a title
_EDGE, _FILE_EDGE = 1.0, 8.0  # a page has edges of its own


class Form(StrEnum):
    """Which drawing of a procedure."""

    LANES = "couloirs"
    COLUMN = "colonne"


@dataclass(frozen=True, slots=True)
class Drawable:
    """What there is to draw: a procedure as it is for who is asked about, and the language of its text."""

    chart: Flowchart
    steps: Sequence[ShownStep]
    title: str
    language: str


def on_page(drawable: Drawable, form: Form, *, described: str) -> Drawing:
    """Return a drawing for a page; ``described`` is the id of the steps in text."""
    if form == Form.COLUMN:
        return replace(_column(drawable, _EDGE), described=described, on_page=True)
    return replace(_swimlanes(drawable), described=described, on_page=True, scale=ON_SCREEN)


def as_file(drawable: Drawable, form: Form, *, note: str) -> Drawing:
    """Return a drawing as a file: it says by itself what it is, of which edition and from where."""
    drawing = _column(drawable, _FILE_EDGE) if form == Form.COLUMN else _swimlanes(drawable)
    return replace(drawing, heading=drawable.title, note=note)


def fits_paper(drawing: Drawing) -> bool:
    """Whether a drawing for a page can be printed on one sheet."""
    return drawing.width <= _PAPER[0] and drawing.head + drawing.height <= _PAPER[1]


def _swimlanes(drawable: Drawable) -> Drawing:
    plan = plan_of(drawable.chart)
    sizes = Sizes(len(plan.lanes), by_step(drawable.steps))
    words = {"steps": _count(drawable.steps), "actors": ", ".join(lane.short for lane in plan.lanes)}
    return Drawing(
        layout=layout_of(plan, sizes),
        sizes=sizes,
        title=title_of(drawable.title),
        description=_("%(steps)s, dans les couloirs : %(actors)s. Le temps va de haut en bas.") % words,
        language=drawable.language,
    )


def _column(drawable: Drawable, edge: float) -> Drawing:
    plan = column_of(drawable.chart)
    routes = routes_of(plan)
    tracks = (tracks_in(routes, 0), tracks_in(routes, 1))
    sizes = ColumnSizes(1, by_step(drawable.steps), breadth=_BREADTH - 2 * edge, tracks=tracks)
    description = _("%(steps)s, l’une sous l’autre ; chacune dit qui la fait. Le temps va de haut en bas.")
    return Drawing(
        layout=layout_of(plan, sizes),
        sizes=sizes,
        title=title_of(drawable.title),
        description=description % {"steps": _count(drawable.steps)},
        language=drawable.language,
        scale=IN_COLUMN,
        name="colonne",
        margin=edge,
        breadth=_BREADTH,
    )


def title_of(procedure: str) -> str:
    """Return the title of a drawing."""
    return _("Dessin de la procédure : %(procedure)s") % {"procedure": procedure}


def _count(steps: Sequence[ShownStep]) -> str:
    return ngettext("%(count)s étape", "%(count)s étapes", len(steps)) % {"count": len(steps)}


def file_name(reference: str, title: str, extension: str, form: Form = Form.LANES) -> str:
    """Return a name that says what the file is: « procedure-onm-g-01.svg », « procedure-onm-g-01-colonne.svg »."""
    kind = "" if form == Form.LANES else f"-{form}"
    return f"procedure-{slugify(reference or title)[:60] or 'sans-titre'}{kind}.{extension}"
