"""The kinds of text of this app, made known to editions."""

from portal.editions.kinds import Kind, register

from .content import StructureContent
from .presentation import structure_context

ORGANISATION = register(
    Kind(
        name="organisation",
        content_class=StructureContent,
        schema=1,
        template="org/organisation.html",
        context=structure_context,
    )
)
UNIT = register(
    Kind(name="unit", content_class=StructureContent, schema=1, template="org/unit.html", context=structure_context)
)
