"""Signing in: passwords, the second factor, the office's own provider, rates, and sessions that end."""
