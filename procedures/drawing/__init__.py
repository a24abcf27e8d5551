"""A procedure drawn as swimlanes: who acts side by side, time downwards."""
