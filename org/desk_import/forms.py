"""The file to import: what is plainly no structure file is refused before anything is read of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from ..importing.problems import ImportRefused
from ..importing.xlsx_safety import refuse_dangerous

MOST_BYTES = {".xlsx": 10 * 1024 * 1024, ".yaml": 2 * 1024 * 1024, ".yml": 2 * 1024 * 1024}
BINARY = b"\x00"


class ImportForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Fichier de structure"),
        help_text=_("Classeur .xlsx (10 Mo au plus) ou fichier .yaml (2 Mo au plus)."),
        widget=forms.FileInput(attrs={"accept": ",".join(MOST_BYTES)}),
        error_messages={
            "required": _("Choisissez un fichier."),
            "empty": _("Le fichier est vide."),
            "invalid": _("Le fichier n’est pas arrivé. Recommencez."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """Return the file, if it is of a kind and a size that can be read."""
        upload: Any = self.cleaned_data["file"]
        suffix = Path(upload.name).suffix.lower()
        if suffix not in MOST_BYTES:
            raise forms.ValidationError(
                _("« %(name)s » n’est ni un classeur .xlsx ni un fichier .yaml."), params={"name": upload.name}
            )
        if upload.size > MOST_BYTES[suffix]:
            sizes = {"size": filesizeformat(upload.size), "most": filesizeformat(MOST_BYTES[suffix])}
            raise forms.ValidationError(_("Le fichier fait %(size)s ; la limite est de %(most)s."), params=sizes)
        if suffix == ".xlsx":
            _refuse_dangerous(upload)
        elif BINARY in upload.read():
            raise forms.ValidationError(_("Le fichier n’est pas du texte : ce n’est pas un fichier .yaml."))
        upload.seek(0)
        return upload


def _refuse_dangerous(upload: UploadedFile) -> None:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        try:
            refuse_dangerous(Path(copy.name))
        except ImportRefused as refusal:
            raise forms.ValidationError([problem.message for problem in refusal.problems]) from refusal
