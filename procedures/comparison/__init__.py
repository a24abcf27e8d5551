"""What differs between two guides, protocols, projects or documents: by step and by clause, not by field."""
