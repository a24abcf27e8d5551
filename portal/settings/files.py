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

# What may be kept on the desk, each with a check of its own (portal.uploads). Wagtail's own list would be told a
# second time, and of a file that our form has refused already it says that it has no extension.
UPLOAD_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "png", "jpg", "jpeg"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.uploads.forms.DocumentForm"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.uploads.handlers.BoundedUploadHandler",
]
READ_UPLOADS_APART = True
