"""Wagtail's comparison of two versions of a page, told by step and clause."""

from __future__ import annotations

from portal.editions.comparing.desk import ComparedInterface

from .anatomy import DOCUMENTS, PROCEDURES, PROJECTS, PROTOCOLS
from .wording import DOCUMENT, GUIDE, PROJECT, PROTOCOL


class ProcedureInterface(ComparedInterface):
    """The editor of a guide."""

    anatomy = PROCEDURES
    fields = frozenset({*GUIDE, "owner_party"})


class ProtocolInterface(ComparedInterface):
    """The editor of a protocol."""

    anatomy = PROTOCOLS
    fields = frozenset({*PROTOCOL, "owner_party"})


class ProjectInterface(ComparedInterface):
    """The editor of a project."""

    anatomy = PROJECTS
    fields = frozenset({*PROJECT, "starts", "ends_in", "currency", "region"})


class DocumentInterface(ComparedInterface):
    """The editor of a document of the register."""

    anatomy = DOCUMENTS
    fields = frozenset({*DOCUMENT, "file", "file_language"})
