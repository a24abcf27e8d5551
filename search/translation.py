"""What of the reference data is written in the portal's languages."""

from modeltranslation.translator import TranslationOptions, register

from .models import GlossaryEntry


@register(GlossaryEntry)
class GlossaryEntryTranslation(TranslationOptions):
    """Each language has its own terms; French is required."""

    fields = ("terms",)
    required_languages = ("fr",)
    fallback_languages = {"default": ("fr",)}
