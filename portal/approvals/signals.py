"""What approvals tell whoever listens."""

from django.dispatch import Signal

refused_by_the_gate = Signal()
"""A text was approved as it is, and the gate still refused to publish it: ``review``, ``reason``."""
