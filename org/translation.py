"""Which fields of reference data are translated, field by field."""

from modeltranslation.translator import TranslationOptions, register

from .models import LegalReference, Place, UnitKind


@register([UnitKind, Place, LegalReference])
class NameTranslation(TranslationOptions):
    """Names of reference data; French is required."""

    fields = ("name",)
    required_languages = ("fr",)
