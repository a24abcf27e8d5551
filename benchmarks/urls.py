"""The portal's addresses and an empty view: what the server costs by itself."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.urls import urlpatterns as portal_patterns


def empty(request: HttpRequest) -> HttpResponse:
    """Answer nothing."""
    return HttpResponse("")


urlpatterns = [path("vide/", empty), *portal_patterns]
