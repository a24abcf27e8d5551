"""The words of registered files, page by page: read after publication, apart, and made anew at any time."""
