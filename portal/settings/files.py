"""Where files live: media and index beside the database, static files with hashed names."""

from .environment import BASE_DIR, DEBUG, MANDAT_DATA

STATIC_URL = "/static/"
STATIC_ROOT = MANDAT_DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = MANDAT_DATA / "media"
SEARCH_INDEX_DIR = MANDAT_DATA / "index"
CONTENT_DIR = BASE_DIR / "content"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
