"""Withdrawing a published text that must not be seen: its words go, that it was published and withdrawn stays."""
