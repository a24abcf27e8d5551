"""The portal's settings for tests: its own data directory, quick password hashes, no hashed static names."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("MANDAT_DATA", tempfile.mkdtemp(prefix="mandat-tests-"))

from portal.settings import *  # noqa: F403
from portal.settings import MANDAT_DATA, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SEARCH_INDEX_DIR = Path(MANDAT_DATA) / "test-index"
WHITENOISE_AUTOREFRESH = True
