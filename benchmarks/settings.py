"""The portal's settings, with an empty view to compare with."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
