"""Files of guides, protocols and projects: read, checked, written to the desk and published through the gate."""
