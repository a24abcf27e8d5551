"""The register: the documents and forms in force, for readers and for the desk; and those of one guide."""
