"""What the pages of guides, protocols, projects and documents show, as of the reader's date."""
