"""Abolishing a text from a date, on the desk: what a page with editions gets instead of being deleted."""
