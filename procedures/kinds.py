"""The kinds of text of this app, made known to editions."""

from org import sections
from portal.approvals import subjects
from portal.approvals.subjects import Subject
from portal.editions.gate import register_guard
from portal.editions.kinds import Family, Kind, register

from .approval.consulted import parties_to_consult, partners_to_consult
from .approval.weight import material
from .approval.wording import name_part
from .comparison.editions import compare_documents, compare_procedures, compare_projects, compare_protocols
from .content.documents import DocumentContent
from .content.procedures import ProcedureContent
from .content.projects import ProjectContent
from .content.protocols import ProtocolContent
from .content.withdrawn import reduced
from .files import refuse_dangerous_files
from .presentation.acting import STEPS
from .presentation.documents import document_context
from .presentation.procedures import procedure_context
from .presentation.projects import project_context
from .rules import refuse_faulty
from .texts.pieces import passages_of

PROCEDURE = register(
    Kind(
        name="procedure",
        family=Family.PROCEDURES,
        content_class=ProcedureContent,
        schema=1,
        template="procedures/procedure.html",
        context=procedure_context,
        compare=compare_procedures,
        reduced=reduced,
    )
)
PROTOCOL = register(
    Kind(
        name="protocol",
        family=Family.PROCEDURES,
        content_class=ProtocolContent,
        schema=1,
        template="procedures/protocol.html",
        context=procedure_context,
        compare=compare_protocols,
        reduced=reduced,
    )
)
PROJECT = register(
    Kind(
        name="project",
        family=Family.DOCUMENTS,
        content_class=ProjectContent,
        schema=1,
        template="procedures/project.html",
        context=project_context,
        compare=compare_projects,
        reduced=reduced,
    )
)
DOCUMENT = register(
    Kind(
        name="document",
        family=Family.DOCUMENTS,
        content_class=DocumentContent,
        schema=1,
        template="procedures/document.html",
        context=document_context,
        passages=passages_of,
        compare=compare_documents,
        reduced=reduced,
    )
)
register_guard(refuse_faulty)
register_guard(refuse_dangerous_files)

GUIDES = Subject(parties_to_consult=parties_to_consult, name_part=name_part, material=material)
subjects.register(PROCEDURE.name, GUIDES)
subjects.register(PROTOCOL.name, GUIDES)
subjects.register(
    PROJECT.name, Subject(parties_to_consult=partners_to_consult, name_part=name_part, material=material)
)
subjects.register(DOCUMENT.name, Subject(name_part=name_part, material=material))
sections.register(STEPS)
