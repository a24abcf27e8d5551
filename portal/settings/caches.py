"""What is kept in memory. Counters of rates have a place of their own, where no page drives them out."""

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "default",
        "OPTIONS": {"MAX_ENTRIES": 4_000},  # pages of some 15 kB, in two compressed forms
    },
    "counters": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "counters"},
}
