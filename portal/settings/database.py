"""SQLite beside the checkout unless ``DATABASE_URL`` names a PostgreSQL."""

from typing import Any

from .environment import DATABASE_URL, MANDAT_DATA, env

CONNECTION_SECONDS = 60

DATABASE: dict[str, Any] = dict(
    env.dj_db_url("DATABASE_URL", DATABASE_URL, conn_max_age=CONNECTION_SECONDS, conn_health_checks=True)
)

if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    MANDAT_DATA.mkdir(parents=True, exist_ok=True)
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,  # an import of thousands of rows writes for most of a minute
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

DATABASES = {"default": DATABASE}
