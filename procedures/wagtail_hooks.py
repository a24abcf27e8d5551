"""Registers what procedures add to Wagtail's admin."""

from __future__ import annotations
