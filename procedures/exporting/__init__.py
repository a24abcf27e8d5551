"""The texts in force as a file that the importer takes back: what is exported imports to the same."""
