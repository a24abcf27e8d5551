"""Whose working days count in deadlines."""

from .environment import MANDAT_COUNTRY as MANDAT_COUNTRY
