"""From what a page shows of a procedure to its drawing, for each place where it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..flow import Flowchart
from ..presentation.steps import ShownStep
from .drawing import Drawing
from .layout import layout_of
from .plan import Plan, plan_of
from .sizes import Sizes
from .words import by_step

ON_SCREEN: Final = 0.07  # rem: the smallest text is then 11.8 px, or as much larger as readers set theirs


def on_screen(chart: Flowchart, steps: Sequence[ShownStep], *, title: str, language: str, described: str) -> Drawing:
    """Return the drawing of a page; ``described`` is the id of the steps in text."""
    plan, sizes = _measured(chart, steps)
    return Drawing(
        layout=layout_of(plan, sizes),
        sizes=sizes,
        title=title_of(title),
        description=size_in_words(plan, steps),
        language=language,
        described=described,
        rems=ON_SCREEN,
        heads_apart=True,
    )


def as_file(chart: Flowchart, steps: Sequence[ShownStep], *, title: str, language: str, note: str) -> Drawing:
    """Return the drawing as a file: it says by itself what it is, of which edition and from where."""
    plan, sizes = _measured(chart, steps)
    return Drawing(
        layout=layout_of(plan, sizes),
        sizes=sizes,
        title=title_of(title),
        description=size_in_words(plan, steps),
        language=language,
        heading=title,
        note=note,
    )


def _measured(chart: Flowchart, steps: Sequence[ShownStep]) -> tuple[Plan, Sizes]:
    plan = plan_of(chart)
    return plan, Sizes(len(plan.lanes), by_step(steps))


def title_of(procedure: str) -> str:
    """Return the title of a drawing."""
    return _("Dessin de la procédure : %(procedure)s") % {"procedure": procedure}


def size_in_words(plan: Plan, steps: Sequence[ShownStep]) -> str:
    """Say how large a drawing is, and in which lanes."""
    count = ngettext("%(count)s étape", "%(count)s étapes", len(steps)) % {"count": len(steps)}
    actors = ", ".join(lane.short for lane in plan.lanes)
    words = {"steps": count, "actors": actors}
    return _("%(steps)s, dans les couloirs : %(actors)s. Le temps va de haut en bas.") % words


def file_name(reference: str, title: str, extension: str) -> str:
    """Return a name that says what the file is: « procedure-onm-g-01.svg »."""
    return f"procedure-{slugify(reference or title)[:60] or 'sans-titre'}.{extension}"
