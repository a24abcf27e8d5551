"""The form of Wagtail's documents, for every way in: one file, several, the chooser, the API."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm

from .checking import refuse_dangerous
from .refusals import UploadRefused


class DocumentForm(BaseDocumentForm):
    """Takes no file that is not what it says, or that would do something."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            accepted = ",".join(f".{each}" for each in settings.UPLOAD_EXTENSIONS)
            self.fields["file"].widget.attrs["accept"] = accepted

    def clean_file(self) -> Any:
        """Return the file, if it may be kept."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            try:
                refuse_dangerous(upload, name=upload.name or "", size=upload.size or 0)
            except UploadRefused as refusal:
                raise forms.ValidationError(refusal.message, code="refused") from refusal
        return upload
