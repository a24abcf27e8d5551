"""The kinds of text of this app, made known to editions."""

from portal.editions.gate import register_guard
from portal.editions.kinds import Family, Kind, register

from .content.documents import DocumentContent
from .content.procedures import ProcedureContent
from .content.projects import ProjectContent
from .content.protocols import ProtocolContent
from .presentation.documents import document_context
from .presentation.procedures import procedure_context
from .presentation.projects import project_context
from .rules import refuse_faulty

PROCEDURE = register(
    Kind(
        name="procedure",
        family=Family.PROCEDURES,
        content_class=ProcedureContent,
        schema=1,
        template="procedures/procedure.html",
        context=procedure_context,
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
    )
)
PROJECT = register(
    Kind(
        name="project",
        family=Family.PROCEDURES,
        content_class=ProjectContent,
        schema=1,
        template="procedures/project.html",
        context=project_context,
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
    )
)
register_guard(refuse_faulty)
