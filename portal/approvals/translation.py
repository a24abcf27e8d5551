"""Which fields of the reference data of approvals are translated, field by field."""

from modeltranslation.translator import TranslationOptions, register

from .models import Holiday


@register(Holiday)
class HolidayTranslation(TranslationOptions):
    """Names of holidays; French is required."""

    fields = ("name",)
    required_languages = ("fr",)
