"""SQLite beside the checkout unless ``DATABASE_URL`` names a PostgreSQL."""

from typing import Any

from .environment import DATABASE_URL, MANDAT_DATA, env

DATABASE: dict[str, Any] = dict(env.dj_db_url("DATABASE_URL", DATABASE_URL))

if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    MANDAT_DATA.mkdir(parents=True, exist_ok=True)
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASE.setdefault("CONN_MAX_AGE", 60)
    DATABASE.setdefault("CONN_HEALTH_CHECKS", True)

DATABASES = {"default": DATABASE}
