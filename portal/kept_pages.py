"""Public pages, kept rendered and compressed until something that readers get changes."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import brotli
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from portal.editions import freshness

SECONDS_KEPT: Final = 24 * 3600
# The best, 11, takes three times as long, while somebody waits, and saves 2 %.
BROTLI_QUALITY: Final = 10
COOKIES_OF_A_PERSON: Final = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
_BROTLI, _GZIP = re.compile(r"\bbr\b"), re.compile(r"\bgzip\b")
_OF_EACH_ANSWER: Final = ("Content-Length", "ETag", "Vary", "Cache-Control")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A rendered page in the forms in which browsers want it; the rare one that takes neither gets it unpacked."""

    headers: dict[str, str]
    gzip: bytes
    brotli: bytes
    digest: str

    @classmethod
    def of(cls, response: HttpResponse) -> KeptPage:
        """Keep ``response``; it is compressed once, so well."""
        body = response.content
        headers = {name: value for name, value in response.items() if name not in _OF_EACH_ANSWER}
        digest = hashlib.sha256(body).hexdigest()[:32]
        packed = brotli.compress(body, quality=BROTLI_QUALITY)
        return cls(headers, gzip.compress(body, 9, mtime=0), packed, digest)

    def answer(self, accepted: str) -> HttpResponse:
        """Return the page in the smallest form that the browser takes."""
        encoding, body = self._form(accepted)
        response = HttpResponse(body, headers={**self.headers, "ETag": f'"{self.digest}{encoding}"'})
        if encoding:
            response["Content-Encoding"] = encoding
        patch_cache_control(response, no_cache=True)
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        return response

    def _form(self, accepted: str) -> tuple[str, bytes]:
        if _BROTLI.search(accepted):
            return "br", self.brotli
        return ("gzip", self.gzip) if _GZIP.search(accepted) else ("", gzip.decompress(self.gzip))


class KeptPagesMiddleware:
    """Answers visitors from what it keeps; whoever has signed in gets a page of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(name in request.COOKIES for name in COOKIES_OF_A_PERSON):
            return self._for_a_person(request)
        if request.method != "GET" or request.META.get("QUERY_STRING"):
            return self.get_response(request)
        return self._for_everyone(request)

    def _for_a_person(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    def _for_everyone(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        page = cache.get(key)
        if page is None:
            response = self.get_response(request)
            if not _may_be_kept(response):
                return response
            page = KeptPage.of(response)
            cache.set(key, page, SECONDS_KEPT)
        return page.answer(request.headers.get("Accept-Encoding", ""))


def _key(request: HttpRequest) -> str:
    parts = (freshness.current_token(), timezone.localdate(), request.scheme, request.get_host(), request.path)
    return "page:" + hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def _may_be_kept(response: HttpResponse) -> bool:
    marked = getattr(response, freshness.KEPT_UNTIL_CHANGE, False)
    return marked and response.status_code == 200 and not response.cookies and not response.streaming
