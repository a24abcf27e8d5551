"""What the editors of procedures have on the desk beside Wagtail's own forms."""
