"""The portal's settings for tests: a data directory for each process, quick password hashes, plain static names."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "MANDAT_TEST_DATA" in os.environ:  # a process that a test started, on data of that test
    os.environ["MANDAT_DATA"] = os.environ["MANDAT_TEST_DATA"]
else:
    os.environ["MANDAT_DATA"] = tempfile.mkdtemp(prefix="mandat-tests-")
    atexit.register(shutil.rmtree, os.environ["MANDAT_DATA"], ignore_errors=True)

from portal.settings import *  # noqa: F403
from portal.settings import DATABASE, MANDAT_DATA, STORAGES

if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in the portal: threads on a database in memory lock each other out at once.
    DATABASE["TEST"] = {"NAME": str(Path(MANDAT_DATA) / "tests.sqlite3")}
    DATABASE["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SEARCH_INDEX_DIR = Path(MANDAT_DATA) / "test-index"
WHITENOISE_AUTOREFRESH = True
