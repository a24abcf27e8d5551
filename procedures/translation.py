"""Which fields of reference data are translated, field by field."""

from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from .models import Channel, DocumentType, MigrantProfile


@register([MigrantProfile, Channel, DocumentType])
class NameTranslation(TranslationOptions):
    """Names of reference data; French is required."""

    fields = ("name",)
    required_languages = ("fr",)
