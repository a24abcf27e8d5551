"""Files attached to editions: kept byte for byte under their digest, whatever becomes of the documents on the desk."""
