"""Guides, protocols, projects and documents, one file a subject."""

from .documents import DocumentPage
from .procedures import ProcedurePage
from .projects import ProjectPage
from .protocols import ProtocolPage
from .reference import Channel, DocumentType, MigrantProfile
from .texts import FileText

__all__ = [
    "Channel",
    "DocumentPage",
    "DocumentType",
    "FileText",
    "MigrantProfile",
    "ProcedurePage",
    "ProjectPage",
    "ProtocolPage",
]
