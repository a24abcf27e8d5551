"""The kinds of text of this app, made known to editions."""

from portal.approvals import subjects
from portal.approvals.subjects import Subject
from portal.editions.gate import register_guard
from portal.editions.kinds import Kind, register

from .approval.consulted import parties_to_an_event, parties_to_consult
from .approval.weight import material
from .approval.wording import name_part
from .changes import comparison as change_comparison
from .changes.content import ChangeContent
from .changes.content import reduced as change_reduced
from .changes.presentation import CHANGE, change_context
from .changes.rules import refuse_incomplete
from .changes.succession import ended_context
from .comparison.editions import compared
from .content import StructureContent, with_attachments
from .presentation import structure_context

ORGANISATION = register(
    Kind(
        name="organisation",
        content_class=StructureContent,
        schema=2,
        upcasters={1: with_attachments},
        template="org/organisation.html",
        context=structure_context,
        ended_context=ended_context,
        compare=compared,
    )
)
UNIT = register(
    Kind(
        name="unit",
        content_class=StructureContent,
        schema=2,
        upcasters={1: with_attachments},
        template="org/unit.html",
        context=structure_context,
        ended_context=ended_context,
        compare=compared,
    )
)
CHANGE_EVENT = register(
    Kind(
        name=CHANGE,
        content_class=ChangeContent,
        schema=1,
        template="org/change.html",
        context=change_context,
        in_hierarchy=False,
        timeless=True,
        compare=change_comparison.compared,
        reduced=change_reduced,
    )
)
register_guard(refuse_incomplete)

STRUCTURE = Subject(parties_to_consult=parties_to_consult, name_part=name_part, material=material)
subjects.register(ORGANISATION.name, STRUCTURE)
subjects.register(UNIT.name, STRUCTURE)
subjects.register(CHANGE_EVENT.name, Subject(parties_to_consult=parties_to_an_event, name_part=name_part))
