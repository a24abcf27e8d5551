"""French first; Haitian Creole, English, Spanish. Source strings are French, so that every gap falls back to it."""

import django.conf.locale

from .environment import BASE_DIR

# Django has no Haitian Creole: registered here, before anything reads the table.
django.conf.locale.LANG_INFO["ht"] = {
    "bidi": False,
    "code": "ht",
    "name": "Haitian Creole",
    "name_local": "Kreyòl ayisyen",
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("ht", "Kreyòl ayisyen"), ("en", "English"), ("es", "Español")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English"), ("es", "Español")]
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locales"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Port-au-Prince"

MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_LANGUAGES = ("fr", "ht", "en", "es")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("fr",)
