"""How files come in: what is too large is counted to its end, but not kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps a file on the disk as long as it is not too large; of one that is, only its name and size come through."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the next bytes, and let go of all of them once they are too many."""
        if not self.over and start + len(raw_data) > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
            self.over = True
            self.file.close()
        if not self.over:
            self.file.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Return the file; without its bytes, if they were too many."""
        if not self.over:
            return super().file_complete(file_size)
        return UploadedFile(ContentFile(b""), self.file_name, self.content_type, file_size, self.charset)
